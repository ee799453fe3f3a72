"""`poles locate --csv`: the rows as they are, with their pôle, in any dialect."""

from __future__ import annotations

import csv
import io
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poles_cli import PolesError, load
from poles_cli.directory.places import csv_tagger, encodings
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
from poles_cli.directory.places.stream import Tally
from program import ANY, Program

LOCATE = load().territory.locate
GRANBY = "estrie|monteregie-est,found"


def tagged(content: str | bytes, column: str = "ville", **dialect: str) -> str:
    """Return the tagged file."""
    raw = content if isinstance(content, bytes) else content.encode()
    return b"".join(tag_rows(BytesIO(raw), Dialect(column, **dialect), LOCATE, Tally())).decode()


def test_rows_keep_their_cells_and_get_their_pole() -> None:
    """Two columns more; order, blank lines, spaces and quotes do not change."""
    content = 'id,ville\n1, Granby \n\n"2","Rimouski"\n3,nowhere\n4,\n'

    assert (
        f"id,ville,pole,pole_status\n1, Granby ,{GRANBY}\n\n"
        '"2","Rimouski",bas-saint-laurent,found\n3,nowhere,,none\n4,,,none\n'
    ) == tagged(content)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_dialect_is_found_out(mark: str, end: str, encoding: str) -> None:
    """Delimiter and line ends stay those of the file; the encoding becomes UTF-8."""
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


def test_a_delimiter_or_encoding_can_be_said() -> None:
    """--delimiter and --encoding are taken at their word; a bar is quoted among bars."""
    content = "a|ville\n1|Granby\n2|Montréal\n".encode("mac-roman")

    assert (
        'a|ville|pole|pole_status\n1|Granby|"estrie|monteregie-est"|found\n'
        "2|Montréal|montreal|found\n"
    ) == tagged(content, delimiter="|", encoding="mac-roman")


def test_the_column_decides_for_the_delimiter() -> None:
    """A header with more commas than semicolons is still read by its column's name."""
    assert "nom, prénom, titre;ville;pole;pole_status\na;Laval;laval;found\n" == (
        tagged("nom, prénom, titre;ville\na;Laval\n")
    )


def test_cells_may_hold_line_ends_quotes_and_delimiters() -> None:
    """A record over several lines is one row."""
    content = 'note,ville\n"one\ntwo, ""three""\r\n",Laval\n"x","La\n Tuque"\n5" pipe,Granby\n'

    assert (
        'note,ville,pole,pole_status\n"one\ntwo, ""three""\r\n",Laval,laval,found\n'
        f'"x","La\n Tuque",mauricie,found\n5" pipe,Granby,{GRANBY}\n'
    ) == tagged(content)


def test_ragged_rows_are_kept() -> None:
    """A short row is filled up, so that its pôle is in its column; a long one keeps its cells."""
    tally = Tally()
    content = BytesIO(b"ville,a,b\nLaval\nLaval,1,2,3\nLaval,1,2\n")
    out = b"".join(tag_rows(content, Dialect("ville"), LOCATE, tally))

    assert (
        b"ville,a,b,pole,pole_status\nLaval,,,laval,found\nLaval,1,2,3,laval,found\n"
        b"Laval,1,2,laval,found\n"
    ) == out
    assert 1 == tally.longer


def test_a_last_line_without_end_keeps_none() -> None:
    """What the file does not end with is not added, but after a lone header."""
    assert "ville,pole,pole_status\nLaval,laval,found" == tagged("ville\nLaval")
    assert "ville,pole,pole_status\n" == tagged("ville")


def test_an_open_quote_is_closed() -> None:
    """A quote left open takes the rest of the file in one row, which stays readable."""
    rows = list(csv.reader(io.StringIO(tagged('a,ville\n1,"Laval\n2,Granby\n'), newline="")))

    assert [["a", "ville", "pole", "pole_status"], ["1", "Laval\n2,Granby\n", "", "none"]] == rows


