#!/bin/sh
# plan-rows.sh - an inventory merged, planned and assigned back: how fast
#
#	plan-rows.sh [ROWS [DIRECTORY]]		(default: 10000000, build/)
#
# Makes an inventory (once; it stays in DIRECTORY, about 0.3 KB a row) with
# ROWS installations in 900 combinations, plans it in one go with room for
# everybody, and says rows a second and the peak of memory; then the same
# without --assign, which is the share of reading and planning. Every
# installation must have come back.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
bin=${SMETS1_BIN:-$top/build/bin}
rows=${1:-10000000}
room=${2:-$top/build}
cd "$room"

if [ ! -s "plan-rows.$rows.csv" ]; then
	${CC:-cc} -O2 -o generate "$top/tests/bench/generate.c" -lm
	./generate -n "$rows" -d 900 > "plan-rows.$rows.csv"
fi
printf '%s\n' from,s1sp 2019-01-01,S1SP-X > eligibility.csv
printf '%s\n' node,kind,step,match,from,per_day \
	"DCC,dcc,MIGRATE,,2019-01-01,$((rows / 600 + 1))" > capacity.csv

# timed WORDS OPTION...: one run, in rows a second and MiB
timed() {
	words=$1
	shift
	/usr/bin/time -o time -f '%e %U %S %M' "$bin/migrate-plan" -q \
		--capacity capacity.csv --eligibility eligibility.csv \
		-o plan.csv "$@" "plan-rows.$rows.csv"
	awk -v rows="$rows" -v words="$words" '{ printf \
		"%-20s %5.1f s, %.1f s of processor: %d rows/s, %.0f MiB\n", \
		words, $1, $2 + $3, rows / $1, $4 / 1024 }' time
}

timed 'merged and planned'
timed 'and assigned back' --assign assign.csv
n=$(($(wc -l < assign.csv) - 1))
echo "$n of $rows installations assigned, load $(cut -d' ' -f1 /proc/loadavg)"
[ "$n" = "$rows" ]
