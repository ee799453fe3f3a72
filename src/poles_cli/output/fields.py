"""The command that shows each kind of records, and the error for a field that they never have."""

from __future__ import annotations

from collections.abc import Sequence

from poles_cli.base.errors import N_

# The commands that show the records of each kind; the first is the one to type.
COMMANDS_OF_KIND = {
    "poles": ("list", "show"),
    "concepts": ("explain",),
    "regions": ("regions", "map"),
    "sources": ("sources",),
    "figures": ("stats",),
    "measures": ("stats --shares",),
    "examples": ("export --format csv --what examples",),
    "territory": ("export --format csv --what territory",),
    "search": ("search",),
    "places": ("locate",),
    "about": ("about",),
    "corrections": ("set --list",),
    "problems": ("check",),
    "coverage": ("check --coverage",),
    "stale": ("check --stale 3",),
    "links": ("check --links",),
    "refresh": ("refresh",),
}


def kind_of(command: str) -> str | None:
    """Return the kind of the records that a command shows without options, None if it has none."""
    return next((kind for kind, commands in COMMANDS_OF_KIND.items() if command in commands), None)


def check_fields(kind: str, paths: Sequence[str], option: str = "--fields") -> None:
    """Raise `PolesError` (usage) for a field that records of this kind never have.

    `option` is the option that names the fields, for the command to type next.
    """
    from poles_cli.rules.records import field_names

    known = field_names(kind)
    for path in paths:
        if path not in known:
            from poles_cli.base.suggest import suggest, unknown

            raise unknown(
                N_("There is no field “{word}” here."),
                path,
                [name for name in known if "." not in name],
                N_("Type: poles {command} {option} {first}"),
                close=suggest(path, known),
                command=COMMANDS_OF_KIND[kind][0],
                option=option,
            )
