"""`locate --csv` with any bytes, and any table from Python's own writer."""

import csv
import io
import random
from encodings.aliases import aliases
from typing import Literal

from hypothesis import example, given
from hypothesis import strategies as st

from fuzzing import fuzz
from poles_cli import load
from poles_cli.base.errors import IO, USAGE, PolesError
from poles_cli.directory.places.candidates import Reading
from poles_cli.directory.places.columns import Wanted
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
from poles_cli.directory.places.gazetteer import Gazetteer
from poles_cli.directory.places.stream import Tally

ENCODINGS = st.sampled_from(
    [None, *sorted(set(aliases) | set(aliases.values())), "idna", "undefined", "x", "a\0", "\udcff"]
)
BYTES = st.binary(max_size=60) | st.lists(
    st.sampled_from(
        [b"Ville", b"Laval", b",", b";", b"\t", b"\n", b"\r\n", b"\r", b'"', b'""', b" ", b"\0",
         b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9", b"\xc3\xa9", b"=1+1", b"|", b"\\"]
    ),
    max_size=24,
).map(b"".join)  # fmt: skip
HEADED = st.tuples(st.sampled_from([b"Ville,x\n", b"x;Ville\r\n", b'"Ville"\n']), BYTES).map(
    b"".join
)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8) | (
    st.sampled_from(["Laval", "Rimouski", "a,b", 'say "x"', "two\nlines", "", " ", "é"])
)


class Quick(Gazetteer):
    """A fast substitute for the places, since these tests are about rows."""

    def read(self, text: str, *, whole: bool = False, lost_zero: bool = False) -> Reading:
        """Return Laval for any text with an a."""
        return self._reading(self.coded("650") if "a" in text else (), "name")


GAZETTEER = Quick(load())


def tagged(content: bytes, dialect: Dialect, tally: Tally, *columns: str) -> bytes:
    """Return the tagged file, read in pieces whose size depends only on the content."""
    size = random.Random(len(content)).choice([1, 2, 3, 7, 1000])
    wanted = Wanted(columns or ("Ville",))
    return b"".join(tag_rows(_Pieces(content, size), wanted, dialect, GAZETTEER, tally))


class _Pieces(io.BytesIO):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._size = size

    def read1(self, size: int | None = -1, /) -> bytes:
        return super().read(self._size)


@fuzz(250)
@given(
    BYTES | HEADED,
    st.sampled_from([None, ",", ";", "\t", "|"]),
    ENCODINGS | st.none(),
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from([("Ville",), ("1",), ("Ville", "x"), ("x", "1", "2")]),
)
@example(b"\0\0", None, "utf-16", 0, True, ("Ville",))  # without a mark for the order of its bytes
@example(b"", None, "idna", 0, True, ("Ville",))  # refuses rather than replace
def test_any_bytes(
    content: bytes,
    delimiter: str | None,
    encoding: str | None,
    skip: int,
    header: bool,
    columns: tuple[str, ...],
) -> None:
    """Bytes that are not a table are refused with a message; others come out as UTF-8."""
    tally = Tally()
    try:
        out = tagged(content, Dialect(delimiter, encoding, skip, header), tally, *columns)
    except PolesError as error:
        assert error.kind in (USAGE, IO) and str(error)
    else:
        out.decode("utf-8")
        assert tally.misses <= tally.lines


Quoting = Literal[0, 1, 2]
QUOTINGS: tuple[Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)


@fuzz(250)
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from(QUOTINGS),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
@example([["", "", "\n"]], ",", "\r\n", csv.QUOTE_MINIMAL, "utf-8")
def test_tables(
    rows: list[list[str]], mark: str, end: str, quoting: Quoting, encoding: str
) -> None:
    """Rows come out unchanged, padded to the header's width, with two more cells after it."""
    header = ["Ville", "x"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writerows([header, *rows])
    tally = Tally()
    out = tagged(text.getvalue().encode(encoding), Dialect(mark), tally).decode()
    found = list(csv.reader(io.StringIO(out, newline=""), delimiter=mark))
    assert [*header, "pole", "pole_status"] == found[0]
    assert len(rows) == tally.lines == len(found) - 1
    for row, tagged_row in zip(rows, found[1:], strict=True):
        assert row == tagged_row[:2] + tagged_row[4:]
        assert (["laval", "found"] if "a" in row[0] else ["", "none"]) == tagged_row[2:4]


@fuzz(300)
@given(
    st.lists(
        st.sampled_from(['1,"Laval', "2,Laval", '3,"Laval"', "", '4,"x","y"', '"5']), max_size=12
    )
)
def test_open_quotes(lines: list[str]) -> None:
    """Every line is a row, or part of a closed quoted cell; none is lost."""
    tally = Tally()
    content = "".join(f"{line}\n" for line in ["n,Ville", *lines])
    out = tagged(content.encode(), Dialect(","), tally).decode()
    found = list(csv.reader(io.StringIO(out, newline=""), strict=True))
    taken = sum(1 + sum(cell.count("\n") for cell in row) for row in found[1:])
    assert len(lines) == taken
