"""The completion script for bash 3.2 and later, on its own: it needs no other package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.cli.completion.candidates import Value, value_of
from poles_cli.cli.grammar import Command

# How the script notes what completes a value; a vocabulary stands as it is.
ASK, FILES, FREE = "?", "@", "!"

_SCRIPT = r"""# Completion of poles for bash, made by: poles completion bash

# Options of a command, in REPLY; the name is empty before any command.
_poles_options() {
    case $1 in
@OPTIONS@
    esac
}

# What completes the value of an option of a command, in REPLY; nothing for one that takes none.
_poles_value() {
    case $1$2 in
@VALUES@
    *) REPLY= ;;
    esac
}

# What completes an argument of a command, in REPLY: its name, and how many stand before.
_poles_argument() {
    case $1:$2 in
@ARGUMENTS@
    *) REPLY=! ;;
    esac
}

_poles() {
    local IFS=$' \t\n' REPLY current=${COMP_WORDS[COMP_CWORD]}
    local command= wanted= count=0 plain= i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $wanted ]]; then
            # bash makes three words of --option=value.
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
        # Names of the data: the program knows them, and how they are spelled without accents.
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
"""


def script(commands: Sequence[Command]) -> str:
    """Return the script for the program's commands."""
    parts = {
        "@OPTIONS@": [_case(c.name or "''", " ".join(_names(c))) for c in commands],
        "@VALUES@": list(_values(commands)),
        "@ARGUMENTS@": list(_arguments(commands)),
    }
    text = _SCRIPT.replace("@COMMANDS@", " ".join(c.name for c in commands if c.name))
    for mark, lines in parts.items():
        text = text.replace(mark, "\n".join(lines))
    return text


def _names(command: Command) -> Iterator[str]:
    for option in command.options:
        yield from option.names


def _values(commands: Sequence[Command]) -> Iterator[str]:
    for command in commands:
        for option in command.options:
            if option.metavar:
                value = value_of(command.name, option.long, option.metavar)
                pattern = " | ".join(command.name + name for name in option.names)
                yield _case(pattern, _note(value))


def _arguments(commands: Sequence[Command]) -> Iterator[str]:
    for command in commands:
        for index, argument in enumerate(command.arguments):
            value = value_of(command.name, argument.metavar, argument.metavar)
            place = "*" if argument.repeats else str(index)
            yield _case(f"{command.name}:{place}", _note(value))


def _note(value: Value) -> str:
    if value.words:
        return " ".join(word for word, _ in value.words)
    return ASK + value.asked if value.asked else FILES if value.files else FREE


def _case(pattern: str, reply: str) -> str:
    return f"    {pattern}) REPLY='{reply}' ;;"
