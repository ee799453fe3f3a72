"""`poles locate --csv` adds the pôle to unchanged rows, in any dialect."""

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
from poles_cli.directory.places.columns import Wanted
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
from poles_cli.directory.places.encodings import LONGEST_ROW
from poles_cli.directory.places.stream import Tally
from program import ANY, Program

TERRITORY = load().territory
GRANBY = "estrie|monteregie-est,found"


def tagged(content: str | bytes, column: str = "ville", **dialect: Any) -> str:
    """Return the tagged file."""
    return told(content, Wanted((column,)), **dialect)[0]


def told(content: str | bytes, wanted: Wanted, **dialect: Any) -> tuple[str, Tally]:
    """Return the tagged file, and its counts."""
    raw = content if isinstance(content, bytes) else content.encode()
    tally = Tally()
    blocks = tag_rows(BytesIO(raw), wanted, Dialect(**dialect), TERRITORY, tally)
    return b"".join(blocks).decode(), tally


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
def test_the_dialect_is_found_out(mark: str, end: str, encoding: str) -> None:
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


def test_a_delimiter_or_encoding_can_be_said() -> None:
    """--delimiter and --encoding override detection; answers with a bar are quoted if needed."""
    content = "a|ville\n1|Granby\n2|Montréal\n".encode("mac-roman")

    assert (
        'a|ville|pole|pole_status\n1|Granby|"estrie|monteregie-est"|found\n'
        "2|Montréal|montreal|found\n"
    ) == tagged(content, delimiter="|", encoding="mac-roman")


def test_the_column_decides_for_the_delimiter() -> None:
    """The name of the column sets the delimiter, even if another one is more frequent."""
    assert "nom, prénom, titre;ville;pole;pole_status\na;Laval;laval;found\n" == (
        tagged("nom, prénom, titre;ville\na;Laval\n")
    )


def test_cells_may_hold_line_ends_quotes_and_delimiters() -> None:
    """Cells may have line ends, quotes and delimiters: a record over several lines is one row."""
    content = 'note,ville\n"one\ntwo, ""three""\r\n",Laval\n"x","La\n Tuque"\n5" pipe,Granby\n'

    assert (
        'note,ville,pole,pole_status\n"one\ntwo, ""three""\r\n",Laval,laval,found\n'
        f'"x","La\n Tuque",mauricie,found\n5" pipe,Granby,{GRANBY}\n'
    ) == tagged(content)


def test_ragged_rows_are_kept() -> None:
    """A short row is padded; in a long row, the extra cells follow the answer."""
    out, tally = told("ville,a,b\nLaval\nLaval,1,2,3\nLaval,1,2\n", Wanted(("ville",)))

    assert (
        "ville,a,b,pole,pole_status\nLaval,,,laval,found\nLaval,1,2,laval,found,3\n"
        "Laval,1,2,laval,found\n"
    ) == out
    assert 1 == tally.longer


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_never_forges_its_answer(quote: str) -> None:
    """Extra cells are never in the column `pole`, quoted or not."""
    out = tagged(f"{quote}ville{quote}\nLaval,estrie,found\n")
    _, row = csv.reader(io.StringIO(out, newline=""))

    assert ["Laval", "laval", "found", "estrie", "found"] == row


def test_a_last_line_without_end_keeps_none() -> None:
    """A missing last line end is not added, except after a header alone."""
    assert "ville,pole,pole_status\nLaval,laval,found" == tagged("ville\nLaval")
    assert "ville,pole,pole_status\n" == tagged("ville")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_open_quote_does_not_swallow_the_rest(end: str) -> None:
    """An unclosed quote is closed and reported at the end of its row; later rows are answered."""
    content = end.join(["id,ville", '1,"Granby', "2,Laval", '3,"Magog"', '4,"x', "5,Rimouski", ""])
    out, tally = told(content, Wanted(("ville",)))
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
    out, tally = told(content, Wanted(("ville",)))

    assert 'a,ville,pole,pole_status\n5" pipe,Laval,laval,found\n"x"y,Laval,laval,found\n' == out
    assert 0 == tally.opened


