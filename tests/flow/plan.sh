#!/bin/sh
# From the inventory to the plan and back to single installations: the files
# agree with each other, and with any order of rows.
. "$(dirname "$0")/../tap.sh"

data=$top/testdata/plan-2021
cd "$work" || exit 99
PATH=$bin:$PATH
export PATH
cp "$data"/*.csv .

plan() {
	migrate-plan -q --eligibility eligibility.csv --calendar calendar.csv \
		--success success.csv --milestones milestones.csv \
		--exclusions exclusions.csv --upgrades upgrades.csv \
		--policy policy.csv "$@"
}

# shuffled FILE: its header, and its rows in another order
shuffled() {
	sed 1q "$1"
	sed 1d "$1" | sort -t, -k6,6r -k1,1
}

plan --capacity capacity.csv --prices prices.csv --assign assign.csv \
	--reasons why.csv --summary summary.json -o plan.csv inventory.csv
same 1 $? 'a plan that leaves somebody behind is a plan, with status 1'

# ---- the same plan ---------------------------------------------------------

plan --capacity capacity.csv -o again.csv inventory.csv
cmp plan.csv again.csv > wrong 2>&1
quiet wrong 'the same input gives the same bytes'
shuffled inventory.csv > turned.csv
for table in capacity eligibility policy milestones calendar; do
	{ sed 1q $table.csv; sed 1d $table.csv | sort -r; } > t.csv
	mv t.csv $table.csv
done
plan --capacity capacity.csv -o again.csv turned.csv
cmp plan.csv again.csv > wrong 2>&1
quiet wrong 'the order of rows does not matter'
gzip -c inventory.csv > inventory.csv.gz
plan --capacity capacity.csv -o again.csv inventory.csv.gz
cmp plan.csv again.csv > wrong 2>&1
quiet wrong 'nor what they are packed in'
plan --capacity capacity.csv -o again.csv - < inventory.csv
cmp plan.csv again.csv > wrong 2>&1
quiet wrong 'nor where they come from'

# ---- split back ------------------------------------------------------------

# The scanner takes plain files, the careful reader the others: one result.
migrate_ids() {
	plan --capacity capacity.csv --assign "$@" -o again.csv
}
{ sed 1q inventory.csv; sed 1d inventory.csv | sed 90q; } > one.csv
{ sed 1q inventory.csv; sed 1d inventory.csv | sed 1,90d; } > two.csv
gzip -c two.csv > two.csv.gz
migrate_ids carefully.csv inventory.csv.gz
cmp assign.csv carefully.csv > wrong 2>&1
migrate_ids halves.csv one.csv two.csv
cmp assign.csv halves.csv >> wrong 2>&1
migrate_ids mixed.csv one.csv two.csv.gz
cmp assign.csv mixed.csv >> wrong 2>&1
quiet wrong 'who is when does not depend on how the inventory is read'
{ cat inventory.csv; sed -n '5p;30p;9s/I-0008//p' inventory.csv; } > bad.csv
gzip -c bad.csv > bad.csv.gz
for file in bad.csv bad.csv.gz; do
	migrate_ids none.csv $file 2>&1 | sed 's/bad.csv.gz/bad.csv/'
done | sort | uniq -c | awk '$1 != 2' > wrong
quiet wrong 'nor does what is said of rows without an id'
rm -f bad.csv*

# first attempts of the plan, counted by class, step and period
sed 1d assign.csv | cut -d, -f2- | sort | uniq -c |
	awk '{ print $2 "," $1 }' | sort > assigned
awk -F, '
	FNR == 1 { pass++; next }
	pass == 1 { if ($11 == "MIGRATE" && (!($1 in first) || $12 < first[$1]))
			first[$1] = $12; next }
	$11 == "FIRMWARE" || $12 == first[$1] {
		print $1 "," $11 "," $10 "," $13
	}' plan.csv plan.csv | sort > planned
diff planned assigned > wrong
quiet wrong 'as many are assigned to each class, step and period as planned'
sed 1d assign.csv | cut -d, -f1,3 | sort | uniq -d > wrong
quiet wrong 'nobody is assigned twice'
sort -t, -k1,1 -k3,3 assign.csv | awk -F, '
	$3 == "FIRMWARE" { fw[$1] = $4 }
	$3 == "MIGRATE" && ($1 in fw) && fw[$1] >= $4 { print }' > wrong
quiet wrong 'nobody migrates before the firmware'
plan --capacity capacity.csv --assign turned-assign.csv -o again.csv \
	turned.csv
sort assign.csv > a
sort turned-assign.csv | diff a - > wrong
quiet wrong 'who is assigned when does not hang on the order of rows'

# ---- nothing is lost -------------------------------------------------------

total() {
	sed -n "s/.*\"$1\": \\([0-9]*\\).*/\\1/p" summary.json | head -1
}
same 200 "$(total installations)" 'every installation is counted'
same 200 $(($(total planned) + $(total never))) \
	'each is planned, or never migrates'
