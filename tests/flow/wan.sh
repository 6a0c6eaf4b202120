#!/bin/sh
# wan-load says what the table of 2010 says, the figures that were published
# or worked out by hand, and what a program of its own makes of random tables.
. "$(dirname "$0")/../tap.sh"
needs python3

data=$top/testdata/wan-2010
cd "$work" || exit 99
PATH=$bin:$PATH
export PATH

# ---- the table -------------------------------------------------------------

wan-load --columns service,printed_kbps,kbps_1dp,agrees -o table.csv 2> said
same 17 "$(grep -c ',Y$' table.csv)" '17 of the 18 printed rates follow'
same 'Electricity quality read,423.3,429.3,N' "$(grep ',N$' table.csv)" \
	'electricity quality read is 429.3, not 423.3'
grep -q "'423.3' does not follow from 53664 bytes in 1 s" said
result $? 'and is said not to follow'
grep -q '52907 to 52918 bytes would give it' said
result $? 'with the bytes that would give it'
# both ends by the tool itself, and what lies next to them
for bytes in 52906:423.2 52907:423.3 52918:423.3 52919:423.4; do
	printf 'section,service,bytes,max_response_s\ng,x,%s,1\n' \
		"${bytes%:*}" | wan-load --columns kbps_1dp - > got
	same "${bytes#*:}" "$(sed -n 2p got)" \
		"${bytes%:*} bytes in a second print ${bytes#*:}"
done
# what is compiled in is what was published
wan-load -q --columns section,bytes,max_response_s,printed_kbps -o a.csv
wan-load -q --columns section,bytes,max_response_s,printed_kbps -o b.csv \
	"$data/published.csv"
cmp a.csv b.csv > wrong 2>&1
quiet wrong 'the table that is compiled in has the published numbers'

python3 "$top/tests/flow/wan.py" > wrong 2>&1
result $? 'random tables come out as exact fractions do'
sed '/^$/d' wrong | complain

# ---- the figures -----------------------------------------------------------

# cell SCENARIO PHASE COLUMN
cell() {
	awk -F, -v name="$1" -v phase="$2" -v column="$3" '
		NR == 1	{ for (i = 1; i <= NF; i++) at[$i] = i; next }
		$1 == name && $2 == phase { print $at[column] }' plans.csv
}

wan-load --scenario "$data/low.json" --scenario "$data/high.json" \
	--scenario "$data/tactical.json" -o plans.csv > wrong 2>&1
quiet wrong 'the published scenarios have no finding'
same 20352000000 "$(cell high 1 volume_bytes_per_day)" 'high: 20.4 GB a day'
same 1884.4444 "$(cell high 1 mean_kbps)" 'high: 1.9 Mbps mean'
same 7537.7778 "$(cell high 1 peak_kbps)" \
	'high: 7.5 Mbps collected 00:00 to 06:00'
same 16.4566 "$(cell low 1 mean_kbps)" 'low: 0.016 Mbps mean'
same '5 10 15' "$(cell low all years) $(cell high all years) $(cell \
	tactical all years)" 'contracts of 5, 10, and 5 and 10 years'
same 2018 "$(cell tactical 2 from_year)" 'tactical is replaced in 2018'
same '0 0 53000000' "$(cell low all visits) $(cell high all visits) $(cell \
	tactical all visits)" 'and only there each meter is visited'
same "$(($(cell low all volume_bytes) + $(cell high all volume_bytes)))" \
	"$(cell tactical all volume_bytes)" 'tactical carries low and high'
same '' "$(cell low all total_cost)$(cell high all total_cost)$(cell \
	tactical all total_cost)" 'costs have no default'

wan-load --firmware 7500 --meters 53000000 --columns volume_bytes \
	-o round.csv
same 21205088000000 "$(sed -n 2p round.csv)" \
	'a round of firmware is 21.2 TB'
# as many channels take as much less time; half of the share twice as much
days() {
	wan-load --firmware 50 --meters 1000000 --columns airtime_s "$@" |
		sed -n 2p
}
same "$(days)" "$(days --channels 2 --share 50)" \
	'two channels of half the share are one'

# ---- order -----------------------------------------------------------------

{ sed 1q "$data/published.csv"; sed 1d "$data/published.csv" | sort -r; } \
	> turned.csv
wan-load -q "$data/published.csv" | sort > a
wan-load -q turned.csv | sort > b
cmp a b > wrong 2>&1
quiet wrong 'a row says the same wherever it stands'

# ---- arithmetic ------------------------------------------------------------

# every explained rate and volume, done again by awk from what is written
wan-load -q --explain --format tsv --meters 53000000 \
	--reads 'Meter reading - interval=1' --window 00:00-06:00 \
	-o facts.tsv
awk -F'\t' '
	$2 !~ /^(kbps|volume_bytes_per_day|mean_kbps|peak_kbps|concurrency)$/ {
		next
	}
	$3 ~ /^sum/	{ next }
	{
		text = $3
		gsub(/meters|a day|B|s/, "", text)
		n = split(text, word, " ")
		value = word[1]
		for (i = 2; i < n; i += 2) {
			if (word[i] == "x")
				value *= word[i + 1]
			else
				value /= word[i + 1]
		}
		off = value - $4
		if (off < 0)
			off = -off
		limit = $2 == "concurrency" ? 0.006 : 0.00006
		if (off > ($2 ~ /^volume/ ? 0.5 : limit))
			print $1, $2, $3, $4, value
		done++
	}
	END	{ if (done != 26) print done " were checked" }' \
	facts.tsv > wrong 2>&1
quiet wrong 'what --explain writes comes out when done again'

finish
