"""Typos, passages and folding."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from poles_cli import Directory, load
from poles_cli.base.text import fold
from poles_cli.directory.search.entries import KINDS, fold_lines
from poles_cli.directory.search.passage import LENGTH, passage
from poles_cli.directory.search.spelling import respelled

# Letters of European names, punctuation and blanks, the domain of fold().
TEXT = st.text(
    st.one_of(
        st.characters(max_codepoint=0x17F),
        st.characters(min_codepoint=0x1400, max_codepoint=0x1680),  # syllabics
        st.sampled_from("œŒẞ–—’«»…\u00a0\u202f ½\u0301St\n"),
    )
)
WORD = st.text(string.ascii_lowercase, min_size=4, max_size=12)


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The bundled directory, read once."""
    return load()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("cooperatve", ("coopérative",)),
        ("coopperative", ("coopérative",)),
        ("coopéritive", ("coopérative",)),
        ("coopératvie", ("coopérative",)),
        ("économie socile", ("sociale",)),
        ("cooperatvie lavla", ("coopérative", "laval")),
    ],
)
def test_one_typo_per_word_is_corrected(
    directory: Directory, typed: str, shown: tuple[str, ...]
) -> None:
    """A missing, added, changed or swapped letter is allowed, and the correction is reported."""
    found = directory.search(typed)

    assert found.hits
    assert shown == found.spellings


def test_a_typo_in_a_name_still_finds_the_name_first(directory: Directory) -> None:
    """A corrected query that is a full name ranks as one."""
    assert "economie-sociale" == directory.search("économie socile").hits[0].slug
    assert "chaudiere-appalaches" == directory.search("trsca").hits[0].slug


def test_an_exact_match_is_not_corrected(directory: Directory) -> None:
    """If there are exact hits, similar words are not shown."""
    assert () == directory.search("coopérative").spellings


@pytest.mark.parametrize("typed", ["coopxxrative", "lvl", "zzzzzz"])
def test_two_typos_or_a_short_word_are_not_guessed(directory: Directory, typed: str) -> None:
    """Two typos, or one in a short word, give no hit, and only suggestions."""
    found = directory.search(typed)

    assert ((), 0) == (found.hits, found.total)


def test_the_closest_words_are_suggested(directory: Directory) -> None:
    """A badly misspelt name gets the right name as a suggestion, with accents."""
    assert "coopérative" == directory.search("kooperatyve").closest[0]
    assert () == directory.search("zzzzzz").closest


def test_a_word_that_exists_may_be_the_typo(directory: Directory) -> None:
    """If both words are known but no entry has both, either may be a typo."""
    found = directory.search("horisol armaga")

    assert "chaudiere-appalaches" in {hit.slug for hit in found.hits}


@given(WORD, st.integers(0, 11), st.sampled_from(string.ascii_lowercase))
def test_each_kind_of_edit_is_one_typo(word: str, at: int, letter: str) -> None:
    """Every word one edit away leads back to the known word, unless it is too short."""
    at %= len(word)
    edits = {
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }
    for edit in edits - {word}:
        assert (len(edit) >= 4) == (respelled(edit, {word}) == [word])


@given(st.lists(TEXT, min_size=1))
def test_many_texts_fold_the_same_as_one(texts: list[str]) -> None:
    """Folding many texts at once gives the same as one by one, one line per text."""
    lines = fold_lines(texts).split("\n")

    assert [fold(text) for text in texts] == [" ".join(line.split()) for line in lines]
    assert all(line == f" {line.strip()} " or not line.strip() for line in lines)


def test_the_directory_folds_the_same_as_each_text(directory: Directory) -> None:
    """Every text of the data is one line of its entry, folded by `fold`."""
    for kind in KINDS:
        for entry in directory.search_entries(kind):
            assert [fold(text) for text in entry.texts] == [
                line.strip() for line in entry.folded.split("\n")
            ]


def test_a_short_passage_is_whole() -> None:
    """A text of up to 160 characters is shown whole."""
    assert "x" * LENGTH == passage("x" * LENGTH, ["x"])


def test_a_long_passage_is_cut_between_words() -> None:
    """A long passage has the matched word, whole words around it, and a mark for each cut."""
    text = "avant " * 40 + "l'Économie, voici " + "après " * 40
    shown = passage(text, ["economie"])

    assert "l'Économie, voici" in shown
    assert shown.startswith("…avant") and shown.endswith("après…")
    assert len(shown) <= LENGTH


@pytest.mark.parametrize("where", ["début", "fin"])
def test_a_passage_at_an_end_is_cut_once(where: str) -> None:
    """At the start or end of a text, a passage has one cut, and fills the line."""
    shown = passage("début " + "milieu " * 60 + "fin", [where])

    assert where in shown
    assert 1 == shown.count("…")
    assert len(shown) > LENGTH - 10


@given(TEXT.filter(lambda text: len(text) > LENGTH) | st.text(min_size=LENGTH + 1), WORD)
def test_a_passage_is_a_piece_of_the_text(text: str, word: str) -> None:
    """Whatever the text, a passage is at most 160 characters of it, on one line."""
    assume("…" not in text)
    shown = passage(text, [word])

    assert len(shown) <= LENGTH
    assert "\n" not in shown and "\x1b" not in shown
