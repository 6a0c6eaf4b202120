#!/bin/sh
# Clients that mean no good change nothing for others: slow, huge, deep,
# half-closed, of another kind.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

world
emu --request-time 1 --max-body 200k
receiver
request 1 4.3 "$esme" "$read43" > "$work/request.xml"
python3 -B "$scenes/hostile.py" "$port" "$work/request.xml" > "$work/said" \
	2> "$work/wrong"
quiet "$work/wrong" 'the bad clients have done their worst'
while read -r line; do
	grep -qx "$line" "$work/said"
	result $? "$line"
done <<END
DOCTYPE bomb 400
deep nesting 400
no UTF-8 400
media type 415
huge length 413
huge chunks cut off
no HTTP closed
half-closed 200
slow header cut off
slow body cut off
stalled bodies cut off 200
good client was served in time
END
complain < "$work/said"
counter=90000
post S 1 4.3 "$esme" "$read43"
same I99 "$(code)" 'and a request is taken as before'
inbox 2
same I0 "$(code "$got")" 'and answered'
stop_emu

finish
