#!/bin/sh
# The completions work in their shells, not only on paper.
. "$(dirname "$0")/../tap.sh"
needs bash zsh fish

made() {
	if [ -f "$build/$1" ]; then
		printf '%s' "$build/$1"
	else
		printf '%s' "$top/$1"
	fi
}

# offered_bash TOOL WORD...: what bash offers for the last word
# shellcheck disable=SC2016 # the other shell expands
offered_bash() {
	bash --norc -c '
		compopt() { :; }
		. "$1"
		tool=$2
		shift 2
		COMP_WORDS=("$tool" "$@")
		COMP_CWORD=$#
		_${tool//-/_} || exit
		printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$(made "completions/bash/$1")" "$@" 2>&1 | sort |
		tr '\n' ' '
}

# shellcheck disable=SC2016
offered_fish() {
	HOME=$work XDG_CONFIG_HOME=$work XDG_DATA_HOME=$work \
		fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
		"$(made "completions/fish/$1.fish")" "$2" 2>&1 | cut -f1 |
		sort | tr '\n' ' '
}

# zsh completes only at a prompt, so it gets one on a terminal of its own;
# what it was given to offer comes back between < and >
# shellcheck disable=SC2016
offered_zsh() {
	mkdir -p "$work/zsh"
	cp "$(made "completions/zsh/_$1")" "$work/zsh/"
	timeout 30 zsh -f -c '
		zmodload zsh/zpty
		zpty shell "TERM=dumb zsh -f -i"
		zpty -w shell "PS1=; stty -echo columns 400
fpath=($1 \$fpath); autoload -U compinit; compinit -D -u
compadd() {
	local -a seen
	builtin compadd -O seen \"\$@\"
	[[ -n \$seen ]] && print -r -- \"<\$seen>\"
	builtin compadd \"\$@\"
}
print -r READY"
		zpty -r shell line "*READY*"
		zpty -w -n shell "$2"$'"'\\t'"'
		zpty -r shell line "*<*>*"
		print -r -- "$line"' zsh "$work/zsh" "$2" |
		tr '\r' '\n' | sed -n 's/.*<\(.*\)>.*/\1/p' | tr ' ' '\n' |
		sort | tr '\n' ' '
}

# a tool may have a row of its own for --format, which goes before
formats_of() {
	{
		"$top/build-aux/rows" "tools/$1.opts.h"
		"$top/build-aux/rows" cli/common.opts.h
	} | grep -x 'csv|.*' | head -n 1 | tr '|' '\n' | sort | tr '\n' ' '
}
for tool in $TOOLS; do
	formats=$(formats_of "$tool")
	same "$formats" "$(offered_bash "$tool" --format '')" \
		"$tool: bash offers the formats"
	same "$formats" "$(offered_bash "$tool" --format = '')" \
		"$tool: bash offers the formats after ="
	same '--summary ' "$(offered_bash "$tool" --summ)" \
		"$tool: bash completes an option"
	same "$formats" "$(offered_fish "$tool" "$tool --format ")" \
		"$tool: fish offers the formats"
	same '--summary ' "$(offered_fish "$tool" "$tool --summ")" \
		"$tool: fish completes an option"
	same "$formats" "$(offered_zsh "$tool" "$tool --format=")" \
		"$tool: zsh offers the formats"
	same '--summary ' "$(offered_zsh "$tool" "$tool --summ")" \
		"$tool: zsh completes an option"
done

finish
