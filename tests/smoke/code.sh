#!/bin/bash
# The kiosk's QR codes, read back from pictures of the screen as installed: cage, foot, the launcher and kanbao on Xvfb,
# at each size of text, on a screen of 1920×1080 pixels in landscape and in portrait, and in other colours. With PICTURES
# set to a folder, the pictures are copied there.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
# shellcheck source=tests/smoke/screen.sh
. tests/smoke/screen.sh
needs_screen "QR codes on the screen" zbarimg convert
pick_user 64878

site=https://bulletin.example.cn/notices/
id=shangcheng/tingshui-1130
link="https://www.example.cn/baoming?id=1130&from=bulletin"
mkdir -p "$home/content/${id%/*}"
cat >"$home/content/$id.md" <<ARTICLE
---
title: 停水通知
pinned: true
---
周三停水，[在这里报名]($link)。
ARTICLE

# Makes cage's window, the only one, as large as the screen, and gives it the keyboard. cage stays black if its window
# changes before it has painted anything; before that there is no window but the root, which keeps its size.
fill_screen() { # COLUMNS LINES
    local window
    become_soon is_painted 0 || return
    xdotool mousemove 300 300
    window=$(xdotool getmouselocation --shell | sed -n 's/^WINDOW=//p')
    xdotool windowsize "$window" 800 600 2>/dev/null &&
        [ "$(xdotool getwindowgeometry "$window" | sed -n 's/.*Geometry: //p')" = 800x600 ] &&
        xdotool windowsize "$window" "$1" "$2" windowfocus "$window" && become_soon is_painted $(($2 - 60))
}
# Succeeds if something is shown below a line of the screen: the buttons of the front page stand at its end.
is_painted() { # LINE
    [ "$(import -window root -crop "+0+$1" +repage -format '%[fx:int(mean*1000)]' info:)" -gt 0 ]
}
become_soon() {
    local deadline_seconds=2
    become "$@"
}
stop_kiosk() {
    kill "$cage" 2>/dev/null
    become nothing_runs
}
nothing_runs() { ! pgrep -u "$uid" >/dev/null; }

set_theme() { sed -i "s/^theme = .*/theme = $1/" "$sysconf/kanbao/kanbao.ini"; }

# Reads the code on the screen.
shoot() { import -window root "$home/now.png"; }
reads() { # TEXT
    shoot && [ "$(zbarimg --quiet --raw "$home/now.png" 2>/dev/null)" = "$1" ]
}
# Presses keys until the screen has this code: the first key after the start gets lost.
press_until_read() { # TEXT KEY...
    local text=$1
    shift
    xdotool key --clearmodifiers "$@" && become_soon reads "$text"
}
# The first line of pixels is in no cell.
edges_are_black() { [ "$(convert "$home/now.png" -crop x1+0+0 -format '%[fx:maxima]' info:)" = 0 ]; }
check_codes() { # NAME KEY...
    local name=$1
    shift
    become press_until_read "$site$id/" "$@"
    outcome $? "the article's address, $name"
    xdotool key --clearmodifiers bracketright && become reads "$link"
    outcome $? "the link's address, $name"
    [ -z "${PICTURES:-}" ] || cp "$home/now.png" "$PICTURES/code-${name//[^a-z0-9]/-}.png"
}
# Lets the article be shown in larger letters, for which the launcher starts foot and kanbao again.
enlarge() { # COLUMNSxLINES
    local foot
    foot=$(pgrep -u "$uid" -x foot)
    xdotool key --clearmodifiers 0 7 && become has_changed "$foot" && become is_painted $((${1#*x} - 60))
}
has_changed() { # PROCESS
    local foot
    foot=$(pgrep -u "$uid" -x foot) && [ "$foot" != "$1" ]
}

sed -i "s|^#site = .*|site = $site|" "$sysconf/kanbao/kanbao.ini"
for pixels in 1920x1080 1080x1920; do
    start_x "$pixels" || skip_all "QR codes on the screen" "Xvfb does not start"
    set_theme paper
    start_kiosk KANBAO_CONTENT="$home/content" KANBAO_FONT_SIZES="24 32 48"
    become fill_screen "${pixels%x*}" "${pixels#*x}"
    check_codes "$pixels, size 1, paper" 0 1 y
    set_theme contrast
    enlarge "$pixels"
    check_codes "$pixels, size 2, contrast" y
    expect "the edges around the cells are black, too" edges_are_black
    # The largest letters leave no room on a wide screen: the code comes with the smallest.
    set_theme mono
    enlarge "$pixels"
    check_codes "$pixels, size 3, mono" y
    stop_kiosk
done
[ "$failed" -eq 0 ]
