#!/bin/sh
# Keys of users, of the DCC and of the S1SPs, and certificates both ways: a
# campaign that is signed passes, and what is not signed as it must be is not
# believed.
# shellcheck disable=SC2119,SC2154 # functions with defaults; pki.sh
. "$(dirname "$0")/campaign.sh"
. "$scenes/pki.sh"
needs openssl

# key NAME SERIAL: a certificate to sign with
key() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/$1.key" -out "$work/$1.pem" -days 2 \
		-set_serial "$2" -subj "/OU=07/CN=$1" 2>> "$work/log"
	chmod 600 "$work/$1.key"
}

authority ca
issue server IP:127.0.0.1
issue client DNS:client.example
issue inbox IP:127.0.0.1
key dcc 11
key s1sp 12
key 01 13
key 02 14
key 03 15
key other 16

campaign '"limits": { "tps": 0 }'
cases --set smoke
n=$(($(wc -l < "$work/cases.csv") - 1))
sed -i 's|-\(0[123]\)-00-00", "roles": \[[^]]*\]|&, "sign_key": "\1.key", "cert": "\1.pem"|
	s|"base_url": "[^"]*"|&, "tls": { "ca": "ca.pem", "cert": "client.pem", "key": "client.key" }|
	s|"path": "/inbox"|&, "tls": { "cert": "inbox.pem", "key": "inbox.key" }|' \
	"$work/campaign.json"
cast
sed -i "s|-\(0[123]\)-00-00\", \"roles\": \[[^]]*\]|&, \"cert\": \"$work/\1.pem\"|" \
	"$work/world.json"
emu --sign-key "$work/dcc.key" --sign-cert "$work/dcc.pem" \
	--s1sp-key "$work/s1sp.key" --s1sp-cert "$work/s1sp.pem" --must-sign \
	--tls-key "$work/server.key" --tls-cert "$work/server.pem" \
	--client-ca "$work/ca.pem" --receiver-ca "$work/ca.pem"
url=https://127.0.0.1:$port

run --trust "$work/dcc.pem" --trust "$work/s1sp.pem" "$work/cases.csv"
same 0 "$status" 'signed both ways, over HTTPS both ways: status 0'
same "$n PASS" "$(verdicts)" 'and every case passes'
badly | head -5 | complain
complain < "$work/said"

run --cycle C2 --trust "$work/dcc.pem" "$work/cases.csv"
same 1 "$status" 'the S1SP is a stranger: not all pass'
badly | grep -v 'certificate' > "$work/others"
quiet "$work/others" 'for want of its certificate'
badly | grep DUIS062 > "$work/log"
result $? 'which is DUIS062'
same '' "$(badly | grep DCC_ONLY)" 'what the DCC says is believed'
run --cycle C3 "$work/cases.csv"
same 0 "$status" 'without --trust signatures are kept, and not judged'

# xsd ELEMENT: a schema that knows that one, with anything in it
xsd() {
	mkdir -p "$work/schemas"
	cat > "$work/schemas/duis.xsd" <<END
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="$sr">
 <xs:element name="$1"><xs:complexType><xs:sequence><xs:any namespace="##any" processContents="skip" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
</xs:schema>
END
}
xsd Response
run --cycle S1 --schema "$work/schemas" "$work/cases.csv"
same 0 "$status" 'messages that a schema allows'
xsd Request
run --cycle S2 --schema "$work/schemas" "$work/cases.csv"
same "$n FAIL" "$(verdicts)" 'and those that it does not'
badly | grep DUIS065 > "$work/log"
result $? 'which is DUIS065'

fault '{"kind": "bad-signature", "match": {"srv": "4.1.1"}}'
run --cycle C4 --trust "$work/dcc.pem" --trust "$work/s1sp.pem" \
	"$work/cases.csv"
badly | grep '/4.1.1/.*DUIS061' > "$work/log"
result $? 'a signature that does not hold: DUIS061'
same '' "$(badly | grep -v /4.1.1/)" 'and nothing else fails'
ask -X DELETE "$admin/faults"

sed 's|"key": "client.key"|"key": "other.key"|' "$work/campaign.json" \
	> "$work/wrong.json"
go --campaign "$work/wrong.json" --devices "$sit/devices.csv" --cycle C5 \
	"$work/cases.csv"
same 4 "$status" 'a client without its certificate: status 4'
chmod 644 "$work/01.key"
run --cycle C5 "$work/cases.csv"
same 3 "$status" 'a key that others may read: status 3'
grep -q SIT105 "$work/said"
result $? 'which is SIT105'
grep -rl 'BEGIN [A-Z ]*PRIVATE' "$work"/run.journal* > "$work/leaked"
quiet "$work/leaked" 'no key is in the journal'
stop_emu
finish
