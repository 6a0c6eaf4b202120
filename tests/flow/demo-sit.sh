#!/bin/sh
# The campaign that ./setup demo-sit shows: it says no and why, then yes, and
# README quotes what it says.
. "$(dirname "$0")/../tap.sh"

needs curl
sh "$top/tests/flow/demo-campaign.sh" "$bin" "$top/testdata" \
	> "$work/shown" 2> "$work/said"
result $? 'the campaign runs to its end'
complain < "$work/said" > "$work/complaint"

# says NAME PATTERN: a line of it
says() {
	grep -qE -e "$2" "$work/shown" "$work/said"
	result $? "$1"
}

n=$(sed -n 's/^\([0-9]*\) cases$/\1/p' "$work/shown")
[ "${n:-0}" -ge 500 ]
result $? "it has $n cases, 500 or more"
says 'the defect of DMC-3 fails' '^ +1 FAIL: SIT/DMC-3/'
says 'the S1VE12 of DMC-5 fails' '^ +1 FAIL: SIT/DMC-5/'
says 'an answer of DMC-2 is late' '^ +[0-9]+ LATE: SIT/DMC-2/'
says 'evidence on the firmware of before does not count' \
	'on other firmware \(communications hub ran on 2\.1\.12, the release has 2\.1\.14\)'
same 'NO yes' "$(sed -n 's/^exit: \([A-Za-z]*\),.*/\1/p' "$work/shown" |
	tr '\n' ' ' | sed 's/ $//')" 'the criteria say no, and then yes'
says 'what passed the second time is still told' \
	'passed \(100\.00 %\), 595 the first time'
same 'DMC-1 DMC-2 DMC-3 DMC-5' "$(sed -n 's/^\(DMC-[0-9]\) .* TESTED$/\1/p' \
	"$work/shown" | tr '\n' ' ' | sed 's/ $//')" \
	'the four that are not held become eligible'

# README: each line of its section, up to "...", stands in what is shown
sed -n '/^A test campaign$/,/^Not one byte/p' "$top/README" |
	sed -n 's/^    //p' | grep -v '^\.\.\.$' | sed 's/ \.\.\.$//' \
	> "$work/quoted"
while IFS= read -r line; do
	grep -qF -e "$(printf '%s' "$line" | sed 's/^ *//')" "$work/shown" ||
		echo "$line"
done < "$work/quoted" > "$work/wrong"
quiet "$work/wrong" 'README quotes it'
finish
