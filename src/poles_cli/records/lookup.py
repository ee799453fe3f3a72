"""Find the one record that a user means, or raise an error that helps."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from poles_cli.base import suggest
from poles_cli.base.errors import NOT_FOUND, USAGE, Message, N_, PolesError
from poles_cli.base.text import argument, excerpt, name_key
from poles_cli.records.model import Concept, Pole, Region, Source

Item = TypeVar("Item", Pole, Concept, Region, Source)


def matching(items: Iterable[Item], words: str) -> list[Item]:
    """Return the items called `words`; a complete identifier wins over any other name."""
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


# « Pôle régional d'économie sociale de la … », folded; every part except the first is optional, and
# « du Québec » names no region. It is compiled when a name is first looked for.
_COMMON_FORM = (
    "pole (?:regional )?(?:(?:d|de l|en) )?(?:economie sociale )?"
    "(?:(?:de la|de l|des|de|du(?! quebec$)|d) )?(.+)"
)


def served(poles: Iterable[Pole], regions: Iterable[Region], words: str) -> list[Pole]:
    """Return the active pôles that `words` name by their territory: « Pôle … de l'Estrie »."""
    if not (place := _place(words)):
        return []
    active = [pole for pole in poles if pole.status == "active"]
    named = [pole for pole in active if place in map(_place_or_name, pole.labels())]
    codes = {region.code for region in matching(regions, place)}
    return named or [
        pole for pole in active if pole.kind == "regional" and codes & set(pole.regions)
    ]


def _place(words: str) -> str:
    """Return the folded place of a name of the common form; empty for any other name."""
    match = re.fullmatch(_COMMON_FORM, name_key(words))
    return match[1] if match else ""


def _place_or_name(label: str) -> str:
    return _place(label) or name_key(label)


class Texts(NamedTuple):
    """The messages and hints for a name that leads to no single item."""

    unknown: Message  # `{word}`
    ambiguous: str  # several items match; `{word}`, `{candidates}`
    hint: str  # `{first}` of the candidates
    browse: str  # if there is none


POLE = Texts(
    N_("No pôle is called “{word}”."),
    N_("Several pôles are called “{word}”: {candidates}."),
    N_("Type: poles show {first}"),
    N_("Type: poles list"),
)
CONCEPT = Texts(
    N_("No concept is called “{word}”."),
    N_("Several concepts are called “{word}”: {candidates}."),
    N_("Type: poles explain {first}"),
    N_("Type: poles explain"),
)
SOURCE = Texts(
    N_("No source has the id “{word}”."),
    N_("Several sources have the id “{word}”: {candidates}."),
    N_("Type: poles sources {first}"),
    N_("Type: poles sources"),
)


def find(items: Sequence[Item], words: str, texts: Texts) -> Item:
    """Return the one item called `words`.

    Raises `PolesError`: not found, with the closest candidates, if there is none or several; usage,
    if there is no word at all.
    """
    if not name_key(words):
        raise PolesError(USAGE, N_("The name is empty."), texts.browse)
    found = matching(items, words)
    if not found:
        close = closest(items, words)
        raise suggest.unknown(
            texts.unknown, words, (), texts.hint,
            close=close, listed=False, otherwise=texts.browse, kind=NOT_FOUND,
        )  # fmt: skip
    return one(found, words, texts)


def one(found: Sequence[Item], words: str, texts: Texts) -> Item:
    """Return the only item in `found`; raise `PolesError` (not found) for several."""
    if len(found) == 1:
        return found[0]
    names = [item.labels()[0] for item in found]
    raise PolesError(
        NOT_FOUND,
        texts.ambiguous,
        texts.hint,
        word=excerpt(words),
        candidates=", ".join(names),
        first=names[0],
    )


def a_place(kind: str, message: str, name: str) -> PolesError:
    """Return the error for a `name` that is a place, but not a pôle or region."""
    hint = N_("Type: poles locate {first}")
    return PolesError(kind, message, hint, word=excerpt(name), first=argument(name))


def a_pole(kind: str, message: str, name: str, pole: Pole) -> PolesError:
    """Return the error for a `name` that is a pôle, but not a place or region."""
    return PolesError(
        kind, message, N_("Type: poles show {first}"), word=excerpt(name), first=pole.slug
    )


def closest(items: Iterable[Item], words: str) -> list[str]:
    """Return the identities of the items whose names are closest to `words`, best first."""
    every = (item.labels() for item in items)
    names = ((name_key(label), labels[0]) for labels in every for label in labels)
    return suggest.closest(name_key(words), names)
