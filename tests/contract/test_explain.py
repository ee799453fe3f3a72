"""`poles explain` with a theme or with words that name no concept, and `poles help start`."""

import json

import pytest

from poles_cli import load
from program import call

DIRECTORY = load()
GUIDE = DIRECTORY.guide
STARTING = [concept.slug for concept in DIRECTORY.concepts if concept.theme == "starting"]


@pytest.mark.parametrize("words", ["starting", "démarrer", "Démarrer un projet", "starting a"])
def test_a_theme_is_listed(words: str) -> None:
    """The id of a theme, its title or the beginning of its title lists its entries."""
    records = json.loads(call("explain", *words.split(), "--json").stdout)

    assert STARTING == [record["slug"] for record in records]


def test_the_theme_of_the_guide_opens_with_it() -> None:
    """The theme of the guide opens with each line, its sources and the command on who helps."""
    shown = " ".join(call("explain", "demarrer", "-f", "table", "--lang", "en").stdout.split())

    for line in GUIDE["lines"]:
        assert line["text"]["en"] in shown
        assert f"poles explain {line['concepts'][0]}" in shown
        assert line["sources"][0] in shown
    assert GUIDE["title"]["en"] not in call("explain", "money", "-f", "table").stdout


@pytest.mark.parametrize(("word", "language"), [("start", "en"), ("demarrer", "fr")])
def test_the_guide_is_a_topic_of_the_help(word: str, language: str) -> None:
    """The guide fits a screen of 80 columns, with each step after its name."""
    lines = call("help", word, "--lang", language).stdout.splitlines()

    assert GUIDE["title"][language] == lines[0]
    assert [line["text"][language] for line in GUIDE["lines"]] == [line[16:] for line in lines[1:]]
    steps = dict.fromkeys(line["step"][language] for line in GUIDE["lines"])
    assert list(steps) == [line[:16].strip() for line in lines[1:] if line[0] != " "]
    assert 25 >= len(lines)
    assert 80 >= max(map(len, lines))


def test_every_command_of_the_guide_works() -> None:
    """Every command in the guide's lines works, in both languages."""
    for language, place in (("fr", "VILLE"), ("en", "TOWN")):
        texts = " ".join(line["text"][language] for line in GUIDE["lines"])
        assert f"poles locate {place}" in texts
    for words in ("coop ou OBNL", "co-op or non-profit"):
        done = call("explain", *words.split(), "--fields", "slug")
        assert "cooperative-ou-obnl\n" == done.stdout


def test_an_unknown_word_suggests_search() -> None:
    """An unknown word gets the closest entries, then `poles search` if it finds something."""
    done = call("explain", "subvention", "--lang", "en")
    assert "No concept is called “subvention”.\nType: poles search subvention\n" == done.stderr

    done = call("explain", "fonds", "--lang", "en")
    assert (
        "Everything that mentions it: poles search fonds.\nType: poles explain fonds-"
        in done.stderr
    )
    assert "search" not in call("explain", "mutuell", "--lang", "en").stderr
    assert "search" not in call("explain", "xyzzy", "--lang", "en").stderr


def test_an_organization_shows_its_site() -> None:
    """The site of an organization is in the first lines of its entry."""
    assert "Website: https://cdrq.coop" in call("explain", "CDRQ", "--lang", "en").stdout
