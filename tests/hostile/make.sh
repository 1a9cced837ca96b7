#!/bin/bash
# make.sh FOLDER [SCALE]: makes a folder of articles that try to break a reader, each named for what it tries. What is
# called out-… has to be left out with a message that names it; all else is to be read. The sizes that are only large are
# divided by SCALE (1). Prints the number of kinds.
set -u -o pipefail
export LC_ALL=C
[ $# -ge 1 ] || exit 2
mkdir -p "$1" && cd "$1" || exit
scale=${2:-1}
mib=$((1024 * 1024))

# kind NAME: standard input becomes the article of this name.
kind() {
    cat >"$1.md" || exit
}

# repeated COUNT TEXT: prints a text so many times, its escapes interpreted.
repeated() {
    TEXT=$(printf '%b.' "$2") awk -v count="$1" '
        BEGIN {
            text = substr(ENVIRON["TEXT"], 1, length(ENVIRON["TEXT"]) - 1)
            while (count-- > 0) printf "%s", text
        }'
}

# times COUNT TEXT: the same, divided by the scale.
times() { repeated "$(($1 / scale))" "$2"; }

# lines COUNT TEXT: prints a line many times.
lines() { times "$1" "$2\n"; }

# count COUNT FORMAT: prints a line for each number.
count() { seq -f "$2" "$(($1 / scale))"; }

# bytes COUNT [BYTE]: prints one byte many times.
bytes() { head -c "$(($1 / scale))" /dev/zero | tr '\0' "${2:-a}"; }

# header LINES...: prints a header of these lines.
header() {
    printf -- '---\n'
    printf '%b\n' "$@"
    printf -- '---\n'
}

# Not much, or no text at all.
kind empty </dev/null
printf '\n' | kind one-newline
head -c 4096 /dev/zero | kind out-only-nul
printf 'a\0b\n' | kind out-nul-within
printf '\xde\xad\xbe\xef' | kind out-four-bytes-of-noise
printf '\x7fELF\2\1\1\0\0\0\0\0\0\0\0\0' | kind out-elf
printf '\xff\xfe%s' $'#\0 \0a\0\n\0' | kind out-utf-16
printf '\xef\xbb\xbf' | kind only-bom
printf '\xef\xbb\xbf\xef\xbb\xbf# a\n' | kind two-boms
printf '\x1f\x8b\x08\0\0\0\0\0' | kind out-gzip

# Headers.
header 'title: only' | kind header-only
printf -- '---\n' | kind out-header-one-fence
printf -- '---\ntitle: never closed\n' | kind out-header-unclosed
{ printf -- '---\ntitle: a\nnote: '; repeated $mib a; printf '\n---\ntext\n'; } | kind out-header-of-1-mib
{ printf -- '---\ntitle: a\n'; bytes $((7 * mib)) '\n'; printf -- '---\ntext\n'; } | kind header-of-7-mib-of-lines
{ printf -- '---\n'; seq -f 'key%g: v' 10000; printf -- '---\ntext\n'; } | kind out-header-10000-keys
{ printf -- '---\n'; repeated 10000 'title: again\n'; printf -- '---\ntext\n'; } | kind out-header-10000-titles
{ printf -- '---\ntitle: a\nauthors: ['; repeated 20000 '王,'; printf '张]\n---\ntext\n'; } | kind out-header-line-of-80-kb
header 'a: &a [x,x,x,x,x,x,x,x,x]' 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]' 'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]' \
    'd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]' 'e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]' 'authors: *e' 'title: laughs' |
    kind out-yaml-billion-laughs
header 'title: &a [*a]' | kind out-yaml-anchor-of-itself
header 'title: *nowhere' | kind out-yaml-alias-of-nothing
{ printf -- '---\ntitle: a\ntopics: '; repeated 10000 '['; printf '\n---\ntext\n'; } | kind out-yaml-10000-brackets
{ printf -- '---\n'; for ((i = 0; i < 400; i++)); do printf '%*sk:\n' "$i" ''; done; printf -- '---\ntext\n'; } |
    kind yaml-400-deep
