"""Read a cell of a public file: its names, scope, designation, postal code, province and street.

docs/places.md has the grammar, with tested examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poles_cli.base.text import words_of
from poles_cli.directory.places.addresses import (
    PROVINCE,
    is_address,
    is_elsewhere,
    is_street,
    town_behind,
    without_numbers,
)
from poles_cli.directory.places.candidates import (
    ELSEWHERE,
    NOTHING,
    Candidate,
    Candidates,
    Reading,
    meet,
    of_kinds,
)
from poles_cli.directory.places.codes import OURS, POSTAL, PREFIX, prefix_of
from poles_cli.directory.places.designations import LINKS, Kinds, noun_alone
from poles_cli.directory.places.names import plainly, repaired
from poles_cli.directory.places.tables import Tables

MOST_PARTS = 24
MOST_WORDS = 24  # of one part
_REMEMBERED = 1 << 14  # parts in the cache: towns repeat, streets do not

_SEPARATOR = re.compile(r"([,;|\n\t\r()\[\]{}]|\s[-–—]+\s|:\s|/|\s{3,})")
_LABEL = re.compile(r"\s*\(?\d{1,7}\s*[-–—.:_)]+\s*(?=[^\d\s])")
_ON = re.compile(r"\bs/ ?")  # « St-Jean s/ Richelieu »
_NUMERALS = {"2": "deux", "3": "trois", "7": "sept"}
_NUMBERED = ("montagnes", "rivieres", "iles")
_NUMERAL = re.compile(rf"\b([237])(?=[ -](?:{'|'.join(_NUMBERED)})\b)")
_COUNTRY = re.compile(r"\b(qc[\s,.]+)ca(?:n\.?)?\s*$")  # « CA » alone may be California
_PROVINCE_BEHIND = re.compile(r"(.*?[^\s.])(?:[\s.]+(?:qc|pq|p\.\s?q|que|quebec|canada))+[\s.]*$")
JOINED_TO = (" de", " of", " du")  # « rue du Faubourg de Québec » does not name the province
_GLUED_NOTE = re.compile(r"([a-z]{2,})\d{1,2}")


class _Part(NamedTuple):
    """One part of a cell between separators."""

    kind: str  # name, unknown, address, number, noun, article, province, city, elsewhere
    words: Sequence[str] = ()
    candidates: Candidates = ()
    piece: str = ""  # the text of an address, for the town that may follow the street
    kinds: Kinds = ()


def read(letters: str, tables: Tables) -> Reading:
    """Return the places that a cell names; `letters` are its text after `plain_letters`."""
    postal, letters, foreign = _postal(letters, tables)
    if foreign:
        return ELSEWHERE
    if any(noun in letters for noun in _NUMBERED):
        letters = _NUMERAL.sub(lambda found: _NUMERALS[found[0]], letters)
    if letters.rstrip(" .").endswith(("ca", "can")):
        letters = _COUNTRY.sub(r"\1canada", letters)
    if "s/" in letters:
        letters = _ON.sub("sur ", letters)
    if label := _LABEL.match(letters):
        letters = letters[label.end() :]
    parts = _parts(letters, tables)
    if "elsewhere" in [part.kind for part in parts]:
        return ELSEWHERE
    named, scoped = _place(parts, tables, postal)
    if not postal:
        return Reading(named, "scope" if scoped else "name") if named else NOTHING
    candidates = meet(named, postal)
    if not named or len(candidates) != len(named):
        return Reading(candidates, "postal")
    return Reading(candidates, "scope" if scoped else "name")


def _postal(letters: str, tables: Tables) -> tuple[Candidates, str, bool]:
    """Return the places of a cell's postal codes, the cell without them, and if one is foreign."""
    candidates: list[Candidate] = []
    foreign = False
    for found in POSTAL.finditer(letters):
        if prefix := prefix_of(found):
            candidates += tables.prefixed(prefix)
            foreign |= not candidates and prefix[0] not in OURS
            letters = letters.replace(found[0], " , ")
    words = [] if candidates else letters.rsplit(None, 1)
    if len(words) == 2 and PREFIX.fullmatch(words[1]):
        candidates += (held := tables.prefixed(words[1]))
        foreign |= not held and words[1][0] not in OURS
        letters = words[0]
    return candidates, letters, foreign


def _parts(letters: str, tables: Tables) -> list[_Part]:
    """Return the parts of a cell, grouped by kind."""
    pieces = _SEPARATOR.split(letters)[: 2 * MOST_PARTS]
    parts: list[_Part] = []
    before = ""
    for place in range(0, len(pieces), 2):
        piece, before = before + pieces[place], ""
        if not piece or piece.isspace():
            continue
        number = piece.strip()
        if len(number) < 6 and number.isdigit() and pieces[place + 1 : place + 2] == [","]:
            before = f"{number} "  # a civic number, or a code, before what it numbers
            continue
        inner = place > 0 and pieces[place - 1] in "([{"
        key = (piece, inner, not parts)
        known = tables.pieces.get(key)
        if known is None:
            known = [*_read_part(piece, tables, inner=inner, first=not parts)]
            if len(tables.pieces) >= _REMEMBERED:
                tables.pieces.clear()
            tables.pieces[key] = known
        parts += known
    return parts


