#!/bin/sh
# What every tool does alike: --help, --version, wrong usage, a lost stdout.
. "$(dirname "$0")/../tap.sh"

# run WANTED NAME COMMAND...: status must be WANTED; output in $work/out, err
run() {
	wanted=$1
	name=$2
	shift 2
	"$@" > "$work/out" 2> "$work/err" < /dev/null
	same "$wanted" "$?" "$name"
}

for tool in $TOOLS; do
	run 0 "$tool --help: status 0" "$bin/$tool" --help
	quiet "$work/err" "$tool --help: nothing on standard error"
	grep -q '^usage: ' "$work/out" || grep -qi 'usage' "$work/out"
	result $? "$tool --help: says usage on standard output"
	awk 'length($0) > 80' "$work/out" > "$work/wide"
	quiet "$work/wide" "$tool --help: no line over 80 columns"

	run 0 "$tool --version: status 0" "$bin/$tool" --version
	quiet "$work/err" "$tool --version: nothing on standard error"
	grep -q "^$tool .*[0-9]" "$work/out"
	result $? "$tool --version: the name and a number"

	run 2 "$tool --formt: status 2" "$bin/$tool" --formt=csv
	quiet "$work/out" "$tool --formt: nothing on standard output"
	grep -q "^$tool: .*--formt.*--format" "$work/err"
	result $? "$tool --formt: says what was wrong and names --format"
	grep -q -- "$tool --help" "$work/err"
	result $? "$tool --formt: names --help"

	run 2 "$tool --format: an argument is missing, status 2" \
		"$bin/$tool" --format
	run 2 "$tool --format=nonsense: status 2" \
		"$bin/$tool" --format=nonsense
	grep -q 'csv.*ndjson' "$work/err"
	result $? "$tool --format=nonsense: names what it may be"

	for what in --help --version; do
		"$bin/$tool" $what > /dev/full 2> "$work/err"
		same 4 "$?" "$tool $what to a full disk: status 4"
		grep -q "^$tool: " "$work/err"
		result $? "$tool $what to a full disk: says so"
		"$bin/$tool" $what >&- 2> "$work/err"
		same 4 "$?" "$tool $what with a closed stdout: status 4"
		grep -q "^$tool: " "$work/err"
		result $? "$tool $what with a closed stdout: says so"
	done
done

finish
