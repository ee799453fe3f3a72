"""`poles locate --csv`: the columns that are read, those that are added, and the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from poles_cli import PolesError
from poles_cli.directory.places.columns import Wanted
from program import ANY, Program, call
from territory.tagged import tag_and_count, tagged


@pytest.mark.parametrize("asked", ["Ville du client", "ville du client", "  VILLE-DU-CLIENT "])
def test_the_name_of_a_column_in_any_spelling(asked: str) -> None:
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
def test_a_bad_header_is_refused(content: str, message: str) -> None:
    """A bad header is refused with the reason and the list of columns."""
    with pytest.raises(PolesError, match=re.escape(message)) as refusal:
        tagged(content)

    assert 2 == refusal.value.exit_code


def test_a_second_column_narrows_or_replaces() -> None:
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

    assert expected == tag_and_count(content, wanted)[0].split("\n")[1:-1]


@pytest.mark.parametrize("header", ["Province", "Pays", "Province/État", "Code de province"])
def test_a_province_is_not_a_city(header: str) -> None:
    """In a column « Province », « Québec » adds nothing, and another province gives none."""
    wanted = Wanted(("ville", header))
    content = f"ville,{header}\nSaint-Roch,Québec\nWindsor,ON\n,Québec\nLaval,QC\n"
    rows = tag_and_count(content, wanted)[0].split("\n")

    assert rows[1].endswith(",ambiguous")
    assert rows[2:5] == ["Windsor,ON,,none", ",Québec,,none", "Laval,QC,laval,found"]


def test_columns_of_a_point() -> None:
    """--lat and --lon read decimal points or commas, alone or beside a name."""
    content = "ville;y;x\n;45,40;-72,73\nGranby;45.40;-72.73\n;;\n;0;0\n;45,4;x\n"
    point = ("y", "x")
    alone = tag_and_count(content, Wanted(point=point, added=("mrc", "basis")))[0].split("\n")
    beside = tag_and_count(content, Wanted(("ville",), point, ("place", "basis")))[0].split("\n")

    assert ["La Haute-Yamaska;coordinates"] * 2 == [row.split(";", 3)[3] for row in alone[1:3]]
    assert [";"] * 3 == [row[-1] for row in alone[3:6]]
    assert beside[2].endswith(";Granby;name")


def test_the_names_of_added_columns() -> None:
    """--add chooses columns and order, --prefix their names; values are quoted if needed."""
    wanted = Wanted(("ville",), added=("place", "mrc", "region", "kind", "pole"), prefix="es_")
    expected = (
        "ville|es_place|es_mrc|es_region|es_kind|es_pole\n"
        "asbestos|Val-des-Sources|Les Sources|Estrie|former|estrie\n"
        'Granby|Granby|La Haute-Yamaska|Estrie|municipality|"estrie|monteregie-est"\n'
    )

    assert expected == tag_and_count("ville\nasbestos\nGranby\n", wanted, delimiter="|")[0]
    with pytest.raises(PolesError, match="Nothing called “poles” can be added"):
        tag_and_count("ville\nLaval\n", Wanted(("ville",), added=("poles",)))


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


def test_codes_that_lost_their_zero() -> None:
    """Only --codes reads codes without their zero; other numbers give nothing."""
    content = "code\n1023\n6\n10.0\n-2\n5%\n$6\n20005\n460\n"
    plain, _ = tag_and_count(content, Wanted(("code",), added=("place",)))
    coded, _ = tag_and_count(content, Wanted(("code",), added=("place",), lost_zero=True))

    assert ["", "", "", "", "", "", "", "Brome-Missisquoi"] == [
        row.partition(",")[2] for row in plain.split("\n")[1:-1]
    ]
    assert [
        "Les Îles-de-la-Madeleine", "Montréal", "Les Îles-de-la-Madeleine|Nord-du-Québec", "", "",
        "", "Saint-François-de-l'Île-d'Orléans", "Brome-Missisquoi",
    ] == [row.partition(",")[2] for row in coded.split("\n")[1:-1]]  # fmt: skip


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


def test_names_of_added_columns_are_unique_and_quoted() -> None:
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
def test_a_bad_command_line_is_refused(arguments: tuple[str, ...], status: int) -> None:
    """A bad command line exits with 2, an unreadable file with 4, and nothing is written."""
    Program("locate", *arguments).stdin("ville\nLaval\n").run(status=status, stderr=ANY)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--column", "0000000011"), "There is no column “0000000011”"),
        (("--column", "1" + "0" * 5000), "There is no column “1000"),
        (("--column", "0"), "There is no column “0”"),
        (("--column", "1", "--prefix", "\udcff"), "cannot begin the name of a column"),
        (("--column", "1", "--prefix", "\x1b[31m"), "cannot begin the name of a column"),
    ],
)
def test_odd_numbers_and_prefixes_are_refused(options: tuple[str, ...], problem: str) -> None:
    """A number without its column, however long, and a prefix that cannot be shown, are refused."""
    done = call("--lang", "en", "locate", "--csv", "-", *options, stdin="ville\nLaval\n")
    assert 2 == done.status and problem in done.stderr
    assert "" == done.stdout


def test_a_number_may_have_zeros_before_it() -> None:
    """A column is found by its number, with zeros before it or not."""
    assert tagged("ville\nLaval\n", "1") == tagged("ville\nLaval\n", "001")
