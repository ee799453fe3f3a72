"""A concept's short entry, and the comparison of two concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Cell, Heading, Paragraph, Row, Rows, Table
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import in_language
from poles_cli.output.cards.pole_brief import height, public_note
from poles_cli.output.cards.seen import seen
from poles_cli.records.model import Concept

_FACTS, _RELATED = 3, 5
_LINES = 17  # a screen, less the line for the full answer


def concept_brief(
    concept: Concept, directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return a concept in at most 18 lines of 80 columns, without sources and grades."""
    other: Language = "en" if language == "fr" else "fr"
    term, translation = in_language(concept.term, language), in_language(concept.term, other)
    explanation = in_language(concept.explanation, language)
    rows = [*_site(concept, directory, t, language), *_law(concept, t, language)]
    note = public_note(concept.record, language)
    rows += [Row(t(N_("Note")), note)] if note else []
    rows += _related(concept, directory, t, language)
    commands = _commands(concept, directory, t)
    title = f"{term}  ({translation})" if translation != term else term
    room = _LINES - len(commands) - height([Row("", title), Row("", explanation)])
    facts: list[Row] = []
    for fact in (*_rules(concept, directory, language), *_facts(concept, t, language)):
        if len(facts) < _FACTS and height([*facts, fact, *rows]) <= room:
            facts.append(fact)
    everything = t(N_("Sources and details: poles explain {slug} --full"))
    return [
        Heading(term, 1, Aside(f"({translation})" if translation != term else "")),
        Paragraph(explanation),
        Rows([*facts, *rows], inline=True),
        *commands,
        Paragraph(everything.format(slug=concept.slug), typed=True),
    ]


def compared(
    concepts: Sequence[Concept], directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return concepts side by side, point by point, if each has a comparison in the data."""
    answers = [
        {
            one["point"]: in_language(one["text"], language)
            for one in concept.record.get("comparison", ())
        }
        for concept in concepts
    ]
    if len(concepts) < 2 or not all(answers):
        return []
    rows = [
        [Cell(in_language(point["title"], language)), *(Cell(one[point["id"]]) for one in answers)]
        for point in directory.points
        if all(point["id"] in one for one in answers)
    ]
    headings = ["", *(in_language(concept.term, language) for concept in concepts)]
    slugs = " ".join(concept.slug for concept in concepts)
    everything = t(N_("Sources and details: poles explain {slug} --full"))
    return [Table(headings, rows), Paragraph(everything.format(slug=slugs), typed=True)]


def _site(
    concept: Concept, directory: Directory, t: Translate, language: Language
) -> Iterator[Row]:
    if site := concept.record.get("website"):
        aside = Aside(seen(site, directory.info["date"], t, language))
        yield Row(t(N_("Website")), site["value"], aside, site["value"])


def _related(
    concept: Concept, directory: Directory, t: Translate, language: Language
) -> Iterator[Row]:
    if related := concept.record.get("related", ())[:_RELATED]:
        terms = [in_language(directory.concept(slug).term, language) for slug in related]
        yield Row(t(N_("See also")), ", ".join(terms))


def _law(concept: Concept, t: Translate, language: Language) -> Iterator[Row]:
    """Yield the laws in one line, each with its sections, without their subdivisions."""
    laws: dict[str, list[str]] = {}
    for law in concept.record.get("legal", ()):
        places = laws.setdefault(in_language(law["law"], language), [])
        place = in_language(law["article"], language)
        if place[:1].isdigit():
            place = place.partition(", ")[0].partition("(")[0]
        if place != "–" and place not in places:
            places.append(place)
    if laws:
        yield Row(t(N_("Law")), "; ".join(_provisions(law, laws[law], t) for law in laws))


def _provisions(law: str, places: Sequence[str], t: Translate) -> str:
    """Return a law with its other parts, then its sections."""
    outside = [place for place in places if not place[:1].isdigit()]
    sections = ", ".join(place for place in places if place[:1].isdigit())
    return ", ".join([law, *outside, *([f"{t(N_('s.'))} {sections}"] if sections else [])])


def _commands(concept: Concept, directory: Directory, t: Translate) -> list[Block]:
    """Return the commands that compare it with the concepts that have the same points."""
    if "comparison" not in concept.record:
        return []
    others = [one.slug for one in directory.concepts if "comparison" in one.record]
    slugs = " ".join([concept.slug, *(slug for slug in others if slug != concept.slug)])
    return [
        Paragraph(t(N_("To compare: poles explain {slugs}")).format(slugs=slugs), typed=True),
        Paragraph(t(N_("To get help near you: poles locate YOUR-TOWN")), typed=True),
    ]


def _rules(concept: Concept, directory: Directory, language: Language) -> list[Row]:
    """Return the first points of its comparison with another concept."""
    titles = {point["id"]: in_language(point["title"], language) for point in directory.points}
    rows: list[Row] = []
    for answer in concept.record.get("comparison", ())[:_FACTS]:
        title = titles[answer["point"]]
        rows.append(Row(title[:1].upper() + title[1:], in_language(answer["text"], language)))
    return rows


def _facts(concept: Concept, t: Translate, language: Language) -> list[Row]:
    """Return its facts except those of low grade, the newest first, each with its year if known."""
    facts = sorted(
        concept.record.get("facts", ()), key=lambda fact: str(fact.get("year", "")), reverse=True
    )
    return [
        Row(date(fact.get("year"), t, language), in_language(fact["text"], language))
        for fact in facts
        if fact["confidence"] != "low"
    ]
