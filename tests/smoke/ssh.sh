#!/bin/bash
# SSH logins that show the bulletin: an sshd that allows everything and then includes the shipped settings, and clients
# that try to reach something else. All of it runs in a mount namespace, where /etc is a copy with two more accounts:
# `bulletin`, and `free`, which shows that everything refused to `bulletin` would otherwise work. Each client starts its
# own sshd (sshd -i), so no port is used.
set -u
[ "$(id -u)" -eq 0 ] || { echo "ok 1 - SSH # SKIP only root can make accounts, in a namespace" && exit; }
# The script starts itself again in a new namespace. KANBAO_NAMESPACE names the outer one, so that the script knows
# where it is: nothing may be mounted in the system's own namespace.
outside=$(readlink /proc/self/ns/mnt)
case ${KANBAO_NAMESPACE-} in
"$outside") inside= ;;
mnt:*) inside=yes ;;
*) inside= ;;
esac
if [ -z "$inside" ]; then
    if ! command -v unshare >/dev/null || ! unshare --mount --propagation private mount -t tmpfs none /mnt 2>/dev/null; then
        echo "ok 1 - SSH # SKIP there are no mount namespaces here"
        exit
    fi
    exec env KANBAO_NAMESPACE="$outside" unshare --mount --propagation private "$0"
fi
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
PATH=$PATH:/usr/sbin
lacking=$(missing sshd ssh sftp scp ssh-keygen ssh-agent tmux pgrep)
[ -z "$lacking" ] || skip_all "SSH" "$lacking is not installed"
make_stage
# A system call that kanbao may not make ends it here.
sed -i 's/--kiosk --ssh/& --strict-calls/' "$prefix/share/kanbao/kiosk/sshd_kanbao.conf"
mount -t tmpfs none /mnt && mkdir /mnt/etc /mnt/work || exit
mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/work /etc 2>/dev/null ||
    skip_all "SSH" "there is no overlay file system here"
mount -t tmpfs none /srv && mount -t tmpfs none /run && mount -t tmpfs none /var/log && mkdir -m 755 /run/sshd /srv/kanbao || exit
# sshd, and on some systems wtmpdb, record logins there.
[ ! -d /var/lib/wtmpdb ] || mount -t tmpfs none /var/lib/wtmpdb || exit
ln -s "$prefix/share/kanbao/content" /srv/kanbao/current

# Accounts whose homes contain all files that sshd or a shell might run.
uid=64950
for account in bulletin free; do
    while pgrep -u "$uid" >/dev/null; do uid=$((uid + 1)); done
    mkdir -p "$home/$account/.ssh"
    echo "$account:x:$uid:$uid::$home/$account:/bin/sh" >>/etc/passwd
    echo "$account:*:1::::::" >>/etc/shadow
    echo "touch $home/$account/ran-rc" >"$home/$account/.ssh/rc"
    echo "RAN=environment" >"$home/$account/.ssh/environment"
    for file in .profile .bashrc .shinit; do
        echo "touch $home/$account/ran$file" >"$home/$account/$file"
    done
    chown -R "$uid:$uid" "$home/$account"
    [ "$account" = free ] || bulletin_uid=$uid
    uid=$((uid + 1))
done
id -u sshd >/dev/null 2>&1 || skip_all "SSH" "there is no account sshd"

