"""Where `poles locate` takes its places from, as typed."""

from collections.abc import Sequence
from typing import NamedTuple


class Options(NamedTuple):
    """Where the names come from, and what the search is narrowed to."""

    places: Sequence[str] = ()
    kinds: Sequence[str] = ()
    regions: Sequence[str] = ()
    csv: str | None = None
    column: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    strict: bool = False
    full: bool = False
