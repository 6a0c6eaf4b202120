#!/bin/sh
# demo.sh - the tools at work on returns like those of 2019
#
#	demo.sh BINDIR DATADIR
#
# Shows each command line and what it says. The last line is worked out here
# from what the tools wrote.
set -eu

if [ $# != 2 ]; then
	echo 'usage: demo.sh BINDIR DATADIR' >&2
	exit 2
fi
PATH=$(cd "$1" && pwd):$PATH
cd "$2"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

# show COMMAND LINE: says it, runs it
show() {
	printf '$ %s\n' "$1"
	eval "$1"
	printf '\n'
}

show 'rfi-check --policy policy.json --aliases aliases.csv returns/*.csv |
    dmc-select --policy policy.json --format table'
show 'rfi-check -q --policy policy.json --aliases aliases.csv returns/*.csv |
    dmc-select -q --policy policy.json --layout printed --release 2.10 \
        --format table'

rfi-check -q --policy policy.json --aliases aliases.csv \
	-o "$room/inventory.csv" returns/*.csv
dmc-count -q --policy policy.json --columns disposition,count_total \
	--format tsv -o "$room/estate" "$room/inventory.csv"
dmc-select -q --policy policy.json --columns smso,count_total \
	--format tsv -o "$room/selected" "$room/inventory.csv"

# whole percents, half up, each from its own counts; the sum from the sums
awk -F'\t' '
function percent(n) {
	return int((200 * n + estate) / (2 * estate)) " %"
}
FNR == 1	{ next }
FILENAME ~ /estate$/ {
	if ($1 == "IN_SCOPE")
		estate += $2
	next
}
!($1 in n)	{ name[++names] = $1 }
		{ n[$1] += $2; all += $2 }
END {
	for (i = 1; i <= names; i++)
		printf "%s %s, ", percent(n[name[i]]), name[i]
	print percent(all) " in all"
}' "$room/estate" "$room/selected"
