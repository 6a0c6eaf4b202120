#!/bin/sh
# The tarball is what git has and what the tools of the build make, nothing
# else and nothing less. With SMETS1_LONG it is really made, twice, and the two
# must be the same bytes.
. "$(dirname "$0")/../tap.sh"

cd "$top" || exit 99
if [ ! -e .git ]; then
	echo '1..0 # SKIP not a git tree'
	exit 0
fi
needs git
unset MAKEFLAGS MFLAGS MAKELEVEL
make=${MAKE:-make}

git ls-files -co --exclude-standard | while IFS= read -r file; do
	if [ -f "$file" ]; then
		echo "$file"
	fi
done | sort -u > "$work/tracked"

if [ -n "${SMETS1_LONG-}" ]; then
	for n in 1 2; do
		(cd "$build" && $make dist-gzip &&
		 mv smets1-tools-*.tar.gz "$work/$n.tar.gz") \
			> "$work/log" 2>&1 || complain < "$work/log"
	done
	cmp "$work/1.tar.gz" "$work/2.tar.gz" > "$work/wrong" 2>&1
	quiet "$work/wrong" 'two runs of make dist give the same bytes'
	tar -tzf "$work/1.tar.gz" | sed -e 's|^[^/]*/||' -e '/\/$/d' -e '/^$/d' \
		> "$work/names"
else
	(cd "$build" && $make -s --no-print-directory print-distfiles) |
	while IFS= read -r name; do
		if [ -d "$name" ]; then
			find "$name" -type f
		else
			echo "$name"
		fi
	done > "$work/names"
fi
sort -u "$work/names" > "$work/listed"

# made by autoreconf, make-man and make-completion
sed -E -e '/^(configure|aclocal\.m4|Makefile\.in|config\.h\.in)$/d' \
	-e '/^build-aux\/(ar-lib|compile|depcomp|install-sh|missing)$/d' \
	-e '/^build-aux\/(tap-driver\.sh|test-driver)$/d' \
	-e '/^man\/[a-z0-9-]+\.[157]$/d' \
	-e '/^completions\/(bash|zsh|fish)\/[a-z0-9_.-]+$/d' \
	"$work/listed" > "$work/ours"

comm -13 "$work/ours" "$work/tracked" > "$work/wrong"
quiet "$work/wrong" 'the tarball has every file of the tree'
comm -23 "$work/ours" "$work/tracked" > "$work/wrong"
quiet "$work/wrong" 'the tarball has no file that is not of the tree'

finish
