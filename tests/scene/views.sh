#!/bin/sh
# What is read out of a journal is what is read out of its results and its
# plan: two cycles, the first with a device that refuses, the second after it
# was mended.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"
needs sqlite3

campaign '"limits": { "tps": 0, "connections": 8 }'
cast '"faults": [ { "id": "F", "kind": "s1ve12", "match": { "srv": "4.3" } } ]'
cases --srv 4.1.1,4.3
emu
run "$work/cases.csv"
same 1 "$status" 'a refusal ends the run with status 1'

view() {
	"$sit_run" -q "$@" > "$work/out" 2> "$work/said"
	status=$?
	[ $status -lt 2 ] || complain < "$work/said"
}
ppcl=$top/testdata/ppcl-2019/ppcl-2.10.csv
journal=$work/run.journal

view --journal "$journal"
same 1 "$status" 'its results say so too'
cmp "$work/out" "$work/results.csv" > "$work/wrong" 2>&1
quiet "$work/wrong" 'a journal alone is its results'

curl -sS -X DELETE "$admin/faults" > "$work/deleted"
"$sit_run" -q --journal "$journal" --rerun failed --cycle C2 \
	--endpoint "$url" --admin "${admin%/admin/v1}" > "$work/second.csv" \
	2> "$work/said"
view --results --journal "$journal"
cp "$work/out" "$work/all.csv"
same "$(($(wc -l < "$work/results.csv") + $(wc -l < "$work/second.csv") - 1))" \
	"$(wc -l < "$work/all.csv")" 'results are those of both cycles'

view --results --journal "$journal" --format junit
[ "$(grep -c '<property name="clock" value="admin"/>' "$work/out")" = \
	"$(grep -c '<testsuite ' "$work/out")" ]
result $? 'each suite of a report says that the clock was moved'
view --results --journal "$journal" --format json
grep -q '"clock": "admin"' "$work/out"
result $? 'and so does JSON'

# both <what> <view>...: from the journal, and from the tables
both() {
	what=$1
	shift
	view "$@" --journal "$journal"
	sed -e '/name="clock"/d' -e 's/; clock: admin$//' "$work/out" \
		> "$work/journal.out"
	was=$status
	view "$@" --cases "$work/cases.csv" "$work/all.csv"
	same "$was" "$status" "$what: the journal has the status of its tables"
	diff "$work/out" "$work/journal.out" > "$work/wrong"
	quiet "$work/wrong" "$what: and their bytes"
}

printf '%s\n' criterion,scope,measure,at_least_percent \
	executed,DMC,EXECUTED,100 passed,DMC,PASSED,90 \
	mandatory,OVERALL,MANDATORY,100 first,OVERALL,FIRST_TIME,90 \
	> "$work/criteria.csv"
both matrix --matrix --ppcl "$ppcl"
both criteria --criteria "$work/criteria.csv" --ppcl "$ppcl"
both trt --trt
both junit --results --format junit
both tap --results --format tap

# ---- on a terminal of 80 columns ---------------------------------------

# terminal VIEW...: what it shows there, without bold
terminal() {
	python3 -c '
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if not pid:
	fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
	os.environ.update(NO_COLOR="1", TERM="xterm")
	os.execvp(sys.argv[1], sys.argv[1:])
shown = b""
try:
	while part := os.read(fd, 65536):
		shown += part
except OSError:
	pass
os.waitpid(pid, 0)
sys.stdout.write(shown.decode().replace("\r\n", "\n"))' \
		"$sit_run" -q "$@" --journal "$journal" > "$work/out"
}

terminal --results
same "$(grep -c '^FAIL ' "$work/out")" \
	"$(grep -c '^      alert S1VE12 instead of the result$' "$work/out")" \
	'a reason that has no room beside its case stands below it'
terminal --attempts
head -n 1 "$work/out" > "$work/log"
same 'verdict cycle case attempt' "$(tr -s ' ' < "$work/log")" \
	'attempts are known by verdict, cycle, case and number'
terminal --unmatched
same 'messages of no case' "$(tail -n 1 "$work/out" | cut -d ' ' -f 2-)" \
	'messages of no case are counted'
sed -n 2p "$work/out" | grep -qE '^ *[0-9]+ +2021-11-[0-9T:.]+Z '
result $? 'and it can be read when they came'

# what each view says of itself has the first-time rate beside the other
printf 'issue,severity,status,opened,closed,case_ids\n' > "$work/issues.csv"
for ask in --results --attempts --matrix --trt --cycles \
		"--criteria $work/criteria.csv" \
		"--defects --issues $work/issues.csv"; do
	# shellcheck disable=SC2086 # words
	view $ask --journal "$journal" --summary "$work/summary.json"
	python3 -c '
