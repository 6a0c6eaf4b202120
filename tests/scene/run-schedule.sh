#!/bin/sh
# Scheduled results, which may take a day, on a clock that is moved: one that
# comes within its day, one that comes later, one that never does, and a run
# that ends before it could.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"

# of one device set: one schedule of 4.3 of one meter
grep -E '^set,|^S1-ACTIVE,' "$sit/devices.csv" > "$work/devices.csv"
devices=$work/devices.csv
campaign '"limits": { "tps": 0 }'
cast
cases --srv 4.3,5.1,5.2,5.3
grep -E '^phase,|,ESME,4.3,9,SCHEDULED,|,ESME,5\.[123],8,.*-4.3,' "$work/cases.csv" \
	> "$work/chain.csv"
same 5 "$(wc -l < "$work/chain.csv")" \
	'a schedule is made, waited for, read and deleted'

# result_hours: how late after its due time the result came, in whole hours
result_hours() {
	column result_ms | grep . | tail -n 1 | awk '{ print int($1 / 3600000) }'
}

# scheduled CYCLE [FAULT]: the chain, and what became of the waiting case
scheduled() {
	emu
	[ -z "$2" ] || fault "$2"
	run --cycle "$1" "$work/chain.csv"
	same "$3" "$(grep ,execute, "$work/results.csv" |
		sed 's/.*execute,[0-9]*,[0-9]*,\([A-Z_]*\),[^,]*,[^,]*,\([A-Z_]*\),.*/\1 \2/')" \
		"$4"
	stop_emu
}

scheduled C1 '' 'PASS IN_TRT' 'a result within the day that it may take: PASS'
same 0 "$status" 'and all four cases pass'
[ "$(result_hours)" -lt 24 ]
result $? 'in less than a day after its due time'
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "sent_at") at = i }
	/,execute,/ { print $at }' "$work/results.csv" > "$work/sent"
same '2021-11-01T10:00:00' "$(cut -c1-19 "$work/sent")" \
	'waited for since the schedule was made'

scheduled C2 '{"kind": "delay", "match": {"cv": 9}, "args": {"delay_s": 3600}}' \
	'PASS IN_TRT' 'an hour later: still PASS'
scheduled C3 '{"kind": "late", "match": {"cv": 9}, "args": {"delay_s": 60}}' \
	'LATE LATE' 'a minute after the day: LATE'
same 1 "$status" 'and the status says that not all passed'
same 24 "$(result_hours)" 'it came, after 24 hours'
scheduled C4 '{"kind": "drop-result", "match": {"cv": 9}}' \
	'FAIL LATE' 'never: FAIL'
grep -q 'the result never came' "$work/results.csv"
result $? 'for it never came'
same BLOCKED "$(grep ,delete-4.3, "$work/results.csv" | grep -o BLOCKED |
	sort -u)" \
	'and what comes after it is BLOCKED'
scheduled C5 '{"kind": "s1ve12", "match": {"cv": 9}}' 'FAIL NA' \
	'an S1SP that cannot: FAIL'
grep -q 'S1VE12' "$work/results.csv"
result $? 'with its alert for a reason'

# ---- the run ends first ------------------------------------------------

sed -i 's|"kind": "admin", "url": "http://127.0.0.1:1"|"kind": "system"|' \
	"$work/campaign.json"
rm -f "$work/run.journal"*
emu
"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
	--admin "${admin%/admin/v1}" --campaign "$work/campaign.json" \
	--devices "$devices" "$work/chain.csv" \
	> "$work/results.csv" 2> "$work/said" &
run_pid=$!
children="$children $run_pid"
tries=0
while ! events | grep -q '"schedule-created"' && [ $tries -lt 500 ]; do
	tries=$((tries + 1))
	sleep 0.02
done
kill -INT "$run_pid"
wait "$run_pid"
same 5 $? 'on a clock that nobody moves the run is interrupted: status 5'
same 'NO_VERDICT' "$(grep ,execute, "$work/results.csv" |
	grep -o NO_VERDICT | head -n 1)" 'what it waits for has NO_VERDICT'
stop_emu
finish
