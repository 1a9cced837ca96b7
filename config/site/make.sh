#!/bin/bash
# make.sh KANBAO CONTENT FOLDER [URL]: makes the web site of a bulletin in FOLDER with hugo. kanbao says which articles are shown
# and what their headers mean, so the site, the screen and the kiosk show the same. Needs jq and hugo.
set -eu
kanbao=$(realpath "$1")
content=$(realpath "$2")
mkdir -p "$3"
target=$(realpath "$3")
cd "$(dirname "${BASH_SOURCE[0]}")"
articles=$(mktemp -d)
trap 'rm -rf "$articles"' EXIT

# Each article on four lines: its id, its file, where its body begins, and its header for Hugo.
"$kanbao" --list --json "$content" | jq -r '.[] | .id, .path, .body, ({title, kicker, subtitle, date, authors, topics, place,
        source, link, note, summary, issue, page, weight: (if .pinned then 1 else 2 + (.order // 9999) end), pinned,
        districts: [.district // empty]} | with_entries(select(.value != null)) | tojson)' |
    while IFS= read -r id && IFS= read -r path && read -r body && IFS= read -r header; do
        mkdir -p "$articles/$(dirname "$id")"
        { printf '%s\n\n' "$header" && tail -c "+$((body + 1))" "$path"; } >"$articles/$id.md"
    done

# A picture that is not there is told in words, as on the screen.
pictures=$(cd "$content" && find . -type f '(' -iname '*.jpg' -o -iname '*.jpeg' -o -iname '*.png' -o -iname '*.gif' \
    -o -iname '*.webp' -o -iname '*.svg' ')' ! -path '*/.*' -printf '%P\n')
rm -rf "${target:?}"/*
while IFS= read -r picture; do
    [ -z "$picture" ] || install -D -m 644 "$content/$picture" "$target/$picture"
done <<<"$pictures"
# The bulletin's own name, if it has one.
name=$("$kanbao" --list --json "$content/_index.md" 2>/dev/null | jq -r '.[0].title' || :)
# Nothing is written beside the layouts, which may be on a disk that cannot be written to.
HUGO_PARAMS_PICTURES=$pictures HUGO_TITLE=${name:-看报} HUGO_RESOURCEDIR=$articles/.resources hugo --quiet --noBuildLock \
    ${4:+--baseURL "$4"} --contentDir "$articles" --destination "$target" --cacheDir "$articles/.cache"
