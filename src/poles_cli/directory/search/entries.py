"""Prepare entries for search: their texts, the field of each text, and all of them folded.

French texts come before English ones, so that of two equal matches the French one is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from poles_cli.base.text import plain_letters
from poles_cli.records.model import Concept, Pole, Record, Region

if TYPE_CHECKING:
    from poles_cli.records.dataset import Dataset

KINDS = ("pole", "concept", "region", "example", "guide")
GUIDE = "start"  # the name of the guide among the topics of `poles help`
# Fields whose texts of two to four letters match only the whole query: ÉS, SE, EI, LES.
SHORT_LABELS = ("acronym", "alias", "former_name")

Passage = tuple[str, Any]


class Entry(NamedTuple):
    """One searchable item. `fields`, `texts` and the lines of `folded` correspond."""

    kind: str
    slug: str
    name: str
    english_name: str
    fields: Sequence[str]
    texts: Sequence[str]
    folded: str


def is_short(label: str) -> bool:
    """Return True if a folded label is an acronym of two to four letters."""
    return len(label) <= 4 and " " not in label


def entries_of(directory: Dataset, kind: str) -> Iterator[Entry]:
    """Yield the entries of one kind, in the directory's order."""
    if kind == "pole":
        regions = {region.code: region for region in directory.regions}
        for pole in directory.poles:
            yield pole_entry(pole, regions)
    elif kind == "concept":
        themes = {theme["id"]: theme["title"] for theme in directory.info["themes"]}
        for concept in directory.concepts:
            yield concept_entry(concept, themes.get(concept.theme))
    elif kind == "region":
        yield from map(region_entry, directory.regions)
    elif kind == "example":
        for pole in directory.poles:
            yield from example_entries(pole)
    elif guide := directory.guide:
        title = guide["title"]
        yield _entry("guide", GUIDE, title["fr"], title["en"], _guide_texts(guide))


def pole_entry(pole: Pole, regions: Mapping[str, Region]) -> Entry:
    """Return the entry of a pôle, with the names of its regions (by code)."""
    return _entry("pole", pole.slug, pole.name, pole.name, _pole_texts(pole.record, regions))


def concept_entry(concept: Concept, theme: Mapping[str, str] | None = None) -> Entry:
    """Return the entry of a concept, with the title of its theme."""
    term = concept.term
    texts = (*_concept_texts(concept.record), ("theme", theme))
    return _entry("concept", concept.slug, term["fr"], term["en"], texts)


def region_entry(region: Region) -> Entry:
    """Return the entry of a region."""
    record = region.record
    texts = _region_texts(record)
    return _entry("region", region.slug, region.name, record["english_name"], texts)


def example_entries(pole: Pole) -> Iterator[Entry]:
    """Yield the examples of a pôle, each under the pôle's slug."""
    for record in pole.record.get("examples", ()):
        name = record["name"]
        yield _entry("example", pole.slug, name, name, _example_texts(record))


def _pole_texts(record: Record, regions: Mapping[str, Region]) -> Iterator[Passage]:
    current, *former = record["names"]
    yield "name", current["name"]
    yield "slug", record["slug"]
    yield "acronym", record.get("acronym")
    yield "acronym", record.get("short_name")
    yield "acronym", current.get("acronym")
    for alias in record.get("aliases", ()):
        yield "alias", alias
    yield "alias", record.get("legal_name", {}).get("value")
    for name in former:
        yield "former_name", name["name"]
        yield "former_name", name.get("acronym")
    for code in record.get("regions", ()):
        if code in regions:
            yield "region", regions[code].name
            yield "region", {"en": regions[code].record["english_name"]}
    contacts = record.get("contacts", {})
    for field, fact in contacts.items():
        yield "city" if field == "city" else "contact", fact["value"]
    host = record.get("host", {})
    yield "host", host.get("name")
    yield "host", host.get("acronym")
    yield "host", {"en": host.get("name_en")}
    for example in record.get("examples", ()):
        yield "example", example["name"]
        yield "example", example.get("municipality")
        yield "example", example.get("place")
    for activity in record.get("activities", ()):
        yield "activity", activity["text"]
        yield from _notes(activity)
    yield "text", record.get("history", {}).get("text")
    yield "text", record.get("legal_form", {}).get("value")
    for claim in record.get("territory", ()):
        yield "text", claim["basis"]
    for name in record["names"]:
        yield from _notes(name)


