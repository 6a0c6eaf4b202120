# srv.awk - the catalogue of service requests as C
#
#	awk -f build-aux/csv.awk -f build-aux/srv.awk \
#		srv_repeat.csv srv_duis.csv srv.csv > srv_table.h
#
# What a cell says that is not known here ends the run: a fact that nobody
# understood must not become a row without it.

FNR == 1 {
	csv_head($0)
	part++
	next
}

{
	csv_row($0)
	id = at["srv"]
}

part == 1 {
	if (at["repeat_safe"] !~ /^[YN]$/ || at["reason"] == "")
		csv_fail("repeat_safe wants Y or N, and a reason")
	safe[id] = at["repeat_safe"]
	next
}

# The web service follows from the command variant alone (srv_service()).
BEGIN {
	service["1;2;3"] = "S (1,3) D (2)"
	service["4;5;6;7"] = "T (4) S (5,7) D (6)"
	service["4;5"] = "T (4) S (5)"
	service["1"] = "S"
	service["8"] = "D"
}

part == 2 {
	if (service[at["command_variants"]] != at["web_service"])
		csv_fail("these variants do not go to '" at["web_service"] "'")
	variants[id] = at["command_variants"]
	body[id] = at["body_element"]
	child[id] = at["schedule_element"]
	dcc[id] = at["dcc_response_element"]
	mmc[id] = at["mmc_response_element"]
	codes[id] = at["gbcs_message_codes"]
	next
}

# "a;b" as "PREFIXa | PREFIXb"
function set(list, prefix,	n, i, word, text)
{
	n = split(list, word, ";")
	text = ""
	for (i = 1; i <= n; i++)
		text = text (i > 1 ? " | " : "") prefix word[i]
	return text == "" ? "0" : text
}

function modes(list,	n, i, word, text, c)
{
	n = split(list, word, ";")
	text = ""
	since = ""
	for (i = 1; i <= n; i++) {
		if (word[i] == "OD")
			c = "SRV_ON_DEMAND"
		else if (word[i] == "FD(DSP)")
			c = "SRV_FUTURE_DSP"
		else if (word[i] == "FD(Device)")
			c = "SRV_FUTURE_DEVICE"
		else if (word[i] == "FD(DSP+Device)")
			c = "SRV_FUTURE"
		else if (word[i] == "DS")
			c = "SRV_SCHEDULED"
		else if (word[i] == "DS(MP192 SMETS1-only)")
			c = "SRV_SCHEDULED | SRV_MP192"
		else if (word[i] ~ /^DS\(DUIS>=[0-9.]+\)$/) {
			since = word[i]
			gsub(/[^0-9.]/, "", since)
			c = "SRV_SCHEDULED"
		} else if (word[i] == "ND")
			c = "SRV_DCC_ONLY"
		else
			csv_fail("no mode is called '" word[i] "'")
		text = text (i > 1 ? " | " : "") c
	}
	return text
}

function seconds(text,	n)
{
	sub(/\(distribution\)$/, "", text)
	n = text + 0
	if (text ~ /^[0-9]+s$/)
		return n
	if (text ~ /^[0-9]+h$/)
		return n * 3600
	if (text ~ /^[0-9]+d$/)
		return n * 86400
	csv_fail("'" text "' is no time")
}

# "T=3s;OD=30s" into trt[]
function times(list,	n, i, word, pair)
{
	trt["T"] = trt["OD"] = trt["FD"] = trt["DS"] = 0
	n = split(list, word, ";")
	for (i = 1; i <= n; i++) {
		split(word[i], pair, "=")
		if (pair[1] == "ND")
			pair[1] = "OD"
		if (!(pair[1] in trt))
			csv_fail("no response time is called '" pair[1] "'")
		trt[pair[1]] = seconds(pair[2])
	}
}

# "DCC (CHF)" is about CHF, "DCC (all)" about any, "DCC" about none
function devices(list)
{
	if (list == "DCC")
		return "0"
	if (list == "DCC (all)")
		return "SRV_DEVICES"
	if (list ~ /^DCC \(.*\)$/) {
		sub(/^DCC \((schedules )?/, "", list)
		sub(/\)$/, "", list)
		gsub(/\//, ";", list)
	}
	return set(list, "SRV_")
}

part == 3 {
	if (!(id in body) || !(id in safe))
		csv_fail("SRV " id " is missing in another table")
	known = toupper(at["smets1"])
	if (known !~ /^(UNKNOWN|NO|UNLIKELY|LIKELY|YES)$/)
		csv_fail("smets1 cannot be '" at["smets1"] "'")
	if (at["critical"] !~ /^(yes|no)$/)
		csv_fail("critical is yes or no")
	mode = modes(at["modes"])
	times(at["trt"])
	role = at["roles"] ~ /^\(/ ? "" : at["roles"]
	sub(/^\(MP192\) /, "", child[id])
	if (dcc[id] == "(none)")
		dcc[id] = ""
	sub(/\?$/, "", dcc[id])
	print "\t{"
	print "\t\t.reference = " c_text(at["service_reference"]) ","
	print "\t\t.srv = " c_text(id) ","
	print "\t\t.name = " c_text(at["name"]) ","
	print "\t\t.critical = " (at["critical"] == "yes" ? "true" : "false") ","
	print "\t\t.repeat_safe = " (safe[id] == "Y" ? "true" : "false") ","
	print "\t\t.smets1 = SRV_" known ","
	print "\t\t.modes = " mode ","
	print "\t\t.roles = " set(role, "SRV_") ","
	print "\t\t.devices = " devices(at["device_types"]) ","
	cv = variants[id]
	gsub(/[0-9]/, "SRV_CV(&)", cv)
	gsub(/;/, " | ", cv)
	print "\t\t.variants = " cv ","
	print "\t\t.trt_transform_s = " trt["T"] ","
	print "\t\t.trt_on_demand_s = " trt["OD"] ","
	print "\t\t.trt_future_s = " trt["FD"] ","
	print "\t\t.trt_scheduled_s = " trt["DS"] ","
	print "\t\t.body = " c_text(body[id]) ","
	print "\t\t.schedule_child = " c_text(child[id]) ","
	print "\t\t.schedule_since = " c_text(since) ","
	print "\t\t.dcc_response = " c_text(dcc[id]) ","
	print "\t\t.mmc_response = " c_text(mmc[id]) ","
	print "\t\t.message_codes = " c_text(codes[id]) ","
	print "\t},"
	seen[id] = 1
}

END {
	if (failed)
		exit 1
	for (id in body) {
		if (!(id in seen)) {
			print "SRV " id " is not in the catalogue" > "/dev/stderr"
			exit 1
		}
	}
}
