#!/bin/sh
# sit-run is killed at random moments and resumed, again and again: what it
# acknowledged is kept, nothing is sent twice, every case has one verdict.
# sit-emu, which was there all the time, is the witness.
. "$(dirname "$0")/../tap.sh"
needs python3

PYTHONPATH="$top/tests" python3 -B "$top/tests/fault/sit_kills.py" \
	"$bin" "$top" "$work"