same "$(total never)" "$(sed -n \
	's/.*"code": "[^G].*"installations": \([0-9]*\).*/\1/p' summary.json |
	awk '{ n += $1 } END { print n + 0 }')" \
	'the reasons of those that never do add up'

# ---- the proof -------------------------------------------------------------

check() {
	plan --capacity capacity.csv --check "$@" inventory.csv \
		> out 2> err
}
plan --capacity capacity.csv --format json -o plan.json inventory.csv
check plan.json
same 0 $? 'a plan in JSON is accepted'
check plan.csv --prices prices.csv
same 0 $? 'and one in CSV with its prices'
sed '2s/,[0-9]*,installation,/,1000,installation,/' plan.csv > bad.csv
check bad.csv --prices prices.csv
same 1 $? 'attempts above a capacity are not'
# one installation of a class a week earlier, where that week is full
line=$(awk -F, '$11 == "MIGRATE" && $12 == 1 && $1 == class { print NR - 1; exit }
	{ class = $11 == "MIGRATE" && $12 == 1 ? $1 : "" }' plan.csv)
awk -F, -v OFS=, -v at="$line" 'NR == at { $13++ } NR == at + 1 { $13-- }
	$13 != 0 { print }' plan.csv > bad.csv
check bad.csv --prices prices.csv
same 1 $? 'nor one installation in a week that is full'
grep -q PLAN050 err
result $? 'and the node and week are named'
sed 2d plan.csv | sed '/,FIRMWARE,/d' > bad.csv
check bad.csv --prices prices.csv
same 1 $? 'nor migrations without their firmware'
sed 's/"gap": "[0-9.]*"/"gap": "0"/' plan.json > bad.json
check bad.json
same 1 $? 'nor a gap that is understated'
awk '/"row": "capacity"/ && !done { sub(/"price": "[^"]*"/,
	"\"price\": \"0\""); done = 1 } { print }' plan.json > bad.json
check bad.json
same 1 $? 'nor a price that proves less than is stated'

# ---- the next plan ---------------------------------------------------------

plan --capacity capacity.csv --previous plan.csv --replan -o again.csv \
	inventory.csv
cmp plan.csv again.csv > wrong 2>&1
quiet wrong 'a plan kept to is the plan'

# ---- another programme -----------------------------------------------------

units=$top/testdata/plan-units
migrate-plan -q --map "$units/map.csv" --eligibility "$units/able.csv" \
	--capacity "$units/thresholds.csv" \
	--calendar "$units/non-working-days.csv" \
	--milestones "$units/sprints.csv" --as-of 2025-10-20 --weeks 20 \
	-o units.csv "$units/units.csv"
same 0 $? 'units of other parties migrate through other channels'
same 101900 "$(awk -F, 'NR > 1 { n += $13 } END { print n }' units.csv)" \
	'all of them'

finish
