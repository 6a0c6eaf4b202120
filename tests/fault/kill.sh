#!/bin/sh
# A tool is killed while it writes FILE: FILE is the old one or the whole new
# one; only kill -9 leaves a temporary, and a later run removes it.
. "$(dirname "$0")/../tap.sh"
needs python3 strace zstd

ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
export ASAN_OPTIONS
PYTHONPATH="$top/tests" python3 -B "$top/tests/fault/kill.py" \
	"$bin" "$top" "$work"
