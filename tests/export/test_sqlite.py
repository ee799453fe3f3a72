"""The SQLite export is related, searchable and complete."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from poles_cli import PolesError, load
from poles_cli.base.errors import DATA
from poles_cli.base.text import fold
from poles_cli.directory.collections import everything
from poles_cli.output.formats.sqlite import database
from poles_cli.output.formats.sqlite_rows import rows
from program import Program

Database = sqlite3.Connection


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database written by the program."""
    path = tmp_path_factory.mktemp("sqlite") / "poles.sqlite"
    Program("export", "--format", "sqlite", "--output", str(path)).run()
    return path


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """That database, opened by `sqlite3`."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def count(db: Database, table: str) -> int:
    """Return the number of rows of a table."""
    (number,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


def found(db: Database, words: str) -> list[tuple[str, str]]:
    """Return the kinds and names that the full-text table finds, best first."""
    sql = """
        SELECT entries.kind, entries.name FROM entries_fts
        JOIN entries ON entries.id = entries_fts.rowid
        WHERE entries_fts MATCH ? ORDER BY rank"""
    return db.execute(sql, (words,)).fetchall()


def test_the_file_is_valid(db: Database) -> None:
    """SQLite finds no problem in the file, and no broken reference."""
    assert [("ok",)] == db.execute("PRAGMA integrity_check").fetchall()
    assert [] == db.execute("PRAGMA foreign_key_check").fetchall()
    assert [(0,)] == db.execute("PRAGMA freelist_count").fetchall()
    assert db.execute("SELECT count(*) FROM pragma_foreign_key_list('figures')").fetchone() == (2,)


def test_a_reference_names_the_column_that_it_leads_to(db: Database) -> None:
    """Each foreign key names its table and column, which Datasette needs to show labels."""
    leads = {
        (target, column)
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for _, _, target, _, column, *_ in db.execute(f"PRAGMA foreign_key_list({name})")
    }

    assert {
        ("poles", "slug"), ("sources", "id"), ("regions", "code"), ("series", "id"),
        ("figures", "id"), ("themes", "id"), ("points", "id"), ("concepts", "slug"),
        ("mrc", "code"), ("municipalities", "code"),
    } == leads  # fmt: skip


def test_rows_with_texts_in_two_languages_have_a_label(db: Database) -> None:
    """Series, themes and concepts have a column called `title` or `name`: their French text."""
    for table, label, text in (
        ("series", "title", "title_fr"), ("themes", "title", "title_fr"),
        ("concepts", "name", "term_fr"),
    ):  # fmt: skip
        assert [] == db.execute(f"SELECT * FROM {table} WHERE {label} <> {text}").fetchall()


def test_the_same_data_gives_the_same_bytes(path: Path) -> None:
    """The file does not depend on the time, place or language of writing."""
    assert path.read_bytes() == database(rows(load()))


def test_every_collection_is_whole(db: Database) -> None:
    """Tables have as many rows as the dataset has records."""
    document = everything(load())
    own = sum(len(pole.get("figures", ())) for pole in document["poles"])
    doubtful = sum(len(pole.get("doubtful_figures", ())) for pole in document["poles"])

    for table in ("poles", "concepts", "regions", "sources"):
        assert len(document[table]) == count(db, table)
    assert len(document["figures"]["figures"]) + own + doubtful == count(db, "figures")
    assert doubtful == count(db, "figures WHERE doubtful")
    for table, name in (
        ("municipalities", "municipalities"),
        ("mrc", "mrc"),
        ("place_aliases", "aliases"),
    ):
        assert len(document["territory"][name]) == count(db, table)
    assert sum(len(p["mrcs"]) for p in document["territory"]["postal"]) == count(db, "postal")


def test_no_text_of_the_dataset_is_lost(db: Database) -> None:
    """Every text of the dataset is somewhere in the tables."""
    schema = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entries%'"
    tables = [name for (name,) in db.execute(schema)]
    held = {
        value for name in tables for row in db.execute(f"SELECT * FROM {name}") for value in row
    }
    held |= {part for value in held if isinstance(value, str) for part in value.split("|")}

    def texts(value: Any, name: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                yield from texts(part, key)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part, name)
        elif isinstance(value, str) and name not in ("enterprises", "jobs", "revenue_cad", "count"):
            yield value

    document = json.loads(json.dumps(everything(load())))
    assert set() == set(texts(document)) - held - {"00"}


def test_the_sign_of_an_amount_has_its_own_column(db: Database) -> None:
    """Amounts are numbers for sums and comparisons, with their sign in another column."""
    laval = load().pole("laval")
    expected = [
        (int(amount.value), amount.sign)
        for figure in laval.figures
        if (amount := figure.amount("jobs")) is not None
    ]

    sql = (
        "SELECT jobs, jobs_sign FROM figures WHERE pole = 'laval' AND jobs IS NOT NULL ORDER BY id"
    )

    assert expected == db.execute(sql).fetchall()
    assert (9000, "~") in expected
    assert [("integer",)] == db.execute(
        "SELECT DISTINCT typeof(jobs) FROM figures WHERE jobs > 0"
    ).fetchall()


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("beloeil", "municipality", "Beloeil"),
        ("cooperative", "concept", "coopérative de travail"),
        ("coopérative", "concept", "coopérative de travail"),
        ("economie sociale", "concept", "économie sociale"),
        ("tresca", "pole", "Table régionale d'économie sociale de Chaudière-Appalaches"),
        ("rouyn noranda", "municipality", "Rouyn-Noranda"),
    ],
)
def test_full_text_finds_words_however_they_are_accented(
    db: Database, words: str, kind: str, name: str
) -> None:
    """A search for words without accents finds accented text."""
    assert (kind, name) in found(db, words)


def test_full_text_finds_letters_joined_or_not(db: Database) -> None:
    """A word with œ is found with oe too."""
    joined = [
        (name, word)
        for name, text in db.execute("SELECT name, text FROM entries")
        for word in f"{name} {text}".split()
        if "œ" in word
    ]

    assert joined
    for name, word in joined:
        assert name in [other for _, other in found(db, f'"{fold(word)}"')]


def test_full_text_finds_phrases_in_both_spellings(db: Database) -> None:
    """A name of several words is found whole, whichever way its œ is written."""
    both = [set(found(db, f'"{name}"')) for name in ("Sacré-Cœur", "Sacré-Coeur")]

    assert both[0] == both[1]
    assert {"Sacré-Coeur", "Sacré-Coeur-de-Jésus"} <= {name for _, name in both[0]}


def test_a_phrase_never_joins_an_end_to_a_beginning(db: Database) -> None:
    """The two spellings of an entry are apart: its last and first words are no phrase."""
    spelled = db.execute("SELECT folded FROM entries WHERE folded LIKE '% œ %'").fetchall()
    assert spelled
    for (folded,) in spelled[:40]:
        words = folded.partition(" œ ")[0].split()
        phrase = f"{words[-1]} {words[0]}"
        if phrase not in " ".join(words):
            names = db.execute(
                "SELECT folded FROM entries_fts WHERE entries_fts MATCH ?", [f'"{phrase}"']
            )
            assert folded not in [name for (name,) in names]


def test_the_territory_joins(db: Database) -> None:
    """One join gives the pôles of a municipality, the nation's own first."""
    sql = """
        SELECT pole FROM municipality_poles
        JOIN municipalities ON municipalities.code = municipality
        WHERE municipalities.key = ? ORDER BY municipality_poles.position"""

    assert [("monteregie-est",)] == db.execute(sql, ("beloeil",)).fetchall()
    assert {"estrie", "monteregie-est"} == {pole for (pole,) in db.execute(sql, ("granby",))}