import json, sys
t = json.load(open(sys.argv[1]))["totals"]
if t["first_time"] >= t["passed"] or "first_time_percent" not in t:
	print(t)' "$work/summary.json" > "$work/wrong" 2>&1
	quiet "$work/wrong" "the summary of ${ask%% *} has both rates"
	same 'journal run.journal . True' "$(python3 -c '
import json, sys
i = json.load(open(sys.argv[1]))["inputs"][0]
print(i["role"], i["name"], i["sha256"] or ".", i["rows"] > 0)' \
		"$work/summary.json")" 'and names the journal'
	rm -f "$work/summary.json"
done
view --unmatched --journal "$journal" --summary "$work/summary.json"
same "$(($(wc -l < "$work/out") - 1))" "$(python3 -c '
import json, sys
print(json.load(open(sys.argv[1]))["totals"]["messages"])' \
	"$work/summary.json")" 'that of --unmatched its messages'

view --compare --columns change C1 C2 --journal "$journal"
sort "$work/out" | uniq -c > "$work/journal.out"
view --compare --columns change C1 C2 "$work/all.csv"
sort "$work/out" | uniq -c | diff - "$work/journal.out" > "$work/wrong"
quiet "$work/wrong" 'its cycles compare as those of the tables'
view --results --cycle C2 --journal "$journal"
cmp "$work/out" "$work/second.csv" > "$work/wrong" 2>&1
quiet "$work/wrong" 'a cycle of a journal is what its run showed'

# a cycle of some of the cases hides nothing of the whole one before it
fault='{ "id": "L", "kind": "late", "match": { "srv": "4.1.1" },
	"args": { "delay_s": 5 } }'
run_again() {
	"$sit_run" -q --journal "$journal" --endpoint "$url" \
		--admin "${admin%/admin/v1}" "$@" > "$work/again.csv" \
		2> "$work/said"
	status=$?
}
curl -sS --data "$fault" "$admin/faults" > "$work/answer"
run_again --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle D1 "$work/cases.csv"
same 1 "$status" 'a cycle with answers that are late'
late=$(column timing "$work/again.csv" | grep -c LATE)
[ "$late" -gt 0 ]
result $? "$late of them"
curl -sS -X DELETE "$admin/faults" > "$work/deleted"
run_again --rerun failed --cycle D2
same 0 "$status" 'nothing failed: a cycle of nothing'
same 1 "$(wc -l < "$work/again.csv")" 'has no result'
run_again --rerun late --cycle D3
same "0 $late PASS" "$status $(verdicts "$work/again.csv")" \
	'--rerun late finds what was late behind it'
run_again --rerun late --cycle D4 --format tap
same 'TAP version 13 1..0 # SKIP there are no results' \
	"$(head -n 2 "$work/again.csv" | tr '\n' ' ' | sed 's/ $//')" \
	'and now nothing is late; a run ends as TAP, if that is asked for'

# another process reads while a run writes
rm -f "$journal" "$journal"-*
"$sit_run" -q --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--journal "$journal" --endpoint "$url" --admin "${admin%/admin/v1}" \
	--tps 100 "$work/cases.csv" > "$work/running" 2> "$work/told" &
running=$!
seen=0
for try in 1 2 3 4 5 6 7 8; do
	sleep 0.3
	[ -s "$journal" ] || continue
	view --cycles --journal "$journal" --columns cycle,planned,not_run
	[ $status = 1 ] || { sed "s/^/# $try: /" "$work/said"; break; }
	seen=$((seen + 1))
	tail -n 1 "$work/out" >> "$work/course"
done
kill "$running" 2> "$work/killed" && kill "$running" 2> "$work/killed"
wait "$running"
[ "$seen" -gt 2 ]
result $? 'it can be looked at while it is run'
[ "$(sort -u "$work/course" | wc -l)" -gt 1 ]
result $? 'and each time it is further'

view --results --journal "$work/none.journal"
same 4 "$status" 'no journal: a system failure'
view --matrix --journal "$work/cases.csv"
same 3 "$status" 'a table is no journal'

# the page that its cycles stand on is gone
cp "$journal" "$work/torn.journal"
page=$(sqlite3 "$journal" \
	"SELECT rootpage FROM sqlite_schema WHERE name = 'cycle'")
dd if=/dev/zero of="$work/torn.journal" bs=4096 seek=$((page - 1)) count=1 \
	conv=notrunc 2> "$work/dd"
for option in --results --matrix --resume; do
	"$sit_run" $option --journal "$work/torn.journal" > "$work/out" \
		2> "$work/said"
	same 4 $? "a damaged journal: status 4 of $option"
	grep -qE 'malformed|damaged' "$work/said"
	result $? 'and it is told that it is damaged'
done
stop_emu
finish
