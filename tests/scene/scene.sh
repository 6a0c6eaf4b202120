# scene.sh - a stage for sit-emu and curl; sourced by the scenes
# shellcheck shell=sh disable=SC2034,SC2119,SC2120
#
#	. "$(dirname "$0")/scene.sh"
#	world "\"mp192\": {\"enabled\": true}"	(members besides the usual)
#	emu					(plays it; $url, $admin)
#	receiver				(the inbox of user $is)
#	post S 1 4.3 $esme '<sr:ReadInstantaneousPrepayValues/>'
#	same I99 "$(code)" 'is acknowledged'
#	inbox 1					(waits for that many messages)
#	finish
#
# The clock stands still at 2026-03-01T10:00:00Z until `advance SECONDS`.

. "$(dirname "$0")/../tap.sh"
needs curl python3
emu=$bin/sit-emu
scenes=$top/tests/scene

is=90-B3-D5-1F-30-01-00-00
gs=90-B3-D5-1F-30-01-00-01
ed=90-B3-D5-1F-30-01-00-02
ou=90-B3-D5-1F-30-01-00-03
other=90-B3-D5-1F-30-01-00-04
acb=90-B3-D5-1F-30-00-00-02
esme=00-DB-12-34-56-78-90-A0
gsme=00-DB-12-34-56-78-90-A1
chf=00-DB-12-34-56-78-90-A2
esme2=00-DB-12-34-56-78-90-B0
sr=http://www.dccinterface.co.uk/ServiceUserGateway
read43='<sr:ReadInstantaneousPrepayValues/>'

counter=1000
children=
in=$work/in
mkdir "$in"

end_scene() {
	for child in $children; do
		kill "$child" 2>> "$work/log"
	done
	rm -rf "$work"
}
trap end_scene EXIT

# wait_for FILE: until it is there, ten seconds at most
wait_for() {
	tries=0
	while [ ! -s "$1" ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 500 ] || return 1
		sleep 0.02
	done
}

# world [MEMBERS]: $work/world.json; device members may follow in $2
world() {
	cat > "$work/world.json" <<END
{ "acb_eui": "$acb", "seed": 7,
  "clock": { "start": "2026-03-01T10:00:00Z", "factor": 0 },
  "users": [
    { "eui": "$is", "roles": ["IS"] },
    { "eui": "$gs", "roles": ["GS"] },
    { "eui": "$ed", "roles": ["ED"], "area": "10" },
    { "eui": "$ou", "roles": ["OU"], "accredited": true },
    { "eui": "$other", "roles": ["IS"] } ],
  "devices": [
    { "device_id": "$esme", "device_type": "ESME", "smets": 1,
      "s1sp": "S1SP-1", "chf_device_id": "$chf", "mpxn": "1012345678901",
      "region": "10", "payment_mode": "PREPAYMENT", "fw_version": "1.0",
      "billing_start": "2026-02-15", "billing_period": "Monthly" },
    { "device_id": "$gsme", "device_type": "GSME", "smets": 1,
      "s1sp": "S1SP-2", "chf_device_id": "$chf", "mpxn": "7012345678" },
    { "device_id": "$chf", "device_type": "CHF", "smets": 1 },
    { "device_id": "$esme2", "device_type": "ESME", "smets": 2,
      "mpxn": "1012345678902" } ],
  "registrations": [
    { "mpxn": "1012345678901", "role": "IS", "user": "$is",
      "from": "2020-01-01" },
    { "mpxn": "7012345678", "role": "GS", "user": "$gs" },
    { "mpxn": "1012345678902", "role": "IS", "user": "$is" } ],
  "s1sps": [ { "id": "S1SP-1", "delay": 0 },
    { "id": "S1SP-2", "cv9_srvs": ["4.8.1"] } ],
  "push": { "first_ms": 20, "max_ms": 50 }${1:+, $1} }
END
}

# emu [OPTION...]: plays the world; a second one takes its place
emu() {
	rm -f "$work/port" "$work/admin"
	"$emu" -q --port 0 --port-file "$work/port" --admin-port 0 \
		--admin-port-file "$work/admin" "$@" "$work/world.json" \
		>> "$work/out" 2>> "$work/err" &
	emu_pid=$!
	children="$children $emu_pid"
	wait_for "$work/port"
	result $? 'sit-emu listens'
	port=$(cat "$work/port")
	url=http://127.0.0.1:$port
	admin=http://127.0.0.1:$(cat "$work/admin")/admin/v1
}