ssh-keygen -q -t ed25519 -N '' -f "$home/host" && ssh-keygen -q -t ed25519 -N '' -f "$home/key" || exit
echo "bulletin $(cat "$home/host.pub")" >"$home/known"
cp tests/pty/lsan.supp "$home/" # for a program with sanitizers
cat >"$home/sshd_config" <<CONFIG
HostKey $home/host
AuthorizedKeysFile $home/key.pub
StrictModes no
UsePAM no
PermitUserEnvironment yes
PermitUserRC yes
AcceptEnv *
AllowTcpForwarding yes
AllowAgentForwarding yes
AllowStreamLocalForwarding yes
GatewayPorts yes
PermitTunnel yes
X11Forwarding yes
Subsystem sftp internal-sftp
LogLevel VERBOSE
SetEnv LSAN_OPTIONS=suppressions=$home/lsan.supp:print_suppressions=0
Include $prefix/share/kanbao/kiosk/sshd_kanbao.conf
CONFIG
cat >"$home/ssh_config" <<CONFIG
Host *
    HostKeyAlias bulletin
    UserKnownHostsFile $home/known
    GlobalKnownHostsFile /dev/null
    IdentityFile $home/key
    IdentitiesOnly yes
    BatchMode yes
    LogLevel INFO
    ProxyCommand $(command -v sshd) -i -f $home/sshd_config -E $home/sshd.log
CONFIG
expect "sshd takes the settings" "$(command -v sshd)" -t -f "$home/sshd_config"

export HOME=$home TERM=xterm-256color
said=$home/said
# as ACCOUNT OPTION... [COMMAND]: logs in without a terminal.
as() {
    local account=$1
    shift
    timeout "$deadline_seconds" ssh -F "$home/ssh_config" -l "$account" "$@" >"$said" 2>&1 </dev/null
}
said_at_most() { head -n 10 "$said" | cat -v; }
says() { grep -q -a -e "$1" "$said" || { said_at_most && false; }; }
says_not() { ! grep -q -a -e "$1" "$said" || { said_at_most && false; }; }
fails() { ! "$@"; }

# The settings in force for the account, as sshd prints them.
"$(command -v sshd)" -T -f "$home/sshd_config" -C user=bulletin,host=localhost,addr=127.0.0.1 >"$said" 2>&1
for setting in "disableforwarding yes" "allowtcpforwarding no" "allowstreamlocalforwarding no" "allowagentforwarding no" \
    "x11forwarding no" "permittunnel no" "permitopen none" "permitlisten none" "gatewayports no" "permituserrc no" \
    "maxsessions 1" "permittty yes"; do
    expect "in force: $setting" says "^$setting\$"
done
expect "in force: three variables of the client's" test "$(grep -c '^acceptenv ' "$said")" -eq 3

# Commands, the environment, and files in the home.
SNEAK=yes as free -o SendEnv=SNEAK host "echo reached-\$((6 * 7)); env"
expect "without the piece a command reaches a shell" says reached-42
expect "and variables come through" says SNEAK=yes
expect "and ~/.ssh/rc runs" test -e "$home/free/ran-rc"
as bulletin host "echo reached-\$((6 * 7)); touch $home/bulletin/reached"
status=$?
expect "with it a command reaches none" says_not reached-42
expect "and what comes is a line and a status" test "$status" -ne 0 -a "$status" -ne 255 -a "$(wc -l <"$said")" -le 2

# File transfers.
echo "get /etc/hostname $home/got" >"$home/batch"
echo secret >"$home/free/file"
expect "without the piece sftp gets a file" sftp -q -F "$home/ssh_config" -b "$home/batch" free@host
expect "with it none" fails timeout "$deadline_seconds" sftp -q -F "$home/ssh_config" -b "$home/batch" bulletin@host
for protocol in -s -O; do
    rm -f "$home/got"
    scp -q "$protocol" -F "$home/ssh_config" free@host:/etc/hostname "$home/got" >/dev/null 2>&1
    expect "without the piece scp $protocol gets a file" test -s "$home/got"
    rm -f "$home/got"
    timeout "$deadline_seconds" scp -q "$protocol" -F "$home/ssh_config" bulletin@host:/etc/hostname "$home/got" >/dev/null 2>&1
    expect "with it scp $protocol gets none" test ! -s "$home/got"
    timeout "$deadline_seconds" scp -q "$protocol" -F "$home/ssh_config" "$home/key.pub" "bulletin@host:$home/bulletin/put" \
        >/dev/null 2>&1
    expect "and puts none" test ! -e "$home/bulletin/put"
done

