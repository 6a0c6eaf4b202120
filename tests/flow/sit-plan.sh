#!/bin/sh
# A test campaign for the release of FOC, before anything is sent: every
# service that the catalogue has for a device is there, the lint finds
# nothing, parts say what they promise, and what a release voids is run again.
. "$(dirname "$0")/../tap.sh"

data=$top/testdata
devices=$data/sit-2019/devices.csv
cd "$work" || exit 99
PATH=$bin:$PATH
export PATH

make_cases() {
	sit-run -q --make-cases --devices "$devices" "$@"
}

# ---- the whole -------------------------------------------------------------

make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" -o cases.csv
n=$(($(wc -l < cases.csv) - 1))
[ "$n" -ge 500 ]
result $? "release 2.10 has $n cases, 500 or more"
sit-run --lint --devices "$devices" cases.csv 2> said
result $? 'nothing is wrong with them'
grep -q 'nothing is wrong; nothing was sent' said
result $? 'and it is said'
make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" -o again.csv
cmp cases.csv again.csv > wrong 2>&1
quiet wrong 'they are the same every time'

# ids from the columns, as formats say
id_columns=phase,ppc_id,set,device_type,srv,command_variant,mode,polarity,case
ids() {
	tail -n +2 | awk -F, '{ print $1 "/" ($2 == "" ? "-" : $2) "/" $3 \
		"/" $4 "/" $5 "/cv" $6 "/" $7 "/" $8 "/" $9 }'
}
make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" --columns "$id_columns" |
	ids > names
sort names | uniq -d > wrong
quiet wrong 'every id is there once'
grep -vE '^([A-Za-z0-9._+-]+/){8}[A-Za-z0-9._+-]+$' names > wrong
quiet wrong 'every id is of the characters that it may have'

# ---- against the catalogue, read by another program ------------------------

# Services of one mode that a SMETS1 device of a type has, for its own party
# or its network operator, life of the device left out.
catalogue() {
	awk -v type="$1" -v mode="$2" -v roles="$3" '
	BEGIN {
		n = split("6.15.1 6.15.2 6.17 6.21 6.23 8.1.1 8.3 8.4 8.5 " \
			"8.6 8.7.1 8.7.2 8.8.1 8.8.2 8.12.1 8.12.2 8.13 " \
			"8.14.1 8.14.2 8.14.3 8.14.4 11.1 11.3 11.4 12.2",
			life, " ")
		for (i = 1; i <= n; i++)
			is_life[life[i]] = 1
	}
	FNR > 1 {
		# names may hold commas only inside quotes; none does
		if (NF != 10)
			print "a row of " NF " cells: " $0
		modes = ";" $6 ";"
		gsub(/\([^)]*\)/, "", modes)
		if ($5 != "yes" && $5 != "likely" || is_life[$2] ||
		    index(";" $8 ";", ";" type ";") == 0 ||
		    index(modes, ";" mode ";") == 0)
			next
		n = split($9, role, ";")
		for (i = 1; i <= n; i++) {
			if (index(roles, ";" role[i] ";")) {
				print $2
				break
			}
		}
	}' FS=, "$top/src/model/srv.csv" | sort
}
planned() {
	make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" \
		--columns set,device_type,mode,polarity,srv |
		awk -F, -v type="$1" -v mode="$2" '$1 == "S1-ACTIVE" &&
			$2 == type && $3 == mode && $4 == "POSITIVE" {
			print $5 }' | sort
}
for type in 'ESME ;IS;ED;' 'GSME ;GS;GT;' 'GPF ;GS;GT;' 'CHF ;IS;GS;'; do
	roles=${type#* }
	type=${type% *}
	for mode in 'OD ON_DEMAND' 'FD FUTURE_DATED'; do
		catalogue "$type" "${mode% *}" "$roles" > want
		planned "$type" "${mode#* }" > got
		same "$(cat want)" "$(cat got)" \
			"$type: ${mode#* }, all $(wc -l < want) services"
	done
done

# ---- parts -----------------------------------------------------------------

axes=ppc_id,srv,mode,polarity,installation_type
make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" --columns "$axes" -o all
make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" --columns "$axes" \
	--set pairwise -o sample
awk -F, 'FNR == 1	{ file++; next }
{
	for (i = 1; i <= 5; i++)
		for (k = i + 1; k <= 5; k++)
			if (file == 1)
				has[i, k, $i, $k] = 1
			else if (!((i, k, $i, $k) in has))
				print i, k, $i, $k
}' sample all | sort -u > wrong
quiet wrong "every pair meets in the $(wc -l < sample) rows of the sample"
[ "$(($(wc -l < sample) * 8))" -lt "$(wc -l < all)" ]
result $? 'which are less than an eighth of the whole'

make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" --set smoke \
	--columns set,device_type,polarity,mode -o smoke
same 60 "$(grep -c ',POSITIVE,ON_DEMAND$' smoke)" \
	'smoke reads each of the 60 devices'
same 12 "$(grep -c ',NEGATIVE,' smoke)" 'and has a refusal for each set'
for part in smoke pairwise; do
	make_cases --ppcl "$data/ppcl-2019/ppcl-2.10.csv" --set "$part" \
		-o part.csv
	sit-run -q --lint --devices "$devices" part.csv
	result $? "$part: nothing is wrong with it"
done

# ---- what a release voids --------------------------------------------------

# all passed on release 2.11; then DMC-3 gets another hub firmware
make_cases --ppcl "$data/ppcl-2019/ppcl-2.11.csv" --columns "$id_columns" |
	ids > names
{
	echo case_id,ppc_id,release,verdict,ch_fw_version
	awk -F/ '{ hub = "2.2.8" }
		$2 == "DMC-3" { hub = "2.2.7" }
		$2 ~ /^DMC-[12]$/ { hub = "2.1.12" }
		{ print $0 "," $2 ",2.11,PASS," hub }' names
} > results.csv
ppcl-diff -q --evidence results.csv "$data/ppcl-2019/ppcl-2.11.csv" \
	"$data/ppcl-2019/ppcl-2.12.csv" > voided.csv
[ "$(wc -l < voided.csv)" -gt 1 ]
result $? "release 2.12 voids $(($(wc -l < voided.csv) - 1)) results"
make_cases --ppcl "$data/ppcl-2019/ppcl-2.12.csv" --set regression \
	--voided voided.csv --columns "$id_columns" | ids | sort > got
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "case_id") at = i
	next } { print $at }' voided.csv | sort -u > want
cmp want got > wrong 2>&1
quiet wrong 'the cases of exactly these are to be run again'
make_cases --ppcl "$data/ppcl-2019/ppcl-2.12.csv" --set regression \
	--previous-release "$data/ppcl-2019/ppcl-2.11.csv" \
	--columns ppc_id | sort -u > got
same 'DMC-3
ppc_id' "$(cat got)" 'and of the combination that changed, all'

finish
