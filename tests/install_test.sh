#!/bin/bash
# make install and make uninstall, into a staging folder: what is installed runs from anywhere, whoever installs it
# others can read it, and nothing stays behind. MAKE and BUILD as make passes them on.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
make=${MAKE:-make}
build=${BUILD:-build}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
failed=0
tests=0

# expect NAME COMMAND...: one test's line; what the command said where it failed.
expect() {
    local name=$1 said
    shift
    tests=$((tests + 1))
    if said=$("$@" 2>&1); then
        echo "ok $tests - install: $name"
    else
        echo "not ok $tests - install: $name"
        printf '%s\n' "$said" | sed 's/^/# /'
        failed=$((failed + 1))
    fi
}

staged() { (umask 077 && "$make" --no-print-directory "$1" BUILD="$build" DESTDIR="$stage" PREFIX=/usr); }
nothing() { [ -z "$("$@" | tee /dev/stderr)" ]; }
lists_articles() {
    local found written
    written=$(find content -name '*.md' | wc -l)
    found=$(cd / && env -i HOME="$stage" PATH=/usr/bin:/bin "$stage/usr/bin/kanbao" --list | wc -l)
    echo "$found listed, $written written"
    [ "$found" -eq "$written" ]
}

expect "make install" staged install
expect "the program is there" test -x "$stage/usr/bin/kanbao"
expect "it lists the installed articles from another folder" lists_articles
has_catalogues() {
    command -v msgfmt >/dev/null || { echo "no msgfmt, so no catalogues" && return; }
    [ -s "$stage/usr/share/locale/en/LC_MESSAGES/kanbao.mo" ] && [ -s "$stage/usr/share/locale/zh_CN/LC_MESSAGES/kanbao.mo" ]
}
speaks_english() {
    command -v msgfmt >/dev/null || return 0
    (cd / && env -i HOME="$stage" LANG=en_US.UTF-8 "$stage/usr/bin/kanbao" --help | grep -q '^usage: kanbao')
}

expect "the catalogues are there" has_catalogues
expect "it finds the English one from another folder" speaks_english
expect "everybody can read what is installed" nothing find "$stage/usr" ! -perm -o=r
expect "everybody can enter the folders" nothing find "$stage/usr" -type d ! -perm -o=x
expect "nobody else can write to it" nothing find "$stage/usr" -perm /go=w ! -type l
expect "make install over it" staged install
expect "make uninstall" staged uninstall
expect "no file stays" nothing find "$stage" ! -type d
expect "no folder of its own stays" nothing find "$stage" -name '*kanbao*'
expect "make uninstall of nothing" staged uninstall

[ "$failed" -eq 0 ]
