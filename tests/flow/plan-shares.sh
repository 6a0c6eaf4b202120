#!/bin/sh
# Shares against an allocation written a second time, in awk and one unit at a
# time; what must hold of them; and what they do to a plan.
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 99
PATH=$bin:$PATH
export PATH

# demands SEED: three days of eight parties, some of them small
demands() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		print "supplier,smso,date,demand,weight"
		for (d = 6; d < 9; d++)
			for (p = 0; p < 8; p++) {
				n = int(rand() * 300) * (rand() < 0.9)
				w = rand() < 0.5 ? "" : int(rand() * 200)
				printf "SUP-%c,SMSO-%d,2021-09-%02d,%d,%s\n",
				    65 + int(p / 2), p % 2 + 1, d, n, w
			}
	}'
}

# capacity TOTAL SMSO-1
capacity() {
	echo node,parent,kind,step,match,from,to,per_day,unit
	echo "DCC,,dcc,MIGRATE,,2021-09-01,,$1,installation"
	echo "S1SP,DCC,s1sp,MIGRATE,s1sp=X,2021-09-01,,9,installation"
	echo "SMSO-1,S1SP,smso,MIGRATE,smso=SMSO-1,2021-09-01,,$2,installation"
}

# by_hand TOTAL SMSO-1 FLOOR < demands: the same, unit by unit
by_hand() {
	sort -t, -k3,3 -k1,1 -k2,2 | awk -F, -v total="$1" -v one="$2" \
	    -v floor="$3" '
	function least(a, b) { return a < b ? a : b }
	# gives a unit to the party that comes next; 0: none may
	function next_unit(rest, i, best, base, r, b) {
		best = 0
		for (i = 1; i <= n; i++) {
			if (!in_pool[i])
				continue
			base = least(asks[i], floor)
			if (rest ? share[i] >= asks[i] : share[i] >= base)
				continue
			if (!best) {
				best = i
				continue
			}
			if (!rest) {
				if (share[i] < share[best])
					best = i
				continue
			}
			r = share[i] - base
			b = share[best] - least(asks[best], floor)
			if (weight[i] * (2 * b + 1) > weight[best] * (2 * r + 1))
				best = i
		}
		if (best)
			share[best]++
		return best
	}
	function pool(capacity, i, floors) {
		floors = 0
		for (i = 1; i <= n; i++) {
			if (!in_pool[i])
				continue
			share[i] = 0
			floors += least(asks[i], floor)
		}
		if (floors <= capacity)
			for (i = 1; i <= n; i++)
				if (in_pool[i]) {
					share[i] = least(asks[i], floor)
					capacity -= share[i]
				}
		while (capacity > 0 && next_unit(floors <= capacity_all))
			capacity--
		for (i = 1; i <= n; i++)
			if (in_pool[i])
				asks[i] = share[i]
	}
	function day(i) {
		for (i = 1; i <= n; i++)
			in_pool[i] = name[i] ~ /,SMSO-1,/
		capacity_all = one
		pool(one)
		for (i = 1; i <= n; i++)
			in_pool[i] = 1
		capacity_all = total
		pool(total)
		for (i = 1; i <= n; i++)
			print line[i] "," asks[i]
		n = 0
	}
	$3 == "date" { next }
	$3 != date { if (n) day(); date = $3 }
	{
		n++
		line[n] = $0
		name[n] = $1 "," $2 ","
		asks[n] = $4
		weight[n] = $5 != "" ? $5 : $4 > floor ? $4 - floor : 0
	}
	END { if (n) day() }'
}

# ---- the same shares -------------------------------------------------------

: > wrong
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
	for floor in 0 7 60; do
		total=$((seed * 131))
		one=$((seed * 57))
		demands $seed > demand.csv
		capacity $total $one > cap.csv
		printf 'key,value\ndmin_per_day,%d\n' $floor > policy.csv
		migrate-plan -q --shares --capacity cap.csv \
			--policy policy.csv demand.csv |
			sed 1d > got
		by_hand $total $one $floor < demand.csv > wanted
		cmp got wanted >> wrong 2>&1 ||
			echo "seed $seed, floor $floor" >> wrong
	done
done
quiet wrong 'shares are those of one unit at a time, in 36 tables'

# ---- order, sums, floors, and more capacity ---------------------------------

demands 21 > demand.csv
{ sed 1q demand.csv; sed 1d demand.csv | sort -t, -k4,4r; } > turned.csv
capacity 700 300 > cap.csv
migrate-plan -q --shares --capacity cap.csv demand.csv > a.csv
migrate-plan -q --shares --capacity cap.csv turned.csv > b.csv
cmp a.csv b.csv > wrong 2>&1
quiet wrong 'the order of demands means nothing'

: > wrong
: > before
for total in 0 1 2 3 10 50 99 100 101 102 103 300 301 302 303 304 305 900 5000
do
	capacity $total 5000 > cap.csv
	migrate-plan -q --shares --capacity cap.csv demand.csv |
		sed 1d > now
	paste -d, now before | awk -F, -v total=$total '
		NF > 7 && $6 < $12 { print "falls: " $0 }
		$6 > $4 { print "more than asked: " $0 }
		{ sum[$3] += $6; asked[$3] += $4 }
		END {
			for (d in sum)
				if (sum[d] != (asked[d] < total ? asked[d] : total))
					print total ": " d " sums to " sum[d]
		}' >> wrong
	cp now before
done
quiet wrong 'no share falls as capacity rises, and sums are exact'

# ten million units and more are no matter of one by one
cat > demand.csv <<'EOF'
supplier,smso,date,demand,weight
A,1,2021-09-06,900000000000,7
B,1,2021-09-06,900000000000,5
C,1,2021-09-06,900000000000,1
EOF
echo 'node,kind,step,per_day
DCC,dcc,MIGRATE,1000000000000' > cap.csv
printf 'key,value\ndmin_per_day,0\n' > policy.csv
migrate-plan --shares --capacity cap.csv --policy policy.csv demand.csv |
	cut -d, -f6 > got
printf '%s\n' allocated 538461538462 384615384615 76923076923 > wanted
cmp got wanted > wrong 2>&1
quiet wrong 'a capacity of 10^12 is shared at once'

# ---- in a plan --------------------------------------------------------------

cp "$top"/testdata/plan-2021/*.csv .
printf 'key,value\ndmin_per_day,1\n' > floor.csv
plan() {
	migrate-plan -q --capacity capacity.csv --policy policy.csv \
		--policy floor.csv --eligibility eligibility.csv \
		--success success.csv --exclusions exclusions.csv \
		--upgrades upgrades.csv "$@" inventory.csv
}
plan --fair --prices prices.csv -o plan.csv
plan --fair --prices prices.csv --check plan.csv > verdict
same 0 $? 'a plan of fair shares is accepted with its shares'
plan -o free.csv
plan --fair --check free.csv > /dev/null 2> wrong
same 1 $? 'a plan without them is not'

plan --monte-carlo 300 --seed 5 --completion a.csv -o one.csv
plan --monte-carlo 300 --seed 5 --completion b.csv -o two.csv
plan --monte-carlo 300 --seed 6 --completion c.csv -o three.csv
{ cmp a.csv b.csv; cmp one.csv two.csv; } > wrong 2>&1
quiet wrong 'the same seed draws the same chances'
cmp a.csv c.csv > /dev/null
same 1 $? 'another seed draws others'

finish
