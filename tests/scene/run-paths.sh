#!/bin/sh
# A campaign behind a proxy, with header lines and paths of its own, and
# results that come by another address than the one that is listened on.
# shellcheck disable=SC2119,SC2154 # functions with defaults
. "$(dirname "$0")/campaign.sh"

campaign '"limits": { "tps": 0 }'
cast
cases --srv 4.3,1.5
grep -E '^phase,|^SIT,S1-ACTIVE,DMC-1,ACTIVE,ESME,(4.3,1,ON|1.5,5,ON|8.2)' \
	"$work/cases.csv" > "$work/few.csv"
cases --set smoke
grep ',S1-ACTIVE,DMC-1,ACTIVE,.*,8,DCC_ONLY,' "$work/cases.csv" >> "$work/few.csv"
n=$(($(wc -l < "$work/few.csv") - 1))
emu
python3 -B "$scenes/gateway.py" "$work/gateway.port" "$work/gateway.log" \
	"$port" "$work/in.port" 2>> "$work/log" &
children="$children $!"
wait_for "$work/gateway.port"
gateway=127.0.0.1:$(cat "$work/gateway.port")
members=", \"path_s\": \"/send\", \"path_t\": \"/change\", \"path_d\": \"/ask\""
members="$members, \"proxy\": \"http://$gateway\""
members="$members, \"headers\": { \"X-Key\": \"secret\", \"X-Team\": \"test\" }"
sed -i "s|\"base_url\": \"[^\"]*\"|\"base_url\": \"http://127.0.0.1:9\"$members|
	s|\"listen\": \"127.0.0.1:0\"|&, \"public_url\": \"http://$gateway/front\"|" \
	"$work/campaign.json"

"$sit_run" --campaign "$work/campaign.json" --devices "$sit/devices.csv" \
	--admin "${admin%/admin/v1}" --journal "$work/run.journal" \
	--receiver-port-file "$work/in.port" "$work/few.csv" \
	> "$work/results.csv" 2> "$work/said"
status=$?
complain < "$work/said"
badly | complain
same "0 $n PASS" "$status $(verdicts)" \
	'through a proxy, by other paths, with results by another address'
same '/ask /change /send' "$(awk '$1 == "out" && $2 == "POST" { print $4 }' \
	"$work/gateway.log" | sort -u | tr '\n' ' ' | sed 's/ $//')" \
	'each service has its path'
same 127.0.0.1:9 "$(awk '$1 == "out" { print $3 }' "$work/gateway.log" |
	sort -u)" 'all of it was for the endpoint, and went to the proxy'
same 'key=secret team=test' "$(awk '$1 == "out" { print $(NF - 1), $NF }' \
	"$work/gateway.log" | sort -u)" 'with the header lines, each time'
grep -q '^in' "$work/gateway.log"
result $? 'results came by the public address'
"$sit_run" --journal "$work/run.journal" --export "$work/pack" \
	> "$work/log" 2>&1
[ -s "$work/pack/SHA256SUMS" ] &&
	! grep -rq secret "$work/pack" "$work"/run.journal*
result $? 'and no header value is in the evidence'

# ---- a proxy that is away, or is none ----------------------------------

sed "s|http://$gateway\"|http://127.0.0.1:1\"|" "$work/campaign.json" \
	> "$work/away.json"
"$sit_run" --campaign "$work/away.json" --devices "$sit/devices.csv" \
	--admin "${admin%/admin/v1}" --journal "$work/away.journal" \
	"$work/few.csv" > "$work/results.csv" 2> "$work/said"
same 4 $? 'a proxy that cannot be reached: status 4'
complain < "$work/said"
grep -q 'nothing was sent' "$work/said"
result $? 'and nothing was sent'
stop_emu
finish
