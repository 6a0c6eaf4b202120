#!/bin/sh
# The scanner's way and the careful reader's are one: the same bytes out, the
# same findings, the same summary, whatever the file is like.
. "$(dirname "$0")/../tap.sh"
needs mkfifo awk

policy=$top/testdata/foc-2019/policy.json
aliases=$top/testdata/foc-2019/aliases.csv
mkdir "$work/file" "$work/fifo" "$work/careful"
mkfifo "$work/fifo/t.csv"

counts=3			# of threads
[ -z "$SMETS1_LONG" ] || counts='1 2 7'
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
	forget "$way"
}

# forget WAY: the digest, for the careful reader has a file of his own
forget() {
	[ ! -e "$work/$1.json" ] ||
		sed 's/"sha256": "[0-9a-f]*"//' "$work/$1.json" > "$work/sed"
	[ ! -e "$work/$1.json" ] || mv "$work/sed" "$work/$1.json"
}

# careful FILE: the same to a reader, but that its header ends in a CR, which
# no scanner takes
careful() {
	sed 1q "$1" | tr -d '\r' | tr '\n' '\r'
	sed 1d "$1"
}

# check WAY FILE OPTION...: the same of rfi-check, with its report
# shellcheck disable=SC2317 # called by its name
check() {
	way=$1 file=$2
	shift 2
	"$bin/rfi-check" --policy "$policy" --aliases "$aliases" \
		--format csv --findings "$work/$way.ndjson" \
		--report "$work/$way.report.csv" \
		--summary "$work/$way.json" "$@" "$file" \
		> "$work/$way.out" 2> "$work/$way.err"
	echo $? > "$work/$way.status"
	forget "$way"
}

# alike NAME: what the two ways have left behind
alike() {
	for part in status out ndjson json report.csv; do
		[ -e "$work/careful.$part" ] || [ -e "$work/fast.$part" ] ||
			continue
		cmp -s "$work/careful.$part" "$work/fast.$part" ||
			echo "$part differs, $1"
	done
}

# both_ways WAY NAME: $work/file/t.csv with care, as a file by WAY (scanned
# or given; counted: scanned by dmc-count), and through a FIFO
both_ways() {
	for tool in count check; do
		rm -f "$work"/careful.*
		careful "$work/file/t.csv" > "$work/careful/t.csv"
		$tool careful "$work/careful/t.csv"
		for threads in $counts; do
			rm -f "$work"/fast.*
			cat "$work/file/t.csv" > "$work/fifo/t.csv" &
			$tool fast "$work/fifo/t.csv" --threads "$threads"
			wait
			alike "$tool, stream, $threads threads"
			rm -f "$work"/fast.*
			$tool fast "$work/file/t.csv" --threads "$threads" -v
			alike "$tool, $threads threads"
			case $1-$tool in
			scanned-* | counted-count) grep -q ' scanned, .* given up at nothing' \
					"$work/fast.err" ||
					echo "not scanned, $tool" ;;
			given-*) grep -q 'given up at nothing' \
					"$work/fast.err" &&
					echo "not given up, $tool" ;;
			esac
		done
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
both_ways counted 'rows with counts and without'
counts '"17"'
both_ways counted 'a count in quotes'
counts 12O4
both_ways given 'a count that is none'
counts 007
both_ways given 'a count with leading zeros'
counts 99999999999999999
both_ways given 'a count beyond belief'

# what rfi-check has to say of rows, and of several returns

# each CAREFUL: names of a.csv b.csv c.csv, those in CAREFUL for the careful
# reader
each() {
	for way in a b c; do
		case " $1 " in
		*" $way "*)
			careful "$work/$way.csv" > "$work/careful/$way.csv"
			echo "$work/careful/$way.csv" ;;
		*)	echo "$work/$way.csv" ;;
		esac
	done > "$work/names"
}

