# duis_codes.awk - a table of codes as C: one initialiser a row, cells in
# the order of the columns; what is "not established" is blank
#
#	awk -f build-aux/csv.awk -f build-aux/duis_codes.awk codes.csv

FNR == 1 {
	csv_head($0)
	next
}

{
	csv_row($0)
	line = "\t{ "
	for (i = 1; i <= csv_width; i++) {
		cell = at[csv_name[i]]
		if (csv_name[i] == "class") {
			cell = toupper(cell)
			gsub(/[^A-Z]/, "_", cell)
			cell = "DUIS_" cell
		} else
			cell = c_text(cell == "not established" ? "" : cell)
		line = line (i > 1 ? ", " : "") cell
	}
	print line " },"
}

END {
	if (failed)
		exit 1
}
