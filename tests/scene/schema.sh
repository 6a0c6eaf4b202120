#!/bin/sh
# --schema DIR: requests that do not hold are 400, answers that do not hold
# are events. The schema is one of our own; lint.sh asks the public one.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

mkdir "$work/own" "$work/bad" "$work/none"
cat > "$work/own/own.xsd" <<END
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sr="$sr"
  targetNamespace="$sr" elementFormDefault="qualified">
 <xs:complexType name="Any">
  <xs:sequence><xs:any processContents="lax" maxOccurs="unbounded"/></xs:sequence>
 </xs:complexType>
 <xs:complexType name="Message">
  <xs:sequence>
   <xs:element name="Header" type="sr:Any"/>
   <xs:element name="Body" type="sr:Any"/>
  </xs:sequence>
  <xs:attribute name="schemaVersion" use="required"/>
 </xs:complexType>
 <xs:element name="Request" type="sr:Message"/>
 <xs:element name="Response" type="sr:Message"/>
 <xs:element name="ResponseMessage" type="sr:Any"/>
 <xs:element name="ReadFirmwareVersion"><xs:complexType/></xs:element>
 <xs:element name="LocalCommand"><xs:complexType/></xs:element>
</xs:schema>
END
echo '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">' \
	> "$work/bad/half.xsd"

# rejected STATUS TEXT DIR: it does not start, and says why
rejected() {
	"$emu" --port 0 --admin-port 0 --schema "$3" "$work/world.json" \
		2> "$work/said"
	same "$1" $? "$2: status $1"
	grep -q "$2" "$work/said"
	status=$?
	result $status 'and it says so'
	[ $status = 0 ] || complain < "$work/said"
}
world
rejected 4 'missing: No such file' "$work/missing"
rejected 3 'half.xsd:[12]: ' "$work/bad"
rejected 3 'holds no file \*\.xsd' "$work/none"

emu --schema "$work/own" --events "$work/events"
receiver
post S 1 11.2 "$esme" '<sr:ReadFirmwareVersion/>'
same "200 I99" "$(http) $(code)" 'a request that holds is taken'
inbox 1
post S 1 11.2 "$esme" '<sr:ReadFirmwareVersion><sr:ExecutionDateTime>2026-03-02T00:00:00Z</sr:ExecutionDateTime></sr:ReadFirmwareVersion>'
same 400 "$(http)" 'one that does not is 400'
same "line 1: 'Request/Body/ReadFirmwareVersion': the schema says: Element content is not allowed, because the content type is empty" \
	"$(cat "$work/ack")" \
	'which names the element and the reason'
post S 1 11.2 "$esme" '<sr:ReadTariffPrimaryElement/>'
same E100 "$(code)" 'what the schema does not see has its code'
! grep -q '"event": "invalid-answer"' "$work/events"
result $? 'so far our own answers held'
post D 2 4.3 "$esme2" "$read43"
same I0 "$(code)" 'an answer that does not hold is given all the same'
grep '"event": "invalid-answer"' "$work/events" > "$work/log"
same 1 "$(grep -c "Response/Body/ResponseMessage/LocalCommand'" "$work/log")" \
	'and is an event that names the element'
stop_emu
quiet "$work/err" 'nothing was said on standard error'
finish
