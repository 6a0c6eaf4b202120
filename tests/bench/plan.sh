#!/bin/sh
# plan.sh - large plans from files, each beside the clp program
#
#	plan.sh [SECONDS [DIRECTORY]]	(default: 120, a temporary one)
#
# 7.2 million installations of 30 suppliers: goals 1 and 2 in one solve, one
# attempt for all with expected returns charged to capacity. migrate-plan reads
# the files, plans, proves, and writes plan and prices; the clp program reads
# and solves the programme that --export-model writes, and is stopped after
# SECONDS. Seconds of the processor, so other work counts little; the ratio is
# tool / clp. Then five attempts, and all goals, which are only reported: with
# no answer in SECONDS it says so. A plan that --check refuses fails.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
bin=${SMETS1_BIN:-$top/build/bin}
estate=${PLAN_ESTATE:-$top/build/tests/bench/plan-estate}
most=${1:-120}
room=${2:-}
if [ ! "$room" ]; then
	room=$(mktemp -d)
	trap 'rm -rf "$room"' EXIT
fi
command -v clp > /dev/null || { echo "plan.sh: needs clp" >&2; exit 2; }

# timed COMMAND...: its seconds of the processor, "-" if it was stopped
timed() {
	status=0
	/usr/bin/time -q -o time -f '%U %S' prlimit --cpu="$most" "$@" \
		> log 2>&1 || status=$?
	if [ "$status" -gt 1 ] && [ "$status" -lt 128 ]; then
		cat log >&2
		exit "$status"
	elif [ "$status" -gt 1 ]; then
		echo -
	else
		awk 'END { printf "%.2f\n", $1 + $2 }' time
	fi
}

# estate CLASSES WEEKS [WORD...]: in files, and a name for it
estate() {
	name="$1 x $2"
	weeks=$2
	folder=$room/$(echo "$@" | tr ' ' -)
	mkdir -p "$folder"
	"$estate" large "$@" "files=$folder"
	cd "$folder"
	shift 2
	name="$name${1:+, $*}"
}

# ours HOW [OPTION...]: HOW is what runs it, `timed` or `env`
ours() {
	how=$1
	shift
	"$how" "$bin/migrate-plan" -q --capacity capacity.csv \
		--eligibility eligibility.csv --calendar calendar.csv \
		--success success.csv --policy policy.csv --weeks "$weeks" \
		--as-of 2021-01-04 "$@" tally.csv
}

planned() {
	ours timed --format json -o plan.json --prices prices.csv "$@"
}

# Our own plan, checked without a solver; then what it comes to.
judged() {
	ours env "$@" --check plan.json --columns name,value,gap,accepted \
		--format csv > verdict.csv 2> /dev/null || {
		echo "plan.sh: $name: the plan is refused" >&2
		exit 1
	}
	awk -F, 'NR > 1 && $1 != "peak" { printf "    %s %.0f, gap %.0f", $1,
		$2, $3 } END { print "" }' verdict.csv
}

beside() {
	estate "$@"
	took=$(planned --attempts together)
	ours env --attempts together --export-model model.mps -o again.csv ||
		[ $? = 1 ]
	theirs=$(timed clp model.mps -dualsimplex -quit)
	awk -v name="$name" -v ours="$took" -v theirs="$theirs" \
		-v most="$most" 'BEGIN {
		printf "%-24s tool %7.2f  clp ", name, ours
		if (theirs == "-")
			printf ">%6.0f  ratio <%.2f\n", most, ours / most
		else
			printf "%7.2f  ratio %.2f\n", theirs, ours / theirs
	}'
	judged --attempts together
}

# reported WORDS OPTIONS ESTATE...
reported() {
	words=$1
	options=$2
	shift 2
	estate "$@"
	# shellcheck disable=SC2086 # several options
	took=$(planned $options)
	if [ "$took" = - ]; then
		echo "$name, $words: none in $most s"
		return
	fi
	echo "$name, $words: tool $took"
	# shellcheck disable=SC2086
	judged $options
}

echo "load $(cut -d' ' -f1-3 /proc/loadavg), seconds of the processor"
beside 200 130 crossing
beside 600 130 firmware
reported 'five attempts' '--attempts each' 100 130 firmware
reported 'all goals' '--attempts together --peak' 200 130 crossing
reported 'all goals, five attempts' '--attempts each --peak' 10 100 firmware
reported 'all goals, five attempts' '--attempts each --peak' 20 130 firmware