def test_metadata_has_licences_and_attributions(db: Database) -> None:
    """The file has the title, date, licences and attributions of the data."""
    metadata = dict(db.execute("SELECT key, value FROM metadata"))

    assert load().info["title"]["en"] == metadata["title.en"]
    assert load().info["date"] == metadata["date"]
    assert "CC-BY-4.0" in metadata.values()
    assert any("Données Québec" in value for value in metadata.values())


def test_a_dangling_reference_is_refused() -> None:
    """A broken reference is a data error, not a file error."""
    citation = {
        "subject": "pole",
        "slug": "x",
        "path": "",
        "position": 0,
        "source": "no-such-source",
    }

    with pytest.raises(PolesError, match="refers to something that it does not hold") as refused:
        database([("citations", citation)])

    assert DATA == refused.value.kind


def test_a_row_that_does_not_fit_is_refused() -> None:
    """A row that lacks a required value is a data error too."""
    with pytest.raises(PolesError, match="does not fit its tables") as refused:
        database([("sources", {"id": "x"})])

    assert DATA == refused.value.kind


def test_a_device_gets_the_same_bytes(path: Path) -> None:
    """`-o /dev/stdout` gets the same bytes as a file."""
    Program("export", "-f", "sqlite", "-o", "/dev/stdout").process().run(stdout=path.read_bytes())
