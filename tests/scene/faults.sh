#!/bin/sh
# Every fault, seen from outside and in the events. The list of kinds is
# walked, so that a new one without a part here fails.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

world
emu
receiver

n=0				# messages so far
read_it() {
	post S 1 4.3 "$esme" "$read43"
}

# next: waits for one message more
next() {
	n=$((n + 1))
	inbox "$n"
}

# told KIND: the event of the fault is there
told() {
	events "$since" > "$work/events"
	since=$(grep -c . "$work/all" 2>> "$work/log")
	events > "$work/all"
	since=$(wc -l < "$work/all")
	grep -q "\"event\": \"fault\", .*\"kind\": \"$1\"" "$work/events"
	result $? "$1: is in the events"
	echo "$1" >> "$work/seen"
}
since=0

fault '{"kind": "code", "args": {"code": "E40"}}'
read_it
same E40 "$(code)" 'code: the acknowledgement has it'
told code

fault '{"kind": "result-code", "args": {"code": "E21"}}'
read_it
same I99 "$(code)" 'result-code: the request is acknowledged'
next
same E21 "$(code "$got")" 'result-code: the result has it'
told result-code

fault '{"kind": "drop-ack"}'
read_it
same 52 "$curl_status" 'drop-ack: no answer comes'
next
same I0 "$(code "$got")" 'drop-ack: the result does'
told drop-ack

fault '{"kind": "drop-result"}'
read_it
same I99 "$(code)" 'drop-result: the request is acknowledged'
told drop-result
grep -q '"event": "dropped"' "$work/all"
result $? 'drop-result: the result is not sent'

fault '{"kind": "duplicate-result", "args": {"count": 3}}'
read_it
next
first=$(cat "$got")
next
next
same "$first" "$(cat "$got")" 'duplicate-result: the same message again'
told duplicate-result

fault '{"kind": "result-first"}'
read_it
[ -s "$in/$(printf %04d $((n + 1))).xml" ]
result $? 'result-first: the result is there before the answer'
same I99 "$(code)" 'result-first: and the answer comes'
next
told result-first

fault '{"kind": "out-of-order", "match": {"nth": 1}}'
read_it
one=$(element RequestID)
read_it
two=$(element RequestID)
next
same "$two" "$(element RequestID "$got")" 'out-of-order: the second first'
next
same "$one" "$(element RequestID "$got")" 'out-of-order: then the first'
told out-of-order

fault '{"kind": "delay", "args": {"delay_s": 30}}'
read_it
advance 29.9
same "$n" "$(messages)" 'delay: not before its time'
advance 0.1
next
same I0 "$(code "$got")" 'delay: but at it'
told delay

fault '{"kind": "late"}'
read_it
advance 30
same "$n" "$(messages)" 'late: not within the target response time'
advance 1
next
same I0 "$(code "$got")" 'late: but after it'
told late

fault '{"kind": "wrong-request-id"}'
read_it
next
wanted=$(element RequestID)
[ "$wanted" != "$(element RequestID "$got")" ] &&
	[ "${wanted%?}" = "$(element RequestID "$got" | sed 's/.$//')" ]
result $? 'wrong-request-id: the counter of the result is another'
told wrong-request-id

fault '{"kind": "lower-case"}'
read_it
next
same "$(element RequestID "$got" | tr '[:upper:]' '[:lower:]')" \
	"$(element RequestID "$got")" 'lower-case: the IDs are small'
told lower-case

fault '{"kind": "upper-case"}'
request 1 4.3 "$esme" "$read43" > "$work/request.xml"
sed -i '/RequestID/s/00-DB-12/00-db-12/' "$work/request.xml"
send S "$work/request.xml"
next
same "$(element RequestID "$got" | tr '[:lower:]' '[:upper:]')" \
	"$(element RequestID "$got")" 'upper-case: the IDs are capital'
told upper-case

fault '{"kind": "bad-signature"}'
read_it
next
grep -q '<ds:SignatureValue>AAAA<' "$got"
result $? 'bad-signature: a signature that cannot be right'
told bad-signature

fault '{"kind": "unsigned"}'
read_it
next
! grep -q Signature "$got"
result $? 'unsigned: none'
told unsigned

fault '{"kind": "schema-invalid"}'
read_it
next
grep -q '<sr:NoSuchElement/>' "$got"
result $? 'schema-invalid: an element that no schema has'
told schema-invalid

