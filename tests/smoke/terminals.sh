#!/bin/bash
# The program in terminals that draw characters of ambiguous width narrow or wide: it has to find out how they do, and
# draw its separator in one column. A witness (witness.c) asks each terminal for the cursor after all the text of
# widths.md. Missing terminals and locales are skipped.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
kanbao=$(realpath "${KANBAO:-build/kanbao}")
witness=$(realpath "${BUILD:-build}/tests/smoke/witness")
article=$(realpath tests/smoke/widths.md)
content=$(realpath content)
deadline_seconds=20
separator_col=32 # counted from 0, of the first screen at 80x24
pane_lines=22

if [ ! -x "$kanbao" ] || [ ! -x "$witness" ]; then
    echo "not ok 1 - $kanbao or $witness is not there: make check builds both"
    exit 1
fi

home=$(mktemp -d)
export SCREENDIR=$home/screen TMUX_TMPDIR=$home LOCPATH=$home/locale
mkdir -m 700 "$SCREENDIR" "$LOCPATH"
unset TMUX STY
jobs=()
tests=0
failed=0

clean_up() {
    local job
    screen -S kanbao -X quit >/dev/null 2>&1
    screen -S witness -X quit >/dev/null 2>&1
    tmux -L kanbao-terminals kill-server 2>/dev/null
    for job in ${jobs[@]+"${jobs[@]}"}; do
        kill "$job" 2>/dev/null
    done
    rm -rf "$home"
}
trap clean_up EXIT

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

skip() { # NAME REASON
    tests=$((tests + 1))
    echo "ok $tests - $1 # SKIP $2"
}

has() { command -v "$1" >/dev/null; }

# become COMMAND...: waits until the command succeeds.
become() {
    local end=$((SECONDS + deadline_seconds))
    while [ $SECONDS -lt $end ]; do
        "$@" && return 0
        read -r -t 0.1 <>"$home/wait"
    done
    return 1
}
mkfifo "$home/wait"

# The environment for a program in a terminal.
variables=(PATH="$PATH" HOME="$home/run" XDG_STATE_HOME="$home/run/state" LOCPATH="$LOCPATH" SCREENDIR="$SCREENDIR"
    LSAN_OPTIONS="suppressions=$PWD/tests/pty/lsan.supp:print_suppressions=0")
environment() { # NAME=VALUE... COMMAND...
    env -i "${variables[@]}" "$@"
}

# Writes the article's screens, page by page, as terminals with narrow and with wide ambiguous characters should show
# them. Sets $keys to keys that bring up all of them.
make_frames() {
    local ambiguous page before spaces
    for ambiguous in narrow wide; do
        before=
        spaces=
        page=first
        while [ "$page" != "$before" ]; do
            before=$page
            page=$(environment LC_ALL=C.UTF-8 "$kanbao" --frame 80x24 --ambiguous "$ambiguous" --keys "$spaces" "$article") ||
                return
            spaces+=" "
            echo "$page"
        done >"$home/frames.$ambiguous"
    done
    keys="g${spaces}bkkkjjdugQ"
}

# testify NAME NARROW-OR-WIDE: waits for the report of the running witness and judges it.
testify() {
    become test -e "$home/report" && [ "$(tail -n 1 "$home/report")" = "$2: 0 differ" ]
    outcome $? "$1"
    sed 's/^/# /' "$home/report" 2>/dev/null
    rm -f "$home/report"
}

# GNU screen's hardcopy has one byte for each cell: the lowest byte of its character (2 for │), or ff for the right half
# of a wide character. A newline ends a row, unless ff follows: then it is a character's byte.
separates() { # BYTE
    od -An -v -tx1 -w1 "$home/hardcopy" 2>/dev/null | awk -v wanted="$1" -v at="$separator_col" -v lines="$pane_lines" '
        function row_ends() {
            if (row >= 1 && row <= lines && cells[at] != wanted) wrong++
            row++
            col = 0
            split("", cells)
        }
        { byte = $1 }
        before == "0a" && byte != "ff" { col--; row_ends() }
        { cells[col++] = byte; before = byte }
        END { row_ends(); exit wrong || row <= lines }'
}

look_at_screen() { # BYTE
    screen -S kanbao -X hardcopy "$home/hardcopy" >/dev/null && separates "$1"
}

in_screen() { # NAME LOCALE NARROW-OR-WIDE BYTE
    environment LC_ALL="$2" TERM=xterm screen -U -c /dev/null -dmS kanbao \
        "$kanbao" "$content"
    become look_at_screen "$4"
    outcome $? "$1"
    screen -S kanbao -X quit >/dev/null
    # screen does not know combining marks newer than Unicode 5.0.
    environment LC_ALL="$2" TERM=xterm screen -U -c /dev/null -dmS witness "${testimony[@]}" "$3" old-marks
    testify "$1, widths" "$3"
}

