#!/bin/sh
# The lint of the client and the acceptance checks of the emulator share no
# code. Held against each other: what both must take, and a bad message for
# each rule that a schema does not make. With SMETS1_LONG the emulator also
# has the public schema, and must hold by it itself.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

lint=$build/tests/peer/duis-lint
bodies=$build/tests/peer/duis-bodies
all=90-B3-D5-1F-30-01-00-09
meter=00-DB-12-34-56-78-90
roles='IS;ES;GS;RSA;ED;GT;OU'

# lint SERVICE ROLES FILE [WHAT...]: what it finds is in findings; the codes
# of the errors, joined by commas, are $errors, of the warnings $warnings
lint() {
	service=$1 sent_as=$2 message=$3
	shift 3
	"$lint" "service=$service" "roles=$sent_as" "acb=$acb" mp192=on "$@" \
		< "$message" > "$work/findings" 2>> "$work/err"
	lint_status=$?
	errors=$(codes_of error)
	warnings=$(codes_of warning)
}

codes_of() {
	sed -n "s/^$1 \\([A-Z0-9]*\\) .*/\\1/p" "$work/findings" | sort -u |
		paste -s -d, -
}

# answer: the code of a DUIS answer, else the HTTP status
answer() {
	if [ "$(http)" = 200 ]; then
		code
	else
		http
	fi
}

# ---- what both take: a request of every service ------------------------

cat > "$work/world.json" <<END
{ "acb_eui": "$acb", "mp192": { "enabled": true },
  "clock": { "start": "2026-01-01T00:00:00Z", "factor": 0 },
  "schema_version": "5.3",
  "users": [ { "eui": "$all", "accredited": true,
    "roles": ["IS", "ES", "GS", "RSA", "ED", "GT", "OU"] } ],
  "devices": [
    { "device_id": "$meter-A0", "device_type": "ESME", "smets": 1,
      "payment_mode": "PREPAYMENT", "mpxn": "1234567890123" },
    { "device_id": "$meter-A1", "device_type": "GSME", "smets": 1 },
    { "device_id": "$meter-A2", "device_type": "CHF" },
    { "device_id": "$meter-A3", "device_type": "GPF" },
    { "device_id": "$meter-A4", "device_type": "PPMID" } ],
  "registrations": [
    { "mpxn": "1234567890123", "role": "IS", "user": "$all" },
    { "mpxn": "1234567890123", "role": "ES", "user": "$all" } ] }
END
cat > "$work/targets" <<END
ESME $meter-A0
GSME $meter-A1
CHF $meter-A2
GPF $meter-A3
PPMID $meter-A4
END
known="device=$meter-A0;ESME;1 device=$meter-A1;GSME;1 device=$meter-A2;CHF;0 device=$meter-A3;GPF;0 device=$meter-A4;PPMID;0"

mkdir "$work/sets"
"$bodies" sets "$work/sets" > "$work/sets.txt"
set --
if [ -n "${SMETS1_LONG-}" ]; then
	needs openssl
	. "$(dirname "$0")/../flow/public-schema.sh"
	public_schema "$work/schema"
	mkdir "$work/public"
	cp "$work/schema/later.xsd" "$work/schema/mmc.xsd" \
		"$work/schema/xmldsig-core-schema.xsd" "$work/schema/"*.dtd \
		"$work/public"
	# what the S1SP says must be signed
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/key" -out "$work/pem" -days 2 -set_serial 12 \
		-subj "/OU=07/CN=s1sp" 2>> "$work/log"
	chmod 600 "$work/key"
	set -- --schema "$work/public" --s1sp-key "$work/key" \
		--s1sp-cert "$work/pem"
fi
emu --events "$work/events" "$@"
receiver "$all"

# service_of FILE: where its command variant goes
service_of() {
	case $(element CommandVariant "$1") in
	1)	echo S ;;
	4)	echo T ;;
	*)	echo D ;;
	esac
}

# type_of SRV: of what it is asked first, or what it is about
type_of() {
	awk -F , -v srv="$1" '$2 "" == srv { print $8 }' \
		"$top/src/model/srv.csv" | sed 's/^DCC (\(.*\))$/\1/; s/[;/].*//'
}

target_of() {
	sed -n "s/^$1 //p" "$work/targets"
}

