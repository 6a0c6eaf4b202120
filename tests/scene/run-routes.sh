#!/bin/sh
# Two interfaces, one for each generation: a request goes where its device
# belongs, by the table of devices or, where that is silent, by the inventory.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"

# of a SMETS1 set and the SMETS2 one
grep -E '^set,|^S1-ACTIVE,|^UIT-S2,' "$sit/devices.csv" > "$work/devices.csv"
devices=$work/devices.csv

# asked FILE: which devices the emulator was asked about by a case
asked() {
	grep '"event": "request"' "$1" | grep -v "$acb" |
		sed 's/.*"device": "\([^"]*\)".*/\1/' | sort -u
}

# of SMETS: the devices of that generation
of() {
	awk -F, -v s="$1" 'NR > 1 && $6 == s { print $5 }' "$sit/devices.csv" |
		grep -F "$(cut -d, -f5 "$devices")" | sort -u
}

campaign
cast
emu --events "$work/events-1"
one=$url
one_pid=$emu_pid
emu --events "$work/events-2"
two=$url
old="{ \"name\": \"old\", \"applies_to\": \"SMETS1\", \"base_url\": \"$one\" }"
new="{ \"name\": \"new\", \"applies_to\": \"SMETS2\", \"base_url\": \"$two\", \"headers\": { \"X-Key\": \"secret\" } }"
sed -i "s|\"interfaces\": .*|\"interfaces\": [ $old, $new ],|
	s|\"kind\": \"admin\", \"url\": \"http://127.0.0.1:1\"|\"kind\": \"system\"|" \
	"$work/campaign.json"
cases --srv 4.3
grep -E '^phase,|,NEGATIVE,' "$work/cases.csv" > "$work/refused.csv"

routed() {
	"$sit_run" --journal "$work/run.journal" --campaign \
		"$work/campaign.json" --devices "$devices" --cycle "$1" \
		"$work/refused.csv" > "$work/results.csv" 2> "$work/said"
	status=$?
	complain < "$work/said"
}

routed C1
same 0 "$status" 'a campaign of two interfaces'
same "$(of 1)" "$(asked "$work/events-1")" 'SMETS1 devices are asked at one'
same "$(of 2)" "$(asked "$work/events-2")" 'SMETS2 devices at the other'
sed -i 's/"applies_to": "SMETS1", //' "$work/campaign.json"
routed C1-all
same "0 $(of 2)" "$status $(asked "$work/events-2")" \
	'also where the one is for all, and comes first'
same "$(of 1)" "$(asked "$work/events-1")" 'which all the others take'
sed 's/"applies_to": "SMETS2", //' "$work/campaign.json" > "$work/both.json"
"$sit_run" --lint --campaign "$work/both.json" 2> "$work/said"
same 3 $? 'two interfaces for all: status 3'
grep -q "'new' is an interface for the same devices.*SIT072" "$work/said"
result $? 'which is SIT072'

sed -i '/^UIT-S2,/s/^\(\([^,]*,\)\{5\}\)2,/\1,/' "$devices"
: > "$work/events-1"
: > "$work/events-2"
routed C2
same 0 "$status" 'where the table does not say: the inventory is asked'
same "$(grep -c '"srv": "8.2"' "$work/events-1")" \
	"$(of 2 | wc -l)" 'once for each of those devices'
same "$(of 2)" "$(asked "$work/events-2")" 'and they go to the other'
"$sit_run" --journal "$work/run.journal" --export "$work/pack" \
	> "$work/log" 2>&1
grep -q 'is SMETS2, by the inventory' "$work/pack/attempts.ndjson"
result $? 'the route is in the evidence'
! grep -r secret "$work/pack" > "$work/log"
result $? 'the value of a header is not'
complain < "$work/log"

grep -q 'X-Key: ' "$work/pack/attempts.ndjson"
result $? 'but that it was sent is'
go --resume
same 3 "$status" 'nor does the journal keep it: --resume alone is refused'
grep -q SIT108 "$work/said"
result $? 'which is SIT108'
sed -i '/^UIT-S2,/s/00-DB-12-34-56-/00-DB-12-34-57-/g' "$devices"
routed C3
same 4 "$status" 'a device that the inventory does not know: status 4'
grep -q 'nor the inventory' "$work/said"
result $? 'and it says so, before anything else is sent'
kill "$one_pid"
stop_emu
finish
