"""The options of `poles locate` that give the places, as typed."""

from collections.abc import Sequence
from typing import NamedTuple


class Options(NamedTuple):
    """The source of the names, and the filters of the search."""

    places: Sequence[str] = ()
    kinds: Sequence[str] = ()
    regions: Sequence[str] = ()
    csv: str | None = None
    columns: Sequence[str] = ()
    latitude: str | None = None
    longitude: str | None = None
    added: str | None = None
    prefix: str | None = None
    skip: int = 0
    codes: bool = False
    encoding: str | None = None
    strict: bool = False
    full: bool = False

    @property
    def of_a_file(self) -> bool:
        """Return True if an option is given that applies only to a file."""
        given = (self.latitude, self.longitude, self.added, self.prefix)
        return bool(self.columns or self.skip or self.encoding) or any(
            value is not None for value in given
        )
