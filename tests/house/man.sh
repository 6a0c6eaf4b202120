#!/bin/sh
# The pages are good mdoc, and every one says what the law asks for.
. "$(dirname "$0")/../tap.sh"
needs mandoc

cd "$build" || exit 99
for source in "$top"/man/*.in; do
	page=man/$(basename "$source" .in)
	file=$page
	[ -f "$file" ] || file=$top/$page
	if [ ! -f "$file" ]; then
		result 1 "$page is made (is it listed in man/local.mk?)"
		continue
	fi
	mandoc -T lint -W warning "$file" > "$work/wrong" 2>&1
	quiet "$work/wrong" "$page: mandoc finds nothing"
	case $page in
	*.1)	wanted='SYNOPSIS|DESCRIPTION|EXIT STATUS|EXAMPLES' ;;
	*)	wanted='DESCRIPTION' ;;
	esac
	echo "NAME|$wanted" | tr '|' '\n' | while IFS= read -r section; do
		grep -qx "\\.Sh $section" "$file" || echo "no $section"
	done > "$work/wrong"
	quiet "$work/wrong" "$page: has the sections it needs"
done

finish