stop_emu() {
	kill -TERM "$emu_pid"
	wait "$emu_pid"
	same 0 $? 'sit-emu stops cleanly'
}

# receiver ["USER ..."]: takes what is pushed to them ($is and $gs)
receiver() {
	if [ ! -s "$work/inbox-port" ]; then
		python3 "$scenes/receiver.py" "$work/inbox-port" "$in" \
			2>> "$work/log" &
		receiver_pid=$!
		children="$children $receiver_pid"
		wait_for "$work/inbox-port"
	fi
	inbox_url=http://127.0.0.1:$(cat "$work/inbox-port")
	for user in ${1:-$is $gs}; do
		ask -X PUT "$admin/users/$user/receiver" \
			-d "{\"url\": \"$inbox_url/$user\"}"
	done
}

# new_inbox: empty, with a receiver of its own to come
new_inbox() {
	kill "$receiver_pid" 2>> "$work/log"
	rm -f "$in"/* "$work/inbox-port"
}

# ask CURL-ARGUMENT...: body to $work/ack, prints the status
ask() {
	curl -s -m 10 -o "$work/ack" -w '%{http_code}' "$@" \
		> "$work/status" 2>> "$work/log"
	curl_status=$?
	return $curl_status
}

# request CV SRV TARGET BODY [USER] [COUNTER]: the XML
request() {
	counter=$((counter + 1))
	cat <<END
<?xml version="1.0" encoding="UTF-8"?><sr:Request xmlns:sr="$sr" schemaVersion="5.1"><sr:Header><sr:RequestID>${5:-$is}:$3:${6:-$counter}</sr:RequestID><sr:CommandVariant>$1</sr:CommandVariant><sr:ServiceReference>$(echo "$2" | cut -d. -f1,2)</sr:ServiceReference><sr:ServiceReferenceVariant>$2</sr:ServiceReferenceVariant></sr:Header><sr:Body>$4</sr:Body></sr:Request>
END
}

# post SERVICE CV SRV TARGET BODY [USER] [COUNTER]
post() {
	service=$1
	shift
	counter=$((counter + 1))
	request "$@" > "$work/request.xml"
	send "$service" "$work/request.xml"
}

# send SERVICE FILE
send() {
	ask -H 'Content-Type: application/xml' --data-binary "@$2" \
		"$url/api/v1/service$1"
}

# element NAME [FILE]: the text of the first one of that name
element() {
	sed -n "s|.*<[a-z]*:*$1>\\([^<]*\\)<.*|\\1|p" "${2:-$work/ack}" |
		head -n 1
}

code() {
	element ResponseCode "$@"
}

http() {
	cat "$work/status"
}

# inbox N: waits until N messages have arrived; the file of the Nth is $got
inbox() {
	got=$in/$(printf %04d "$1").xml
	wait_for "$got"
}

advance() {
	ask "$admin/clock" -d "{\"advance_s\": $1}"
}

# fault JSON: the only one from now on
fault() {
	ask -X DELETE "$admin/faults"
	ask "$admin/faults" -d "$1"
	[ "$(http)" = 204 ] || cat "$work/ack"
}

events() {
	curl -s -m 10 "$admin/events?after=${1:-0}"
}

# settled: waits until nothing is on its way
settled() {
	ask "$admin/state"
	while ! grep -q '"sending": 0' "$work/ack"; do
		sleep 0.02
		ask "$admin/state"
	done
}

# messages: how many have arrived
messages() {
	find "$in" -name '*.xml' | wc -l
}

# schedule SRV DEVICE CHILD [FREQUENCY] [START]: the body of 5.1
schedule() {
	printf '%s' "<sr:CreateSchedule><sr:ScheduleFrequency>${4:-Daily}</sr:ScheduleFrequency><sr:ScheduleStartDate>${5:-2026-03-02}</sr:ScheduleStartDate><sr:DSPScheduledServiceReference>$(echo "$1" | cut -d. -f1,2)</sr:DSPScheduledServiceReference><sr:DSPScheduledServiceReferenceVariant>$1</sr:DSPScheduledServiceReferenceVariant><sr:DeviceID>$2</sr:DeviceID>$3</sr:CreateSchedule>"
}
