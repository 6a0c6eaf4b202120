#!/bin/sh
# The evidence of a campaign that really ran: it agrees with the results that
# were shown, with the journal, with sha256sum, and with what the emulator
# says it was sent.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"
needs sqlite3 sha256sum

campaign '"limits": { "tps": 0, "connections": 4 }'
cast
cases --set smoke
emu
run "$work/cases.csv"
same 0 "$status" 'a smoke test runs: status 0'
stop_emu

pack=$work/pack
"$sit_run" --journal "$work/run.journal" --export "$pack" \
	2> "$work/said"
same 0 $? 'its evidence is exported: status 0'
sums=$(sed -n 's/.*has the digest //p' "$work/said")
same "$(sha256sum < "$pack/SHA256SUMS" | cut -c1-64)" "$sums" \
	'the digest of the digests is said'
"$sit_run" --verify-evidence "$pack" --summary "$work/summary.json" \
	2> "$work/said"
same 0 $? 'and it is whole: status 0'
same "$sums" "$(sed -n 's/.*has the digest //p' "$work/said")" \
	'the same digest is said again'
(cd "$pack" && sha256sum --quiet --strict -c SHA256SUMS) > "$work/wrong" 2>&1
quiet "$work/wrong" 'sha256sum agrees'
cmp "$work/results.csv" "$pack/results.csv" > "$work/wrong" 2>&1
quiet "$work/wrong" 'the results are those that the run showed'
cmp "$work/cases.csv" "$pack/cases-1.csv" > "$work/wrong" 2>&1
quiet "$work/wrong" 'the plan is the one that was given'

# what stands in each row of the results, found again in the bytes
python3 - "$pack" > "$work/wrong" 2>&1 <<'END'
import csv, hashlib, json, re, sys
from pathlib import Path

pack = Path(sys.argv[1])
index = {}
for line in (pack / "attempts.ndjson").read_bytes().splitlines():
	index[hashlib.sha256(line).hexdigest()] = json.loads(line)
for row in csv.DictReader((pack / "results.csv").open()):
	attempt = index.get(row["evidence_sha256"])
	if not attempt:
		print(row["case_id"], "has no line")
		continue
	requests = attempt["requests"]
	if not requests and row["mode"] != "SCHEDULED":
		print(row["case_id"], "has no request")
	for r in requests:
		body = (pack / "bodies" / r["body"]["sha256"]).read_bytes()
		ids = re.findall(rb"<(?:\w+:)?RequestID>([^<]*)<", body)
		if r["request_id"].encode() not in ids:
			print(row["case_id"], "sent another RequestID")
		if "answer" not in r or r["http_status"] != 200:
			print(row["case_id"], "has no answer")
	if row["final_code"]:
		bodies = [(pack / "bodies" / m["body"]["sha256"]).read_bytes()
			  for m in attempt["messages"]]
		bodies += [(pack / "bodies" / r["answer"]["sha256"]).read_bytes()
			   for r in requests if "answer" in r]
		if not any(row["final_code"].encode() in b for b in bodies):
			print(row["case_id"], "has no result in its bytes")
END
quiet "$work/wrong" 'each result is borne out by its bytes'

# the sqlite3 program sees the same
sqlite3 -csv "$work/run.journal" \
	'SELECT case_id, verdict, first_verdict, attempts FROM result' |
	tr -d '\r' > "$work/one"
python3 -c '
import csv, sys
out = csv.writer(sys.stdout, lineterminator="\n")
for row in csv.DictReader(open(sys.argv[1])):
	out.writerow([row[c] for c in ("case_id", "verdict", "first_verdict",
				       "attempts")])' "$pack/results.csv" \
	> "$work/two"
cmp "$work/one" "$work/two" > "$work/wrong" 2>&1
quiet "$work/wrong" 'the view of sqlite3 agrees'

# changed, it is not believed
body=$(find "$pack/bodies" -type f | sort | sed -n 3p)
printf x >> "$body"
"$sit_run" --verify-evidence "$pack" 2> "$work/said"
same 3 $? 'a byte more: status 3'
grep -q 'SIT122' "$work/said"
result $? 'and it is said which file it is'

# no key, no certificate: nothing of a secret is in it
grep -rl 'PRIVATE KEY' "$pack" "$work/run.journal" > "$work/wrong"
quiet "$work/wrong" 'no key is in the pack or the journal'
finish
