# shellcheck shell=bash
# shellcheck disable=SC2154 # staging.sh sets $home and $prefix
# Shared by the tests that look at pictures of the kiosk's screen, sourced after staging.sh: Xvfb, and on it cage, foot,
# the launcher and kanbao, run by a user of their own. Sets $uid, $cage and, for the programs of X, $DISPLAY.

# needs_screen NAME PROGRAM...: skips the test where it cannot run, else installs everything.
needs_screen() {
    local name=$1 lacking family
    shift
    [ "$(id -u)" -eq 0 ] || skip_all "$name" "only root can make settings that are root's"
    lacking=$(missing Xvfb Xwayland cage foot xdotool import setpriv fc-list pgrep "$@")
    [ -z "$lacking" ] || skip_all "$name" "$lacking is not installed"
    for family in "DejaVu Sans Mono" "Noto Sans Mono CJK SC"; do
        [ -n "$(fc-list "$family" file)" ] || skip_all "$name" "the font $family is not installed"
    done
    make_stage
    # A system call that kanbao may not make ends it here.
    sed -i 's/--kiosk --config/--kiosk --strict-calls --config/' "$prefix/bin/kanbao-kiosk"
}

# pick_user UID: takes the first user from UID on without files or processes; it needs no entry in /etc/passwd.
pick_user() {
    uid=$1
    while pgrep -u "$uid" >/dev/null; do uid=$((uid + 1)); done
}

start_x() { # COLUMNSxLINES
    rm -f "$home/display"
    mkfifo "$home/display" || return 1
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3<>"$home/display" >/dev/null 2>&1 &
    jobs+=($!)
    read -r -t "$deadline_seconds" display <>"$home/display" && export DISPLAY=:$display
}

start_kiosk() { # [NAME=VALUE...]
    rm -rf "$home/run"
    mkdir -m 700 "$home/run" && chown "$uid:$uid" "$home/run" || return
    cd / # which every user may enter
    setpriv --reuid="$uid" --regid="$uid" --clear-groups env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TZ=UTC0 \
        HOME="$home/run" XDG_RUNTIME_DIR="$home/run" DISPLAY="$DISPLAY" WLR_BACKENDS=x11 WLR_RENDERER=pixman "$@" \
        cage -- "$prefix/bin/kanbao-kiosk" >"$home/log" 2>&1 &
    cage=$!
    disown "$cage" # the shell shall not report how it ends
    jobs+=("$cage")
}
