#!/bin/sh
# Who may do what: every refusal has its code. Counters, thresholds.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

world "\"thresholds\": [ { \"user\": \"$other\", \"srv\": \"8.2\", \"per_hour\": 2 } ]"
emu
receiver "$is $other"
stranger=90-B3-D5-1F-30-09-00-00
tariff='<sr:ReadTariffPrimaryElement/>'
network='<sr:ReadNetworkData><sr:ReadLogPeriod><sr:StartDateTime>2026-01-01T00:00:00Z</sr:StartDateTime><sr:EndDateTime>2026-01-02T00:00:00Z</sr:EndDateTime></sr:ReadLogPeriod></sr:ReadNetworkData>'

# refused WANTED NAME POST-ARGUMENT...
refused() {
	wanted=$1
	name=$2
	shift 2
	post "$@"
	same "$wanted" "$(code)" "$wanted: $name"
}

refused E1 'a user that nobody knows' S 1 4.3 "$esme" "$read43" "$stranger"
refused E2 'a role that may not use the service' \
	S 1 4.3 "$esme" "$read43" "$ou"
refused E4 'a supplier that is not registered' \
	S 1 4.3 "$esme" "$read43" "$other"
refused E4 'a gas supplier at an electricity meter' \
	S 1 4.3 "$esme" "$read43" "$gs"
refused E11 'a device of another type' S 1 4.3 "$chf" "$read43"
refused E12 'a command variant of critical requests' \
	T 4 4.3 "$esme" "$read43"
refused E12 'command variant 9 from a user' S 9 4.3 "$esme" "$read43"
refused E13 'the wrong service' D 1 4.3 "$esme" "$read43"
refused E13 'the wrong service' S 8 8.2 "$acb" \
	"<sr:ReadInventory><sr:DeviceID>$esme</sr:DeviceID></sr:ReadInventory>"
refused E19 'a device that is unknown' \
	S 1 4.3 00-DB-12-34-56-78-90-FF "$read43"
refused E100 'the body of another service' S 1 4.3 "$esme" "$tariff"
refused I99 'a network operator in its area' S 1 4.10 "$esme" "$network" "$ed"
ask -X PATCH "$admin/devices/$esme" -d '{"region": "11"}'
refused E4 'a network operator outside of it' \
	S 1 4.10 "$esme" "$network" "$ed"
ask -X PATCH "$admin/devices/$esme" -d '{"status": "Decommissioned"}'
refused E5 'a device that is decommissioned' S 1 4.3 "$esme" "$read43"
ask -X PATCH "$admin/devices/$esme" \
	-d '{"status": "Commissioned", "unreachable": true}'
refused E20 'a device that cannot be reached' S 1 4.3 "$esme" "$read43"
ask -X PATCH "$admin/devices/$esme" -d '{"unreachable": false}'

ask -X PATCH "$admin/devices/$esme" -d '{"han": "AWAY"}'
same 400 "$(http)" 'a state of the HAN that there is not'
grep -q 'is not one of JOINED, LEFT' "$work/ack"
result $? 'and it says which there are'
ask -X PATCH "$admin/devices/$esme" -d '{"han": "LEFT"}'
refused I99 'a device that has left the HAN' S 1 4.3 "$esme" "$read43"
inbox 1
same E21 "$(code "$got")" 'is asked, and does not answer'
curl -s "$admin/state" | grep "$esme" | grep -q '"han": "LEFT"'
result $? 'the state tells'
ask -X PATCH "$admin/devices/$esme" -d '{"han": "JOINED"}'
refused I99 'it joins again' S 1 4.3 "$esme" "$read43"
inbox 2
same I0 "$(code "$got")" 'and answers'

# ---- counters ----------------------------------------------------------

post S 1 4.3 "$esme" "$read43" "$is" 50000
same I99 "$(code)" 'a counter'
refused E100 'the same counter' S 1 4.3 "$esme" "$read43" "$is" 50000
refused E100 'a lower one' S 1 4.3 "$esme" "$read43" "$is" 49999
inventory="<sr:ReadInventory><sr:DeviceID>$esme</sr:DeviceID></sr:ReadInventory>"
post D 8 8.2 "$acb" "$inventory" "$is" 50000
post D 8 8.2 "$acb" "$inventory" "$is" 49999
same I0 "$(code)" 'to the broker a lower one will do'
refused E100 'but not the same' D 8 8.2 "$acb" "$inventory" "$is" 49999

# ---- anomaly detection -------------------------------------------------

inventory="<sr:ReadInventory><sr:DeviceID>$esme2</sr:DeviceID></sr:ReadInventory>"
ask "$admin/registrations" -d "{\"mpxn\": \"1012345678902\", \"role\": \"IS\", \"user\": \"$other\"}"
counter=60000
post D 8 8.2 "$acb" "$inventory" "$other"
post D 8 8.2 "$acb" "$inventory" "$other"
same I0 "$(code)" 'two requests an hour are in order'
post D 8 8.2 "$acb" "$inventory" "$other"
same I99 "$(code)" 'the third is quarantined'
inbox 4
grep -q '<sr:QuarantinedRequest><sr:ADUserThresholdBreach><sr:RequestID>' "$got"
result $? 'and its user is told which'
advance 3600
post D 8 8.2 "$acb" "$inventory" "$other"
same I0 "$(code)" 'the next hour begins anew'
stop_emu

finish
