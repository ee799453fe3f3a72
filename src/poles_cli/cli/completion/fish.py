"""The completion script for fish, with descriptions in the person's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.i18n import Translate
from poles_cli.cli.completion.candidates import Value, value_of
from poles_cli.cli.grammar import Command, Option

_SCRIPT = r"""# Completion of poles for fish, made by: poles completion fish

# Whether the words so far are of this command (none yet where it is empty) and, where a number is
# given, hold that many arguments.
function __poles_in -a name count
    set -l words (commandline -opc)
    set -l found ''
    set -l given 0
    set -l skip
    set -l plain
    for word in $words[2..-1]
        if test -n "$skip"
            set skip
        else if test -z "$plain"; and string match -q -- '-?*' $word
            if test "$word" = --
                set plain 1
            else if contains -- $word @VALUED@
                set skip 1
            end
        else if test -z "$found"
            set found $word
        else
            set given (math $given + 1)
        end
    end
    test "$found" = "$name"; and begin
        test -z "$count"; or test "$count" = "$given"
    end
end

# Names of the data: the program knows them, and how they are spelled without accents.
function __poles_ask -a kind
    set -l words (commandline -opc)
    set -l word (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l program (string replace -r -- '^~' $HOME $words[1])
    command $program __complete fish $kind "$word" $words[2..-1] 2>/dev/null
end

complete -c poles -f
@LINES@
"""


def script(commands: Sequence[Command], t: Translate) -> str:
    """Return the script for the program's commands."""
    valued = {n: None for c in commands for o in c.options if o.metavar for n in o.names}
    lines = [line for command in commands for line in _lines(command, t)]
    lines += [
        f"complete -c poles -n '__poles_in \"\"' -a {c.name} -d {_quoted(t(c.summary))}"
        for c in commands
        if c.name
    ]
    return _SCRIPT.replace("@VALUED@", " ".join(valued)).replace("@LINES@", "\n".join(lines))


def _lines(command: Command, t: Translate) -> Iterator[str]:
    name = command.name or '""'
    for option in command.options:
        found = None
        if option.metavar:
            found = value_of(command.name, option.long, option.metavar)
        yield (
            f"complete -c poles -n '__poles_in {name}'{_spelled(option)}{_value(found)}"
            f" -d {_quoted(t(option.text))}"
        )
    for index, argument in enumerate(command.arguments):
        value = value_of(command.name, argument.metavar, argument.metavar)
        place = name if argument.repeats else f"{name} {index}"
        if value.words and any(text for _, text in value.words):
            for word, text in value.words:
                yield f"complete -c poles -n '__poles_in {place}' -a {word} -d {_quoted(t(text))}"
        elif value != Value():
            arguments = _value(value).replace(" -x", "").replace(" -r", "")
            yield f"complete -c poles -n '__poles_in {place}'{arguments}"


def _spelled(option: Option) -> str:
    spelled = ""
    for name in option.names:
        spelled += f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}"
    return spelled


def _value(value: Value | None) -> str:
    """Return what says that a value follows, and what completes it."""
    if value is None:
        return ""
    if value.files:
        return " -r -F"
    if value.asked:
        return f" -x -a '(__poles_ask {value.asked})'"
    if value.words:
        return f" -x -a {_quoted(' '.join(word for word, _ in value.words))}"
    return " -x"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
