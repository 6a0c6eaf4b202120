#!/bin/sh
# A run that ends before its time, and what goes on from its journal alone:
# killed, interrupted, refused, changed, again.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"

# background ARGUMENT...: a run whose requests are $1 a second; $run_pid
background() {
	"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
		--admin "${admin%/admin/v1}" "$@" \
		> "$work/results.csv" 2> "$work/said" &
	run_pid=$!
	children="$children $run_pid"
}

# requests N: waits until the emulator has had that many
requests() {
	tries=0
	while [ "$(events | grep -c '"event": "request"')" -lt "$1" ] &&
		[ $tries -lt 500 ]; do
		tries=$((tries + 1))
		sleep 0.02
	done
}

# twice: RequestIDs that the emulator had more than once, of one stage
twice() {
	grep '"event": "request"' "$work/events" |
		sed 's/.*"id": "\([^"]*\)".*"command_variant": \([0-9]*\).*/\1 \2/' |
		sort | uniq -d
}

campaign '"limits": { "tps": 100, "connections": 4 }'
cast
cases --set smoke
n=$(($(wc -l < "$work/cases.csv") - 1))
emu --events "$work/events"

# ---- killed ------------------------------------------------------------

background --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	"$work/cases.csv"
requests 20
go --campaign "$work/campaign.json" --devices "$sit/devices.csv" --cycle C2 \
	"$work/cases.csv"
same 4 "$status" 'a second process on one journal: status 4'
grep -q "process $run_pid" "$work/said"
result $? 'which names the one that holds it'
complain < "$work/said"
kill -9 "$run_pid"
wait "$run_pid" 2>> "$work/log"
rm "$work/cases.csv"
go --resume
same 0 "$status" 'killed and resumed, from its journal alone: status 0'
same "$n PASS" "$(verdicts)" 'every case has passed'
badly | complain
twice > "$work/twice"
quiet "$work/twice" 'and no RequestID was received twice'
go --resume --endpoint http://127.0.0.1:1
same 0 "$status" 'what has ended is resumed with nobody there: nothing is to do'
same "$n PASS" "$(verdicts)" 'and the results are shown'

# ---- interrupted -------------------------------------------------------

cases --set smoke
background --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle C2 "$work/cases.csv"
requests $((n + 30))
kill -INT "$run_pid"
wait "$run_pid"
same 5 $? 'an interrupt ends it with status 5'
grep -q 'go on with --resume' "$work/said"
result $? 'which says how to go on'
same '' "$(column verdict | grep -v -e PASS -e NO_VERDICT)" \
	'results so far, and what was not run'
go --resume --tps 0
same 0 "$status" 'and it goes on'
same "$n PASS" "$(verdicts)" 'to its end'

background --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle C3 --tps 20 "$work/cases.csv"
requests $((2 * n + 20))
kill -TERM "$run_pid"
wait "$run_pid"
same 5 $? 'a termination signal does the same'

# ---- other firmware ----------------------------------------------------

sed '/,ESME,/s/Commissioned,[^,]*,/Commissioned,9.9,/' \
	"$sit/devices.csv" > "$work/newer.csv"
go --resume --devices "$work/newer.csv" --tps 0
grep -q 'devices run another firmware' "$work/said"
result $? 'meters run another firmware now'
same 'before after' "$(column esme_fw_version |
	awk '{ print $0 == "9.9" ? "after" : "before" }' | uniq | tr '\n' ' ' |
	cut -d' ' -f1,2)" 'results before and after it are told apart'

# ---- other plans -------------------------------------------------------

grep -v '/GSME/\|,GSME,' "$work/cases.csv" > "$work/fewer.csv"
go --resume "$work/fewer.csv"
same 3 "$status" 'a cycle resumed with other cases: status 3'
grep -q 'SIT101' "$work/said"
result $? 'which is SIT101'
go --resume --tps 0 "$work/cases.csv"
same 0 "$status" 'with the same cases it goes on'
go --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle C3 "$work/cases.csv"
same 3 "$status" 'a cycle cannot begin twice: status 3'
grep -q 'SIT100' "$work/said"
result $? 'which is SIT100'
sed 's/,I99,/,I98,/' "$work/cases.csv" > "$work/changed.csv"
go --resume --plan-changed "$work/changed.csv"
same 1 "$status" 'with --plan-changed cases are other ones'
same "$(grep -c ,I98, "$work/changed.csv") FAIL" \
	"$(verdicts | grep -o '[0-9]* FAIL')" 'those that changed were run again'