# Forwarding. Nothing listens on port 1: a refused connection shows that forwarding works. (-D asks for the same as -W
# and -L.)
as free -W localhost:1 host
expect "without the piece -W gets through" says "Connection refused"
as bulletin -W localhost:1 host
expect "with it -W, -L and -D do not" says "administratively prohibited"
as free -o ExitOnForwardFailure=yes -R "$home/free/remote:localhost:1" host test -S "$home/free/remote"
expect "without the piece -R makes a socket" test $? -eq 0
as bulletin -o ExitOnForwardFailure=yes -R "$home/bulletin/remote:localhost:1" host
expect "with it -R makes none" says "remote port forwarding failed"
as bulletin -o ExitOnForwardFailure=yes -R 0:localhost:1 host
expect "nor does it get a port" says "remote port forwarding failed"

# Logins with a terminal.
export TMUX_TMPDIR=$home
in_tmux() { tmux -L kanbao-ssh -f /dev/null "$@"; }
trap 'in_tmux kill-server 2>/dev/null; end_jobs; rm -rf "$home"' EXIT
type_keys() { in_tmux send-keys -t ssh "$@"; }
shown() { in_tmux capture-pane -p -t ssh >"$home/screen" 2>/dev/null; }
sees() { shown && grep -q -e "$1" "$home/screen"; }
sees_or_tells() { become sees "$1" || { grep . "$home/screen" && false; }; }
is_over() { [ "$(in_tmux display-message -p -t ssh '#{pane_dead}')" = 1 ]; }
log_in() { # SSH-ARGUMENT...
    in_tmux kill-session -t ssh 2>/dev/null
    rm -f "$home/status"
    in_tmux new-session -d -s ssh -x 80 -y 24 "env ${*@Q}; echo \$? >${home@Q}/status"
}
# Starts the tmux server and sets its options first, because a session may end at once.
in_tmux new-session -d -s keep \; set-option -g remain-on-exit on \; set-option -g status off
# Prints the account's processes other than sshd (which has several programs since OpenSSH 9.8) and kanbao.
strangers() {
    local process
    for process in $(pgrep -u "$bulletin_uid"); do
        readlink "/proc/$process/exe"
    done | grep -v -x -e "$(command -v sshd)" -e '.*/sshd-session' -e "$prefix/bin/kanbao"
}
client=(ssh -F "$home/ssh_config" -tt -o EnableEscapeCommandline=yes)

unset SSH_AGENT_PID SSH_AUTH_SOCK # another user's agent, which this test must not end
eval "$(ssh-agent -a "$home/agent" 2>/dev/null)" >/dev/null
jobs+=(${SSH_AGENT_PID:+"$SSH_AGENT_PID"})
export DISPLAY=:99 SNEAK=yes LD_DEBUG_OUTPUT=$home/bulletin/debug
log_in "${client[@]}" -A -Y -o SendEnv=SNEAK -o SendEnv=LD_DEBUG_OUTPUT bulletin@host \
    "touch $home/bulletin/reached; sh"
expect "with a terminal the front page comes, whatever command is given" sees_or_tells "社区公报"
expect "no process but sshd and kanbao" test -z "$(strangers)"
for process in $(pgrep -u "$bulletin_uid" -x kanbao); do tr '\0' '\n' <"/proc/$process/environ"; done >"$said"
expect "kanbao's environment can be looked at" says ^TERM=
expect "no agent, no display, no variable of the client's, no ~/.ssh/environment in it" \
    says_not '^\(SSH_AUTH_SOCK\|DISPLAY\|SNEAK\|LD_[A-Z_]*\|RAN\)='
