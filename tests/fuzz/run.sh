#!/bin/bash
# run.sh BUILD SECONDS NAME...: runs the fuzz targets BUILD/tests/fuzz/NAME, made with libFuzzer, for SECONDS each, one
# after the other, from a copy of their corpora. What adds to the coverage is kept in BUILD/corpus/NAME for the next run,
# an input that breaks the target in BUILD/found/NAME. Prints a line for each target; exit status 1 if one was broken.
set -u
build=$1
seconds=$2
shift 2
log=$build/log
mkdir -p "$log"
# For the folders that some targets make: in memory, where the system has such a place.
temporary=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit
trap 'rm -rf "$temporary"' EXIT
broken=0

# Prints the value that the log's last line of libFuzzer's progress has for a name, as in `cov: 12 ft: 34`.
progress() { # LOG NAME
    sed -n "s|^#[0-9].* $2: \([0-9]*\).*|\1|p" "$1" | tail -n 1
}

printf '%-10s %12s %8s %8s %8s  %s\n' target executions cov ft seconds found
for name; do
    inputs=$build/corpus/$name
    found=$build/found/$name
    mkdir -p "$inputs" "$found"
    before=$(find "$found" -type f | wc -l)
    begun=$SECONDS
    TMPDIR=$temporary "$build/tests/fuzz/$name" -max_total_time="$seconds" -timeout=60 -report_slow_units=60 -rss_limit_mb=4096 \
        -print_final_stats=1 -artifact_prefix="$found/" "$inputs" "tests/fuzz/corpus/$name" >"$log/$name" 2>&1
    status=$?
    new=$(($(find "$found" -type f | wc -l) - before))
    outcome=nothing
    if [ "$status" -ne 0 ] || [ "$new" -ne 0 ]; then
        broken=1
        outcome="$new in $found, see $log/$name"
    fi
    printf '%-10s %12s %8s %8s %8d  %s\n' "$name" \
        "$(sed -n 's|^stat::number_of_executed_units: *||p' "$log/$name")" \
        "$(progress "$log/$name" cov)" "$(progress "$log/$name" ft)" $((SECONDS - begun)) "$outcome"
done
exit "$broken"
