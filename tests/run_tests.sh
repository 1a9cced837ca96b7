#!/bin/bash
# run_tests.sh LOG SECONDS COMMAND...: runs test programs, each for at most SECONDS, and writes all of their output to
# LOG. TEST_JOBS of them run at the same time: by default two more than there are processors, since most of those that draw
# on a terminal wait. They begin in the order of the command line.
# Prints a line for each program, then why cases were skipped, then which cases failed, and as its last line
# `N passed, N failed, N skipped`. Exit status 1 if a case failed.
# A case is a line of TAP: `ok …` or `not ok …`; with `# SKIP` in it the case was skipped. A program also fails if it has
# no case, has fewer cases than it announced, or ends with an exit status other than 0 without a failed case.
set -u
log=$1
seconds=$2
shift 2
export CMOCKA_MESSAGE_OUTPUT=TAP
mkdir -p "${log%/*}" && : >"$log" || exit
work=$(mktemp -d) || exit
records=$work/records
: >"$records"
trap 'rm -rf "$work"' EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

# Background jobs of a shell do not get Ctrl-C.
stop() {
    local job
    for job in $(jobs -rp); do kill "$job"; done
    wait
    echo
}

# count PROGRAM STATUS: reads a program's output, prints how many cases passed, failed and were skipped, and appends a
# record for each failed or skipped case: `failed` NAME DETAIL..., `skipped` REASON, separated by tabs.
count() {
    LC_ALL=C awk -v program="$1" -v status="$2" -v records="$records" '
        # The details of a failed case are the last lines before it and the comments directly after it.
        function say(text) {
            gsub(/\t/, " ", text)
            text = "\t" substr(text, 1, 200)
            if (failing == "") { earlier = last; last = text }
            else if (comments++ < 3) details = details text
        }
        function begin() {
            if (failing != "") print "failed\t" program ": " failing details >>records
            failing = details = earlier = last = reason = ""
            comments = 0
        }
        function fail(name) {
            failed++
            failing = name
            details = earlier last
        }
        /^1\.\.[0-9]+$/ { planned += substr($0, 4); next }
        /^# SKIP / { begin(); reason = substr($0, 8); next }
        /^(not )?ok .*# SKIP/ {
            sub(/.*# SKIP */, "") # leaves the reason for a script, the name for cmocka
            print "skipped\t" (reason != "" ? reason : $0) >>records
            skipped++
            begin()
            next
        }
        /^ok / { passed++; begin(); next }
        /^not ok / {
            if (failing != "") begin()
            sub(/^not ok [0-9]* *(- )?/, "")
            fail($0)
            next
        }
        /^TAP version |^# (not )?ok - |^# Running / { next }
        !/^#/ && failing != "" { begin() }
        NF { sub(/^# */, ""); say($0) }
        END {
            if (failing != "") begin()
            ran = passed + failed + skipped
            if (status == 124 || status == 137) fail("did not end in time")
            else if (status && !failed) fail("ended with status " status)
            else if (!ran) fail("has no case")
            else if (planned > ran) fail(planned - ran " of its cases did not run")
            begin()
            print passed + 0, failed + 0, skipped + 0
        }'
}

tenths() { echo "$((${EPOCHREALTIME//[!0-9]/} / 100000))"; }

run() { # NUMBER COMMAND, whose words are separated by spaces
    local output=$work/$1.output name=${2%% *} begun child status counts outcome line
    name=${name#"${BUILD:-build}/"}
    name=${name#tests/}
    begun=$(tenths)
    # shellcheck disable=SC2086 # its words
    timeout --kill-after=10 "$seconds" $2 </dev/null >"$output" 2>&1 &
    child=$!
    # shellcheck disable=SC2064 # this child
    trap "kill $child; exit" TERM
    wait "$child"
    status=$?
    read -r -a counts < <(count "$name" "$status" <"$output")
    echo "${counts[*]}" >"$work/$1.counts"
    begun=$(($(tenths) - begun))
    outcome=ok
    [ "${counts[1]}" -eq 0 ] || outcome=FAILED
    printf -v line '%-34s %-6s %5d cases %4d.%d s' "$name" "$outcome" $((counts[0] + counts[1] + counts[2])) \
        $((begun / 10)) $((begun % 10))
    [ "${counts[2]}" -eq 0 ] || line+=", ${counts[2]} skipped"
    echo "$line"
    echo "== $name: $outcome, status $status" >>"$output"
}

running=0
number=0
for command; do
    number=$((number + 1))
    if [ "$running" -lt "${TEST_JOBS:-$(($(nproc) + 2))}" ]; then
        running=$((running + 1))
    else
        wait -n
    fi
    (
        trap - EXIT INT
        run "$number" "$command"
    ) &
done
wait

passed=0 failed=0 skipped=0
for ((number = 1; number <= $#; number++)); do
    cat "$work/$number.output" >>"$log"
    read -r -a counts <"$work/$number.counts"
    passed=$((passed + counts[0])) failed=$((failed + counts[1])) skipped=$((skipped + counts[2]))
done

awk -F'\t' '
    $1 == "skipped" { if (!count[$2]++) reasons[++n] = $2 }
    $1 == "failed" {
        failures = failures "  " $2 "\n"
        for (i = 3; i <= NF; i++) failures = failures "      " $i "\n"
    }
    END {
        if (n) print "skipped, and why:"
        for (i = 1; i <= n; i++) printf "  %d × %s\n", count[reasons[i]], reasons[i]
        if (failures != "") printf "failed:\n%s", failures
    }' "$records"
echo "all that was said is in $log"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
