#!/bin/bash
# tables.sh KANBAO FOLDER: writes the manual pages and the shells' completions into FOLDER, with the options, settings,
# actions and themes of the program KANBAO in the places marked for them. `make man` does so for src/; a test compares.
# Needs jq.
set -eu
kanbao=$(realpath "$1")
target=$(realpath "$2")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

tables() { "$kanbao" --help --json --lang "$1"; }
version() { sed -n "s/^#define KANBAO_$1 \"\(.*\)\"/\1/p" ../include/app/version.h; }

# Text of the program as mdoc: nothing in it is a macro, and each sentence begins a line.
# shellcheck disable=SC2016 # names of jq
mdoc='def text: gsub("\\\\"; "\\e") | gsub("(?<q>[-~^`])"; "\\" + ({"-": "-", "~": "(ti", "^": "(ha", "`": "(ga"}[.q]))
        | gsub("(?<end>[.?!]) +(?<next>[A-Z])"; .end + "\n" + .next)
        | gsub("(?m)^(?<q>[.'"'"'])"; "\\&" + .q);
    def line: text | "\"" + gsub("\""; "\\(dq") + "\"";'

# Breaks lines, at blanks alone, to the length that mandoc wants. In Chinese there are few.
fold_lines() {
    awk -v most="$1" '/^\.[A-Z]/ { print; next } {
        line = ""
        for (i = 1; i <= NF; i++) {
            if (line != "" && length(line " " $i) > most) { print_line(line); line = "" }
            line = line == "" ? $i : line " " $i
        }
        print_line(line)
    }
    function print_line(text) {
        if (text ~ /^[.'"'"'][^A-Z]/) text = "\\&" text
        print text
    }'
}

options() {
    tables "$1" | jq -r "$mdoc"'
        .options[] | (if .letter then ".It Fl " + .letter + " , Fl \\-" else ".It Fl \\-" end) + (.name | text)
            + (if .value then " Ar " + (.value | line) else "" end)
            + (if .operand then " Op Ar " + (.operand | ltrimstr("[") | rtrimstr("]") | line) else "" end)
            + (if .help then "\n" + (.help | text) else "" end)' | fold_lines "$([ "$1" = en ] && echo 60 || echo 1)"
}

actions() {
    tables "$1" | jq -r "$mdoc"'.actions[] | ".It Ic " + (.name | text) + "\n" + ([.keys[] | ".Ql \"\\&" + (line | ltrimstr("\""))] | join(" ,\n"))
        + "\n.br\n" + (.help | text)'
}

# The settings of sections, each with the English words that stand above it in the configuration.
settings() {
    tables en | jq -r --rawfile words <(words) "$mdoc"'
        ($words | split("\n") | map(select(. != "") | split("\t") | {key: .[0], value: .[1]}) | from_entries) as $words
        | .settings as $all | range($all | length) as $i | $all[$i]
        | (if $i == 0 or $all[$i - 1].section != .section then ".It Sy \\(lB" + .section + "\\(rB" else empty end),
            ".It Ic " + .name + " No = Ar " + (if .default == "" then "\"\"" else .default end),
            ($words[.section + "." + .name] // .help + "." | text), ("Allowed: " + .allowed + "." | text)' |
        fold_lines 60
}
# The comments of the settings in config/kanbao.ini, without their lines in Chinese: SECTION.NAME, a tab, and the comment.
# shellcheck disable=SC1112 # quotation marks that the comments have
words() {
    grep -v '^# .*[^ -~“”‘’—…·、，。？！／×■]' ../config/kanbao.ini | awk '
        /^\[/ { section = substr($0, 2, length($0) - 2) }
        /^# / { comment = comment (comment == "" ? "" : " ") substr($0, 3); next }
        $2 == "=" && comment != "" { print section "." $1 "\t" comment }
        { comment = "" }'
}

names() { tables en | jq -r '.options[] | "--" + .name, (if .letter then "-" + .letter else empty end)'; }
# shellcheck disable=SC1003 # a quotation mark within a character class
zsh_options() {
    tables en | jq -r '.options[] | ((.help // "") | (split("; ")[0] // "") | gsub("[][\\\\'"'"']"; "")) as $help
        | (if .letter then "(-" + .letter + " --" + .name + ")-" + .letter, . else . end)
        | if type == "string" then "    '"'"'" + . + "[" + $help + "]'"'"'"
          else "    '"'"'--" + .name + (if .value then "=" else "" end) + "[" + $help + "]"
            + (if .name == "lang" then ":language:(zh_CN en auto)" elif .name == "ambiguous" then ":width:(auto narrow wide)"
               elif .name == "config" or .name == "status" or .name == "voice" then ":file:_files" elif .value then ":value:" else "" end)
            + "'"'"'" end'
}
fish_options() {
    tables en | jq -r '.options[] | "complete -c kanbao -l " + .name + (if .letter then " -s " + .letter else "" end)
        + (if .name == "lang" then " -x -a \"zh_CN en auto\"" elif .name == "ambiguous" then " -x -a \"auto narrow wide\""
           elif .name == "config" or .name == "status" or .name == "voice" then " -rF" elif .value then " -x" else "" end)
        + (if .help then " -d " + (.help | (split("; ")[0] // "") | @sh) else "" end)'
}

# fill FILE: copies it, with each marked part made anew.
fill() {
    local line part
    mkdir -p "$target/${1%/*}"
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ $line =~ ^(\.\\\"|#)\ begin\ (.*)$ ]] || continue
        part=${BASH_REMATCH[2]}
        # shellcheck disable=SC2086 # a name and its language
        $part
        while IFS= read -r line && ! [[ $line =~ ^(\.\\\"|#)\ end$ ]]; do :; done
        printf '%s\n' "$line"
    done <"$1" >"$target/$1.new"
    sed -i "s/^\.Dd .*/.Dd $(LC_ALL=C date -d "$(version DATE)" '+%B %-d, %Y')/" "$target/$1.new"
    mv "$target/$1.new" "$target/$1"
}

for file in man/*.[1-8] man/*/*.[1-8] completion/{kanbao.bash,_kanbao,kanbao.fish}; do fill "$file"; done