# Those that change the states of devices come last, then those that take
# them away.
sed -n 's/^good //p' "$work/sets.txt" > "$work/good"
grep -vE '^8\.[34]-' "$work/good" > "$work/names"
grep '^8\.4-' "$work/good" | grep -v "^8\.4-delete" >> "$work/names"
grep -E '^8\.3-|^8\.4-delete' "$work/good" >> "$work/names"
while IFS= read -r name; do
	srv=${name%.xml}
	srv=${srv#5.1-}
	about=$(target_of "$(type_of "${srv%%-*}")")
	[ "$srv" != 12.2-default ] || about=$meter-C0	# is yet to come
	: "${about:=$meter-A0}"
	counter=$((counter + 1))
	sed "s|<sr:DeviceID>$meter-A0|<sr:DeviceID>$about|
		s|<sr:RequestID>[^<]*|<sr:RequestID>$all:$about:$counter|
		/Variant>8</s|:$about:|:$acb:|" \
		"$work/sets/$name" > "$work/request.xml"
	service=$(service_of "$work/request.xml")
	# shellcheck disable=SC2086 # words
	lint "$service" "$roles" "$work/request.xml" now=1767225600 version=53 \
		$known
	send "$service" "$work/request.xml"
	case $name,$lint_status,$(answer) in
	*,0,[IW]*) ;;
	8.2-uprn.xml,0,E080201) ;;	# no world has any
	8.2-address.xml,0,E080201) ;;
	*)	echo "$name: $(answer); $(cat "$work/findings")" ;;
	esac
done < "$work/names" > "$work/differ"
quiet "$work/differ" 'both take a request of every ready set'
same 129 "$(sed -n 's/.*"event": "request".*"srv": "\([0-9.]*\)".*/\1/p' \
	"$work/events" | sort -u | wc -l)" 'there is one of each service'
settled
! grep '"event": "invalid' "$work/events" > "$work/log"
result $? 'no message was invalid, and none of our own answers'
complain < "$work/log"
stop_emu

# ---- what both refuse, and with which code -----------------------------

world '"mp192": { "enabled": true }'
emu
known="device=$esme;ESME;1 device=$gsme;GSME;1 device=$chf;CHF;1 device=$esme2;ESME;2"
now=1772359200
script=

# judge FINDINGS ANSWER NAME POST-ARGUMENT...: $script, if any, spoils it.
# A finding whose description names a response code names this one.
judge() {
	wanted=$1
	answered=$2
	name=$3
	shift 3
	service=$1
	shift
	counter=$((counter + 1))
	request "$@" | sed "$script" > "$work/request.xml"
	case ${5:-$is} in
	"$gs")	sent_as=GS ;;
	"$ed")	sent_as=ED ;;
	"$ou")	sent_as=OU ;;
	*)	sent_as=IS ;;
	esac
	# shellcheck disable=SC2086 # words
	lint "$service" "$sent_as" "$work/request.xml" "now=$now" $known
	send "$service" "$work/request.xml"
	same "$wanted $answered" "$errors${warnings:+($warnings)} $(answer)" \
		"$name: $wanted, $answered"
	awk -v got="$answered" '$1 == "error" && $3 != "-" && $3 != got' \
		"$work/findings" > "$work/wrong"
	[ ! -s "$work/wrong" ] || quiet "$work/wrong" 'the code it names'
	script=
}

read41='<sr:ReadInstantaneousImportRegisters/>'
inventory="<sr:ReadInventory><sr:DeviceID>$esme</sr:DeviceID></sr:ReadInventory>"
signed='<sr:SignedPreCommand><sr:GBCSPayload>AAAA</sr:GBCSPayload></sr:SignedPreCommand>'
mode='<sr:UpdatePaymentMode><sr:Credit/></sr:UpdatePaymentMode>'
# log FROM TO, future DATE: bodies of 4.8.1 and 4.3
log() {
	printf '%s' "<sr:ReadActiveImportProfileData><sr:ReadLogPeriod><sr:StartDateTime>$1T00:00:00Z</sr:StartDateTime><sr:EndDateTime>$2T00:00:00Z</sr:EndDateTime></sr:ReadLogPeriod></sr:ReadActiveImportProfileData>"
}
future() {
	printf '%s' "<sr:ReadInstantaneousPrepayValues><sr:ExecutionDateTime>$1</sr:ExecutionDateTime></sr:ReadInstantaneousPrepayValues>"
}
# offsets NAME FROM TO
offsets() {
	printf '%s' "<sr:$1><sr:StartDateOffset>$2</sr:StartDateOffset><sr:StartTime>00:00:00Z</sr:StartTime><sr:EndDateOffset>$3</sr:EndDateOffset><sr:EndTime>00:00:00Z</sr:EndTime></sr:$1>"
}
child='<sr:DSPReadInstantaneousPrepayValues/>'
daily=$(offsets DSPRetrieveImportDailyReadLog -1 0)

