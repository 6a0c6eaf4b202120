#!/bin/sh
# A log that cannot be written ends the emulator: what is not on record, or
# not charged, is not served.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

world
for log in events transactions; do
	emu "--$log" /dev/full
	post S 1 4.3 "$esme" "$read43"
	wait "$emu_pid"
	same 4 $? "$log: status 4"
	same "sit-emu: cannot write the $log: No space left on device" \
		"$(cat "$work/err")" 'and why'
	: > "$work/err"
done
finish
