"""`locate --csv`, given any bytes, and any table that Python's own writer makes."""

import csv
import io
import random
from encodings.aliases import aliases
from typing import Literal

from hypothesis import example, given
from hypothesis import strategies as st

from fuzzing import fuzz
from poles_cli.base.errors import IO, USAGE, PolesError
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
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


def answer(query: str) -> dict[str, object]:
    """Answer as the gazetteer does, at once: what is looked for here is what is done with rows."""
    match = {"poles": [{"slug": "laval"}]}
    return {"query": query, "status": "found", "matches": [match] if "a" in query else []}


def tagged(content: bytes, dialect: Dialect, tally: Tally) -> bytes:
    """Return the file with its two columns, read in pieces of a size that content alone decides."""
    size = random.Random(len(content)).choice([1, 2, 3, 7, 1000])
    return b"".join(tag_rows(_Pieces(content, size), dialect, answer, tally))


class _Pieces(io.BytesIO):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._size = size

    def read1(self, size: int | None = -1, /) -> bytes:
        return super().read(self._size)


@fuzz(400)
@given(BYTES | HEADED, st.sampled_from([None, ",", ";", "\t", "|"]), ENCODINGS | st.none())
@example(b"\0\0", None, "utf-16")  # no mark to say in which order its bytes are
@example(b"", None, "idna")  # refuses rather than replace
def test_any_bytes(content: bytes, delimiter: str | None, encoding: str | None) -> None:
    """Bytes that are no table are refused in words; the rest comes out as UTF-8."""
    tally = Tally()
    try:
        out = tagged(content, Dialect("Ville", delimiter, encoding), tally)
    except PolesError as error:
        assert error.kind in (USAGE, IO) and str(error)
    else:
        out.decode("utf-8")
        assert tally.misses <= tally.lines


Quoting = Literal[0, 1, 2]
QUOTINGS: tuple[Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)


@fuzz(400)
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from(QUOTINGS),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_tables(
    rows: list[list[str]], mark: str, end: str, quoting: Quoting, encoding: str
) -> None:
    """Rows come out as they were, filled to the header's width, with two cells more."""
    header = ["Ville", "x"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writerows([header, *rows])
    tally = Tally()
    out = tagged(text.getvalue().encode(encoding), Dialect("Ville", mark), tally).decode()
    found = list(csv.reader(io.StringIO(out, newline=""), delimiter=mark))
    assert [*header, "pole", "pole_status"] == found[0]
    assert len(rows) == tally.lines == len(found) - 1
    for row, tagged_row in zip(rows, found[1:], strict=True):
        assert row == tagged_row[:-2]
        assert (["laval", "found"] if "a" in row[0] else ["", "none"]) == tagged_row[-2:]
