# prose.sh - sentences of the tables as mdoc text; sourced, not run
# shellcheck shell=sh

# sentence TEXT: with a capital and a full stop
sentence() {
	rest=${1#?}
	first=$(printf '%s' "${1%"$rest"}" | tr '[:lower:]' '[:upper:]')
	case $1 in
	*[.?!])	printf '%s%s\n' "$first" "$rest" ;;
	*)	printf '%s%s.\n' "$first" "$rest" ;;
	esac
}

# prose < TEXT: a new sentence on a new line, no line over 72 columns, nothing
# that roff would take for a request or an escape
prose() {
	sed -e 's/\([A-Za-z0-9)]\)\([.?!]\)  */\1\2\
/g' |
	fold -s -w 72 |
	sed -e 's/ *$//' -e 's/\\/\\e/g' -e 's/--/\\-\\-/g' \
		-e "s/^[.']/\\\\\&&/"
}