# several NAME: any of three returns scanned or read with care
several() {
	for careful in 'a b c' '' 'b' 'a c' 'c'; do
		way=fast
		[ "$careful" = 'a b c' ] && way=careful
		each "$careful"
		# shellcheck disable=SC2046,SC2086 # names, options are words
		"$bin/rfi-check" --aliases "$aliases" --as-of 2019-12-01 \
			--findings "$work/$way.ndjson" \
			--report "$work/$way.report.csv" \
			--summary "$work/$way.json" $2 $(cat "$work/names") \
			> "$work/$way.out" 2> "$work/$way.err"
		echo $? > "$work/$way.status"
		forget $way
		[ $way = careful ] || alike "careful: '$careful'"
	done > "$work/wrong"
	quiet "$work/wrong" "several returns: $1"
	rm -f "$work"/careful.* "$work"/fast.*
}

# open cells, names that look like others, and more findings than are kept
"$work/generate" -n 40000 -q 5 | awk -F, -v OFS=, '
	NR % 3 == 0 { $13 = "?" }
	NR % 7 == 0 && NR > 100 { sub(/E470 \(MK1\)/, "E470 (MKI)") }
	NR % 11 == 0 { sub(/,R0[0-9],/, ",,") }
	{ print }' > "$work/file/t.csv"
both_ways scanned 'findings of many rows'
counts ''
awk -F, -v OFS=, 'NR == 1 || !seen[$5 $13 $16 $19 $22]++ {
	$10 = ""
	if (NR > 1) { $27 = NR % 4; $28 = 0; $9 = NR }
	print }' "$work/file/t.csv" > "$work/t.csv"
cp "$work/t.csv" "$work/file/t.csv"
both_ways scanned 'counts of nothing'
{
	cat "$work/t.csv"
	sed -n 20p "$work/t.csv"
} > "$work/file/t.csv"
both_ways any 'a combination with counts twice'
"$work/generate" -n 3000 | sed '2900s/,12[0-9]*,/,1200000000007,/' \
	> "$work/file/t.csv"
both_ways any 'an installation twice'
"$work/generate" -n 3000 | sed '2900s/,12[0-9]*,/,"1200000000007",/' \
	> "$work/file/t.csv"
both_ways any 'an installation twice, once in quotes'

"$work/generate" -n 3000 > "$work/a.csv"
"$work/generate" -n 2000 -s 2 | sed 's/,12000/,34000/' > "$work/b.csv"
"$work/generate" -n 1000 -s 3 -m | sed 's/,12000/,56000/' > "$work/c.csv"
several 'nothing in common' ''
"$work/generate" -n 2000 -s 2 > "$work/b.csv"
several 'two suppliers claim the same' ''
sed 's/SUP-[AB]/SUP-C/g; s/2019-08-30/2019-06-30/' "$work/b.csv" > "$work/c.csv"
several 'three claims, one of them superseded' ''
sed '500s/,12[0-9]*,/,1200000000007,/' "$work/c.csv" > "$work/b.csv"
several 'an error in one' ''
several 'an error in one, dropped' '--lenient'
"$work/generate" -n 2000 -s 2 | sed 's/SUPPLIER,SUP-A/SMSO,SMSO-1/' \
	> "$work/b.csv"
several 'an SMSO and suppliers' '--format ndjson'
several 'picked columns' '--columns installation_id'
several 'columns in another order' \
	'--format tsv --columns count_active,smso,installation_id,ch_model'
several 'for a spreadsheet' '--for-spreadsheet'

# packed, and with a line far into the stream that is not understood
"$work/generate" -n 60000 -q 3 -m > "$work/file/t.csv"
both_ways scanned 'many blocks of a stream'
sed '50000s/SMSO-[123]/?/' "$work/file/t.csv" > "$work/t.csv"
cp "$work/t.csv" "$work/file/t.csv"
both_ways given 'an error far into a stream'
sed '30000s/^/x"/' "$work/file/t.csv" > "$work/t.csv"
cp "$work/t.csv" "$work/file/t.csv"
both_ways given 'a stray quote far into a stream'
for pack in gzip zstd; do
	command -v "$pack" > "$work/out" || continue
	"$work/generate" -n 30000 > "$work/t.csv"
	"$pack" -q -c < "$work/t.csv" > "$work/t.packed"
	"$bin/dmc-count" -v "$work/t.csv" > "$work/plain.out" \
		2> "$work/plain.err"
	"$bin/dmc-count" -v "$work/t.packed" > "$work/packed.out" \
		2> "$work/packed.err"
	cmp -s "$work/plain.out" "$work/packed.out" &&
		grep -q ' scanned, 30,000 rows' "$work/packed.err"
	result $? "packed by $pack"
	"$bin/rfi-check" -v "$work/t.csv" > "$work/plain.out" \
		2> "$work/plain.err"
	"$bin/rfi-check" -v "$work/t.packed" > "$work/packed.out" \
		2> "$work/packed.err"
	cmp -s "$work/plain.out" "$work/packed.out" &&
		grep -q ' scanned, 30,000 rows' "$work/packed.err"
	result $? "rfi-check, packed by $pack"
	size=$(wc -c < "$work/t.packed")
	dd if="$work/t.packed" of="$work/cut.packed" bs=1 \
		count="$((size / 2))" 2> "$work/err"
	"$bin/dmc-count" "$work/cut.packed" > "$work/out" 2> "$work/err"
	same 3 $? "cut short, packed by $pack"
	grep -q "truncated $pack file" "$work/err"
	result $? "and said so"
