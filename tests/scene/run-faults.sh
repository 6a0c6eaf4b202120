#!/bin/sh
# Every fault of the emulator ends in the right verdict. The list of kinds is
# walked, so that a new one without a part here fails.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"
needs openssl sqlite3

campaign '"limits": { "tps": 0, "connections": 4, "total_ms": 2000 },
  "retry": [ { "code": "E20|E21", "max": 2, "wait_ms": 10 } ]'
cast
cases
mv "$work/cases.csv" "$work/all.csv"

meter=SIT,S1-ACTIVE,DMC-1,ACTIVE,ESME
read="$meter,4.3,1,ON_DEMAND,POSITIVE,"
top_up="$meter,2.2,1,ON_DEMAND,POSITIVE,"
critical="$meter,1.5,5,ON_DEMAND,POSITIVE,"
inventory="$meter,8.2,8,DCC_ONLY,POSITIVE,"
dated="$meter,4.3,1,FUTURE_DATED,POSITIVE,"
create="$meter,5.1,8,DCC_ONLY,POSITIVE,create-4.3,"
execute="$meter,4.3,9,SCHEDULED,POSITIVE,execute,"
delete="$meter,5.3,8,DCC_ONLY,POSITIVE,delete-4.3,"

# pick BEGIN...: the cases whose rows begin so
pick() {
	head -n 1 "$work/all.csv" > "$work/cases.csv"
	for begin; do
		grep "^$begin" "$work/all.csv" | head -n 1 >> "$work/cases.csv"
	done
}

# fault_of KIND [MEMBERS]: the only one from now on
fault_of() {
	kind=$1
	echo "$kind" >> "$work/seen"
	fault "{\"kind\": \"$kind\"${2:+, $2}}"
}

# faults_of KIND MEMBERS: more of them
faults_of() {
	kind=$1
	fault "[{\"kind\": \"$kind\", $2}]"
}