def test_a_quote_open_for_a_thousand_lines_is_given_up() -> None:
    """If a record has too many lines, each line is a row, in bounded memory."""
    content = 'ville\n"' + "Laval\n" * 3000
    out, tally = told(content, Wanted(("ville",)))

    assert 3000 == out.count(",laval,found")
    assert (1, 2) == (tally.opened, tally.first_opened)


def test_a_hostile_file_of_quotes_takes_time_in_proportion() -> None:
    """Rows with alternating unclosed quotes are read in linear time."""
    count = 100_000
    out, tally = told("a,ville,b\n" + 'x",y,"z\n' * count, Wanted(("ville",)))

    assert count == out.count(",none") == tally.lines


def test_a_row_without_end_is_refused() -> None:
    """A row over 32 MB is an error, instead of filling the memory."""
    with pytest.raises(PolesError, match="a quote may have been left open"):
        tagged(b'ville\n"' + b"x" * (LONGEST_ROW + 2))


def test_a_large_cell_is_a_cell() -> None:
    """A quoted cell may have ten megabytes and NUL bytes."""
    cell = '"' + "x\0" * 5_000_000 + '"'

    assert f"a,ville,pole,pole_status\n{cell},Laval,laval,found\n" == (
        tagged(f"a,ville\n{cell},Laval\n")
    )


@pytest.mark.parametrize("asked", ["Ville du client", "ville du client", "  VILLE-DU-CLIENT "])
def test_the_columns_name_is_spelled_as_one_likes(asked: str) -> None:
    """A column is found by exact name, else by the same name in another spelling."""
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
    """A bad header is refused with the reason and the list of columns."""
    with pytest.raises(PolesError, match=re.escape(message)) as refusal:
        tagged(content)

    assert 2 == refusal.value.exit_code


# Before 3.13, the module writes a single carriage return unquoted, and cannot read it back.
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


def test_columns_narrow_and_stand_in() -> None:
    """A second column settles, replaces or contradicts the first, and the status shows it."""
    rows = {
        "Saint-Damase,J0H 1J0,": "monteregie-est,found,postal",
        "Saint-Damase,,Bas-Saint-Laurent (01)": "bas-saint-laurent,found,scope",
        "Saint-Damase,,": "bas-saint-laurent|monteregie-est,ambiguous,name",
        ",J0H 1J0,Montérégie": "monteregie-est,found,postal",
        "12 rue X,G5L 1A1,": "bas-saint-laurent,found,postal",
        "Rimouski,G5L 1A1,Bas-Saint-Laurent": "bas-saint-laurent,found,name",
        "Rimouski,H2X 1Y4,": "bas-saint-laurent|montreal,ambiguous,postal",
        "Granby,,Montérégie": "estrie|monteregie-est,found,name",
        "Windsor,,Ontario": ",none,",
        "?,,16": "longueuil|monteregie-est|vallee-du-haut-saint-laurent,found,code",
    }
    wanted = Wanted(("ville", "postal", "region"), added=("pole", "status", "basis"))
    content = "\n".join(["ville,postal,region", *rows, ""])
    expected = [f"{row},{answer}" for row, answer in rows.items()]

    assert expected == told(content, wanted)[0].split("\n")[1:-1]


@pytest.mark.parametrize("header", ["Province", "Pays", "Province/État", "Code de province"])
def test_a_column_of_provinces_is_no_city(header: str) -> None:
    """In a column « Province », « Québec » adds nothing, and another province gives none."""
    wanted = Wanted(("ville", header))
    content = f"ville,{header}\nSaint-Roch,Québec\nWindsor,ON\n,Québec\nLaval,QC\n"
    rows = told(content, wanted)[0].split("\n")

    assert rows[1].endswith(",ambiguous")
    assert rows[2:5] == ["Windsor,ON,,none", ",Québec,,none", "Laval,QC,laval,found"]


