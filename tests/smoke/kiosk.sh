#!/bin/bash
# The kiosk's screen as installed: cage, foot, the launcher and kanbao, on Xvfb, run by a user of their own. The test
# sends keys and mouse events, and judges by the picture and the running processes.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
# shellcheck source=tests/smoke/screen.sh
. tests/smoke/screen.sh
needs_screen "the kiosk's screen" compare convert
pick_user 64977

# The picture without the masthead, which has a clock.
shoot() { import -window root -crop 1024x700+0+64 +repage "$1"; }
differ() { [ "$(compare -metric AE "$1" "$2" null: 2>&1)" != 0 ]; }
shows() { # PICTURE
    shoot "$home/now.png" && ! differ "$home/now.png" "$1"
}
changes_from() {
    shoot "$home/now.png" && differ "$home/now.png" "$1"
}
has_ink() { [ "$(convert "$1" -colorspace gray -format '%[fx:int(standard_deviation*1000)]' info:)" -gt 60 ]; }
# Succeeds if the picture is not empty and has stopped changing.
settles() { # PICTURE
    shoot "$1" && has_ink "$1" && shows "$1"
}

# Prints the number of different shapes. A shape is a connected part of a character, identified by its size.
shapes() { # PICTURE
    convert "$1" -colorspace gray -threshold 50% -define connected-components:verbose=true -connected-components 8 null: |
        awk 'NR > 1 { sub(/[+].*/, "", $2); print $2, $4 }' | sort -u | wc -l
}

# Prints the running programs and how many processes of each. Processes that cage or foot fork may appear for a moment.
programs() {
    local process
    for process in $(pgrep -u "$uid"); do
        readlink "/proc/$process/exe"
    done | sort | uniq -c | awk '{ print $1, $2 }'
}
only_the_kiosk() {
    [ "$(programs)" = "$expected_programs" ] || { programs && false; }
}
shell=$(readlink -f /bin/sh)
expected_programs=$(printf '%s\n' "1 /usr/bin/cage" "1 $shell" "1 $(command -v foot)" "2 $prefix/bin/kanbao" | LC_ALL=C sort -k 2)
export LC_ALL=C

type_keys() { xdotool key --clearmodifiers "$@"; }

# Checks that a key still moves the text and another moves it back, so nothing else has the keyboard or the screen, and
# that no program was started or ended.
is_untouched() {
    local deadline_seconds=5
    type_keys Down
    become shows "$home/moved.png" || { echo "the text does not move" && return 1; }
    type_keys Up
    become shows "$home/article.png" || { echo "the text does not move back" && return 1; }
    only_the_kiosk && [ "$(pgrep -u "$uid" -x foot)" = "$terminal" ]
}
does_nothing() { # KEY...
    type_keys "$@" && is_untouched
}
mouse_does_nothing() { # XDOTOOL-COMMAND...
    xdotool "$@" && is_untouched
}

# The example installed with foot has all names with their defaults: each must be `none`, except those without a default
# key that need a command, and the modifier that mouse reports need.
all_bindings_are_none() { # SETTINGS
    local example=/etc/xdg/foot/foot.ini
    [ -r "$example" ] || { echo "no $example: not looked at" && return; }
    awk '
        /^#? ?\[[a-z:-]+\]/ { section = $0; gsub(/[# ]|\].*/, "", section) }
        section !~ /-bindings$/ { next }
        FILENAME == ARGV[1] && /^[a-z-]+=none$/ { sub(/=.*/, ""); none[section, $0] = 1 }
        FILENAME == ARGV[2] && /^#? ?[a-z-]+ ?=/ {
            sub(/^#? ?/, ""); sub(/ ?=.*/, "")
            if ($0 ~ /^(pipe|regex)-|^selection-override-modifiers$/) next
            seen++
            if (!((section, $0) in none)) { print section "] " $0 " is not none"; wrong = 1 }
        }
        END { print seen + 0, "bindings"; exit wrong || seen < 40 }' "$1" "$example"
}

press_until_changed() { # KEY PICTURE
    type_keys "$1"
    changes_from "$2"
}

start_x 1024x768 || skip_all "the kiosk's screen" "Xvfb does not start"
start_kiosk
become settles "$home/front.png"
outcome $? "the front page is drawn"
[ "$failed" -eq 0 ] || sed 's/^/# /' "$home/log"
settings=$(pgrep -u "$uid" -a -x foot | sed 's/.*--config=\([^ ]*\).*/\1/')
expect "foot takes its settings whole" foot --check-config --config="$settings"
expect "whatever it binds by itself is taken away" all_bindings_are_none "$settings"
expect "cage, the launcher, foot and kanbao run, nothing else" become only_the_kiosk
chinese=$(shapes "$home/front.png")

