"""A terminal of 80 × 24 shows the short answer, and one option shows the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from poles_cli import load
from poles_cli.base.i18n import LANGUAGES
from program import ANY, Program, call

PROVENANCE = ("confiance", "confidence", "sources :", "sources\N{NO-BREAK SPACE}:")


DIRECTORY = load()


def screen(*words: str, language: str = "fr", width: int = 80) -> list[str]:
    """Return the lines that a terminal shows for a successful command."""
    program = Program(*words, "--color", "never").lang(language).terminal(width)
    return program.run(stdout=ANY).stdout.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pole_fits(language: str) -> None:
    """A pôle takes at most 16 lines, without grades or source ids."""
    for pole in DIRECTORY.poles:
        lines = screen("show", pole.slug, language=language)
        assert len(lines) <= 16, pole.slug
        assert not [word for word in PROVENANCE if word in "\n".join(lines)], pole.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_fits(language: str) -> None:
    """A concept takes at most 18 lines, without grades or source ids."""
    for concept in DIRECTORY.concepts:
        lines = screen("explain", concept.slug, language=language)
        assert len(lines) <= 18, concept.slug
        assert not [word for word in PROVENANCE if word in "\n".join(lines)], concept.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_place_fits(language: str) -> None:
    """300 places of every kind, even ambiguous ones, fit the screen; half in each language."""
    places = DIRECTORY.territory
    names = [row["name"] for row in places.municipalities.rows()[::7]]
    names += [row["alias"] for row in places.aliases.rows()[::12]]
    names += [row["code"] for row in places.mrcs.rows()[::6]]
    names += [row["prefix"] for row in places.prefixes.rows()[::12]]
    names += [region.name for region in DIRECTORY.regions]
    assert len(names) >= 300
    for name in names[LANGUAGES.index(language) :: 2]:
        lines = screen("locate", name, language=language)
        assert len(lines) <= 23, name  # the prompt takes one
        assert not [word for word in PROVENANCE if word in "\n".join(lines)], name


@pytest.mark.parametrize("width", [60, 100, 140])
def test_no_fact_is_lost_at_another_width(width: int) -> None:
    """Every word of the 80-column card is also on wider and narrower ones."""
    for command in (("show", "estrie"), ("explain", "coop"), ("locate", "granby")):
        assert " ".join(screen(*command)).split() == " ".join(screen(*command, width=width)).split()


@pytest.mark.parametrize("width", [100, 125])
def test_the_whole_list_is_one_screen(width: int) -> None:
    """From 100 columns each of the 22 pôles has one line, and the prompt fits below them."""
    _, *lines = screen("list", width=width)
    assert 22 == len(lines)
    assert all(re.match(r"(\d\d|–) +\w", line) for line in lines)


def test_no_heading_is_lost_on_a_narrow_screen() -> None:
    """Headings of narrow columns go on below, rather than be cut."""
    heading, body = "\n".join(screen("check", "--coverage", width=60)).split("─" * 60)
    letters = sorted("".join(heading.split()))
    whole = screen("check", "--coverage", width=140)[0]
    assert sorted("".join(whole.split())) == letters and body


def test_two_possible_poles_are_stated_first() -> None:
    """If two pôles are possible, the first line under the place says so, with the reason."""
    place, verdict, *_ = screen("locate", "granby")
    assert "Granby · MRC La Haute-Yamaska · Estrie" == place
    assert verdict.startswith("  Deux pôles possibles\N{NO-BREAK SPACE}: ")


def test_ages_replace_grades() -> None:
    """A recent fact shows its month; one over three years old is « to be checked »."""
    assert "vu en mars 2025" in screen("show", "estrie")[1]
    assert "vu en 2020, à vérifier" in screen("show", "cote-nord")[2]


@pytest.mark.parametrize("name", ["kuujjuaq", "chisasibi"])
def test_a_suggestion_never_crosses_kinds(name: str) -> None:
    """A nation's pôle without an address leads to the national body, not to its neighbour."""
    for full in ((), ("--full",)):
        text = "\n".join(screen("locate", name, *full))
        assert "économie sociale de la Jamésie" not in text and "show jamesie" not in text
    assert "https://chantier.qc.ca" in "\n".join(screen("locate", name))


def test_figures_with_a_neighbour_show_their_note() -> None:
    """Figures that include a neighbouring region show their public note."""
    assert "avec le Nord-du-Québec" in " ".join(screen("show", "cote-nord"))


def test_old_addresses_alone_lead_to_the_national_body_too() -> None:
    """If all addresses are old, the card also gives the national body."""
    assert "https://chantier.qc.ca" in "\n".join(screen("locate", "sept-iles"))
    assert "https://chantier.qc.ca" not in "\n".join(screen("locate", "sherbrooke"))


