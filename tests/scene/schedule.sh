#!/bin/sh
# Schedules on the virtual clock: made, read, carried out, deleted; SMETS1
# only, what a provider does not do, data that is not there, a change of
# supplier.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

child='<sr:DSPReadInstantaneousPrepayValues/>'
log='<sr:DSPRetrieveBillingCalendarTriggeredBillingDataLog><sr:StartDateOffset>-1</sr:StartDateOffset><sr:StartTime>00:00:00Z</sr:StartTime><sr:EndDateOffset>0</sr:EndDateOffset><sr:EndTime>00:00:00Z</sr:EndTime></sr:DSPRetrieveBillingCalendarTriggeredBillingDataLog>'
create() {
	post D 8 5.1 "$acb" "$@"
}

# ---- without the profile -----------------------------------------------

world
emu
create "$(schedule 4.3 "$esme" "$child")"
same 400 "$(http)" 'an endpoint without MP192 does not know 4.3 in 5.1'
create "$(schedule 4.6.1 "$esme2" '<sr:DSPRetrieveImportDailyReadLog><sr:StartDateOffset>-1</sr:StartDateOffset><sr:StartTime>00:00:00Z</sr:StartTime><sr:EndDateOffset>1</sr:EndDateOffset><sr:EndTime>00:00:00Z</sr:EndTime></sr:DSPRetrieveImportDailyReadLog>')"
same 400 "$(http)" 'nor an offset into the future'
grep -q "EndDateOffset' is '1', which is not an integer" "$work/ack"
result $? 'and names the element'
stop_emu

# ---- with it -----------------------------------------------------------

world '"mp192": { "enabled": true }'
emu
receiver
create "$(schedule 4.3 "$esme" "$child")"
same "I0 1" "$(code) $(element DSPScheduleID)" '5.1 makes a schedule of 4.3'
create "$(schedule 4.3 "$esme2" "$child")"
same E050113 "$(code)" 'but not for SMETS2'
create "$(schedule 4.3 "$esme" "$child" Daily 2026-02-28)"
same E050101 "$(code)" 'nor from a day that is past'
create "$(schedule 4.3 "$esme" '<sr:DSPReadLoadLimitData/>')"
same E100 "$(code)" 'nor with the element of another'
create "$(schedule 4.3 00-DB-12-34-56-78-90-FF "$child")"
same E19 "$(code)" 'nor for a device that is unknown'
post D 8 5.2 "$acb" '<sr:ReadSchedule><sr:DSPScheduleID>1</sr:DSPScheduleID></sr:ReadSchedule>'
same "I0 Daily 2026-03-02" "$(code) $(element ScheduleFrequency) $(element ScheduleStartDate)" \
	'5.2 reads it'
post D 8 5.2 "$acb" '<sr:ReadSchedule><sr:DSPScheduleID>77</sr:DSPScheduleID></sr:ReadSchedule>'
same W050201 "$(code)" 'and warns where there is none'

advance 86400
inbox 1
same "4.3 1 2026-03-02T00:00:00Z" "$(element ServiceReferenceVariant "$got") $(element DSPScheduleID "$got") $(element ResponseDateTime "$got")" \
	'it is carried out when it is due'
same '' "$(element RequestID "$got")" 'its result has no RequestID'
advance 172800
inbox 3
same 2026-03-04T00:00:00Z "$(element ResponseDateTime "$got")" \
	'again and again, each at its time'
post D 8 5.3 "$acb" '<sr:DeleteSchedule><sr:DSPScheduleID>1</sr:DSPScheduleID></sr:DeleteSchedule>'
same I99 "$(code)" '5.3 deletes it'
advance 172800
settled
same 3 "$(messages)" 'and it is not carried out any more'
post D 8 5.3 "$acb" '<sr:DeleteSchedule><sr:DSPScheduleID>1</sr:DSPScheduleID></sr:DeleteSchedule>'
same W050301 "$(code)" 'a second time there is nothing to delete'

# ---- the billing calendar: periods close on the 15th -------------------

create "$(schedule 4.4.3 "$esme" "$log" Monthly 2026-03-15)"
create "$(schedule 4.4.3 "$esme" "$log" Monthly 2026-03-20)"
same I0 "$(code)" 'a schedule beside the billing calendar is accepted'
advance 1296000
inbox 5
grep -q '<ra:ESMEBillingDataLogEntry>' "$in/0004.xml"
result $? 'one that is in line with it yields data'
same 'Data Not Available' "$(element Error "$got")" \
	'one that is not yields Data Not Available'
post D 8 5.3 "$acb" "<sr:DeleteSchedule><sr:DeviceID>$esme</sr:DeviceID></sr:DeleteSchedule>"
same I99 "$(code)" '5.3 deletes all of a device'

# ---- what the provider does not do with command variant 9 --------------

post D 8 5.1 "$acb" "$(schedule 4.3 "$gsme" "$child" Daily 2026-03-21)" "$gs"
same I0 "$(code)" 'a schedule that the S1SP will not carry out is made'
advance 86400
inbox 6
same "N55 S1VE12" "$(element DCCAlertCode "$got") $(element S1SPAlertCode "$got")" \
	'and when it is due alert S1VE12 comes'
grep -q "<sr:DSPScheduleID>$(element DSPScheduleID "$got")<" "$got"
result $? 'which names the schedule'

# ---- a change of supplier ----------------------------------------------

create "$(schedule 4.3 "$esme" "$child" Daily 2026-03-25)"
ask "$admin/registrations" -d "[{\"mpxn\": \"1012345678901\", \"role\": \"IS\", \"user\": \"$other\", \"from\": \"2026-03-22\"}]"
stop_emu

sed -i 's|"from": "2020-01-01" }|"from": "2020-01-01", "to": "2026-03-03" }, { "mpxn": "1012345678901", "role": "IS", "user": "'$other'", "from": "2026-03-03" }|' \
	"$work/world.json"
emu
new_inbox
receiver "$is $other"
counter=90000
create "$(schedule 4.3 "$esme" "$child")"
advance 86400
inbox 1
same I0 "$(code "$got")" 'the supplier of the day reads'
advance 86400
inbox 2
same "N4 1" "$(element DCCAlertCode "$got") $(element DSPScheduleID "$got")" \
	'a schedule goes with its supplier, who is told'
post S 1 4.3 "$esme" "$read43"
same E4 "$(code)" 'the old supplier may not ask'
post S 1 4.3 "$esme" "$read43" "$other"
same I99 "$(code)" 'the new one may'
stop_emu

finish
