"""`poles locate --csv` adds the pôle to unchanged rows, in any dialect."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poles_cli import PolesError
from poles_cli.directory.places.columns import Wanted
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
from poles_cli.directory.places.encodings import LONGEST_ROW
from poles_cli.directory.places.stream import Tally
from territory.tagged import TERRITORY, tag_and_count, tagged

GRANBY = "estrie|monteregie-est,found"


def test_rows_keep_their_cells_and_get_their_pole() -> None:
    """Rows get two more columns; order, blank lines, spaces and quotes do not change."""
    content = 'id,ville\n1, Granby \n\n"2","Rimouski"\n3,nowhere\n4,\n'

    assert (
        f"id,ville,pole,pole_status\n1, Granby ,{GRANBY}\n\n"
        '"2","Rimouski",bas-saint-laurent,found\n3,nowhere,,none\n4,,,none\n'
    ) == tagged(content)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_dialect_is_detected(mark: str, end: str, encoding: str) -> None:
    """The file's delimiter and line ends are kept; the encoding becomes UTF-8."""
    lines = [f"nom{mark}Ville", f"Été{mark}Sainte-Thérèse", f'"a{mark}b"{mark}"Granby"']
    content = end.join(lines) + end
    expected = end.join(
        [
            f"{lines[0]}{mark}pole{mark}pole_status",
            f"{lines[1]}{mark}laurentides{mark}found",
            f"{lines[2]}{mark}estrie|monteregie-est{mark}found",
            "",
        ]
    )

    assert expected == tagged(content.encode(encoding))


def test_a_delimiter_or_encoding_can_be_given() -> None:
    """--delimiter and --encoding override detection; answers with a bar are quoted if needed."""
    content = "a|ville\n1|Granby\n2|Montréal\n".encode("mac-roman")

    assert (
        'a|ville|pole|pole_status\n1|Granby|"estrie|monteregie-est"|found\n'
        "2|Montréal|montreal|found\n"
    ) == tagged(content, delimiter="|", encoding="mac-roman")


def test_the_column_name_sets_the_delimiter() -> None:
    """The name of the column sets the delimiter, even if another one is more frequent."""
    assert "nom, prénom, titre;ville;pole;pole_status\na;Laval;laval;found\n" == (
        tagged("nom, prénom, titre;ville\na;Laval\n")
    )


def test_cells_may_have_line_ends_quotes_and_delimiters() -> None:
    """Cells may have line ends, quotes and delimiters: a record over several lines is one row."""
    content = 'note,ville\n"one\ntwo, ""three""\r\n",Laval\n"x","La\n Tuque"\n5" pipe,Granby\n'

    assert (
        'note,ville,pole,pole_status\n"one\ntwo, ""three""\r\n",Laval,laval,found\n'
        f'"x","La\n Tuque",mauricie,found\n5" pipe,Granby,{GRANBY}\n'
    ) == tagged(content)


def test_ragged_rows_are_kept() -> None:
    """A short row is padded; in a long row, the extra cells follow the answer."""
    out, tally = tag_and_count("ville,a,b\nLaval\nLaval,1,2,3\nLaval,1,2\n", Wanted(("ville",)))

    assert (
        "ville,a,b,pole,pole_status\nLaval,,,laval,found\nLaval,1,2,laval,found,3\n"
        "Laval,1,2,laval,found\n"
    ) == out
    assert 1 == tally.longer


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize(
    "more", ["estrie,found", "estrie,found\rx", "estrie,found\r", '"estrie",found\rx', '"e"x,found']
)
def test_a_row_never_forges_its_answer(quote: str, more: str) -> None:
    """Extra cells are never in the column `pole`, even if a bare CR or a stray quote ends a row."""
    out = tagged(f"{quote}ville{quote}\nLaval,{more}\nGranby\n")
    # A bare CR outside quotes ends a row here, as it does for many programs.
    _, *rows = csv.reader(io.StringIO(out, newline=""))

    assert [["Laval", "laval"], ["Granby", "estrie|monteregie-est"]] == [row[:2] for row in rows]


