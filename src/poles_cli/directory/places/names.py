"""What a person may mean by a place's name: a code, a postal prefix, a name as people write it."""

from __future__ import annotations

from collections.abc import Iterator

from poles_cli.base.text import ARTICLES, name_key

MUNICIPAL = ("municipality", "indigenous", "unorganized")
FORMER = ("borough", "merged", "renamed", "former", "locality")
KINDS = (*MUNICIPAL, *FORMER, "mrc", "region", "postal")

LONGEST_NAME = 200  # characters; nothing longer is a name

_PLACES = (*MUNICIPAL, *FORMER)
# A leading common noun says which kind is meant: « MRC de Rouville », « Ville de Montréal ».
_NOUNS = {
    "mrc": ("mrc",),
    "agglomeration": ("mrc",),
    "region": ("region",),
    "arrondissement": ("borough",),
    **dict.fromkeys(("ville", "municipalite", "paroisse", "canton", "village"), _PLACES),
}
_LINKS = frozenset(("l", "la", "le", "les", "de", "du", "des", "d"))
_PROVINCE = frozenset(("qc", "pq", "quebec", "canada"))


def readings(query: str, *, whole: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield `(key, kinds)` from the plainest reading of `query` to the freest.

    `kinds` are those the reading is about, empty for any. The first reading is the name as it
    stands; the others spell out « N.-D. », drop a leading common noun or a trailing article, and,
    unless the `whole` must be a name, a trailing province.
    """
    if len(query) > LONGEST_NAME:
        return
    key = name_key(query)
    if not key:
        return
    yield key, ()
    words = key.split()
    if words[:2] == ["n", "d"] or words[0] == "nd":
        words[: 1 if words[0] == "nd" else 2] = ["notre", "dame"]
        yield " ".join(words), ()
    yield from _without_noun(words)
    if len(words) > 1 and words[-1] in ARTICLES:  # « Tuque (La) », as indexes have it
        yield " ".join(words[:-1]), ()
    if whole:
        return
    # One word at a time, and never all of them: « Québec (Québec) » is a city in its province.
    while len(words) > 1 and words[-1] in _PROVINCE:
        words = words[:-1]
        yield " ".join(words), ()
        yield from _without_noun(words)


def _without_noun(words: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    kinds = _NOUNS.get(words[0])
    if kinds is None:
        return
    for start in range(1, len(words)):  # « MRC de La Mitis », but « MRC des Chenaux » : Des Chenaux
        yield " ".join(words[start:]), kinds
        if words[start] not in _LINKS:
            break


def geographic_code(query: str) -> str:
    """Return the code that `query` is: 5 digits, or 3, or 2 (a region's); empty for none.

    A census subdivision's seven digits (`2423027`) are a municipality's five after Québec's `24`.
    """
    code = query.strip()
    if not (code.isascii() and code.isdigit()):
        return ""
    if len(code) == 7 and code.startswith("24"):
        return code[2:]
    if len(code) <= 2:
        return code.zfill(2)
    return code if len(code) in (3, 5) else ""


def postal_prefix(key: str) -> str:
    """Return the folded prefix (`g5l`) of a folded postal code, whole or prefix; empty for none."""
    code = key.replace(" ", "")
    if len(code) not in (3, 6):
        return ""
    shape = "".join("9" if c.isdigit() else "a" for c in code)
    return code[:3] if "a9a9a9".startswith(shape) else ""
