"""The completion script for fish, with descriptions in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.i18n import Translate
from poles_cli.cli.completion import filled
from poles_cli.cli.completion.candidates import Value, value_of
from poles_cli.cli.grammar import Command, Option


def script(commands: Sequence[Command], t: Translate) -> str:
    """Return the script for the program's commands."""
    valued = {n: None for c in commands for o in c.options if o.metavar for n in o.names}
    lines = [line for command in commands for line in _lines(command, t)]
    lines += [
        f"complete -c poles -n '__poles_in \"\"' -a {c.name} -d {_quoted(c.summary)}"
        for c in commands
        if c.name
    ]
    return filled("script.fish", {"@VALUED@": " ".join(valued), "#@LINES@": "\n".join(lines)})


def _lines(command: Command, t: Translate) -> Iterator[str]:
    name = command.name or '""'
    for option in command.options:
        found = None
        if option.metavar:
            found = value_of(command.name, option.long, option.metavar)
        yield (
            f"complete -c poles -n '__poles_in {name}'{_spelled(option)}{_value(found)}"
            f" -d {_quoted(option.text)}"
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
    """Return the arguments of `complete` for a value and its completions."""
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
