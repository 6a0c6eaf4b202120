#!/bin/sh
# demo-campaign.sh - a test campaign for the release of 2019, from plan to exit
#
#	demo-campaign.sh BINDIR DATADIR
#
# DATADIR is testdata/. Shows each command line and what it says. The DCC is
# sit-emu on this machine; its clock stands still and is moved by sit-run.
set -eu

if [ $# != 2 ]; then
	echo 'usage: demo-campaign.sh BINDIR DATADIR' >&2
	exit 2
fi
PATH=$(cd "$1" && pwd):$PATH
data=$(cd "$2" && pwd)
room=$(mktemp -d)
emu=
leave() {
	[ -z "$emu" ] || kill "$emu" 2> "$room/left" || :
	rm -rf "$room"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
cd "$room"
export COLUMNS=${COLUMNS-}

# show STATUS COMMAND LINE: says it, runs it
show() {
	wanted=$1
	printf '$ %s\n' "$2"
	status=0
	eval "$2" || status=$?
	if [ "$status" != "$wanted" ]; then
		echo "demo-campaign.sh: status $status, not $wanted" >&2
		exit 1
	fi
	[ "$status" = 0 ] || echo "(status $status)"
	echo
}
part() {
	printf '== %s\n\n' "$1"
}

# ---- the release of FOC, made from its returns -------------------------------

foc=$data/foc-2019
rfi-check -q --policy "$foc/policy.json" --aliases "$foc/aliases.csv" \
	"$foc"/returns/*.csv |
	dmc-select -q --policy "$foc/policy.json" -o selection.csv
ppcl-make -q --release 2.10 --firmware "$data/ppcl-2019/register-final.csv" \
	-o ppcl-2.10.csv selection.csv
# the meters run what the release says, the hubs of DMC-1 not yet
firmware() {
	awk -F, -v OFS=, -v hub="$1" '
	NR == 1		{ for (i = 1; i <= NF; i++) c[$i] = i }
	NR > 1 && $c["ppc_id"] != "" && $c["device_type"] == "ESME" {
		$c["fw_version"] = $c["ppc_id"] == "DMC-4" ? "25.00.03.00" : \
			"24.01.12.00"
	}
	$c["ppc_id"] == "DMC-1" && $c["device_type"] == "CHF" {
		$c["fw_version"] = hub
	}
	{ print }' "$data/sit-2019/devices.csv"
}
firmware 2.1.12 > devices.csv
firmware 2.1.14 > devices-new.csv
sed -e 's/^2\.10,/2.11,/' -e '/,DMC-1,/s/,2\.1\.12,/,2.1.14,/' ppcl-2.10.csv \
	> ppcl-2.11.csv
cp "$data/sit-2019/criteria.csv" criteria.csv

# campaign CYCLE KIND RELEASE: a file of that name
campaign() {
	cat > "$1.json" <<-END
	{ "name": "FOC", "release": { "file": "$3" },
	  "cycle": { "name": "$1", "kind": "$2" },
	  "interfaces": [ { "name": "dcc", "base_url": "$url" } ],
	  "receiver": { "listen": "127.0.0.1:0", "path": "/inbox" },
	  "users": [
	    { "eui": "90-B3-D5-1F-30-01-00-00", "roles": ["IS"] },
	    { "eui": "90-B3-D5-1F-30-02-00-00", "roles": ["ED"] },
	    { "eui": "90-B3-D5-1F-30-03-00-00", "roles": ["GS"] } ],
	  "acb_eui": "90-B3-D5-1F-30-00-00-02",
	  "limits": { "tps": 0, "connections": 8 },
	  "mp192": { "enabled": true, "code": "E050113" },
	  "clock": { "kind": "admin", "url": "$admin" } }
	END
}

# ---- a world -----------------------------------------------------------------

part 'A world to test in'
show 0 'sit-emu --make-world --devices devices.csv --ppcl ppcl-2.10.csv \
    -o made.json'
sed -e 's|"clock": {.*}|"clock": { "start": "2021-11-01T10:00:00Z", "factor": 0 }, "mp192": { "enabled": true }|' \
	made.json > world.json
sit-emu --port 0 --port-file port --admin-port 0 --admin-port-file admin \
	world.json 2> emu.log &
emu=$!
tries=0
until [ -s port ] && [ -s admin ]; do
	tries=$((tries + 1))
	if [ $tries = 100 ] || ! kill -0 $emu; then
		cat emu.log >&2
		exit 1
	fi
	sleep 0.1
done
url=http://127.0.0.1:$(cat port)
admin=http://127.0.0.1:$(cat admin)

# ---- the campaign ------------------------------------------------------------

campaign SIT-EOC-1 SIT_EOC ppcl-2.10.csv
part 'A campaign in which every two properties meet'
show 0 'sit-run --make-cases --campaign SIT-EOC-1.json --devices devices.csv \
    --set pairwise -o cases.csv'
echo "$(($(wc -l < cases.csv) - 1)) cases"
echo
awk -F, 'NR == 1 || $2 ~ /-ACTIVE$/' cases.csv > active.csv

part 'The meters of DMC-3 get a defect, DMC-2 a late answer, DMC-5 an S1VE12'
# fault PPC_ID KIND ARGUMENTS: in the first read of a meter of it
fault() {
	awk -F, -v ppc="$1" 'FNR == NR {
		if ($4 == "ESME")
			eui[$1] = $5
		next
	}
	$3 == ppc && $5 == "ESME" && $6 ~ /^4/ && $8 == "ON_DEMAND" &&
	$9 == "POSITIVE" {
		print $6, eui[$2]
		exit
	}' devices.csv cases.csv > victim
	read -r srv eui < victim
	echo "{ \"id\": \"$2\", \"kind\": \"$2\", \"match\": { \"srv\": \"$srv\"," \
		"\"device\": \"$eui\" }, \"args\": { $3 } }"
}
{
	echo '['
	fault DMC-3 result-code '"code": "E1003"'
	echo ,
	fault DMC-2 late '"delay_s": 5'
	echo ,
	fault DMC-5 s1ve12 ''
	echo ']'
} > faults.json
# shellcheck disable=SC2016 # show evaluates it
show 0 'curl -sS --fail --data @faults.json "$admin/admin/v1/faults"'

part 'The ACTIVE sets are run first'
show 1 'sit-run --campaign SIT-EOC-1.json --devices devices.csv \
    --journal foc.journal active.csv > results.csv'

part 'In the middle the hubs of DMC-1 get other firmware: release 2.11'
for hub in 00 10 20; do
	curl -sS -X PATCH -d '{"fw_version": "2.1.14"}' \
		"$admin/admin/v1/devices/00-DB-12-34-56-00-00-$hub"
done
show 1 'ppcl-diff ppcl-2.10.csv ppcl-2.11.csv'
show 1 'sit-run --resume --plan-changed --journal foc.journal \
    --devices devices-new.csv cases.csv > results.csv'

part 'What has been shown, and what not'
cat > issues.csv <<'END'
issue,severity,status,opened,closed,case_ids
END
first() {
	sit-run -q --results --journal foc.journal --format csv 2> why |
		awk -F, -v want="$1" '$6 ~ want && $21 != "PASS" { print $6; exit }'
}
cat >> issues.csv <<END
TI-101,2,OPEN,2021-11-01,,$(first /DMC-3/)
TI-102,4,OPEN,2021-11-01,,$(first /DMC-2/)
END
show 1 'sit-run --matrix --journal foc.journal --ppcl ppcl-2.11.csv \
    --format table'
show 1 'sit-run --defects --issues issues.csv --journal foc.journal \
    --format table'

part 'May it end?'
show 1 'sit-run --criteria criteria.csv --issues issues.csv \
    --journal foc.journal --ppcl ppcl-2.11.csv --format table'

# ---- the fix -----------------------------------------------------------------

part 'The defects are mended; what failed is run again'
curl -sS -X DELETE "$admin/admin/v1/faults"
sed -i -e 's/,OPEN,2021-11-01,,/,CLOSED,2021-11-01,2021-11-08,/' issues.csv
show 0 'sit-run --rerun failed --cycle SIT-EOC-2 --journal foc.journal \
    > failed.csv'

part 'And what was late, or on firmware that is not the final one'
campaign SIT-EOC-3 SIT_EOC ppcl-2.11.csv
show 1 'sit-run -q --results --journal foc.journal > results.csv'
show 1 'ppcl-diff -q --evidence results.csv ppcl-2.10.csv ppcl-2.11.csv \
    > void.csv'
show 0 'sit-run -q --columns ppc_id,case_id,cycle,attempt,verdict \
    --results --journal foc.journal --cycle SIT-EOC-1 |
    sed -n -e 1p -e /LATE/p > late.csv'
show 0 'sit-run --make-cases --campaign SIT-EOC-3.json --set regression \
    --devices devices-new.csv --voided void.csv --voided late.csv \
    -o again.csv'
show 0 'sit-run --campaign SIT-EOC-3.json --devices devices-new.csv \
    --journal foc.journal again.csv > again-results.csv'

part 'The other cycles that close a campaign'
campaign MT-EOC-1 MT_EOC ppcl-2.11.csv
campaign REG-1 SYSTEM_REGRESSION ppcl-2.11.csv
for cycle in MT REG; do
	name=$(echo $cycle | sed -e 's/MT/MT-EOC-1/' -e 's/REG/REG-1/')
	sit-run -q --make-cases --campaign "$name.json" --phase $cycle \
		--set smoke --devices devices-new.csv -o $cycle.csv
	show 0 "sit-run --campaign $name.json --devices devices-new.csv \\
    --journal foc.journal $cycle.csv > $cycle-results.csv"
done

part 'May it end now?'
show 0 'sit-run --criteria criteria.csv --issues issues.csv \
    --journal foc.journal --ppcl ppcl-2.11.csv --format table'
show 0 'sit-run --matrix --journal foc.journal --ppcl ppcl-2.11.csv \
    --format table'

part 'What has been shown to work becomes eligible'
sit-run -q --criteria criteria.csv --issues issues.csv --format csv \
	--journal foc.journal --ppcl ppcl-2.11.csv -o sheet.csv
sit-run -q --results --journal foc.journal --format csv -o results.csv || :
printf 'smso,s1sp,dco\nSMSO-1,S1SP-1,DCO-1\nSMSO-2,S1SP-2,DCO-1\n' \
	> services.csv
show 0 'epcl-make --as-of 2021-12-31 --services services.csv \
    --results results.csv --criteria-sheet sheet.csv --format table \
    --columns ppc_id,smso,s1sp,esme_model,gsme_model,date_first_added,basis \
    ppcl-2.11.csv'
