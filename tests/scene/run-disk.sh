#!/bin/sh
# A disk that fails under a run: it stops at once, says so, tries nothing
# again; and the next run checks the journal before it goes on to the end.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"
needs strace

# the leak checker cannot run under strace
ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
export ASAN_OPTIONS

# failing CALL ERROR WHEN: a run whose CALL number WHEN, and all after it,
# fail; $status
failing() {
	rm -f "$work"/run.journal*
	strace -f -o "$work/strace" -e "trace=$1" \
		-e "inject=$1:error=$2:when=$3+" \
		"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
		--admin "${admin%/admin/v1}" \
		--campaign "$work/campaign.json" \
		--devices "${devices:-$sit/devices.csv}" "$work/cases.csv" \
		> "$work/results.csv" 2> "$work/said"
	status=$?
}

# twice: RequestIDs that the emulator had more than once, of one stage
twice() {
	grep '"event": "request"' "$work/events" |
		sed 's/.*"id": "\([^"]*\)".*"cv": \([0-9]*\).*/\1 \2/' |
		sort | uniq -d
}

campaign '"limits": { "tps": 0, "connections": 4 }'
cast
cases --set smoke
n=$(($(wc -l < "$work/cases.csv") - 1))
emu --events "$work/events"

# the calls that write a journal, by how often a run makes them
for fault in fdatasync:EIO fsync:EIO pwrite64:ENOSPC pwrite64:EIO; do
	call=${fault%:*}
	error=${fault#*:}
	failing "$call" "$error" 65535
	same 0 "$status" "$call: a run that nothing happens to"
	made=$(grep -c "^[0-9]* *$call(" "$work/strace")
	ended='' resumed='' checked=0
	at=1
	step=$((made / 8 + 1))
	[ -z "${SMETS1_LONG-}" ] || step=$((made / 60 + 1))
	while [ "$at" -le "$made" ]; do
		failing "$call" "$error" "$at"
		# a run may have made fewer of them this time
		if ! grep -q INJECTED "$work/strace"; then
			break
		fi
		first=$status
		if [ "$first" = 4 ] && ! grep -q cannot "$work/said"; then
			ended="$ended $at:silent"
		fi
		go --resume
		# all was done, and only tidying up failed
		if [ "$first" != 4 ] && { [ "$first" != 0 ] ||
			! grep -q 'has been checked' "$work/said"; }; then
			ended="$ended $at:$first"
		fi
		# before the cycle was on disk there is nothing to resume
		if [ "$status" = 0 ] && [ "$(verdicts)" = "$n PASS" ]; then
			grep -q 'has been checked' "$work/said" &&
				checked=$((checked + 1))
		elif [ "$status" != 3 ] || ! grep -q SIT107 "$work/said"; then
			resumed="$resumed $at:$status"
			cat "$work/said" >> "$work/why"
		fi
		at=$((at + step))
	done
	same '' "$ended" "$call fails from any time on: status 4, and why"
	same '' "$resumed" 'the next run goes on, and every case has passed'
	[ -s "$work/why" ] && complain < "$work/why"
	[ "$made" -lt 3 ] || [ "$checked" -gt 0 ]
	result $? 'after it has checked the journal'
done
twice > "$work/twice"
quiet "$work/twice" 'no RequestID was received twice'
stop_emu
finish