judge '' I99 'a good request' S 1 4.3 "$esme" "$read43"
judge '' I99 'one of a log' S 1 4.8.1 "$esme" "$(log 2026-01-01 2026-01-02)"
judge '' I99 'one for later' S 1 4.3 "$esme" "$(future 2026-03-02T00:00:00Z)"
judge '' I0 'a good schedule' D 8 5.1 "$acb" "$(schedule 4.3 "$esme" "$child")"
judge '' I0 'and of a log' D 8 5.1 "$acb" "$(schedule 4.6.1 "$esme" "$daily")"
judge '' I0 'a good transform' T 4 1.6 "$esme" "$mode"

# service, reference, body
judge DUIS031 E100 'the body of another service' S 1 4.3 "$esme" "$read41"
judge DUIS031 E100 'a pre-command that nobody asked for' \
	S 1 4.3 "$esme" "$signed"
judge DUIS031 E100 'none where one belongs' S 5 1.6 "$esme" "$mode"
script='s|Reference>4.3|Reference>4.4|'
judge DUIS032 E100 'the reference of another service' \
	S 1 4.3 "$esme" "$read43"
judge DUIS030 400 'a service that does not exist' S 1 4.99 "$esme" "$read43"

# command variant and web service
judge DUIS033 E12 'a variant of critical services' T 4 4.3 "$esme" "$read43"
judge DUIS033 E12 'a variant of services to devices' \
	S 1 8.2 "$acb" "$inventory"
judge DUIS034 E12 'variant 9' S 9 4.3 "$esme" "$read43"
judge DUIS055 400 'variant 10' S 10 4.3 "$esme" "$read43"
judge DUIS035 E13 'the wrong web service' D 1 4.3 "$esme" "$read43"
judge DUIS035 E13 'and another' S 4 1.6 "$esme" "$mode"
judge DUIS035 E13 'and the third' T 8 8.2 "$acb" "$inventory"

# target, device, role
judge DUIS036 E19 'to the broker what is for a device' \
	S 1 4.3 "$acb" "$read43"
judge DUIS036 E19 'to a device what is for the broker' \
	D 8 8.2 "$esme" "$inventory"
judge DUIS037 E11 'a type of device that has no such service' \
	S 1 4.3 "$chf" "$read43"
judge DUIS037 E11 'nor in a schedule' D 8 5.1 "$acb" \
	"$(schedule 4.12.1 "$gsme" '<sr:DSPReadMaximumDemandImportRegisters/>')"
judge DUIS037 E11 'nor what is about it' D 8 8.14.1 "$acb" \
	"$(sed 's|.*<sr:Body>\(.*\)</sr:Body>.*|\1|' \
		"$work/sets/8.14.1-default.xml")"
judge DUIS039 E2 'a role that has no such service' \
	S 1 4.3 "$esme" "$read43" "$ou"
judge DUIS039 E2 'nor in a schedule' D 8 5.1 "$acb" "$(schedule 4.12.2 "$esme" \
	'<sr:DSPReadMaximumDemandExportRegisters/>')" "$ou"

# schedules
judge DUIS040 E100 'the element of another service' \
	D 8 5.1 "$acb" "$(schedule 4.6.1 "$esme" "$child")"
script='s|ScheduledServiceReference>4.6|ScheduledServiceReference>4.8|'
judge DUIS040 E100 'the scheduled reference of another' \
	D 8 5.1 "$acb" "$(schedule 4.6.1 "$esme" "$daily")"
judge DUIS041 E050113 '4.3 of a SMETS2 device' \
	D 8 5.1 "$acb" "$(schedule 4.3 "$esme2" "$child")"
judge DUIS021,DUIS041 400 'a service that cannot be scheduled' \
	D 8 5.1 "$acb" "$(schedule 4.1.1 "$esme" "$child")"
