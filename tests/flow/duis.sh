#!/bin/sh
# Messages that mean harm, and the schemas a user has.
. "$(dirname "$0")/../tap.sh"
needs strace timeout
. "$(dirname "$0")/duis-common.sh"

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
