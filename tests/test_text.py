"""Fold and clean text that people type."""

import re
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poles_cli.base.text import argument, ascii_only, fold, name_key, one_line, plain, slugify


@pytest.mark.parametrize(
    "text",
    ["Saint-Jérôme", "St. Jérôme", "J0E", "45.40,-72.73", "12, rue de l'Église, Laval", "a 'b' $c",
     "Montérégie (16)", "-2", "1 2"],
)  # fmt: skip
def test_an_argument_reads_as_the_text_does(text: str) -> None:
    """An argument is one word for a shell, and reads the same as the text."""
    [word] = shlex.split(argument(text))
    assert text == word or (word == slugify(text) and not set(text) & set(",()"))


@pytest.mark.parametrize(
    "spelling",
    ["Saint-Hyacinthe", "st-hyacinthe", "ST. HYACINTHE", "Saint Hyacinthe", "saint—hyacinthe"],
)
def test_fold_ignores_case_dashes_and_abbreviations(spelling: str) -> None:
    """Every usual spelling of a name folds to the same words."""
    assert fold(spelling) == "saint hyacinthe"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Belœil", "beloeil"),
        ("BELŒIL", "beloeil"),
        ("Val-d’Or", "val d or"),
        ("Ste-Anne-des-Monts", "sainte anne des monts"),
        ("Saguenay–Lac-Saint-Jean", "saguenay lac saint jean"),
        ("  L'Isle-aux-Allumettes ", "l isle aux allumettes"),
        ("É\u0301", "e"),
        ("???", ""),
    ],
)
def test_fold_reduces_a_name_to_plain_words(written: str, folded: str) -> None:
    """Accents, ligatures, apostrophes and punctuation never matter."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Les Îles-de-la-Madeleine", "iles de la madeleine"),
        ("L'Islet", "islet"),
        ("La Tuque", "tuque"),
        ("La", "la"),
        ("Laval", "laval"),
    ],
)
def test_name_key_drops_a_leading_article(written: str, key: str) -> None:
    """A name is found with or without its article, and an article alone is kept."""
    assert name_key(written) == key


def test_slugify_gives_the_identity_of_a_region() -> None:
    """A region's slug is its folded name."""
    assert slugify("Gaspésie–Îles-de-la-Madeleine") == "gaspesie-iles-de-la-madeleine"


@given(st.text())
def test_fold_of_its_own_result_changes_nothing(text: str) -> None:
    """Stored keys may be folded again."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_gives_plain_words(text: str) -> None:
    """Folding leaves only lower-case ASCII letters, syllabics, digits and single spaces."""
    folded = fold(text)
    assert re.fullmatch("[ -~\u1400-\u167f]*", folded)
    assert folded == " ".join(folded.split())
    assert folded == folded.lower()


@given(st.text())
def test_one_line_text_has_no_control(text: str) -> None:
    """Printed text cannot break a line, control a terminal or change the reading direction."""
    unsafe = {*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x202E, 0x2066, 0x200F}
    for safe in (one_line(text), plain(text)):
        assert not unsafe & set(map(ord, safe))
        assert len(safe) == len(text)


def test_plain_text_has_ordinary_spaces() -> None:
    """No-break spaces become spaces, so that `cut` and `grep` see words."""
    assert plain("1\u00a0360\u202f%\tx") == "1 360 % x"


def test_ascii_only_keeps_letters_legible() -> None:
    """An ASCII stream gets plain letters, not question marks."""
    assert ascii_only("Pôle d’économie « Belœil » – été") == 'Pole d\'economie " Beloeil " - ete'
