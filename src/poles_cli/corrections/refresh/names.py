"""The names of a pôle, to distinguish its site from another's and its mailbox from a person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from poles_cli.base.text import fold
from poles_cli.records.model import Pole, Region

# Words that most names of pôles have in common: none of them identifies a pôle.
_COMMON = frozenset(
    "pole poles regional regionale comite conseil table reseau regroupement cooperative d de des"
    " du la le les l en et economie sociale social entrepreneuriat collectif entreprises entreprise"
    " solidarite concertation developpement region of the economy".split()
)
THEMES = (
    "économie sociale", "entrepreneuriat collectif", "entreprises collectives",
    "entreprise collective", "social economy", "collective entrepreneurship",
    "collective enterprises",
)  # fmt: skip
_SHARED = frozenset(("CRES", "PRES"))  # acronyms that several pôles have had
_KINDS = ("pole", "economiesociale", "es", "entrepreneuriatcollectif", "socialeconomy")
_CAPITALS = re.compile(r"\b[^\W_]{2,12}\b")
_WIDE = "quebec"  # said about every pôle: identifies none


class Names(NamedTuple):
    """The words of one pôle.

    `tails` and `acronyms`, next to a theme, identify it: each folded, with its spelling. `titles`
    are possible names of its domain, a mailbox or a social page, without spaces; `words` are all
    the words of its names.
    """

    tails: Mapping[str, str]
    acronyms: Mapping[str, str]
    titles: frozenset[str]
    words: frozenset[str]

    def have(self, name: str) -> bool:
        """Return True if the name of a social page or a domain contains one of the pôle's."""
        return any(title in compact(name) for title in self.titles if len(title) > 3)

    def are(self, name: str) -> bool:
        """Return True if a word is the pôle's whole name, or that of its region."""
        return name in self.titles or name in map(compact, self.tails)


def names_of(pole: Pole, regions: Iterable[Region]) -> Names:
    """Return the names of a pôle; `regions` are those that no other pôle serves."""
    labels = [*pole.labels()[1:], *(word for region in regions for word in region.labels()[1:])]
    labels.reverse()  # of two spellings of a name, the first is kept
    acronyms = {compact(label).upper(): label for label in labels if _short(label)}
    tails = dict(_tail(label) for label in labels if not _short(label))
    tails = {key: tail for key, tail in tails.items() if key and key != _WIDE}
    titles = {compact(label) for label in pole.labels()[1:]} | {
        kind + compact(tail) for kind in _KINDS for tail in tails
    }
    return Names(
        tails,
        {name: label for name, label in acronyms.items() if name not in _SHARED},
        frozenset(titles),
        frozenset(word for label in labels for word in fold(label).split()),
    )


def spoken(names: Names, others: Iterable[Names], title: str, text: str) -> str:
    """Return the words of a site that mention the pôle, empty if none do.

    They are a theme of the social economy, and a name that identifies this pôle: in the title, or
    more often than any of the `others`, so that a list of all the pôles is not taken for the site
    of one.
    """
    folded = f" {fold(text)} "
    theme = next((theme for theme in THEMES if f" {fold(theme)} " in folded), "")
    words = _spoken(names, text)
    if not theme or not words:
        return ""
    identified = _spoken(names, title) or all(
        len(_spoken(one, text)) < len(words) for one in others
    )
    return f"{theme}, {words[0]}" if identified else ""


def _spoken(names: Names, text: str) -> list[str]:
    """Return the words of a text that identify a pôle, with repeats."""
    # Two spaces between words, one for each word, so that « Estrie, Estrie » counts twice.
    folded = f" {fold(text)} ".replace(" ", "  ")
    capitals = (fold(word).upper() for word in _CAPITALS.findall(text) if word.isupper())
    acronyms = [names.acronyms[word] for word in capitals if word in names.acronyms]
    keys = {key.replace(" ", "  "): tail for key, tail in names.tails.items()}
    tails = [[tail] * folded.count(f" {key} ") for key, tail in keys.items()]
    longest = max(tails, key=lambda one: (len(one), len("".join(one[:1]))), default=[])
    return acronyms + longest


def compact(text: str) -> str:
    """Return text folded and without spaces, as in a domain."""
    return fold(text).replace(" ", "")


def _short(label: str) -> bool:
    """Return True for an acronym: one word, most of its letters capitals."""
    return " " not in label and sum(c.isupper() for c in label) > len(label) / 2


def _tail(label: str) -> tuple[str, str]:
    """Return the part of a name from its first distinctive word on: folded, and as written."""
    for match in re.finditer(r"[^\W_]+", label):
        if fold(match[0]) not in _COMMON:
            key = fold(label[match.start() :])
            return (key, label[match.start() :]) if len(key) > 3 else (fold(label), label)
    return "", ""
