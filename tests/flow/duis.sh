#!/bin/sh
# Messages against the world: signatures that another program makes and
# judges, messages that mean harm, and the schemas a user has.
. "$(dirname "$0")/../tap.sh"
needs openssl xmlsec1 xmllint strace timeout

tool=$build/tests/peer/duis-tool
cd "$work" || exit 99
# the leak checker cannot run under strace
ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
export ASAN_OPTIONS

sr=http://www.dccinterface.co.uk/ServiceUserGateway
ra=http://www.dccinterface.co.uk/ResponseAndAlert
meter=00-DB-12-34-56-78-90-A0
user=90-B3-D5-1F-30-01-00-00

# ---- keys and messages -------------------------------------------------------

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

cat > request.xml <<END
<?xml version="1.0" encoding="UTF-8"?><sr:Request xmlns:sr="$sr" schemaVersion="5.1"><sr:Header><sr:RequestID>$user:$meter:1000</sr:RequestID><sr:CommandVariant>1</sr:CommandVariant><sr:ServiceReference>4.3</sr:ServiceReference><sr:ServiceReferenceVariant>4.3</sr:ServiceReferenceVariant></sr:Header><sr:Body><sr:ReadInstantaneousPrepayValues/></sr:Body></sr:Request>
END
cat > answer.xml <<END
<?xml version="1.0" encoding="UTF-8"?><sr:SMETS1SignedResponse xmlns:sr="$sr" xmlns:ra="$ra" schemaVersion="5.1"><sr:SMETS1Response><sr:Header><ra:BusinessOriginatorID>$meter</ra:BusinessOriginatorID><ra:BusinessTargetID>$user</ra:BusinessTargetID><ra:OriginatorCounter>1000</ra:OriginatorCounter></sr:Header><sr:Body><sr:ResponseMessage><ra:SMETSData><ra:ReadInstantaneousPrepayValuesRsp><ra:MeterBalance>-250</ra:MeterBalance></ra:ReadInstantaneousPrepayValuesRsp></ra:SMETSData></sr:ResponseMessage></sr:Body></sr:SMETS1Response></sr:SMETS1SignedResponse>
END
cat > alert.xml <<END
<?xml version="1.0" encoding="UTF-8"?><sr:S1SPAlert xmlns:sr="$sr" schemaVersion="5.1"><sr:RequestID>$user:$meter:1000</sr:RequestID><sr:S1SPAlertCode>S1VE12</sr:S1SPAlertCode><sr:DateTime>2026-01-31T00:00:00Z</sr:DateTime></sr:S1SPAlert>
END

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

# only NAME FILE...: the trace opens these and what the loader needs
only() {
	name=$1
	shift
	grep -E 'open|connect|socket' trace |
		grep -vE 'ENOENT|/etc/ld\.so|\.so(\.[0-9.]+)?"|/proc/self|/locale' \
		> opened
	for file; do
		grep -vF "\"$file\"" opened > rest
		mv rest opened
	done
	quiet opened "$name: nothing else is opened, nowhere is connected"
}
only signing user.key user.pem

# ---- what means harm ---------------------------------------------------------

mkdir harm
echo secret > secret.txt
cat > harm/laughs.xml <<'END'
<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><a>&e;&e;&e;&e;&e;</a>
END
{
	printf '<!DOCTYPE a [<!ENTITY x "'
	head -c 200000 /dev/zero | tr '\0' y
	printf '">]><a>'
	yes '&x;' | head -n 20000
	printf '</a>'
} > harm/quadratic.xml
echo "<!DOCTYPE a SYSTEM \"$work/secret.txt\"><a/>" > harm/subset.xml
echo "<!DOCTYPE a [<!ENTITY x SYSTEM \"$work/secret.txt\">]><a>&x;</a>" \
	> harm/external.xml
echo "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]><a/>" \
	> harm/parameter.xml
echo '<?xml-stylesheet type="text/xsl" href="secret.txt"?><a/>' \
	> harm/stylesheet.xml
