#!/bin/sh
# curl alone holds a conversation: acknowledgement, result, inventory,
# transform, modes, local commands, future dates, and what HTTP itself says.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

world
emu --transactions "$work/transactions.csv" --events "$work/events"
receiver

# ---- a request and its result ------------------------------------------

post S 1 4.3 "$esme" "$read43"
same 200 "$(http)" 'a request is answered with 200'
same I99 "$(code)" 'and acknowledged'
same "$(element RequestID "$work/request.xml")" "$(element RequestID)" \
	'the acknowledgement has its RequestID'
inbox 1
result $? 'its result arrives'
same I0 "$(code "$got")" 'with I0'
same "$(element RequestID "$work/request.xml")" \
	"$(element RequestID "$got")" 'and the RequestID'
grep -q '<sr:SMETS1ResponseMessage>.*<ra:MeterBalance>' "$got"
result $? 'a SMETS1 device answers in words'
grep -q "^/$is application/xml$" "$in/0001.head"
result $? 'posted to the receiver of the user as application/xml'

post S 1 4.3 "$esme2" "$read43"
inbox 2
grep -q '<sr:ResponseMessage>.*<sr:GBCSPayload>' "$got"
result $? 'a SMETS2 device answers in bytes'

# ---- the inventory -----------------------------------------------------

post D 8 8.2 "$acb" "<sr:ReadInventory><sr:DeviceID>$esme</sr:DeviceID></sr:ReadInventory>"
same I0 "$(code)" '8.2 reads the inventory'
same 3 "$(grep -o '<sr:Device>' "$work/ack" | wc -l)" 'a device and its hub'
grep -q "<sr:CSPRegion>SMETS1<.*<sr:S1SP>S1SP-1<" "$work/ack"
result $? 'and who serves it'
new=00-DB-12-34-56-78-90-C0
post D 8 12.2 "$acb" "<sr:DevicePrenotification><sr:DeviceID>$new</sr:DeviceID><sr:DeviceManufacturer>M</sr:DeviceManufacturer><sr:DeviceModel>X1</sr:DeviceModel><sr:DeviceType>ESME</sr:DeviceType></sr:DevicePrenotification>"
same I0 "$(code)" '12.2 adds a device'
post D 8 8.4 "$acb" "<sr:UpdateInventory><sr:DeviceID>$new</sr:DeviceID><sr:UpdateDeviceStatusExceptCH>InstalledNotCommissioned</sr:UpdateDeviceStatusExceptCH></sr:UpdateInventory>"
same I0 "$(code)" '8.4 changes its status'
post D 8 8.2 "$acb" "<sr:ReadInventory><sr:DeviceID>$new</sr:DeviceID></sr:ReadInventory>"
same InstalledNotCommissioned "$(element DeviceStatus)" '8.2 shows it'
same X1 "$(element DeviceModel)" 'and its model'

# ---- critical: transform, sign, send -----------------------------------

mode='<sr:UpdatePaymentMode><sr:Credit/></sr:UpdatePaymentMode>'
top_up='<sr:TopUpDevice><sr:UTRN>12345678901234567890</sr:UTRN></sr:TopUpDevice>'
signed='<sr:SignedPreCommand><sr:GBCSPayload>AAAA</sr:GBCSPayload></sr:SignedPreCommand>'
post S 1 2.2 "$esme" "$top_up"
same I99 "$(code)" 'a top-up in prepayment is taken'
inbox 3
post T 4 1.6 "$esme" "$mode" "$is" 5000
same I0 "$(code)" 'CV 4 gives a pre-command'
payload=$(element GBCSPayload)
[ -n "$payload" ]
result $? 'with a payload'
post S 5 1.6 "$esme" "$signed" "$is" 5000
same I99 "$(code)" 'CV 5 with the same RequestID is taken'
inbox 4
same I0 "$(code "$got")" 'and carried out'
post S 5 1.6 "$esme" "$signed" "$is" 5000
same E100 "$(code)" 'but only once'
counter=6000
post S 1 2.2 "$esme" "$top_up"
same E100 "$(code)" 'a top-up in credit mode is refused'

# ---- local commands ----------------------------------------------------

post D 2 4.3 "$esme2" "$read43"
same I0 "$(code)" 'CV 2 is answered at once'
grep -q '<sr:LocalCommand><sr:GBCSPayload>' "$work/ack"
result $? 'with a local command'
post D 2 4.3 "$esme" "$read43"
same E17 "$(code)" 'which a SMETS1 device has not'

