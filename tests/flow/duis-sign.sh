#!/bin/sh
# Signatures that another program makes and judges, and the keys for ours.
. "$(dirname "$0")/../tap.sh"
needs openssl xmlsec1 xmllint strace
. "$(dirname "$0")/duis-common.sh"

if "$tool" verify nothing < request.xml 2>&1 | grep -q 'built without'; then
	echo '1..0 # SKIP built without signatures'
	exit 0
fi

# ---- who signs ---------------------------------------------------------------

# pair NAME SUBJECT SERIAL
pair() {
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
		-out "$1.key" 2> "$work/log" &&
		chmod 600 "$1.key" &&
		openssl req -x509 -new -key "$1.key" -subj "$2" -days 30 \
			-set_serial "$3" -out "$1.pem" 2>> "$work/log"
}
pair user /OU=07/CN=Z1 1311768467294899695 &&
	pair dcc '/O=Access, Control/CN=ACB' 0xffffffffffffffffffffffffffffff &&
	pair s1sp /C=GB/CN=S1SP 1
result $? 'openssl makes three keys'
cat user.pem dcc.pem s1sp.pem > all.pem

# ---- one signature -----------------------------------------------------------

"$tool" sign user.key user.pem < request.xml > signed.xml
same 0 $? 'a request is signed'
xmlsec1 --verify --enabled-reference-uris empty --pubkey-cert-pem user.pem \
	signed.xml > log 2>&1
same 0 $? 'xmlsec1 verifies what we signed'
! xmlsec1 --verify --pubkey-cert-pem dcc.pem signed.xml > log 2>&1
result $? 'and not with the key of another'
"$tool" verify all.pem < signed.xml > verdict
same 'Request: good (cert 0, line 1)' "$(cat verdict)" \
	'we verify it among three certificates'

# the digest by other means than xmlsec's
xmllint --c14n request.xml | openssl dgst -sha256 -binary |
	openssl base64 > wanted
sed -n 's|.*<ds:DigestValue>\(.*\)</ds:DigestValue>.*|\1|p' signed.xml > got
same "$(cat wanted)" "$(cat got)" \
	'the digest is that of the canonical document'

# what xmlsec1 signs: the same template, its values blank
sed -e 's|<ds:DigestValue>[^<]*<|<ds:DigestValue><|' \
	-e 's|<ds:SignatureValue>[^<]*<|<ds:SignatureValue><|' signed.xml \
	> template.xml
xmlsec1 --sign --privkey-pem user.key --output theirs.xml template.xml \
	> log 2>&1
same 0 $? 'xmlsec1 signs'
"$tool" verify user.pem < theirs.xml > verdict
same 'Request: good (cert 0, line 2)' "$(cat verdict)" \
	'we verify what xmlsec1 signed'

# Java writes lines of base64 that end in CR LF
sed 's|\(<ds:SignatureValue>.\{76\}\)|\1\&#13;\n|' signed.xml > java.xml
"$tool" verify user.pem < java.xml > verdict
same 'Request: good (cert 0, line 1)' "$(cat verdict)" \
	'a CR in the base64 is no harm'

sed 's/:1000</:1001</' signed.xml | "$tool" verify user.pem > verdict
same 'Request: bad: does not hold: the content was changed (cert 0, line 1)' \
	"$(cat verdict)" 'another counter is refused'
"$tool" verify dcc.pem < signed.xml > verdict
same 'Request: unknown signer: names a certificate that is not at hand (cert -1, line 1)' \
	"$(cat verdict)" 'a signer without a certificate is unknown'
"$tool" verify user.pem < request.xml > verdict
same 'Request: unsigned: has no signature (cert -1, line 0)' \
	"$(cat verdict)" 'no signature is not a good one'

# ---- two signatures ----------------------------------------------------------

# judge FILE: the verdicts, outer first
judge() {
	"$tool" verify all.pem < "$1" |
		sed 's/^\([A-Za-z0-9/]*: [a-z]*\).*/\1/' | tr '\n' ' '
}

