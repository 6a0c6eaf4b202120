#!/bin/sh
# Requests of all 129 services, from parameters and back. With SMETS1_LONG the
# public schema is fetched (a version and digest that are pinned), the table
# of bodies is derived from it again, and xmllint judges every request, and
# thousands with one thing changed. Without a network that fails: what was
# not compared has not passed.
# shellcheck disable=SC2094 # the lists are only read
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/public-schema.sh"

bodies=$build/tests/peer/duis-bodies
rounds=3
[ -z "${SMETS1_LONG-}" ] || rounds=60

mkdir "$work/sets" "$work/random"
"$bodies" sets "$work/sets" > "$work/sets.txt"
result $? 'a request of every ready set is written'
grep -v '^good ' "$work/sets.txt" > "$work/wrong"
quiet "$work/wrong" 'each of them reads back to its parameters'
same 129 "$(sed -n 's/^good \([0-9.]*\)-default\.xml$/\1/p' \
	"$work/sets.txt" | sort -u | wc -l)" 'there is one for each service'

"$bodies" random "$work/random" 1 "$rounds" > "$work/random.txt"
result $? 'requests at random are written'
grep '^wrong ' "$work/random.txt" > "$work/wrong"
quiet "$work/wrong" 'each of them reads back to its parameters'
same $((129 * rounds)) "$(grep -c '^good ' "$work/random.txt")" \
	'there are as many for each service'

# The lint of a single file: a good one, and what a schema takes all the same.
good=$work/sets/4.4.3-default.xml
"$bodies" lint "$good" > "$work/wrong"
result $? 'a good request passes the lint'
quiet "$work/wrong" 'there is nothing to be said about it'
# harm CODE TEXT SCRIPT: what the lint says of the message after the script
harm() {
	sed "$3" "$good" > "$work/message.xml"
	"$bodies" lint "$work/message.xml" > "$work/said"
	grep -q "^[^:]*message.xml:.*$2.* \\[$1\\]\$" "$work/said"
	status=$?
	result $status "$1: $2"
	[ $status = 0 ] || complain < "$work/said"
}
harm DUIS031 'is the body of 4.4.3; that of 4.4.2 is' \
	's/Variant>4.4.3/Variant>4.4.2/'
harm DUIS032 "'4.8' is not the service of 4.4.3" 's/ence>4.4</ence>4.8</'
harm DUIS034 "'9' is a variant that only" 's/Variant>1</Variant>9</'
harm DUIS033 "'8' is no command variant of" 's/Variant>1</Variant>8</'
harm DUIS036 'broker; 4.4.3 goes to a device' 's/-A0:1000/-A1:1000/'
harm DUIS042 "'4.9' is none of the known" 's/schemaVersion="5.1"/schemaVersion="4.9"/'
harm DUIS044 "EndDateTime.*is earlier than" 's/EndDateTime>2026/EndDateTime>2024/g'
harm DUIS023 "stands where 'StartDateTime' belongs" \
	's/\(<sr:StartDateTime>.*StartDateTime>\)\(<sr:EndDateTime>.*EndDateTime>\)/\2\1/'
harm DUIS016 'ReadLogPeriod/EndDateTime.* is missing' \
	's/<sr:EndDateTime>.*EndDateTime>//'
good=$work/sets/5.1-4.6.1.xml
harm DUIS019 "'-401' is out of range" 's/>-1</>-401</'
harm DUIS020 'is not an EUI-64' 's/DeviceID>00-/DeviceID>0-/'
harm DUIS040 'does not schedule 4.8.1; expected DSPReadActive' \
	's/Variant>4.6.1/Variant>4.8.1/'
harm DUIS043 "'2025-12-31' is past" 's/2026-01-02/2025-12-31/'
harm DUIS055 RequestID 's/:1000</:01000</'

if [ -z "${SMETS1_LONG-}" ]; then
	finish
fi
needs xmllint
public_schema "$work/schema"

"$top/build-aux/srv-body" "$top/src/model/srv_duis.csv" \
	"$work/schema/DUIS Schema V5.1.xsd" > "$work/derived.csv"
result $? 'the bodies can be derived from the schema'
diff "$top/src/model/srv_body.csv" "$work/derived.csv" > "$work/wrong" 2>&1
quiet "$work/wrong" 'they are those of src/model/srv_body.csv'

# valid SCHEMA < NAMES: those that xmllint takes; what it says is in judged
valid() {
	xargs xmllint --noout --nonet --schema "$work/schema/$1" \
		> "$work/judged" 2>&1
	sed -n 's/ validates$//p' "$work/judged" | sort
}

cd "$work/sets" || exit 99
cat > "$work/names" <<END
5.1-4.2.xml
5.1-4.3.xml
5.1-4.4.3.xml
END
cut -d ' ' -f 2 "$work/sets.txt" | sort > "$work/all"
valid duis.xsd < "$work/all" | comm -3 "$work/all" - > "$work/got"
diff "$work/names" "$work/got" > "$work/wrong"
quiet "$work/wrong" 'the schema of 5.1 takes all but what came later'
valid later.xsd < "$work/all" | comm -3 "$work/all" - > "$work/wrong"
quiet "$work/wrong" 'the overlay of 5.3 and MP192 takes all'

cd "$work/random" || exit 99
sed -n 's/^good //p' "$work/random.txt" | sort > "$work/all"
valid duis.xsd < "$work/all" | comm -3 "$work/all" - > "$work/wrong"
quiet "$work/wrong" 'the schema takes every request at random'

sed -n 's/^fair //p' "$work/random.txt" | sort > "$work/fair"
valid duis.xsd < "$work/fair" | comm -3 "$work/fair" - > "$work/wrong"
[ ! -s "$work/wrong" ] || complain < "$work/judged"
quiet "$work/wrong" 'what we do not refuse of the changed, it takes'

# xmllint skips bytes that are not base64's, and lets an unsigned number have
# a sign if its type is not one of the machine's
grep -v -e ' is not base64$' -e ' has a sign; ' "$work/random.txt" |
	sed -n 's/^bad \([^ ]*\) .*/\1/p' | sort > "$work/bad"
valid duis.xsd < "$work/bad" > "$work/taken"
while IFS= read -r name; do
	grep -F " $name " "$work/random.txt"
done < "$work/taken" > "$work/wrong"
quiet "$work/wrong" 'what we refuse, it refuses'
[ "$(wc -l < "$work/bad")" -gt 1000 ]
result $? 'that was more than a thousand requests'
finish
