"""Ranked search: words in, hits out, best first.

Every word of the query must be found, as a whole word or as the beginning of one, somewhere in
an entry: a pôle, a concept, a region, an example or the guide. `ranking` says what a match is
worth, `entries` what is read of an entry. If nothing matches, other endings of the words are tried,
then one typo per word, then the entries that have most of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.suggest import check_text, check_word
from poles_cli.base.text import excerpt, fold
from poles_cli.directory.search.entries import KINDS, Entry
from poles_cli.directory.search.ranking import Needles, Query, Ranked, rank

EntriesOf = Callable[[str], Sequence[Entry]]  # the entries of one kind

# Words too common to ask for; a query made of nothing else is looked up as a name first.
_COMMON = frozenset(
    (
        "a au aux avec avoir c ce ces cette chez comment d dans de des dire du elle en est et etre"
        " faire faut font il ils j je l la le les leur leurs ma mes mon n ne nos notre nous obtenir"
        " on ou par peut peux pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s"
        " sa se ses son sont sur ta te tes toi ton trouver tu un une veut veux vos votre vous"
        " an and are at by can do does find for from get has have how i in is it its me my need of"
        " or our should that the their there this to want we what when where which who why with"
        " you your"
    ).split()
)
# Spellings of a whole query that are tried as one name: enough for any real one, never a flood.
_MOST_NAMES = 100


class Hit(NamedTuple):
    """One entry that matched. An example bears the slug of the pôle that names it."""

    kind: str
    slug: str
    name: str
    english_name: str
    field: str
    match: str
    score: int

    @property
    def record(self) -> dict[str, str | int]:
        """The hit as data, the same in every language."""
        return {
            "kind": self.kind,
            "slug": self.slug,
            "name": self.name,
            "field": self.field,
            "match": self.match,
            "score": self.score,
        }


class Found(NamedTuple):
    """Hits, best first, and how many there were before any limit.

    `spellings` are the words found in place of those typed, where a typo was forgiven; `closest`
    are the nearest words among the directory's names, when there is no hit at all. `partial` is
    True if no entry has all of the words: the hits are those that have the most of them.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    spellings: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()
    partial: bool = False


def search(
    entries_of: EntriesOf, words: str, kind: str | None = None, limit: int | None = None
) -> Found:
    """Return what matches `words` among the entries of one kind, or of all; at most `limit` hits.

    Raises `PolesError` (usage) for a query without a word or an unknown kind.
    """
    check_text(words)
    typed = fold(words).split()
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
    asked = list(dict.fromkeys(word for word in typed if word not in _COMMON))
    ranked = rank(entries, _as_typed(typed, asked))
    if not ranked and not asked:
        asked = list(dict.fromkeys(typed))
        ranked = rank(entries, _as_typed(typed, asked))
    if ranked:
        return Found(_hits(ranked, limit), len(ranked))
    return _less_strictly(entries, typed, asked, limit)


def _as_typed(typed: Sequence[str], asked: Sequence[str]) -> Query:
    names = {" ".join(words) for words in (typed, asked) if words}
    return Query(names, [(word,) for word in asked])


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
        for score, entry, best, found in ranked[:limit]
    )


def _less_strictly(
    entries: Sequence[Entry], typed: Sequence[str], asked: Sequence[str], limit: int | None
) -> Found:
    """Return what has the words under other endings, or nearly, or most of them."""
    from poles_cli.directory.search.spelling import stem

    query = Query({" ".join(typed)}, [(word, stem(word)) for word in asked])
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
    """Forgive one typo per word; failing that, return the closest words, and no hit."""
    from poles_cli.directory.search.spelling import closest, is_known, respelled, vocabulary

    known = vocabulary(entries)
    strange = [word for word in asked if not is_known(word, known)]
    close = {word: respelled(word, known) for word in asked}
    # First the words that stand nowhere; then, if they were not the trouble, any of them.
    for doubted in (strange, asked):
        groups = {w: (w, *close[w]) if w in doubted else (w,) for w in asked}
        ranked = rank(entries, Query(_names(typed, groups), list(groups.values())))
        if ranked:
            return Found(_hits(ranked, limit), len(ranked), tuple(_spellings(ranked, asked)))
    return Found(closest=tuple(closest(entries, strange)))


def _names(typed: Sequence[str], groups: Mapping[str, Needles]) -> set[str]:
    """Return the spellings of the whole query, those nearest to what was typed first."""
    from itertools import islice, product

    names = product(*(groups.get(word, (word,)) for word in typed))
    return {" ".join(name) for name in islice(names, _MOST_NAMES)}


def _spellings(ranked: Sequence[Ranked], asked: Sequence[str], count: int = 3) -> list[str]:
    """Return the words that were found in place of those asked, as the entries spell them."""
    from poles_cli.directory.search.passage import spelled

    found: dict[str, str] = {}
    for _, entry, _, words in ranked:
        for word in words:
            if word not in asked and word not in found:
                found[word] = next((s for t in entry.texts if (s := spelled(t, word))), word)
        if len(found) >= count:
            break
    return list(found.values())[:count]
