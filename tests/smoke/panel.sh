#!/bin/bash
# kanbao-panel as installed, with stand-ins for the clock, swayidle and wlr-randr: when swayidle watches, what it is told,
# and that the panel is never left off.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
make_stage
mkdir "$home/bin"
panel=$prefix/bin/kanbao-panel
calls=$home/calls
export PATH=$home/bin:$PATH home

stand_in() { # NAME, its text on standard input
    { echo '#!/bin/bash' && cat; } >"$home/bin/$1"
    chmod +x "$home/bin/$1"
}
# shellcheck disable=SC2016 # the stand-in expands it
stand_in date <<<'cat "$home/now"'
# shellcheck disable=SC2016
stand_in sleep <<<'read -r -t 0.1 <>"$home/wait"'
stand_in swayidle <<'SWAYIDLE'
printf 'swayidle %s\n' "$*" >>"$home/calls"
trap 'echo "swayidle ends" >>"$home/calls"; exit' TERM
while [ ! -e "$home/crash" ]; do
    read -r -t 0.1 <>"$home/wait"
done
SWAYIDLE
stand_in wlr-randr <<'RANDR'
[ -e "$home/old" ] && echo "compositor doesn't support wlr-output-management-unstable-v1" >&2 && exit 1
if [ $# -gt 0 ]; then
    echo "wlr-randr $*" >>"$home/calls"
else
    printf 'HDMI-A-1 "A panel (HDMI-A-1)"\n  Enabled: yes\n  Modes:\n    1920x1080 px\neDP-1 "Another"\n  Enabled: no\n'
fi
RANDR

set_time() { echo "$1" >"$home/now.new" && mv "$home/now.new" "$home/now"; }
begin() { # NOW HOURS
    : >"$calls"
    set_time "$1"
    "$panel" "$2" >"$home/said" 2>&1 &
    jobs+=($!)
}
has() { grep -q -x -F -e "$1" "$calls" || { cat "$calls" && false; }; }
becomes() { become has "$1" >/dev/null || has "$1"; }
is_on() { becomes "wlr-randr --output HDMI-A-1 --on" && becomes "wlr-randr --output eDP-1 --on"; }
none() { ! grep -q -e "$1" "$calls" || { cat "$calls" && false; }; }
fails_with() { # STATUS COMMAND...
    local wanted=$1
    shift
    "$@"
    [ $? -eq "$wanted" ]
}

expect "off" "$panel" off
expect "turns each panel off" diff "$calls" - <<<"wlr-randr --output HDMI-A-1 --off
wlr-randr --output eDP-1 --off"

begin 2159 22:00-06:30
set_time 2200
watch="swayidle -w timeout 60 $panel off resume $panel on"
expect "at night it is watched for touches" becomes "$watch"
expect "and not turned off by itself" none '--off'
set_time 0629
expect "until the night ends" none 'swayidle ends'
set_time 0630
expect "then it is no more" becomes "swayidle ends"
expect "and all panels are turned on" is_on
set_time 2359
: >"$calls"
expect "the next night it is again" becomes "$watch"
: >"$calls"
: >"$home/crash"
expect "if swayidle ends, the panels are turned on" is_on
rm "$home/crash"
end_jobs

begin 0800 08:30-09:00
set_time 0829
: >"$calls"
set_time 0830
expect "hours of one day" becomes "swayidle -w timeout 60 $panel off resume $panel on"
set_time 0900
expect "end on the same day" becomes "swayidle ends"
end_jobs

: >"$home/old"
: >"$calls"
expect "a cage that cannot: it ends, without a fault" timeout "$deadline_seconds" "$panel" 22:00-06:30
expect "and starts nothing" test ! -s "$calls"
for wrong in "" 22:00 night; do
    expect "wrong use: '$wrong'" fails_with 2 "$panel" "$wrong"
done

[ "$failed" -eq 0 ]
