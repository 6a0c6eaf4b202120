#!/bin/sh
# From the releases to the Eligible list and the queue of tests: the two
# agree with each other, with the manual, and with any order of rows.
. "$(dirname "$0")/../tap.sh"

data=$top/testdata/epcl-2019
cd "$work" || exit 99
PATH=$bin:$PATH
export PATH

make_list() {
	epcl-make -q --as-of 2020-03-02 --services "$data/services.csv" \
		--equivalence "$data/equivalence.csv" "$@"
}

# shuffled FILE: its header, and its rows in another order
shuffled() {
	sed 1q "$1"
	sed 1d "$1" | sort -r
}

# ---- the list --------------------------------------------------------------

make_list --results "$data/results.csv" \
	--criteria-sheet "$data/criteria-sheet.csv" -o epcl.csv \
	"$data/ppcl.csv"
same 0 $? 'epcl-make makes a list'
shuffled "$data/results.csv" > results.csv
shuffled "$data/ppcl.csv" > ppcl.csv
shuffled "$data/criteria-sheet.csv" > sheet.csv
make_list --results results.csv --criteria-sheet sheet.csv -o turned.csv \
	ppcl.csv
cmp epcl.csv turned.csv > wrong 2>&1
quiet wrong 'the order of rows does not matter'
make_list --results "$data/results.csv" --format json \
	--criteria-sheet "$data/criteria-sheet.csv" -o epcl.json \
	"$data/ppcl.csv"
sed 1q "$data/ppcl.csv" > nothing.csv
for list in epcl.csv epcl.json; do
	epcl-make --as-of 2020-03-09 --previous $list -o again.csv nothing.csv
	cmp epcl.csv again.csv > wrong 2>&1
	quiet wrong "$list read back and carried on is the same list"
done
epcl-make --check epcl.json --previous epcl.csv > wrong 2>&1
quiet wrong 'and a lawful successor of itself'

# the digest of DMC-1 by the recipe of epcl(5), without the suite's code
digest=$(awk -F, '
	FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	$at["ppc_id"] == "DMC-1" && $at["cycle_kind"] != "NORMAL" {
		k = $at["cycle_kind"]
		n = k == "MT_EOC" ? 1 : k == "SIT_EOC" ? 2 : 3
		printf "%d %s %s\n", n, $at["case_id"], k "\t" $at["cycle"] \
			"\t" $at["case_id"] "\t" $at["attempt"] "\t" \
			$at["verdict"] "\t" $at["ch_fw_version"] "\t" \
			$at["esme_fw_version"] "\t" $at["gsme_fw_version"] \
			"\t" $at["ppmid_fw_version"] "\t" \
			$at["evidence_sha256"]
	}' "$data/results.csv" | sort | cut -d' ' -f3- | sha256sum |
	cut -d' ' -f1)
same "$digest" "$(sed -n 's/^DMC-1,.*,//p' epcl.csv)" \
	'the digest is the one that the manual describes'

# ---- the queue -------------------------------------------------------------

dmct-queue -q --tested epcl.csv --top 4 -o queue.csv "$data/tally.csv"
same 0 $? 'dmct-queue makes a queue'
shuffled epcl.csv > list.csv
shuffled "$data/tally.csv" > tally.csv
dmct-queue -q --tested list.csv --top 4 -o turned.csv tally.csv
cmp queue.csv turned.csv > wrong 2>&1
quiet wrong 'the order of rows does not matter to it'
dmct-queue -q --tested epcl.json --top 4 -o turned.csv "$data/tally.csv"
cmp queue.csv turned.csv > wrong 2>&1
quiet wrong 'the list as JSON gives the same queue'

# every installation is in one place: on the list, unlocked without a test,
# by one, or never
dmct-queue -q --tested epcl.csv --uneconomic "$data/uneconomic.csv" \
	--summary s.json --columns unlocked -o unlocked.csv "$data/tally.csv"
awk 'FNR == NR { gsub(/[",:]/, ""); n[$1] = $2; next }
	FNR > 1 { sum += $1 }
	END { print n["in_scope"] - n["eligible"] - n["no_test"] - \
		    n["uneconomic"] - sum }' s.json unlocked.csv > left
same 0 "$(cat left)" 'no installation is lost or counted twice'

# put the first of the queue on the list: so much more is eligible or needs no
# test, and the queue goes on with the second
dmct-queue -q --tested epcl.csv --summary s.json --columns rank,unlocked \
	-o first.csv "$data/tally.csv"
awk '/eligible|no_test/ { gsub(/[",:]/, ""); n += $2 } END { print n }' \
	s.json > before
rank=$(sed -n '2s/,.*//p' first.csv)
{ cat epcl.csv
  sed 1d "$data/tally.csv" | sed -n "${rank}p" |
	awk -F, -v OFS=, '{ print "DMC-20", $2, $3, "S1SP-A", "DCO-A", $4, $5,
		$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
		"2020-03-02", "TESTED", "", "'"$digest"'" }'
} > more.csv
dmct-queue -q --tested more.csv --summary s.json --columns rank,unlocked \
	-o second.csv "$data/tally.csv"
awk '/eligible|no_test/ { gsub(/[",:]/, ""); n += $2 } END { print n }' \
	s.json > after
same "$(sed -n '2s/.*,//p' first.csv)" "$(($(cat after) - $(cat before)))" \
	'the first test unlocks what the queue says'
same "$(sed -n 3p first.csv)" "$(sed -n 2p second.csv)" \
	'and the queue goes on with its second'

# ---- the states ------------------------------------------------------------

dmct-queue --states --format tsv | awk -F'\t' 'NR > 1 {
	print ".It Li " $1 " Pq " $2
	print "to"
	print ".Li " $4
	print "where: " $3
	print ".Pq " $5
}' > states
[ "$(grep -c '^\.It' states)" -ge 15 ]
result $? 'there are states'
sed -n '/^\.\\" states: begin/,/^\.\\" states: end/{/^\.\\" states/d;p;}' \
	"$top/man/epcl.5.in" | grep -v '^\.Bl\|^\.El' > shown
diff states shown > wrong 2>&1
quiet wrong 'epcl(5) shows the states that dmct-queue knows'

finish
