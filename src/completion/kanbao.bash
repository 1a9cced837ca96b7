# Completion of kanbao's options, their values, the ids of articles, and files, for bash.
# shellcheck shell=bash
_kanbao() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} line
    local -a options
    COMPREPLY=()
    # bash makes words of --lang=en: --lang, = and en.
    [[ $before != '=' ]] || before=${COMP_WORDS[COMP_CWORD - 2]}
    [[ $word != '=' ]] || word=
    case $before in
    --lang) mapfile -t COMPREPLY < <(compgen -W 'zh_CN en auto' -- "$word") ;;
    --ambiguous) mapfile -t COMPREPLY < <(compgen -W 'auto narrow wide' -- "$word") ;;
    esac
    if [[ " ${COMP_WORDS[*]:0:COMP_CWORD} " == *' --dump '* && $word != -* && ${#COMPREPLY[@]} -eq 0 ]]; then
        while IFS=$'\t' read -r line _; do
            [[ $line != "$word"* ]] || COMPREPLY+=("$(printf %q "$line")")
        done < <(kanbao --list 2>/dev/null)
    fi
    [ ${#COMPREPLY[@]} -eq 0 ] || return 0
    if [[ $word == -* ]]; then
        options=(
# begin names
--linear
--dump
--width
--page-rows
--list
--search
--check
--index
--frame
--keys
--config
--ambiguous
--lang
--all
--drafts
--json
--state
--kiosk
--ssh
--text-size
--night
--status
--rest
--machine
--voice
--speech
--clock
--strict-calls
--print-config
--version
-V
--help
-h
# end
        )
        mapfile -t COMPREPLY < <(compgen -W "${options[*]}" -- "$word")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -F _kanbao kanbao
