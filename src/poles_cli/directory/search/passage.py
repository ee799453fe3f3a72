"""Cut the passage that matched to one line that shows the match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from poles_cli.base.text import fold, one_line

LENGTH = 160
_BEFORE = 50


def passage(text: str, words: Sequence[str]) -> str:
    """Return at most 160 characters of `text` around the first of `words`, cut between words.

    `…` marks each cut. `words` are folded; each may be the beginning of a word of the text.
    """
    text = one_line(text)
    if len(text) <= LENGTH:
        return text
    start = next((at for at, word in _words(text) if _begins(word, words)), 0)
    left = max(0, min(start - _BEFORE, len(text) - LENGTH + 1))
    if left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else start
    room = LENGTH - bool(left)
    if len(text) - left <= room:
        return "…" + text[left:]
    right = left + room - 1
    space = text.rfind(" ", start, right + 1)
    right = space if space > start else right
    return ("…" if left else "") + text[left:right].rstrip() + "…"


def spelled(text: str, folded: str) -> str:
    """Return the word of `text` that folds to `folded`, in small letters, or nothing."""
    return next((word.lower() for _, word in _words(text) if folded in fold(word).split()), "")


def _begins(word: str, words: Sequence[str]) -> bool:
    return any(part.startswith(tuple(words)) for part in fold(word).split())


def _words(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer("[\\w\u0300-\u036f]+", text):
        yield match.start(), match.group()
