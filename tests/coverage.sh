#!/bin/bash
# coverage.sh BUILD [COUNT]: after the tests have run in a build with gcc's --coverage, prints which part of the lines of
# src they ran, for each room and in all, and the COUNT (40) functions with most lines that they did not run.
set -u -o pipefail
export LC_ALL=C
build=$1
count=${2:-40}
cd "$(dirname "$0")/.." || exit

# Prints for each function and file of a room: `function` or `file`, its name, how many lines it has, how many of them ran.
lines_of() { # ROOM
    gcov --no-output --function-summaries --object-directory "$build/$1" src/"$1"/*.c 2>/dev/null | awk -F"'" '
        /^(Function|File) / { kind = tolower(substr($1, 1, index($1, " ") - 1)); name = $2 }
        /^(Lines executed:|No executable lines)/ {
            split($0, part, /[:% ]+/)
            all = $0 ~ /^No/ ? 0 : part[5]
            if (kind != "") printf "%s\t%s\t%d\t%d\n", kind, name, all, all * part[3] / 100 + 0.5
            kind = ""
        }'
}

for room in src/*/; do
    room=${room#src/}
    [ "$room" != po/ ] || continue
    lines_of "${room%/}" | awk -F'\t' -v OFS='\t' -v room="${room%/}" '{ print room, $0 }'
done | awk -F'\t' -v count="$count" '
    $2 == "file" && $3 ~ "^src/.*[.]c$" {
        if (!($1 in all)) rooms[++n] = $1
        all[$1] += $4; ran[$1] += $5; total += $4; total_ran += $5
    }
    $2 == "function" && $4 > $5 { printf "%5d of %3d lines  %-9s %s\n", $4 - $5, $4, $1, $3 | sorted }
    BEGIN { sorted = "sort -rn | head -n " count; print "functions with most lines that no test runs:" }
    END {
        close(sorted)
        for (i = 1; i <= n; i++)
            printf "%-10s %6.1f %%  %5d of %5d lines\n", rooms[i], 100 * ran[rooms[i]] / all[rooms[i]], ran[rooms[i]], all[rooms[i]]
        printf "%-10s %6.1f %%  %5d of %5d lines\n", "src", 100 * total_ran / total, total_ran, total
    }'
