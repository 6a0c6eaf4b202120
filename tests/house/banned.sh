#!/bin/sh
# No banned name in src, each with its replacement: the table is in
# tests/house/banned. And the two rules of style that a grep can hold.
. "$(dirname "$0")/../tap.sh"

cd "$top" || exit 99
find src -name '*.[ch]' ! -name '*.opts.h' ! -name '*.def.h' \
	! -name '*.cols.h' | sort > "$work/files"
xargs tests/house/code -s < "$work/files" > "$work/code"

tab=$(printf '\t')
grep -v '^#' tests/house/banned.names | grep . > "$work/banned"
while IFS=$tab read -r names where instead; do
	if [ -z "$instead" ]; then
		result 1 "a row of tests/house/banned.names has three columns: $names"
		continue
	fi
	pattern=$(printf '%s' "$names" | sed -E -e 's/ /|/g' \
		-e 's/([A-Za-z0-9_])(\||$)/\1([^A-Za-z0-9_]|$)\2/g' \
		-e 's/\(\)/ *\\(/g')
	grep -E "[^A-Za-z0-9_>.]($pattern)" "$work/code" > "$work/found"
	for prefix in $where; do
		grep -v "^$prefix" "$work/found" > "$work/left"
		mv "$work/left" "$work/found"
	done
	if [ -s "$work/found" ]; then
		echo "use instead: $instead" >> "$work/found"
	fi
	quiet "$work/found" "only in $where: $names"
done < "$work/banned"

grep -E ':[0-9]+:(.*[^:])?//' "$work/code" > "$work/found"
quiet "$work/found" 'comments are /* */'

xargs grep -nE '[ 	]+$' < "$work/files" > "$work/found"
quiet "$work/found" 'no line ends in a blank'

# shellcheck disable=SC2016 # awk expands
xargs awk '{
	line = $0
	width = 0
	n = split(line, part, "\t")
	for (i = 1; i <= n; i++) {
		width += length(part[i])
		if (i < n)
			width += 8 - width % 8
	}
	if (width > 80)
		print FILENAME ":" FNR ": " width " columns"
}' < "$work/files" > "$work/found"
quiet "$work/found" 'no line is over 80 columns'

finish