expect "no socket of an agent" test -z "$(find /tmp -maxdepth 2 -uid "$bulletin_uid" -name 'agent.*' -newer "$home/key" 2>/dev/null)"
type_keys 1 Enter
expect "an article is opened" sees_or_tells "返回"
type_keys C-z C-\\ C-d
type_keys q
expect "q goes back" sees_or_tells "社区公报"
# The client's own command line, opened by ~ after Enter (which also opens an article).
type_keys Enter
type_keys '~' C
expect "~C: the client's command line" sees_or_tells "ssh>"
type_keys -l -- "-R $home/bulletin/escape:localhost:1"
type_keys Enter
type_keys C-l q
expect "and the bulletin again" sees_or_tells "社区公报"
expect "what ~C asks for is refused" test ! -e "$home/bulletin/escape"
expect "there is still no other process" test -z "$(strangers)"
end_session() { type_keys q && is_over; }
become end_session
outcome $? "q ends the session"
# tmux itself does not always learn the exit status.
expect "with status 0" test "$(cat "$home/status")" = 0
all_gone() { ! pgrep -u "$bulletin_uid" >/dev/null; }
expect "and nothing of it runs on" become all_gone

log_in "${client[@]}" bulletin@host
become sees "社区公报"
in_tmux kill-session -t ssh
expect "nor when the line is cut" become all_gone

expect "nothing was made or run in the account's home" test -z "$(find "$home/bulletin" -name 'r[ae]*' -o -name 'debug*')"

# Each session has limits: those that PAM sets, with one login at a time instead of fifty, and kanbao's own.
allow_at_most() { # ITEM NUMBER: as the shipped limits, but for one
    sed "s/\\b$1 .*/$1 $2/" "$prefix/share/kanbao/kiosk/limits.conf" >/etc/security/limits.d/kanbao.conf
}
with_pam() {
    [ -e /etc/pam.d/sshd ] && grep -q '^[^#]*pam_limits' /etc/pam.d/sshd || return
    allow_at_most maxlogins 1
    : >/run/utmp
    sed 's/^UsePAM no/UsePAM yes/' "$home/sshd_config" >"$home/sshd_pam_config"
    sed "s/sshd_config/sshd_pam_config/" "$home/ssh_config" >"$home/ssh_pam_config"
}
has_limit() { # NAME VALUE: the visit's, which is the last process of the account
    local process
    process=$(pgrep -n -u "$bulletin_uid" -x kanbao) || return
    grep -q "^Max $1  *$2 " "/proc/$process/limits" || { cat "/proc/$process/limits" && false; }
}
if with_pam; then
    client=(ssh -F "$home/ssh_pam_config" -tt)
    log_in "${client[@]}" bulletin@host
    expect "with PAM the front page comes" sees_or_tells "社区公报"
    expect "a session's processor time is limited" has_limit "cpu time" "[0-9]*  *600"
    expect "and its processes" has_limit "processes" "[0-9]*  *300"
    expect "and its open files" has_limit "open files" 128
    # A build with sanitizers has no limit.
    [ "${build%sanitize}" != "$build" ] || expect "and its memory" has_limit "address space" 2147483648
    type_keys 1 Enter
    expect "an article is opened" sees_or_tells "返回"
    # The file of logins is what PAM counts in on Debian 12; on Debian 13 it asks systemd-logind.
    if [ -s /run/utmp ] && ! grep -q -s sd_get_sessions /usr/lib/*/security/pam_limits.so; then
        timeout "$deadline_seconds" "${client[@]}" bulletin@host >"$said" 2>&1 </dev/null
        expect "a login too many is refused" says "too many logins"
    else
        skip "a login too many is refused" "PAM counts logins with systemd-logind, which is out of reach here"
    fi
    allow_at_most nproc 4
    timeout 5 "${client[@]}" bulletin@host >"$said" 2>&1 </dev/null
    expect "so is one that has no process left" says_not "社区公报"
    allow_at_most nproc 40
    timeout 5 "${client[@]}" bulletin@host >"$said" 2>&1 </dev/null
    expect "and none else" says "社区公报"
    in_tmux kill-session -t ssh
    expect "and nothing is left" become all_gone
else
    skip "limits of a session" "sshd has no PAM here, or PAM no limits"
fi

[ "$failed" -eq 0 ]