def test_a_row_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past 32 MB, a row is an error rather than all of the memory."""
    assert 32 << 20 == encodings.LONGEST_ROW
    monkeypatch.setattr(csv_tagger, "LONGEST_ROW", 1 << 17)
    content = b'ville\n"' + b"x\n" * (1 << 17)

    with pytest.raises(PolesError, match="a quote may have been left open"):
        tagged(content)


def test_a_large_cell_is_a_cell() -> None:
    """Ten megabytes between quotes, NUL bytes and all."""
    cell = '"' + "x\0" * 5_000_000 + '"'

    assert f"a,ville,pole,pole_status\n{cell},Laval,laval,found\n" == (
        tagged(f"a,ville\n{cell},Laval\n")
    )


@pytest.mark.parametrize("asked", ["Ville du client", "ville du client", "  VILLE-DU-CLIENT "])
def test_the_columns_name_is_spelled_as_one_likes(asked: str) -> None:
    """An exact name wins; else the same name in another spelling."""
    assert "laval" in tagged("Ville du client\nLaval\n", asked)
    assert "laval" in tagged("ville,Ville\nx,Laval\n", "Ville")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no header"),
        ("\n\nville\nLaval\n", "no header"),
        ("nom,lieu\na,b\n", "There is no column “ville”. Columns: nom, lieu."),
        ("ville,ville\na,b\n", "Several columns"),
        ("ville,pole\na,b\n", "already has a column “pole”"),
        ("ville,pole_status\na,b\n", "already has a column “pole_status”"),
    ],
)
def test_a_header_that_will_not_do_is_refused(content: str, message: str) -> None:
    """The refusal says why, and lists the columns."""
    with pytest.raises(PolesError, match=re.escape(message)) as refusal:
        tagged(content)

    assert 2 == refusal.value.exit_code


# Before 3.13, the module writes a lone carriage return without quotes, which it cannot read back.
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)


@settings(deadline=None)
@given(
    st.lists(st.tuples(CELLS, st.sampled_from(["Laval", "x", "", "Belœil"]))),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_csv_module_writes_comes_back(
    rows: list[tuple[str, str]], quoted: bool, end: str
) -> None:
    """Any table that Python writes is read back the same, plus two cells a row."""
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
    """Nothing else comes out than UTF-8 or our own error."""
    try:
        tagged(b"ville\n" + content)
    except PolesError as error:
        assert error.exit_code in (2, 4)


def test_blocks_of_a_long_file_join() -> None:
    """A file of many blocks, quotes in some, gives each row its answer."""
    rows = [f"{i},Laval" if i % 5_000 else f'"{i}\n",Granby' for i in range(1, 60_001)]
    out = tagged("id,ville\n" + "\n".join(rows) + "\n")
    actual = list(csv.reader(io.StringIO(out, newline="")))[1:]

    assert 60_000 == len(actual)
    assert 12 == sum(row[2] == "estrie|monteregie-est" for row in actual)
    assert 59_988 == sum(row[2] == "laval" for row in actual)


def test_the_command_counts_misses_and_ragged_rows() -> None:
    """Standard input, exit 0, and two lines on stderr."""
    Program("locate", "--csv", "-", "--column", "ville").lang("en").stdin(
        "ville,a\nLaval,1,2\nnowhere,\n"
    ).run(
        stdout="ville,a,pole,pole_status\nLaval,1,2,laval,found\nnowhere,,,none\n",
        stderr="Rows with more cells than the header, tagged in their last two: 1.\n"
        "Lines that name no place: 1 of 2.\n",
    )


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """-o writes a file, even over the input with --force; --bom and --no-header do as they say."""
    path = tmp_path / "clients.csv"
    path.write_bytes(b"ville\r\nLaval\r\n")
    command = ("locate", "--csv", str(path), "--column", "ville", "-o", str(path))
    Program(*command).run(status=4, stderr=ANY)
    Program(*command, "--force", "--bom").run()

    assert b"\xef\xbb\xbfville,pole,pole_status\r\nLaval,laval,found\r\n" == path.read_bytes()
    path.write_bytes(b"ville\nLaval\n")
    Program("locate", "--csv", str(path), "--column", "ville", "--no-header", "--strict").run(
        stdout="Laval,laval,found\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--csv", "-"), 2),
        (("--csv", "-", "--column", " "), 2),
        (("--csv", "-", "--column", "x", "--json"), 2),
        (("--csv", "-", "--column", "x", "--fields", "poles"), 2),
        (("--csv", "-", "--column", "x", "Granby"), 2),
        (("--csv", "-", "--column", "x", "--delimiter", "::"), 2),
        (("--csv", "-", "--column", "x", "--encoding", "klingon"), 2),
        (("--csv", "-", "--column", "x", "--encoding", "base64"), 2),
        (("--csv", "no-such-file.csv", "--column", "x"), 4),
        (("--csv", ".", "--column", "x"), 4),
    ],
)
def test_a_command_line_that_will_not_do_is_refused(
    arguments: tuple[str, ...], status: int
) -> None:
    """Usage is 2, a file that cannot be read 4; nothing is written."""
    Program("locate", *arguments).stdin("ville\nLaval\n").run(status=status, stderr=ANY)