header 'title: !!binary aGk=' '<<: {a: b}' '? [complex]' ': key' | kind out-yaml-tags-and-merges
header 'title: "\\x1b[31mred\\a\\0"' | kind yaml-escapes-of-controls
header 'title: |' '  a' '  b' 'summary: >' '  c' | kind yaml-block-scalars
printf -- '+++\ntitle = "a\\u001b]0;x"\n[table]\nx = 1\n+++\ntext\n' | kind out-toml-table
printf -- '+++\ntitle = """\nmany\nlines"""\ndate = 99999-99-99\n+++\ntext\n' | kind out-toml-many-lines
printf -- '+++\ntitle = "a"\ntitle = "b"\norder = 99999999999999999999\n+++\n' | kind out-toml-twice-and-overflow
printf -- '+++\ntitle = [[[[[["a"]]]]]]\n+++\n' | kind toml-nested
printf -- '---\r\ntitle: a\r\n---\r\ntext\r\n' | kind crlf
printf -- '---\rtitle: a\r---\rtext\r' | kind out-cr-alone
printf 'a\xc2\x85b\xe2\x80\xa8c\xe2\x80\xa9d\n' | kind nel-ls-ps
printf 'a\fb\vc\td\be\n' | kind form-feeds-and-tabs
header 'title: a' 'date: 0000-00-00' | kind out-date-year-0
header 'title: a' 'date: 99999-01-01' | kind out-date-year-99999
header 'title: a' 'date: 2026-02-30' 'expires: 2026-02-30' | kind out-date-30-february
header 'title: a' 'order: 999999999999999999999999' 'page: -1' 'issue: 1e999' | kind out-numbers-overflow
header 'title: a' 'order: 9223372036854775807' 'pinned: true' | kind out-order-largest
header 'title: a' 'pinned: yes' 'draft: yes' 'expires: 1970-01-01' | kind pinned-draft-expired
header 'title: a' 'pinned: yes' 'order: 1' | kind pinned-first
header 'title: a' 'pinned: yes' 'order: 1' | kind pinned-first-again
header 'title: a' 'link: javascript:alert(1)' 'source: file:///etc/passwd' | kind link-javascript
header 'title: a' "link: http://$(times 3000 'a.')" | kind link-of-6000-bytes

{ printf -- '---\ntitle: a\nauthors: ['; repeated 200 '王,'; printf '张]\n---\ntext\n'; } | kind header-200-authors
{ printf -- '---\ntitle: '; head -c 60000 /dev/zero | tr '\0' t; printf '\n---\ntext\n'; } | kind title-of-60-kb

# Titles, authors and districts.
{ printf -- '---\ntitle: '; repeated 100000 t; printf '\n---\ntext\n'; } | kind out-title-of-100-kb
{ printf -- '---\ntitle: '; times 10000 '\u4e2d' ; printf '\n---\ntext\n'; } | kind title-of-10000-han
header "title: $(times 500 '\xcc\x81')" | kind title-of-combining-marks
header 'title: \xe2\x80\x8b\xe2\x80\x8d\xef\xbb\xbf' | kind title-of-nothing-visible
header 'title: \xe2\x80\xae\xe2\x81\xa6abc' 'authors: \xe2\x80\xaegpj' | kind title-bidi
# shellcheck disable=SC2016 # the dollar is the text
header 'title: a\x1b[2J\x1b]0;owned\a' 'authors: b\xc2\x9b31m' 'district: c\x1bP1$r' | kind title-ansi
header 'title: \xc2\x9b31mred\xc2\x9d0;x\xc2\x9c' | kind title-c1
header 'title: \xf3\xa0\x80\x81\xf3\xa0\x81\xa1tag' | kind title-tag-characters
header 'title: a' 'district: \xe2\x80\xaedlo' 'topic: \xcc\x81' 'place: \xef\xbf\xbf' | kind district-bidi
header 'title: \xff\xfe' | kind out-title-not-utf-8

# Characters.
{ for ((i = 0; i < 200; i++)); do printf 'z'; repeated 50 '\xcc\x81\xcd\x9e\xcc\xb6'; done; printf '\n'; } | kind zalgo
{ times 10000 '\xf0\x9f\x91\xa8\xe2\x80\x8d'; printf '\n'; } | kind emoji-zwj-chain-of-10000
{ times 10000 'a\xef\xb8\x8f\xef\xb8\x8e'; printf '\n'; } | kind variation-selectors
{ times 5000 '\xf3\xa0\x84\x80\xe8\x91\x9b'; printf '\n'; } | kind ideographic-variations
printf '\xee\x80\x80\xf3\xb0\x80\x80\xf4\x80\x80\x80 \xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90 \xe0\xa7\xbf\xf0\xbf\xbf\xbd\n' |
    kind private-use-and-noncharacters
