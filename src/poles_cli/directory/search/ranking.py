"""Score matches and sort them: the only place that decides the ranking."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from poles_cli.directory.search.entries import KINDS, SHORT_LABELS, Entry, is_short

# Field of the entry → points if the whole query is the text, if a word of the query is a word of
# it, if a word of the query begins a word of it. A hit scores, for each word of the query, the best
# points of its fields, and once the best points of the whole query.
POINTS = {
    "name": (1000, 100, 90),
    "slug": (1000, 100, 90),
    "acronym": (900, 80, 70),
    "alias": (900, 80, 70),
    "former_name": (800, 60, 55),
    "region": (20, 50, 48),
    "city": (20, 46, 44),
    "host": (20, 42, 40),
    "example": (20, 36, 34),
    "form": (0, 32, 30),
    "sector": (0, 32, 30),
    "activity": (0, 28, 26),
    "theme": (0, 24, 22),
    "explanation": (0, 20, 18),
    "law": (0, 16, 14),
    "fact": (0, 12, 10),
    "text": (0, 12, 10),
    "note": (0, 8, 6),
    "contact": (0, 8, 6),
}

NAMED = 800  # minimum points of an entry named by the whole query

_ARTICLES = ("l ", "la ", "le ", "les ", "the ")


# The spellings to search for one word of the query, the typed one first.
Needles = tuple[str, ...]


class Query(NamedTuple):
    """The query as one name, in each of its spellings, and word by word.

    `light` has the positions of words that count for a third.
    """

    keys: set[str]
    words: list[Needles]
    light: Set[int] = frozenset()


class Ranked(NamedTuple):
    """An entry, its score, the index of the text that matches best, the words found."""

    score: int
    entry: Entry
    best: int
    words: tuple[str, ...]


def rank(entries: Iterable[Entry], query: Query, *, every: bool = True) -> list[Ranked]:
    """Return the entries that match all of `query`: best score first, then kind, then slug.

    Unless `every` word must match, entries that match the most words come first.
    """
    query = query._replace(keys=set(map(_without_article, query.keys)))
    found = [hit for entry in entries if (hit := _score(entry, query, every)) is not None]
    return sorted(found, key=_place)


def _place(hit: Ranked) -> tuple[int, int, int, str]:
    return -len(hit.words), -hit.score, KINDS.index(hit.entry.kind), hit.entry.slug


def _score(entry: Entry, query: Query, every: bool) -> Ranked | None:
    text = entry.folded
    # Test the whole entry first, which rules out most entries.
    if every and not _may_match(text, query):
        return None
    whole = best_total = 0
    best = -1
    points = [0] * len(query.words)
    found = [""] * len(query.words)
    for index, line in enumerate(text.split("\n")):
        field = entry.fields[index]
        for_whole, for_word, for_beginning = POINTS[field]
        total = 0
        exact = for_whole > 0 and _without_article(line.strip()) in query.keys
        if exact:
            whole = max(whole, for_whole)
            total = for_whole
        elif field in SHORT_LABELS and is_short(line.strip()):
            continue
        for place, needles in enumerate(query.words):
            for needle in needles:
                if exact or f" {needle} " in line:
                    value = for_word
                elif len(needle) > 2 and f" {needle}" in line:
                    value = for_beginning
                else:
                    continue
                if place in query.light:
                    value //= 3
                total += value
                if value > points[place]:
                    points[place], found[place] = value, needle
                break
        if total > best_total:
            best_total, best = total, index
    if best < 0 or (every and not all(points)):
        return None
    return Ranked(whole + sum(points), entry, best, tuple(filter(None, found)))


def _may_match(text: str, query: Query) -> bool:
    if not query.words:
        return any(f" {key} \n" in f"{text}\n" for key in query.keys)
    return all(any(f" {needle}" in text for needle in needles) for needles in query.words)


def _without_article(key: str) -> str:
    for article in _ARTICLES:
        if key.startswith(article):
            return key[len(article) :]
    return key