def _concept_texts(record: Record) -> Iterator[Passage]:
    yield "name", record["term"]
    yield "slug", record["slug"]
    for language, aliases in record.get("aliases", {}).items():
        for alias in aliases:
            yield "alias", {language: alias}
    yield "explanation", record["explanation"]
    for law in record.get("legal", ()):
        yield "law", law["law"]
        yield "law", law.get("text")
    for fact in (*record.get("facts", ()), *record.get("comparison", ())):
        yield "fact", fact["text"]
    yield "contact", record.get("website", {}).get("value")
    yield from _notes(record)


def _guide_texts(guide: Record) -> Iterator[Passage]:
    yield "name", guide["title"]
    yield "slug", GUIDE
    for language, aliases in guide.get("aliases", {}).items():
        for alias in aliases:
            yield "alias", {language: alias}
    for line in guide["lines"]:
        yield "name", line["step"]
        yield "explanation", line["text"]


def _region_texts(record: Record) -> Iterator[Passage]:
    yield "name", record["name"]
    yield "name", {"en": record["english_name"]}
    yield "slug", record["slug"]
    yield "alias", record["code"]
    for alias in record.get("aliases", ()):
        yield "alias", alias
    yield "city", record.get("main_city")


def _example_texts(record: Record) -> Iterator[Passage]:
    yield "name", record["name"]
    yield "city", record.get("municipality")
    yield "city", record.get("place")
    yield "form", record.get("form")
    yield "sector", record.get("sector")
    yield "text", record.get("text")
    yield from _notes(record)


def _notes(record: Record) -> Iterator[Passage]:
    yield "note", record.get("note")
    yield "note", record.get("method")


def _entry(kind: str, slug: str, name: str, english: str, passages: Iterable[Passage]) -> Entry:
    french: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    for field, text in passages:
        if isinstance(text, str):
            french.append((field, text))
        elif text:
            if text.get("fr"):
                french.append((field, text["fr"]))
            if text.get("en"):
                other.append((field, text["en"]))
    fields, texts = zip(*french, *other, strict=True)
    return Entry(kind, slug, name, english, fields, texts, fold_lines(texts))


_LIGATURES = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"))
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_NO_WORD = re.compile(r"[^0-9a-z\u1400-\u167f\n]")  # the letters that `fold` keeps, and line ends


def _letters(text: str) -> str:
    return _NO_WORD.sub(" ", plain_letters(text))


# The same for each byte of Latin-1: NUL if a character gives several letters.
_LATIN = b"".join(
    letter.encode() if len(letter) == 1 else b"\0"
    for letter in (_letters(chr(code)) for code in range(256))
)


def _folded(text: str) -> str:
    """Return the same as `_letters`, ten times as fast for French or English text."""
    quick = text
    for sign, plain in (*_LIGATURES, ("–", " "), ("…", " ")):
        quick = quick.replace(sign, plain)
    try:
        letters = quick.encode("latin-1").translate(_LATIN)
    except UnicodeEncodeError:
        letters = b"\0"
    return _letters(text) if b"\0" in letters else letters.decode("ascii")


def fold_lines(texts: Sequence[str]) -> str:
    """Return `texts` folded by `text.fold`, one per line, each between two spaces.

    Folding many texts at once is faster than one by one, and search folds them all.
    """
    folded = "\n".join(texts)
    if folded.count("\n") != len(texts) - 1:
        folded = "\n".join([text.replace("\n", " ") for text in texts])
    folded = f" {_folded(folded)} ".replace("\n", " \n ")
    while "  " in folded:
        folded = folded.replace("  ", " ")
    for short, whole in _ABBREVIATIONS.items():
        while f" {short} " in folded:
            folded = folded.replace(f" {short} ", f" {whole} ")
    return folded
