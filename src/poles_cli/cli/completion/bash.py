"""The completion script for bash 3.2 and later, which needs no other package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.cli.completion import filled
from poles_cli.cli.completion.candidates import Value, value_of
from poles_cli.cli.grammar import Command

# The script's codes for the completions of a value; a vocabulary is written in full.
ASK, FILES, FREE = "?", "@", "!"


def script(commands: Sequence[Command]) -> str:
    """Return the script for the program's commands."""
    options = [_case(command.name or "''", " ".join(_names(command))) for command in commands]
    return filled("script.sh", {
        "#@OPTIONS@": "\n".join(options),
        "#@VALUES@": "\n".join(_values(commands)),
        "#@ARGUMENTS@": "\n".join(_arguments(commands)),
        "@COMMANDS@": " ".join(command.name for command in commands if command.name),
    })  # fmt: skip


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
