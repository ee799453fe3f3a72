"""Look up the words of a name: exact, shortened or damaged, beside a noun or a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from poles_cli.base.text import ARTICLES, words_of
from poles_cli.directory.places.candidates import Candidate, Candidates, of_kinds
from poles_cli.directory.places.designations import without_nouns
from poles_cli.directory.places.tables import Tables

MOST_NUMBERS = 3  # beside a name; each one doubles the ways to read it
SHORTENED = {
    "mt": "mont", "mts": "monts", "riv": "riviere", "pte": "pointe", "gde": "grande", "gd": "grand",
    "s": "sur", "nd": "notre dame",
}  # fmt: skip
_ISLES = {"isle": "ile", "ile": "isle"}
BEGINNINGS = ARTICLES | {"d", "mc"}  # of one word: « La Salle », « D'Israeli »
_GLUED_SAINT = re.compile(r"st(?=[a-z]{3})")  # « StJean », « Ste-Anne » without its dash


def plainly(words: Sequence[str], tables: Tables, most: int = MOST_NUMBERS) -> Candidates:
    """Return the places that a name means, alone or with a noun or `most` numbers beside it."""
    if candidates := tables.named(" ".join(words)):
        return candidates
    for number, rest, behind in ((words[0], words[1:], False), (words[-1], words[:-1], True)):
        if not most or not rest or not number.isdigit():
            continue
        if candidates := plainly(rest, tables, most - 1):
            note = behind and len(number) < 3
            return [one for one in candidates if note or _is_number_of(number, one)]
    for rest, kinds in without_nouns(words):
        number, *name = rest if rest[0].isdigit() else ("", *rest)
        candidates = tables.named(" ".join(name)) if name else tables.coded(number.zfill(2))
        if number and name:  # « RSS 07 Outaouais »; « région 5 », « MRC 460 » have no name
            candidates = [one for one in candidates if _is_number_of(number, one)]
        if candidates := of_kinds(candidates, kinds):
            return candidates
    return ()


def repaired(words: Sequence[str], tables: Tables) -> Candidates:
    """Return the places of a shortened or damaged name: « Mt-Royal », « Tuque La », « Val dOr »."""
    spelled = words_of(" ".join([SHORTENED.get(word, word) for word in words]))
    if spelled[:2] == ["n", "d"]:
        spelled[:2] = ["notre", "dame"]
    isles = [_ISLES.get(word, word) for word in spelled]
    inverted = [words[-1], *words[:-1]] if words[-1] in ARTICLES else words
    for other in (spelled, isles, inverted):
        if other != words and (candidates := plainly(other, tables)):
            return candidates
    for rest, kinds in ((words, ()), *without_nouns(words)):
        if candidates := of_kinds(_joined(rest, tables), kinds):
            return candidates
    return ()


def _joined(words: Sequence[str], tables: Tables) -> Candidates:
    """Return the places with the same letters, whatever spaces and apostrophes were lost.

    A one-word name is not split into short words: « À venir » is not L'Avenir.
    """
    letters = "".join(words)
    glued = _GLUED_SAINT.sub("saint", letters, count=1)
    names = tables.joined.get(letters) or tables.joined.get(glued, [])
    if len(words) > 1 and any(len(word) < 4 and word not in BEGINNINGS for word in words):
        names = [name for name in names if " " in name]
    return [one for name in names for one in tables.named(name)]


def _is_number_of(number: str, one: Candidate) -> bool:
    """Return True if a number beside a place is its code, its MRC's or its region's.

    Health regions have their own numbers: for a region or an area, any two digits are accepted.
    """
    record = one.record
    codes = {record["code"], record["region"]["code"], (record["mrc"] or record)["code"]}
    if number.lstrip("0") in {code.lstrip("0") for code in codes} or number[2:] in codes:
        return True
    return len(number) < 3 and record["kind"] in ("region", "area")
