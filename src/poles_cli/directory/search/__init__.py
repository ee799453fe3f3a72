"""Ranked search: words in, hits out, best first.

Every word of the query must be found, as a whole word or as the beginning of one, somewhere in an
entry: a pôle, a concept, a region, an example or the guide. `ranking` scores a match, `entries`
gives the texts of an entry. If nothing matches, other endings of the words are tried, then one typo
per word, then the entries that have most of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.suggest import check_text, check_word
from poles_cli.base.text import excerpt, fold
from poles_cli.directory.search.entries import KINDS, Entry
from poles_cli.directory.search.meanings import COMMON, MEANINGS, SUBJECT
from poles_cli.directory.search.ranking import NAMED, Needles, Query, Ranked, rank

EntriesOf = Callable[[str], Sequence[Entry]]  # the entries of one kind

_MOST_WORDS = 50  # of a query; no question has more, and each is looked for in every entry
# Spellings of a whole query to try as one name: enough for any real one, but limited.
_MOST_NAMES = 100
_FEW = 3  # with fewer hits, other endings of the words are tried too


class Hit(NamedTuple):
    """One entry that matched. An example has the slug of its pôle."""

    kind: str
    slug: str
    name: str
    english_name: str
    field: str
    match: str
    score: int

    @property
    def record(self) -> dict[str, str | int]:
        """Return the hit as a record, the same in every language."""
        return {
            "kind": self.kind,
            "slug": self.slug,
            "name": self.name,
            "field": self.field,
            "match": self.match,
            "score": self.score,
        }


class Found(NamedTuple):
    """Hits, best first, and their number before any limit.

    `spellings` are the words found instead of those typed, if there was a typo; `closest` are the
    nearest words among the directory's names, if there is no hit at all. `partial` is True if no
    entry has all of the words: the hits are those that have the most of them.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    spellings: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()
    partial: bool = False


def search(
    entries_of: EntriesOf, words: str, kind: str | None = None, limit: int | None = None
) -> Found:
    """Return the entries of one kind, or of all, that match `words`; at most `limit` hits.

    Words beyond the first 50 are ignored.

    Raises `PolesError` (usage) for a query without a word or an unknown kind.
    """
    check_text(words)
    typed = fold(words).split()[:_MOST_WORDS]
    if not typed:
        raise PolesError(
            USAGE,
            N_("There is no word to search for in “{word}”.")
            if words.strip()
            else N_("There is no word to search for."),
            N_("Type: poles search coopérative"),
            word=excerpt(words),
        )
    entries = [entry for name in _kinds(kind) for entry in entries_of(name)]
    asked = list(dict.fromkeys(word for word in typed if word not in COMMON))
    ranked = rank(entries, _as_typed(typed, asked))
    if not ranked and not asked:
        asked = list(dict.fromkeys(typed))
        ranked = rank(entries, _as_typed(typed, asked))
    if not ranked:
        return _less_strictly(entries, typed, asked, limit)
    if len(ranked) < _FEW and ranked[0].score < NAMED:
        shown = {id(hit.entry) for hit in ranked}
        others = rank(entries, _other_endings(typed, asked))
        ranked += [hit for hit in others if id(hit.entry) not in shown]
    return Found(_hits(ranked, limit), len(ranked))


def _as_typed(typed: Sequence[str], asked: Sequence[str]) -> Query:
    """Return the query in the typed words; the subject of a question may be a name."""
    names = {" ".join(typed), " ".join(asked), " ".join(_without_question(typed, asked))}
    return _query(names, [_needles(word) for word in asked])


def _other_endings(typed: Sequence[str], asked: Sequence[str]) -> Query:
    from poles_cli.directory.search.spelling import stem

    return _query({" ".join(typed)}, [(*_needles(word), stem(word)) for word in asked])


def _needles(word: str) -> Needles:
    """Return a word, and its synonyms in the entries."""
    return (word, *MEANINGS.get(word, MEANINGS.get(word.removesuffix("s"), ())))


def _without_question(typed: Sequence[str], asked: Sequence[str]) -> Sequence[str]:
    places = [place for place, word in enumerate(typed) if word in asked]
    return typed[places[0] : places[-1] + 1] if places else ()


def _query(names: set[str], words: list[Needles]) -> Query:
    """Return a query in which words of the subject count less, unless there are no others."""
    light = {place for place, (word, *_) in enumerate(words) if word in SUBJECT}
    return Query(names - {""}, words, light if len(light) < len(words) else set())


def _kinds(kind: str | None) -> Sequence[str]:
    if kind is None:
        return KINDS
    word = fold(kind)
    sentence = N_("There is no kind “{word}” to search in.")
    check_word(word, KINDS, sentence, N_("Type: poles search --help"))
    return (word,)


def _hits(ranked: Sequence[Ranked], limit: int | None) -> tuple[Hit, ...]:
    from poles_cli.directory.search.passage import passage

    return tuple(
        Hit(
            entry.kind,
            entry.slug,
            entry.name,
            entry.english_name,
            entry.fields[best],
            passage(entry.texts[best], found),
            score,
        )
        for score, entry, best, found in ranked[: None if limit is None else max(limit, 0)]
    )


def _less_strictly(
    entries: Sequence[Entry], typed: Sequence[str], asked: Sequence[str], limit: int | None
) -> Found:
    """Search with other endings of the words, then one typo, then for most of the words."""
    query = _other_endings(typed, asked)
    if ranked := rank(entries, query):
        return Found(_hits(ranked, limit), len(ranked))
    found = _nearly(entries, typed, asked, limit)
    if found.hits or len(asked) < 2:
        return found
    ranked = rank(entries, query, every=False)
    ranked = [hit for hit in ranked if len(hit.words) == len(ranked[0].words)]
    return Found(_hits(ranked, limit), len(ranked), partial=True) if ranked else found


def _nearly(
    entries: Sequence[Entry], typed: Sequence[str], asked: Sequence[str], limit: int | None
) -> Found:
    """Allow one typo per word; if that finds nothing, return the closest words without hits."""
    from poles_cli.directory.search.spelling import closest, is_known, respelled, vocabulary

    known = vocabulary(entries)
    strange = [word for word in asked if not is_known(word, known)]
    close = {word: respelled(word, known) for word in asked}
    # First respell the unknown words; if that finds nothing, also one other word.
    for doubted in (strange, *([*strange, word] for word in asked)):
        groups = {w: (w, *close[w]) if w in doubted else (w,) for w in asked}
        ranked = rank(entries, _query(_names(typed, groups), list(groups.values())))
        if ranked:
            return Found(_hits(ranked, limit), len(ranked), tuple(_spellings(ranked, asked)))
    return Found(closest=tuple(closest(entries, strange)))


def _names(typed: Sequence[str], groups: Mapping[str, Needles]) -> set[str]:
    """Return the spellings of the whole query, nearest to the typed one first."""
    from itertools import islice, product

    names = product(*(groups.get(word, (word,)) for word in typed))
    return {" ".join(name) for name in islice(names, _MOST_NAMES)}


def _spellings(ranked: Sequence[Ranked], asked: Sequence[str], count: int = 3) -> list[str]:
    """Return the words that were found instead of those typed, as the entries spell them."""
    from poles_cli.directory.search.passage import spelled

    found: dict[str, str] = {}
    for _, entry, _, words in ranked:
        for word in words:
            if word not in asked and word not in found:
                found[word] = next((s for t in entry.texts if (s := spelled(t, word))), word)
        if len(found) >= count:
            break
    return list(found.values())[:count]
