# srv_sets.awk - the ready parameters of requests as C
#
#	awk -f build-aux/csv.awk -f build-aux/srv_sets.awk srv_sets.csv
#
# Texts lie once each in one pool. A set without parameters is one row with
# a blank path.

FNR == 1 {
	csv_head($0)
	pool("")
	next
}

function pool(text)
{
	if (!(text in place)) {
		place[text] = pool_n
		pool_n += length(text) + 1
		order[++order_n] = text
	}
	return place[text]
}

{
	csv_row($0)
	key = at["srv"] SUBSEP at["set"]
	if (key != last) {
		if (key in seen)
			csv_fail("the rows of a set do not stand together")
		seen[key] = 1
		last = key
		sets[++sets_n] = sprintf("\t{ %d, %d, %d },",
			pool(at["srv"]), pool(at["set"]), rows_n)
	}
	if (at["path"] != "")
		rows[++rows_n] = sprintf("\t{ %d, %d },", pool(at["path"]),
			pool(at["value"]))
}

END {
	if (failed)
		exit 1
	print "static const char pool[] ="
	print "\t/* NOLINTNEXTLINE(bugprone-string-literal-with-embedded-nul) */"
	for (i = 1; i <= order_n; i++)
		print "\t" c_text(order[i]) " \"\\0\""
	print "\t;"
	print "static const struct { uint16_t path, value; } rows[] = {"
	for (i = 1; i <= rows_n; i++)
		print rows[i]
	print "};"
	print "static const struct { uint16_t srv, set, first; } sets[] = {"
	for (i = 1; i <= sets_n; i++)
		print sets[i]
	print "};"
	if (pool_n > 65535) {
		print "the texts do not fit the pool" > "/dev/stderr"
		exit 1
	}
}