fault '{"kind": "truncated"}'
read_it
next
! grep -q '</sr:Response>' "$got"
result $? 'truncated: the end is missing'
told truncated

fault '{"kind": "media-type", "args": {"type": "text/html"}}'
read_it
next
grep -q 'text/html' "${got%.xml}.head"
result $? 'media-type: the result comes as another'
told media-type

fault '{"kind": "http", "args": {"count": 503, "delay_s": 2}}'
request 1 4.3 "$esme" "$read43" > "$work/request.xml"
ask -D "$work/head" -H 'Content-Type: application/xml' \
	--data-binary "@$work/request.xml" "$url/api/v1/serviceS"
same 503 "$(http)" 'http: the status that was asked for'
grep -qi '^retry-after: 2' "$work/head"
result $? 'http: and when to come again'
ask -X DELETE "$admin/faults"
send S "$work/request.xml"
same I99 "$(code)" 'http: the request had not been taken'
next
told http

fault '{"kind": "reset"}'
read_it
same 56 "$curl_status" 'reset: the connection breaks'
told reset
[ "$(messages)" = "$n" ]
result $? 'reset: and nothing was done'

fault '{"kind": "slow", "args": {"ms": 1}}'
read_it
same I99 "$(code)" 'slow: the answer comes whole in the end'
next
told slow

fault '{"kind": "alert-storm", "args": {"count": 5, "code": "8F3F"}}'
read_it
n=$((n + 5))
inbox "$n"
same "8F3F 5" "$(element GBCSHexAlertCode "$got") $(element ThrottledAlertCount "$got")" \
	'alert-storm: as many alerts, the last one throttled'
next
same I0 "$(code "$got")" 'alert-storm: and then the result'
told alert-storm

ask -X DELETE "$admin/faults"
post D 8 5.1 "$acb" "$(schedule 4.15 "$esme" '<sr:DSPReadLoadLimitData/>')"
id=$(element DSPScheduleID)
fault '{"kind": "schedule-removal"}'
read_it
next
same "N4 $id" "$(element DCCAlertCode "$got") $(element DSPScheduleID "$got")" \
	'schedule-removal: the DCC says that it is gone'
next
told schedule-removal

fault '{"kind": "s1ve12", "match": {"srv": "4.3", "user": "'$is'"}}'
read_it
next
same S1VE12 "$(element S1SPAlertCode "$got")" 's1ve12: instead of the result'
told s1ve12

# ---- all of them, and how they are chosen ------------------------------

"$top/build-aux/rows" model/fault.cols.h > "$work/rows"
awk 'NR % 7 == 2' "$work/rows" | sort > "$work/kinds"
sort -u "$work/seen" | comm -23 "$work/kinds" - > "$work/wrong"
quiet "$work/wrong" 'every kind of fault was seen'

fault '{"kind": "code", "match": {"device": "'$gsme'"}, "args": {"code": "E40"}}'
read_it
same I99 "$(code)" 'a fault of one device does not meet another'
next
fault '{"kind": "code", "match": {"nth": 2}, "args": {"code": "E40"}}'
for wanted in I99 E40 I99; do
	read_it
	same "$wanted" "$(code)" 'nth: the second, and no other'
done
n=$((n + 2))
inbox "$n"
ask "$admin/faults" -d '{"kind": "cod", "args": {"code": "E40"}}'
same 400 "$(http)" 'an unknown kind is refused'
ask "$admin/faults" -d '{"kind": "code"}'
same 400 "$(http)" 'and one without what it needs'
stop_emu

# ---- a receiver that is not well ---------------------------------------

emu
new_inbox
echo 500 503 204 > "$in/answer"
receiver
counter=90000
read_it
inbox 3
same "$(cat "$in/0001.xml")" "$(cat "$got")" \
	'what is not taken is sent again, the same'
echo 404 > "$in/answer"
read_it
inbox 4
read_it
inbox 5
[ "$(element RequestID "$in/0004.xml")" != "$(element RequestID "$got")" ]
result $? 'what is answered 4xx is not'
echo 500 > "$in/answer"
read_it
inbox 7
advance 93600
while ! events | grep -q given-up; do
	sleep 0.02
done
echo 204 > "$in/answer"
result 0 'after 26 hours of its clock it gives up'
stop_emu

finish
