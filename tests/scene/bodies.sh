#!/bin/sh
# The bodies of all services at sit-emu, which has a check of its own: what
# the library makes is taken, and what it refuses is refused with 400; then
# one fault of each kind, and the element that the answer names. SEED and
# ROUNDS are of the bodies that are drawn.
. "$(dirname "$0")/scene.sh"
bodies=$build/tests/peer/duis-bodies

world '"mp192": { "enabled": true }, "schema_version": "5.3"'
emu

# posted DIRECTORY: "STATUS FILE" of each message in it, answers beside them
posted() {
	for message in "$1"/*.xml; do
		cat <<END
url = "$url/api/v1/serviceS"
header = "Content-Type: application/xml"
data-binary = "@$message"
output = "${message%.xml}.ack"
write-out = "%{http_code} ${message##*/}\\n"
silent
next
END
	done | sed '$d' | curl -K - 2>> "$work/log"
}

# against NAME: what the emulator and the library do not agree on, save the
# times that say no point in time: the schema takes those, the DCC does not
against() {
	awk 'NR == FNR { said[$2] = $0; next }
	($1 == 400) != (said[$2] ~ /^bad/) { print $1, said[$2] }' \
		"$work/$1.said" "$work/$1.posted" > "$work/$1.differ"
	while read -r status word file rest; do
		answer=$work/$1/${file%.xml}.ack
		[ "$status" != 400 ] || ! grep -q 'in UTC$' "$answer" ||
			continue
		printf '%s %s %s %s\n' "$status" "$word" "$file" "$rest"
		[ "$status" != 400 ] || cat "$answer"
	done < "$work/$1.differ" > "$work/$1.apart"
}

mkdir "$work/sets" "$work/random"
"$bodies" sets "$work/sets" > "$work/sets.said"
posted "$work/sets" > "$work/sets.posted"
same "$(wc -l < "$work/sets.said")" "$(grep -c '^200' "$work/sets.posted")" \
	'every ready set is taken'
same 129 "$(sed 's/.* //; s/-.*//' "$work/sets.posted" | sort -u | wc -l)" \
	'of every service'

"$bodies" random "$work/random" "${SEED:-11}" "${ROUNDS:-3}" > "$work/random.said"
posted "$work/random" > "$work/random.posted"
against random
quiet "$work/random.apart" \
	'bodies at random, as they are and changed: judged as by the library'
[ "$(grep -c '^bad' "$work/random.said")" -gt 100 ]
result $? 'of which more than a hundred are refused'

# refused ELEMENT TEXT BODY NAME: 400, and the answer names that element
refused() {
	post S 1 4.3 "$esme" "$3"
	same 400 "$(http)" "$4"
	grep -q "/$1' $2" "$work/ack"
	result $? "  and the answer names $1"
	grep -q "/$1' $2" "$work/ack" || sed 's/^/# /' "$work/ack"
}

period() {
	printf '<sr:RetrieveImportDailyReadLog><sr:ReadLogPeriod>%s</sr:ReadLogPeriod></sr:RetrieveImportDailyReadLog>' "$1"
}
start='<sr:StartDateTime>2026-01-01T00:00:00Z</sr:StartDateTime>'
end='<sr:EndDateTime>2026-01-02T00:00:00Z</sr:EndDateTime>'

refused ReadLogPeriod 'ends before it' "$(period "$start")" \
	'an element is missing'
grep -q "^'EndDateTime' is expected" "$work/ack"
result $? '  and what is missing'
refused EndDateTime 'stands in the wrong place' "$(period "$end$start")" \
	'the order is wrong'
refused StartDateTime 'stands in the wrong place' \
	"$(period "$start$start$end")" 'there is one too many'
refused Colour 'is not an element' "$(period "$start$end<sr:Colour/>")" \
	'an element is unknown'
refused StartDateTime 'is not an element' \
	"$(period "$(echo "$start" | sed 's/sr:StartDateTime/StartDateTime/g')$end")" \
	'an element is in no namespace'
