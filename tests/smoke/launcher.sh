#!/bin/bash
# The kiosk's launcher as installed, with a stand-in for foot that only records its arguments: the settings for each
# version, the size after each exit status, and the pipe that passes the visit on.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
make_stage
mkdir -m 700 "$home/bin" "$home/run" "$home/content"
asked=$home/asked
share=$prefix/share/kanbao
drm=$home/drm
sed -i "s|/sys/class/drm|$drm|; s|^daemon=.*|daemon=$home/daemon|" "$prefix/bin/kanbao-kiosk"

# The stand-in reads its version and the exit status of each run from files. Each run records the contents of the pipe
# and puts its exit status there.
cat >"$home/bin/foot" <<'FOOT'
#!/bin/bash
state=${0%/*}/..
case $* in
--version) cat "$state/version" ;;
--check-config*) exit "$(cat "$state/check")" ;;
*)
    read -r status <"$state/statuses"
    sed -i 1d "$state/statuses"
    read -r -t 0 -u 3 && read -r -u 3 place
    printf '%s place=%s\n' "$*" "${place-}" >>"$state/asked"
    echo "left-with-$status" >&3
    exit "$status"
    ;;
esac
FOOT
chmod +x "$home/bin/foot"

# launch VERSION STATUSES [NAME=VALUE...]: runs the launcher; $status is its exit status.
launch() {
    echo "foot version: $1" >"$home/version"
    tr ' ' '\n' <<<"$2" >"$home/statuses"
    echo 0 >"$home/check"
    rm -f "$asked"
    shift 2
    run_launcher "$@"
}
run_launcher() {
    env -i PATH="$home/bin:$PATH" XDG_RUNTIME_DIR="$home/run" KANBAO_CONTENT="$home/content" "$@" \
        "$prefix/bin/kanbao-kiosk" >"$home/said" 2>&1
    status=$?
}
asks() { # RUN PART...
    local run=$1 part line
    shift
    line=$(sed -n "${run}p" "$asked")
    for part in "$@"; do
        [[ $line == *"$part"* ]] || { echo "no '$part' in '$line'" && return 1; }
    done
}
says() { grep -q -e "$1" "$home/said" || { cat "$home/said" && false; }; }
runs() { [ "$(wc -l <"$asked")" -eq "$1" ]; }

launch "1.13.1 +pgo +ime +graphemes -assertions" 0
expect "kanbao ends with 0: so does the launcher" test "$status" -eq 0
expect "foot 1.13 has its settings" asks 1 "--config=$share/kiosk/foot-1.13.ini"
expect "the Latin font is the first" asks 1 "--font=DejaVu Sans Mono:size=24,Noto Sans Mono CJK SC:size=24 "
expect "kanbao is told all" asks 1 \
    "-- $prefix/bin/kanbao --kiosk --config $sysconf/kanbao/kanbao.ini --machine  --text-size 1 --status /run/kanbao/status.json $home/content place="
expect "nothing stays in the folder" test -z "$(ls -A "$home/run")"
for version in 1.21.0 1.22.3 2.0; do
    launch "$version" 0
    expect "foot $version has the newer settings" asks 1 "--config=$share/kiosk/foot-1.21.ini"
done
launch "1.9.2" 0
expect "foot 1.9.2 has the older settings" asks 1 "--config=$share/kiosk/foot-1.13.ini"

expect "a line is 1.3 times as high as its letters, and one under letters stands clear of them" asks 1 \
    "--override=line-height=32 --override=underline-offset=6 "

# panel PIXELS MILLIMETRES: writes the description of a panel of this width, as far as the launcher reads it.
panel() {
    mkdir -p "$drm/card0-HDMI-A-1" "$drm/card0-DP-1"
    : >"$drm/card0-DP-1/edid" # nothing is connected there
    {
        head -c 56 /dev/zero
        # shellcheck disable=SC2059 # the bytes are in the format
        printf "$(printf '\\%03o' $(($1 % 256)) 0 $(($1 >> 8 << 4)) 0 0 0 0 0 0 0 $(($2 % 256)) 0 $(($2 >> 8 << 4)))"
        head -c 59 /dev/zero
    } >"$drm/card0-HDMI-A-1/edid"
}
# sizes_on PIXELS MILLIMETRES SIZE...: checks the three sizes on such a panel.
sizes_on() {
    panel "$1" "$2"
    launch 1.13.1 "62 63 0"
    asks 1 "size=$3 " && asks 2 "size=$4 " && asks 3 "size=$5 "
}
expect "21.5 inches, 1920 pixels" sizes_on 1920 476 24 32 48
expect "32 inches, 1920 pixels" sizes_on 1920 708 16 22 32
expect "15.6 inches, 1920 pixels" sizes_on 1920 344 33 44 66
expect "27 inches, 3840 pixels" sizes_on 3840 597 38 51 76
expect "a width that no panel has" sizes_on 1920 16 24 32 48
expect "a panel that tells no width" sizes_on 1920 0 24 32 48
expect "a projector that tells a width of metres" sizes_on 1280 3000 24 32 48
panel 1920 344
launch 1.13.1 0 KANBAO_FONT_SIZES="20 30 40"
expect "sizes that are set are taken on any panel" asks 1 "size=20 "
head -c 40 "$drm/card0-HDMI-A-1/edid" >"$drm/short" && mv "$drm/short" "$drm/card0-HDMI-A-1/edid"
launch 1.13.1 0
expect "a description that is cut off" asks 1 "size=24 "
rm -r "$drm"

launch 1.13.1 "62 63 61 0"
expect "61, 62, 63: four runs" runs 4
expect "the second in size 2" asks 2 "size=32" "--text-size 2 "
expect "with what the first left in the pipe" asks 2 "place=left-with-62"
expect "the third in size 3" asks 3 "size=48" "--text-size 3 " "place=left-with-63"
expect "the fourth in size 1 again" asks 4 "size=24" "--text-size 1 " "place=left-with-61"

launch 1.13.1 "63 60 0" KANBAO_TEXT_SIZE=2
expect "60: the size that it began with" asks 3 "size=32" "--text-size 2 "

launch 1.13.1 "64 61 0" KANBAO_MACHINE="hall 3"
expect "64: letters twice as large" asks 2 "size=48,Noto Sans Mono CJK SC:size=48 " "--rest $home/content"
expect "and a woken visit in the first size again" asks 3 "size=24" "--text-size 1 --status /run/kanbao/status.json $home/content place=left-with-61"
expect "the machine has its name" asks 1 "--machine hall 3 "
launch 1.13.1 "62 64 0" KANBAO_TEXT_SIZE=1
expect "rest begins from the first size, whatever came before" asks 3 "size=48" "--text-size 1 " "--rest "

launch 1.13.1 "64 0" KANBAO_TEXT_SIZE=3
expect "and is twice size 1, whatever the first size is" asks 2 "size=48" "--text-size 3 " "--rest "

for ending in 1 2 59 65 137 230; do
    launch 1.13.1 "$ending"
    expect "status $ending ends it with that" test "$status" -eq "$ending"
    expect "after one run" runs 1
done

launch 1.13.1 0 KANBAO_TEXT_SIZE=3 KANBAO_FONT_SIZES="20 30 40"
expect "the sizes and the first of them can be set" asks 1 "size=40" "--text-size 3 "
launch 1.13.1 0 KANBAO_TEXT_SIZE=9 KANBAO_FONT_SIZES="20 30"
expect "what is no size is taken for 1" asks 1 "size=24" "--text-size 1 "
expect "and said" says "KANBAO_TEXT_SIZE is '9'"
expect "so with the list" says "KANBAO_FONT_SIZES is '20 30'"
launch 1.13.1 0 KANBAO_FONT_SIZES="18 24 *"
expect "a list with something else in it" asks 1 "size=24"
launch 1.13.1 0 KANBAO_NIGHT=22:00-06:30
expect "the night is told" asks 1 " --night 22:00-06:30 $home/content place="
for hours in 22:00 22:00-24:00 9:00-10:00 "22:00-06:30 x" 22:00-22:00; do
    launch 1.13.1 0 KANBAO_NIGHT="$hours"
    expect "hours that are none are not" asks 1 " --status /run/kanbao/status.json $home/content place="
    expect "and that is said" says "KANBAO_NIGHT is '$hours'"
done
launch 1.13.1 0 KANBAO_CONTENT="$home/none"
expect "a missing folder is never replaced" asks 1 " $home/none place="
launch 1.13.1 0 KANBAO_CONTENT=
expect "no setting: what was installed" asks 1 " $share/content place="

launch 1.13.1 0 KANBAO_SPEECH=on
expect "use without sight is asked for" asks 1 " --status /run/kanbao/status.json --speech $home/content"
launch 1.13.1 0 KANBAO_SPEECH=yes
expect "and not by another word, which is said" says "KANBAO_SPEECH is 'yes'"
expect "nor in effect" asks 1 " --status /run/kanbao/status.json $home/content"
touch "$home/daemon"
launch 1.13.1 0 KANBAO_SPEECH=on
expect "where speech-dispatcher is installed there is a voice, now or later" asks 1 \
    " --status /run/kanbao/status.json --voice /run/kanbao-speech/speechd.sock --speech $home/content"

echo 230 >"$home/check"
rm -f "$asked"
run_launcher
expect "a foot that does not take its settings is not started" test "$status" -eq 78 -a ! -e "$asked"
expect "and that is said" says "this foot is not one that the kiosk is made for"
launch "of the future" 0
expect "a version that is none" test "$status" -eq 78 -a ! -e "$asked"

[ "$failed" -eq 0 ]
