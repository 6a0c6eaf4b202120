#!/bin/sh
# A workbook holds what the CSV holds, cell for cell, and nothing that runs;
# where it cannot be made there is none.
. "$(dirname "$0")/../tap.sh"
needs python3 xmllint

PYTHONPATH="$top/tests" python3 -B "$top/tests/flow/xlsx.py" \
	"$bin" "$top" "$work"
