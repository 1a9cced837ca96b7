# shellcheck shell=bash
# Shared by the tests of the kiosk's machine; sourced, not run. Installs everything into a temporary folder, with its
# real path in the installed files, and removes it at the end of the script. Sets $home, $prefix, $sysconf.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
build=${BUILD:-build}
deadline_seconds=${deadline_seconds:-20}
tests=0
failed=0
jobs=()

# outcome STATUS NAME: prints the line of a test.
outcome() {
    tests=$((tests + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tests - $2"
    else
        echo "not ok $tests - $2"
        failed=$((failed + 1))
    fi
}

# expect NAME COMMAND...: runs a test, and prints its line and, if it failed, the command's output.
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

# missing PROGRAM...: prints the first program that is not installed.
missing() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || {
            echo "$program"
            return
        }
    done
}

# become COMMAND...: waits until the command succeeds.
become() {
    local end=$((SECONDS + deadline_seconds))
    while [ $SECONDS -lt $end ]; do
        "$@" && return 0
        read -r -t 0.1 <>"$home/wait"
    done
    return 1
}

# Ends the processes this script has started.
end_jobs() {
    local job
    for job in ${jobs[@]+"${jobs[@]}"}; do
        kill "$job" 2>/dev/null
    done
    wait 2>/dev/null
    jobs=()
}

# install_kiosk VARIABLE=VALUE...: installs with make the program that is already built.
install_kiosk() {
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL "${MAKE:-make}" --no-print-directory install-kiosk BUILD="$build" "$@" \
        >"$home/installed" 2>&1 && return
    sed 's/^/# /' "$home/installed"
    outcome 1 "make install-kiosk"
    exit 1
}

# Makes a folder that others may enter and only its owner may write to, as with an installation.
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