# tmux prints characters; it counts columns as well, since it cuts rows at the separator.
look_at_tmux() {
    local rows row count=0
    mapfile -t rows < <(tmux -L kanbao-terminals capture-pane -p -t reader)
    for row in "${rows[@]}"; do
        [[ $row == *"│"* ]] && count=$((count + 1))
    done
    [ "$count" -eq "$pane_lines" ] && [ "$(printf '%s\n' "${rows[@]}")" = "$expected" ]
}

in_tmux() {
    expected=$(environment LC_ALL=C.UTF-8 "$kanbao" --frame 80x24 --ambiguous narrow "$content")
    tmux -L kanbao-terminals -f /dev/null new-session -d -s reader -x 80 -y 24 \
        "exec env -i PATH='$PATH' TERM=screen-256color HOME='$home/run' LC_ALL=C.UTF-8 '$kanbao' '$content'"
    tmux -L kanbao-terminals set-option -t reader status off >/dev/null
    tmux -L kanbao-terminals resize-window -t reader -x 80 -y 24 >/dev/null
    become look_at_tmux
    outcome $? "tmux: narrow"
    tmux -L kanbao-terminals respawn-pane -k -t reader \
        "exec env -i ${variables[*]@Q} TERM=screen-256color LC_ALL=C.UTF-8 ${testimony[*]@Q} narrow"
    testify "tmux: narrow, widths" narrow
}

# Xvfb chooses a free display and prints its number.
start_x() {
    mkfifo "$home/display" || return 1
    Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp 3<>"$home/display" >/dev/null 2>&1 &
    jobs+=($!)
    read -r -t "$deadline_seconds" display <>"$home/display" && display=:$display
}

has_bar() { # BAR
    LC_ALL=C.UTF-8 grep -q -a -F "$1" "$home/written" 2>/dev/null && grep -q -a -F "$(printf '\033[?1049h')" "$home/written"
}

start_xterm() { # OPTION...
    environment DISPLAY="$display" LC_ALL=C.UTF-8 xterm -u8 -geometry 80x24 "$@" >/dev/null 2>&1 &
    xterm=$!
    jobs+=("$xterm")
}

end_xterm() {
    kill "$xterm" 2>/dev/null
    wait "$xterm" 2>/dev/null
}

# xterm cannot be asked for its screen, so script(1) records kanbao's output.
in_xterm() { # NAME NARROW-OR-WIDE BAR OTHER-BAR OPTION...: OTHER-BAR must not be drawn, unless it is empty
    local name=$1 ambiguous=$2 bar=$3 other=$4
    shift 4
    rm -f "$home/written"
    # script does not end with its terminal
    start_xterm "$@" -e bash -c \
        "echo \$\$ >'$home/script'; exec script -q -f -c \"exec '$kanbao' '$content'\" '$home/written'"
    become has_bar "$bar" && { [ -z "$other" ] || ! has_bar "$other"; }
    outcome $? "$name"
    kill "$(cat "$home/script")"
    end_xterm
    start_xterm "$@" -e "${testimony[@]}" "$ambiguous"
    testify "$name, widths" "$ambiguous"
    end_xterm
}

make_frames
outcome $? "the article's screens"
testimony=("$witness" "$home/report" "$home/frames" "$kanbao" "$article" "$keys")

if ! has screen; then
    skip "GNU screen" "screen is not installed"
else
    in_screen "GNU screen, C.UTF-8: narrow" C.UTF-8 narrow 02
    if has localedef && localedef -i zh_CN -f UTF-8 "$LOCPATH/zh_CN.UTF-8" >/dev/null 2>&1; then
        in_screen "GNU screen, zh_CN.UTF-8: wide" zh_CN.UTF-8 wide 7c
    else
        skip "GNU screen, zh_CN.UTF-8: wide" "zh_CN.UTF-8 cannot be made: localedef or the package locales is missing"
    fi
fi

if has tmux; then
    in_tmux
else
    skip "tmux: narrow" "tmux is not installed"
fi

if ! has xterm || ! has Xvfb || ! has script; then
    skip "xterm" "xterm, Xvfb or script is not installed"
elif ! start_x; then
    skip "xterm" "Xvfb does not start"
else
    in_xterm "xterm: narrow" narrow "│" " | "
    # The first screen does not wait for the answer, and may be as in the terminal before.
    in_xterm "xterm -cjk_width: wide" wide " |" "" -cjk_width
fi

[ "$failed" -eq 0 ]
