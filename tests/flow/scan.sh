#!/bin/sh
# The scanner's way and the careful reader's are one: the same bytes out, the
# same findings, the same summary, whatever the file is like.
. "$(dirname "$0")/../tap.sh"
needs mkfifo awk

policy=$top/testdata/foc-2019/policy.json
aliases=$top/testdata/foc-2019/aliases.csv
mkdir "$work/file" "$work/fifo"
mkfifo "$work/fifo/t.csv"

${CC:-cc} -O1 -o "$work/generate" "$top/tests/bench/generate.c" -lm
result $? 'the generator is built'

# count WAY FILE OPTION...: status, output, findings and summary in $work/WAY
count() {
	way=$1 file=$2
	shift 2
	"$bin/dmc-count" --policy "$policy" --aliases "$aliases" \
		--format csv --findings "$work/$way.ndjson" \
		--summary "$work/$way.json" "$@" "$file" \
		> "$work/$way.out" 2> "$work/$way.err"
	echo $? > "$work/$way.status"
}

# both_ways WAY NAME: $work/file/t.csv as a file by WAY (scanned or given),
# through a FIFO by the careful reader
both_ways() {
	for threads in 1 2 7; do
		rm -f "$work"/careful.* "$work"/fast.*
		cat "$work/file/t.csv" > "$work/fifo/t.csv" &
		count careful "$work/fifo/t.csv"
		wait
		count fast "$work/file/t.csv" --threads "$threads" -v
		for part in status out ndjson json; do
			[ -e "$work/careful.$part" ] ||
				[ -e "$work/fast.$part" ] || continue
			cmp -s "$work/careful.$part" "$work/fast.$part" ||
				echo "$part differs, $threads threads"
		done
		case $1 in
		scanned) grep -q ' scanned, .* given up at nothing' \
				"$work/fast.err" ||
				echo "not scanned, $threads threads" ;;
		given)	grep -q 'given up at nothing' "$work/fast.err" &&
				echo "not given up, $threads threads" ;;
		esac
	done > "$work/wrong"
	quiet "$work/wrong" "$2"
}

# shellcheck disable=SC2086 # options are words
for options in '' '-q 0' '-q 100' '-q 100 -m' '-q 30 -m -c' '-b -c' '-e' \
	'-b -e -m -q 50' '-c -e' '-d 5 -q 10'; do
	"$work/generate" -n 3000 -s 7 $options > "$work/file/t.csv"
	both_ways scanned "generated with '$options'"
done

"$work/generate" -n 20000 -m -q 40 > "$work/file/t.csv"
both_ways scanned 'several blocks'
"$work/generate" -n 0 > "$work/file/t.csv"
both_ways scanned 'no rows'

# damage NAME SED: a clean file of 2,000 rows, changed; it is given up
damage() {
	"$work/generate" -n 2000 | sed "$2" > "$work/file/t.csv"
	both_ways given "$1"
}
damage 'a stray quote' '1000s/,FOC,/,F"OC,/'
damage 'a quote that is not closed' '1999s/FOC/"FOC/'
damage 'a cell too many' '1500s/$/,/'
damage 'a cell too few' '2s/,PPMID,/,/'
damage 'half a row at the end' "\$s/,FOC.*//"
damage 'a CR by itself' "900s/,FOC,/,FO$(printf '\r')C,/"
damage 'no date' '700s/2019-08-30/2019-02-30/'
damage 'no SMSO' '701s/SMSO-[123]/?/'
damage 'no status' '1,1900s/ACTIVE/AKTIV/'

"$work/generate" -n 2000 | tr 'W' '\377' > "$work/file/t.csv"
both_ways given 'bytes that are not UTF-8'
"$work/generate" -n 2000 | tr 'W' '\000' > "$work/file/t.csv"
both_ways given 'NULs'
"$work/generate" -n 2000 | awk 'NR % 9 == 4 { print "" } { print }' \
	> "$work/file/t.csv"
both_ways scanned 'blank lines'
"$work/generate" -n 2000 -q 0 | tr , ';' > "$work/file/t.csv"
both_ways scanned 'semicolons'

# counts: in the last column but two
counts() {
	"$work/generate" -n 2000 -q 0 | awk -F, -v OFS=, -v "odd=$1" '
	NR == 1	{ $27 = "count_active"; $28 = "count_dormant" }
	NR > 1	{
		$27 = NR % 5 ? NR % 100 : ""
		$28 = NR % 3 ? NR % 7 : ""
	}
	NR == 1234 && odd != "" { $27 = odd }
		{ print }' > "$work/file/t.csv"
}
counts ''
both_ways scanned 'rows with counts and without'
counts '"17"'
both_ways scanned 'a count in quotes'
counts 12O4
both_ways given 'a count that is none'
counts 007
both_ways given 'a count with leading zeros'
counts 99999999999999999
both_ways given 'a count beyond belief'

# standard input that is a file, from its begin and from somewhere else
"$work/generate" -n 500 > "$work/file/t.csv"
for skip in 0 1; do
	{
		[ $skip = 0 ] || printf 'passed over\n'
		cat "$work/file/t.csv"
	} > "$work/stdin.csv"
	# a read of one byte at a time, so that the rest is still there
	{
		[ $skip = 0 ] || IFS= read -r _
		"$bin/dmc-count" -q --policy "$policy"
	} < "$work/stdin.csv" > "$work/stdin.out"
	"$bin/dmc-count" -q --policy "$policy" "$work/file/t.csv" |
		cmp -s - "$work/stdin.out"
	result $? "standard input that is a file, $skip lines read before"
done

"$bin/dmc-count" "$work" > "$work/out" 2> "$work/err"
same 4 $? 'a directory is a failure of the system'

finish
