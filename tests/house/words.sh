#!/bin/sh
# Words have one home: every option is in --help, in the man page and in the
# three completions; every column and code in a man page; every code is used.
. "$(dirname "$0")/../tap.sh"

cd "$top" || exit 99
rows='build-aux/rows'

# the generated ones lie in the build, or in the tarball it is built from
made() {
	if [ -f "$build/$1" ]; then
		printf '%s' "$build/$1"
	else
		printf '%s' "$1"
	fi
}

for tool in $TOOLS; do
	{ $rows "tools/$tool.opts.h" && $rows cli/common.opts.h; } \
		> "$work/rows"
	result $? "$tool: its option table can be read"
	"$bin/$tool" --help > "$work/help" 2>&1
	result $? "$tool: --help"
	: > "$work/wrong"
	while read -r _ && read -r _ && read -r letter && read -r name &&
	      read -r _ && read -r _ && IFS= read -r help && read -r _ &&
	      read -r _; do
		case $letter in
		0)	;;
		*)	letter=${letter#\'}
			letter=${letter%\'}
			grep -q -- "-$letter, --$name" "$work/help" ||
				echo "-$letter is not beside --$name in --help" ;;
		esac
		[ -n "$help" ] || echo "--$name has no help"
		grep -qE -- "--$name([^a-z-]|\$)" "$work/help" ||
			echo "--$name is not in --help"
		grep -qE "^\\.It .*Fl -$name( |\$)" "$(made "man/$tool.1")" ||
			echo "--$name is not in man/$tool.1"
		grep -qE -- "--$name(\$|'|\\))" \
			"$(made "completions/bash/$tool")" ||
			echo "--$name is not in the completion of bash"
		grep -qE -- "--$name(=|\[|}|\))" \
			"$(made "completions/zsh/_$tool")" ||
			echo "--$name is not in the completion of zsh"
		grep -qE -- "-l $name( |\$)" \
			"$(made "completions/fish/$tool.fish")" ||
			echo "--$name is not in the completion of fish"
	done < "$work/rows" >> "$work/wrong"
	grep -oE -- '--[a-z][a-z0-9-]+' "$work/help" | sort -u |
	while IFS= read -r option; do
		grep -qx -- "${option#--}" "$work/rows" ||
			echo "$option is in --help and in no table"
	done >> "$work/wrong"
	quiet "$work/wrong" "$tool: every option is known everywhere"

	grep -qx '@OPTIONS@' "man/$tool.1.in" &&
		grep -qx '@COMMON_OPTIONS@' "man/$tool.1.in"
	result $? "$tool: man/$tool.1.in takes its options from the tables"
done

for table in src/model/*.cols.h; do
	[ -f "$table" ] || continue
	name=$(basename "$table" .cols.h)
	$rows "model/$name.cols.h" > "$work/rows" &&
		grep -qx "@COLUMNS($name)@" man/*.in
	result $? "$name: a page in man/ has @COLUMNS($name)@"
	while read -r _ && read -r column && read -r _ && read -r _ &&
	      read -r _ && IFS= read -r help && read -r _; do
		[ -n "$help" ] || echo "$column has no help"
	done < "$work/rows" > "$work/wrong"
	quiet "$work/wrong" "$name: every column has a help"
done

$rows model/codes.def.h > "$work/rows"
result $? 'the table of codes can be read'
awk 'NR % 5 == 1' "$work/rows" > "$work/codes"
sort "$work/codes" | uniq -d > "$work/wrong"
quiet "$work/wrong" 'no code stands twice in src/model/codes.def.h'
sort -u "$work/codes" > "$work/sorted"
sed 's/[0-9]*$//' "$work/sorted" | sort -u > "$work/families"
find src -name '*.[ch]' ! -name 'codes*.def.h' -exec tests/house/code {} + |
	sed 's/^[^:]*:[0-9]*://' > "$work/code"
grep -oE '[A-Z]+[0-9]{3}' "$work/code" | sort -u > "$work/used"
# base/table makes 001 to 009 of a family from its letters
while IFS= read -r family; do
	if grep -q "\"$family\"" "$work/code"; then
		printf "${family}00%d\n" 1 2 3 4 5 6 7 8 9
	fi
done < "$work/families" >> "$work/used"
sort -u -o "$work/used" "$work/used"
comm -23 "$work/sorted" "$work/used" > "$work/wrong"
quiet "$work/wrong" 'every code of src/model/codes.def.h is used in src'

grep -oE '"[A-Z]{3,5}[0-9]{3}"' "$work/code" | tr -d '"' |
	grep -v '^SHA' | sort -u | comm -23 - "$work/sorted" > "$work/wrong"
quiet "$work/wrong" 'every code in src is in src/model/codes.def.h'

while IFS= read -r family; do
	grep -qx "@CODES($family)@" man/*.in
	result $? "a page in man/ has @CODES($family)@"
done < "$work/families"

finish
