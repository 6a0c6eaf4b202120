#!/bin/sh
# Folders include only what src/LAYERS lets them; base and cli know no
# domain word.
. "$(dirname "$0")/../tap.sh"

cd "$top/src" || exit 99
rules=$work/rules
sed -e 's/#.*//' -e '/^[ 	]*$/d' LAYERS > "$rules"

# allowed NAME: the folders on its line; fails if it has none
allowed() {
	grep -F "$1: " "$rules" | sed -n "s|^$1: *||p" | grep . ||
		grep -qx "$1: *" "$rules"
}

for folder in */; do
	folder=${folder%/}
	allowed "$folder" > "$work/may"
	result $? "src/$folder has a line in src/LAYERS"
	may=" $folder $(tr '\n' ' ' < "$work/may") "
	: > "$work/wrong"
	find "$folder" -name '*.[ch]' -exec "$top/tests/house/code" {} + |
		grep '#[ 	]*include' > "$work/includes"
	while IFS= read -r line; do
		what=${line#*include}
		case $what in
		*\"*/*\"*)
			name=${what#*\"}
			name=${name%%\"*}
			case $may in
			*" ${name%%/*} "*|*" $name "*|*" * "*) continue ;;
			esac ;;
		*\"*)	;;
		*\<*\>*)
			name="<${what#*<}"
			grep -qF "$name:" "$rules" || continue
			case " $(allowed "$name") " in
			*" $folder "*) continue ;;
			esac ;;
		*)	continue ;;	# a name that a macro gives
		esac
		echo "src/$line"
	done < "$work/includes" >> "$work/wrong"
	quiet "$work/wrong" "src/$folder includes what it may, by folder/name.h"
done

words='dmc|smso|ppcl|epcl|meter|supplier|installation|firmware|esme|gsme|ppmid|rfi|tally'
find base cli -name '*.[ch]' ! -name '*.opts.h' \
	-exec "$top/tests/house/code" {} + |
	grep -iE ":.*[^a-z]($words)s?([^a-z]|\$)" > "$work/wrong"
quiet "$work/wrong" 'no domain word in src/base and src/cli'

finish
