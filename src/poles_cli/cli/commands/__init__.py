"""One module per command, and the table of them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from poles_cli.base.errors import N_

if TYPE_CHECKING:
    from poles_cli.output.context import Context

# The name and one-line summary of each command, whose module has the same name.
COMMANDS = {
    "list": N_("List the pôles, of all Québec or of one region."),
    "show": N_("Show everything known about a pôle."),
    "search": N_("Search pôles, concepts, regions and examples."),
    "explain": N_("Explain a word of the social economy."),
    "regions": N_("List the 17 administrative regions and their pôles."),
    "locate": N_("Say which pôle serves a place: one place, or a million rows."),
    "stats": N_("Show the sourced figures: enterprises, jobs, revenue."),
    "map": N_("Draw Québec and its 17 regions."),
    "export": N_("Export all the data at once, for programs and other tools."),
    "open": N_("Open the directory as one page, or a pôle's web site."),
    "sources": N_("List the bibliography behind the facts."),
    "set": N_("Correct or complete a fact, for yourself or for everyone."),
    "unset": N_("Take back a correction of yours."),
    "refresh": N_("Read the pôles' own sites and compare what they say."),
    "check": N_("Check a dataset or corrections, and report what is missing or old."),
    "about": N_("Show the version, the data, its coverage and licences."),
    "schema": N_("Print the JSON Schema of what a command writes."),
    "help": N_("Show the help of a command, or a text on a topic."),
    "completion": N_("Print the script that completes names in a shell."),
}


# The commands in the order of a user's needs, for the welcome.
GROUPS = {
    N_("To find"): ("locate", "list", "show", "search", "regions", "map", "open"),
    N_("To understand"): ("explain", "stats", "sources", "about", "help"),
    N_("To reuse and correct"): (
        "export", "schema", "set", "unset", "refresh", "check", "completion",
    ),
}  # fmt: skip


def kind_of(command: str, context: Context, params: Mapping[str, Any]) -> str | None:
    """Return the kind of the records that a command gives, None if it writes a text.

    If options change the kind, the command has a function `kind`.
    """
    from poles_cli.output import fields

    module = import_module(f"poles_cli.cli.commands.{command}")
    decide = getattr(module, "kind", None)
    kind: str | None = decide(context, params) if decide else fields.kind_of(command)
    return kind


def prepare(command: str, context: Context, params: Mapping[str, Any]) -> None:
    """Run a command's function `prepare`, if it has one, before its output options are checked."""
    module = import_module(f"poles_cli.cli.commands.{command}")
    if act := getattr(module, "prepare", None):
        act(context, params)


def writes_records(command: str, params: Mapping[str, Any]) -> bool:
    """Return True if a command's output has a format, unlike a text or a diff."""
    from poles_cli.output import fields

    module = import_module(f"poles_cli.cli.commands.{command}")
    return not params.get("patch") and (
        hasattr(module, "kind") or fields.kind_of(command) is not None
    )


def formats_of(command: str) -> Iterable[str]:
    """Return the formats that a command writes: the usual ones, unless it declares others."""
    from poles_cli.output.result import EVERYWHERE

    formats: Iterable[str] = EVERYWHERE
    if command in COMMANDS:
        formats = getattr(import_module(f"poles_cli.cli.commands.{command}"), "FORMATS", formats)
    return formats
