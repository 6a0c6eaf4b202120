#!/bin/sh
# A cell is text from end to end: what software likes to change comes through
# every tool, in every pair of formats, as it went in.
. "$(dirname "$0")/../tap.sh"
needs python3

PYTHONPATH="$top/tests" python3 -B "$top/tests/flow/values.py" \
	"$bin" "$top" "$work"
