#!/bin/sh
# Nothing is forgotten in a list: what lies in the tree is built, run and
# distributed.
. "$(dirname "$0")/../tap.sh"

cd "$top" || exit 99

find src -name '*.[ch]' | sort | while IFS= read -r file; do
	case $file in
	*/*.swp|*~) continue ;;
	esac
	grep -qF "$file" src/*/local*.mk ||
		echo "$file is in no src/*/local*.mk"
done > "$work/wrong"
quiet "$work/wrong" 'every source is in a list'

for file in tests/unit/*_test.c; do
	[ -f "$file" ] || continue
	name=$(basename "$file" _test.c)
	grep -q "^SUITE($name)" tests/unit/suites.h ||
		echo "SUITE($name) is not in tests/unit/suites.h"
	grep -qF "$file" tests/unit/local.mk ||
		echo "$file is not in tests/unit/local.mk"
done > "$work/wrong"
quiet "$work/wrong" 'every unit test is in a list'

for file in tests/house/*.sh tests/flow/*.sh tests/scene/*.sh \
	tests/fault/*.sh; do
	[ -f "$file" ] || continue
	case $file in
	tests/flow/demo.sh) continue ;;
	esac
	grep -qF "$file" tests/local.mk || echo "$file is not in tests/local.mk"
done > "$work/wrong"
quiet "$work/wrong" 'every test script is in a list'

for page in man/*.[57].in; do
	[ -f "$page" ] || continue
	grep -qF "${page%.in}" man/local.mk ||
		echo "${page%.in} is not in man/local.mk"
done > "$work/wrong"
quiet "$work/wrong" 'every man page is in a list'

for folder in tests/tool/*/; do
	[ -d "$folder" ] || continue
	case " $TOOLS " in
	*" $(basename "$folder") "*) ;;
	*)	echo "$folder is of no tool" ;;
	esac
	find "$folder" -mindepth 1 -maxdepth 1 -type d |
	while IFS= read -r case; do
		[ -f "$case/cmd" ] || echo "$case has no cmd"
	done
done > "$work/wrong"
quiet "$work/wrong" 'every case of tests/tool can run'

for tool in $TOOLS; do
	found=$(find "tests/tool/$tool" -name cmd 2> "$work/why" | wc -l)
	[ "$found" -gt 0 ]
	result $? "$tool: has cases in tests/tool/$tool"
done

finish
