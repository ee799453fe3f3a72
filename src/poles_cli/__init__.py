"""The reference directory of Québec's social-economy hubs (pôles), as a library.

>>> from poles_cli import load
>>> load().pole("tresca").slug
'chaudiere-appalaches'
"""

from __future__ import annotations

from poles_cli.base.version import __version__

TYPE_CHECKING = False  # as in `typing`, without importing it
if TYPE_CHECKING:
    from poles_cli.base.errors import PolesError as PolesError
    from poles_cli.directory.directory import Directory as Directory
    from poles_cli.directory.directory import load as load
    from poles_cli.records.location import Location as Location
    from poles_cli.records.location import Place as Place
    from poles_cli.records.model import Concept as Concept
    from poles_cli.records.model import Fact as Fact
    from poles_cli.records.model import Figure as Figure
    from poles_cli.records.model import Pole as Pole
    from poles_cli.records.model import Region as Region
    from poles_cli.records.model import Source as Source

_HOMES = {
    "Concept": "records.model",
    "Directory": "directory.directory",
    "Fact": "records.model",
    "Figure": "records.model",
    "Location": "records.location",
    "Place": "records.location",
    "Pole": "records.model",
    "PolesError": "base.errors",
    "Region": "records.model",
    "Source": "records.model",
    "load": "directory.directory",
}

__all__ = [
    "Concept",
    "Directory",
    "Fact",
    "Figure",
    "Location",
    "Place",
    "Pole",
    "PolesError",
    "Region",
    "Source",
    "__version__",
    "load",
]


def __dir__() -> list[str]:
    """Include the public names, which are imported only on first use."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    """Import a public name from its home on first use, so that `import poles_cli` stays cheap."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'poles_cli' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"poles_cli.{home}"), name)
    globals()[name] = value
    return value
