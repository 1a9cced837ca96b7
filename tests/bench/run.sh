#!/bin/sh
# Prints kanbao's figures beside its peers'. BUILD (default build) has the binaries, KANBAO is the program to measure
# (default $BUILD/kanbao). Never fails because of a figure: the machine may be slow.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
kanbao=${KANBAO:-$build/kanbao}
work=$build/bench
corpus_bytes=24000000
large_bytes=8000000

# Prints the paragraphs of an article without its header and marks, one a line.
paragraphs() {
    awk 'FNR == 1 && $0 == "---" { header = 1; next } header { header = $0 != "---"; next } NF' "$@" |
        sed 's/^[#>* -]*//; s/\*\*//g; s/!\[\(.*\)\](.*)/\1/'
}

# Prints the article $1 with its body repeated $2 times.
lengthen() {
    awk -v times="$2" '
        FNR == 1 && $0 == "---" { header = 1; print; next }
        header { print; header = $0 != "---"; next }
        { body = body $0 "\n" }
        END { for (i = 0; i < times; i++) print body }' "$1"
}

rm -rf "$work"
mkdir -p "$work"

paragraphs content/*/*.md >"$work/once.txt"
once=$(wc -c <"$work/once.txt")
awk -v times=$((corpus_bytes / once + 1)) \
    '{ text = text $0 "\n" } END { for (i = 0; i < times; i++) printf "%s", text }' \
    "$work/once.txt" >"$work/corpus.txt"

# The nine shipped articles, made long enough to scroll.
for article in content/*/*.md; do
    mkdir -p "$work/paper/$(basename "$(dirname "$article")")"
    lengthen "$article" 10 >"$work/paper/${article#content/}"
done
long=$(find "$work/paper" -name '*.md' | sort | head -n 1)
"$kanbao" --dump --width 80 "$long" >"$work/long.txt"
"$kanbao" --dump --width 50 "$long" >"$work/pane.txt"

large=$work/large.md
lengthen "$long" $((large_bytes / $(wc -c <"$long"))) >"$large"

# The pager shows the same article as kanbao: at full width, then in a pane as wide as kanbao's.
pager=$build/tests/bench/pager
"$build/tests/bench/ptytime" "${RUNS:-9}" "${KEYS:-30}" \
    -- "bare pager" "" "$pager" "$work/long.txt" \
    -- "kanbao FILE.md" "" "$kanbao" "$long" \
    -- "kanbao 8 MB.md" "" "$kanbao" "$large" \
    -- "bare pager in a pane" "" "$pager" "$work/pane.txt" 30 \
    -- "kanbao, nine articles" "$(printf '\r')" "$kanbao" "$work/paper"
echo
"$build/tests/bench/layout" "$work/corpus.txt"
