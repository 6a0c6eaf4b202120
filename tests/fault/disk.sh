#!/bin/sh
# The disk fails: each write, fsync and rename of an output file, each read of
# an input, with ENOSPC, EIO and EINTR. Interruptions are lived through; else
# the file is the old one, or the whole new one if only its directory could not
# be synced, and the status is 4.
. "$(dirname "$0")/../tap.sh"
needs python3 strace zstd

# the leak checker cannot run under strace
ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
export ASAN_OPTIONS
if ! strace -o "$work/log" true 2> "$work/why"; then
	complain < "$work/why"
	result 1 'strace can trace'
	finish
fi

PYTHONPATH="$top/tests" python3 -B "$top/tests/fault/disk.py" \
	"$bin" "$top" "$work"