def test_columns_of_a_point() -> None:
    """--lat and --lon read decimal points or commas, alone or beside a name."""
    content = "ville;y;x\n;45,40;-72,73\nGranby;45.40;-72.73\n;;\n;0;0\n;45,4;x\n"
    alone = told(content, Wanted(point=("y", "x"), added=("mrc", "basis")))[0].split("\n")
    beside = told(content, Wanted(("ville",), ("y", "x"), ("place", "basis")))[0].split("\n")

    assert ["La Haute-Yamaska;coordinates"] * 2 == [row.split(";", 3)[3] for row in alone[1:3]]
    assert [";"] * 3 == [row[-1] for row in alone[3:6]]
    assert beside[2].endswith(";Granby;name")


def test_what_is_added_and_how_it_is_called() -> None:
    """--add chooses columns and order, --prefix their names; values are quoted if needed."""
    wanted = Wanted(("ville",), added=("place", "mrc", "region", "kind", "pole"), prefix="es_")
    expected = (
        "ville|es_place|es_mrc|es_region|es_kind|es_pole\n"
        "asbestos|Val-des-Sources|Les Sources|Estrie|former|estrie\n"
        'Granby|Granby|La Haute-Yamaska|Estrie|municipality|"estrie|monteregie-est"\n'
    )

    assert expected == told("ville\nasbestos\nGranby\n", wanted, delimiter="|")[0]
    with pytest.raises(PolesError, match="Nothing called “poles” can be added"):
        told("ville\nLaval\n", Wanted(("ville",), added=("poles",)))


def test_files_without_a_clean_header() -> None:
    """--skip, `sep=`, columns by number and a missing header all work."""
    assert "a\nb,c\nville,pole,pole_status\nLaval,laval,found\n" == (
        tagged("a\nb,c\nville\nLaval\n", skip=2)
    )
    assert "sep=|\r\nx|ville|pole|pole_status\r\n1,2|Laval|laval|found\r\n" == (
        tagged("sep=|\r\nx|ville\r\n1,2|Laval\r\n")
    )
    assert "id,id,pole,pole_status\n1,Laval,laval,found\n" == tagged("id,id\n1,Laval\n", "2")
    assert "1,Laval,laval,found\n" == tagged("1,Laval\n", "2", header=False)
    with pytest.raises(PolesError, match="no column “3”"):
        tagged("id,id\n1,Laval\n", "3")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
     "cp1252", "mac-roman"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_told(encoding: str, end: str) -> None:
    """Encodings are detected with or without a mark, and CR line ends are kept."""
    lines = ["nom,ville", "Évêque,Belœil", "Hélène,Trois-Rivières", ""]
    if encoding == "mac-roman":
        lines[1] = "Évêque,Montréal"
    rows = tagged(end.join(lines).encode(encoding)).split(end)

    assert [f"{lines[0]},pole,pole_status", f"{lines[2]},mauricie,found"] == rows[::2]


