"""Questions as people type them, in both languages, and the answer among the first three."""

from __future__ import annotations

import pytest

from poles_cli import Directory, load
from poles_cli.directory.search import Found
from poles_cli.directory.search.meanings import COMMON, MEANINGS, SUBJECT


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The bundled directory, read once."""
    return load()


def first(found: Found, count: int) -> list[str]:
    """Return the slugs of the first hits, without pôles and examples."""
    return [hit.slug for hit in found.hits[:count] if hit.kind in ("concept", "guide")]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("comment financer mon projet", "start"),
        ("qui finance", "start"),
        ("subvention démarrage obnl", "start"),
        ("subvention pour acheter un bâtiment", "start"),
        ("qui peut m'aider", "start"),
        ("à qui m'adresser pour un projet collectif", "start"),
        ("c'est quoi une coop de solidarité", "cooperative-de-solidarite"),
        ("comment démarrer une coopérative", "demarrer-une-cooperative"),
        ("partir une coop", "demarrer-une-cooperative"),
        ("fermer un obnl", "cooperative-ou-obnl"),
        ("ouvrir un osbl", "demarrer-un-obnl"),
        ("définition de l'économie sociale", "economie-sociale"),
        ("how to fund my project", "start"),
        ("who pays for what", "start"),
        ("steps to start", "start"),
        ("how do I start a co-op", "demarrer-une-cooperative"),
        ("what is a solidarity cooperative", "cooperative-de-solidarite"),
        ("change a nonprofit into a co-op", "cooperative-ou-obnl"),
        ("support for collective real estate", "immobilier-collectif"),
        ("dividends", "ristourne"),
        ("daycare", "cpe"),
    ],
)
def test_a_question_is_answered_first(directory: Directory, words: str, slug: str) -> None:
    """Other words of a question do not hide the name in it."""
    assert [slug] == first(directory.search(words), 1)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("aide coopérative jeunes", "incubateurs"),
        ("emplois en économie sociale", "emplois-crees"),
        ("acheter à l'économie sociale", "marches-publics"),
        ("combien d'entreprises d'économie sociale au québec", "portrait-statistique"),
        ("garderie", "cpe"),
        ("finansement projet", "start"),
        ("mrc funding", "fonds-regions-et-ruralite"),
        ("grants for non-profits", "pme-mtl"),
        ("worker takeover", "reprise-collective"),
        ("youth incubator", "incubateurs"),
        ("register a company", "registraire-des-entreprises"),
        ("how many founders for a co-op", "demarrer-une-cooperative"),
    ],
)
def test_an_answer_is_among_the_first_three(directory: Directory, words: str, slug: str) -> None:
    """With common words of the subject and synonyms, the answer is among the first three."""
    assert slug in first(directory.search(words), 3)


def test_few_hits_add_those_of_other_endings(directory: Directory) -> None:
    """If hits are few, other endings follow those with the exact words, except for full names."""
    few = directory.search("comment financer mon projet")

    assert not few.partial
    assert few.total > 3 > directory.search("lettres patentes supplémentaires").total


def test_the_words_are_folded_and_disjoint() -> None:
    """The tables of words are folded and disjoint, since common words are not searched."""
    words = [*COMMON, *SUBJECT, *MEANINGS, *(word for other in MEANINGS.values() for word in other)]

    assert [] == [word for word in words if not word.isascii() or not word.islower()]
    assert COMMON.isdisjoint(SUBJECT) and COMMON.isdisjoint(MEANINGS)
