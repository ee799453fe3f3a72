"""Where `poles locate` takes its places from, as typed."""

from collections.abc import Sequence
from typing import NamedTuple


class Options(NamedTuple):
    """Where the names come from, and what the search is narrowed to."""

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
        """Whether an option is given that makes sense with a file alone."""
        given = (self.latitude, self.longitude, self.added, self.prefix)
        return bool(self.columns or self.skip or self.encoding) or any(
            value is not None for value in given
        )
