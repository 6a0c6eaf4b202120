#!/bin/sh
# A campaign against the emulator: what is planned passes, what was seen is
# kept, and each way to begin, to go on and to fail says what it is.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"

campaign '"limits": { "tps": 0, "connections": 8 }'
cast
cases
emu
run "$work/cases.csv"
same 0 "$status" 'every case of a whole campaign passes: status 0'
badly > "$work/badly"
quiet "$work/badly" 'none failed, is late, or has no verdict'
same "$(($(wc -l < "$work/cases.csv") - 1))" "$(column case_id | wc -l)" \
	'a result for each case'
stop_emu
finish
