#!/bin/sh
# Memory runs out, at one allocation or from one on: the tools say so and end
# with status 4, or write what they would have written. A sample of the
# allocations by default, up to a thousand of them with SMETS1_LONG.
. "$(dirname "$0")/../tap.sh"

needs python3 zstd

# shellcheck disable=SC2086 # a command and its options
if ! ${CC:-cc} -shared -fPIC -O1 -o "$work/failmalloc.so" \
	"$top/tests/fault/failmalloc.c" 2> "$work/why"; then
	result 1 'failmalloc.c compiles'
	complain < "$work/why"
	finish
fi

PYTHONPATH="$top/tests" python3 -B "$top/tests/fault/memory.py" \
	"$bin" "$top" "$work" "$work/failmalloc.so"