# The first key after the start gets lost.
become press_until_changed Down "$home/front.png"
outcome $? "a key moves the choice"
settles "$home/chosen.png"
type_keys Return
become changes_from "$home/chosen.png" && become settles "$home/article.png"
outcome $? "Enter opens an article"
type_keys Down
become changes_from "$home/article.png" && become settles "$home/moved.png"
outcome $? "a key moves its text"
type_keys Up
become shows "$home/article.png"
outcome $? "and back"
terminal=$(pgrep -u "$uid" -x foot)

# foot's own keys: a shell, search, URLs, the clipboard, scrolling, prompts, font sizes.
expect "none of foot's keys does anything" does_nothing ctrl+shift+n ctrl+shift+r ctrl+shift+u ctrl+shift+o \
    ctrl+shift+c ctrl+shift+v shift+Insert shift+Prior shift+Next ctrl+shift+z ctrl+shift+x \
    ctrl+plus ctrl+minus ctrl+KP_Add ctrl+KP_Subtract
# Ctrl+D and Ctrl+U move the text, there and back.
expect "nor does a signal's or a window's" does_nothing ctrl+c ctrl+z ctrl+backslash ctrl+s ctrl+q ctrl+d ctrl+u \
    alt+F4 alt+Tab super+Return F11 ctrl+alt+F2 ctrl+alt+BackSpace Print
# Double clicks on words, and the other buttons.
expect "nothing is selected, by clicks or where Shift is held down" mouse_does_nothing \
    mousemove 300 300 click --repeat 2 --delay 40 1 \
    keydown shift mousemove 100 200 mousedown 1 mousemove 600 400 mouseup 1 keyup shift
expect "nothing comes of the other buttons" mouse_does_nothing mousemove 300 300 click 2 click 3 click 8 click 9 \
    keydown ctrl click 1 click 3 keyup ctrl
xdotool mousemove 300 300 click 5
become changes_from "$home/article.png"
outcome $? "the wheel moves the text: mouse reports come through"
become settles "$home/now.png"
type_keys Home
become shows "$home/article.png"
outcome $? "and Home is the beginning again"

# A larger text means a new foot, with the same words at the top.
# foot splits its --font argument at commas.
runs_in_size() { pgrep -u "$uid" -a -x foot | grep -q "DejaVu Sans Mono:size=$1[^0-9]"; }
larger() { # POINTS
    type_keys 7
    become runs_in_size "$1" && become only_the_kiosk >/dev/null && become settles "$home/size.$1.png"
}
for points in 32 48 24; do
    larger "$points"
    outcome $? "larger text: $points points"
done
differ "$home/article.png" "$home/size.32.png" && differ "$home/size.32.png" "$home/size.48.png"
outcome $? "the three look different"
become shows "$home/article.png"
outcome $? "the third time the first again, at the same place"

# While the kiosk runs, neither kanbao nor the launcher leaves files, not even the pipe.
expect "no file of kanbao's or the launcher's" test -z "$(find "$home/run" \( -name '*kanbao*' -o -name place \) -print)"

# After a crash of a visit comes the next visit; a crash of kanbao itself ends all, and the unit's Restart= starts it
# again.
keeper=$(pgrep -u "$uid" -o -x kanbao)
visit=$(pgrep -P "$keeper")
kill -9 "$visit"
other_visit() { [ "$(pgrep -P "$keeper" || echo "$visit")" != "$visit" ]; }
become other_visit
outcome $? "a visit that is killed is followed by another"
kill -9 "$keeper"
all_ended() { ! pgrep -u "$uid" >/dev/null; }
become all_ended
outcome $? "with kanbao's end cage ends"

# Proves that the shapes above were Chinese: without the font there are only boxes, which are all alike.
cat >"$home/fonts.conf" <<FONTS
<?xml version="1.0"?>
<fontconfig><dir>$(dirname "$(fc-list "DejaVu Sans Mono" file | sed 's/: *$//' | head -n 1)")</dir><cachedir>$home/run/fonts</cachedir></fontconfig>
FONTS
start_kiosk FONTCONFIG_FILE="$home/fonts.conf"
become settles "$home/boxes.png"
boxes=$(shapes "$home/boxes.png")
[ "$boxes" -gt 0 ] && [ "$chinese" -gt $((boxes * 2)) ]
outcome $? "Chinese is drawn: $chinese different shapes, without a font for it $boxes"
kill "$cage"
become all_ended
outcome $? "all ends with cage"

[ "$failed" -eq 0 ]
