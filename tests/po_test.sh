#!/bin/bash
# The languages of the interface: the catalogue is as `make po` writes it and has all translations, and the program speaks
# the language chosen by --lang, the configuration or the locale. make passes KANBAO and BUILD.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
export LC_ALL=C.UTF-8
kanbao=$(realpath "${KANBAO:-build/kanbao}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
tests=0

# expect NAME COMMAND...: runs a test, and prints its line and, if it failed, the command's output.
expect() {
    local name=$1 said
    shift
    tests=$((tests + 1))
    if said=$("$@" 2>&1); then
        echo "ok $tests - po: $name"
    else
        echo "not ok $tests - po: $name"
        printf '%s\n' "$said" | sed 's/^/# /'
        failed=$((failed + 1))
    fi
}

skip() { # NAME TOOL
    tests=$((tests + 1))
    echo "ok $tests - po: $1 # SKIP no $2 here"
}

# said VARIABLE=VALUE... -- ARGUMENT...: runs the program without the user's environment.
said() {
    local variables=()
    while [ "$1" != -- ]; do
        variables+=("$1")
        shift
    done
    env -i HOME="$folder" TERM=xterm ${ASAN_OPTIONS+"ASAN_OPTIONS=$ASAN_OPTIONS"} "${variables[@]}" "$kanbao" "${@:2}" 2>&1
}

# Finds Han characters and their punctuation, except for the space between the parts of a byline. The ranges are spelled
# out because versions of grep's PCRE2 disagree whether \p{Han} contains “ — … · ① ×.
chinese() { grep -P '[\x{2E80}-\x{2FDF}\x{3001}-\x{303F}\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{F900}-\x{FAFF}\x{FF00}-\x{FF60}\x{20000}-\x{3FFFF}]'; }
english() { # VARIABLE=VALUE... -- ARGUMENT...
    local text
    text=$(said "$@")
    [ -n "$text" ] && ! printf '%s\n' "$text" | chinese
}
ascii() { # VARIABLE=VALUE... -- ARGUMENT...
    local text
    text=$(said "$@")
    [ -n "$text" ] && ! printf '%s\n' "$text" | grep -P '[^\x00-\x7F]'
}
same() { diff <(said "${@:2}") <(printf '%s\n' "$1"); }

up_to_date() {
    cp src/po/en.po "$folder" &&
        MAKEFLAGS='' make -s --no-print-directory po PO="$folder" BUILD="$folder/po" && diff src/po/en.po "$folder/en.po"
}
# The Linux console has few other characters. A kiosk is never on it, and its example is a word of the bulletin.
all_ascii() { ! awk '/^msgid/ { of = 0 } /^msgstr/ { of = !/Example: / } of' src/po/en.po | grep -P '[^\x00-\x7F]'; }
all_translated() { [ -z "$(msgattrib "--$1" src/po/en.po | tee /dev/stderr)" ]; }

if command -v xgettext >/dev/null && command -v msgattrib >/dev/null; then
    expect "make po would change nothing" up_to_date
    expect "no string without a translation" all_translated untranslated
    expect "no translation that is not ASCII" all_ascii
    expect "no fuzzy translation" all_translated only-fuzzy
else
    skip "the catalogue has every string" "xgettext or msgattrib"
fi

# Articles are printed as they are in every language, so this one is English.
mkdir -p "$folder/bulletin/a" "$folder/.config/kanbao"
for name in one two; do
    printf -- '---\ntitle: Title %s\ndistrict: North\ntopic: News\nauthors: [Ann]\nlink: https://example.org\nnote: A note.\n---\n' \
        "$name" >"$folder/bulletin/a/$name.md"
    printf 'Text.\n\n## Heading\n\n![Caption](x.png)\n\n> Quote\n' >>"$folder/bulletin/a/$name.md"
done
cat >"$folder/bulletin/a/bare.md" <<'END'
---
title: No district
pinned: true
---
```
code
```

| a | b |
|---|---|
| 1 | 2 |
END
mkdir "$folder/one"
cp "$folder/bulletin/a/one.md" "$folder/one"
printf '[screen]\nlang = en\n' >"$folder/en.ini"
help_zh=$(said LC_ALL=C.UTF-8 -- --help)

expect "Chinese: C.UTF-8" chinese <<<"$help_zh"
for variable in LANG=C LANG=POSIX LC_ALL=C LANG= LANG=zh_CN.UTF-8 LANG=zh_TW.UTF-8 LC_MESSAGES=zh_CN.UTF-8; do
    expect "Chinese: $variable" same "$help_zh" "$variable" -- --help
done
expect "Chinese: --lang zh_CN over an English locale" same "$help_zh" LANG=en_US.UTF-8 -- --lang zh_CN --help
expect "Chinese: LANGUAGE goes before the locale" same "$help_zh" LANG=en_US.UTF-8 LANGUAGE=fr:zh_CN:en -- --help
expect "Chinese: the C locale does not heed LANGUAGE" same "$help_zh" LANG=C LANGUAGE=en -- --help
# A copy of the program, with a folder of catalogues of its own.
alone=$folder/alone
catalogue=$alone/locale/en/LC_MESSAGES/kanbao.mo
mkdir -p "${catalogue%/*}"
cp "$kanbao" "$alone/kanbao"
alone_is_chinese() { diff <(LC_ALL=en_US.UTF-8 "$alone/kanbao" --help) <(printf '%s\n' "$help_zh"); }
expect "Chinese: without a catalogue" alone_is_chinese
for size in 0 27 28 2000; do
    head -c "$size" "$(dirname "$kanbao")/locale/en/LC_MESSAGES/kanbao.mo" 2>/dev/null >"$catalogue"
    expect "Chinese: a catalogue cut at $size bytes" alone_is_chinese
done

if [ -e "$(dirname "$kanbao")/locale/en/LC_MESSAGES/kanbao.mo" ]; then
    for variable in LANG=en_US.UTF-8 LC_ALL=en LC_MESSAGES=en_GB LANG=fr_FR.UTF-8; do
        expect "English: $variable, installed or not" english "$variable" -- --help
    done
    expect "English: LANGUAGE goes before the locale" english LANG=zh_CN.UTF-8 LANGUAGE=en:zh_CN -- --help
    expect "English: --lang en over a Chinese locale" english LANG=zh_CN.UTF-8 -- --lang en --help
    expect "English: --lang en in the C locale" english LC_ALL=C -- --lang en --help
    expect "English: --lang after what it is about" english LC_ALL=C -- --nope --lang=en
    expect "English: the configuration" english LC_ALL=C -- --config "$folder/en.ini" --help
    expect "Chinese: --lang auto over the configuration" same "$help_zh" LC_ALL=C -- --lang auto --config "$folder/en.ini" --help
    expect "English: an unknown option" english LC_ALL=C -- --lang en --nope
    expect "English: a language that is not there" english LANG=en_US.UTF-8 -- --lang tlh
    expect "English: a key that is not there" english LC_ALL=C -- --lang en --frame 80x24 --keys '<Nope>' "$folder/bulletin"
    expect "English: no content" english LC_ALL=C -- --lang en --list "$folder/nothing"
    expect "English: what the system says" english LANG=zh_CN.UTF-8 -- --lang en --config "$folder" --list
    for variable in LANG=zh_CN.UTF-8 LC_ALL=C LANGUAGE=zh; do
        expect "ASCII: the Linux console, $variable" ascii TERM=linux "$variable" -- --help
        expect "ASCII: the same, a wrong option" ascii TERM=linux "$variable" -- --l
        expect "ASCII: the same, no content" ascii TERM=linux "$variable" -- --list "$folder/nothing"
    done
    expect "Chinese: --lang zh_CN on the Linux console" same "$help_zh" TERM=linux -- --lang zh_CN --help
    for size in 40x12 80x24 160x40; do
        for keys in '' '?' '?<Space>' '<Enter>' '<Enter><Down><Enter>' '<Enter><Down><Enter>G' t tt ttt tttt o T \
            '/Text<Enter>' "'" '/' f '<Down><Down><Down><Enter>fText<Enter>n' 7 A m y; do
            expect "English: $size after \"$keys\"" english LC_ALL=C.UTF-8 -- \
                --lang en --frame "$size" --keys "$keys" "$folder/bulletin"
        done
    done
    expect "English: too small a window" english LC_ALL=C.UTF-8 -- --lang en --frame 12x4 "$folder/bulletin"
    expect "English: line by line" english LC_ALL=C.UTF-8 XDG_STATE_HOME="$folder/state" -- --lang en --linear "$folder/bulletin" \
        < <(printf '%s\n' 1 1 '' '' b '?' 2 1 1 '' '' '' m "'" n '/ Text' 1 'f Text' f t o what 99 g q)
    expect "English: a count of one" grep -q '1 article ' <(said LC_ALL=C -- --lang en --frame 80x24 "$folder/one")
    expect "English: a count of more" grep -q '3 articles ' <(said LC_ALL=C -- --lang en --frame 80x24 "$folder/bulletin")
else
    skip "the program speaks English" "msgfmt"
fi
[ "$failed" -eq 0 ]
