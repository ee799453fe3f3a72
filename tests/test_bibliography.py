"""A few sources or pôles can be read without the others."""

import shutil
from pathlib import Path

from poles_cli import load
from poles_cli.records.bibliography import entries
from poles_cli.records.dataset import bundled
from poles_cli.rules.check import check_directory

EDITION = Path(__file__).with_name("edition")


def test_a_few_sources_are_those_of_the_whole_file() -> None:
    """Each entry read alone equals the entry of the parsed file."""
    directory = load()
    text = "\n" + (bundled() / "sources.toml").read_text("utf-8")
    ids = [source.id for source in directory.sources]
    found = entries(text, ids)
    assert found is not None
    assert {id_: {"id": id_, **table} for id_, table in found.items()} == {
        source.id: source.record for source in directory.sources
    }


def test_another_layout_is_left_to_a_whole_parse() -> None:
    """An inline table, a repeated header or an unknown id needs a full parse."""
    assert entries('\na = { title = "x" }\n', ["a"]) is None
    assert entries('\n[a]\ntitle = """\n[b]\n"""\n', ["a"]) is None
    assert entries('\n[a]\nx = 1\n[b]\ny = """\n[a]\n"""\n', ["a"]) is None
    assert entries("\n[a]\nx = 1\n", ["b"]) is None


def test_cited_sources_come_in_the_requested_order() -> None:
    """Cited sources come in the requested order, whether or not all were read before."""
    ids = ["revue-2012-toc", "isq-2016-release", "revue-2012-p8"]
    fresh, read = load(), load()
    assert len(read.sources) > 400
    assert [source.id for source in fresh.cited(ids)] == ids
    assert fresh.cited(ids) == read.cited(ids)


def test_a_concept_is_the_same_alone_or_among_all() -> None:
    """A concept is the same if its file is read alone or with all the others."""
    whole = {concept.slug: concept for concept in load().concepts}
    for slug, concept in whole.items():
        assert load().concept(slug) == concept


def test_a_pole_that_names_a_word_is_read_among_others() -> None:
    """The pôles that mention an MRC or its region are all found by a search of the files."""
    directory, whole = load(), load().poles
    for row in directory.territory.mrcs.rows():
        named = [
            pole
            for pole in whole
            if row["region"] in pole.regions
            or any(row["code"] in claim.get("mrcs", ()) for claim in pole.territory)
        ]
        found = directory.poles_naming([row["code"], row["region"]])
        assert named == [pole for pole in found if pole in named]
        assert len(found) < len(whole)


def test_a_word_may_be_spelled_by_escapes(tmp_path: Path) -> None:
    """A file with an escape may contain any word, so it is parsed."""
    root = Path(shutil.copytree(EDITION, tmp_path / "data"))
    file = root / "poles" / "laval.toml"
    file.write_text(file.read_text("utf-8").replace('"13"', '"\\u0031\\u0033"'), "utf-8")
    assert ["laval"] == [pole.slug for pole in load(root).poles_naming(["13"])]
    assert load(EDITION).locate("Laval") == load(root).locate("Laval")


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    """A byte-order mark at the start of a file is ignored."""
    root = Path(shutil.copytree(EDITION, tmp_path / "data"))
    for file in (*root.rglob("*.toml"), *root.rglob("*.csv")):
        file.write_text(file.read_text("utf-8"), "utf-8-sig")
    marked, plain = load(root), load(EDITION)
    assert plain.poles == marked.poles
    assert plain.concepts == marked.concepts
    assert plain.locate("Chisasibi") == marked.locate("Chisasibi")
    ids = [source.id for source in plain.sources]
    assert plain.cited(ids) == load(root).cited(ids) == list(marked.sources)
    assert check_directory(EDITION) == check_directory(root)
