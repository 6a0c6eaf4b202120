# csv.awk - records of CSV for the generators
#
#	awk -f build-aux/csv.awk -f build-aux/srv.awk FILE...
#
# csv_cut(line, cell) cuts a record into cell[1..n] and gives n; quotes are
# RFC 4180's, without line breaks inside a cell. csv_head(line) keeps the
# header; after it csv_row(line) fills at["name"] and ends the run if the
# record has another width. c_text() makes a string of C.

function csv_cut(line, cell,	n, i, c, quoted, text, length_)
{
	n = 0
	text = ""
	quoted = 0
	sub(/\r$/, "", line)
	length_ = length(line)
	for (i = 1; i <= length_; i++) {
		c = substr(line, i, 1)
		if (quoted) {
			if (c != "\"")
				text = text c
			else if (substr(line, i + 1, 1) == "\"") {
				text = text c
				i++
			} else
				quoted = 0
		} else if (c == "\"")
			quoted = 1
		else if (c == ",") {
			cell[++n] = text
			text = ""
		} else
			text = text c
	}
	if (quoted)
		csv_fail("a quote that does not close")
	cell[++n] = text
	return n
}

function csv_fail(why)
{
	print FILENAME ":" FNR ": " why > "/dev/stderr"
	failed = 1
	exit 1
}

function csv_head(line)
{
	csv_width = csv_cut(line, csv_name)
}

function csv_row(line,	cell, i)
{
	if (csv_cut(line, cell) != csv_width)
		csv_fail("not as wide as the header")
	for (i = 1; i <= csv_width; i++)
		at[csv_name[i]] = cell[i]
}

function c_text(text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}