# ---- future dates ------------------------------------------------------

later='<sr:ReadInstantaneousPrepayValues><sr:ExecutionDateTime>2026-03-01T12:00:00Z</sr:ExecutionDateTime></sr:ReadInstantaneousPrepayValues>'
never='<sr:ReadInstantaneousPrepayValues><sr:ExecutionDateTime>3000-12-31T00:00:00.00Z</sr:ExecutionDateTime></sr:ReadInstantaneousPrepayValues>'
past='<sr:ReadInstantaneousPrepayValues><sr:ExecutionDateTime>2026-03-01T09:00:00Z</sr:ExecutionDateTime></sr:ReadInstantaneousPrepayValues>'
post S 1 4.3 "$esme" "$later"
same I99 "$(code)" 'a future dated request is taken'
advance 7199
same 4 "$(messages)" 'its result does not come before its time'
advance 1
inbox 5
same 2026-03-01T12:00:00Z "$(element ResponseDateTime "$got")" \
	'but at it'
post S 1 4.3 "$esme" "$past"
same E100 "$(code)" 'a date that is past is refused'
post S 1 4.3 "$esme" "$(echo "$later" | sed s/T12/T13/)"
post S 1 4.3 "$esme" "$never"
inbox 6
advance 7200
settled
same 6 "$(messages)" 'one that was cancelled is not carried out'

# ---- alerts ------------------------------------------------------------

ask "$admin/alerts" -d "{\"device\": \"$esme2\", \"code\": \"8F3E\", \"payload\": \"dGFtcGVy\"}"
inbox 7
same "8F3E dGFtcGVy" "$(element AlertCode "$got") $(element GBCSPayload "$got")" \
	'an alert reaches the supplier unchanged'
ask "$admin/alerts" -d "{\"device\": \"$esme\", \"code\": \"8F3E\", \"payload\": \"cover removed\", \"count\": 12}"
inbox 8
same "8F3E cover removed 12" "$(element GBCSHexAlertCode "$got") $(element AlertDescription "$got") $(element ThrottledAlertCount "$got")" \
	'of a SMETS1 device too, and throttled'

# ---- firmware ----------------------------------------------------------

post D 8 11.1 "$acb" "<sr:UpdateFirmware><sr:FirmwareImage>AAAA</sr:FirmwareImage><sr:FirmwareVersion>2.0</sr:FirmwareVersion><sr:DeviceIDList>$esme,00-00-00-00-00-00-00-01</sr:DeviceIDList></sr:UpdateFirmware>"
same W110101 "$(code)" '11.1 warns of devices that it does not know'
same 00-00-00-00-00-00-00-01 "$(element InvalidDeviceIDList)" 'and names them'
post T 4 11.3 "$esme" '<sr:ActivateFirmware><sr:FirmwareHash>000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F</sr:FirmwareHash></sr:ActivateFirmware>' "$is" 7000
post S 5 11.3 "$esme" "$signed" "$is" 7000
inbox 9
counter=7001
post S 1 11.2 "$esme" '<sr:ReadFirmwareVersion/>'
inbox 10
same 2.0 "$(element FirmwareVersion "$got")" '11.3 activates what 11.1 brought'

# ---- HTTP --------------------------------------------------------------

ask "$url/healthz"
same 200 "$(http)" 'GET /healthz'
ask "$url/api/v1/serviceX" -d x
same 404 "$(http)" 'another path'
ask "$url/api/v1/serviceS"
same 405 "$(http)" 'another method'
ask -H 'Content-Type: application/json' -d '{}' "$url/api/v1/serviceS"
same 415 "$(http)" 'another media type'
ask -H 'Content-Type: application/xml' -d '<a' "$url/api/v1/serviceS"
same 400 "$(http)" 'what is no XML'
ask "$admin/clock" -d '{"advance": 3}'
same 400 "$(http)" 'admin: an unknown member'
grep -q "did you mean 'advance_s'" "$work/ack"
result $? 'and the nearest name'

# ---- what was written --------------------------------------------------

stop_emu
same "$(grep -c . "$work/events")" \
	"$(tail -n 1 "$work/events" | sed 's/^{"n": \([0-9]*\).*/\1/')" \
	'events are numbered without a gap'
grep -q "^2026-03-01T12:00:00Z,RESULT,$is,$esme,4.3,1,[^,]*,[0-9]*,204,I0,DELIVERED$" \
	"$work/transactions.csv"
result $? 'a delivery is a transaction'
quiet "$work/err" 'and nothing was said on standard error'

finish
