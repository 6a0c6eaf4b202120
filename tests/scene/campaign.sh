# campaign.sh - a stage for sit-run against sit-emu; sourced by the scenes
# shellcheck shell=sh disable=SC2034,SC2119,SC2120
#
#	. "$(dirname "$0")/campaign.sh"
#	cases --set smoke			($work/cases.csv, of five DMCs)
#	cast '"seed": 7'			(the world: members besides)
#	campaign '"limits": { "tps": 0 }'	(the campaign: the same)
#	emu					(of scene.sh)
#	run "$work/cases.csv"			($status, $work/results.csv)
#	verdicts				(8 PASS 1 FAIL)
#	finish
#
# The clock is the world's and stands still; sit-run moves it.

. "$(dirname "$0")/scene.sh"
sit_run=$bin/sit-run
sit=$top/testdata/sit-2019

# cast [MEMBERS]: $work/world.json of the devices of sit-2019
cast() {
	"$emu" --make-world --devices "${devices:-$sit/devices.csv}" \
		--ppcl "$top/testdata/ppcl-2019/ppcl-2.10.csv" \
		-o "$work/made.json" 2>> "$work/log"
	sed 's|"clock": {.*}|"clock": { "start": "2021-11-01T10:00:00Z", "factor": 0 }, "mp192": { "enabled": true }, "push": { "first_ms": 20, "max_ms": 50 }'"${1:+, $1}"'|' \
		"$work/made.json" > "$work/world.json"
}

# campaign [MEMBERS]: $work/campaign.json; users are those of the world
campaign() {
	cat > "$work/campaign.json" <<END
{ "name": "scene", "cycle": { "name": "C1" },
  "release": { "file": "$top/testdata/ppcl-2019/ppcl-2.10.csv" },
  "interfaces": [ { "name": "dcc", "base_url": "http://127.0.0.1:1" } ],
  "receiver": { "listen": "127.0.0.1:0", "path": "/inbox" },
  "users": [
    { "eui": "90-B3-D5-1F-30-01-00-00", "roles": ["IS"] },
    { "eui": "90-B3-D5-1F-30-02-00-00", "roles": ["ED"] },
    { "eui": "90-B3-D5-1F-30-03-00-00", "roles": ["GS"] } ],
  "acb_eui": "$acb",
  "mp192": { "enabled": true, "code": "E050113" },
  "clock": { "kind": "admin", "url": "http://127.0.0.1:1" },
  "in_doubt_wait_s": 0.2
  ${1:+, $1} }
END
}

# cases OPTION...: $work/cases.csv of the campaign
cases() {
	"$sit_run" -q --make-cases --campaign "$work/campaign.json" \
		--devices "${devices:-$sit/devices.csv}" "$@" \
		-o "$work/cases.csv" 2>> "$work/log"
	result $? 'the cases of the campaign'
}

# run ARGUMENT...: a run that begins, with $work/run.journal
run() {
	go --campaign "$work/campaign.json" \
		--devices "${devices:-$sit/devices.csv}" "$@"
}

# go ARGUMENT...: any run; $status, $work/results.csv, $work/said
go() {
	"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
		--admin "${admin%/admin/v1}" "$@" \
		> "$work/results.csv" 2> "$work/said"
	status=$?
}

# column NAME: that column of the results, a line each
column() {
	python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1])):
	print(row[sys.argv[2]])' "${2:-$work/results.csv}" "$1"
}

# verdicts [FILE]: how many of each, the most first
verdicts() {
	column verdict "$@" | sort | uniq -c | sort -k1,1nr -k2 |
		awk '{ printf "%s%s %s", n++ ? " " : "", $1, $2 }'
}

# badly: every result that is not PASS, with its reason
badly() {
	python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1])):
	if row["verdict"] != "PASS":
		print(row["verdict"], row["timing"], row["case_id"],
		      row["reason"])' "${1:-$work/results.csv}"
}
