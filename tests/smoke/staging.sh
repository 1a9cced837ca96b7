# shellcheck shell=bash
# What the tests of the kiosk's machine share: sourced, not run. It installs everything into a folder of its own, in which
# the paths inside the files are real ones, and goes away with the script. Sets $home, $prefix, $sysconf.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
build=${BUILD:-build}
deadline_seconds=${deadline_seconds:-20}
tests=0
failed=0
jobs=()

# outcome STATUS NAME: one test's line.
outcome() {
    tests=$((tests + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tests - $2"
    else
        echo "not ok $tests - $2"
        failed=$((failed + 1))
    fi
}

# expect NAME COMMAND...: one test's line, with what the command said where it failed.
expect() {
    local name=$1 output status
    shift
    output=$("$@" 2>&1)
    status=$?
    outcome "$status" "$name"
    [ "$status" -eq 0 ] || printf '%s\n' "$output" | sed 's/^/# /'
}

skip() { # NAME REASON
    tests=$((tests + 1))
    echo "ok $tests - $1 # SKIP $2"
}

skip_all() { # NAME REASON
    skip "$1" "$2"
    exit 0
}

# missing PROGRAM...: the first that is not there.
missing() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || {
            echo "$program"
            return
        }
    done
}

# become COMMAND...: whether the command comes to succeed.
become() {
    local end=$((SECONDS + deadline_seconds))
    while [ $SECONDS -lt $end ]; do
        "$@" && return 0
        read -r -t 0.1 <>"$home/wait"
    done
    return 1
}

# nobody's process: those of this script alone.
end_jobs() {
    local job
    for job in ${jobs[@]+"${jobs[@]}"}; do
        kill "$job" 2>/dev/null
    done
    wait 2>/dev/null
    jobs=()
}

# install_kiosk VARIABLE=VALUE...: with make, of the program that is built already.
install_kiosk() {
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL "${MAKE:-make}" --no-print-directory install-kiosk BUILD="$build" "$@" \
        >"$home/installed" 2>&1 && return
    sed 's/^/# /' "$home/installed"
    outcome 1 "make install-kiosk"
    exit 1
}

# Others can enter it and nobody else write to it, as with an installation.
make_home() {
    home=$(mktemp -d) || exit
    trap 'end_jobs; rm -rf "$home"' EXIT
    chmod 755 "$home" && mkfifo "$home/wait" || exit
}

make_stage() {
    make_home
    prefix=$home/usr
    sysconf=$home/etc
    install_kiosk PREFIX="$prefix" SYSCONFDIR="$sysconf"
}
