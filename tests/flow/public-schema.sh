# public-schema.sh - the schema of DUIS 5.1 that is public; sourced behind
# tap.sh. Nothing of it is kept: it is fetched, at a version and digest that
# are pinned. Without a network that fails.
# shellcheck shell=sh disable=SC2154 # of tap.sh

# public_schema DIRECTORY: its files, and what bodies.py makes of them
public_schema() {
	needs npm python3
	package=@smartdcc/duis-sign-wrap@0.1.2
	digest=ef0e9cf975c5b19b6fdc29a045b797bc4d2cd15505aaa41ad50f5196e8958ac2
	(cd "$work" && npm pack --silent --cache "$work/npm" "$package") \
		> "$work/name" 2> "$work/npm.err"
	result $? "the package $package can be fetched"
	complain < "$work/npm.err"
	tgz=$work/$(tail -n 1 "$work/name")
	same "$digest" "$(sha256sum < "$tgz" | cut -d ' ' -f 1)" \
		'it is the one that is known'
	mkdir "$1"
	python3 -B "$top/tests/flow/bodies.py" "$tgz" "$1"
	result $? 'its schemas can be unpacked'
}