def test_two_words_are_compared() -> None:
    """Two concepts with a comparison in the data are shown side by side, point by point."""
    text = "\n".join(screen("explain", "coop", "obnl", width=100))
    for point in ("fondateurs", "vote", "surplus"):
        assert point in text
    assert screen("explain", "coop", "obnl") == screen("explain", "coop", "vs", "obnl")
    assert "au moins 5" in text and "au moins 3" in text


@pytest.mark.parametrize(
    ("language", "law"),
    [
        ("fr", "RLRQ, c. E-1.1.1, préambule, art. 1, 2, 3, 7, 8"),
        ("en", "CQLR, c. E-1.1.1, preamble, s. 1, 2, 3, 7, 8"),
    ],
)
def test_a_law_has_each_section_once(language: str, law: str) -> None:
    """The short card names each section of a law once, without paragraphs."""
    lines = screen("explain", "loi-economie-sociale", language=language, width=140)

    assert [law] == [line[line.index(law[:4]) :] for line in lines if law[:18] in line]


def test_full_has_every_fact() -> None:
    """`--full` prints every text of the record, in the user's language."""
    for kind, items in (("show", DIRECTORY.poles), ("explain", DIRECTORY.concepts)):
        for item in items[::4]:
            lines = screen(kind, item.slug, "--full", "--no-pager", width=1000)
            shown = "".join("".join(lines).split())
            lost = [text for text in texts(item.record) if "".join(text.split()) not in shown]
            assert [] == lost, item.slug


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield the French prose of a record, and its addresses."""
    if isinstance(value, Mapping):
        if "fr" in value and "en" in value:
            yield from texts(value["fr"])
        else:
            for name, part in value.items():
                if name not in ("doubtful_figures", "slug", "related", "theme", "from", "until"):
                    yield from texts(part, name)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part, key)
    elif isinstance(value, str) and (" " in value or "://" in value):
        yield value.removesuffix(".")


def test_a_bare_word_gets_the_command_to_type() -> None:
    """A bare place, pôle, concept, theme or topic gets the command to type."""
    for words, command in (
        (("granby",), "poles locate granby"),
        (("coop",), "poles explain coop"),
        (("val", "d'or"), "poles locate val-d-or"),
        (("tresca",), "poles show tresca"),
        (("financement",), "poles explain financement"),
        (("formats",), "poles help formats"),
        (("subvention",), "poles search subvention"),
    ):
        done = call(*words, env={"POLES_LANG": "en"})
        assert (2, "") == done[:2]
        assert f"Type: {command}\n" in done.stderr
    assert "Closest: list" in call("lst", env={"POLES_LANG": "en"}).stderr


def test_the_file_extension_sets_the_format(tmp_path: Any) -> None:
    """`-o` takes the format from the ending, refuses one that contradicts, and `-` is stdout."""
    out = tmp_path / "poles.csv"
    assert 0 == call("list", "-o", str(out)).status
    assert out.read_text().startswith("slug,name,kind")
    assert call("list", "-f", "csv").stdout == call("list", "-f", "csv", "-o", "-").stdout
    for words in (("list", "-o", "x.xlsx"), ("list", "-f", "json", "-o", "x.csv")):
        assert 2 == call(*words).status


def test_a_long_answer_goes_through_the_pager() -> None:
    """A pager shows a long answer only on a terminal that is too short, without --no-pager."""
    long = Program("show", "estrie", "--full").env(POLES_PAGER="sed s/^/paged:/").process()
    assert "paged:" in long.terminal(80).run(stdout=ANY).stdout
    quiet = Program("show", "estrie", "--full", "--no-pager").env(POLES_PAGER="sed s/^/paged:/")
    assert "paged:" not in quiet.process().terminal(80).run(stdout=ANY).stdout
    assert "paged:" not in Program("show", "estrie").env(POLES_PAGER="cat").run(stdout=ANY).stdout
    help_ = Program("locate", "--help").env(POLES_PAGER="sed s/^/paged:/").process()
    assert "paged:" in help_.terminal(80).run(stdout=ANY).stdout


def test_less_shows_its_keys() -> None:
    """Without settings, `less` shows the keys to continue and quit; the user's own LESS is kept."""
    shown = Program("show", "estrie", "--full").env(POLES_PAGER="sh -c 'cat >&2; env'").process()
    pager = shown.lang("en").terminal(80).run(stdout=ANY, stderr=ANY).stdout
    assert "LESSCHARSET=utf-8" in pager and "LESS=-Psspace\\: more, q\\: quit$" in pager
    pager = shown.env(LESS="-R").terminal(80).run(stdout=ANY, stderr=ANY).stdout
    assert "LESS=-R" in pager
