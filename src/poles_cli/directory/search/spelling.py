"""Allow one typo per word, and find the closest words if that finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poles_cli.directory.search.entries import SHORT_LABELS, Entry, is_short

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SHORTEST = 4


_ENDINGS = (
    "ements", "ations", "ement", "ation", "ings", "ing", "ers", "ees", "er", "ee", "ez", "es", "e",
    "s",
)  # fmt: skip


def stem(word: str) -> str:
    """Return the stem that a folded word shares with its other forms: four letters or more.

    >>> stem("financer"), stem("financement"), stem("lends")
    ('financ', 'financ', 'lend')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST:
            return word.removesuffix(ending)
    return word


def vocabulary(entries: Iterable[Entry]) -> set[str]:
    """Return every word of `entries`, folded; acronyms of two to four letters are not words."""
    known: set[str] = set()
    for entry in entries:
        for field, line in zip(entry.fields, entry.folded.split("\n"), strict=True):
            if not (field in SHORT_LABELS and is_short(line.strip())):
                known.update(line.split())
    return known


def is_known(word: str, known: set[str]) -> bool:
    """Return True if `word` is a known word, or the beginning of one."""
    return word in known or any(other.startswith(word) for other in known)


def respelled(word: str, known: set[str]) -> list[str]:
    """Return the known words one insertion, deletion, substitution or swap away, in their order.

    Words of fewer than four letters are taken as typed. The cost depends on the length of `word`,
    not on the number of known words.
    """
    if len(word) < _SHORTEST or len(word) > max(map(len, known), default=0) + 1:
        return []
    return sorted((_one_edit(word) & known) - {word})


def _one_edit(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    edits = {left + right[1:] for left, right in cuts if right}
    edits.update(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    for letter in _LETTERS:
        edits.update(left + letter + right[1:] for left, right in cuts if right)
        edits.update(left + letter + right for left, right in cuts)
    return edits


def closest(entries: Iterable[Entry], words: Sequence[str], count: int = 3) -> list[str]:
    """Return the words of the entries' names closest to `words`, best first for each."""
    from poles_cli.base import suggest
    from poles_cli.base.text import fold

    names: dict[str, str] = {}
    for entry in entries:
        for name in (entry.name, entry.english_name):
            for word in name.lower().replace("'", " ").replace("’", " ").split():
                if len(key := fold(word)) >= _SHORTEST:
                    names.setdefault(key, word.strip("«»(),.;:"))
    found: list[str] = []
    for word in words[:count]:
        found += suggest.closest(word, names.items())
    return list(dict.fromkeys(found))[:count]
