"""Each fact collected in November 2026 is in the data, or listed with the reason."""

import re
import tomllib
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.records.dataset import bundled
from program import call

HERE = Path(__file__).parent
UPDATES = tomllib.loads((HERE / "updates.toml").read_text(encoding="utf-8"))


def text(path: Path) -> str:
    """Return the text of a data file with all spaces normalized."""
    return re.sub("[ \u00a0]+", " ", path.read_text(encoding="utf-8"))


def test_each_correction_has_its_row() -> None:
    """U001 to U193 are each in a file, removed from all files, or covered by a rule."""
    parts = [*UPDATES["edits"].values(), UPDATES["common_forms"]]
    rows = [row for part in parts for row in part]
    rows += [row for rows in UPDATES["gone"].values() for row in rows]

    assert [f"U{number:03}" for number in range(1, 194)] == sorted(rows)


@pytest.mark.parametrize("file", UPDATES["edits"])
def test_each_correction_is_in_its_file(file: str) -> None:
    """The words of each correction are still in its file."""
    written = text(bundled() / file)

    assert {} == {
        row: words for row, words in UPDATES["edits"][file].items() if words not in written
    }


def test_removed_words_are_absent() -> None:
    """No pôle has the removed words of postal addresses."""
    poles = "".join(text(path) for path in (bundled() / "poles").glob("*.toml"))

    assert [] == [words for words in UPDATES["gone"] if words in poles]


def test_common_forms_lead_to_their_pole() -> None:
    """Names that governments and the press use lead to their pôle, though no file has them."""
    forms = UPDATES["common_forms"].values()

    assert [slug for slug, _ in forms] == [load().pole(name).slug for _, name in forms]


def test_omitted_facts_have_a_reason() -> None:
    """Every fact that was left out has a reason."""
    assert all(UPDATES["left_out"].values())


def test_rewordings_of_the_revue_are_marked() -> None:
    """Only the pages of the Revue are marked as reworded, and cards show it beside the date."""
    marked = [source.id for source in load().sources if "reworded" in source.record]

    assert marked == [source.id for source in load().sources if source.id.startswith("revue-2012")]
    assert " · 2012 · reworded" in call("explain", "promotion", "--full", "--lang", "en").stdout
