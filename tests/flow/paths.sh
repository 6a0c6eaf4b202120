#!/bin/sh
# All ways lead to the same bytes: through a tally or not, in any format,
# packed or not, in any order of files and rows, in any locale and time zone.
. "$(dirname "$0")/../tap.sh"
needs python3 gzip zstd

PYTHONPATH="$top/tests" python3 -B "$top/tests/flow/paths.py" \
	"$bin" "$top" "$work"
