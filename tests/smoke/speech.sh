#!/bin/bash
# The real speech-dispatcher, started as the unit does, with espeak-ng: a kiosk in tmux reads an article aloud to its end
# into a file instead of a sound card. The file has to be sound, of a length that the text can have.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
deadline_seconds=90
name="reading aloud"
lacking=$(missing speech-dispatcher tmux)
[ -z "$lacking" ] || skip_all "$name" "$lacking is not installed"
module=$(find /usr/lib /usr/libexec -name sd_espeak-ng 2>/dev/null)
[ -n "$module" ] || skip_all "$name" "speech-dispatcher-espeak-ng is not installed"
make_stage

socket=$home/speechd.sock
sound=$home/sound.wav
cat >"$home/alsa.conf" <<ALSA
pcm.!default { type file slave.pcm null file "$sound" format wav }
pcm.null { type null }
ALSA
mkdir "$home/articles" "$home/log"
cat >"$home/articles/a.md" <<'ARTICLE'
---
title: 停水通知
---
各位居民，明天上午九点到十一点，东桥社区因检修水管停水，请提前储水。

| 楼号 | 时间 |
|--|--|
| 一号楼 | 九点 |
ARTICLE
characters=45 # that are spoken

# The options of the unit's ExecStart, with this test's paths.
options=$(sed -n '/^ExecStart=/,/[^\\]$/p' "$sysconf/systemd/system/kanbao-speech.service" | tr -d '\\\n' |
    sed -e 's|^ExecStart=[^ ]* ||' -e "s|%t/kanbao-speech/speechd.sock|$socket|" -e "s|%t/kanbao-speech|$home/log|g" \
        -e 's|--run-daemon|--run-single|')
# shellcheck disable=SC2086 # the options must be split
ALSA_CONFIG_PATH=$home/alsa.conf HOME=$home XDG_RUNTIME_DIR=$home/log speech-dispatcher $options >"$home/said" 2>&1 &
jobs+=($!)
is_listening() { [ -S "$socket" ]; }
expect "the daemon takes the unit's options and our settings" become is_listening

export TMUX_TMPDIR=$home
unset TMUX
tmux() { command tmux -L kanbao-speech -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null; end_jobs; rm -rf "$home"' EXIT
tmux new-session -d -x 80 -y 24 "env LANG=C.UTF-8 '$prefix/bin/kanbao' --kiosk --strict-calls --voice '$socket' \
    '$home/articles' 2>'$home/journal'"
shows() { tmux capture-pane -p | grep -q -e "$1"; }
presses() {
    tmux send-keys "$1"
    become shows "$2" || { tmux capture-pane -p && cat "$home/said" "$home/journal" && false; }
}
become shows 停水通知
expect "there is a button where there is a Chinese voice" presses 1 朗读
expect "the article is read to its end" presses 8 读完了
expect "without a fault" test ! -s "$home/journal"

# The samples, 16 bits each at 22,050 a second, come after the 44 bytes of the head.
seconds_tenths() { echo $((($(stat -c %s "$sound") - 44) * 10 / 2 / 22050)); }
is_plausible() {
    local tenths
    tenths=$(seconds_tenths)
    echo "$tenths tenths of a second for $characters characters"
    [ "$tenths" -ge $((characters)) ] && [ "$tenths" -le $((characters * 6)) ]
}
is_loud() {
    od -An -v -td2 -w2 -j44 "$sound" | awk '
        { value = $1 < 0 ? -$1 : $1; if (value > 1000) loud++ }
        END { printf "%d of %d samples are loud\n", loud, NR; exit loud * 20 < NR }'
}
expect "it lasts a tenth to six tenths of a second a character" is_plausible
expect "it is not silent" is_loud

[ "$failed" -eq 0 ]
