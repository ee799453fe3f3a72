"""The columns to add to a row of a file, from one or several of its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import getitem, itemgetter
from typing import NamedTuple, TypeVar

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.suggest import LISTED, check_word
from poles_cli.base.text import excerpt, fold, printable
from poles_cli.directory.places.candidates import EVERYWHERE, NOTHING, Reading, Scope
from poles_cli.directory.places.coordinates import degrees
from poles_cli.directory.places.flat import cells
from poles_cli.directory.places.gazetteer import LONGEST_NAME, Gazetteer
from poles_cli.directory.places.stream import CACHED, CACHED_LINE

T = TypeVar("T")

USE = N_("Type: poles locate --csv FILE --column NAME")
# The columns that can be added, with their field in the answer.
ADDED: Mapping[str, str] = {
    "pole": "poles", "mrc": "mrc", "region": "region", "kind": "kind", "place": "place",
    "status": "status", "basis": "basis", "near": "near",
}  # fmt: skip
USUAL = ("pole", "status")
_PROVINCES = frozenset("province prov state etat country pays".split())
_AROUND = frozenset("code nom name territoire territory ou or et and de du d of".split())


class Wanted(NamedTuple):
    """The columns that contain the places, and those to add."""

    columns: Sequence[str] = ()
    point: tuple[str, str] | None = None  # columns of latitude and longitude
    added: Sequence[str] = USUAL
    prefix: str | None = None  # of the names of added columns; None for `pole`, `pole_mrc`…
    lost_zero: bool = False  # numbers are codes that may have lost a zero
    scope: Scope = EVERYWHERE

    def names(self) -> list[str]:
        """Return the names of the added columns; raise `PolesError` for an unknown one."""
        for name in self.added:
            sentence = N_("Nothing called “{word}” can be added.")
            check_word(name, tuple(ADDED), sentence, N_("Type: poles locate --help"))
        if self.prefix is not None:
            if not printable(self.prefix):
                raise PolesError(
                    USAGE, N_("“{word}” cannot begin the name of a column."), USE, word=self.prefix
                )
            return [self.prefix + name for name in self.added]
        return [name if name == "pole" else f"pole_{name}" for name in self.added]


class Memory(dict[bytes, T]):
    """A bounded cache: from a raw cell to the value made from it."""

    def __init__(self, make: Callable[[bytes], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, cell: bytes) -> T:
        made = self._make(cell)
        if len(cell) <= CACHED_LINE:
            if len(self) >= CACHED:
                self.clear()
            self[cell] = made
        return made


class Suffixes:
    """From the cells of a row to the added columns, as bytes."""

    def __init__(
        self, gazetteer: Gazetteer, wanted: Wanted, header: Sequence[str], mark: str
    ) -> None:
        self._gazetteer = gazetteer
        self._wanted = wanted
        self._fields = tuple(ADDED[name] for name in wanted.added)
        self._mark = mark
        self._tails: dict[Reading, bytes] = {}
        self._together: dict[tuple[Reading, ...], bytes] = {}
        named = [position(header, name) for name in wanted.columns]
        self.places = [*named, *(position(header, name) for name in wanted.point or ())]
        self._cells = itemgetter(*self.places, self.places[-1])  # of two at least, a tuple
        self._readers = [Memory(self._reader(place, header)) for place in named]
        self.none = self._write(NOTHING)
        self.alone = Memory(lambda cell: self._tail(self._readers[0][cell]))

    def of(self, row: Sequence[bytes]) -> bytes:
        """Return the added columns of a complete row; `none` itself if nothing is found."""
        key = tuple(map(getitem, self._readers, self._cells(row)))
        if self._wanted.point:
            key = (*key, self._point(row[self.places[-2]], row[self.places[-1]]))
        tail = self._together.get(key)
        if tail is None:
            if len(self._together) >= CACHED:
                self._together.clear()
            tail = self._together[key] = self._tail(self._gazetteer.combined(key))
        return tail

    def _reader(self, place: int, header: Sequence[str]) -> Callable[[bytes], Reading]:
        read, lost_zero = self._gazetteer.read, self._wanted.lost_zero
        name = header[place] if place < len(header) else ""
        words = set(fold(name[:LONGEST_NAME]).split())
        if not (words & _PROVINCES and words <= _PROVINCES | _AROUND):
            return lambda cell: read(cell.decode("utf-8", "replace"), lost_zero=lost_zero)

        def province(cell: bytes) -> Reading:
            reading = read(cell.decode("utf-8", "replace"))
            return reading if reading.elsewhere else NOTHING  # « Québec » is not a city there

        return province

    def _point(self, latitude: bytes, longitude: bytes) -> Reading:
        try:
            point = degrees(latitude.decode()), degrees(longitude.decode())
        except ValueError:
            return NOTHING
        return self._gazetteer.at(*point)

    def _tail(self, reading: Reading) -> bytes:
        tail = self._tails.get(reading)
        if tail is None:
            if len(self._tails) >= CACHED:
                self._tails.clear()
            kept = self._gazetteer.within(reading, self._wanted.scope)
            tail = self._tails[reading] = self._write(kept) if kept.candidates else self.none
        return tail

    def _write(self, reading: Reading) -> bytes:
        from poles_cli.directory.places.csv_records import written

        return written(["", *cells(reading, self._fields)], self._mark)


def position(header: Sequence[str], column: str) -> int:
    """Return the index of a column, by exact name, else by another spelling, else by number.

    Raises `PolesError` (usage) if there is no such column, or several.
    """
    names = [name.strip() for name in header]
    places = [place for place, name in enumerate(names) if name == column.strip()]
    if not places and (key := fold(column[:LONGEST_NAME])):
        places = [place for place, name in enumerate(names) if fold(name[:LONGEST_NAME]) == key]
    number = column.strip().lstrip("0")
    if not places and number.isdecimal() and len(number) < 9 and int(number) <= len(names):
        places = [int(number) - 1]
    if len(places) == 1:
        return places[0]
    raise PolesError(
        USAGE,
        N_("Several columns are called “{word}”. Columns: {columns}.")
        if places
        else N_("There is no column “{word}”. Columns: {columns}."),
        USE,
        word=excerpt(column),
        columns=listed(names),
    )


def listed(names: Sequence[str]) -> str:
    """Return the names of columns for a message: the first ones, cut if they are long."""
    return ", ".join(
        [*(excerpt(name, 40) for name in names[:LISTED]), *["…"][: len(names) > LISTED]]
    )
