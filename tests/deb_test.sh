#!/bin/bash
# The packages of `make deb` in a bare Debian, that of this machine's release: they install, run, are upgraded with changed
# settings kept, make a kiosk of it and take it back, and leave nothing when they are purged. Needs root, debootstrap and a
# network (MIRROR), so it is no part of `make check`: `make check-deb` runs it.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/smoke/staging.sh"
lacking=$(missing debootstrap dpkg-deb)
[ -z "$lacking" ] || skip_all "the packages" "$lacking is not installed"
[ "$(id -u)" -eq 0 ] || skip_all "the packages" "only root can make a system in a folder"
# shellcheck source=/dev/null
. /etc/os-release
make_home
root=$home/root
trap 'umount "$root/proc" 2>/dev/null; rm -rf --one-file-system "$home"' EXIT

inside() { chroot "$root" env -i DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
bare() {
    debootstrap --variant=minbase "$VERSION_CODENAME" "$root" "${MIRROR:-http://deb.debian.org/debian}" &&
        printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d" &&
        mount -t proc proc "$root/proc"
}
apt() { inside apt-get -y -q --no-install-recommends "$@"; }
packages() { (cd "$root" && printf '/%s\n' root/*.deb); }
# shellcheck disable=SC2046 # paths without blanks
installed() { cp "$build"/deb/kanbao_*.deb "$build"/deb/kanbao-kiosk_*.deb "$root/root" && apt install $(packages) jq man-db; }
smokes() { cp config/debian/tests/smoke "$root/root" && inside sh /root/smoke; }
# later PACKAGE: makes a later version of it, with other settings.
later() {
    dpkg-deb -R "$root/root/$1"_*.deb "$home/$1" && sed -i 's/^Version: .*/&+later/' "$home/$1/DEBIAN/control" || return
    [ ! -d "$home/$1/etc/kanbao" ] || sed -i '$a# later' "$home/$1"/etc/kanbao/*
    rm "$root/root/$1"_*.deb && dpkg-deb --root-owner-group -b "$home/$1" "$root/root"
}
# shellcheck disable=SC2046
upgraded() {
    echo '# mine' >>"$root/etc/kanbao/kiosk.conf" && later kanbao && later kanbao-kiosk &&
        apt -o Dpkg::Options::=--force-confold install $(packages) &&
        [ "$(tail -n 1 "$root/etc/kanbao/kiosk.conf")" = '# mine' ] &&
        [ "$(tail -n 1 "$root/etc/kanbao/kanbao.ini")" = '# later' ]
}
is_masked() { [ "$(readlink "$root/etc/systemd/system/getty@tty1.service")" = /dev/null ]; }
made_a_kiosk() { inside kanbao-kiosk-setup && is_masked; }
removed() { apt remove kanbao-kiosk && ! is_masked && [ -e "$root/etc/kanbao/kiosk.conf" ]; }
# The accounts stay, as those of other packages do.
purged() {
    apt purge kanbao-kiosk kanbao && rm -r "$root/root" &&
        [ -z "$(find "$root" -xdev -name '*kanbao*' | tee /dev/stderr)" ] &&
        ! find "$root/etc/systemd" -name '*.conf.d' | grep .
}

expect "a bare Debian" bare
expect "the packages install" installed
expect "the installed program passes autopkgtest's smoke test" smokes
expect "an upgrade keeps changed settings" upgraded
expect "kanbao-kiosk-setup makes a kiosk" made_a_kiosk
expect "removing the package takes it back, and keeps the settings" removed
expect "purging leaves nothing" purged

[ "$failed" -eq 0 ]
