#!/bin/sh
# What is no file of rows: a line without an end (64 MiB of it; 1 GiB with
# SMETS1_LONG), a directory, a FIFO. Each ends in a message, in little memory
# and in its time.
. "$(dirname "$0")/../tap.sh"
needs mkfifo

size=67108864
[ -z "$SMETS1_LONG" ] || size=1073741824
# A line is never held, but in JSON; the sanitizers reserve what they like.
[ "$SMETS1_SANITIZERS" = yes ] || limit='ulimit -v 400000 &&'

cd "$work" || exit 99
mkfifo fifo.csv
header=$("$bin/rfi-check" --template wide | tr -d '\r')
devices=$("$bin/rfi-check" --template device | tr -d '\r')

# endless CHARACTER
endless() {
	head -c "$size" /dev/zero | tr '\0' "$1"
}

# ends MESSAGE NAME: both tools, of the file bytes through a FIFO
ends() {
	for tool in dmc-count rfi-check; do
		cat bytes > fifo.csv 2> cat.err &
		sh -c "$limit '$bin/$tool' --threads 2 fifo.csv" > out 2> err
		status=$?
		# whoever reads no further leaves its writer a broken pipe
		wait
		[ "$status" = 3 ] && [ ! -s out ] && grep -q "$1" err &&
			continue
		echo "$tool: status $status"
		cat err
	done > wrong
	quiet wrong "$2"
}

# a byte that is none of CSV's, a blank, a delimiter, quotes and line ends
large='cell of more than 1,048,576 bytes'
endless a > bytes
ends "fifo.csv:1: $large" 'a header of letters'
endless , > bytes
ends 'a header of more than 4,096 columns' 'a header of commas'
{ printf '"'; endless '\n'; } > bytes
ends "$large" 'a header in quotes'
{ echo "$header"; endless a; } > bytes
ends "fifo.csv:2: .*$large" 'a row of letters'
{ echo "$header"; endless ,; } > bytes
ends 'fifo.csv:2: got [0-9]* cells' \
	'a row of commas'
{ echo "$header"; printf '"'; endless '\n'; } > bytes
ends "fifo.csv:2: .*$large" \
	'a row in quotes'
{ echo "$header"; endless '"'; } > bytes
ends "fifo.csv:2: .*$large" 'a row of quotes'
{ echo "$devices"; endless a; } > bytes
ends "fifo.csv:2: .*$large" \
	'a row of letters among devices'
endless '\0' > bytes
ends "$large" 'NULs from the first byte on'
{ echo "$header"; endless '\0'; } > bytes
ends "$large" 'NULs'

# the same as a file, which the scanner looks at first
{ echo "$header"; endless a; } > a.csv
for tool in dmc-count rfi-check; do
	sh -c "$limit '$bin/$tool' --threads 2 a.csv" > out 2> err
	same 3 $? "$tool: a row of letters in a file"
	grep -q "a.csv:2: .*$large" err
	result $? 'and said so'
done

# JSON is held whole, and says in a line what is wrong with it
unset limit
endless '[' > bytes
ends 'nested more than 512 deep' 'brackets'
{ printf '{"a":"'; endless a; } > bytes
ends 'a string without an end' \
	'a string of JSON'

mkdir directory.csv
for tool in dmc-count rfi-check; do
	"$bin/$tool" directory.csv > out 2> err
	same 4 $? "$tool: a directory"
	grep -q 'directory.csv: cannot be read: Is a directory' err
	result $? 'and said so'
	"$bin/$tool" < directory.csv > out 2> err
	same 4 $? "$tool: a directory as standard input"
done

finish
