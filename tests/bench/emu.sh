#!/bin/sh
# emu.sh [RATE [SECONDS [OPTION...]]] - sit-emu under load: requests and
# results at RATE a second (225 is 450 transactions), then 10,000 results
# that wait and are due all at once, while other requests come. OPTIONs go to
# sit-emu; "signed" as the first one makes keys and has all answers signed.
# BIN is where the programs are.
#
# Two events are kept of each exchange, 16,384 in all: they are full after
# 8,192 exchanges, so the first round fills them (9,000, at FILL a second) before
# memory is looked at.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/../../build/bin}
rate=${1:-225}
seconds=${2:-60}
[ $# -lt 2 ] || shift 2
devices=1000
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$work"' EXIT

# shellcheck disable=SC2046 # words
${CC:-cc} -O2 -D_GNU_SOURCE -o "$work/emu" "$here/emu.c" \
	$(pkg-config --cflags --libs libcurl libmicrohttpd)
awk -v n=$devices 'BEGIN {
	print "{ \"clock\": { \"start\": \"2026-03-01T00:00:00Z\" },"
	print "\"users\": [ { \"eui\": \"90-B3-D5-1F-30-01-00-00\", \"roles\": [\"IS\"] } ],"
	print "\"devices\": ["
	for (i = 0; i < n; i++)
		printf "{ \"device_id\": \"00-DB-12-34-56-%02X-%02X-A0\", \"device_type\": \"ESME\", \"smets\": 1 }%s\n", i / 256, i % 256, i < n - 1 ? "," : "] }"
}' > "$work/world.json"

# key NAME
key() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/$1.key" -out "$work/$1.pem" -days 2 \
		-subj "/OU=07/CN=$1" 2> "$work/log"
	chmod 600 "$work/$1.key"
}
fill=${FILL:-900}
if [ "${1:-}" = signed ]; then
	shift
	fill=${FILL:-300}
	key dcc
	key s1sp
	set -- --sign-key "$work/dcc.key" --sign-cert "$work/dcc.pem" \
		--s1sp-key "$work/s1sp.key" --s1sp-cert "$work/s1sp.pem" "$@"
fi

load() {
	"$work/emu" "$(cat "$work/port")" "$(cat "$work/admin")" "$pid" "$@"
}

play() {
	rm -f "$work/port"
	"$bin/sit-emu" -q --port 0 --port-file "$work/port" --admin-port 0 \
		--admin-port-file "$work/admin" "$@" "$work/world.json" &
	pid=$!
	while [ ! -s "$work/port" ]; do
		sleep 0.05
	done
}

play "$@"
echo 'the events fill up:'
load "$fill" $((9000 / fill)) $devices || true
echo "$rate requests a second, $devices devices:"
load "$rate" "$seconds" $devices 1000000
awk '{ printf "processor time of sit-emu: %.1f s\n", ($14 + $15) / 100 }' \
	"/proc/$pid/stat"
kill "$pid"
wait "$pid" || true

play "$@"
curl -s "http://127.0.0.1:$(cat "$work/admin")/admin/v1/faults" \
	-d '{"kind": "delay", "args": {"delay_s": 3600}}'
echo 'results that wait an hour:'
load 500 20 $devices || true
curl -s "http://127.0.0.1:$(cat "$work/admin")/admin/v1/state" |
	grep '"waiting"'
curl -s -X DELETE "http://127.0.0.1:$(cat "$work/admin")/admin/v1/faults"
echo 'all due at once, while 100 requests a second come:'
load 100 20 $devices 1000000 > "$work/told" &
load=$!
sleep 2
time=$(date +%s%N)
curl -s "http://127.0.0.1:$(cat "$work/admin")/admin/v1/clock" \
	-d '{"advance_s": 3700}'
echo "advanced in $((($(date +%s%N) - time) / 1000000)) ms"
wait $load || true
cat "$work/told"
kill "$pid"
wait "$pid" || true
pid=