done

# rfi-check puts aside what it cannot read twice; or has no room for it
"$work/generate" -n 9000 -q 5 > "$work/t.csv"
"$bin/rfi-check" "$work/t.csv" > "$work/plain.out" 2> "$work/plain.err"
for tmp in "$work" /nonexistent; do
	# shellcheck disable=SC2002 # a pipe is wanted
	cat "$work/t.csv" | TMPDIR=$tmp "$bin/rfi-check" -v \
		> "$work/pipe.out" 2> "$work/pipe.err"
	cmp -s "$work/plain.out" "$work/pipe.out"
	result $? "rfi-check of a pipe, TMPDIR=${tmp##*/}"
done
# blocks of 512 bytes or 1,024; the signal is ignored by who inherits that
# shellcheck disable=SC2002,SC2016 # a pipe is wanted; the shell's own words
cat "$work/t.csv" | sh -c 'trap "" XFSZ; ulimit -f 500; "$0" -v' \
	"$bin/rfi-check" 2> "$work/pipe.err" | cat > "$work/pipe.out"
cmp -s "$work/plain.out" "$work/pipe.out"
result $? 'rfi-check of a pipe, and a disk that is soon full'
! grep -q ' scanned' "$work/pipe.err"
result $? 'which is read with care'

# the device layout: dmc-count alone reads it by the scanner
devices_both_ways() {
	careful "$work/file/t.csv" > "$work/careful/t.csv"
	rm -f "$work"/careful.*
	count careful "$work/careful/t.csv"
	for threads in $counts; do
		rm -f "$work"/fast.*
		count fast "$work/file/t.csv" --threads "$threads" -v
		alike "$threads threads"
		grep -q ' scanned, .* given up at nothing' "$work/fast.err"
		[ "$1-$?" != scanned-0 ] && [ "$1" = scanned ] &&
			echo 'not scanned'
		rm -f "$work"/fast.*
		count fast "$work/file/t.csv" --threads "$threads" -v \
			--memory 1500k
		alike "$threads threads, little memory"
		[ "$1" != scanned ] ||
			grep -q ': read [0-9]* times' "$work/fast.err" ||
			echo 'read once'
	done > "$work/wrong"
	quiet "$work/wrong" "devices: $2"
}

# shellcheck disable=SC2086 # options are words
for options in '' '-o random' '-o random -q 100' '-c -b -q 40' '-d 5'; do
	"$work/generate" -l device -n 3000 -s 7 $options > "$work/file/t.csv"
	devices_both_ways scanned "generated with '$options'"
done
"$work/generate" -l device -n 40000 -o random > "$work/file/t.csv"
devices_both_ways scanned 'several blocks'
"$work/generate" -l device -n 2000 -o random > "$work/file/t.csv"
careful "$work/file/t.csv" > "$work/careful/t.csv"
count careful "$work/careful/t.csv"
count fast "$work/file/t.csv" -v --memory 1
alike 'next to no memory' > "$work/wrong"
grep -q ': read 2[0-9][0-9] times' "$work/fast.err" ||
	echo 'not read so often' >> "$work/wrong"
quiet "$work/wrong" 'devices: next to no memory'

