"""Replace the framework's usage errors by our messages, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from poles_cli.base.errors import USAGE, Message, N_, PolesError
from poles_cli.base.suggest import unknown
from poles_cli.base.text import argument, fold, one_line, slugify
from poles_cli.output.context import Context


def unknown_command(words: Sequence[str], context: Context) -> PolesError:
    """Return the error for words that start with no command, with what to type instead.

    They may name a place, a pôle, a concept or a topic: all of them together, else only the first.
    Otherwise a command with a similar name is suggested, else `poles search` if it finds them.
    """
    from poles_cli.cli.commands import COMMANDS

    plain = [word for word in words if not word.startswith("-")]
    for name in dict.fromkeys((" ".join(plain), words[0])):
        if commands := [command for command, names in _meanings(context) if names(name)]:
            first, *others = (f"poles {command} {argument(name)}" for command in commands)
            message = N_("“{word}” is not a command, but the directory knows this name.")
            return PolesError(
                USAGE,
                message,
                N_("Type: {first}, or: {second}") if others else N_("Type: {first}"),
                word=one_line(name),
                first=first,
                second=", ".join(others),
            )
    query = fold(" ".join(plain))
    found = context.directory.search(query) if query else None
    mentioned = found and found.hits and not found.spellings
    return unknown(
        N_("There is no command “{word}”."),
        words[0],
        list(COMMANDS),
        N_("Type: poles {first} --help"),
        listed=False,
        otherwise=N_("Type: poles search {query}") if mentioned else N_("Type: poles --help"),
        query=query,
    )


def _meanings(context: Context) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """Yield each command that may answer a name, and the function that returns True if it does."""
    from poles_cli.cli import topics

    directory = context.directory

    def answers(find: Callable[[str], object]) -> Callable[[str], bool]:
        def tell(name: str) -> bool:
            try:
                find(name)
            except PolesError:
                return False
            return True

        return tell

    yield "locate", directory.is_place
    yield "show", answers(directory.pole)
    explained = answers(directory.concept)
    yield "explain", lambda name: explained(name) or bool(directory.theme(name))
    yield "help", lambda name: slugify(name) in topics.GUIDE_NAMES or bool(topics.find(name))


def explain_usage_error(error: Any, arguments: Sequence[str]) -> PolesError:
    """Return the `PolesError` for a usage error of the framework."""
    name = type(error).__name__
    hint = N_("Type: {command} --help")
    values: dict[str, Any] = {"command": _command(error, arguments)}
    if name == "NoSuchOption":
        known = list(error.possibilities or ())
        sentence = N_("There is no option {word}.")
        return unknown(sentence, error.option_name, known, hint, listed=False, **values)
    if name == "BadOptionUsage":
        values["option"] = one_line(error.option_name)
        lacks = "requires" in error.message  # only the words of the message differ
        message = N_("The option {option} needs a value.") if lacks else N_(
            "The option {option} takes no value."
        )  # fmt: skip
        return PolesError(USAGE, message, hint, **values)
    if name == "MissingParameter":
        values["parameter"] = Message(error.param.metavar.removesuffix("…"))
        return PolesError(USAGE, N_("The argument {parameter} is missing."), hint, **values)
    if name == "BadParameter":
        values |= {"parameter": error.param.opts[0], **_bounds(error.param.type)}
        message = N_("{parameter} takes a whole number, from {least} to {most}.") if values[
            "most"
        ] else N_("{parameter} takes a whole number, {least} or more.")  # fmt: skip
        return PolesError(USAGE, message, hint, **values)
    return PolesError(
        USAGE, N_("There are more arguments than this command takes."), hint, **values
    )


def _bounds(kind: Any) -> dict[str, Any]:
    return {"least": kind.min, "most": kind.max}


def _command(error: Any, arguments: Sequence[str]) -> str:
    """Return the command for the help hint; the framework may not give it."""
    from poles_cli.cli.commands import COMMANDS

    if error.ctx is not None:
        return str(error.ctx.command_path)
    named = [word for word in arguments if word in COMMANDS]
    return " ".join(["poles", *named[:1]])
