#!/bin/sh
# Counting and ranking against two that know nothing of each other or of the
# suite: SQL in SQLite, and Python. On random inventories: 20 by default, 1,000
# with SMETS1_LONG.
. "$(dirname "$0")/../tap.sh"
needs python3

PYTHONPATH="$top/tests" python3 -B "$top/tests/flow/oracle.py" \
	"$bin" "$top" "$work"
