#!/bin/bash
# make install and make uninstall, with a staging folder: the installed files work from anywhere, others can read them
# whoever installs, and uninstalling leaves nothing behind. The same for make install-kiosk and make uninstall-kiosk.
# make passes MAKE and BUILD.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
make=${MAKE:-make}
build=${BUILD:-build}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
failed=0
tests=0

# expect NAME COMMAND...: runs a test, and prints its line and, if it failed, the command's output.
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

# What makes a hole in the program harder to use.
is_hardened() {
    local headers symbols
    command -v readelf >/dev/null || return
    headers=$(readelf -hdlW "$stage/usr/bin/kanbao") && symbols=$(readelf --dyn-syms -W "$stage/usr/bin/kanbao") &&
        grep -q 'Type: *DYN' <<<"$headers" && grep -q GNU_RELRO <<<"$headers" && grep -q 'Flags:.*NOW' <<<"$headers" &&
        grep -q 'GNU_STACK.* RW ' <<<"$headers" && grep -q __stack_chk_fail <<<"$symbols" &&
        grep -q '_chk@' <<<"$symbols"
}
# The paths of a tree are not in a program built in it. Reproducible, and by itself: from the tarball alone.
builds_the_same() {
    "$make" --no-print-directory dist BUILD="$build" && mkdir "$stage/else where" &&
        tar -xzf "$build"/kanbao-*.tar.gz -C "$stage/else where" &&
        "$make" --no-print-directory -j"$(nproc)" -C "$stage/else where"/kanbao-* BUILD=build >"$stage/made" 2>&1 &&
        cmp "$build/kanbao" "$stage/else where"/kanbao-*/build/kanbao &&
        "$make" --no-print-directory dist -C "$stage/else where"/kanbao-* BUILD=build &&
        cmp "$build"/kanbao-*.tar.gz "$stage/else where"/kanbao-*/build/kanbao-*.tar.gz
    local status=$?
    [ "$status" -eq 0 ] || tail -n 3 "$stage/made"
    rm -rf "$stage/else where" "$stage/made"
    return $status
}
# with_spaces TARGET: the same below folders with spaces in their names.
with_spaces() {
    "$make" --no-print-directory "$1" BUILD="$build" DESTDIR="$stage/a b" PREFIX='/opt/kan  bao'
}
runs_with_spaces() {
    with_spaces install && (cd / && env -i HOME="$stage" "$stage/a b/opt/kan  bao/bin/kanbao" --list | grep -q .) &&
        with_spaces uninstall && nothing find "$stage/a b" ! -type d
    local status=$?
    rm -rf "$stage/a b"
    return $status
}
# says TEXT COMMAND...: it fails, and its first line has the text.
says() {
    local text=$1 said
    shift
    said=$("$@" 2>&1) && return 1
    head -n 1 <<<"$said"
    grep -q -F "$text" < <(head -n 1 <<<"$said")
}
kiosk_with_spaces() { "$make" --no-print-directory install-kiosk BUILD="$build" DESTDIR="$stage" PREFIX='/a b'; }
may_not_install() { "$make" --no-print-directory install BUILD="$build" PREFIX=/proc/nothing; }
may_not_build() { "$make" --no-print-directory BUILD=/proc/nothing; }
staged() { (umask 077 && "$make" --no-print-directory "$1" BUILD="$build" DESTDIR="$stage" PREFIX=/usr); }
nothing() { [ -z "$("$@" | tee /dev/stderr)" ]; }
lists_articles() {
    local found written
    written=$(find content -name '*.md' ! -path content/README.md | wc -l)
    found=$(cd / && env -i HOME="$stage" PATH=/usr/bin:/bin "$stage/usr/bin/kanbao" --list | wc -l)
    echo "$found listed, $written written"
    [ "$found" -eq "$written" ]
}

expect "make install" staged install
expect "the program is there" test -x "$stage/usr/bin/kanbao"
expect "it lists the installed articles from another folder" lists_articles
has_catalogue() {
    command -v msgfmt >/dev/null || { echo "no msgfmt, so no catalogue" && return; }
    [ -s "$stage/usr/share/locale/en/LC_MESSAGES/kanbao.mo" ]
}
speaks_english() {
    command -v msgfmt >/dev/null || return 0
    (cd / && env -i HOME="$stage" LANG=en_US.UTF-8 "$stage/usr/bin/kanbao" --help | grep -q '^usage: kanbao')
}

