#!/bin/sh
# The manual cannot lie: the commands in the EXAMPLES of the pages and in
# README are run, and what stands below each is what it says.
#
# In a literal block of EXAMPLES, or indented by four in README:
#
#	$ command			is run by sh in a copy of testdata/foc-2019
#	> its next line
#	a line of output		must be there, whole
#	the beginning of one ...	must begin so
#	...				stands for any number of lines
#
# Output is standard error and output together, in that order. A command
# without shown output is only run. It must end with status 0, unless a
# comment behind it says "# status N". Commands of a page follow each other.
. "$(dirname "$0")/../tap.sh"

PATH=$bin:$PATH
export PATH

# the blocks of a page's EXAMPLES as plain text, a form feed behind each
blocks() {
	awk '/^\.Sh /	{ here = $2 == "EXAMPLES" }
		here && /^\.Bd -literal/	{ block = 1; next }
		here && /^\.Ed/	{ block = 0; print "\f"; next }
		here && block	{ gsub(/\\&/, ""); gsub(/\\-/, "-")
				  gsub(/\\\(aq/, "\047"); gsub(/\\e/, "\\")
				  print }' "$1"
}

# N.cmd, N.want and N.status in $work/steps for each command on input
steps() {
	rm -rf "$work/steps"
	mkdir "$work/steps"
	awk -v to="$work/steps/" '
	/^\f/	{ more = 0; want = ""; next }
	/^\$ /	{ n++; cmd = to n ".cmd"; want = to n ".want"; more = 1
		  blanks = ""; printf "" > want; print substr($0, 3) > cmd
		  status = 0
		  if (match($0, /# status [0-9]+$/))
			status = substr($0, RSTART + 9)
		  print status > (to n ".status"); next }
	/^> /	{ if (more) { print substr($0, 3) > cmd; next } }
	/^$/	{ more = 0; blanks = blanks "\n"; next }
		{ more = 0; if (want) print blanks $0 > want; blanks = "" }
	END	{ print n + 0 > (to "count") }'
}

# does FILE say what WANT shows? What is missing goes to standard output
says() {
	awk 'FNR == 1	{ file++ }
	file == 1	{ want[++wants] = $0; next }
			{ got[++gots] = $0 }
	function same(w, g) {
		if (w ~ / \.\.\.$/)
			return index(g, substr(w, 1, length(w) - 4)) == 1
		return w == g
	}
	END {
		for (i = 1; i <= wants; i++) {
			if (want[i] == "...") {
				skip = 1
				continue
			}
			for (j++; skip && j <= gots; j++)
				if (same(want[i], got[j]))
					break
			skip = 0
			if (j > gots || !same(want[i], got[j])) {
				print "shown: " want[i]
				print "said:  " (j > gots ? "(nothing)" : got[j])
				exit
			}
		}
		if (!skip && j < gots)
			print "not shown: " got[j + 1]
	}' "$1" "$2"
}

# run_all PAGE: the steps, in order, in a fresh copy of the data
run_all() {
	rm -rf "$work/testdata"
	cp -R "$top/testdata" "$work/"
	chmod -R u+w "$work/testdata"
	count=$(cat "$work/steps/count")
	i=0
	while [ "$i" -lt "$count" ]; do
		i=$((i + 1))
		wanted=$(cat "$work/steps/$i.status")
		(cd "$work/testdata/foc-2019" &&
			sh "$work/steps/$i.cmd" > "$work/out" 2> "$work/err")
		same "$wanted" "$?" "$1: $(head -n 1 "$work/steps/$i.cmd")"
		[ -s "$work/steps/$i.want" ] || continue
		cat "$work/err" "$work/out" > "$work/said"
		says "$work/steps/$i.want" "$work/said" > "$work/wrong"
		quiet "$work/wrong" "$1: shows what example $i says"
	done
}

# ---- the examples ------------------------------------------------------

for page in "$top"/man/*.in; do
	name=$(basename "$page" .in)
	blocks "$page" | steps
	run_all "$name"
	case $name in
	*.1)	[ "$(cat "$work/steps/count")" -ge 3 ]
		result $? "$name: has at least three examples" ;;
	esac
done

# a reader of README goes to the data first
awk '/^    \$ cd /	{ next }
	/^    /	{ print substr($0, 5); next }
	/^$/	{ print; next }
		{ print "\f" }' "$top/README" | steps
run_all README
[ "$(cat "$work/steps/count")" -ge 3 ]
result $? 'README: has at least three examples'

# ---- policies shown in rfi-policy(5) are policies ----------------------

blocks "$top/man/rfi-policy.5.in" | awk -v to="$work/policy" '
	/^\f/	{ on = 0 }
	/^\{/	{ on = 1; n++ }
	on	{ print > (to n) }
	END	{ print n + 0 > (to "s") }'
[ "$(cat "$work/policys")" -ge 2 ]
result $? 'rfi-policy.5: shows policies'
rfi-check --template wide > "$work/empty.csv"
i=0
while [ "$i" -lt "$(cat "$work/policys")" ]; do
	i=$((i + 1))
	dmc-count --policy "$work/policy$i" "$work/empty.csv" \
		> "$work/out" 2> "$work/wrong"
	quiet "$work/wrong" "rfi-policy.5: policy $i is one"
done

# ---- exit statuses: those that happen are listed -----------------------

# listed TOOL STATUS
listed() {
	sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EX/p' "$top/man/$1.1.in" |
		grep -qx "\.It $2"
	result $? "$1: status $2 is in its page"
}

: > "$work/nothing"
for tool in $TOOLS; do
	"$tool" --version > "$work/out"
	listed "$tool" "$?"
	"$tool" --no-such-option 2> "$work/err"
	listed "$tool" "$?"
	"$tool" "$work/nothing" 2> "$work/err"
	listed "$tool" "$?"
	"$tool" "$work/no-such-file" 2> "$work/err"
	listed "$tool" "$?"
	for status in 0 2 3 4 141; do
		listed "$tool" "$status"
	done
done
listed dmc-select 1

# ---- what a page refers to is there ------------------------------------

for page in "$top"/man/*.in; do
	sed -n 's/^\.\(It \)\{0,1\}Xr \([^ ]*\) \([1-8]\).*/\2.\3/p' "$page" |
	sort -u | while IFS= read -r other; do
		case $other in
		gzip.1|zstd.1|curl.1)	;;
		*)	[ -f "$top/man/$other.in" ] || echo "no $other" ;;
		esac
	done > "$work/wrong"
	quiet "$work/wrong" "$(basename "$page" .in): its references exist"
done

finish
