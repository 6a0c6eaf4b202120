#!/bin/sh
# The returns of 2019: the whole way gives the published table, and no
# installation is lost on it.
. "$(dirname "$0")/../tap.sh"
needs python3

PYTHONPATH="$top/tests" python3 -B "$top/tests/flow/foc.py" \
	"$bin" "$top" "$work"
