"""From what a person typed to the one record meant, or to a refusal that helps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from poles_cli.errors import NOT_FOUND, USAGE, N_, PolesError
from poles_cli.model import Concept, Pole, Region, Source
from poles_cli.text import name_key, one_line

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


def find(
    items: Sequence[Item], words: str, *, missing: str, ambiguous: str, hint: str, browse: str
) -> Item:
    """Return the one item that answers to `words`.

    Raises `PolesError`: not found, with the closest candidates, when there is none or several;
    usage, when there is no word at all. The texts are message ids with `{word}`, `{candidates}` and
    `{first}`; `browse` is the hint where nothing is close.
    """
    if not name_key(words):
        raise PolesError(USAGE, N_("The name is empty."), browse)
    found = matching(items, words)
    if len(found) == 1:
        return found[0]
    candidates = [item.labels()[0] for item in found] or closest(items, words)
    raise PolesError(
        NOT_FOUND,
        ambiguous if found else missing,
        hint if candidates else browse,
        word=one_line(words),
        candidates=", ".join(candidates) or N_("none"),
        first=candidates[0] if candidates else "",
    )


def closest(items: Iterable[Item], words: str, count: int = 3) -> list[str]:
    """Return the identities closest to `words`, best first: close spellings, then shared words."""
    from difflib import SequenceMatcher

    key = name_key(words)[:200]
    wanted = {word for word in key.split() if len(word) > 3}
    matcher = SequenceMatcher(b=key, autojunk=False)
    scored = []
    for item in items:
        labels = item.labels()
        best = 0.0
        for label in labels:
            label_key = name_key(label)
            matcher.set_seq1(label_key)
            score = matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0
            if wanted & set(label_key.split()):
                score = max(score, 0.9)
            elif len(key) > 3 and (label_key.startswith(key) or key.startswith(label_key + " ")):
                score = max(score, 0.95)
            best = max(best, score)
        if best >= 0.6:
            scored.append((-best, labels[0]))
    return [identity for _, identity in sorted(scored)[:count]]
