#!/bin/sh
# Prints kanbao's figures for a large archive beside those of other programs, where these are installed (sfeed_curses,
# newsboat, ripgrep, less): `make bench-archive`. BUILD (default build) has the binaries, KANBAO is the program to measure,
# SIZES are the numbers of articles, READERS the number of readers at the same time, SECONDS_A_KEY the time between two keys
# of one. Never fails because of a figure: the machine may be slow.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
kanbao=$(realpath "${KANBAO:-$build/kanbao}")
sizes=${SIZES:-9 1000 10000 100000}
readers=${READERS:-1000}
work=$(realpath -m "$build")/bench-archive
bench=$build/tests/bench
smallest=${sizes%% *}
largest=${sizes##* }
cache=$work/cache

has() {
    command -v "$1" >/dev/null
}

# Runs a command, and sets `ms` to the milliseconds it has taken.
timed() {
    begun=$(date +%s%N)
    "$@" >/dev/null 2>&1 || :
    ms=$((($(date +%s%N) - begun) / 1000000))
}

# Prints what has taken $2 ms beside its peer's $3.
compare() {
    awk -v what="$1" -v ms="$2" -v peer="$3" \
        'BEGIN { printf "%-44s %8d ms  %6.2fx\n", what, ms, ms / (peer > 0 ? peer : 1) }'
}

# Prints all articles of the folder $1 one after the other.
all_of() {
    find "$1" -name '*.md' -exec cat {} +
}

# Gives the reader of the folder $1 the index that the folder has, if it would write one: its name is that of the lock.
fill_cache() {
    rm -rf "$cache/kanbao"
    "$bench/ptytime" 1 0 -- kanbao "jkjkjkjkjk" env XDG_CACHE_HOME="$cache" "$kanbao" "$1" >/dev/null
    for lock in "$cache"/kanbao/*.lock; do
        [ ! -e "$lock" ] || ln -f "$1/.kanbao-index" "${lock%.lock}"
    done
}

# Reads the feed $1.rss into newsboat's own database, once.
fill_newsboat() {
    has newsboat || return 0
    echo "file://$1.rss" >"$1.urls"
    printf 'auto-reload no\nrefresh-on-startup no\n' >"$1.newsboat"
    [ -e "$1.newsdb" ] || newsboat -q -C "$1.newsboat" -u "$1.urls" -c "$1.newsdb" -x reload >/dev/null
}

mkdir -p "$work"
for size in $sizes; do
    [ -e "$work/$size.sfeed" ] && continue
    tests/bench/make_archive.py "$size" "$work/$size" --sfeed "$work/$size.new" --rss "$work/$size.rss"
    mv "$work/$size.new" "$work/$size.sfeed"
done
echo "the archive of $largest articles: $(du -s --apparent-size -m "$work/$largest" | cut -f 1) MB"

echo
echo "The index: times of building it beside that of reading the files (twice, so that they are in memory)"
rm -f "$work/$largest/.kanbao-index"
timed all_of "$work/$largest"
timed all_of "$work/$largest"
cat_ms=$ms
compare "cat" "$cat_ms" "$cat_ms"
timed "$kanbao" --index "$work/$largest"
compare "kanbao --index" "$ms" "$cat_ms"
bytes=$(stat -c %s "$work/$largest/.kanbao-index")
echo "size: $bytes bytes, $((bytes / largest)) an article"

echo
echo "The first screen of the reader, of a kiosk or an SSH reader, and of other programs, at each size"
less_file=$work/$largest.txt
all_of "$work/$largest" >"$less_file"
"$kanbao" --dump --width 80 "$(find "$work/$smallest" -name '*.md' | sort | head -n 1)" >"$work/page.txt"
for size in $sizes; do
    [ "$size" = "$largest" ] || "$kanbao" --index "$work/$size"
    fill_cache "$work/$size"
    fill_newsboat "$work/$size"
    set -- -- "bare pager" "" "$bench/pager" "$work/page.txt" \
        -- "kanbao, $size" "" env XDG_CACHE_HOME="$cache" "$kanbao" "$work/$size" \
        -- "kanbao by SSH, $size" "" "$kanbao" --kiosk --ssh "$work/$size"
    ! has sfeed_curses || set -- "$@" -- "sfeed_curses, $size" "" env SFEED_LAZYLOAD=1 "$(command -v sfeed_curses)" "$work/$size.sfeed"
    ! has newsboat || set -- "$@" -- "newsboat, $size" "" "$(command -v newsboat)" -q -C "$work/$size.newsboat" -u "$work/$size.urls" -c "$work/$size.newsdb"
    ! has less || [ "$size" != "$largest" ] || set -- "$@" -- "less, all in a file" "" "$(command -v less)" "$less_file"
    "$bench/ptytime" "${RUNS:-5}" "${KEYS:-10}" "$@"
done

echo
echo "The search of all $largest articles, from a script"
for word in 萤火虫 居民代表; do
    timed cat "$less_file"
    peer=$ms
    if has rg; then
        timed rg -c "$word" "$less_file"
        peer=$ms
        compare "rg $word, all in a file" "$ms" "$peer"
        timed rg -l "$word" "$work/$largest"
        compare "rg $word, in the folder" "$ms" "$peer"
    else
        compare "cat, all in a file" "$ms" "$peer"
    fi
    timed "$kanbao" --search "$word" "$work/$largest"
    compare "kanbao --search $word" "$ms" "$peer"
done

echo
first=$(find "$work/$largest" -name '*.md' | sort | head -n 1)
"$bench/reload" 5 "$first" env XDG_CACHE_HOME="$cache" "$kanbao" "$work/$largest"
"$kanbao" --index "$work/$largest"

echo
"$bench/readers" "$readers" "${SECONDS_A_KEY:-5}" "$kanbao" --kiosk --ssh "$work/$largest"