# play NAME WANTED [ARGUMENT...]: the picked cases in a campaign of their own;
# of each: verdict, timing, attempts, verdict of the first
play() {
	play_name=$1
	wanted=$2
	shift 2
	rm -f "$work"/run.journal*
	run "$@" "$work/cases.csv"
	got=$(python3 -c '
import csv, sys
print("; ".join(" ".join(row[name] for name in
      ("verdict", "timing", "attempts", "first_verdict"))
      for row in csv.DictReader(open(sys.argv[1]))))' "$work/results.csv")
	same "$wanted" "$got" "$kind: $play_name"
	[ "$wanted" = "$got" ] || {
		complain < "$work/said"
		badly | complain
	}
}

# reason TEXT: it says so
reason() {
	column reason | grep "$1" > "$work/log"
	status=$?
	result $status "$kind: '$1'"
	[ $status = 0 ] || column reason | complain
}

# unmatched: in place of the results, the messages of no case
unmatched() {
	"$sit_run" --unmatched --journal "$work/run.journal" \
		> "$work/results.csv"
	result $? "$kind: what belongs to no case is listed"
}

# of_journal SQL
of_journal() {
	sqlite3 "$work/run.journal" "$1"
}

emu
kind=none
pick "$read" "$top_up" "$critical" "$inventory" "$dated" "$create" \
	"$execute" "$delete"
play 'without a fault all pass' "PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS; \
PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS; \
PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS"

# ---- codes -------------------------------------------------------------

pick "$read"
fault_of code '"args": {"code": "E40"}'
play 'another code fails' 'FAIL IN_TRT 1 FAIL'
reason 'acknowledged with E40; expected I99'
fault_of code '"match": {"nth": 1}, "args": {"code": "E20"}'
play 'one of the retry list is tried again' 'PASS IN_TRT 2 FAIL'
grep -q '1 PASS (0 the first time)$' "$work/said"
result $? 'which the last line of the run does not hide'
same Y "$(column flaky)" 'code: and that is told'
fault_of code '"args": {"code": "E20"}'
play 'but not for ever' 'FAIL IN_TRT 3 FAIL'
pick "$top_up"
play 'nor what may not be repeated' 'FAIL IN_TRT 1 FAIL'
pick "$critical"
fault_of code '"match": {"cv": 4}, "args": {"code": "E2"}'
play 'a pre-command may be refused' 'FAIL IN_TRT 1 FAIL'
fault_of code '"match": {"cv": 5}, "args": {"code": "E2"}'
play 'or the command behind it' 'FAIL IN_TRT 1 FAIL'

pick "$read"
fault_of result-code '"args": {"code": "E40"}'
play 'of a result it fails' 'FAIL IN_TRT 1 FAIL'
reason 'result E40; expected I0'
fault_of result-code '"match": {"nth": 1}, "args": {"code": "E21"}'
play 'or is tried again' 'PASS IN_TRT 2 FAIL'

# ---- what gets lost ----------------------------------------------------

fault_of drop-ack
play 'the result says that it had arrived' 'PASS IN_TRT 1 PASS'
pick "$top_up"
play 'also of what may not be repeated' 'PASS IN_TRT 1 PASS'
pick "$inventory"
fault_of drop-ack '"match": {"nth": 1}'
play 'what is answered at once is asked again' 'PASS IN_TRT 2 NO_VERDICT'
pick "$create" "$execute" "$delete"
fault_of drop-ack '"match": {"srv": "5.1"}'
play 'but no schedule is made twice' \
	'NO_VERDICT NA 1 NO_VERDICT; BLOCKED NA 0 BLOCKED; BLOCKED NA 0 BLOCKED'
reason INDETERMINATE
lost='"match": {"nth": 1}},
	{"kind": "drop-result", "match": {"nth": 1}'
pick "$read"
faults_of drop-ack "$lost"
play 'without a result it is asked again' 'PASS IN_TRT 2 NO_VERDICT'
pick "$top_up"
faults_of drop-ack "$lost"
play 'or ends without a verdict' 'NO_VERDICT NA 1 NO_VERDICT'
reason INDETERMINATE
same 1 "$(of_journal 'select count(*) from request')" \
	'drop-ack: and was not sent again'

pick "$read"
faults_of drop-ack '"match": {"nth": 1}},
	{"kind": "delay", "match": {"nth": 1}, "args": {"delay_s": 10}},
	{"kind": "delay", "match": {"nth": 2}, "args": {"delay_s": 20}'
play 'a result that came after it was asked again' 'PASS IN_TRT 2 NO_VERDICT'
unmatched
same 'SIT/DMC-1/S1-ACTIVE/ESME/4.3/cv1/ON_DEMAND/POSITIVE/default 1' \
	"$(column case_id) $(column attempt)" \
	'drop-ack: is kept, with the attempt that had been given up'

pick "$read"
fault_of drop-result
play 'it never came' 'FAIL LATE 1 FAIL'
reason 'the result never came'
pick "$create" "$execute" "$delete"
fault_of drop-result '"match": {"srv": "4.3"}'
play 'nor that of a schedule' \
	'PASS IN_TRT 1 PASS; FAIL LATE 1 FAIL; BLOCKED NA 0 BLOCKED'

# ---- order and time ----------------------------------------------------

pick "$read"
fault_of duplicate-result '"args": {"count": 3}'
play 'it counts once' 'PASS IN_TRT 1 PASS'
fault_of result-first
play 'it waits for the acknowledgement' 'PASS IN_TRT 1 PASS'
pick "$read" SIT,S1-DORMANT,DMC-1,DORMANT,ESME,4.3,1,ON_DEMAND,POSITIVE,
fault_of out-of-order '"match": {"device": "00-DB-12-34-56-00-00-01"}'
play 'each result finds its request' 'PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS'

pick "$read"
fault_of delay '"args": {"delay_s": 20}'
play 'in time' 'PASS IN_TRT 1 PASS'
same 1 "$(column result_ms | awk '{ print ($1 >= 20000 && $1 < 21000) }')" \
	'delay: of 20 seconds'
fault_of delay '"args": {"delay_s": 45}'
play 'late' 'LATE LATE 1 LATE'
fault_of delay '"args": {"delay_s": 500}'
play 'too late' 'FAIL LATE 1 FAIL'
fault_of late
play 'late' 'LATE LATE 1 LATE'
same "31000 30000" "$(column result_ms) $(column trt_ms)" \
	'late: by a second'
pick "$dated"
fault_of delay '"args": {"delay_s": 82800}'
play 'of 23 hours from the due time' 'PASS IN_TRT 1 PASS'
fault_of delay '"args": {"delay_s": 90000}'
play 'of 25 hours from the due time' 'LATE LATE 1 LATE'
pick "$create" "$execute" "$delete"
fault_of delay '"match": {"srv": "4.3"}, "args": {"delay_s": 90000}'
play 'of a schedule; what comes after goes on' \
	'PASS IN_TRT 1 PASS; LATE LATE 1 LATE; PASS IN_TRT 1 PASS'

# ---- what is not right -------------------------------------------------

pick "$read"
fault_of wrong-request-id
play 'it is not the result' 'FAIL LATE 1 FAIL'
unmatched
same 'no open request has this RequestID' "$(column reason)" \
	'wrong-request-id: and is listed, with the reason'
same 0 "$(column request_id | grep -vc "$(of_journal \
	'select request_id from request' | cut -d: -f1,2):")" \
	'wrong-request-id: and with its own'
fault_of upper-case
play 'is the same' 'PASS IN_TRT 1 PASS'
fault_of lower-case
play 'is the same' 'PASS IN_TRT 1 PASS'
fault_of schema-invalid
play 'nobody can read it' 'FAIL LATE 1 FAIL'
fault_of truncated
play 'nobody can read it' 'FAIL LATE 1 FAIL'
unmatched
same 'no message' "$(column kind)" 'truncated: it is listed'
fault_of media-type '"args": {"type": "text/html"}'
play 'it is not to be believed' 'FAIL NA 1 FAIL'
reason "its media type is 'text/html'"

# ---- connections -------------------------------------------------------

once='"match": {"nth": 1}, "args": {"count": 503}'
fault_of http "$once"
play '503 with Retry-After is sent again' 'PASS IN_TRT 2 ERROR'
pick "$top_up"
fault_of http "$once"
play 'whatever it is' 'PASS IN_TRT 2 ERROR'
fault_of http '"args": {"count": 503}'
play 'but not for ever' 'ERROR NA 6 ERROR'
reason 'HTTP status 503'
fault_of http '"args": {"count": 500}'
play 'with 500 nobody knows' 'NO_VERDICT NA 1 NO_VERDICT'
pick "$read"
play 'so a read is tried again' 'NO_VERDICT NA 3 NO_VERDICT'
fault_of http '"args": {"count": 404}'
play 'with 404 nothing was taken' 'ERROR NA 1 ERROR'
reason 'HTTP status 404'

fault_of reset '"match": {"nth": 1}'
play 'a read is sent again' 'PASS IN_TRT 2 NO_VERDICT'
pick "$top_up"
fault_of reset '"match": {"nth": 1}'
play 'what may not be repeated is not' 'NO_VERDICT NA 1 NO_VERDICT'
pick "$critical"
fault_of reset '"match": {"cv": 5}'
play 'nor a command' 'NO_VERDICT NA 1 NO_VERDICT'

pick "$read"
fault_of slow '"args": {"ms": 1}'
play 'it comes whole in the end' 'PASS IN_TRT 1 PASS'
fault_of slow '"args": {"ms": 100}'
play 'cut off, the result tells' 'PASS IN_TRT 1 PASS'

# ---- alerts ------------------------------------------------------------

fault_of alert-storm '"args": {"count": 5, "code": "8F3F"}'
play 'alerts are no result' 'PASS IN_TRT 1 PASS'
unmatched
same '5 no open case expects this alert of this device' \
	"$(column reason | sort | uniq -c | sed 's/^ *//')" \
	'alert-storm: and are listed'
same '' "$(column case_id | sort -u)" 'alert-storm: of no case'
sed -i 's/,I99,I0,ReadInstantaneousPrepayValuesRsp,,/,I99,,,8F3F,/' \
	"$work/cases.csv"
play 'one that is expected is enough' 'PASS IN_TRT 1 PASS'

pick "$create" "$execute" "$read"
fault_of schedule-removal '"match": {"cv": 1}'
play 'the wait for it is over' \
	'PASS IN_TRT 1 PASS; FAIL NA 1 FAIL; PASS IN_TRT 1 PASS'
reason 'alert N4 instead of the result'

pick "$read"
fault_of s1ve12
play 'instead of the result' 'FAIL NA 1 FAIL'
reason 'alert S1VE12 instead of the result'
pick "$create" "$execute" "$delete"
fault_of s1ve12 '"match": {"srv": "4.3"}'
play 'instead of that of a schedule' \
	'PASS IN_TRT 1 PASS; FAIL NA 1 FAIL; BLOCKED NA 0 BLOCKED'
sed -i '/,SCHEDULED,/s/,I0,ReadInstantaneousPrepayValuesRsp,,/,,,S1VE12,/' \
	"$work/cases.csv"
play 'as it was expected' \
	'PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS'
stop_emu

# ---- signatures --------------------------------------------------------

for name in dcc s1sp; do
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/$name.key" -out "$work/$name.pem" -days 2 \
		-subj "/OU=07/CN=$name" 2>> "$work/log"
	chmod 600 "$work/$name.key"
done
cat "$work/dcc.pem" "$work/s1sp.pem" > "$work/trust.pem"
emu --sign-key "$work/dcc.key" --sign-cert "$work/dcc.pem" \
	--s1sp-key "$work/s1sp.key" --s1sp-cert "$work/s1sp.pem"
pick "$read" "$inventory"
kind=none
play 'what is signed passes' 'PASS IN_TRT 1 PASS; PASS IN_TRT 1 PASS' \
	--trust "$work/trust.pem"
pick "$read"
fault_of bad-signature
play 'it is not to be believed' 'FAIL NA 1 FAIL' \
	--trust "$work/trust.pem"
fault_of unsigned
play 'nor is what is not signed' 'FAIL NA 1 FAIL' \
	--trust "$work/trust.pem"
stop_emu

# ---- all of them -------------------------------------------------------

"$top/build-aux/rows" model/fault.cols.h > "$work/rows"
awk 'NR % 7 == 2' "$work/rows" | sort > "$work/kinds"
sort -u "$work/seen" | comm -23 "$work/kinds" - > "$work/wrong"
quiet "$work/wrong" 'every kind of fault was seen'

finish
