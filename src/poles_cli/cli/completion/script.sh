# shellcheck shell=bash
# Completion of poles for bash, made by: poles completion bash

# Options of a command, in REPLY; the name is empty before any command.
_poles_options() {
    case $1 in
#@OPTIONS@
    esac
}

# The completions of an option's value for a command, in REPLY; nothing if it takes no value.
_poles_value() {
    case $1$2 in
#@VALUES@
    *) REPLY= ;;
    esac
}

# The completions of a command's argument, in REPLY, by its name and the number before it.
_poles_argument() {
    case $1:$2 in
#@ARGUMENTS@
    *) REPLY=! ;;
    esac
}

# The alternative to COMPREPLY=($(…)) that shellcheck suggests needs bash 4: macOS has 3.2.
# shellcheck disable=SC2207
_poles() {
    local IFS=$' \t\n' REPLY current=${COMP_WORDS[COMP_CWORD]}
    local command='' wanted='' count=0 plain='' i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $wanted ]]; then
            # bash splits --option=value into three words.
            [[ $word == = ]] || wanted=
        elif [[ $plain || $word != -?* ]]; then
            if [[ $command ]]; then ((count++)); else command=$word; fi
        elif [[ $word == -- ]]; then
            plain=1
        else
            _poles_value "$command" "$word"
            wanted=$REPLY
        fi
    done
    COMPREPLY=()
    if [[ $wanted ]]; then
        [[ $current == = ]] && current=
    elif [[ $current == -* && ! $plain ]]; then
        _poles_options "$command"
        wanted=$REPLY
    elif [[ ! $command ]]; then
        wanted="@COMMANDS@"
    else
        _poles_argument "$command" "$count"
        wanted=$REPLY
    fi
    case $wanted in
    !) ;;
    @)
        compopt -o filenames 2>/dev/null
        IFS=$'\n'
        COMPREPLY=($(compgen -f -- "$current"))
        ;;
    \?*)
        # Names of the data: the program knows them, and finds them without accents.
        local program=${COMP_WORDS[0]/#\~/$HOME}
        case $wanted in
        *fields* | *regions*) compopt -o nospace 2>/dev/null ;;
        esac
        IFS=$'\n'
        COMPREPLY=($("$program" __complete bash "${wanted#?}" "$current" \
            "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null))
        ;;
    *) COMPREPLY=($(compgen -W "$wanted" -- "$current")) ;;
    esac
}

complete -F _poles poles
