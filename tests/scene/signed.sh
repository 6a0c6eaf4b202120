#!/bin/sh
# Signatures: of the DCC and of the S1SP, each verified by xmlsec1; of
# users, judged by the emulator.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/scene.sh"
needs openssl xmlsec1

"$emu" --help | grep -q -- --sign-key
result $? 'it can sign'

# key NAME SERIAL: NAME.key and NAME.pem
key() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$work/$1.key" -out "$work/$1.pem" -days 2 \
		-set_serial "$2" -subj "/OU=07/CN=$1" 2>> "$work/log"
	chmod 600 "$work/$1.key"
}
key dcc 11
key s1sp 12
key user 13
key thief 14

# verified CERTIFICATE FILE [XPATH]
verified() {
	xmlsec1 --verify --enabled-key-data key-name \
		--node-xpath "${3:-/*/*[local-name()=\"Signature\"]}" \
		--pubkey-cert-pem "$work/$1.pem" "$2" > "$work/log" 2>&1
}

# sign KEY FILE: a signature that an independent program made
sign() {
	issuer=$(openssl x509 -in "$work/$1.pem" -noout -issuer \
		-nameopt RFC2253 | sed 's/^issuer=//')
	serial=$(openssl x509 -in "$work/$1.pem" -noout -serial |
		sed 's/^serial=//')
	d=http://www.w3.org/2000/09/xmldsig#
	ecdsa=http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256
	exclusive=http://www.w3.org/2001/10/xml-exc-c14n#
	template="<ds:Signature xmlns:ds=\"$d\"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"$exclusive\"/><ds:SignatureMethod Algorithm=\"$ecdsa\"/><ds:Reference URI=\"\"><ds:Transforms><ds:Transform Algorithm=\"${d}enveloped-signature\"/></ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>$issuer</ds:X509IssuerName><ds:X509SerialNumber>$((0x$serial))</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></ds:KeyInfo></ds:Signature></sr:Request>"
	sed "s|</sr:Request>|$template|" "$2" > "$work/template.xml"
	xmlsec1 --sign --privkey-pem "$work/$1.key" \
		--output "$work/signed.xml" "$work/template.xml" \
		> "$work/log" 2>&1
}

world
sed -i "s|\"eui\": \"$is\", |&\"cert\": \"$work/user.pem\", |" \
	"$work/world.json"
emu --sign-key "$work/dcc.key" --sign-cert "$work/dcc.pem" \
	--s1sp-key "$work/s1sp.key" --s1sp-cert "$work/s1sp.pem"
receiver

request 1 4.3 "$esme" "$read43" > "$work/request.xml"
sign user "$work/request.xml"
result $? 'xmlsec1 signs a request'
send S "$work/signed.xml"
same I99 "$(code)" 'which is taken'
verified dcc "$work/ack"
result $? 'its acknowledgement is signed by the DCC'
inbox 1
verified dcc "$got"
result $? 'its result too'
sed 's|.*\(<sr:SMETS1SignedResponse .*</sr:SMETS1SignedResponse>\).*|\1|' \
	"$got" > "$work/nested.xml"
verified s1sp "$work/nested.xml"
result $? 'and what is in it by the S1SP'
sed 's/<ra:MeterBalance>/&1/' "$work/nested.xml" > "$work/changed.xml"
! verified s1sp "$work/changed.xml"
result $? 'which one changed byte breaks'

request 1 4.3 "$esme" "$read43" > "$work/request.xml"
sign thief "$work/request.xml"
send S "$work/signed.xml"
same E100 "$(code)" 'a request signed by a stranger is refused'
sign user "$work/request.xml"
sed 's/:Read/:Read/; s/schemaVersion="5.1"/schemaVersion="5.2"/' \
	"$work/signed.xml" > "$work/changed.xml"
send S "$work/changed.xml"
same E100 "$(code)" 'and one that was changed'

fault '{"kind": "bad-signature"}'
send S "$work/signed.xml"
same I99 "$(code)" 'the request itself is taken'
inbox 2
! verified dcc "$got"
result $? 'the fault bad-signature breaks the signature'
fault '{"kind": "unsigned"}'
request 1 4.3 "$esme" "$read43" > "$work/request.xml"
sign user "$work/request.xml"
send S "$work/signed.xml"
inbox 3
! grep -q '<ds:Signature' "$got" && ! grep -q '<ds:Signature' "$work/ack"
result $? 'the fault unsigned leaves it out'
stop_emu

# ---- many signatures at once, and one who is not to wait for them ------

world
emu --sign-key "$work/dcc.key" --sign-cert "$work/dcc.pem" \
	--s1sp-key "$work/s1sp.key" --s1sp-cert "$work/s1sp.pem"
fault '{"kind": "delay", "args": {"delay_s": 3600}}'
counter=20000
many=1000
n=0
while [ $n -lt $many ]; do
	n=$((n + 1))
	request 1 4.3 "$esme" "$read43" > "$work/many-$n.xml"
	cat <<END
url = "$url/api/v1/serviceS"
header = "Content-Type: application/xml"
data-binary = "@$work/many-$n.xml"
output = "$work/log"
silent
next
END
done | sed '$d' > "$work/many"
counter=30000
curl -K "$work/many" 2>> "$work/log"
ask -X DELETE "$admin/faults"
ask "$admin/state"
grep -q "\"waiting\": $many," "$work/ack"
result $? "$many signed results wait"
(
	curl -s -m 60 "$admin/clock" -d '{"advance_s": 3700}'
	date > "$work/advanced"
) &
tries=0
while grep -q "\"waiting\": $many," "$work/ack" && [ $tries -lt 500 ]; do
	tries=$((tries + 1))
	ask "$admin/state"
done
post S 1 4.3 "$gsme" "$read43" "$gs"
same I99 "$(code)" 'a request that comes while they are signed is taken'
[ ! -e "$work/advanced" ]
result $? 'and acknowledged before they are done'
tries=0
while [ ! -s "$work/advanced" ] && [ $tries -lt 1500 ]; do
	tries=$((tries + 1))
	sleep 0.02
done
ask "$admin/state"
grep -q '"waiting": [01],' "$work/ack"
result $? 'the clock was moved on when all of them were'
stop_emu

emu --must-sign
counter=9000
post S 1 4.3 "$esme" "$read43"
same E100 "$(code)" '--must-sign refuses what is not signed'
stop_emu

finish