# two WHAT SOURCE PATH: signed inside, wrapped, signed outside
two() {
	"$tool" sign s1sp.key s1sp.pem < "$2" > inner.xml &&
		"$tool" "$1" < inner.xml > wrapped.xml &&
		"$tool" sign dcc.key dcc.pem < wrapped.xml > both.xml
	result $? "$1: signed twice"
	"$tool" read < both.xml > log
	same 0 $? "$1: is read"
	same "Response: good $3: good " "$(judge both.xml)" \
		"$1: both signatures are good"
	"$tool" judge all.pem < both.xml > wrong 2>&1
	quiet wrong "$1: and nothing is found"
	same "Response: unsigned $3: good " "$(judge wrapped.xml)" \
		"$1: the inner one alone"

	# xmlsec1's view: the outer in place, the inner cut out
	xmlsec1 --verify --pubkey-cert-pem dcc.pem --node-xpath \
		'/*/*[local-name()="Signature"]' both.xml > log 2>&1
	same 0 $? "$1: xmlsec1 verifies the outer one"
	element=${3##*/}
	sed "s|.*\(<sr:$element .*</sr:$element>\).*|\1|" both.xml > cut.xml
	xmlsec1 --verify --pubkey-cert-pem s1sp.pem cut.xml > log 2>&1
	same 0 $? "$1: xmlsec1 verifies the inner one, cut out"

	# tampered inside: both notice; outside: the outer one does
	sed "s/$4/$5/" both.xml > inside.xml
	same "Response: bad $3: bad " "$(judge inside.xml)" \
		"$1: a change inside is seen by both"
	sed 's/2026-01-31T00:00:00Z/2026-01-31T00:00:01Z/' both.xml \
		> outside.xml
	same "Response: bad $3: good " "$(judge outside.xml)" \
		"$1: a change outside is seen by the outer one"
	"$tool" judge all.pem < inside.xml > log
	same '2' "$(grep -c 'DUIS061' log)" "$1: a finding for each"

	# changed inside and signed again outside: only the inner one knows
	sed "s/$4/$5/" wrapped.xml > changed.xml
	"$tool" sign dcc.key dcc.pem < changed.xml > resigned.xml
	same "Response: good $3: bad " "$(judge resigned.xml)" \
		"$1: a good outer one does not cover for a bad inner one"
	xmlsec1 --verify --pubkey-cert-pem dcc.pem --node-xpath \
		'/*/*[local-name()="Signature"]' resigned.xml > log 2>&1
	same 0 $? "$1: where xmlsec1 sees nothing wrong with the outer one"
}
two response answer.xml \
	Response/Body/SMETS1ResponseMessage/SMETS1SignedResponse \
	'MeterBalance>-250' 'MeterBalance>250'
two alert alert.xml \
	Response/Body/DCCAlertMessage/DCCAlert/S1SPAlertDSP/S1SPAlert \
	S1VE12 S1VE13

# an embedded message without its signature is never good
"$tool" response < answer.xml > naked.xml
"$tool" sign dcc.key dcc.pem < naked.xml | "$tool" judge all.pem > log
same 1 $? 'an embedded answer must be signed'
grep -q 'SMETS1SignedResponse/Signature.*: has no signature \[DUIS060\]' log
result $? 'and the finding says which is not'

# ---- keys --------------------------------------------------------------------

: > said
# refused NAME CERT WORDS: the key is refused, and nothing of it is told
refused() {
	"$tool" sign "$1" "$2" < request.xml > out 2> err
	if [ $? = 1 ] && [ ! -s out ] && grep -q "$3" err; then
		result 0 "refused: $1, $3"
	else
		result 1 "refused: $1, $3"
		complain < err
	fi
	cat err >> said
}
cp user.key wide.key
chmod 640 wide.key
refused wide.key user.pem 'has mode 0640'
openssl pkey -in user.key -aes256 -passout pass:x -out locked.key
chmod 600 locked.key
refused locked.key user.pem 'no unencrypted PKCS#8 key'
openssl ec -in user.key -out sec1.key 2> log
chmod 600 sec1.key
refused sec1.key user.pem 'no unencrypted PKCS#8 key'
refused user.key dcc.pem 'is not the certificate of the key'
refused nothing.key user.pem 'No such file'
refused "$work" user.pem 'is not a regular file'
ln -s user.key link.key
"$tool" sign link.key user.pem < request.xml > out 2> err
same 0 $? 'a symbolic link to a key is a key'

strace -f -s 9999 -e trace=write,execve,openat,open,connect,socket \
	-o trace "$tool" sign user.key user.pem < request.xml > out 2>> said
same 0 $? 'signing can be traced'
: > wrong
grep -v -- ----- user.key | while IFS= read -r line; do
	grep -F "$line" trace said out
done > wrong
quiet wrong 'no line of the key in any output'

only signing user.key user.pem

finish
