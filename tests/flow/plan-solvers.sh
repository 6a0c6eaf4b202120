#!/bin/sh
# The programme of a plan, solved by others: the same least cost by glpsol and
# by clp, which read it from the file that --export-model writes.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
needs glpsol clp

estate=$build/tests/bench/plan-estate
if [ "${SMETS1_LONG:-}" ]; then n=400; else n=20; fi

# near A B PART: equal to that part of A, or to a millionth near nothing
near() {
	awk -v a="$1" -v b="$2" -v part="$3" 'BEGIN {
		d = a - b; if (d < 0) d = -d
		m = a < 0 ? -a : a
		exit !(a != "" && b != "" && d <= part * m + 1e-6) }'
}

glpsol_cost() {
	timeout 60 glpsol --freemps "$1" -w "$work/solution" > /dev/null &&
		awk '$1 == "s" { print $NF }' "$work/solution"
}

clp_cost() {
	clp "$1" -dualsimplex -solution "$work/clp" -quit > /dev/null &&
		sed -n '1,2s/.*Objective value *//p; 1,2s/.*objective value *//p' \
			"$work/clp"
}

i=0
: > "$work/differ"
while [ "$i" -lt "$n" ]; do
	shape=$((i * 53 % 128))
	if ! ours=$("$estate" random "$i" "$shape" "$work/model.mps"); then
		echo "seed $i shape $shape: no answer of ours"
	else
		theirs=$(glpsol_cost "$work/model.mps")
		near "$ours" "$theirs" 1e-9 ||
			echo "seed $i shape $shape: $ours, glpsol $theirs"
		if [ $((i % 10)) = 0 ]; then
			theirs=$(clp_cost "$work/model.mps")
			# clp prints eight digits
			near "$ours" "$theirs" 1e-7 ||
				echo "seed $i shape $shape: $ours, clp $theirs"
		fi
	fi >> "$work/differ"
	i=$((i + 1))
done
quiet "$work/differ" "$n random estates cost what glpsol and clp find"
finish
