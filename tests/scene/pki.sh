# pki.sh - certificates for a scene; sourced after scene.sh
# shellcheck shell=sh disable=SC2154
#
#	authority ca			($work/ca.pem and ca.key)
#	issue good IP:127.0.0.1		($work/good.pem and good.key, by ca)
#	issue expired IP:127.0.0.1 -1
#	own self IP:127.0.0.1		(signed by itself)
needs openssl
p256='ec -pkeyopt ec_paramgen_curve:P-256 -nodes'

authority() {
	# shellcheck disable=SC2086 # words
	openssl req -x509 -newkey $p256 -keyout "$work/$1.key" \
		-out "$work/$1.pem" -days 2 -subj "/CN=$1" 2>> "$work/log"
}

own() {
	# shellcheck disable=SC2086 # words
	openssl req -x509 -newkey $p256 -keyout "$work/$1.key" \
		-out "$work/$1.pem" -days 2 -subj "/CN=$1" \
		-addext "subjectAltName=$2" 2>> "$work/log"
}

# issue NAME SUBJECT-ALT-NAME [DAYS]
issue() {
	echo "subjectAltName=$2" > "$work/names"
	# shellcheck disable=SC2086 # words
	openssl req -newkey $p256 -keyout "$work/$1.key" \
		-out "$work/$1.csr" -subj "/CN=$1" 2>> "$work/log"
	openssl x509 -req -in "$work/$1.csr" -CA "$work/ca.pem" \
		-CAkey "$work/ca.key" -CAcreateserial -days "${3:-2}" \
		-extfile "$work/names" -out "$work/$1.pem" 2>> "$work/log"
}
