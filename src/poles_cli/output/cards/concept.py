"""A concept's entry, and the glossary by theme."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Heading, Item, Items, Paragraph, Row, Rows
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import backing, in_language, noted, provision
from poles_cli.output.cards.sources import source_items
from poles_cli.records.model import Concept, Record
from poles_cli.rules.entries import CONCEPT


def concept_blocks(
    concept: Concept, directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return one concept's entry: meaning, law, facts, neighbours and sources."""

    def lead(label: str) -> str:
        return t(N_("{label}:")).format(label=label)

    record = concept.record
    other: Language = "en" if language == "fr" else "fr"
    translation = Aside(in_language(concept.term, other), language=other)
    found: list[Block] = [Heading(in_language(concept.term, language), 1, translation)]
    shades = in_language(record.get("confidence_note"), language)
    grade = Aside(confidence=record["confidence"], shades=shades)
    found.append(Paragraph(in_language(concept.explanation, language), grade))
    found.append(Rows(_identity(concept, directory, t, language)))
    _part(found, "law", t(N_("In law")), [
        Item(in_language(law["text"], language), backing(law, language),
             lead(provision(law, t, language)))
        for law in record.get("legal", ())
    ])  # fmt: skip
    titles = {point["id"]: in_language(point["title"], language) for point in directory.points}
    _part(found, "comparison", t(N_("Side by side")), [
        Item(in_language(answer["text"], language),
             backing(answer, language, in_language(answer.get("law"), language)),
             lead(titles[answer["point"]]))
        for answer in record.get("comparison", ())
    ])  # fmt: skip
    _part(found, "facts", t(N_("Facts")), [
        Item(in_language(fact["text"], language), backing(fact, language),
             lead(year) if (year := date(fact.get("year"), t, language)) else "")
        for fact in record.get("facts", ())
    ])  # fmt: skip
    if note := noted(record, language):
        found += [Heading(t(N_("Note")), part="note"), Paragraph(note)]
    related = [directory.concept(slug) for slug in record.get("related", ())]
    _part(found, "related", t(N_("See also")), [
        Item(in_language(neighbour.term, language), Aside(entry=f"concept/{neighbour.slug}"))
        for neighbour in related
    ])  # fmt: skip
    _part(found, "sources", t(N_("Sources")), source_items(record, directory, t))
    return found


def _identity(
    concept: Concept, directory: Directory, t: Translate, language: Language
) -> list[Row]:
    rows = [Row(t(N_("Identifier")), concept.slug)]
    for theme in directory.info["themes"]:
        if theme["id"] == concept.theme:
            rows.append(Row(t(N_("Theme")), in_language(theme["title"], language)))
    if aliases := concept.record.get("aliases", {}).get(language):
        rows.append(Row(t(N_("Also")), "; ".join(aliases)))
    if site := concept.record.get("website"):
        label = t(CONCEPT["website"].label)
        rows.append(Row(label, site["value"], backing(site, language), site["value"]))
    return rows


def _part(found: list[Block], part: str, title: str, items: list[Item]) -> None:
    if items:
        found += [Heading(title, part=part), Items(items)]


def guide_blocks(guide: Record, language: Language) -> list[Block]:
    """Return the guide: what to do at each step, and the entries on who can help."""
    title, mark, warning = in_language(guide["title"], language).partition(" (")
    found: list[Block] = [Heading(title, 1, Aside(f"({warning}" if mark else ""))]
    for step, lines in groupby(guide["lines"], lambda line: in_language(line["step"], language)):
        found += [Heading(step), Items([_guide_line(line, language) for line in lines])]
    return found


def _guide_line(line: Record, language: Language) -> Item:
    entry = "".join(f"concept/{slug}" for slug in line.get("concepts", ())[:1])
    return Item(in_language(line["text"], language), backing(line, language)._replace(entry=entry))


def glossary_blocks(
    concepts: Iterable[Concept], directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return every term under its theme."""
    by_theme: dict[str, list[Item]] = {}
    for concept in concepts:
        item = Item(in_language(concept.term, language), Aside(concept.slug))
        by_theme.setdefault(concept.theme, []).append(item)
    found: list[Block] = []
    for theme in directory.info["themes"]:
        if items := by_theme.get(theme["id"]):
            found += [Heading(in_language(theme["title"], language)), Items(items)]
    found.append(Paragraph(t(N_("To read one: poles explain economie-sociale")), typed=True))
    return found
