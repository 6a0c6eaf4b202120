# duis-common.sh - what the tests of messages share; sourced behind tap.sh
# shellcheck shell=sh disable=SC2034,SC2154 # for the tests, of tap.sh

tool=$build/tests/peer/duis-tool
cd "$work" || exit 99
# the leak checker cannot run under strace
ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
export ASAN_OPTIONS

sr=http://www.dccinterface.co.uk/ServiceUserGateway
ra=http://www.dccinterface.co.uk/ResponseAndAlert
meter=00-DB-12-34-56-78-90-A0
user=90-B3-D5-1F-30-01-00-00

cat > request.xml <<END
<?xml version="1.0" encoding="UTF-8"?><sr:Request xmlns:sr="$sr" schemaVersion="5.1"><sr:Header><sr:RequestID>$user:$meter:1000</sr:RequestID><sr:CommandVariant>1</sr:CommandVariant><sr:ServiceReference>4.3</sr:ServiceReference><sr:ServiceReferenceVariant>4.3</sr:ServiceReferenceVariant></sr:Header><sr:Body><sr:ReadInstantaneousPrepayValues/></sr:Body></sr:Request>
END
cat > answer.xml <<END
<?xml version="1.0" encoding="UTF-8"?><sr:SMETS1SignedResponse xmlns:sr="$sr" xmlns:ra="$ra" schemaVersion="5.1"><sr:SMETS1Response><sr:Header><ra:BusinessOriginatorID>$meter</ra:BusinessOriginatorID><ra:BusinessTargetID>$user</ra:BusinessTargetID><ra:OriginatorCounter>1000</ra:OriginatorCounter></sr:Header><sr:Body><sr:ResponseMessage><ra:SMETSData><ra:ReadInstantaneousPrepayValuesRsp><ra:MeterBalance>-250</ra:MeterBalance></ra:ReadInstantaneousPrepayValuesRsp></ra:SMETSData></sr:ResponseMessage></sr:Body></sr:SMETS1Response></sr:SMETS1SignedResponse>
END
cat > alert.xml <<END
<?xml version="1.0" encoding="UTF-8"?><sr:S1SPAlert xmlns:sr="$sr" schemaVersion="5.1"><sr:RequestID>$user:$meter:1000</sr:RequestID><sr:S1SPAlertCode>S1VE12</sr:S1SPAlertCode><sr:DateTime>2026-01-31T00:00:00Z</sr:DateTime></sr:S1SPAlert>
END

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
