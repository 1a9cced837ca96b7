#!/bin/bash
# The content puller as installed, with a git repository of the test's own: the editions it shows, refuses and keeps;
# and that, whenever it is killed, a complete edition is shown and the next run repairs the rest.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/staging.sh"
[ "$(id -u)" -eq 0 ] || skip_all "kanbao-pull" "only root can make settings that are root's"
lacking=$(missing git tar flock runuser)
[ -z "$lacking" ] || skip_all "kanbao-pull" "$lacking is not installed"
make_stage

# In a git hook or `git rebase --exec` these variables name another repository.
# shellcheck disable=SC2046 # a list of names
unset $(git rev-parse --local-env-vars)

origin=$home/origin
folder=$home/srv
pull=$prefix/bin/kanbao-pull
export HOME=$home GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=kanbao GIT_AUTHOR_EMAIL=k@example.org \
    GIT_COMMITTER_NAME=kanbao GIT_COMMITTER_EMAIL=k@example.org

in_origin() { git -C "$origin" "$@"; }

article() { # FILE TITLE
    mkdir -p "$(dirname "$origin/content/$1")"
    printf -- '---\ntitle: %s\ndistrict: 上城区\n---\n%s，正文。\n' "$2" "$2" >"$origin/content/$1"
}

# commit TEXT: commits the origin's files. $commit is the commit's name, and expected/<commit> a copy of its content.
commit() {
    in_origin add -A && in_origin commit -q -m "$1" || exit
    commit=$(in_origin rev-parse HEAD)
    mkdir -p "$home/expected"
    cp -a "$origin/content" "$home/expected/$commit"
}

edition() { # NUMBER
    article "shangcheng/one.md" "第$1期"
    article "shangcheng/two.md" "又第$1期"
    commit "$1"
}

# The stand-ins for sync and mv write down their calls in order. sync itself is skipped.
mkdir "$home/recorded"
cat >"$home/recorded/sync" <<'RECORD'
#!/bin/bash
echo "${0##*/} $*" >>"${0%/*}/calls"
PATH=${PATH#"${0%/*}":}
case :$PATH: in *:"${0%/*}":*) exit 1 ;; esac
[ "${0##*/}" = sync ] || exec "${0##*/}" "$@"
RECORD
chmod +x "$home/recorded/sync"
ln -s sync "$home/recorded/mv"
export PATH=$home/recorded:$PATH GIT_TEST_FSYNC=0

said=$home/said
run() { "$pull" >"$said" 2>&1; }
run_with() { "$pull" "$1" >"$said" 2>&1; }
shown() { basename "$(readlink "$folder/current")"; }
# shows COMMIT: succeeds if the commit is shown, with every byte of it.
shows() { [ "$(shown)" = "$1" ] && diff -r --exclude='.kanbao-index*' "$home/expected/$1" "$folder/current/"; }
tidy() { [ -z "$(find "$folder" -maxdepth 2 \( -name '.new-*' -o -name '.gone-*' -o -name '.current.new' \) -print)" ]; }
releases() { find "$folder/releases" -mindepth 1 -maxdepth 1 | wc -l; }
says() { grep -q -e "$1" "$said" || { cat "$said" && false; }; }
fails_with() { # STATUS COMMAND...
    local wanted=$1
    shift
    "$@"
    [ $? -eq "$wanted" ]
}

set_remote() { sed -i -e "s|^REMOTE=.*|REMOTE=$1|" -e "s|^FOLDER=.*|FOLDER=$folder|" "$sysconf/kanbao/pull.conf"; }

git init -q -b main "$origin"
mkdir "$folder"
ln -s "$prefix/share/kanbao/content" "$folder/current"
set_remote ""
expect "no remote is set: status 2" fails_with 2 run
expect "and it says which file" says "no REMOTE is set in $sysconf/kanbao/pull.conf"
set_remote "$origin"

