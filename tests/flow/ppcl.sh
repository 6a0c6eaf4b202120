#!/bin/sh
# From returns to what a release manager pastes into a change request; and
# releases of 100,000 rows. With SMETS1_LONG the speed is judged too.
. "$(dirname "$0")/../tap.sh"
needs python3

PATH=$bin:$PATH
export PATH
data=$top/testdata/foc-2019
made=$top/testdata/ppcl-2019
cd "$work" || exit 99

# ---- returns -> selection -> 2.10 -> 2.11 -> change request ------------------

rfi-check -q --policy "$data/policy.json" --aliases "$data/aliases.csv" \
	"$data"/returns/*.csv |
	dmc-select -q --policy "$data/policy.json" --format json |
	ppcl-make -q --release 2.10 --format json |
	tee 2.10.json |
	ppcl-make -q --release 2.11 --previous 2.10.json --format json \
		--firmware "$made/register-candidate.csv" > 2.11.json
same 0 "$?" 'returns to 2.11 in one line'
ppcl-diff --format md 2.10.json 2.11.json > request.md 2> said
same 1 "$?" '2.10 and 2.11 differ'
same 4 "$(grep -c '^| FW_RESOLVED |.*| NOTIFY |$' request.md)" \
	'four images are resolved, to be notified'
same '4 resolved; 1 still TBC.' "$(sed -n 3p request.md)" \
	'the request says so first'
grep -c CLAUSE_13 request.md > count
same 0 "$(cat count)" 'nobody is to be consulted'
ppcl-make -q --release 2.10 --layout printed 2.10.json |
	ppcl-make -q --release 2.10 --layout printed - > page
sed 's/TBC ⁶/TBC/' "$top/testdata/published/foc2019_table3_transposed.csv" |
	cmp - page
result $? 'the page of 2.10 is the published Table 3'

# ---- the same bytes ------------------------------------------------------------

ppcl-make -q --release 2.11 --previous 2.10.json --format json \
	--firmware "$made/register-candidate.csv" 2.10.json > one.json
same '2.11' "$(sed -n 's/.*"release": "\([0-9.]*\)",$/\1/p' one.json | head -n 1)" \
	'a release to compare with'
for locale in C de_DE.UTF-8 tr_TR.UTF-8; do
	LC_ALL=$locale TZ=Asia/Tokyo ppcl-make -q --release 2.11 \
		--previous 2.10.json --format json \
		--firmware "$made/register-candidate.csv" 2.10.json |
		cmp - one.json
	result $? "the same bytes under $locale"
done
for suffix in gz zst; do
	case $suffix in
	gz)	gzip -nc 2.11.json > packed.gz ;;
	zst)	zstd -qc 2.11.json > packed.zst ;;
	esac
	ppcl-diff -q 2.11.json "packed.$suffix" > out
	same 0 "$?" "packed as $suffix it is the same release"
done

# ---- nothing is written when the input is rejected -------------------------------

sed 's/DMC-4/DMC-3/' "$made/ppcl-2.10.csv" > twice.csv
ppcl-diff -o result.csv "$made/ppcl-2.9.csv" twice.csv 2> said
same 3 "$?" 'an id twice: status 3'
[ ! -e result.csv ]
result $? 'and no file'

# ---- 100,000 rows ---------------------------------------------------------------------

# release NUMBER HOW-MANY EVERY
release() {
	awk -v number="$1" -v n="$2" -v every="$3" 'BEGIN {
		print "release,ppc_id,smso,fuel_type,ch_model,ch_fw_version," \
			"esme_manufacturer,esme_model,esme_fw_version," \
			"gsme_manufacturer,gsme_model,gsme_fw_version," \
			"ppmid_model,ppmid_fw_version"
		for (i = 1; i <= n; i++)
			printf "%s,DMC-%d,SMSO-%d,DF,SEAP-%d,2.1.%d," \
				"Landis+Gyr,E470 (MK%d),24.01.10.00," \
				"Landis+Gyr,G%d,03.00.01.%d,PCK-%d,2.2.1.9\n",
				number, i, i % 3 + 1, i % 50, i % 9, i % 5, i,
				every && i % every == 0 ? 62 : 61, i % 70
	}'
}

# kilobytes FILES...: memory that the comparison took
kilobytes() {
	python3 -c '
import resource, subprocess, sys, time
start = time.monotonic()
status = subprocess.run(["ppcl-diff", "-q"] + sys.argv[1:],
			stdout=open("out", "w")).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, usage.ru_maxrss, usage.ru_utime + usage.ru_stime)' "$@"
}

release 2.11 100000 0 > a.csv
release 2.12 100000 100 > b.csv
kilobytes a.csv b.csv > used
read -r status large seconds < used
same 1 "$status" '100,000 rows: they differ'
same 1000 "$(grep -c '^FW_CHANGED.*CLAUSE_13+VOIDS_EVIDENCE$' out)" \
	'the 1 % that changed is found'
same 1001 "$(wc -l < out | tr -d ' ')" 'and nothing else'
{ head -n 1 b.csv; sed 1d b.csv | awk '{ print (NR * 7919) % 100003, $0 }' |
	sort -n | cut -d' ' -f2-; } > shuffled.csv
cp out ordered
ppcl-diff -q a.csv shuffled.csv > out
cmp out ordered
result $? 'the order of the rows is no difference'
ppcl-diff -q --patch a.csv b.csv > changes
ppcl-diff --apply changes a.csv > applied.csv
ppcl-make -q --release 2.12 b.csv 2> said | cmp - applied.csv
result $? 'the patch makes one of the other'

release 2.11 10000 0 > a.csv
release 2.12 10000 100 > b.csv
kilobytes a.csv b.csv > used
read -r status small _ < used
echo "10,000 rows: $small kB; 100,000 rows: $large kB in $seconds s of processor" | complain
if [ "${SMETS1_SANITIZERS-no}" = no ]; then
	[ "$large" -lt $((small * 12)) ]
	result $? 'memory grows no faster than the rows'
	if [ -n "${SMETS1_LONG-}" ]; then
		awk -v s="$seconds" 'BEGIN { exit !(s < 1) }'
		result $? '100,000 rows are compared in under a second'
	fi
fi

finish