def test_a_bare_carriage_return_is_kept_in_quotes() -> None:
    """A cell with a bare carriage return keeps it, in quotes, and its row is one row."""
    assert 'ville,x,pole,pole_status\nLaval,"a\rb",laval,found\nLa Tuque,c,mauricie,found\n' == (
        tagged("ville,x\nLaval,a\rb\nLa Tuque,c\n")
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ville\r\r\nLaval\r\r\n", "ville,pole,pole_status\r\r\nLaval,laval,found\r\r\n"),
        ("ville\nLaval\r", "ville,pole,pole_status\nLaval,laval,found\r"),
        ("ville\nLaval\n\r\r\n", "ville,pole,pole_status\nLaval,laval,found\n\r\r\n"),
        ('x,ville\n"a\nb\rc",Laval\n', 'x,ville,pole,pole_status\n"a\nb\rc",Laval,laval,found\n'),
        (
            'y,x,ville\n"a\nb",c\rd,Laval\n',
            'y,x,ville,pole,pole_status\n"a\nb","c\rd",Laval,laval,found\n',
        ),
        ("n\rm;ville\n2;Laval\n", '"n\rm";ville;pole;pole_status\n2;Laval;laval;found\n'),
        ('x,ville\n"a\rb,Laval\n', 'x,ville,pole,pole_status\n"a\rb,Laval",,,none\n'),
    ],
)
def test_carriage_returns_stay_where_they_are(content: str, expected: str) -> None:
    """Carriage returns end a line with its line feed, or stay in a cell, in a row or the header."""
    assert expected == tagged(content)


def test_a_missing_last_line_end_is_not_added() -> None:
    """A missing last line end is not added, except after a header alone."""
    assert "ville,pole,pole_status\nLaval,laval,found" == tagged("ville\nLaval")
    assert "ville,pole,pole_status\n" == tagged("ville")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_open_quote_does_not_swallow_the_rest(end: str) -> None:
    """An unclosed quote is closed and reported at the end of its row; later rows are answered."""
    content = end.join(["id,ville", '1,"Granby', "2,Laval", '3,"Magog"', '4,"x', "5,Rimouski", ""])
    out, tally = tag_and_count(content, Wanted(("ville",)))
    rows = list(csv.reader(io.StringIO(out, newline="")))

    assert [
        ["1", "Granby", "estrie|monteregie-est", "found"],
        ["2", "Laval", "laval", "found"],
        ["3", "Magog", "estrie", "found"],
        ["4", "x", "", "none"],
        ["5", "Rimouski", "bas-saint-laurent", "found"],
    ] == rows[1:]
    assert (2, 2, 5) == (tally.opened, tally.first_opened, tally.lines)


def test_quotes_inside_a_cell_are_letters() -> None:
    """Quotes inside a cell, or followed by letters, leave the row unchanged."""
    content = 'a,ville\n5" pipe,Laval\n"x"y,Laval\n'
    out, tally = tag_and_count(content, Wanted(("ville",)))

    assert 'a,ville,pole,pole_status\n5" pipe,Laval,laval,found\n"x"y,Laval,laval,found\n' == out
    assert 0 == tally.opened


def test_a_quote_open_for_a_thousand_lines_is_given_up() -> None:
    """If a record has too many lines, each line is a row, in bounded memory."""
    content = 'ville\n"' + "Laval\n" * 3000
    out, tally = tag_and_count(content, Wanted(("ville",)))

    assert 3000 == out.count(",laval,found")
    assert (1, 2) == (tally.opened, tally.first_opened)


def test_a_hostile_file_of_quotes_takes_linear_time() -> None:
    """Rows with alternating unclosed quotes are read in linear time."""
    count = 100_000
    out, tally = tag_and_count("a,ville,b\n" + 'x",y,"z\n' * count, Wanted(("ville",)))

    assert count == out.count(",none") == tally.lines