printf 'a\xed\xa0\xbd\xed\xb8\x80b\n' | kind out-surrogates
printf 'a\xc0\x80\xc1\xbf\xe0\x80\xaf\xf0\x80\x80\xafb\n' | kind out-overlong-utf-8
printf 'a\xf4\x90\x80\x80\xf8\x88\x80\x80\x80b\n' | kind out-beyond-unicode
{ repeated 70000 a; printf '\xff\xc0\x80\xe4\xb8 end\n'; } | kind bad-utf-8-after-64-kib
{ repeated 65535 a; printf '\xe4\xb8\xad end\n'; } | kind character-across-64-kib
{ repeated 100 a; printf '\xe4\xb8'; } | kind out-cut-within-a-character
times 2000 'soft\xc2\xadhyphen\xe2\x80\x8bzero\xe2\x81\xa0' | kind soft-hyphens
printf '\xef\xbf\xb9base\xef\xbf\xbaruby\xef\xbf\xbb \xef\xbf\xbc\n' | kind interlinear-annotation
times 3000 '\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8' | kind hangul-jamo
times 3000 '\xe1\x84\x80' | kind hangul-leading-only
times 1000 '\xd8\xa7\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 ' | kind arabic
times 1000 '\xe0\xb8\x81\xe0\xb8\xb3\xe0\xb9\x89\xe0\xb8\xb3' | kind thai
times 1000 '\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7\xe0\xa4\xbf' | kind devanagari
times 500 '\xf0\x9d\x85\x98\xf0\x9d\x85\xa5\xf0\x9d\x85\xaf' | kind musical
times 2000 '\xf0\x9f\x87\xa8' | kind regional-indicators-odd-run
times 1000 '\xe2\x80\xab\xd7\x90\xe2\x80\xac\xe2\x81\xa6b\xe2\x81\xa9\xe2\x80\xae' | kind bidi-controls
printf 'a\x1b[31mred\x1b[0m\x1b]0;title\a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\x1bP+q\x1b\\\x1b_apc\x1b\\\x1bc\n' |
    kind ansi-osc-dcs
times 100 '\xc2\x9b31m\xc2\x9d0;x\xc2\x9c\xc2\x90q\xc2\x9c\xc2\x85' | kind c1-controls
printf '\x0e\x0f\x05\x07\x08\x7f\x1a\n' | kind shift-out-enquiry-bell

# Lines.
bytes $((7 * mib)) x | kind line-of-7-mib
times $((2 * mib)) '\xe4\xb8\xad' | kind paragraph-of-6-mib-of-han
bytes $((5 * mib)) ' ' | kind spaces-5-mib
bytes 1000000 '\n' | kind lines-million-empty
lines 1000000 a | kind lines-million-short
lines 700000 'a\\n' | kind paragraphs-700000
head -c $((8 * mib)) /dev/zero | tr '\0' y | kind exactly-8-mib
head -c $((8 * mib + 1)) /dev/zero | tr '\0' y | kind out-8-mib-and-one-byte
truncate -s 10G out-sparse-10-gib.md

