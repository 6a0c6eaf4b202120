#!/bin/sh
# Functions under 80 lines and of complexity under 20 (in the files of
# tests/house/parsers 30), files under 800 lines, main under 40.
# tests/house/sizes.allowed names the exceptions.
. "$(dirname "$0")/../tap.sh"
needs pmccabe

cd "$top" || exit 99
allowed=tests/house/sizes.allowed
find src -name '*.c' | sort > "$work/sources"
xargs pmccabe < "$work/sources" > "$work/measured"
[ -s "$work/measured" ]
result $? 'pmccabe measures'

# rows of: measure what number
{
	find src -name '*.[ch]' ! -name '*_table.h' -exec wc -l {} + |
	awk '$2 != "total" && $1 >= 800 { print "lines", $2, $1 }'
	awk -F'\t' '
	FNR == NR { if ($0 !~ /^#/) parser[$0] = 1; next }
	{
		file = $6
		sub(/\([0-9]+\):.*/, "", file)
		name = $6
		sub(/.*: */, "", name)
		limit = name == "main" ? 40 : 80
		if ($5 >= limit)
			print "lines", file ":" name, $5
		limit = (file in parser) ? 30 : 20
		if ($1 >= limit)
			print "complexity", file ":" name, $1
	}' tests/house/parsers "$work/measured"
} | sort > "$work/over"

grep -v '^#' "$allowed" > "$work/allowed"
sort -c "$work/allowed" 2> "$work/wrong"
quiet "$work/wrong" "$allowed is sorted"

comm -23 "$work/over" "$work/allowed" > "$work/wrong"
quiet "$work/wrong" 'nothing is larger than it may be'
comm -13 "$work/over" "$work/allowed" > "$work/wrong"
quiet "$work/wrong" "no row of $allowed is out of date"

# nothing new and nothing larger than in the last commit
: > "$work/wrong"
if git show "HEAD:$allowed" > "$work/before" 2> "$work/why"; then
	awk 'FNR == NR { was[$1, $2] = $3; next }
	/^#/ { next }
	!(($1, $2) in was) || $3 > was[$1, $2]' "$work/before" "$allowed" \
		> "$work/wrong"
fi
quiet "$work/wrong" "$allowed has not grown"

sed -e 's/#.*//' -e '/^$/d' tests/house/parsers | while IFS= read -r file; do
	[ -f "$file" ] || echo "$file does not exist"
done > "$work/wrong"
quiet "$work/wrong" 'every file of tests/house/parsers exists'

finish
