# srv_body.awk - what the bodies of requests hold as C
#
#	awk -f build-aux/csv.awk -f build-aux/srv_body.awk \
#		srv_body_more.csv srv_body.csv > srv_body_table.h
#
# Names and facets lie once each in one pool of text; a row has their places
# in it. What later versions add goes behind the rows of the same service: a
# row of the first file with a path that the second has adds its values.

FNR == 1 {
	csv_head($0)
	part++
	next
}

{
	csv_row($0)
}

part == 1 {
	more_n++
	for (i = 1; i <= csv_width; i++)
		more[more_n, csv_name[i]] = at[csv_name[i]]
	if (at["facet"] ~ /^values=/ && at["profile"] == "")
		values[at["srv"], at["path"]] = substr(at["facet"], 8)
	next
}

function pool(text)
{
	if (!(text in place)) {
		place[text] = pool_n
		pool_n += length(text) + 1
		order[++order_n] = text
		if (pool_n > 65535)
			csv_fail("the texts do not fit the pool")
	}
	return place[text]
}

function kind(type)
{
	if (type !~ /^(element|empty|choice|group|string|token|boolean|integer|decimal|dateTime|date|time|hex|base64|eui|euis|id)$/)
		csv_fail("no type is called '" type "'")
	return "SRV_" toupper(type)
}

function profile(text)
{
	if (text == "")
		return "0"
	if (text == "MP192")
		return "SRV_PROFILE_MP192"
	gsub(/\./, "", text)
	return text
}

# a row below a parent that is not the last one open would be lost there
function row(srv, path, least, most, type, facet, prof,	n, name, parent)
{
	n = split(path, name, "/")
	parent = path
	if (!sub(/\/[^\/]*$/, "", parent))
		parent = ""
	if (n > 1 && open_[n - 1] != parent)
		csv_fail("SRV " srv ": " path " is not below its parent")
	open_[n] = path
	if (length(open_[n]) == 0 && rows_n && n)
		csv_fail("SRV " srv ": a row without a name")
	rows[++rows_n] = sprintf("\t{ %d, %d, %d, %d, %d, %s, %s },",
		pool(n ? name[n] : ""), pool(facet), least, most, n,
		kind(type), profile(prof))
}

function finish(srv,	i)
{
	for (i = 1; i <= more_n; i++) {
		if (more[i, "srv"] != srv || more[i, "profile"] == "")
			continue
		row(srv, more[i, "path"], more[i, "min"], more[i, "max"],
		    more[i, "type"], more[i, "facet"], more[i, "profile"])
		used++
	}
}

BEGIN {
	pool("")
}

at["srv"] != srv {
	if (srv != "")
		finish(srv)
	srv = at["srv"]
	bodies[++bodies_n] = sprintf("\t{ %d, %d },", pool(srv), rows_n)
}

{
	facet = at["facet"]
	if ((srv, at["path"]) in values) {
		facet = facet "|" values[srv, at["path"]]
		used++
	}
	row(srv, at["path"], at["min"], at["max"], at["type"], facet, "")
}

END {
	if (failed)
		exit 1
	finish(srv)
	if (used != more_n) {
		print "a row of the additions fits nowhere" > "/dev/stderr"
		exit 1
	}
	print "static const char pool[] ="
	print "\t/* NOLINTNEXTLINE(bugprone-string-literal-with-embedded-nul) */"
	for (i = 1; i <= order_n; i++)
		print "\t" c_text(order[i]) " \"\\0\""
	print "\t;"
	print "static const struct srv_row rows[] = {"
	for (i = 1; i <= rows_n; i++)
		print rows[i]
	print "};"
	print "static const struct { uint16_t srv, first; } bodies[] = {"
	for (i = 1; i <= bodies_n; i++)
		print bodies[i]
	print "};"
}
