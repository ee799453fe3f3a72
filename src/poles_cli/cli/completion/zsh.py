"""The completion script for zsh, with descriptions in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.i18n import Translate
from poles_cli.cli.completion import filled
from poles_cli.cli.completion.candidates import Value, value_of
from poles_cli.cli.grammar import Command, Option


def script(commands: Sequence[Command], t: Translate, heading: str) -> str:
    """Return the script for the program's commands; `heading`, translated, is their title."""
    program, *others = commands
    cases = []
    for command in others:
        specs = [*_options(command, t), *_arguments(command, t)]
        body = " \\\n            ".join(["_arguments -S", *specs])
        cases.append(f"    {command.name})\n        {body}\n        ;;")
    summaries = [_quoted(f"{c.name}:{_colons(c.summary)}") for c in others]
    return filled("script.zsh", {
        "#@COMMANDS@": "\n".join(cases),
        "@PROGRAM@": " \\\n        ".join(_options(program, t)),
        "#@SUMMARIES@": "\n".join(f"            {summary}" for summary in summaries),
        "@HEADING@": _quoted(heading),
    })  # fmt: skip


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
                f"[{_bracketed(option.text)}]{value}"
            )


def _spelled(option: Option, name: str) -> str:
    """Return the name with the zsh mark for its value: after `=` or a space, or joined."""
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