def test_the_letters_of_an_old_encoding_come_back() -> None:
    """Every name is read in cp1252, and in Mac Roman if it has a small accented letter."""
    names = [row["name"] for row in TERRITORY.municipalities.rows()]
    quoted = [f"{name},“x” – ‘y’ • z™ l’œuvre…" for name in names]
    for encoding, lines in (
        ("cp1252", [*names, *map(str.upper, names), *quoted]),
        ("mac-roman", [name for name in names if set(name) & set("éèêàâçù") and "–" not in name]),
    ):
        rows = tagged("\n".join(["ville,x", *lines]).encode(encoding)).split("\n")[1:]
        assert all(row.startswith(line) for line, row in zip(lines, rows, strict=True))


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"PK\x03\x04\x14\0xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04\x14\0\0\0clients.csv", "a ZIP archive"),
        (b"\x1f\x8b\x08\0\0\0", "a gzip archive"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document in an old Office format"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(start: bytes, what: str) -> None:
    """A file that is not text is refused, with its type and what to do."""
    for arguments in (("--csv", "-", "--column", "ville"), ("-",)):
        refused = Program("locate", *arguments).lang("en").stdin(start + b"\0" * 100)
        refused.run(status=2, stderr=re.compile(f"The file is {what}, not text.\n(Type|Save)"))


def test_codes_that_lost_their_zero() -> None:
    """Only --codes reads codes without their zero; other numbers give nothing."""
    content = "code\n1023\n6\n10.0\n-2\n5%\n$6\n20005\n460\n"
    plain, _ = told(content, Wanted(("code",), added=("place",)))
    coded, _ = told(content, Wanted(("code",), added=("place",), lost_zero=True))

    assert ["", "", "", "", "", "", "", "Brome-Missisquoi"] == [
        row.partition(",")[2] for row in plain.split("\n")[1:-1]
    ]
    assert [
        "Les Îles-de-la-Madeleine", "Montréal", "Les Îles-de-la-Madeleine|Nord-du-Québec", "", "",
        "", "Saint-François-de-l'Île-d'Orléans", "Brome-Missisquoi",
    ] == [row.partition(",")[2] for row in coded.split("\n")[1:-1]]  # fmt: skip


def test_a_long_header_of_accents_takes_no_time() -> None:
    """A long header of accents is fast, since names of columns are cut before folding."""
    name = "\u0301\u0316" * 80_000

    assert "laval" in tagged(f"{name},ville\nx,Laval\n")


def test_the_command_counts_misses_and_ragged_rows() -> None:
    """From standard input, misses and ragged rows are counted on stderr, with exit 0."""
    Program("locate", "--csv", "-", "--column", "ville").lang("en").stdin(
        "ville,a\nLaval,1,2\nnowhere,\n"
    ).run(
        stdout="ville,a,pole,pole_status\nLaval,1,laval,found,2\nnowhere,,,none\n",
        stderr="Rows with more cells than the header; the extra cells follow the added columns:"
        " 1.\n"
        "Lines that name no place: 1 of 2.\n",
    )


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """-o writes a whole file, even over the input with --force; --bom and --no-header work."""
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


def test_a_file_of_tabs_is_written_as_tsv(tmp_path: Path) -> None:
    """-o x.tsv is only for a file with tabs, since the delimiter of a file is kept."""
    target = tmp_path / "x.tsv"
    command = ("locate", "--csv", "-", "--column", "ville", "-o", str(target))
    Program(*command).stdin("id,ville\n1,Laval\n").run(status=2, stderr=ANY)
    assert not target.exists()
    Program(*command).stdin("id\tville\n1\tLaval\n").run()

    assert "id\tville\tpole\tpole_status\n1\tLaval\tlaval\tfound\n" == target.read_text("utf-8")


def test_the_names_of_what_is_added_are_cells() -> None:
    """A repeated name in --add makes one column; a prefix is quoted if needed."""
    Program("locate", "--csv", "-", "--column", "ville", "--add", "pole,mrc,pole").stdin(
        "ville\nLaval\n"
    ).run(stdout="ville,pole,pole_mrc\nLaval,laval,Laval\n")
    Program("locate", "--csv", "-", "--column", "ville", "--prefix", 'a,"').stdin(
        "ville\nLaval\n"
    ).run(stdout='ville,"a,""pole","a,""status"\nLaval,laval,found\n')


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--csv", "-"), 2),
        (("--csv", "-", "--column", " "), 2),
        (("--csv", "-", "--lat", "ville"), 2),
        (("--csv", "-", "--column", "ville", "--add", "nom"), 2),
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
    """A bad command line exits with 2, an unreadable file with 4, and nothing is written."""
    Program("locate", *arguments).stdin("ville\nLaval\n").run(status=status, stderr=ANY)
