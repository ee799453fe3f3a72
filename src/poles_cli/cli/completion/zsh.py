"""The completion script for zsh, with descriptions in the person's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.i18n import Translate
from poles_cli.cli.completion.candidates import Value, value_of
from poles_cli.cli.grammar import Command, Option

_SCRIPT = r"""#compdef poles
# Completion of poles for zsh, made by: poles completion zsh

# Names of the data: the program knows them, and how they are spelled without accents.
_poles_ask() {
    local line
    local -a names shown expl ending
    for line in ${(f)"$("$program" __complete zsh $1 "${(Q)PREFIX}" $typed 2>/dev/null)"}; do
        names+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    [[ $1 == (fields:*|regions) ]] && ending=(-S '')
    _wanted values expl "$2" compadd -U -i "$IPREFIX" -l "$ending[@]" -d shown -a names
}

_poles_command() {
    case $1 in
@COMMANDS@
    esac
}

_poles() {
    local program=${words[1]/#\~/$HOME} curcontext=$curcontext context state state_descr line
    local -a typed=(${words[2,CURRENT-1]})
    local -A opt_args
    _arguments -C -S -A '-*' \
@PROGRAM@
        '1: :->command' '*:: :->rest'
    case $state in
    command)
        local -a commands=(
@SUMMARIES@
        )
        _describe -t commands @HEADING@ commands
        ;;
    rest) _poles_command $words[1] ;;
    esac
}

# Read by compinit from a file, it completes at once; read by eval, it says what it completes.
if [[ $funcstack[1] == _poles ]]; then
    _poles "$@"
else
    compdef _poles poles
fi
"""


def script(commands: Sequence[Command], t: Translate, heading: str) -> str:
    """Return the script for the program's commands; `heading` stands above them, translated."""
    program, *others = commands
    cases = []
    for command in others:
        specs = [*_options(command, t), *_arguments(command, t)]
        body = " \\\n            ".join(["_arguments -S", *specs])
        cases.append(f"    {command.name})\n        {body}\n        ;;")
    summaries = [_quoted(f"{c.name}:{_colons(t(c.summary))}") for c in others]
    parts = {
        "@COMMANDS@": "\n".join(cases),
        "@PROGRAM@": "\n".join(f"        {spec} \\" for spec in _options(program, t)),
        "@SUMMARIES@": "\n".join(f"            {summary}" for summary in summaries),
        "@HEADING@": _quoted(heading),
    }
    text = _SCRIPT
    for mark, lines in parts.items():
        text = text.replace(mark, lines)
    return text


def _options(command: Command, t: Translate) -> Iterator[str]:
    for option in command.options:
        value = ""
        if option.metavar:
            label = t(option.metavar)
            found = value_of(command.name, option.long, option.metavar)
            value = f":{_colons(label)}:{_action(found, label, t)}"
        others = "" if option.repeats else f"({' '.join(option.names)})"
        for name in option.names:
            yield _quoted(
                f"{'*' if option.repeats else others}{_spelled(option, name)}"
                f"[{_bracketed(t(option.text))}]{value}"
            )


def _spelled(option: Option, name: str) -> str:
    """Return the name with what says how its value follows: after `=` or a space, or joined."""
    if not option.metavar:
        return name
    return f"{name}=" if name.startswith("--") else f"{name}+"


def _arguments(command: Command, t: Translate) -> Iterator[str]:
    for index, argument in enumerate(command.arguments, 1):
        label = t(argument.metavar).strip("[]…. ")
        found = value_of(command.name, argument.metavar, argument.metavar)
        place = "*" if argument.repeats else str(index)
        yield _quoted(f"{place}:{_colons(label)}:{_action(found, label, t)}")


def _action(value: Value, label: str, t: Translate) -> str:
    if value.asked:
        return f" _poles_ask {_colons(value.asked)} {_quoted(label)}"
    if value.files:
        return "_files"
    if any(text for _, text in value.words):
        pairs = " ".join(f"{w}\\:{_quoted(_colons(t(text)))}" for w, text in value.words)
        return f"(({pairs}))"
    return f"({' '.join(word for word, _ in value.words)})" if value.words else " "


def _bracketed(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _colons(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
