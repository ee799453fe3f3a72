"""Each rule of notes, comparisons and the guide, broken alone in a tiny dataset."""

from typing import Any

import pytest

from poles_cli import load
from poles_cli.records.dataset import bundled
from poles_cli.rules import references, values, walk
from poles_cli.rules.check import check_directory, check_table
from problems import one

POLE = "poles/ardenne.toml"
LONG = {"fr": "un " * 12 + "mot\u00a0: mot", "en": "one " * 12 + "word"}
SHORT = {"fr": "onze mots " * 5 + "mot\u00a0: mot", "en": "twelve words " * 5 + "two words"}
PAIR = {"fr": "texte", "en": "text"}
SAID = {"confidence": "high", "sources": ["page"]}


@pytest.mark.parametrize(
    "note, field, message",
    [
        ({"audience": "public"}, "names[1].audience", walk.NO_NOTE),
        ({"note": PAIR, "method": PAIR}, "names[1].method", walk.PRIVATE),
        ({"note": PAIR, "audience": "all"}, "names[1].audience", values.CHOICE),
    ],
)
def test_a_note_has_its_audience(tiny: Any, note: dict[str, Any], field: str, message: str) -> None:
    """A method needs a public note, an audience needs a note, and public is the only audience."""
    tiny.files[POLE]["names"][0] |= note

    assert (POLE, field, message) == one(check_table("poles", tiny.files[POLE], POLE))


def test_a_public_note_has_twelve_words_in_each_language(tiny: Any) -> None:
    """A public note has at most 12 words, not counting signs; other notes have no limit."""
    name = tiny.files[POLE]["names"][0]
    name["note"] = LONG
    assert [] == check_table("poles", tiny.files[POLE])

    name["audience"] = "public"
    problems = check_table("poles", tiny.files[POLE])
    assert [("names[1].note.fr", 14), ("names[1].note.en", 13)] == [
        (problem.field, int(problem.values["count"])) for problem in problems
    ]
    assert {walk.LONG_NOTE} == {problem.message for problem in problems}

    name["note"] = SHORT
    assert [] == check_table("poles", tiny.files[POLE])


def compared(tiny: Any, *slugs: str) -> None:
    """Give concepts an answer to the one point of a comparison."""
    tiny.files["dataset.toml"]["points"] = [{"id": "aim", "title": PAIR}]
    for slug in slugs:
        tiny.files[f"concepts/{slug}.toml"]["comparison"] = [{"point": "aim", "text": PAIR, **SAID}]


def test_two_concepts_answer_each_point(tiny: Any) -> None:
    """A concept answers each point once, and at least two concepts answer."""
    compared(tiny, "idee", "mot")
    assert [] == check_directory(tiny.write())

    answers = tiny.files["concepts/mot.toml"]["comparison"]
    answers += answers
    assert ("concepts/mot.toml", "comparison[2].point", references.SAME_ID) == one(
        check_directory(tiny.write())
    )
    del tiny.files["concepts/mot.toml"]["comparison"]
    assert ("concepts/idee.toml", "comparison", references.NO_OTHER) == one(
        check_directory(tiny.write())
    )


def test_points_are_those_of_the_dataset(tiny: Any) -> None:
    """An answer to an unknown point, and a point without an answer, are reported."""
    compared(tiny)
    assert ("dataset.toml", "aim", references.UNUSED["point"]) == one(check_directory(tiny.write()))

    compared(tiny, "idee", "mot")
    tiny.files["concepts/mot.toml"]["comparison"][0]["point"] = "gone"
    assert ("concepts/mot.toml", "comparison[1].point", references.DANGLING["point"]) == one(
        check_directory(tiny.write())
    )


def guide(**line: Any) -> dict[str, Any]:
    """Return a guide of one line."""
    return {"title": PAIR, "theme": "idea", "lines": [{"step": PAIR, "text": PAIR, **SAID, **line}]}


@pytest.mark.parametrize(
    "line, field, message",
    [
        ({"concepts": ["gone"]}, "lines[1].concepts[1]", references.DANGLING["concept"]),
        ({"sources": ["gone"]}, "lines[1].sources[1]", references.DANGLING["source"]),
        ({"text": {"fr": "x" * 65, "en": "x"}}, "lines[1].text.fr", values.WIDE),
        ({"step": {"fr": "x", "en": "x" * 16}}, "lines[1].step.en", values.WIDE),
    ],
)
def test_the_guide_obeys_the_rules(
    tiny: Any, line: dict[str, Any], field: str, message: str
) -> None:
    """The guide's sources and entries must exist, and its lines fit 80 columns."""
    tiny.files["guide.toml"] = guide(**line)

    assert ("guide.toml", field, message) == one(check_directory(tiny.write()))


def test_an_edition_without_a_guide_is_valid(tiny: Any) -> None:
    """An edition without a guide is valid, and sources cited only by a guide count as used."""
    assert [] == check_directory(tiny.write())
    assert {} == load(tiny.root).guide

    tiny.files["sources.toml"]["other"] = dict(tiny.files["sources.toml"]["page"])
    tiny.files["guide.toml"] = guide(sources=["other"], concepts=["idee"])
    assert [] == check_directory(tiny.write())
    assert "idea" == load(tiny.root).guide["theme"]


def test_the_bundled_guide_fits_a_screen() -> None:
    """The bundled guide fits a screen, with a source and an entry of the glossary for each line."""
    lines = load(bundled()).guide["lines"]

    assert 24 == len(lines)
    assert all(line["sources"] and line["concepts"] for line in lines)


def test_both_forms_are_compared_on_the_same_points() -> None:
    """Both forms are compared on the same points, with purpose, members and founders first."""
    directory = load()
    points = [point["id"] for point in directory.info["points"]]
    answers = [
        {answer["point"] for answer in directory.concept(slug).record["comparison"]}
        for slug in ("cooperative", "obnl")
    ]

    assert ["purpose", "members", "founders", "vote", "surplus", "dissolution", "law"] == points[:7]
    assert [{"conversion"}, set()] == [set(points) - answer for answer in answers]


def test_organizations_have_their_sites() -> None:
    """Organizations have only the sites that were read."""
    sites = [concept for concept in load().concepts if "website" in concept.record]

    assert 23 == len(sites)
