"""From what a person typed to the one record meant, or to a refusal that helps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from poles_cli.base.errors import NOT_FOUND, USAGE, N_, PolesError
from poles_cli.base.text import name_key, one_line, plain, slugify
from poles_cli.records.model import Concept, Pole, Region, Source

Item = TypeVar("Item", Pole, Concept, Region, Source)


def matching(items: Iterable[Item], words: str) -> list[Item]:
    """Return the items that answer to `words`; an identity in full wins over any other name."""
    key = name_key(words)
    if not key:
        return []
    found = []
    for item in items:
        labels = item.labels()
        keys = [name_key(label) for label in labels]
        if keys[0] == key:
            return [item]
        if key in keys:
            found.append(item)
    return found


class Texts(NamedTuple):
    """What is said of a name that leads to no one item: ids of messages and of hints."""

    unknown: str  # nothing is close; `{word}`
    missing: str  # these are close; `{word}`, `{candidates}`
    ambiguous: str  # these all answer; `{word}`, `{candidates}`
    hint: str  # `{first}` of the candidates
    browse: str  # where there is none


POLE = Texts(
    N_("No pôle is called “{word}”."),
    N_("No pôle is called “{word}”. Closest: {candidates}."),
    N_("Several pôles are called “{word}”: {candidates}."),
    N_("Type: poles show {first}"),
    N_("Type: poles list"),
)
CONCEPT = Texts(
    N_("No concept is called “{word}”."),
    N_("No concept is called “{word}”. Closest: {candidates}."),
    N_("Several concepts are called “{word}”: {candidates}."),
    N_("Type: poles explain {first}"),
    N_("Type: poles explain"),
)
SOURCE = Texts(
    N_("No source has the id “{word}”."),
    N_("No source has the id “{word}”. Closest: {candidates}."),
    N_("Several sources have the id “{word}”: {candidates}."),
    N_("Type: poles sources {first}"),
    N_("Type: poles sources"),
)


def find(items: Sequence[Item], words: str, texts: Texts) -> Item:
    """Return the one item that answers to `words`.

    Raises `PolesError`: not found, with the closest candidates, when there is none or several;
    usage, when there is no word at all.
    """
    if not name_key(words):
        raise PolesError(USAGE, N_("The name is empty."), texts.browse)
    found = matching(items, words)
    if len(found) == 1:
        return found[0]
    candidates = [item.labels()[0] for item in found] or closest(items, words)
    if not candidates:
        raise PolesError(NOT_FOUND, texts.unknown, texts.browse, word=one_line(words))
    raise PolesError(
        NOT_FOUND,
        texts.ambiguous if found else texts.missing,
        texts.hint,
        word=one_line(words),
        candidates=", ".join(candidates),
        first=candidates[0],
    )


def check_word(word: str | None, known: Sequence[str], message: str, hint: str) -> None:
    """Refuse a word outside a vocabulary, with the words it holds; None is no word.

    `message` is an id with `{word}` and `{candidates}`. Raises `PolesError` (usage).
    """
    if word is not None and word not in known:
        raise PolesError(USAGE, message, hint, word=plain(word), candidates=", ".join(known))


def a_place(kind: str, message: str, name: str) -> PolesError:
    """Return the refusal of a `name` that leads to no pôle or region, but to a place."""
    hint = N_("Type: poles locate {first}")
    return PolesError(kind, message, hint, word=one_line(name), first=slugify(name))


def a_pole(kind: str, message: str, name: str, pole: Pole) -> PolesError:
    """Return the refusal of a `name` that leads to no place or region, but to a pôle."""
    return PolesError(
        kind, message, N_("Type: poles show {first}"), word=one_line(name), first=pole.slug
    )


def closest(items: Iterable[Item], words: str, count: int = 3) -> list[str]:
    """Return the identities closest to `words`, best first.

    A name that begins with the words, or that they begin with, comes before one that shares words,
    typos forgiven; among these the shortest comes first. Otherwise the spelling decides.
    """
    key = name_key(words)[:200]
    scored = []
    for item in items:
        labels = item.labels()
        if (best := max(_likeness(key, name_key(label)) for label in labels)) >= 0.6:
            scored.append((-best, labels[0]))
    return [identity for _, identity in sorted(scored)[:count]]


def _likeness(key: str, name: str) -> float:
    """Return how much two folded names are alike, from 0 to 1."""
    alike = _ratio(key, name)
    if len(key) > 3 and (f"{name} ".startswith(f"{key} ") or f"{key} ".startswith(f"{name} ")):
        return max(alike, 0.9 + 0.1 * _length_ratio(key, name))
    if len(key) > 3 and name.startswith(key):
        return max(alike, 0.8 + 0.1 * _length_ratio(key, name))
    wanted = [word for word in key.split() if len(word) > 3]
    known = name.split()
    shared = [word for word in wanted if any(_ratio(word, other) >= 0.8 for other in known)]
    if not shared:
        return alike
    return max(alike, 0.65 + 0.15 * len(shared) / len(wanted) + 0.1 * _length_ratio(key, name))


def _ratio(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0


def _length_ratio(one: str, other: str) -> float:
    return min(len(one), len(other)) / max(len(one), len(other), 1)