def test_rows_with_open_quotes_are_written_as_they_are_read() -> None:
    """However many rows leave a quote open, they are written piece by piece, not all at the end."""
    content = io.BytesIO(b"ville,x\n" + b'Laval,"a\n' * 20_000)
    blocks = list(tag_rows(content, Wanted(("ville",)), Dialect(), TERRITORY, Tally()))

    assert 20_000 == b"".join(blocks).count(b",laval,found")
    assert max(map(len, blocks)) < 120_000


def test_an_endless_row_is_refused() -> None:
    """A row over 32 MB is an error, instead of filling the memory."""
    with pytest.raises(PolesError, match="a quote may have been left open"):
        tagged(b'ville\n"' + b"x" * (LONGEST_ROW + 2))


class Endless(io.RawIOBase):
    """A stream without an end, which counts the bytes that were read."""

    read_bytes = 0

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the whole buffer; fail if much more is read than a row may have."""
        buffer[:] = b"x" * len(buffer)
        self.read_bytes += len(buffer)
        assert self.read_bytes < 2 * LONGEST_ROW
        return len(buffer)


def test_a_stream_without_a_line_end_is_refused() -> None:
    """A row that never ends is refused before much more than 32 MB is read."""
    rows = tag_rows(io.BufferedReader(Endless()), Wanted(("ville",)), Dialect(), TERRITORY, Tally())
    with pytest.raises(PolesError, match="a quote may have been left open"):
        next(rows)


def test_a_quoted_row_of_long_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quoted cells over several lines do not make a row longer than 32 MB."""
    monkeypatch.setattr("poles_cli.directory.places.csv_records.LONGEST_ROW", 10_000)
    cell = '"' + ("x" * 99 + "\n") * 60 + '"'
    assert tagged(f"ville,x\nLaval,{cell}\n").endswith(",laval,found\n")
    with pytest.raises(PolesError, match="a quote may have been left open"):
        tagged(f"ville,x,y\nLaval,{cell},{cell}\n")


def test_a_large_cell_is_read() -> None:
    """A quoted cell may have ten megabytes and NUL bytes."""
    cell = '"' + "x\0" * 5_000_000 + '"'

    assert f"a,ville,pole,pole_status\n{cell},Laval,laval,found\n" == (
        tagged(f"a,ville\n{cell},Laval\n")
    )


# Before 3.13, the module writes a single carriage return unquoted, and cannot read it back.
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)


@settings(deadline=None)
@given(
    st.lists(st.tuples(CELLS, st.sampled_from(["Laval", "x", "", "Belœil"]))),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_written_by_python_reads_back(
    rows: list[tuple[str, str]], quoted: bool, end: str
) -> None:
    """Any table that Python writes reads back the same, with two more cells per row."""
    text = io.StringIO()
    quoting: Any = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(text, lineterminator=end, quoting=quoting).writerows([("a", "ville"), *rows])
    content = text.getvalue().encode()
    expected = list(csv.reader(io.StringIO(text.getvalue(), newline="")))
    actual = list(csv.reader(io.StringIO(tagged(content), newline="")))

    assert expected == [row[:2] for row in actual]
    assert all(4 == len(row) for row in actual)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_tagged_or_refused(content: bytes) -> None:
    """Any bytes give either UTF-8 or a `PolesError`."""
    try:
        tagged(b"ville\n" + content)
    except PolesError as error:
        assert error.exit_code in (2, 4)


def test_blocks_of_a_long_file_join() -> None:
    """In a file of many blocks, some with quotes, each row gets its answer."""
    rows = [f"{i},Laval" if i % 5_000 else f'"{i}\n",Granby' for i in range(1, 60_001)]
    out = tagged("id,ville\n" + "\n".join(rows) + "\n")
    actual = list(csv.reader(io.StringIO(out, newline="")))[1:]

    assert 60_000 == len(actual)
    assert 12 == sum(row[2] == "estrie|monteregie-est" for row in actual)
    assert 59_988 == sum(row[2] == "laval" for row in actual)


def test_a_long_header_of_accents_is_fast() -> None:
    """A long header of accents is fast, since names of columns are cut before folding."""
    name = "\u0301\u0316" * 80_000

    assert "laval" in tagged(f"{name},ville\nx,Laval\n")
