# tap.sh - what a test script says; sourced by tests/house, flow and fault
# shellcheck shell=sh
#
#	. "$(dirname "$0")/../tap.sh"
#	tool --help > "$work/help"
#	result $? 'tool --help ends well'
#	complain < "$work/help"		(lines of explanation, any time)
#	finish				(the plan; status 1 if anything failed)
#
# Run by hand or by make check. $top is the source tree, $build the tree that
# was built, $bin its programs, $work a directory of the test's own.

LC_ALL=C.UTF-8
export LC_ALL
top=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${top_builddir:-$top/build}
# shellcheck disable=SC2034 # for the test
bin=${SMETS1_BIN:-$build/bin}
: "${TOOLS:=$(sed -n 's/^TOOLS = //p' "$top/src/tools/local.mk")}"
: "${CPP:=cc -E}"
export CPP
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

tap_n=0
tap_failed=0

# result STATUS NAME: ok if STATUS is 0
result() {
	tap_n=$((tap_n + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - %s\n' "$tap_n" "$2"
	else
		tap_failed=1
		printf 'not ok %d - %s\n' "$tap_n" "$2"
	fi
}

# same WANTED GOT NAME
same() {
	[ "$1" = "$2" ]
	result $? "$3"
	if [ "$1" != "$2" ]; then
		printf 'wanted: %s\ngot: %s\n' "$1" "$2" | complain
	fi
}

# quiet FILE NAME: ok if FILE is empty, else its lines are what is wrong
quiet() {
	if [ -s "$1" ]; then
		result 1 "$2"
		complain < "$1"
	else
		result 0 "$2"
	fi
}

complain() {
	sed 's/^/# /'
}

# needs PROGRAM...: a developer must have them, a user's make check need not
needs() {
	for tap_program; do
		command -v "$tap_program" > "$work/which" && continue
		if [ -e "$top/.git" ]; then
			echo "Bail out! $tap_program is not installed (./setup check installs it)"
			exit 1
		fi
		echo "1..0 # SKIP $tap_program is not installed"
		exit 0
	done
}

finish() {
	echo "1..$tap_n"
	exit "$tap_failed"
}
