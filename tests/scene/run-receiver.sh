#!/bin/sh
# Where results come in by HTTPS: by whose certificate, and from whom. A sender
# without a certificate of the campaign's authority is not heard.
# shellcheck disable=SC2119,SC2154 # functions with defaults; pki.sh
. "$(dirname "$0")/campaign.sh"
. "$scenes/pki.sh"

authority ca
issue inbox IP:127.0.0.1
issue dcc DNS:dcc.example
own stranger DNS:dcc.example
chmod 600 "$work"/*.key

campaign '"limits": { "tps": 0 }'
cast
sed -i 's/"max_ms": 50/"max_ms": 50, "give_up_s": 1/' "$work/world.json"
cases --set smoke
grep -E '^phase,|^SIT,S1-ACTIVE,DMC-1,ACTIVE,ESME,[^,]*,1,ON_DEMAND,POSITIVE' \
	"$work/cases.csv" > "$work/read.csv"
same 2 "$(wc -l < "$work/read.csv")" 'a case with a pushed result'
cp "$work/campaign.json" "$work/plain.json"

# inbox_tls MEMBERS: of the receiver
inbox_tls() {
	sed "s|\"path\": \"/inbox\"|&, \"tls\": { $1 }|" "$work/plain.json" \
		> "$work/campaign.json"
}

# pushed_by WHO EMU-OPTION...: the case, with an emulator of its own
pushed_by() {
	who=$1
	shift
	rm -f "$work"/run.journal*
	emu --receiver-ca "$work/ca.pem" "$@"
	run "$work/read.csv"
	events > "$work/events"
	stop_emu
}

# unheard: nothing of what was pushed came in
unheard() {
	same '1 FAIL' "$(verdicts)" "$who: its result never comes"
	same 0 "$(grep -c '"event": "delivered"' "$work/events")" \
		"$who: nothing was taken of it"
	grep -q '"event": "given-up"' "$work/events"
	result $? "$who: and it knows that"
	"$sit_run" --unmatched --journal "$work/run.journal" --format csv \
		> "$work/unmatched.csv" 2> "$work/log"
	same 1 "$(wc -l < "$work/unmatched.csv")" \
		"$who: nor is it kept as anything else"
}

inbox_tls '"cert": "inbox.pem", "key": "inbox.key"'
pushed_by 'anybody'
same '1 PASS' "$(verdicts)" 'no authority is named: anybody is heard'
inbox_tls '"cert": "inbox.pem", "key": "inbox.key", "ca": "ca.pem"'
pushed_by 'no certificate'
unheard
pushed_by 'a stranger' --push-key "$work/stranger.key" \
	--push-cert "$work/stranger.pem"
unheard
pushed_by 'the DCC' --push-key "$work/dcc.key" --push-cert "$work/dcc.pem"
same '0 1 PASS' "$status $(verdicts)" \
	'with a certificate of that authority it is heard'
complain < "$work/said"

# ---- what cannot be meant ----------------------------------------------

# told TLS-MEMBERS TEXT: a campaign with them is refused
told() {
	inbox_tls "$1"
	run "$work/read.csv"
	same 3 "$status" "$1: status 3"
	grep -q "$2.*SIT002" "$work/said"
	result $? "$1: says '$2'"
	complain < "$work/said"
}

url=http://127.0.0.1:1
admin=$url/admin/v1
rm -f "$work"/run.journal*
told '"ca": "ca.pem"' 'nothing is received by TLS; add cert and key'
told '"cert": "inbox.pem"' 'is a certificate without its key'
told '"key": "inbox.key"' 'is a key without its certificate'
told '"cert": "inbox.pem", "key": "inbox.key", "server_name": "x"' \
	'is a name for a server'

# cannot STATUS TLS-MEMBERS TEXT: what they name cannot be used, by a run nor
# by who checks it before
cannot() {
	inbox_tls "$2"
	run "$work/read.csv"
	same "$1" "$status" "$2: status $1"
	grep -q "$3" "$work/said"
	result $? "$2: says '$3'"
	complain < "$work/said"
	[ "${4-}" ] || cp "$work/said" "$work/run-said"
	"$sit_run" --lint --campaign "$work/campaign.json" \
		--devices "$sit/devices.csv" "$work/read.csv" 2> "$work/said"
	[ "${4-}" ] || same "$(cat "$work/run-said")" "$(cat "$work/said")" \
		"$2: so does --lint"
}
# wrong WHAT MEMBERS: a receiver that nobody could reach
wrong() {
	sed "s|\"receiver\": {[^}]*}|\"receiver\": { $2 }|" "$work/plain.json" \
		> "$work/campaign.json"
	run "$work/read.csv"
	same 3 "$status" "$1: status 3"
	complain < "$work/said"
	cp "$work/said" "$work/run-said"
	"$sit_run" --lint --campaign "$work/campaign.json" \
		--devices "$sit/devices.csv" "$work/read.csv" 2> "$work/said"
	same "$(cat "$work/run-said")" "$(cat "$work/said")" "$1: so does --lint"
}
wrong 'a name to listen on' '"listen": "localhost:0", "path": "/in"'
wrong 'a port beyond all' '"listen": "127.0.0.1:65536", "path": "/in"'
wrong 'a blank in its path' '"listen": "127.0.0.1:0", "path": "/in box"'
wrong 'a query in its path' '"listen": "127.0.0.1:0", "path": "/in?x"'
wrong 'a query in its address' \
	'"listen": "127.0.0.1:0", "path": "/in", "public_url": "http://a/?b"'

pair='"cert": "inbox.pem", "key": "inbox.key"'
: > "$work/empty.pem"
cannot 4 "$pair, \"ca\": \"gone.pem\"" 'gone.pem: No such file.*SIT105'
cannot 3 "$pair, \"ca\": \"empty.pem\"" 'empty.pem: holds no certificate'
cannot 3 "$pair, \"ca\": \"read.csv\"" 'read.csv: holds no certificate'
cannot 4 '"cert": "inbox.pem", "key": "dcc.key"' 'do not belong together' late
chmod 644 "$work/inbox.key"
cannot 3 "$pair" 'inbox.key.*chmod 600'
finish
