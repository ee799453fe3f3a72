"""The reference directory of Québec's social-economy hubs (pôles), as a library.

>>> from poles_cli import load
>>> load().pole("tresca").slug
'chaudiere-appalaches'
"""

from __future__ import annotations

__version__ = "1.0.0"

TYPE_CHECKING = False  # that of `typing`, without what it imports
if TYPE_CHECKING:
    from poles_cli.dataset import Directory as Directory
    from poles_cli.dataset import load as load
    from poles_cli.errors import PolesError as PolesError
    from poles_cli.location import Location as Location
    from poles_cli.location import Place as Place
    from poles_cli.model import Concept as Concept
    from poles_cli.model import Fact as Fact
    from poles_cli.model import Figure as Figure
    from poles_cli.model import Pole as Pole
    from poles_cli.model import Region as Region
    from poles_cli.model import Source as Source

_HOMES = {
    "Concept": "model",
    "Directory": "dataset",
    "Fact": "model",
    "Figure": "model",
    "Location": "location",
    "Place": "location",
    "Pole": "model",
    "PolesError": "errors",
    "Region": "model",
    "Source": "model",
    "load": "dataset",
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


def __getattr__(name: str) -> object:
    """Import a public name from its home on first use, so that `import poles_cli` stays cheap."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'poles_cli' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"poles_cli.{home}"), name)
    globals()[name] = value
    return value
