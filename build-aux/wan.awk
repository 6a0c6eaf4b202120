# wan.awk - the WAN services of 2010 as rows of C, for src/model/wan.c
#
# Initialisers of struct wan_published: the line of the CSV, section, service,
# bytes, seconds, and the rate as it was printed.

NR == 1	{ csv_head($0); next }
	{ csv_row($0)
	  printf "\t{ %d, %s, %s, %s, %s, %s },\n", FNR, c_text(at["section"]),
		c_text(at["service"]), at["bytes"], at["max_response_s"],
		c_text(at["printed_kbps"]) }
END	{ if (failed) exit 1 }
