"""Read the command line's grammar from the program itself, for completion and the manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from poles_cli.base.i18n import Translate
from poles_cli.cli.app import build
from poles_cli.cli.commands import COMMANDS
from poles_cli.output.context import Context


class Option(NamedTuple):
    """An option; `metavar`, a message id, is empty if it takes no value."""

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
    """A word without a dash; brackets in `metavar` mean that it may be left out."""

    metavar: str
    text: str
    repeats: bool

    @property
    def label(self) -> str:
        """Return the metavar without brackets and dots: POLE, CONCEPT, ID."""
        return self.metavar.strip("[]…. ")


class Command(NamedTuple):
    """A command, or the program itself, with an empty name."""

    name: str
    summary: str
    help: str
    examples: Sequence[str]
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]


def read(t: Translate = str) -> list[Command]:
    """Return the program and its commands, in the order of the help; `t` translates their texts."""
    program = build()
    ctx = program.make_context("poles", [], obj=Context(), resilient_parsing=True)
    commands = [_command("", "", program, ctx, t)]
    for name, summary in COMMANDS.items():
        commands.append(_command(name, t(summary), program.get_command(ctx, name), ctx, t))
    return commands


def _command(name: str, summary: str, command: Any, ctx: Any, t: Translate) -> Command:
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    return Command(
        name,
        summary,
        command.text(command.help, t),
        command.examples,
        tuple(_options(params, command, t)),
        tuple(
            Argument(p.metavar or p.name.upper(), command.text(p.help, t, p), p.nargs == -1)
            for p in params
            if p.param_type_name == "argument"
        ),
    )


def _options(params: list[Any], command: Any, t: Translate) -> Iterator[Option]:
    for param in params:
        if param.param_type_name == "option":
            # Long names first, since the framework does not sort those of --help.
            names = sorted((*param.opts, *param.secondary_opts), key=lambda name: name[:2] != "--")
            yield Option(
                tuple(names),
                command.text(param.help, t, param),
                "" if param.is_flag or param.count else param.metavar or param.name.upper(),
                bool(param.multiple),
                param.name.startswith("shared_"),
            )