grep -q 'cases as they were' "$work/said"
result $? 'and it says how many'

# ---- again -------------------------------------------------------------

go --rerun failed --cycle C4
same 1 "$status" 'what failed, in a new cycle'
same "$(grep -c ,I98, "$work/changed.csv") FAIL" "$(verdicts)" 'and only that'
printf 'case_id\n' > "$work/voided.csv"
column case_id >> "$work/voided.csv"
go --rerun voided --voided "$work/voided.csv" --cycle C5
same 1 "$status" 'what was voided, in a new cycle'
same "$(tail -n +2 "$work/voided.csv" | sort)" "$(column case_id | sort)" \
	'and only that'
"$sit_run" --journal "$work/run.journal" --attempts --cycle C3 --format csv \
	> "$work/attempts.csv" 2> "$work/log"
same "$(tail -n +2 "$work/voided.csv" | sort)" "$(python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1])):
	if row["voided_by"] == "a change of the release":
		print(row["case_id"])' "$work/attempts.csv" | sort -u)" \
	'the journal marks what is void'
go --resume --plan-changed --cycle C9
same 3 "$status" 'a cycle that there is not: status 3'

# ---- interrupted twice -------------------------------------------------

fault '{"kind": "slow", "args": {"ms": 100}}'
before=$(events | grep -c '"event": "request"')
background --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle C6 "$work/cases.csv"
requests $((before + 1))
kill -INT "$run_pid"
tries=0
while ! grep -q 'interrupt again' "$work/said" && [ $tries -lt 500 ]; do
	tries=$((tries + 1))
	sleep 0.02
done
kill -0 "$run_pid"
result $? 'after one interrupt what is under way is waited for'
kill -INT "$run_pid"
wait "$run_pid"
same 5 $? 'a second one stops at once: status 5'
ask -X DELETE "$admin/faults"
go --resume --tps 0
same 0 "$status" 'and what was cut off is made up for'
same "$n PASS" "$(verdicts)" 'to the last case'

# ---- what was late -----------------------------------------------------

meter=00-DB-12-34-56-00-00-01
fault "[{\"kind\": \"late\", \"match\": {\"cv\": 1, \"device\": \"$meter\"}},
	{\"kind\": \"result-code\", \"args\": {\"code\": \"E40\"},
	 \"match\": {\"cv\": 1, \"device\": \"${meter%1}2\"}}]"
run --cycle C7 --tps 0 "$work/cases.csv"
same 1 "$status" 'a meter that is slow, another that fails: status 1'
badly | sort > "$work/bad"
same 'FAIL IN_TRT LATE LATE' "$(cut -d' ' -f1,2 "$work/bad" | tr '\n' ' ' |
	sed 's/ $//')" 'one case failed and one is late'
badly | awk '$1 == "LATE" { print $3 }' > "$work/late"
ask -X DELETE "$admin/faults"
go --rerun late --cycle C8
same 0 "$status" 'what was late, in a new cycle: status 0'
same '1 PASS' "$(verdicts)" 'is one case, which passes'
same "$(cat "$work/late")" "$(column case_id)" 'that which was late'
"$sit_run" --journal "$work/run.journal" --results --format csv \
	> "$work/all.csv" 2> "$work/log"
same 'LATE PASS' "$(grep "$(cat "$work/late")" "$work/all.csv" |
	grep -E ',C[78],' | grep -oE ',(PASS|LATE),(PASS|LATE),' |
	cut -d, -f2 | tr '\n' ' ' | sed 's/ $//')" \
	'and both cycles keep what became of it'
go --rerun late --cycle C9
same 0 "$status" 'nothing is late any more: status 0'
same '' "$(verdicts)" 'and nothing is run'
same 1 "$(wc -l < "$work/results.csv")" 'the results are a header'
grep -q 'nothing to run again' "$work/said"
result $? 'which it says'
same 0 "$("$sit_run" --journal "$work/run.journal" --cycles --format csv \
	2> "$work/log" | grep -c C9)" 'and no cycle begins'
go --resume --cycle C9
same 3 "$status" 'so that there is none to go on with'

# ---- all of it as evidence ---------------------------------------------

{
	"$sit_run" --journal "$work/run.journal" --export "$work/pack" &&
		"$sit_run" --verify-evidence "$work/pack"
} 2> "$work/said"
same 0 $? 'the evidence of these cycles agrees with itself'
complain < "$work/said"
stop_emu
finish
