#!/bin/bash
# The manual pages and the shells' completions: what they say of options, keys, actions and settings is what the program
# says, and mandoc and the shells have nothing to say against them. make passes KANBAO and BUILD.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
kanbao=$(realpath "${KANBAO:-build/kanbao}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tests=0
failed=0

# expect PROGRAM NAME COMMAND...: runs a test that needs a program, and prints its line and, if it failed, its output.
expect() {
    local program=$1 name=$2 said
    shift 2
    tests=$((tests + 1))
    if ! command -v "$program" >/dev/null; then
        echo "ok $tests - man: $name # SKIP $program is not installed"
    elif said=$("$@" 2>&1); then
        echo "ok $tests - man: $name"
    else
        echo "not ok $tests - man: $name"
        printf '%s\n' "$said" | sed 's/^/# /'
        failed=$((failed + 1))
    fi
}

same() { src/man/tables.sh "$kanbao" "$work" && for folder in man completion; do
    diff -r -x tables.sh "src/$folder" "$work/$folder" || { echo "make man brings it up to date"; return 1; }
done; }
# Other packages' pages may not be installed, and these are not.
lint() { ! mandoc -T lint src/man/*.[1-8] src/man/*/*.[1-8] 2>/dev/null | grep -v 'referenced manual not found'; }
# completes LINE WORD: bash offers the word after the line.
completes() {
    (
        # shellcheck disable=SC1091 # checked by itself
        . src/completion/kanbao.bash
        read -r -a COMP_WORDS <<<"$1"
        [[ $1 != *' ' ]] || COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _kanbao
        printf '%s\n' "${COMPREPLY[@]}"
        printf '%s\n' "${COMPREPLY[@]}" | grep -q -x -e "$2"
    )
}
fish_completes() {
    local said
    said=$(HOME=$work fish -N -c "source src/completion/kanbao.fish; complete -C '$1'" | cut -f 1)
    echo "$said"
    grep -q -x -e "$2" <<<"$said"
}
mkdir "$work/bin" && ln -s "$kanbao" "$work/bin/kanbao" || exit
PATH=$work/bin:$PATH # the shells ask the program for ids

expect jq "the tables are the program's: make man changes nothing" same
# groff 1.23 cannot.
heads_in_ascii() { ! LC_ALL=C grep -n '^\.Sh .*[^ -~]' src/man/*.[1-8] src/man/*/*.[1-8]; }
newest_change() { [ "$(sed -n '3p' src/CHANGELOG.md)" = "## $(version VERSION), $(version DATE)" ]; }
version() { sed -n "s/^#define KANBAO_$1 \"\(.*\)\"/\1/p" include/app/version.h; }
expect sed "the changelog begins with this version" newest_change
expect grep "sections are headed in ASCII, subsections may be in Chinese" heads_in_ascii
expect mandoc "mandoc finds no fault" lint
expect bash "bash completes an option" completes "kanbao --li" --list
expect bash "bash completes a value" completes "kanbao --lang " en
expect bash "bash completes a value behind =" completes "kanbao --lang = e" en
expect bash "bash completes an article's id" completes "kanbao --dump shangcheng/grid" shangcheng/grid-deliberation
expect bash "bash completes an id behind other options" completes "kanbao --dump --width 40 shangcheng/grid" \
    shangcheng/grid-deliberation
expect bash "bash completes a file" completes "kanbao cont" content
expect zsh "zsh reads its completion" zsh -n src/completion/_kanbao
expect fish "fish completes an option" fish_completes "kanbao --li" --list
expect fish "fish completes an article's id" fish_completes "kanbao --dump --width 40 shangcheng/grid" \
    shangcheng/grid-deliberation

[ "$failed" -eq 0 ]
