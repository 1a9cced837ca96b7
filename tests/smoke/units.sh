#!/bin/bash
# The units as installed, in a root of the test's own: systemd must know all their settings, and they must not be more
# exposed than when they were written. The root has the system's units and, where something is not installed, empty
# stand-ins for the programs and for seatd.service.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
lacking=$(missing systemd-analyze systemd-sysusers systemd-tmpfiles)
[ -z "$lacking" ] || skip_all "the kiosk's units" "$lacking is not installed"
make_home
root=$home/root
mkdir -p "$root/usr/bin" "$root/usr/lib/systemd" "$root/etc"
cp -a /usr/lib/systemd/system "$root/usr/lib/systemd/" || exit
for program in cage chvt speech-dispatcher; do
    install -m 755 /dev/null "$root/usr/bin/$program"
done
[ -e "$root/usr/lib/systemd/system/seatd.service" ] ||
    printf '[Service]\nExecStart=/usr/bin/cage\n' >"$root/usr/lib/systemd/system/seatd.service"
install_kiosk DESTDIR="$root" PREFIX=/usr
units=$root/etc/systemd/system

# systemd-analyze only warns of an unknown setting.
verify() {
    local output status
    output=$(systemd-analyze verify --man=no --root="$root" "$@" 2>&1)
    status=$?
    printf '%s\n' "$output"
    [ "$status" -eq 0 ] && [ -z "$output" ]
}

# exposed_at_most TENTHS UNIT: checks the exposure level that systemd-analyze gives the unit.
exposed_at_most() {
    local level
    level=$(systemd-analyze security --offline=true --no-pager "$units/$2" |
        sed -n 's/.*Overall exposure level for [^ ]*: \([0-9]*\)\.\([0-9]\).*/\1\2/p')
    echo "$2: ${level:-no number} tenths, wanted at most $1"
    [ -n "$level" ] && [ "$((10#$level))" -le "$1" ]
}

sets() { # UNIT SETTING...
    local unit=$1 setting
    shift
    for setting in "$@"; do
        grep -q -x -F "$setting" "$units/$unit" || { echo "$unit has no $setting" && return 1; }
    done
}

for unit in kanbao-kiosk.service kanbao-speech.service kanbao-pull.service kanbao-pull.timer; do
    expect "systemd-analyze verify $unit" verify "$unit"
done
expect "the kiosk is exposed at 1.5 or less" exposed_at_most 15 kanbao-kiosk.service
expect "the voice is exposed at 1.5 or less" exposed_at_most 15 kanbao-speech.service
expect "the voice has the sound card, and no network" sets kanbao-speech.service DevicePolicy=closed \
    "DeviceAllow=char-alsa rw" PrivateNetwork=yes User=kiosk
only_the_voice_has_sound() { ! grep -q -e alsa -e audio "$units/kanbao-kiosk.service"; }
expect "the kiosk has no sound card" only_the_voice_has_sound
expect "the kiosk starts after its voice" grep -q '^After=.*kanbao-speech.service' "$units/kanbao-kiosk.service"
expect "the puller is exposed at 1.5 or less" exposed_at_most 15 kanbao-pull.service
expect "the kiosk comes back, is watched, leaves no core" sets kanbao-kiosk.service Type=notify NotifyAccess=all \
    WatchdogSec=15 WatchdogSignal=SIGKILL Restart=always StartLimitIntervalSec=0 LimitCORE=0
expect "the kiosk may write its status" sets kanbao-kiosk.service ReadWritePaths=-/run/kanbao
# logind must do nothing on any key but the power button's. Its own configuration lists every setting with its default.
keys_do_nothing() {
    local name names=/usr/lib/systemd/logind.conf
    [ -r "$names" ] || names=/etc/systemd/logind.conf
    [ -r "$names" ] || { echo "no logind.conf: not looked at" && return; }
    while read -r name; do
        grep -q -x "$name=ignore" "$root/usr/share/kanbao/kiosk/logind.conf" ||
            { echo "$name is not ignored" && return 1; }
    done < <(sed -n 's/^#*\(Handle[A-Za-z]*Key[A-Za-z]*\)=.*/\1/p' "$names" | grep -v -e Power -e SecureAttention)
}
expect "no key of a keyboard's sleeps, reboots or switches off, held down or not" keys_do_nothing

mkdir "$units/kanbao-kiosk.service.d"
cp "$root/usr/share/kanbao/kiosk/debian13.conf" "$units/kanbao-kiosk.service.d/"
expect "systemd-analyze verify kanbao-kiosk.service with the drop-in" verify kanbao-kiosk.service

# kanbao-kiosk-setup, in the root; needs root.
setup=$root/usr/bin/kanbao-kiosk-setup
own_files() { (cd "$root/etc" && find . '(' -name '*kanbao*' -o -name '*.conf.d' ')' ! -path './kanbao/*' && find systemd/system -type l) | sort; }
makes_a_kiosk() {
    sh "$setup" --root "$root" && grep -q '^kiosk:' "$root/etc/passwd" && grep -q '^kanbao-pull:' "$root/etc/passwd" &&
        [ "$(readlink "$units/getty@.service")" = /dev/null ] && [ -L "$units/multi-user.target.wants/kanbao-kiosk.service" ] &&
        cmp "$root/usr/share/kanbao/kiosk/sysctl.conf" "$root/etc/sysctl.d/90-kanbao-kiosk.conf"
}
makes_folder() {
    [ "$(readlink "$root/srv/kanbao/current")" = /usr/share/kanbao/content ] &&
        [ "$(stat -c '%a %u' "$root/run/kanbao")" = "755 $(sed -n 's/^kiosk:[^:]*:\([0-9]*\):.*/\1/p' "$root/etc/passwd")" ] &&
        [ "$(stat -c %u "$root/srv/kanbao")" = "$(sed -n 's/^kanbao-pull:[^:]*:\([0-9]*\):.*/\1/p' "$root/etc/passwd")" ]
}
takes_it_back() { sh "$setup" --root "$root" --undo && diff <(echo "$before") <(own_files); }
if [ "$(id -u)" -eq 0 ]; then
    rm -r "$units/kanbao-kiosk.service.d"
    before=$(own_files)
    expect "kanbao-kiosk-setup makes a kiosk of the machine" makes_a_kiosk
    expect "with its folders, and what is installed is shown" makes_folder
    expect "kanbao-kiosk-setup again" makes_a_kiosk
    expect "kanbao-kiosk-setup --undo takes all of it back" takes_it_back
else
    skip "kanbao-kiosk-setup" "only root can change a machine"
fi

[ "$failed" -eq 0 ]