refused ReadLogPeriod 'has text' "$(period "x$start$end")" \
	'text stands between elements'
refused StartDateTime "has an attribute 'unit'" \
	"$(period "$(echo "$start" | sed 's/StartDateTime>/StartDateTime unit="s">/')$end")" \
	'an attribute is unknown'
refused DeviceID 'is a second alternative' \
	"<sr:ReadInventory><sr:UPRN>7</sr:UPRN><sr:DeviceID>$esme</sr:DeviceID></sr:ReadInventory>" \
	'two alternatives of a choice'
refused ReadInventory 'ends before it' '<sr:ReadInventory/>' \
	'no alternative of a choice'
refused EndDateTime "is '2026-02-30T00:00:00Z', which is not a dateTime" \
	"$(period "$start<sr:EndDateTime>2026-02-30T00:00:00Z</sr:EndDateTime>")" \
	'no such day'
firmware() {
	printf '<sr:UpdateFirmware><sr:FirmwareImage>%s</sr:FirmwareImage><sr:FirmwareVersion>%s</sr:FirmwareVersion><sr:DeviceIDList>%s</sr:DeviceIDList></sr:UpdateFirmware>' "$@"
}
refused FirmwareImage "is 'AAA', which is not base64" \
	"$(firmware AAA 2.0 "$esme")" 'no base64'
refused FirmwareVersion "is '123456789', which is not a text of length 1..8" \
	"$(firmware AAAA 123456789 "$esme")" 'a text is too long'
refused DeviceIDList "is '$esme,', which is not a list" \
	"$(firmware AAAA 2.0 "$esme,")" 'no list of EUI-64'
hash() {
	printf '<sr:ActivateFirmware><sr:FirmwareHash>%s</sr:FirmwareHash></sr:ActivateFirmware>' "$1"
}
refused FirmwareHash "is '0G', which is not hexadecimal" "$(hash 0G)" \
	'no hexadecimal'
refused FirmwareHash "is '00', which is not .* of length 32..32" \
	"$(hash 00)" 'too few bytes'
refused ScheduleFrequency "is 'Hourly', which is not one of Daily|Weekly" \
	"$(schedule 4.3 "$esme" '<sr:DSPReadInstantaneousPrepayValues/>' Hourly)" \
	'a word that is not in the list'
refused StartDateOffset "is '-401', which is not an integer from -400 to 0" \
	"$(schedule 4.6.1 "$esme" '<sr:DSPRetrieveImportDailyReadLog><sr:StartDateOffset>-401</sr:StartDateOffset><sr:StartTime>00:00:00Z</sr:StartTime><sr:EndDateOffset>0</sr:EndDateOffset><sr:EndTime>00:00:00Z</sr:EndTime></sr:DSPRetrieveImportDailyReadLog>')" \
	'an integer is out of its range'
refused EndTime "is '25:00:00Z', which is not a time" \
	"$(schedule 4.6.1 "$esme" '<sr:DSPRetrieveImportDailyReadLog><sr:StartDateOffset>-2</sr:StartDateOffset><sr:StartTime>00:00:00Z</sr:StartTime><sr:EndDateOffset>0</sr:EndDateOffset><sr:EndTime>25:00:00Z</sr:EndTime></sr:DSPRetrieveImportDailyReadLog>')" \
	'no time of day'
refused GBCSPayload "is '%', which is not base64" \
	'<sr:SignedPreCommand><sr:GBCSPayload>%</sr:GBCSPayload></sr:SignedPreCommand>' \
	'a signed pre-command without base64'

sed 's|<sr:DSPReadInstantaneousPrepayValues/>||' > "$work/none.xml" <<END
$(request 8 5.1 "$acb" "$(schedule 4.3 "$esme" '<sr:DSPReadInstantaneousPrepayValues/>')")
END
send D "$work/none.xml"
same 400 "$(http)" 'a schedule of nothing'
stop_emu

finish
