#!/bin/sh
# What takes a day, in seconds: schedules and requests with a date, their
# window of 24 hours, and a run that ends before it.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"
needs sqlite3

campaign '"limits": { "tps": 0, "connections": 4 }'
cast
python3 - "$work/world.json" << 'END'
import json, sys
world = json.load(open(sys.argv[1]))
world["s1sps"] = [ { "id": "S1SP-1", "delay": 86399 },
                   { "id": "S1SP-2", "delay": 60, "cv9_srvs": ["4.4.3"] } ]
json.dump(world, open(sys.argv[1], "w"))
END
cases
mv "$work/cases.csv" "$work/all.csv"
emu

# chain SET SRV: the cases of a schedule, in order
chain() {
	head -n 1 "$work/all.csv" > "$work/cases.csv"
	grep "^SIT,$1,.*,ESME,.*,POSITIVE," "$work/all.csv" |
		grep -e ",$2,9,SCHEDULED," -e ",create-$2," \
			-e ",read-$2," -e ",delete-$2," >> "$work/cases.csv"
}

# play NAME WANTED: verdicts, in the order of the cases
play() {
	rm -f "$work"/run.journal*
	run "$work/cases.csv"
	got=$(column verdict | tr '\n' ' ')
	same "$2 " "$got" "$1"
	[ "$2 " = "$got" ] || badly | complain
}

# of CASE COLUMN: a cell
of() {
	python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1])):
	if sys.argv[2] in row["case_id"]:
		print(row[sys.argv[3]])' "$work/results.csv" "$1" "$2"
}

# ---- schedules ---------------------------------------------------------

for set in S1-ACTIVE S1-DORMANT S1-MIXED S2-ACTIVE; do
	chain $set 4.3
	play "$set: at any time of 24 hours" 'PASS PASS PASS PASS'
	of SCHEDULED result_ms >> "$work/ms"
done
awk '$1 < 0 || $1 > 86400000' "$work/ms" > "$work/wrong"
quiet "$work/wrong" 'counted from the due time'
[ "$(sort -u "$work/ms" | wc -l)" -gt 1 ] &&
	[ "$(sort -n "$work/ms" | tail -n 1)" -gt 3600000 ]
result $? 'and not all at once'
same "IN_TRT 86400000" "$(of SCHEDULED timing) $(of SCHEDULED trt_ms)" \
	'the target is a day'

chain S1-ACTIVE 4.3
fault '{"kind": "delay", "match": {"srv": "4.3"}, "args": {"delay_s": 86400}}'
play 'a day behind that it is late' 'PASS LATE PASS PASS'
fault '{"kind": "drop-result", "match": {"srv": "4.3"}}'
play 'it is not waited for without end' 'PASS FAIL PASS BLOCKED'
same 'the result never came' "$(of SCHEDULED reason)" 'and that is said'
ask -X DELETE "$admin/faults"

# ---- the S1SP ----------------------------------------------------------

chain S5-ACTIVE 4.3
play 'a service that the S1SP does not schedule' 'PASS FAIL PASS BLOCKED'
same 'alert S1VE12 instead of the result' "$(of SCHEDULED reason)" \
	'ends with its alert'
sed -i '/,SCHEDULED,/s/,I0,ReadInstantaneousPrepayValuesRsp,,/,,,S1VE12,/' \
	"$work/cases.csv"
play 'which may be what is expected' 'PASS PASS PASS PASS'
chain S5-ACTIVE 4.4.3
python3 - "$work/cases.csv" << 'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1])))
of = {name: i for i, name in enumerate(rows[0])}
for row in rows[1:]:
    if row[of["case"]].startswith("create-"):
        row[of["parameters"]] = '{"$set": "4.4.3", ' \
            '"ScheduleStartDate": "2021-12-07"}'
csv.writer(open(sys.argv[1], "w"), lineterminator="\n").writerows(rows)
END
play 'a schedule that misses the billing day' 'PASS FAIL PASS BLOCKED'
same 'the result says that the device did not succeed' \
	"$(of SCHEDULED reason)" 'has no data'

# ---- a run that ends first ---------------------------------------------

chain S1-ACTIVE 4.3
grep '^SIT,S1-ACTIVE,.*,ESME,4.3,1,FUTURE_DATED,POSITIVE,' \
	"$work/all.csv" >> "$work/cases.csv"
sed -i 's|"clock": {.*}|"clock": { "kind": "system" }|' \
	"$work/campaign.json"
rm -f "$work"/run.journal*
"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
	--admin "${admin%/admin/v1}" --campaign "$work/campaign.json" \
	--devices "$sit/devices.csv" "$work/cases.csv" \
	> "$work/results.csv" 2> "$work/said" &
run_pid=$!
children="$children $run_pid"
waiting="select count(*) from attempt where state = 'waiting'"
over="select count(*) from attempt where state = 'over'"
tries=0
while [ "$(sqlite3 -readonly "$work/run.journal" "$waiting" \
	2>> "$work/log")" != 2 ] || [ "$(sqlite3 -readonly \
	"$work/run.journal" "$over" 2>> "$work/log")" != 2 ]; do
	tries=$((tries + 1))
	[ $tries -lt 300 ] || break
	sleep 0.02
done
kill -INT "$run_pid"
wait "$run_pid"
same 5 $? 'by the clock of the day: interrupted, status 5'
same 'PASS NO_VERDICT PASS NO_VERDICT NO_VERDICT ' \
	"$(column verdict | tr '\n' ' ')" \
	'what is still waited for has no verdict, nor what comes after it'
stop_emu
finish
