#!/bin/sh
# Whom a client does not trust gets nothing: servers of all kinds count what
# reached them, after TLS, and for the refused ones that is no byte.
. "$(dirname "$0")/scene.sh"
. "$scenes/pki.sh"
post=$build/tests/peer/net-post
echo '<request/>' > "$work/body"

authority ca
authority other-ca
own self IP:127.0.0.1
for name in good old client redirect me; do
	issue $name IP:127.0.0.1
done
issue host DNS:elsewhere.example
issue expired IP:127.0.0.1 -1
openssl x509 -checkend 0 -noout -in "$work/expired.pem" >> "$work/log"
same 1 $? 'the expired certificate has expired'

python3 -B "$scenes/tls-servers.py" "$work" good self host expired old:old \
	client:client redirect:redirect plain:plain 2>> "$work/log" &
children="$children $!"
for name in good self host expired old client redirect plain; do
	wait_for "$work/$name.port" || result 1 "the server $name listens"
done

# try SERVER [OPTION...]: posts to it by https; what the client says is $said
try() {
	server=$1
	shift
	to=${scheme:-https}://127.0.0.1:$(cat "$work/$server.port")/
	rm -f "$work/$server.log"
	said=$("$post" "$to" "$@" < "$work/body")
	wait_for "$work/$server.log"
}

# refused SERVER WHY [OPTION...]
refused() {
	why=$2
	server=$1
	shift 2
	try "$server" "$@"
	case $said in
	"NOT_SENT 0 0 "*"$why"*) result 0 "$server: refused, $why" ;;
	*)	result 1 "$server: refused, $why"
		echo "$said" | complain ;;
	esac
	same '' "$(grep -v ' 0$' "$work/$server.log")" \
		"$server: not a byte of the request arrived"
}

ca=ca=$work/ca.pem
try good "$ca"
same 'ANSWERED 200' "${said% [0-9]*}" 'a server that the CA vouches for'
same "shaken $(echo "$said" | cut -d' ' -f3)" "$(cat "$work/good.log")" \
	'is sent the request, and as many bytes as are told'
refused good 'unable to get local issuer certificate'
refused good 'unable to get local issuer certificate' \
	"ca=$work/other-ca.pem"
refused self 'self-signed certificate' "$ca"
refused host 'no alternative certificate subject name' "$ca"
refused expired 'certificate has expired' "$ca"
refused old 'TLS: tlsv1 alert protocol version' "$ca"
refused plain 'TLS: wrong version number' "$ca"
refused good 'error setting certificate file' "ca=$work/missing.pem"

try host "$ca" name=elsewhere.example
same 'ANSWERED 200' "${said% [0-9]*}" 'the name may be another than the host'
refused good 'no alternative certificate subject name' "$ca" \
	name=elsewhere.example

try client "$ca" "cert=$work/me.pem" "key=$work/me.key"
same 'ANSWERED 200' "${said% [0-9]*}" 'a client shows its certificate'
try client "$ca"
same 'refused 0' "$(cat "$work/client.log")" 'without one nothing is received'
case $said in
ANSWERED*) result 1 'and that is no answer' ;;
*) result 0 'and that is no answer' ;;
esac

rm -f "$work/plain.log"
try redirect "$ca"
same 'ANSWERED 302' "${said% [0-9]*}" 'a redirect is an answer'
[ ! -e "$work/plain.log" ]
result $? 'and nobody follows it, to http least of all'

scheme=http
said=$("$post" "http://127.0.0.1:$(cat "$work/plain.port")/" "$ca" \
	< "$work/body")
case $said in
"NOT_SENT 0 0 "*"TLS is asked for"*) result 0 'http where TLS is asked for' ;;
*) result 1 'http where TLS is asked for' ;;
esac
[ ! -e "$work/plain.log" ]
result $? 'does not even connect'
try plain
same 'ANSWERED 200' "${said% [0-9]*}" 'http where nothing else is asked'

# The other way: who posts to a receiver that asks for certificates.
"$post" "receive=$work/in-port" "cert=$work/good.pem" "key=$work/good.key" \
	"$ca" > "$work/came" 2>> "$work/log" &
children="$children $!"
wait_for "$work/in-port"
inbox=https://127.0.0.1:$(cat "$work/in-port")/inbox
mine="--cacert $work/ca.pem --cert $work/me.pem --key $work/me.key"
for version in 1.2 1.3; do
	# shellcheck disable=SC2086 # words
	ask $mine --tls-max $version -H 'Content-Type: application/xml' \
		--data-binary "@$work/body" "$inbox"
	same '0 204' "$curl_status $(http)" \
		"TLS $version: a sender with a certificate is heard"
	ask --cacert "$work/ca.pem" --tls-max $version -d x "$inbox"
	same 000 "$(http)" 'one without is not'
	ask --cacert "$work/ca.pem" --tls-max $version -d x \
		--cert "$work/self.pem" --key "$work/self.key" "$inbox"
	same 000 "$(http)" 'nor one with another than our CA has signed'
done
# shellcheck disable=SC2086 # words
ask $mine --tls-max 1.1 --ciphers ALL:@SECLEVEL=0 -d x "$inbox"
same 000 "$(http)" 'nor one that speaks TLS 1.1'
ask -d x "http://${inbox#https://}"
same 000 "$(http)" 'nor one that speaks no TLS'
same '/inbox application/xml 11
/inbox application/xml 11' "$(cat "$work/came")" 'the two have arrived'
finish
