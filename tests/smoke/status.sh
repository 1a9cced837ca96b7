#!/bin/bash
# kanbao-status as installed, with a stand-in for ssh: what it says of machines that are well, of those that are not, and
# of hosts that do not answer or answer anything else.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
make_stage
mkdir "$home/bin" "$home/hosts"
now=$(date +%s)
day=86400
commit=1234567890abcdef1234567890abcdef12345678

# The stand-in runs hosts/HOST, if there is one, and writes down how it was called.
cat >"$home/bin/ssh" <<'SSH'
#!/bin/bash
state=${0%/*}/..
while [ "$1" != -- ]; do
    printf '%s ' "$1" >>"$state/options"
    shift
done
host=$2
mkdir "$state/running/$host.$$"
find "$state/running" -mindepth 1 | wc -l >>"$state/together"
[ -x "$state/hosts/$host" ] || { echo "ssh: connect to host $host port 22: No route to host" >&2 && status=255; }
[ -n "${status-}" ] || . "$state/hosts/$host"
rmdir "$state/running/$host.$$"
exit "${status-0}"
SSH
chmod +x "$home/bin/ssh"
mkdir "$home/running"

# status [KEY=VALUE...]: prints a status, with other values for these keys (removed if empty).
status() {
    local pair key text
    text="\"written\": $now,
\"version\": \"0.1.0\",
\"date\": \"2026-11-25\",
\"edition\": \"$commit\",
\"edition_since\": $((now - 2 * day)),
\"articles\": 20,
\"faults\": 0,
\"refused\": null,
\"visits_today\": 3,
\"articles_opened_today\": 7,
\"last_touch\": $((now - 300)),
\"counted_since\": $((now - 30 * day)),"
    for pair; do
        key=${pair%%=*}
        text=$(printf '%s\n' "$text" | awk -v key="\"$key\": " -v value="${pair#*=}" '
            index($0, key) == 1 { if (value == "") next; print key value ","; next } { print }')
    done
    printf '{"serial": 5,\n%s\n"serial_at_end": 5}   \n' "$text"
}

# host NAME [KEY=VALUE...]: makes a host with this status; `clock`, `refused` and `serial_at_end` may follow in $clock,
# $pull_refused.
host() {
    local name=$1
    shift
    {
        status "$@"
        echo "now ${clock:-$now}"
        printf '%s' "${pull_refused-}"
    } >"$home/hosts/$name.answer"
    # shellcheck disable=SC2016 # expanded by the stand-in
    echo 'cat "$state/hosts/$host.answer"' >"$home/hosts/$name"
    chmod +x "$home/hosts/$name"
}

answering() { # NAME COMMAND
    echo "$2" >"$home/hosts/$1"
    chmod +x "$home/hosts/$1"
}

said=$home/said
ask() { env -u LANG -u LC_MESSAGES -u LC_ALL PATH="$home/bin:$PATH" ${language:+LANG=$language} "$prefix/bin/kanbao-status" "$@" >"$said" 2>&1; }
fails_with() { # STATUS COMMAND...
    local wanted=$1
    shift
    "$@"
    [ $? -eq "$wanted" ] || { cat "$said" && false; }
}
# says TEXT: checks that a line begins with this text.
says() { grep -q -F -e "$1" "$said" || { cat "$said" && false; }; }
is_wrong() { # HOST TEXT: asks a host, which must be wrong, with this text
    fails_with 1 ask "$1" && says "$1: ! $2"
}

host well
expect "a machine that is well: status 0" ask well
expect "a line about it" diff "$said" - <<<"well: edition 1234567, 2 days, 20 articles; today 3 visits, 7 articles opened; touched 5 minutes ago; kanbao 0.1.0"
expect "ssh asks for no password and does not wait long" grep -q -e '-o BatchMode=yes -o ConnectTimeout=20 ' "$home/options"
language=zh_CN.UTF-8 ask well
expect "in Chinese where the locale is" diff "$said" - <<<"well: 第 1234567 期，2 天，共 20 篇；今天 3 人次，打开 7 篇；5 分钟前有人碰过；kanbao 0.1.0"

host old edition_since=$((now - 15 * day))
expect "an old edition" is_wrong old "its edition is 15 days old"
expect "older than -d" ask -d 16 old
host faulty faults=3
expect "faulty articles" is_wrong faulty "3 faulty articles are left out"
host empty articles=0
expect "no article" is_wrong empty "it has no article to show"
host refusing 'refused="a/\"b\\.md:3: 错\u2026"'
expect "what the kiosk refused" is_wrong refusing 'the kiosk refused an edition: a/"b\.md:3: 错'
pull_refused="commit=abcdef1234
date=2026-11-24T08:00:00+0800
reason=it is not signed
" host unsigned
expect "what the puller refused" is_wrong unsigned "edition abcdef1 was refused on 2026-11-24: it is not signed"
host stopped written=$((now - 1200))
expect "a kiosk that does not run" is_wrong stopped "the kiosk has not run for 20 minutes"
clock=$((now - 4000)) host slow written=$((now - 4000))
expect "a clock that is slow" is_wrong slow "its clock differs by -4"
clock=$((now + 4000)) host fast written=$((now + 4000))
expect "a clock that is fast" is_wrong fast "its clock differs by 39"

host idle last_touch=$((now - 5 * day))
expect "nobody came anywhere: nothing is wrong" ask idle idle
fails_with 1 ask idle well
expect "no touch while others have some" says "idle: ! no touch for more than 3 days"
expect "and the other is well" says "well: edition"
expect "within -t" ask -t 6 idle well
host booted last_touch=0 counted_since=$((now - 3600))
expect "no touch since the machine was started" ask booted well
host dead last_touch=0
fails_with 1 ask dead well
expect "no touch ever" says "dead: ! no touch for more than 3 days"

expect "no answer" is_wrong nowhere "no answer: ssh: connect to host nowhere port 22: No route to host"
answering hanging 'sleep 1000'
expect "a host that hangs: status 1, soon" fails_with 1 timeout "$deadline_seconds" env PATH="$home/bin:$PATH" "$prefix/bin/kanbao-status" -w 1 hanging
ask -w 1 hanging
expect "and that is said" says "hanging: ! no answer within 1 seconds"
answering flood 'yes "{\"serial\": 5,"'
expect "endless megabytes" fails_with 1 timeout "$deadline_seconds" env PATH="$home/bin:$PATH" "$prefix/bin/kanbao-status" -w 10 flood
# shellcheck disable=SC2016 # the stand-in expands these
answering late 'head -c 5000000 /dev/zero; cat "$state/hosts/well.answer"'
expect "an answer after megabytes" is_wrong late "an answer that is none"
answering garbage 'head -c 3000 /dev/urandom'
expect "bytes that are none" fails_with 1 ask garbage
expect "nothing of them can drive a terminal" fails_with 1 grep -q -P '[\x00-\x09\x0b-\x1f\x7f]' "$said"
answering silent 'true'
expect "nothing" is_wrong silent "an answer that is none"
# shellcheck disable=SC2016
answering banner 'echo "Welcome to host"; echo; cat "$state/hosts/well.answer"'
expect "a greeting before it" ask banner
answering loud 'printf "\e[2J\302\233\342\200\256x\n" >&2; status=255'
expect "errors that would drive the terminal" is_wrong loud "no answer: [2Jx"

# shellcheck disable=SC2016
answering bare 'echo "now $(date +%s)"'
expect "no status" is_wrong bare "no status: the kiosk has not run"
# shellcheck disable=SC2016 # nothing is to expand these
host evil 'edition="\e[31m$(touch '"$home"'/run)"' 'version="`x`%s%n"' visits_today=1e99 last_touch=99999999999999999999
ask evil
expect "values that are none: a line, no more" test "$(wc -l <"$said")" -eq 1
expect "nothing is run" test ! -e "$home/run"
host future 'version="9.0"' 'faults=' 'visits_today=' 'edition='
ask future
expect "a status of another version" says "edition ?, 2 days, 20 articles; today 0 visits, 7 articles opened; touched 5 minutes ago; kanbao 9.0"

# A status that is written while it is read.
torn() { sed 's/^"serial_at_end": 5}/"serial_at_end": 4}/; s/"articles": 20/"articles": 99/' "$home/hosts/well.answer"; }
{ torn && cat "$home/hosts/well.answer"; } >"$home/hosts/torn.answer"
# shellcheck disable=SC2016
answering torn 'cat "$state/hosts/torn.answer"'
expect "a torn status, then a whole one" ask torn
expect "the whole one counts" says "20 articles"
torn >"$home/hosts/torn.answer"
expect "only torn ones" is_wrong torn "no status"

rm -r "$home/together" "$home/running" # of those that were ended, too
mkdir "$home/running"
hosts=()
for number in $(seq 40); do
    # shellcheck disable=SC2016
    answering "h$number" 'read -r -t 0.3 <>"$state/wait"; cat "$state/hosts/well.answer"'
    hosts+=("h$number")
done
expect "forty hosts" ask "${hosts[@]}"
expect "in their order" diff <(cut -d: -f1 "$said") <(printf '%s\n' "${hosts[@]}")
expect "several at a time" test "$(sort -n "$home/together" | tail -n 1)" -gt 3
expect "but not too many" test "$(sort -n "$home/together" | tail -n 1)" -le 16

for wrong in "-d 0" "-d x" "-x" "-w -1" "-- -oProxyCommand=x" "a;b" "-f relative" "-f /a'b"; do
    # shellcheck disable=SC2086 # options
    expect "wrong use: $wrong" fails_with 2 ask $wrong
done

[ "$failed" -eq 0 ]