edition 1
first=$commit
expect "the first pull" run
expect "it shows the first edition in the place of what was installed" shows "$first"
expect "no scaffolding stays" tidy
index=$folder/current/.kanbao-index
expect "it has an index" test -s "$index"
touch "$index.before"
expect "pull again: nothing to do" run
expect "and it says so" says "is shown already"
expect "the index stays" test "$index" -ot "$index.before"
touch -d yesterday "$index"
expect "pull on another day" run
expect "the index is made anew" test "$index" -nt "$index.before"
rm "$index.before"

# Each step is written to disk before the next depends on it.
in_order() {
    sed -e "s|$folder|F|g" -e 's|\.new-[^/]*|new|' "$home/recorded/calls" >"$home/calls"
    diff - "$home/calls" <<ORDER
sync -f F/releases/new/edition
mv -T F/releases/new/edition F/releases/$commit
sync -f F/releases
mv -T F/.current.new F/current
sync -f F
ORDER
}

edition 2
rm -f "$home/recorded/calls"
expect "an update" run
expect "all of it is on disk before it is shown" in_order
expect "it shows the second edition" shows "$commit"
good=$commit

printf -- '---\ntitle: 二\ndate: 昨天\n---\n没有这一天。\n' >"$origin/content/shangcheng/two.md"
commit broken
expect "an edition with a fault is refused: status 1" fails_with 1 run
expect "the one before it is shown" shows "$good"
expect "the fault is named with its file and line" says 'two\.md:[0-9]*:[0-9]*: \(error\|错误\)'
expect "in the refusal, too" says 'finds faults in it: .*two\.md:'
expect "and the refusal with its commit" says "edition $commit is refused and the one before it kept"
expect "nothing of it stays" tidy
notes() { diff <(sed 's/^date=.*/date=/' "$folder/refused") - <<<"commit=$1
date=
reason=$2"; }
expect "a file says so, too" notes "$commit" "$(sed -n 's/.* is refused and the one before it kept: //p' "$said")"
expect "with the time" grep -q -x 'date=20[0-9-]*T[0-9:]*[+-][0-9]*' "$folder/refused"

# The command of pull.conf.
set_command() { sed -i "s#^REFUSED_COMMAND=.*#REFUSED_COMMAND=$1#" "$sysconf/kanbao/pull.conf"; }
told=$home/told
is_told() { [ "$(grep -c "^edition $1 of $origin" "$told")" -eq "$2" ]; }
set_command "cat >>$told"
run
expect "what was told already is not told again" test ! -e "$told"
printf -- '---\ntitle: 二\ndate: 前天\n---\n没有这一天。\n' >"$origin/content/shangcheng/two.md"
commit "broken again"
run
expect "the command is given what is refused" is_told "$commit" 1
expect "and why" grep -q 'finds faults in it: .*two\.md:' "$told"
run
expect "once" is_told "$commit" 1
sed -i 's/^refused_seconds=.*/refused_seconds=1/' "$pull"
set_command "sleep 1000; echo over >>$told"
echo >>"$origin/content/shangcheng/two.md"
commit "broken still"
expect "a command that does not end does not hold it up" fails_with 1 timeout "$deadline_seconds" "$pull"
expect "nor goes on" fails_with 1 grep -q over "$told"
set_command "exit 3"
echo >>"$origin/content/shangcheng/two.md"
commit "broken ever"
expect "nor does one that fails" fails_with 1 run
expect "which is said" says "REFUSED_COMMAND of .* failed"
set_command ""

edition 3
ln -s /etc/passwd "$origin/content/shangcheng/link.md"
commit link
expect "an edition with a symbolic link is refused" fails_with 1 run
expect "and the file says why" notes "$commit" "./shangcheng/link.md is neither a file nor a folder"
rm "$origin/content/shangcheng/link.md"
odd=$origin/content/shangcheng/$'odd\e[2J\nname.md'
ln -s /etc/passwd "$odd"
commit odd
run
expect "a name's control characters are not said" says 'odd?\[2J?name.md is neither a file nor a folder'
rm "$odd"
rm "$origin"/content/shangcheng/*.md
echo none >"$origin/content/none.txt"
commit empty
expect "an edition without an article is refused" fails_with 1 run
expect "and the reason said" says "no article"

# commit_bomb LEVELS FILE: commits folders of ten folders each, LEVELS deep, the innermost of ten files: a dozen
# objects.
commit_bomb() {
    local entries kind="100644 blob" name object
    object=$(in_origin hash-object -w "$2")
    for _ in $(seq "$1"); do
        entries=$(for name in 0 1 2 3 4 5 6 7 8 9; do printf '%s %s\t%s.md\n' "$kind" "$object" "$name"; done)
        object=$(in_origin mktree <<<"$entries") || return
        kind="040000 tree"
    done
    object=$(printf '%s %s\tcontent\n' "$kind" "$object" | in_origin mktree)
    in_origin update-ref refs/heads/main "$(in_origin commit-tree -p HEAD -m bomb "$object")"
}
before=$(in_origin rev-parse HEAD)
commit_bomb 8 "$origin/content/none.txt"
expect "an edition of a hundred million files is refused" fails_with 1 timeout "$deadline_seconds" "$pull"
truncate -s 20M "$home/large"
commit_bomb 2 "$home/large"
run
expect "an edition of two thousand MiB is refused" says "more than .* MiB"
in_origin update-ref refs/heads/main "$before"
expect "nothing of them stays" tidy
expect "the one before them is shown still" shows "$good"

for number in 4 5 6 7; do
    edition "$number"
    run
done
last=$commit
expect "once one is shown nothing says that it is refused" test ! -e "$folder/refused"
expect "the seventh edition is shown" shows "$last"
expect "three releases are kept" test "$(releases)" -eq 3

in_origin reset -q --hard "$good"
expect "back to an edition that was taken down" run
expect "it is shown" shows "$good"
touch -d 2001-01-01 "$folder/releases/$good"
mkdir "$folder/releases/abc1" "$folder/releases/abc2"
expect "another run" run
expect "what is shown is kept, however old" shows "$good"

in_origin reset -q --hard "$last"
edition 8
in_origin bundle create -q "$home/stick.bundle" main
in_origin reset -q --hard "$last"
expect "a bundle" run_with "$home/stick.bundle"
expect "its edition is shown" shows "$commit"

in_origin reset -q --hard "$commit"
edition 9
find "$folder/repo.git/objects" -type f -exec truncate -s 0 {} +
expect "a clone that a power failure has emptied" run
expect "is fetched anew" shows "$commit"

# Breaks the clone so that the commit and its folders can be read, but an article cannot.
break_article() {
    local blob offset pack
    blob=$(in_origin rev-parse HEAD:content/shangcheng/one.md)
    rm -rf "$folder/repo.git"
    git clone -q --bare --no-local "$origin" "$folder/repo.git" && pack=$(echo "$folder"/repo.git/objects/pack/*.pack) || return
    offset=$(git verify-pack -v "${pack%pack}idx" | awk -v blob="$blob" '$1 == blob { print $5 }')
    chmod u+w "$pack" && printf '%08d' 0 | dd of="$pack" bs=1 seek=$((offset + 4)) conv=notrunc status=none
}
ln -sfn "releases/$good" "$folder/current"
rm -rf "$folder/releases/$commit"
break_article || exit
expect "a clone whose articles are broken: status 1" fails_with 1 run
expect "and the clone is named" says "is broken: the next run fetches it anew"
expect "the run after that" run
expect "shows the edition" shows "$commit"

mv "$origin" "$home/away"
expect "a remote that is not there: status 1" fails_with 1 run
expect "what is shown stays" shows "$commit"
mv "$home/away" "$origin"

edition 10
racers=()
for number in 1 2 3 4; do
    "$pull" >"$home/racer.$number" 2>&1 &
    racers+=($!)
done
status=0
for racer in "${racers[@]}"; do
    wait "$racer" || status=1
done
outcome "$status" "four at once"
[ "$status" -eq 0 ] || sed 's/^/# /' "$home"/racer.*
expect "the edition is shown" shows "$commit"
expect "one of them showed it" test "$(cat "$home"/racer.* | grep -c 'is shown$')" -eq 1
expect "nothing of them stays" tidy

# Kills the puller before each program it runs, one after the other: a stand-in for each program counts the calls, and
# at the given number kills the puller and does nothing.
mkdir "$home/deadly"
cat >"$home/deadly/stand-in" <<'STAND_IN'
#!/bin/bash
# Search for the program without this folder, or the stand-in would call itself.
directory=${0%/*}
PATH=${PATH#"$directory":}
case :$PATH: in *:"$directory":*) exit 1 ;; esac
read -r count <"$directory/count"
count=$((count + 1))
echo "$count" >"$directory/count"
read -r fatal <"$directory/fatal"
if [ "$count" -eq "$fatal" ]; then
    read -r puller <"$directory/puller"
    kill -9 "$puller"
    exit 1
fi
[ "${0##*/}" = sync ] || exec "${0##*/}" "$@"
STAND_IN
chmod +x "$home/deadly/stand-in"
for name in git tar mkdir mktemp mv rm ln sync touch find readlink timeout head flock; do
    ln -s stand-in "$home/deadly/$name"
done
doomed_run() { # FATAL-CALL
    echo 0 >"$home/deadly/count"
    echo "$1" >"$home/deadly/fatal"
    # shellcheck disable=SC2016 # expanded by the inner shell
    PATH=$home/deadly:${PATH#"$home/recorded":} bash -c 'echo $$ >"$1/puller" && exec "$2"' doomed "$home/deadly" "$pull" >"$said" 2>&1
}

before=$commit
edition 11
cp -a "$folder" "$home/before"
fatal=0
status=0
killed=137
while [ "$killed" -eq 137 ] && [ "$fatal" -lt 100 ]; do
    fatal=$((fatal + 1))
    rm -rf "$folder"
    cp -a "$home/before" "$folder"
    doomed_run "$fatal" 2>/dev/null
    killed=$?
    wrong=
    shows "$before" >/dev/null || shows "$commit" >/dev/null || wrong="no whole edition is shown"
    run || wrong="the next run fails"
    { shows "$commit" && tidy && [ "$(releases)" -le 3 ]; } >/dev/null || wrong="the next run does not put it right"
    [ -z "$wrong" ] && continue
    echo "# killed before its call $fatal: $wrong"
    status=1
done
[ "$fatal" -gt 15 ] || status=1
outcome "$status" "killed at each of $((fatal - 1)) moments"

# Started by root, the puller works as the owner of the folder.
chown -R nobody: "$folder"
in_origin bundle create -q "$home/stick.bundle" main
in_origin reset -q --hard "$before"
edition 12
in_origin bundle create -q "$home/stick.bundle" main
expect "called by root it works as whom the folder belongs to" run_with "$home/stick.bundle"
expect "the edition is shown" shows "$commit"
expect "and no file is root's" test -z "$(find "$folder" -user 0 -print -quit)"
ln -s "$folder" "$home/link"
sed -i "s|^FOLDER=.*|FOLDER=$home/link|" "$sysconf/kanbao/pull.conf"
rm "$folder/lock"
expect "with a link to the folder, too" run_with "$home/stick.bundle"
expect "no file is root's then, either" test -z "$(find "$folder" -user 0 -print -quit)"

# Signatures.
make_key() { ssh-keygen -q -t ed25519 -N "" -C "" -f "$home/key.$1"; }
# allow NAME [OPTIONS]: makes a key the only one of SIGNERS.
signers=$sysconf/kanbao/allowed_signers
allow() { printf '%s %s %s\n' "$1@example.org" "${2-}" "$(cut -d' ' -f1,2 "$home/key.$1.pub")" >"$signers"; }
signed_edition() { # NUMBER KEY
    in_origin config user.signingkey "$home/key.$2"
    in_origin config gpg.format ssh
    in_origin config commit.gpgsign true
    edition "$1"
    in_origin config commit.gpgsign false
}
refuses() { # REASON: refuses $commit, of which nothing stays
    fails_with 1 run && says "$commit is refused and the one before it kept: .*$1" && tidy && [ "$(shown)" != "$commit" ] &&
        [ ! -e "$folder/releases/$commit" ]
}
if [ -z "$(missing ssh-keygen)" ]; then
    sed -i "s|^FOLDER=.*|FOLDER=$folder|" "$sysconf/kanbao/pull.conf"
    chown -R root: "$folder"
    for name in editor stranger; do
        make_key "$name"
    done
    sed -i "s|^SIGNERS=.*|SIGNERS=$signers|" "$sysconf/kanbao/pull.conf"
    signed_edition 13 editor
    expect "signed, but the keys are not there" refuses "the keys to check it with, $signers, are not there"
    allow editor
    chmod 666 "$signers"
    expect "signed, but others could change the keys" refuses "the keys to check it with"
    chmod 644 "$signers"
    expect "signed by the key" run
    expect "it is shown" shows "$commit"
    edition 14
    expect "not signed" refuses "it is not signed"
    expect "and the file says so" notes "$commit" "it is not signed"
    signed_edition 15 stranger
    expect "signed by another key" refuses "its signature is not by a key of $signers: "
    signed_edition 16 editor
    allow editor 'valid-before="20200101"'
    expect "signed by a key that has expired" refuses "its signature is not by a key"
    allow editor 'namespaces="file"'
    expect "signed by a key for other things" refuses "its signature is not by a key"
    echo "nonsense" >"$signers"
    expect "signed, but the keys are none" refuses "its signature is not by a key"
    : >"$signers"
    expect "signed, but there is no key" refuses "its signature is not by a key"
    # The signature of one commit in another.
    allow editor
    edition 17
    forged=$(in_origin cat-file commit "$(in_origin rev-parse HEAD^)" |
        sed "s/^tree .*/tree $(in_origin rev-parse 'HEAD^{tree}')/" | in_origin hash-object -t commit -w --stdin)
    in_origin update-ref refs/heads/main "$forged"
    commit=$forged
    expect "with the signature of another commit" refuses "its signature is not by a key"
    # Whatever git is told elsewhere, nothing but a key of SIGNERS counts.
    git config --global gpg.ssh.program true
    git config --global gpg.openpgp.program true
    git config --global gpg.minTrustLevel undefined
    forged=$(in_origin cat-file commit "$(in_origin rev-parse HEAD)" | sed -e 's/SSH SIGNATURE/PGP SIGNATURE/' |
        in_origin hash-object -t commit -w --stdin)
    in_origin update-ref refs/heads/main "$forged"
    commit=$forged
    expect "with a signature of another kind" refuses "its signature is not by a key"
    rm "$home/.gitconfig"
    signed_edition 18 stranger
    git config --global gpg.ssh.program true
    git config --global gpg.minTrustLevel undefined
    expect "by another key, while git is told that any will do" refuses "its signature is not by a key"
    rm "$home/.gitconfig"
    signed_edition 19 editor
    expect "signed by the key again" run
    expect "what was not is behind it now" shows "$commit"
    sed -i "s|^SIGNERS=.*|SIGNERS=|" "$sysconf/kanbao/pull.conf"
else
    skip "signatures" "there is no ssh-keygen"
fi

echo "NONSENSE=1" >>"$sysconf/kanbao/pull.conf"
expect "a setting that is none: status 2" fails_with 2 run
expect "with its line" says "pull.conf:[0-9]*: not a setting"
chmod 666 "$sysconf/kanbao/pull.conf"
expect "settings that others can write to: status 2" fails_with 2 run
expect "and it says why" says "must belong to root"

[ "$failed" -eq 0 ]
