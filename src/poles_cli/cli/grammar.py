"""What the command line accepts, read from the program itself: for completion and the manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from poles_cli.cli.app import build
from poles_cli.cli.commands import COMMANDS
from poles_cli.output.context import Context


class Option(NamedTuple):
    """An option; `metavar` is empty where it takes no value. Texts are message ids."""

    names: tuple[str, ...]
    text: str
    metavar: str
    repeats: bool
    shared: bool

    @property
    def long(self) -> str:
        """The spelling that names the option."""
        return self.names[0]


class Argument(NamedTuple):
    """A word without a dash; `metavar` says by brackets that it may be left out."""

    metavar: str
    text: str
    repeats: bool

    @property
    def label(self) -> str:
        """The metavar without brackets and dots: POLE, CONCEPT, ID."""
        return self.metavar.strip("[]…. ")


class Command(NamedTuple):
    """A command, or the program before any command, whose name is empty."""

    name: str
    summary: str
    help: str
    examples: Sequence[str]
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]


def read() -> list[Command]:
    """Return the program and its commands, in the order of the help."""
    program = build()
    ctx = program.make_context("poles", [], obj=Context(), resilient_parsing=True)
    found = [_command("", "", program, ctx)]
    for name, summary in COMMANDS.items():
        found.append(_command(name, summary, program.get_command(ctx, name), ctx))
    return found


def _command(name: str, summary: str, command: Any, ctx: Any) -> Command:
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    return Command(
        name,
        summary,
        command.help or "",
        command.examples,
        tuple(_options(params)),
        tuple(
            Argument(param.metavar or param.name.upper(), param.help or "", param.nargs == -1)
            for param in params
            if param.param_type_name == "argument"
        ),
    )


def _options(params: list[Any]) -> Iterator[Option]:
    for param in params:
        if param.param_type_name == "option":
            # Long ones first: the framework keeps those of --help in no order.
            names = sorted((*param.opts, *param.secondary_opts), key=lambda name: name[:2] != "--")
            yield Option(
                tuple(names),
                param.help or "",
                "" if param.is_flag or param.count else param.metavar or param.name.upper(),
                bool(param.multiple),
                param.name.startswith("shared_"),
            )
