#!/bin/bash
# The README and the guides do what they say. Each block in them is fenced and says what it is:
#   sh               commands, which are run here, in a copy of the folder of which the articles are in a git repository
#   sh machine       commands that change a machine or need a network, which are not
#   text             what a program shows; `text = COMMAND`: just what the command prints (dump WIDTH BODY prints a body)
#   markdown [FILE]  an article, or a part of its body, in which --check finds nothing; FILE is written for the commands,
#                    which check it
# make passes KANBAO and BUILD.
set -u
# shellcheck source=tests/smoke/staging.sh
. "$(dirname "${BASH_SOURCE[0]}")/smoke/staging.sh"
kanbao=$(realpath "${KANBAO:-build/kanbao}")
guides=(README.md content/README.md config/kiosk/README.md config/kiosk/accessibility.md src/layout/README.md)
lacking=$(missing git jq)
[ -z "$lacking" ] || skip_all "the guides" "$lacking is not installed"
make_home
copy=$home/copy
mkdir -p "$copy/build" "$home/bin" "$home/blocks" &&
    cp -R README.md content config "$copy" && ln -s "$kanbao" "$copy/build/kanbao" && ln -s "$kanbao" "$home/bin/kanbao" || exit
# What is said does not depend on the person, the day and the machine's settings.
clean=(env -i HOME="$home" PATH="$home/bin:/usr/local/bin:/usr/bin:/bin" LC_ALL=C.UTF-8 KANBAO_NOW=2026-03-01T09:00
    GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=editor GIT_AUTHOR_EMAIL=editor@example.org GIT_COMMITTER_NAME=editor
    GIT_COMMITTER_EMAIL=editor@example.org)

# Prints each block's line, name and what it says of itself, separated by tabs, and writes the block to the file NAME.
# A block that is only indented cannot say anything.
blocks() { # GUIDE
    awk -v folder="$home/blocks" -v guide="${1//\//+}" '
        !fenced && /^```/ { fenced = 1; name = folder "/" guide "+" NR; print NR "\t" name "\t" substr($0, 4); printf "" >name; next }
        fenced && /^```/ { fenced = 0; close(name); next }
        fenced { print >name; next }
        /^(    |\t)/ { print NR "\t\tindented" }
        END { if (fenced) print NR "\t\tno end" }' "$1"
}

in_copy() { (cd "$copy" && "${clean[@]}" bash -eu -o pipefail -c "$1" </dev/null); }
origin() {
    git init -q --bare -b main "$home/origin.git" && git -C "$copy" init -q -b main && git -C "$copy" add content &&
        in_copy "git commit -q -m 1 && git remote add origin '$home/origin.git' && git push -q -u origin main"
}
# Runs commands as an editor would, who has changed something since the last ones.
runs() { # BLOCK
    echo "$1" >>"$copy/content/README.md"
    in_copy "$(sed "s|地址|$home/origin.git|" "$1")" >"$home/said" 2>&1 || { tail -n 5 "$home/said" && false; }
}
prints() { diff "$1" <(in_copy "$2"); } # BLOCK COMMAND
# Checks what stands in the block, which is an article or the body of one.
is_clean() { # BLOCK
    { head -n 1 "$1" | grep -q -x -e --- || printf '%s\n' --- '标题: 例' ---; cat "$1"; } >"$home/checked/a.md"
    "${clean[@]}" "$kanbao" --check "$home/checked" | tee "$home/said"
    [ "$(wc -l <"$home/said")" -eq 1 ]
}
is_written() { mkdir -p "$copy/${2%/*}" && cp "$1" "$copy/$2"; } # BLOCK FILE
is_machine() { ! grep -q -v -E '^(#|$|[a-z])' "$1"; }

# What stands between `` in the text: the options of kanbao and the targets of make are there.
commands_in_text() { # GUIDE
    local span word options wrong=0
    options=$("$kanbao" --help --json | jq -r '.options[] | "--" + .name')
    # shellcheck disable=SC2016 # of Markdown
    while IFS= read -r span; do
        for word in ${span#* }; do
            case $span in
            make\ *) [[ $word == *=* || $word == -* ]] || grep -q "^$word:" Makefile ;;
            *) [[ $word != --* ]] || grep -q -x -e "${word%%=*}" <<<"$options" ;;
            esac || { echo "\`$span\`: no $word" && wrong=1; }
        done
    done < <(tr '\n' ' ' <"$1" | grep -o -E '`(build/)?(kanbao|make) [^`]*`' | tr -d '`')
    return $wrong
}
links_of() { # GUIDE
    local link wrong=0
    # shellcheck disable=SC2016 # of Markdown
    while IFS= read -r link; do
        [ -e "$(dirname "$1")/$link" ] || { echo "$link is not there" && wrong=1; }
    done < <(awk '/^```/ { fenced = !fenced } !fenced' "$1" | sed 's/`[^`]*`//g' | grep -o -E '\]\([^):]*\)' | sed 's/^](//; s/)$//')
    return $wrong
}

mkdir "$home/checked" && touch "$home/checked/reading.jpg"
cat >"$home/bin/dump" <<'END' && chmod +x "$home/bin/dump" || exit
#!/bin/sh
width=$1 body=$2
shift 2
printf -- '---\ntitle: 题\n---\n%s\n' "$body" | kanbao --dump --width "$width" "$@" - | tail -n +3
END
expect "a repository of the articles" origin
for guide in "${guides[@]}"; do
    while IFS=$'\t' read -r line block kind; do
        here="$guide:$line"
        case $kind in
        sh) expect "$here: its commands run" runs "$block" ;;
        'sh machine') expect "$here: commands for a machine" is_machine "$block" ;;
        text) ;;
        'text = '*) expect "$here: is what ${kind#text = } prints" prints "$block" "${kind#text = }" ;;
        markdown) expect "$here: --check finds nothing in it" is_clean "$block" ;;
        markdown\ *) expect "$here: ${kind#* } is written" is_written "$block" "${kind#* }" ;;
        *) expect "$here: a block that says what it is, not \"$kind\"" false ;;
        esac
    done < <(blocks "$guide")
    expect "$guide: the commands in its text are there" commands_in_text "$guide"
    expect "$guide: its links lead to files" links_of "$guide"
done

[ "$failed" -eq 0 ]