def _read_part(piece: str, tables: Tables, *, inner: bool, first: bool) -> Iterator[_Part]:
    """Yield a part with its kind, and the province that it ends with; nothing for an empty part."""
    words = words_of(piece)[:MOST_WORDS]
    if not words:
        return
    if "".join(words).isdigit():
        yield _Part("number")
        return
    if found := _GLUED_NOTE.fullmatch(words[-1]):
        words = [*words[:-1], *words_of(found[1])]
    foreign = is_elsewhere(" ".join(words))
    if foreign and not inner:
        yield _Part("elsewhere")
        return
    end = 0 if PROVINCE.issuperset(words) else len(words)
    candidates: Candidates = ()
    numbered = words[0][0].isdigit() and is_street(without_numbers(words), tables.first_words)
    while end and (numbered or not (candidates := plainly(words[:end], tables))):
        if words[end - 1] not in PROVINCE:
            break
        end -= 1
    name, province = words[:end], words[end:]
    if name and province and not candidates:
        piece, name = _without_province(piece, words)
        province = words[len(name) :]
    if candidates:
        yield _Part("name", name, candidates)
    elif name:
        yield _freely(name, piece, tables, first=first, foreign=foreign)
    if province:  # after a name or a street, « Québec » alone is the province
        city = "quebec" in province and not inner and (not name or len(province) > 1)
        yield _Part("city" if city else "province", province)


def _without_province(piece: str, words: list[str]) -> tuple[str, list[str]]:
    """Return a part without the province after it, its text and its words.

    If that is part of a street's name, keep it: « rue du Pont-de-Québec », « rue Québec ».
    """
    behind = _PROVINCE_BEHIND.match(piece)
    name = words_of(behind[1])[: len(words)] if behind else []
    street = without_numbers(name)
    if not behind or behind[1].endswith(JOINED_TO) or (len(street) == 1 and is_address(street)):
        return piece, words
    return behind[1], name


def _freely(
    words: Sequence[str], piece: str, tables: Tables, *, first: bool, foreign: bool
) -> _Part:
    """Return the kind of a part that is not an exact name."""
    street = without_numbers(words)
    if street and is_address(street):
        return _Part("address", words, (), piece)
    if not first and all(word in LINKS for word in words):
        return _Part("article", words)
    if (kinds := noun_alone(words, short=not first)) is not None:
        return _Part("noun", words, kinds=kinds)
    if foreign:
        return _Part("elsewhere")
    if candidates := repaired(words, tables):
        return _Part("name", words, candidates)
    return _Part("address" if len(street) < len(words) else "unknown", words, (), piece)


def _place(parts: Sequence[_Part], tables: Tables, postal: Candidates) -> tuple[Candidates, bool]:
    """Return the places that the parts name together, and True if one narrowed another."""
    groups: list[list[Candidates]] = [[]]  # the names between one address and the next
    kinds: Kinds = ()
    for place, part in enumerate(parts):
        last = groups[-1]
        if part.kind == "address":
            groups.append([])
        elif part.kind in ("name", "unknown"):
            last.append(of_kinds(part.candidates, kinds))
            kinds = ()
        elif part.kind == "noun" and last:
            last[-1] = of_kinds(last[-1], part.kinds)
        elif part.kind == "noun":
            kinds = part.kinds
        elif part.kind == "article" and last and parts[place - 1].kind in ("name", "unknown"):
            last[-1] = tables.named(" ".join((part.words[0], *parts[place - 1].words))) or last[-1]
    before, *after = groups
    names = [candidates for group in after for candidates in group]
    if not names and after and (behind := _behind(parts, tables, postal)):
        names = [behind]
    if not names and not any(before) and "city" in [part.kind for part in parts]:
        return (_city(parts, tables, postal) if after or not before else ()), False
    return _narrowed(names or before)


def _city(parts: Sequence[_Part], tables: Tables, postal: Candidates) -> Candidates:
    """Return the city of Québec, or nothing if « Québec » is the province."""
    if sorted(word for part in parts for word in part.words) == ["canada", "quebec"]:
        return ()
    city = tables.named("quebec")
    return [one for one in city if not postal or any(one.within(other) for other in postal)]


def _behind(parts: Sequence[_Part], tables: Tables, postal: Candidates) -> Candidates:
    """Return the last town in an address that has no comma before it."""
    for place in range(len(parts) - 1, -1, -1):
        after = parts[place + 1].kind if place + 1 < len(parts) else ""
        sure = parts[place].kind == "address" and (postal or after in ("province", "city"))
        if towns := town_behind(parts[place].piece, tables.named, postal) if sure else ():
            return towns
    return ()


def _narrowed(names: Sequence[Candidates]) -> tuple[Candidates, bool]:
    """Narrow each name by the one after it; the last one must be known."""
    if not names or not names[-1]:
        return (), False
    candidates, scoped = names[-1], False
    for wider in reversed(names[:-1]):
        if wider:
            narrower = meet(wider, candidates)
            scoped |= len(narrower) != len(wider)
            candidates = narrower
    return candidates, scoped
