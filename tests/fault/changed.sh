#!/bin/sh
# A file that is cut short, grows or is written to while it is read ends in a
# message and status 4: never in a signal, never in counts of half a file.
# Every read of the file by every way of reading, or a sample of them.
. "$(dirname "$0")/../tap.sh"

data=$top/testdata/foc-2019
for source in generate meddle; do
	case $source in
	meddle)	set -- -shared -fPIC -O1 -o "$work/meddle.so" \
			"$top/tests/fault/meddle.c" ;;
	*)	set -- -O1 -o "$work/generate" \
			"$top/tests/bench/generate.c" -lm ;;
	esac
	# shellcheck disable=SC2086 # a command and its options
	if ! ${CC:-cc} "$@" 2> "$work/why"; then
		result 1 "$source.c compiles"
		complain < "$work/why"
		finish
	fi
done

# with ENVIRONMENT...: $line, with the file as it was; status in $status
with() {
	cp -p "$work/whole" "$work/f.csv"
	env LD_PRELOAD="$work/meddle.so" MEDDLE_FILE="$work/f.csv" "$@" \
		sh -c "$line" > "$work/out" 2> "$work/err"
	status=$?
}

# every STATUS LINE: each read of f.csv, changed before it. The shell that
# runs the line does not read the file.
every() {
	line=$2
	with MEDDLE_COUNT=9 9> "$work/reads"
	same "$1" "$status" "by itself: $3"
	[ "$status" = "$1" ] || complain < "$work/err"
	reads=$(tail -n 1 "$work/reads")
	step=1
	[ -n "$SMETS1_LONG" ] || step=$((reads / 4 + 1))
	at=1
	while [ "$at" -le "$reads" ]; do
		for how in empty half cut-line grow touch; do
			with MEDDLE_AT="$at" MEDDLE_HOW="$how"
			[ "$status" = 4 ] && [ ! -s "$work/out" ] &&
				grep -q 'has changed' "$work/err" &&
				[ "$(grep -c 'has changed' "$work/err")" = 1 ] &&
				continue
			echo "$how at read $at of $reads: status $status"
			sed 's/^/  /' "$work/err"
		done
		at=$((at + step))
	done > "$work/wrong"
	quiet "$work/wrong" "changed meanwhile: $3"
}

# a file of the generator, an hour old
make_whole() {
	"$work/generate" "$@" > "$work/whole"
	touch -d '2019-11-05 12:00' "$work/whole"
}

cd "$work" || exit 99
make_whole -n 9000 -q 3
every 0 "'$bin/dmc-count' f.csv" 'scanned'
every 0 "'$bin/dmc-count' --threads 1 f.csv" 'scanned by one thread'
every 0 "'$bin/dmc-count' < f.csv" 'standard input'
every 0 "'$bin/rfi-check' -o inventory.csv f.csv" 'scanned twice'
every 0 "'$bin/rfi-check' -o inventory.json f.csv" 'scanned twice, as JSON'
make_whole -n 900 -l device -o random
every 0 "'$bin/dmc-count' f.csv" 'devices, scanned'
every 0 "'$bin/rfi-check' -o inventory.csv f.csv" 'devices, with care'
make_whole -n 900
sed 1q whole | tr '\n' '\r' > begin
sed 1d whole | cat begin - > careful
touch -r whole careful
mv careful whole
every 0 "'$bin/dmc-count' f.csv" 'with care'
for pack in gzip zstd; do
	command -v "$pack" > out || continue
	make_whole -n 9000
	"$pack" -q -c < whole > packed
	mv packed whole
	every 0 "'$bin/dmc-count' f.csv" "packed by $pack"
done
make_whole -n 90
mv whole in.csv
"$bin/dmc-count" --format json in.csv > whole 2> err
every 0 "'$bin/dmc-select' f.csv -o selection.csv" 'a tally'
cp -p "$data/policy.json" whole
every 0 "'$bin/dmc-count' --policy f.csv in.csv" 'a policy'
cp -p "$data/aliases.csv" whole
every 0 "'$bin/dmc-count' --aliases f.csv in.csv" 'aliases'

finish
