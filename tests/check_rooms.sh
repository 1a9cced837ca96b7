#!/usr/bin/env bash
# Checks that the rooms of the tree are independent:
#   - files in src/ and include/ include only headers of rooms that their own room may use;
#   - curses, iniparser, md4c, libyaml, libunistring and libqrencode are each included in one room only;
#   - nothing makes a thread but src/base/task.c;
#   - no object outside of term defines a variable that is neither constant nor static.
# Usage: tests/check_rooms.sh OBJECT-FOLDER. Prints file:line: message for each fault, and at the end whether there was
# one; the exit status is 1 then. Checks the tree that contains this script.
set -u -o pipefail
export LC_ALL=C

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
    echo "usage: $0 OBJECT-FOLDER" >&2
    exit 2
fi
objects=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/.." || exit 2

# Each room may include from itself and from those before it.
rooms=(base text system content search layout state ui config reader kiosk linear view term app)

# The only folder that may include each library.
declare -A home=([curses]=src/term [iniparser]=src/config [md4c]=src/content [libyaml]=src/content [libunistring]=src/text [libqrencode]=src/kiosk)

faults=0
fault() { # FILE LINE MESSAGE
    printf '%s:%s: %s\n' "$1" "$2" "$3"
    faults=$((faults + 1))
}

# Sets $room to the room of a path below src/ or include/ and $rank to its place in the order, or both to nothing.
find_room() { # PATH
    local i

    room=
    rank=
    case $1 in
    */*) room=${1%%/*} ;;
    esac
    for i in "${!rooms[@]}"; do
        if [ "${rooms[i]}" = "$room" ]; then rank=$i; fi
    done
}

# Sets $library to the library of a system header, or to nothing.
find_library() { # HEADER
    case ${1##*/} in
    term.h | curses.h | ncurses.h | panel.h | menu.h | form.h) library=curses ;;
    iniparser.h | dictionary.h) library=iniparser ;;
    md4c*.h) library=md4c ;;
    unistd.h) library= ;;
    yaml.h) library=libyaml ;;
    qrencode.h) library=libqrencode ;;
    uni*.h) library=libunistring ;;
    *) library= ;;
    esac
}

check_include() { # FILE LINE HEADER BRACKET
    local own own_rank room rank library

    find_room "${1#*/}"
    own=$room
    own_rank=$rank
    find_room "$3"
    case "/$3/" in
    */../* | */./*)
        fault "$1" "$2" "\"$3\" goes through . or .., which hides the room it reaches"
        return
        ;;
    esac
    # a header of the room's own, next to the file
    if [ "$4" = '"' ] && [ -z "$room" ] && [ -e "${1%/*}/$3" ]; then
        return
    fi
    if [ -n "$rank" ]; then
        [ "$rank" -le "${own_rank:--1}" ] || fault "$1" "$2" "room $own may not include \"$3\" of room $room"
        return
    fi
    case $3 in
    pthread.h | threads.h)
        [ "$1" = src/base/task.c ] || fault "$1" "$2" "threads may be made in src/base/task.c only"
        return
        ;;
    esac
    find_library "$3"
    [ -n "$library" ] || return
    case $1 in
    "${home[$library]}"/*) ;;
    *) fault "$1" "$2" "$library ($3) may be included in ${home[$library]} only" ;;
    esac
}

check_includes() {
    local files file line text room rank
    local pattern='^[[:space:]]*#[[:space:]]*include'
    local named="$pattern"'[[:space:]]*([<"])([^>"]+)[>"]'

    mapfile -t files < <(find src include -type f -name '*.[ch]' | sort)
    for file in "${files[@]}"; do
        find_room "${file#*/}"
        [ -n "$rank" ] || fault "$file" 1 "lies in no room that $0 lists"
    done
    while IFS=: read -r file line text; do
        if [[ $text =~ $named ]]; then
            check_include "$file" "$line" "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}"
        else
            fault "$file" "$line" "an #include that names no file"
        fi
    done < <(grep -n -e "$pattern" "${files[@]}" /dev/null)
}

# Prints "OBJECT:NAME" for each variable that an object exports and that is not constant. Constants that contain
# pointers are in .data.rel.ro, which nm's one-letter format does not distinguish from .data. Names that begin with __
# belong to the compiler and its sanitizers.
list_variables() { # OBJECT...
    nm -A -g --defined-only --format=sysv "$@" | awk -F'|' '
        { sub(/ +$/, "", $1); gsub(/ /, "", $3); gsub(/ /, "", $7) }
        $3 ~ /^[BCDGS]$/ && $7 !~ /^\.data\.rel\.ro/ && $1 !~ /:__[^:]*$/ { print $1 }'
}

check_objects() {
    local sources source object variables name line
    local -a present=()

    mapfile -t sources < <(find src -type f -name '*.c' ! -path 'src/term/*' | sort)
    for source in "${sources[@]}"; do
        object=$objects/${source#src/}
        object=${object%.c}.o
        if [ -e "$object" ]; then
            present+=("$object")
        else
            fault "$source" 1 "has no object in $objects to be checked"
        fi
    done
    [ ${#present[@]} -gt 0 ] || return
    variables=$(list_variables "${present[@]}") || fault "$objects" 0 "nm cannot read the objects in it"
    while IFS= read -r line; do
        [ -n "$line" ] || continue
        name=${line##*:}
        object=${line%:*}
        source=src/${object#"$objects"/}
        source=${source%.o}.c
        line=$(grep -n -w -m 1 -e "$name" "$source" | cut -d: -f1)
        fault "$source" "${line:-1}" "$name can be changed from any file: make it static, or pass it"
    done <<<"$variables"
}

# Files that write to standard error by themselves, and nothing that comes from outside.
own_words=" src/base/alloc.c src/app/program.c "

check_standard_error() {
    local file line text

    while IFS=: read -r file line text; do
        case $own_words in
        *" $file "*) ;;
        *) fault "$file" "$line" "standard error is written past print_line() or print_diag()" ;;
        esac
    done < <(grep -nE '(fprintf|fputs|fputc|fwrite|perror|puts)\(.*\bstderr\b|\bperror\(' -r src --include='*.c')
}

check_includes
check_objects
check_standard_error
if [ "$faults" -eq 0 ]; then echo "ok 1 - the rooms keep apart"; else echo "not ok 1 - the rooms keep apart"; fi
[ "$faults" -eq 0 ]
