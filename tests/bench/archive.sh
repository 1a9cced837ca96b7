#!/usr/bin/env bash
# Prints kanbao's figures for a large archive beside those of other programs, where these are installed (sfeed_curses,
# newsboat, ripgrep, less): `make bench-archive`. BUILD (default build) has the binaries, KANBAO is the program to measure,
# SIZES are the numbers of articles, STEPS what is measured, RUNS how often, READERS the number of readers at the same time,
# SECONDS_A_KEY the time between two keys of one, MOST_SECONDS the time after which another program is killed. Never fails
# because of a figure: the machine may be slow.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
kanbao=$(realpath "${KANBAO:-$build/kanbao}")
sizes=${SIZES:-9 1000 10000 100000}
steps=${STEPS:-index screens search reload readers}
runs=${RUNS:-5}
readers=${READERS:-1000}
most_seconds=${MOST_SECONDS:-300}
work=$(realpath -m "$build")/bench-archive
bench=$build/tests/bench
smallest=${sizes%% *}
largest=${sizes##* }
cache=$work/cache
packed=$work/$largest.txt
TIMEFORMAT='%R %U %S'

has() {
    command -v "$1" >/dev/null
}

wants() {
    [[ " $steps " == *" $1 "* ]]
}

# Runs commands by turns, $runs times and once before, so that their files are in memory: turns NAME COMMAND [NAME COMMAND …],
# each COMMAND a line of the shell. Prints the medians of the time and of the computing time, beside those of the first.
turns() {
    local run i times=$work/times
    rm -f "$times".*
    for ((run = 0; run <= runs; run++)); do
        for ((i = 2; i <= $#; i += 2)); do
            { time timeout -k 5 "$most_seconds" bash -c "${!i}" >/dev/null 2>&1 || :; } 2>"$times"
            [ "$run" = 0 ] || cat "$times" >>"$times.$i"
        done
    done
    printf '%-44s %9s %8s %12s %8s\n' "" ms times computing times
    for ((i = 2; i <= $#; i += 2)); do
        local name=$((i - 1))
        paste <(cut -d ' ' -f 1 "$times.$i" | sort -n) <(awk '{ print $2 + $3 }' "$times.$i" | sort -n) |
            awk -v name="${!name}" -v middle=$(((runs + 1) / 2)) 'NR == middle { print name "\t" $1 "\t" $2 }'
    done | awk -F '\t' 'NR == 1 { wall = $2 > 0 ? $2 : 1; cpu = $3 > 0 ? $3 : 1 }
        { printf "%-44s %9d %7.2fx %9d ms %7.2fx\n", $1, $2 * 1000, $2 / wall, $3 * 1000, $3 / cpu }'
}

# Prints all articles of the folder $1 one after the other.
all_of() {
    find "$1" -name '*.md' -exec cat {} +
}

# Gives the reader of the folder $1 the index that the folder has, if it would write one: its name is that of the lock.
fill_cache() {
    local lock keys="jk" try
    rm -rf "$cache/kanbao"
    for ((try = 0; try < 8; try++)); do
        "$bench/ptytime" 1 0 -- kanbao "$keys" XDG_CACHE_HOME="$cache" "$kanbao" "$1" >/dev/null
        for lock in "$cache"/kanbao/*.lock; do
            [ ! -e "$lock" ] || ln -f "$1/.kanbao-index" "${lock%.lock}"
        done
        [ ! -e "$lock" ] && [ "${1##*/}" -ge 1000 ] || return 0
        keys+=$keys # more time, until the folder is read
    done
    echo "no index of $1 for the reader"
}

# Reads the feed $1.rss into newsboat's own database, once. Fails if there is no newsboat, or if it takes too long.
fill_newsboat() {
    has newsboat || return 1
    echo "file://$1.rss" >"$1.urls"
    printf 'auto-reload no\nrefresh-on-startup no\n' >"$1.newsboat"
    [ ! -e "$1.newsdb" ] || return 0
    timeout -k 5 "$most_seconds" newsboat -q -C "$1.newsboat" -u "$1.urls" -c "$1.newsdb.new" -x reload >/dev/null || {
        echo "newsboat has not read $1.rss in $most_seconds s"
        rm -f "$1.newsdb.new"*
        return 1
    }
    mv "$1.newsdb.new" "$1.newsdb"
}

[ "$work" -nt tests/bench/make_archive.py ] || rm -rf "$work" # of other articles
mkdir -p "$work"
for size in $sizes; do
    [ -e "$work/$size.sfeed" ] && continue
    tests/bench/make_archive.py "$size" "$work/$size" --sfeed "$work/$size.new" --rss "$work/$size.rss"
    mv "$work/$size.new" "$work/$size.sfeed"
done
echo "the archive of $largest articles: $(du -s --apparent-size --exclude=.kanbao-index --block-size=MB "$work/$largest" | cut -f 1)"
[ -e "$packed" ] || all_of "$work/$largest" >"$packed"

if wants index; then
    echo
    echo "The index: building it beside reading the files"
    turns "cat" "find $work/$largest -name '*.md' -exec cat {} +" \
        "kanbao --index" "rm -f $work/$largest/.kanbao-index; $kanbao --index $work/$largest"
fi
[ -e "$work/$largest/.kanbao-index" ] || "$kanbao" --index "$work/$largest"
bytes=$(stat -c %s "$work/$largest/.kanbao-index")
echo "its size: $bytes bytes, $((bytes / largest)) an article"

if wants screens; then
    echo
    echo "The first screen of the reader, of a kiosk or an SSH reader, and of other programs, at each size"
    "$kanbao" --dump --width 80 "$(find "$work/$smallest" -name '*.md' | sort | sed -n 1p)" >"$work/page.txt"
    for size in $sizes; do
        [ "$size" = "$largest" ] || "$kanbao" --index "$work/$size"
        fill_cache "$work/$size"
        set -- -- "bare pager" "" "$bench/pager" "$work/page.txt" \
            -- "kanbao, $size" "" XDG_CACHE_HOME="$cache" "$kanbao" "$work/$size" \
            -- "kanbao by SSH, $size" "" "$kanbao" --kiosk --ssh "$work/$size"
        ! has sfeed_curses || set -- "$@" -- "sfeed_curses, $size" "" SFEED_LAZYLOAD=1 "$(command -v sfeed_curses)" "$work/$size.sfeed"
        ! fill_newsboat "$work/$size" || set -- "$@" -- "newsboat, $size" "" "$(command -v newsboat)" -q -C "$work/$size.newsboat" -u "$work/$size.urls" -c "$work/$size.newsdb"
        ! has less || [ "$size" != "$largest" ] || set -- "$@" -- "less, all in a file" "" "$(command -v less)" "$packed"
        timeout -k 5 "$most_seconds" "$bench/ptytime" "$runs" "${KEYS:-10}" "$@" || echo "not measured: $size"
    done
fi

if wants search; then
    for word in 萤火虫 居民代表; do
        echo
        echo "The search of all $largest articles from a script: $word, with all results printed"
        set --
        ! has rg || set -- "rg -c, all in a file" "rg -c $word $packed" "rg, all in a file" "rg $word $packed" \
            "rg -l, the folder" "rg -l $word $work/$largest"
        turns "$@" "cat, all in a file" "cat $packed" \
            "kanbao --search" "XDG_CACHE_HOME=$work/none $kanbao --search $word $work/$largest"
    done
fi

if wants reload; then
    echo
    fill_cache "$work/$largest"
    first=$(find "$work/$largest" -name '*.md' | sort | sed -n 1p)
    timeout -k 5 "$most_seconds" "$bench/reload" 5 "$first" env XDG_CACHE_HOME="$cache" "$kanbao" "$work/$largest" ||
        echo "not measured: reload"
    "$kanbao" --index "$work/$largest"
fi

if wants readers; then
    echo
    "$bench/readers" "$readers" "${SECONDS_A_KEY:-5}" "$kanbao" --kiosk --ssh "$work/$largest"
fi
