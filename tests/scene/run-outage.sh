#!/bin/sh
# An endpoint that goes away in mid-run, and comes back, or does not.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"
needs sqlite3

# again: the emulator once more, where it was
again() {
	ports=$(echo "$url $admin" |
		sed 's|http://127.0.0.1:\([0-9]*\)\(/admin/v1\)*|\1|g')
	"$emu" -q --port "${ports% *}" --admin-port "${ports#* }" \
		--port-file "$work/port" "$work/world.json" \
		>> "$work/out" 2>> "$work/err" &
	emu_pid=$!
	children="$children $emu_pid"
	wait_for "$work/port"
	result $? 'sit-emu is there again'
}

# away: it is gone, in the middle of all that it does
away() {
	kill -KILL "$emu_pid"
	wait "$emu_pid" 2>> "$work/log"
	rm -f "$work/port"
}

# background ARGUMENT...: a run of the campaign; $run_pid
background() {
	"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
		--admin "${admin%/admin/v1}" "$@" \
		> "$work/results.csv" 2> "$work/said" &
	run_pid=$!
	children="$children $run_pid"
}

# said TEXT: waits until it has said that, ten seconds at most
said() {
	tries=0
	until grep -q "$1" "$work/said"; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] || return 1
		sleep 0.02
	done
}

# requests N: waits until the emulator has had that many more than $had
requests() {
	tries=0
	while [ "$(had)" -lt $((had + $1)) ] && [ $tries -lt 500 ]; do
		tries=$((tries + 1))
		sleep 0.02
	done
}

had() {
	events | grep -c '"event": "request"'
}

# What the DCC answers itself: nothing is lost with the emulator that it would
# have had to push. In doubt, it is asked once more.
campaign '"limits": { "tps": 100, "connections": 4 }'
cast
cases --srv 8.2,8.9,4.3
head -n 1 "$work/cases.csv" > "$work/sync.csv"
grep ',8,DCC_ONLY,POSITIVE,' "$work/cases.csv" |
	grep -v ',create-\|,delete-\|,read-' | head -n 120 >> "$work/sync.csv"
n=$(($(wc -l < "$work/sync.csv") - 1))
same 1 "$([ "$n" -gt 20 ] && echo 1)" 'there are enough cases'

# ---- it comes back -----------------------------------------------------

emu
had=0
background --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--tps 20 "$work/sync.csv"
requests 8
away
said "endpoint $url cannot be reached since [0-9:]*Z; waiting"
result $? 'the endpoint goes away: it says so'
again
wait "$run_pid"
same 0 $? 'and when it is back all goes on: status 0'
complain < "$work/said"
same "$n PASS" "$(verdicts)" 'every case has passed'
badly | complain
same 0 "$(column first_verdict | grep -c ERROR)" 'and none was an ERROR'
grep -q "endpoint $url can be reached again" "$work/said"
result $? 'which it says, too'
same 1 "$(grep -c 'cannot be reached' "$work/said")" 'in a line each'
same 'unreachable reachable' "$(sqlite3 "$work/run.journal" \
	"select kind from event where kind like '%reachable'
	 order by event_no" | tr '\n' ' ' | sed 's/ $//')" \
	'and the journal keeps it'

# ---- it does not -------------------------------------------------------

had=$(had)
background --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle C2 --tps 20 --outage-limit 2 "$work/sync.csv"
requests 8
away
wait "$run_pid"
same 5 $? 'an endpoint that stays away: status 5'
grep -q "endpoint $url could not be reached for [23] s" "$work/said"
result $? 'and it says for how long'
grep -q 'go on with --resume' "$work/said"
result $? 'and how to go on'
complain < "$work/said"
same '' "$(column verdict | grep -v -e PASS -e NO_VERDICT)" \
	'results so far, and what was not run'
go --resume
same 4 "$status" 'resumed while it is still away: status 4'
again
go --resume --tps 0
same 0 "$status" 'resumed when it is back: status 0'
complain < "$work/said"
same "$n PASS" "$(verdicts)" 'every case has passed'
badly | complain
same 0 "$(column first_verdict | grep -c ERROR)" 'and none was an ERROR'
same 0 "$(sqlite3 "$work/run.journal" \
	"select count(*) from attempt where verdict = 'ERROR'")" \
	'nor any attempt'
"$sit_run" --journal "$work/run.journal" --export "$work/evidence" \
	2>> "$work/log" &&
	"$sit_run" --verify-evidence "$work/evidence" 2>> "$work/log"
result $? 'the evidence holds together'

# ---- it was never there ------------------------------------------------

stop_emu
go --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--cycle C3 "$work/sync.csv"
same 4 "$status" 'before the first request it is an error: status 4'
finish
