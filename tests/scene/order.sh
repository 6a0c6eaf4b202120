#!/bin/sh
# The same seed gives the same faults and the same values, whatever the order
# in which devices are spoken to; another seed gives others.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"

# calls DEVICE: ten of them
calls() {
	counter=1000
	for call in 1 2 3 4 5 6 7 8 9 10; do
		post S 1 4.3 "$1" "$read43"
		if [ "$(code)" = I99 ]; then
			wanted=$((wanted + 1))
		fi
		echo "$call $(code)" >> "$work/codes.$1"
	done
}

# play RUN SEED FIRST SECOND: what was said, to $work/RUN
play() {
	run=$1
	emu --seed "$2"
	receiver
	wanted=0
	rm -f "$work"/codes.*
	calls "$3"
	calls "$4"
	inbox "$wanted"
	settled
	{
		cat "$work/codes.$esme" "$work/codes.$esme2"
		sort "$in"/*.xml
	} > "$work/$run"
	stop_emu
	new_inbox
}

world '"faults": [
	{ "id": "a", "kind": "code", "probability": 0.3, "args": { "code": "E40" } },
	{ "id": "b", "kind": "result-code", "probability": 0.3, "args": { "code": "E21" } } ]'
play first 7 "$esme" "$esme2"
play second 7 "$esme2" "$esme"
play third 8 "$esme" "$esme2"
grep -q E40 "$work/first" && grep -q I99 "$work/first"
result $? 'some calls meet a fault, some do not'
diff "$work/first" "$work/second" > "$work/wrong"
quiet "$work/wrong" 'the same in another order of devices'
! cmp -s "$work/first" "$work/third"
result $? 'and otherwise with another seed'

finish
