"""Suggest close names for an unknown word, and build the one error that offers them.

Every command, option, format, field, name and place goes through here, so that typos get the same
treatment everywhere, and a word that resembles nothing gets no false suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from poles_cli.base.errors import USAGE, Message, N_, PolesError
from poles_cli.base.text import excerpt, fold

LONGEST = 100  # letters of a word that are compared: no name is longer
LISTED = 40  # words of a vocabulary that one message lists
_SHORTEST = 3  # letters of a word that may be part of a name

_CLOSEST = N_("{sentence} Closest: {candidates}.")
_KNOWN = N_("{sentence} Known: {known}.")
_BOTH = N_("{sentence} Closest: {candidates}. Known: {known}.")

Rank = tuple[int, int]


def check_text(value: object) -> None:
    """Raise `PolesError` (usage) for None, a number or anything else that is not text."""
    if not isinstance(value, str):
        raise PolesError(
            USAGE,
            N_("A text is expected, not {value}."),
            N_("Write a name or a code between quotes."),
            value=repr(value)[:40],
        )


def check_texts(values: object) -> None:
    """Raise `PolesError` (usage) for anything but several values: for one text too."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise PolesError(
            USAGE,
            N_("Several texts are expected, not {value}."),
            N_("Write them in a list, even if there is only one."),
            value=repr(values)[:40],
        )


def check_word(word: str | None, known: Sequence[str], sentence: Message, hint: str) -> None:
    """Raise `PolesError` (usage) if `word` is not in the vocabulary `known`; None passes."""
    if word is not None and word not in known:
        raise unknown(sentence, word, known, hint)


def unknown(
    sentence: Message,
    word: str,
    known: Sequence[str],
    hint: str,
    *,
    close: Sequence[str] | None = None,
    listed: bool = True,
    otherwise: str | None = None,
    kind: str = USAGE,
    **values: object,
) -> PolesError:
    """Return the error for a `word` that is not in `known`.

    Its message is `sentence`, a message id that quotes `{word}`; then the closest words, computed
    here unless the caller gives them; then, if `listed`, the vocabulary. `hint` may name the
    `{first}` of these words; `otherwise` is the hint if nothing is close.
    """
    close = suggest(word, known) if close is None else close
    if close:
        message = _BOTH if listed else _CLOSEST
    else:
        message = _KNOWN if listed else sentence
        hint = hint if otherwise is None else otherwise
    facts: dict[str, object] = {
        "sentence": sentence,
        "word": excerpt(word),
        "candidates": ", ".join(close),
        "known": ", ".join([*known[:LISTED], *["…"] * (len(known) > LISTED)]),
        "first": quoted(next(iter([*close, *known[:1]]), "")),
    }
    return PolesError(kind, message, hint, **facts | values)


def quoted(word: str) -> str:
    """Return a word for a command to type: in quotes if a shell would read anything else in it."""
    safe = word.replace("'", "'\\''")
    return f"'{safe}'" if re.search(r"[\s$`\"'\\;&|<>()*?!#~\[\]{}]", word) else word


def suggest(word: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the names closest to `word`, in any spelling, best first; see `closest`."""
    return closest(fold(word[:LONGEST]), ((fold(name), name) for name in names), count)


def closest(key: str, names: Iterable[tuple[str, str]], count: int = 3) -> list[str]:
    """Return the suggestions for the names closest to a folded word, best first; [] if none.

    `names` are pairs: a folded name, and its suggestion. First come names that contain the word or
    begin with it, then those it begins with, then those in which at most one letter of three
    differs; if there are none, names that have all its long words, allowing for typos.
    """
    key = key[:LONGEST]
    pairs = [*names]
    return (_best(pairs, _by_name(key)) or _best(pairs, _by_words(key)))[:count]


def _best(pairs: Iterable[tuple[str, str]], rank_of: Callable[[str], Rank | None]) -> list[str]:
    ranks: dict[str, Rank] = {}
    for name, offered in pairs:
        rank = rank_of(name)
        if rank is not None and (offered not in ranks or rank < ranks[offered]):
            ranks[offered] = rank
    return sorted(ranks, key=ranks.__getitem__)


def _by_name(key: str) -> Callable[[str], Rank | None]:
    """Return the function that ranks a name as a whole, None if it is not like `key`."""
    edits = _edits_from(key)
    long_enough = len(key) >= _SHORTEST

    def rank_of(name: str) -> Rank | None:
        if long_enough and key in name:
            if f" {key} " in f" {name} ":
                return (0 if name.startswith(key) else 1), len(name)
            if name.startswith(key):
                return 3, len(name)
        if len(name) > _SHORTEST and key.startswith(f"{name} "):
            return 2, -len(name)
        distance = edits(name)
        return None if distance is None else (4, distance)

    return rank_of


def _by_words(key: str) -> Callable[[str], Rank | None]:
    """Return the function that ranks a name by the long words of `key` that it has."""
    # Several names share words, so the edits to each word are counted once.
    wanted = [cache(_edits_from(word)) for word in key.split() if len(word) > _SHORTEST]

    def rank_of(name: str) -> Rank | None:
        words = name.split()
        if wanted and all(any(edits(w) is not None for w in words) for edits in wanted):
            return 5, len(name)
        return None

    return rank_of


def _edits_from(key: str) -> Callable[[str], int | None]:
    """Return the function that counts the edits from `key` to a name, None for too many.

    An edit changes, adds, drops or swaps letters; at most one letter of three may be touched. The
    method is Myers' with Hyyrö's swaps (2003): the column of the usual table is two integers, so
    that each letter of the name takes a dozen operations whatever the length of `key`.
    """
    limit = len(key) // 3
    letters = set(key)
    masks: dict[str, int] = {}
    for place, letter in enumerate(key):
        masks[letter] = masks.get(letter, 0) | 1 << place
    full = (1 << len(key)) - 1
    last = full ^ full >> 1

    def edits(name: str) -> int | None:
        if abs(len(name) - len(key)) > limit or len(letters.difference(name)) > limit:
            return None
        up, down, same, before, distance = full, 0, 0, 0, len(key)
        for letter in name:
            here = masks.get(letter, 0)
            swapped = (~same & here) << 1 & before
            same = ((here & up) + up ^ up | here | down | swapped) & full
            rise, fall = down | ~(same | up) & full, same & up
            distance += bool(rise & last) - bool(fall & last)
            rise, fall = rise << 1 | 1, fall << 1
            up, down, before = (fall | ~(same | rise)) & full, rise & same, here
        return distance if distance <= limit else None

    return edits
