#!/bin/bash
# The program in tmux: opens an article, pages, searches, quits. Every screen has to become the frame that --frame
# prints. Skipped if tmux is missing.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
kanbao=$(realpath "${KANBAO:-build/kanbao}")
deadline_seconds=30

if ! command -v tmux >/dev/null; then
    echo "ok # SKIP tmux is not installed"
    exit 0
fi

home=$(mktemp -d)
export TMUX_TMPDIR=$home
unset TMUX
tmux() { command tmux -L kanbao-smoke -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null; rm -rf "$home"' EXIT

environment() {
    env -i PATH="$PATH" HOME="$home/$1" XDG_STATE_HOME="$home/$1/state" LC_ALL=C.UTF-8 "${@:2}"
}

failed=0
tests=0

# outcome STATUS NAME: prints the line of a test.
outcome() {
    tests=$((tests + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tests - tmux: $2"
    else
        echo "not ok $tests - tmux: $2"
        failed=$((failed + 1))
    fi
}

# until_pane COMMAND...: waits until the command succeeds with the pane's text. Each try starts a tmux client.
until_pane() {
    local end=$((SECONDS + deadline_seconds))
    while [ $SECONDS -lt $end ]; do
        pane=$(tmux capture-pane -p -t reader) || return 1
        "$@" && return 0
    done
    return 1
}

is_expected() { [ "$pane" = "$expected" ]; }
has_ended() { [[ $pane == *"ended with 0"* ]]; }

# expect_frame NAME KEYS: waits until the screen is the frame after KEYS.
expect_frame() {
    expected=$(environment "frame-$tests" "$kanbao" --frame 80x24 --keys "$2" content) &&
        [ -n "$expected" ] && until_pane is_expected
    local status=$?
    outcome $status "$1"
    [ $status -eq 0 ] || diff <(echo "$expected") <(echo "${pane:-}")
}

tmux new-session -d -s reader -x 80 -y 24 -e "LC_ALL=C.UTF-8" \
    "exec env -i PATH='$PATH' TERM=screen-256color HOME='$home/run' XDG_STATE_HOME='$home/run/state' LC_ALL=C.UTF-8 \
    sh -c '\"$kanbao\" content; echo ended with \$?; read wait'" || exit 1
tmux set-option -t reader status off >/dev/null
tmux resize-window -t reader -x 80 -y 24 >/dev/null

expect_frame "the first screen" ""
tmux send-keys -t reader j j Enter
expect_frame "an article opens" "jj<Enter>"
tmux send-keys -t reader Space
expect_frame "a page on" "jj<Enter><Space>"
tmux send-keys -t reader PageUp
expect_frame "a page back" "jj<Enter><Space><PgUp>"
tmux send-keys -t reader -l "/物业"
expect_frame "the search finds as one types" "jj<Enter><Space><PgUp>/物业"
tmux send-keys -t reader Enter
expect_frame "what was found opens" "jj<Enter><Space><PgUp>/物业<Enter>"
tmux send-keys -t reader Q
until_pane has_ended
outcome $? "it ends"

[ "$failed" -eq 0 ]