judge DUIS021,DUIS030 400 'one that does not exist' \
	D 8 5.1 "$acb" "$(schedule 4.99 "$esme" "$child")"
judge DUIS024,DUIS041 400 'one that DUIS 5.3 brings' \
	D 8 5.1 "$acb" "$(schedule 4.2 "$esme" \
		'<sr:DSPReadInstantaneousExportRegisters/>')" "$ed"
judge DUIS021 400 'a frequency that is none' \
	D 8 5.1 "$acb" "$(schedule 4.3 "$esme" "$child" Hourly)"
judge DUIS019 400 'an offset out of range' D 8 5.1 "$acb" \
	"$(schedule 4.6.1 "$esme" "$(offsets DSPRetrieveImportDailyReadLog -401 0)")"

# dates
judge DUIS043 E100 'a date that is past' \
	S 1 4.3 "$esme" "$(future 2026-02-28T00:00:00Z)"
judge DUIS043 E050101 'a schedule that begins in the past' \
	D 8 5.1 "$acb" "$(schedule 4.3 "$esme" "$child" Daily 2026-02-28)"
judge DUIS044 E100 'an end before its start' \
	S 1 4.8.1 "$esme" "$(log 2026-01-02 2026-01-01)"
script='s|</sr:ScheduleStartDate>|&<sr:ScheduleEndDate>2026-03-01</sr:ScheduleEndDate>|'
judge DUIS044 E050101 'a schedule that ends before it starts' \
	D 8 5.1 "$acb" "$(schedule 4.3 "$esme" "$child")"
judge DUIS044 E050101 'offsets that do' D 8 5.1 "$acb" \
	"$(schedule 4.6.1 "$esme" "$(offsets DSPRetrieveImportDailyReadLog 0 -1)")"
judge DUIS046 E100 'a date on a local command' \
	D 2 4.3 "$esme2" "$(future 2026-03-02T00:00:00Z)"

# the envelope
script='s|<sr:Header>\(.*\)\(<sr:Comm.*Variant>\)\(<sr:ServiceReference>.*ServiceReference>\)|<sr:Header>\1\3\2|'
judge DUIS052 400 'elements out of order' S 1 4.3 "$esme" "$read43"
script='s|<sr:CommandVariant>1</sr:CommandVariant>||'
judge DUIS053 400 'an element that is missing' S 1 4.3 "$esme" "$read43"
judge DUIS055 400 'a counter with a zero in front' \
	S 1 4.3 "$esme" "$read43" "$is" 0$counter
judge DUIS055 400 'a counter that is too large' \
	S 1 4.3 "$esme" "$read43" "$is" 18446744073709551616
judge DUIS055 400 'an EUI-64 that is none' \
	S 1 4.3 00-DB-12-34-56-78-90 "$read43"
judge DUIS054 400 'two bodies' S 1 4.3 "$esme" "$read43$read43"
script='s|schemaVersion="5.1"|schemaVersion="five"|'
judge DUIS056 400 'a version that is no number' S 1 4.3 "$esme" "$read43"
# of the body of any service both know the order and the types (bodies.sh)
judge DUIS015 400 'an element that the body does not have' S 1 4.3 "$esme" \
	'<sr:ReadInstantaneousPrepayValues><sr:More/></sr:ReadInstantaneousPrepayValues>'
judge DUIS016 400 'a body without what it must have' \
	S 1 4.8.1 "$esme" '<sr:ReadActiveImportProfileData/>'

# ---- where they differ, and why ----------------------------------------

# the client warns of what it cannot know: its list of devices may be old
judge '(DUIS038)' E19 'a device that no list has' \
	S 1 4.3 00-DB-12-34-56-78-90-FF "$read43"
# the schema takes any decimal, and so does the DCC's end
script='s|schemaVersion="5.1"|schemaVersion="4.9"|'
judge '(DUIS042)' I99 'a version that nobody knows' S 1 4.3 "$esme" "$read43"
# no source says what the DCC does with a chain of requests that is broken
script="s|<sr:CommandVariant>|<sr:PrecedingServiceRequestID>$gs:$esme:1</sr:PrecedingServiceRequestID>&|"
judge '(DUIS047)' I99 "another's request before it" S 1 4.3 "$esme" "$read43"
# a signature is asked for by --must-sign (signed.sh)
stop_emu
quiet "$work/err" 'nothing was said on standard error'
finish