# Markdown.
lines 500000 '```' | kind fences-500000
lines 300000 '~~~' | kind tildes-300000
{ bytes 10000 '>'; printf ' deep\n'; } | kind quotes-10000
for ((i = 0; i < 1000 / scale; i++)); do printf '%*s- a\n' $((2 * i)) ''; done | kind lists-1000-deep
lines 200000 '- a' | kind list-of-200000
lines 100000 '99999999999. a' | kind list-numbers-overflow
{ times 1000 'h|'; printf '\n'; times 1000 '-|'; printf '\n'; times 1000 'c|'; printf '\n'; } | kind table-1000-columns
{ printf 'a|b\n-|-\n'; lines 100000 'c|d'; } | kind table-100000-rows
{ printf '|'; bytes 100000 '-'; printf '|\n'; } | kind table-delimiter-alone
lines 50000 '[a](http://b) ![c](d)' | kind links-100000
{ count 20000 '[r%g]: http://x'; count 20000 '[r%g]'; } | kind references-20000
{ count 20000 '[^%g]: n'; count 20000 'a[^%g]'; } | kind notes-20000
times 100000 '*a **b ' | kind emphasis-runs
times 100000 '_a*' | kind emphasis-crossed
bytes 200000 '*' | kind stars-200000
bytes 100000 '[' | kind brackets-open-100000
times 50000 '[a](' | kind links-unclosed-50000
times 50000 '![' | kind images-unclosed
bytes 200000 '<' | kind less-than-200000
for ((i = 1; i < 1500 / scale; i++)); do repeated $i '`'; printf a; done | kind backticks-of-each-length
times 50000 '&amp;&#x1b;&#0;&#x110000;&nosuch;' | kind entities
times 100000 '<b>' | kind tags-unclosed-100000
{ printf '<!--'; bytes 500000 -; } | kind comment-unclosed
times 50000 '<!-- ' | kind comments-unclosed-50000
times 5000 '<details><summary>s</summary>\n' | kind details-5000-deep
times 20000 '<table><tr><td>' | kind html-tables-deep
# shellcheck disable=SC1003 # backslashes are the text
times 20000 '\\\\' | kind backslashes
lines 100000 '# heading' | kind headings-100000
{ bytes 100000 '#'; printf ' h\n'; } | kind hashes-100000
lines 100000 ':::' | kind boxes-100000
times 50000 '[[a|' | kind wiki-links-unclosed
# shellcheck disable=SC2016 # the dollar is the text
times 50000 '$a~b~~' | kind dollars-and-tildes
times 30000 'http://a.b/(((' | kind bare-addresses
lines 50000 '> [!NOTE]' | kind alerts-50000
count 100000 '%g. a' | kind numbered-100000

# Names.
named() { printf 'text\n' >"./$1"; }
named $'out-newline\nin-name.md'
named $'out-escape\e]0;owned\ain-name.md'
named $'out-bad-utf-8\xff\xfe.md'
named $'out-c1\xc2\x9b31m.md'
named $'out-bidi\xe2\x80\xaedm.md'
named "name-$(repeated 247 a).md"
named '--list.md'
named '-.md'
named 'name with  spaces .md'
named $'name-\xe4\xb8\xad\xe6\x96\x87.md'
named 'CASE.md'
named 'case.md'
named $'normal-\xc3\xa9.md'
named $'normal-e\xcc\x81.md'
named 'same.md'
named 'same.markdown' # one of the two is left out
named '%s%n%x.md'
named "name-\$(touch owned);\`id\`'\".md"
named '.hidden.md'

# Things that are no files.
mkdir folder-of-this-name.md && printf 'text\n' >folder-of-this-name.md/within.md
ln -s out-loop-a.md out-loop-b.md
ln -s out-loop-b.md out-loop-a.md
ln -s nowhere out-link-dangling.md
ln -s /dev/zero out-link-to-zero.md
ln -s /dev/tty out-link-to-tty.md
ln -s /proc/self/mem out-link-to-memory.md
ln -s . out-link-to-this-folder
ln -s empty.md link-to-article.md
ln header-only.md hard-link.md
mkfifo out-fifo.md
if [ "$(id -u)" -eq 0 ]; then mknod out-device.md c 1 5 2>/dev/null || rm -f out-device.md; fi
# Root reads these all the same.
printf 'text\n' >unreadable.md && chmod 000 unreadable.md
mkdir forbidden && printf 'text\n' >forbidden/within.md && chmod 000 forbidden

# Folders.
deep=deep/$(repeated 62 'd/')
mkdir -p "$deep" && printf 'text\n' >"$deep/in.md"
deep=out-deep/$(repeated 200 'd/')
mkdir -p "$deep" && printf 'text\n' >"$deep/out.md"
mkdir many && cd many || exit
for ((i = 0; i < 5000 / scale; i++)); do
    printf -- '---\ntitle: %d\ndistrict: d%d\ntopic: t%d\n---\ntext\n' "$i" "$((i % (3000 / scale + 1)))" "$((i % 7))" >"$i.md"
done
cd .. && find . -mindepth 1 -maxdepth 1 -printf 'x' | wc -c