expect "the English catalogue is there" has_catalogue
expect "it finds the catalogue from another folder" speaks_english
expect "it is hardened" is_hardened
expect "the desktop file, the license and the guides are there" ls "$stage/usr/share/applications/kanbao.desktop" \
    "$stage"/usr/share/doc/kanbao/{LICENSE,CHANGELOG.md,README.md,content/README.md,config/kiosk/README.md,src/layout/README.md}
is_desktop_file() {
    command -v desktop-file-validate >/dev/null || { echo "no desktop-file-validate" && return; }
    desktop-file-validate "$stage/usr/share/applications/kanbao.desktop"
}
expect "the desktop file is valid" is_desktop_file
expect "everybody can read what is installed" nothing find "$stage/usr" ! -perm -o=r
expect "everybody can enter the folders" nothing find "$stage/usr" -type d ! -perm -o=x
expect "nobody else can write to it" nothing find "$stage/usr" -perm /go=w ! -type l
expect "make install over it" staged install

# A copy of this tree whose content can be changed.
make_tree() {
    mkdir "$stage/tree" && ln -s "$PWD"/* "$stage/tree/" && rm "$stage/tree/content" &&
        cp -R content "$stage/tree/content"
}
staged_tree() { (cd "$stage/tree" && staged install); }
installed=$stage/usr/share/kanbao/content
mine=$stage/tree/content
articles_of() {
    (cd "$1" && find . -type f '(' -iname '*.md' -o -iname '*.markdown' ')' ! -path ./README.md ! -path '*/.*' | sort)
}
same_articles() { diff <(articles_of "$1") <(articles_of "$installed"); }
no_guide() { [ -f content/README.md ] && [ ! -e "$installed/README.md" ]; }
installs_any_name() {
    mkdir -p "$mine/a/b" "$mine/c" "$mine/d e/ f" "$mine/.hidden" &&
        touch "$mine/a/b/gone.md" "$mine/c/stays.md" "$mine/c/gone.md" "$mine/before.md" "$mine/d e/ f/x y.md" \
            "$mine/loud.MD" "$mine/long.markdown" "$mine/.hidden/x.md" &&
        staged_tree && [ ! -e "$installed/.hidden" ] && same_articles "$mine"
}
takes_articles_away() {
    rm -r "$mine/a" "$mine/c/gone.md" "$mine/d e" "$mine/loud.MD" "$mine/long.markdown" &&
        mv "$mine/before.md" "$mine/after.md" && staged_tree && same_articles "$mine" &&
        [ ! -e "$installed/a" ] && [ ! -e "$installed/d e" ] && [ -e "$installed/c/stays.md" ]
}
keeps_other_things() {
    local file other="$stage/usr/share/other" elsewhere="$stage/elsewhere" status
    mkdir -p "$installed/empty" "$installed/own" "$other" "$elsewhere" && ln -s "$elsewhere" "$installed/link"
    set -- "$installed/own/picture.jpg" "$installed/own/notes.txt" "$stage/usr/share/kanbao/x.md" "$other/x.md" \
        "$elsewhere/x.md"
    touch "$@" "$installed/own/old.md"
    staged_tree && [ ! -e "$installed/own/old.md" ] && [ -d "$installed/empty" ] && [ -L "$installed/link" ] &&
        for file; do [ -e "$file" ] || { echo "$file is gone" && false; } || break; done
    status=$?
    rm -rf "$other" "$elsewhere"
    return $status
}
keeps_what_a_link_leads_to() {
    mkdir "$stage/theirs" && touch "$stage/theirs/x.md" && mv "$installed" "$stage/aside" &&
        ln -s "$stage/theirs" "$installed" && staged_tree && [ -e "$stage/theirs/x.md" ]
    local status=$?
    rm -rf "$installed" "$stage/theirs" && mv "$stage/aside" "$installed"
    return $status
}

