"""A pôle's short card: what a user needs to call, visit or quote it, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Heading, Paragraph, Row, Rows
from poles_cli.output.cards.amounts import amounts
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import dotted, in_language
from poles_cli.output.cards.reach import best_address, ways_in
from poles_cli.records.model import Figure, Pole
from poles_cli.rules.entries import POLE
from poles_cli.rules.vocabularies import NATIONS

_LINES = 13  # a card, less its title and the commands to type next
_WIDTH = 75  # characters of a label and its value, less the space between them
_ROOM = 130  # characters of the offers: two lines of an 80-column screen
# Numbers of activities and examples to try, until the rest fits.
_COUNTS = ((3, 3), (2, 3), (1, 3), (1, 1), (1, 0), (0, 0))

Fact = Mapping[str, Any]


def pole_brief(pole: Pole, directory: Directory, t: Translate, language: Language) -> list[Block]:
    """Return a pôle in at most 16 lines of 80 columns, without sources and grades."""
    names = _other_names(pole, t)
    room = _LINES - len(f"{pole.name}  {names}") // 80
    for offers, examples in _COUNTS:
        rows = list(_rows(pole, directory, t, language, offers, examples))
        if height(rows) <= room:
            break
    return [
        Heading(pole.name, 1, Aside(names)),
        Rows(rows, inline=True),
        *_next(pole, t),
    ]


def _rows(
    pole: Pole, directory: Directory, t: Translate, language: Language, most: int, examples: int
) -> Iterator[Row]:
    """Yield the lines of the card, with at most `most` activities and `examples` examples."""
    names = [example["name"] for example in pole.record.get("examples", ())[:examples]]
    yield from ways_in(pole, directory, t, language, max(most, 1) + 1)
    for label, text, note in (
        (N_("Serves"), _served(pole, directory, t), ""),
        (N_("Offers"), _offers(pole, language, most), ""),
        (POLE["figures"].label, *_figures(pole, directory, t, language)),
        (POLE["examples"].label, ", ".join(names), ""),
    ):
        if text:
            yield Row(t(label), text, Aside(note))
    yield from _notes(pole, t, language)


def height(rows: Sequence[Row]) -> int:
    """Return the number of lines that rows take on 80 columns, each beside its label."""
    from textwrap import wrap

    width = max(20, _WIDTH - max((len(row.label) for row in rows), default=0))
    texts = (f"{row.text}   {row.aside.text}".rstrip() for row in rows)
    return sum(len(wrap(text, width, break_on_hyphens=False)) for text in texts)


def public_note(fact: Fact, language: Language) -> str:
    """Return the public note of a fact, which changes what a user does, or an empty text."""
    return in_language(fact.get("note"), language) if fact.get("audience") == "public" else ""


def _other_names(pole: Pole, t: Translate) -> str:
    """Return the acronym, and the previous name if people still use it."""
    names = pole.record["names"]
    acronym = pole.record.get("acronym") or names[0].get("acronym", "")
    former = next((name for name in names[1:] if not name.get("current")), None)
    before = former and (former.get("acronym") or former["name"])
    parts = [acronym] if acronym and acronym != pole.name else []
    if pole.status == "former":
        parts.append(t(N_("former pôle")))
    elif before and before != acronym:
        parts.append(t(N_("formerly {name}")).format(name=before))
    return f"({dotted(*parts)})" if parts else ""


def _served(pole: Pole, directory: Directory, t: Translate) -> str:
    """Return the names of the territory, with those that another pôle also claims apart."""
    sure: list[str] = []
    doubtful: list[str] = []
    for claim in pole.territory:
        sure += [t(NATIONS[nation]) for nation in claim.get("nations", ())]
        if "mrcs" not in claim:
            names = ", ".join(directory.region(code).name for code in pole.regions)
            sure.append(t(N_("all of {region}")).format(region=names))
        elif not claim.get("nations"):
            for code in claim["mrcs"]:
                shared = _claimants(directory, code) > 1 or claim.get("confidence") == "low"
                (doubtful if shared else sure).append(directory.mrc_name(code))
    text = ", ".join(sure)
    if doubtful:
        unsure = t(N_("not certain: {names}")).format(names=", ".join(doubtful))
        text = f"{text}; {unsure}" if text else unsure
    return text


def _claimants(directory: Directory, mrc: str) -> int:
    """Return the number of regional pôles that claim an MRC by its code."""
    return sum(
        any(mrc in claim.get("mrcs", ()) and not claim.get("nations") for claim in pole.territory)
        for pole in directory.poles
        if pole.status == "active"
    )


def _offers(pole: Pole, language: Language, most: int) -> str:
    """Return up to `most` of its activities, as many as fit two lines."""
    texts = [
        in_language(activity["text"], language) for activity in pole.record.get("activities", ())
    ]
    kept: list[str] = []
    for text in texts:
        if len(kept) < most and (not kept or len(" · ".join([*kept, text])) <= _ROOM):
            kept.append(text)
    return " · ".join(kept)


def _figures(pole: Pole, directory: Directory, t: Translate, language: Language) -> tuple[str, str]:
    """Return the newest figures of a comparable series, else of the whole territory.

    They come with their public note, for example that they include a neighbouring region.
    """
    series = {one["id"]: one for one in directory.series}

    def rank(figure: Figure) -> tuple[bool, str]:
        return series[figure.series]["comparable"], figure.year or ""

    whole = [figure for figure in pole.figures if figure.series != "partial-count" and figure.year]
    if not whole:
        return "", ""
    figure = max(whole, key=rank)
    title = in_language(series[figure.series]["title"], language)
    year = date(figure.year, t, language)
    source = title if year in title else f"{title}, {year}"
    text = f"{', '.join(amounts(figure.record, t, language))} ({source})"
    return text, public_note(figure.record, language)


def _notes(pole: Pole, t: Translate, language: Language) -> list[Row]:
    """Return the public notes of its name and of its territory.

    Contacts show their own notes; a note on a few MRC is shown only to users who look for a place
    there.
    """
    claims = [claim for claim in pole.territory if not claim.get("mrcs")]
    facts = [pole.record["names"][0], *claims]
    notes = dict.fromkeys(note for fact in facts if (note := public_note(fact, language)))
    return [Row("" if index else t(N_("Note")), note) for index, note in enumerate(notes)]


def _next(pole: Pole, t: Translate) -> Iterator[Block]:
    """Yield the commands that open its site and show everything."""
    if best_address(pole, "site")[0]:
        text = t(N_("To open its site: poles open {slug}")).format(slug=pole.slug)
        yield Paragraph(text, typed=True)
    text = t(N_("Sources and details: poles show {slug} --full")).format(slug=pole.slug)
    yield Paragraph(text, typed=True)
