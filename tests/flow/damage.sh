#!/bin/sh
# Each column of a good return is damaged in each way there is: rfi-check
# names file, line, column and code, and writes nothing.
. "$(dirname "$0")/../tap.sh"
needs python3

PYTHONPATH="$top/tests" python3 -B "$top/tests/flow/damage.py" \
	"$bin" "$top" "$work"