expect "the articles are those of content" same_articles content
expect "the editors' guide is none of them" no_guide
expect "a tree with other articles" make_tree
expect "articles are installed whatever their names" installs_any_name
expect "articles that are no longer there are taken away, with their folders" takes_articles_away
expect "and nothing else is" keeps_other_things
expect "nor anything by a link in the folder's place" keeps_what_a_link_leads_to
rm -rf "$stage/tree"
expect "make install of the articles as they were" staged install
expect "takes away the others" same_articles content
expect "make uninstall" staged uninstall
expect "no file stays" nothing find "$stage" ! -type d
expect "no folder stays but those of every prefix" nothing find "$stage/usr" -mindepth 1 ! -path '*/bin' ! -path '*/share' ! -path '*/share/man'
expect "make uninstall of nothing" staged uninstall

expect "folders with spaces in their names" runs_with_spaces
expect "one who may not install is told so" says 'use sudo' may_not_install
expect "one who may not build here is told so" says 'BUILD=' may_not_build
expect "the kiosk is not installed where its units cannot find it" says 'with a space' kiosk_with_spaces
expect "no part of it is" nothing find "$stage" ! -type d
expect "make dist builds by itself, and the same elsewhere" builds_the_same

says_what_is_left() {
    staged install-kiosk >"$stage/said" && cat "$stage/said" &&
        grep -q 'left to you' "$stage/said" && ! grep -q '@[A-Z]*@' "$stage/said"
    local status=$?
    rm -f "$stage/said"
    return $status
}
# Checks every installed file that contains a path.
paths_follow_prefix() {
    ! grep -rI '@[A-Z]*@' "$stage" && ! grep -rI /usr/local "$stage/usr/bin" "$stage/etc" &&
        grep -q -x 'ExecStart=/usr/bin/cage -- /usr/bin/kanbao-kiosk' "$stage/etc/systemd/system/kanbao-kiosk.service" &&
        grep -q -x 'ExecStart=/usr/bin/kanbao-pull' "$stage/etc/systemd/system/kanbao-pull.service" &&
        grep -q 'ForceCommand exec /usr/bin/kanbao ' "$stage/usr/share/kanbao/kiosk/sshd_kanbao.conf"
}
keeps_settings() {
    echo "# mine" >>"$stage/etc/kanbao/kiosk.conf"
    staged install-kiosk && tail -n 1 "$stage/etc/kanbao/kiosk.conf" | grep -q -x '# mine' &&
        staged uninstall-kiosk && tail -n 1 "$stage/etc/kanbao/kiosk.conf" | grep -q -x '# mine'
}
only_mine_stays() { [ "$(find "$stage/etc" ! -type d)" = "$stage/etc/kanbao/kiosk.conf" ]; }

expect "make install-kiosk says what is left to do" says_what_is_left
expect "the scripts are there" test -x "$stage/usr/bin/kanbao-kiosk" -a \
    -x "$stage/usr/bin/kanbao-pull" -a -x "$stage/usr/bin/kanbao-status" -a -x "$stage/usr/bin/kanbao-panel"
expect "paths in what is installed follow PREFIX" paths_follow_prefix
expect "kiosk: everybody can read what is installed" nothing find "$stage" -mindepth 1 ! -perm -o=r
expect "kiosk: nobody else can write to it" nothing find "$stage" -mindepth 1 -perm /go=w ! -type l
expect "settings that a person changed are kept" keeps_settings
expect "and are all that stays of make uninstall-kiosk in /etc" only_mine_stays
expect "the program stays, too" test -x "$stage/usr/bin/kanbao"
rm -f "$stage/etc/kanbao/kiosk.conf"
expect "make install-kiosk again" staged install-kiosk
expect "make uninstall-kiosk" staged uninstall-kiosk
expect "make uninstall after it" staged uninstall
expect "no file of the kiosk stays" nothing find "$stage" ! -type d
expect "no folder of the kiosk's own stays" nothing find "$stage" -name '*kanbao*'
expect "make uninstall-kiosk of nothing" staged uninstall-kiosk

[ "$failed" -eq 0 ]