echo "<a xmlns:i='http://www.w3.org/2001/XInclude'><i:include href='$work/secret.txt' parse='text'/></a>" \
	> harm/include.xml
{ yes '<a>' | head -n 100000; } > harm/deep.xml
{ printf '<a>'; head -c 17825792 /dev/zero | tr '\0' x; printf '</a>'; } \
	> harm/huge.xml
{ printf '<a'; seq -f ' a%.0f=""' 200000; printf '/>'; } > harm/wide.xml
printf '\376\377\000<\000a\000/\000>' > harm/utf16.xml
echo '<?xml version="1.0" encoding="EBCDIC-UK"?><a/>' > harm/ebcdic.xml
printf '<a>\000</a>' > harm/nul.xml
for file in harm/*.xml; do
	timeout 5 strace -f -e trace=openat,open,connect,socket -o trace \
		"$tool" read < "$file" > out 2> err
	same 1 $? "$file is refused"
	cat err > wrong
	[ "$(wc -l < out)" = 1 ] || cat out >> wrong
	grep -q secret out && echo "$file: the secret is out" >> wrong
	quiet wrong "$file: with one finding"
	only "$file"
done

# ---- schemas -----------------------------------------------------------------

mkdir 'the schemas'
cat > 'the schemas/The Main Schema V1.xsd' <<END
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ra="$ra"
    xmlns:sr="$sr" targetNamespace="$sr" elementFormDefault="qualified">
  <xs:import namespace="$ra" schemaLocation="Other Schema V1.xsd"/>
  <xs:element name="Request"><xs:complexType><xs:sequence>
    <xs:element name="Header"><xs:complexType><xs:sequence>
      <xs:any processContents="skip" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Body"><xs:complexType><xs:choice>
      <xs:element name="ReadInstantaneousPrepayValues"/>
      <xs:element name="TopUpDevice" type="ra:digits"/>
    </xs:choice></xs:complexType></xs:element>
  </xs:sequence><xs:attribute name="schemaVersion"/></xs:complexType></xs:element>
</xs:schema>
END
cat > 'the schemas/Other Schema V1.xsd' <<END
<!DOCTYPE xs:schema SYSTEM "http://127.0.0.1:9/XMLSchema.dtd">
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="$ra">
  <xs:simpleType name="digits"><xs:restriction base="xs:string">
    <xs:pattern value="[0-9]{20}"/></xs:restriction></xs:simpleType>
</xs:schema>
END
strace -f -e trace=openat,open,connect,socket -o trace \
	"$tool" schema 'the schemas' < request.xml > out 2>&1
same 0 $? 'a schema whose names have blanks allows a message'
dir=$(pwd -P)
only 'the schema' "$dir/the schemas" "$dir/the schemas/Other Schema V1.xsd" \
	"$dir/the schemas/The Main Schema V1.xsd"
sed 's|<sr:ReadInst.*Values/>|<sr:TopUpDevice>12</sr:TopUpDevice>|' \
	request.xml | "$tool" schema 'the schemas' > out
same "-:1: column 'Request/Body/TopUpDevice': [facet 'pattern'] The value '12' is not accepted by the pattern '[0-9]{20}'. [DUIS065]" \
	"$(sed 1q out)" 'and says what it does not allow'
sed 's|<sr:ReadInst.*Values/>|<sr:TopUpDevice>12345678901234567890</sr:TopUpDevice>|' \
	request.xml | "$tool" schema 'the schemas' > out
same 0 $? 'the type of the other file is known'

# folder NAME WORDS: the folder is refused
folder() {
	"$tool" schema "$1" < request.xml > out 2> err
	if [ $? = 1 ] && grep -q "$2" err; then
		result 0 "schemas refused: $2"
	else
		result 1 "schemas refused: $2"
		complain < err
	fi
}
folder nowhere 'No such file'
mkdir none alone twins circle broken taking
folder none 'holds no file'
cp 'the schemas/The Main Schema V1.xsd' alone/a.xsd
folder alone "imports the namespace '$ra', which no file of the folder has"
cp 'the schemas'/*.xsd twins
cp 'the schemas/Other Schema V1.xsd' twins/a.xsd
folder twins 'keep the schemas of one version in a folder'
cp 'the schemas'/*.xsd circle
sed "2s|>\$|><xs:import namespace=\"$sr\"/>|" 'the schemas/Other Schema V1.xsd' \
	> 'circle/Other Schema V1.xsd'
folder circle 'import each other in a circle'
echo '<x' > broken/a.xsd
folder broken 'broken/a.xsd:2: .*Start Tag'
cat > taking/a.xsd <<END
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:include schemaLocation="$work/secret.txt"/></xs:schema>
END
folder taking 'which is not in the folder'

finish
