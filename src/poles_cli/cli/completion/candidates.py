"""Completions of an option or argument: a vocabulary, names of the data, a file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any, NamedTuple

from poles_cli.cli.commands import formats_of
from poles_cli.output.fields import kind_of


class Value(NamedTuple):
    """The completions of one value.

    `words` are a fixed vocabulary, each with the message id of its description, or nothing; `asked`
    is the KIND for `poles __complete`. If all are empty, it is free text.
    """

    words: tuple[tuple[str, str], ...] = ()
    asked: str = ""
    files: bool = False


FREE = Value()
FILES = Value(files=True)

# By metavar, if it means the same in every command.
_BY_METAVAR = {
    "POLE": Value(asked="poles"),
    "PLACE": Value(asked="places"),
    "CONCEPT": Value(asked="concepts"),
    "REGION": Value(asked="regions"),
    "ID": Value(asked="sources"),
    "SERIES": Value(asked="series"),
    "FILE": FILES,
    "PATH": FILES,
    "DIR": FILES,
}

# Fixed vocabularies, by command and option, each from the same place as the command's own.
_VOCABULARIES = {
    ("list", "--kind"): "rules.vocabularies:POLE_KINDS",
    ("list", "--status"): "rules.vocabularies:STATUSES",
    ("search", "--in"): "directory.search.entries:KINDS",
    ("locate", "--kind"): "rules.vocabularies:PLACE_KINDS",
    ("locate", "--add"): "directory.places.columns:ADDED",
    ("stats", "--measure"): "directory.figures:MEASURES",
    ("set", "--confidence"): "rules.vocabularies:CONFIDENCE",
    ("set", "FIELD"): "rules.registry:settable",
    ("unset", "FIELD"): "rules.registry:settable",
    ("schema", "COMMAND"): "cli.commands.schema:KINDS",
    ("completion", "SHELL"): "cli.commands.completion:SHELLS",
}
_ASKED = {
    ("list", "--edition"): Value(asked="editions"),
    ("stats", "--year"): Value(asked="years"),
}


def value_of(command: str, name: str, metavar: str) -> Value:
    """Return the completions of an option, or of an argument named by its metavar."""
    label = metavar.strip("[]…. ")
    if (command, name) == ("export", "--what"):
        from poles_cli.directory.collections import ALL, WHAT

        return words((*WHAT, ALL))
    if (command, name) in _VOCABULARIES:
        return words(_constant(_VOCABULARIES[command, name]))
    if (command, name) in _ASKED:
        return _ASKED[command, name]
    if label == "FORMAT":
        return words(formats_of(command))
    if label in ("FIELD", "A,B.C"):
        kind = "field" if label == "FIELD" else "fields"
        records = kind_of(command)
        return Value(asked=f"{kind}:{records}") if records else FREE
    if label == "COMMAND|TOPIC":
        from poles_cli.cli.commands import COMMANDS
        from poles_cli.cli.topics import GUIDE, TOPICS

        return Value((*COMMANDS.items(), *GUIDE.items(), *TOPICS.items()))
    if "|" in label:
        return words(label.split("|"))
    return _BY_METAVAR.get(label, FREE)


def words(names: Iterable[str]) -> Value:
    """Return a vocabulary without descriptions."""
    return Value(tuple((name, "") for name in names))


def _constant(path: str) -> Iterable[str]:
    module, _, name = path.partition(":")
    found: Any = getattr(import_module(f"poles_cli.{module}"), name)
    return list(found() if callable(found) else found)
