#!/bin/sh
# What cannot be written is not lost in silence: a full device, a closed
# standard output, a reader that has left.
. "$(dirname "$0")/../tap.sh"
needs python3 zstd

PYTHONPATH="$top/tests" python3 -B "$top/tests/fault/full.py" \
	"$bin" "$top" "$work"
