#!/bin/sh
# sit-run sends nothing to whom its campaign does not trust, and says why.
# shellcheck disable=SC2154 # pki.sh
. "$(dirname "$0")/scene.sh"
. "$scenes/pki.sh"

authority ca
own self IP:127.0.0.1
for name in good old redirect; do
	issue $name IP:127.0.0.1
done
issue host DNS:elsewhere.example
issue expired IP:127.0.0.1 -1
python3 -B "$scenes/tls-servers.py" "$work" good self host expired old:old \
	redirect:redirect plain:plain 2>> "$work/log" &
children="$children $!"
for name in good self host expired old redirect plain; do
	wait_for "$work/$name.port" || result 1 "the server $name listens"
done

cat > "$work/devices.csv" <<END
set,ppc_id,installation_type,device_type,device_id,smets,s1sp,import_supplier
SET-1,DMC-1,ACTIVE,ESME,$esme,1,S1SP-1,$is
END
cat > "$work/cases.csv" <<END
phase,set,ppc_id,installation_type,device_type,srv,command_variant,mode,polarity,case,user,service,expect_ack,expect_code,expect_payload,trt_ms,mandatory,parameters
SIT,SET-1,DMC-1,ACTIVE,ESME,4.3,1,ON_DEMAND,POSITIVE,default,$is,auto,I99,I0,ReadInstantaneousPrepayValuesRsp,30000,Y,
END

# campaign SERVER [TLS-MEMBERS]: its journal is new
campaign() {
	rm -f "$work"/journal*
	cat > "$work/campaign.json" <<-END
		{ "schema": "sit-campaign/1", "name": "tls",
		  "cycle": { "name": "C1", "kind": "NORMAL" },
		  "interfaces": [ { "name": "dcc", "applies_to": "all",
		    "base_url": "${scheme:-https}://127.0.0.1:$(cat \
			"$work/$1.port")", "codec": "duis",
		    "tls": { "ca": "${authority:-ca}.pem"${2:+, $2} } } ],
		  "receiver": { "listen": "127.0.0.1:0", "path": "/in" },
		  "users": [ { "eui": "$is", "roles": ["IS"] } ],
		  "acb_eui": "$acb", "in_doubt_wait_s": 0.1,
		  "limits": { "connect_ms": 3000, "total_ms": 3000 } }
	END
}

# run SERVER [TLS-MEMBERS]: $status, what it said, and the server's log
run() {
	campaign "$@"
	rm -f "$work/$1.log"
	"$bin/sit-run" -q --campaign "$work/campaign.json" --devices \
		"$work/devices.csv" --journal "$work/journal" \
		-o "$work/results.csv" "$work/cases.csv" 2> "$work/said"
	status=$?
}

# refused SERVER WHY [TLS-MEMBERS]
refused() {
	run "$1" "${3-}"
	same 4 "$status" "$1: status 4"
	grep -q "$2" "$work/said"
	result $? "$1: says '$2'"
	complain < "$work/said"
	wait_for "$work/$1.log"
	same '' "$(grep -v ' 0$' "$work/$1.log")" \
		"$1: not a byte of a request arrived"
}

refused self 'self-signed certificate'
refused host 'no alternative certificate subject name'
refused expired 'certificate has expired'
refused old 'TLS: tlsv1 alert protocol version'
refused plain 'TLS: wrong version number'
authority=self
refused good 'unable to get local issuer certificate'
authority=
refused good 'certificate subject name' '"server_name": "elsewhere.example"'
scheme=http
run plain
same 4 "$status" 'http, and a CA to hold it to: status 4'
[ ! -e "$work/plain.log" ]
result $? 'and nobody connects'
scheme=

run host '"server_name": "elsewhere.example"'
[ "$status" != 4 ]
result $? 'a server by the name that the campaign gives is sent to'
complain < "$work/said"
cp "$work/good.pem" "$work/client.pem"
cp "$work/good.key" "$work/client.key"
chmod 640 "$work/client.key"
run good '"cert": "client.pem", "key": "client.key"'
same 3 "$status" 'a key that a group may read: status 3'
grep -q 'has mode 0640.*use chmod 600.*SIT105' "$work/said"
result $? 'and it is said what to do'
complain < "$work/said"
[ ! -e "$work/good.log" ]
result $? 'and nobody connects'
chmod 600 "$work/client.key"
run good '"cert": "client.pem", "key": "client.key"'
[ "$status" != 3 ]
result $? 'one for its owner alone is used'
rm -f "$work/plain.log"
run redirect
same 1 "$status" 'a redirect is no answer to a case'
[ ! -e "$work/plain.log" ]
result $? 'and nobody goes to where it points'
finish