# devices NAME SED: a clean file, changed
devices() {
	"$work/generate" -l device -n 1500 -o "$3" | sed "$2" \
		> "$work/file/t.csv"
	devices_both_ways "$4" "$1"
}
devices 'ids in small letters' 's/^[^,]*/\L&/' random scanned
devices 'ids in both cases' '1000,2000s/^[^,]*/\L&/' grouped given
devices 'decimal ids' 's/^90-B3-D5-1F-00-00-//; s/^\(0[0-9]\)-\([0-9]*\),/12\1\2,/' \
	grouped any
devices 'ids of any kind' 's/^90-B3/no &/' random any
devices 'no id' '700s/^[^,]*//' random any
devices 'a blank id' '700s/^[^,]*/ /' random any
devices 'an id in quotes' '700s/^[^,]*/"&"/' random scanned
devices 'no device id' 's/^\([^,]*\),[0-9a-f]*,/\1,,/' random scanned
devices 'IHDs' 's/,PPMID,/,IHD,/' random scanned
devices 'some IHDs' '1~3s/,PPMID,/,IHD,/' random scanned
devices 'no type' '800s/,ESME,//' random any
devices 'an unknown type' '800s/,[A-Z]*,/,XYZ,/' random any
devices 'two of a kind' 's/,PPMID,/,ESME,/' grouped any
devices 'no hubs' '/,CHF,/d' random scanned
devices 'no hub here and there' '1~7{/,CHF,/d;}' random scanned
devices 'SMSOs that contradict' '500s/SMSO-[123]/SMSO-9/' grouped any
devices 'SMSOs in two spellings' '1~5s/SMSO-/smso-/' grouped any
devices 'blanks that others fill' '/,ESME,/s/,SMSO-[123],/,,/' random scanned
devices 'no SMSO' 's/,SMSO-[123],/,,/' random any
devices 'a device on two installations' \
	's/^\([^,]*\),[0-9a-f]*,GSME/\1,00000000000000AA,GSME/' random any
devices 'a device twice in two spellings' \
	'500s/,[0-9a-f]\{16\},/,00000000000000aa,/
	 600s/,[0-9a-f]\{16\},/,00000000000000AA,/' random any
devices 'devices with odd ids' 's/^\([^,]*\),/\1,no /' random scanned
devices 'device ids in quotes, with quotes in them' \
	'1~3s/^\([^,]*\),\([0-9a-f]*\),/\1,"\2 ""x""",/
	 1~2s/^\([^,]*\),\([0-9a-f]*\),/\1,"\2",/' \
	random scanned
devices 'an id with quotes in it' '700s/^[^,]*/"& ""x"""/' random any
devices 'an installation of seven devices' '700{
	p; p; p; p; p; p
}' grouped given
devices 'gas proxies' '/,CHF,/{
	p
	s/,[0-9a-f]*,CHF/,,GPF/
}' grouped scanned
devices 'gas proxies of another make' '/,CHF,/{
	p
	s/,[0-9a-f]*,CHF,[^,]*/,,GPF,Nobody/
}' grouped scanned

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

# whatever instructions the processor has
"$work/generate" -n 9000 -m -q 10 > "$work/wide.csv"
"$work/generate" -l device -n 2000 -o random -q 10 > "$work/devices.csv"
for layout in wide devices; do
	cp "$work/$layout.csv" "$work/file/t.csv"
	careful "$work/file/t.csv" > "$work/careful/t.csv"
	rm -f "$work"/careful.*
	count careful "$work/careful/t.csv"
	for SMETS1_SCAN in plain sse2 avx2 avx512; do
		export SMETS1_SCAN
		rm -f "$work"/fast.*
		count fast "$work/file/t.csv" --threads 2
		grep -q ' is no way to scan ' "$work/fast.err" ||
			alike "$SMETS1_SCAN"
	done > "$work/wrong"
	quiet "$work/wrong" "$layout, by any instructions"
done
SMETS1_SCAN=quipu "$bin/dmc-count" "$work/wide.csv" > "$work/out" \
	2> "$work/err"
same 4 $? 'instructions that no processor has'
SMETS1_SCAN=best "$bin/dmc-count" "$work/wide.csv" > "$work/out" \
	2> "$work/err"
same 0 $? 'the best instructions'
unset SMETS1_SCAN

"$bin/dmc-count" "$work" > "$work/out" 2> "$work/err"
same 4 $? 'a directory is a failure of the system'

finish
