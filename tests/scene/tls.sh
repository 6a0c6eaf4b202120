#!/bin/sh
# HTTPS, with a PKI of the test's own: the server's certificate is checked by
# who trusts its CA, and clients' certificates by the emulator.
. "$(dirname "$0")/scene.sh"
needs openssl

# authority NAME
authority() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/$1.key" -out "$work/$1.pem" -days 2 \
		-subj "/CN=$1" 2>> "$work/log"
}

# issue AUTHORITY NAME
issue() {
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/$2.key" -out "$work/$2.csr" -subj "/CN=$2" \
		2>> "$work/log"
	openssl x509 -req -in "$work/$2.csr" -CA "$work/$1.pem" \
		-CAkey "$work/$1.key" -CAcreateserial -days 2 \
		-extfile "$work/names" -out "$work/$2.pem" 2>> "$work/log"
}

echo 'subjectAltName=IP:127.0.0.1' > "$work/names"
authority servers
authority clients
issue servers server
issue clients client
issue servers stranger

tls="--tls-key $work/server.key --tls-cert $work/server.pem"
world
# shellcheck disable=SC2086 # words
emu $tls
https=https://127.0.0.1:$port
ask --cacert "$work/servers.pem" "$https/healthz"
same '0 200' "$curl_status $(http)" 'who trusts the CA reads an answer'
request 1 4.3 "$esme" "$read43" > "$work/request.xml"
ask --cacert "$work/servers.pem" -H 'Content-Type: application/xml' \
	--data-binary "@$work/request.xml" "$https/api/v1/serviceS"
same '0 I99' "$curl_status $(code)" 'and may post a request'
ask "$https/healthz"
same 60 "$curl_status" 'who does not trust it gets none'
ask --cacert "$work/clients.pem" "$https/healthz"
same 60 "$curl_status" 'nor does who trusts another'
ask "$url/healthz"
same '000' "$(http)" 'there is no plain HTTP at that port'
ask "${admin%/admin/v1}/healthz"
same '0 200' "$curl_status $(http)" 'the admin port is plain'
stop_emu

# shellcheck disable=SC2086 # words
emu $tls --client-ca "$work/clients.pem"
https=https://127.0.0.1:$port
# with CERTIFICATE [OPTION...]
with() {
	name=$1
	shift
	ask --cacert "$work/servers.pem" --cert "$work/$name.pem" \
		--key "$work/$name.key" "$@" "$https/healthz"
}
for version in 1.2 1.3; do
	with client --tls-max $version
	same '0 200' "$curl_status $(http)" \
		"TLS $version: a client with a certificate is served"
	with stranger --tls-max $version
	same 000 "$(http)" 'one whose certificate another CA signed is not'
	[ "$curl_status" != 0 ]
	result $? 'for the handshake fails'
	ask --cacert "$work/servers.pem" --tls-max $version "$https/healthz"
	same 000 "$(http)" 'nor is one without'
done
with client
same '0 200' "$curl_status $(http)" 'and the next client is served again'
stop_emu

"$emu" --client-ca "$work/clients.pem" "$work/world.json" 2> "$work/said"
same 2 $? '--client-ca alone is wrong usage'
chmod 640 "$work/server.key"
# shellcheck disable=SC2086 # words
"$emu" --port 0 --admin-port 0 $tls "$work/world.json" 2> "$work/said"
same 4 $? 'a key that a group may read is refused'
grep -q 'has mode 0640.*use chmod 600' "$work/said"
result $? 'and told what to do'
"$emu" --port 0 --admin-port 0 --tls-key "$work/missing.key" \
	--tls-cert "$work/server.pem" "$work/world.json" 2> "$work/said"
same 4 $? 'a key that is not there: status 4'
finish
