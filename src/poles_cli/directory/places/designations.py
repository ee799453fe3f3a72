"""The common nouns around a place's name, in French and in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.text import ARTICLES
from poles_cli.rules.vocabularies import FORMER, MUNICIPAL, OTHER_NAMES

Kinds = Sequence[str]

_TOWN = (*MUNICIPAL, *FORMER, *OTHER_NAMES)
_MRC = ("mrc", "former-mrc")
_REGION = ("region", "area")
_BOROUGH = ("borough", "neighbourhood")
_NATION = ("indigenous",)
_LAND = ("indigenous", "")  # or any kind: lands and unorganized territories change status
_UNORGANIZED = ("unorganized", "")
_ANY: Kinds = ()

# Each noun, or nouns in a row, with the kinds of place it means.
NOUNS: dict[str, Kinds] = {
    **dict.fromkeys(
        (
            "ville", "cite", "municipalite", "paroisse", "canton", "cantons", "cantons unis",
            "village", "town", "city", "municipality", "parish", "township", "townships",
            "united townships", "township municipality", "village municipality",
            "parish municipality", "mun", "munic", "gouvernement regional", "regional government",
            "village nordique", "northern village", "village cri", "cree village",
            "village naskapi", "naskapi village",
        ),
        _TOWN,
    ),
    **dict.fromkeys(
        (
            "mrc", "m r c", "municipalite regionale de comte", "municipalite regionale",
            "regional county municipality", "regional municipality", "rcm", "agglomeration",
            "urban agglomeration", "territoire equivalent", "equivalent territory", "te",
        ),
        _MRC,
    ),
    **dict.fromkeys(
        (
            "region", "region no", "region administrative", "administrative region",
            "region sociosanitaire", "health region", "rss",
        ),
        _REGION,
    ),
    **dict.fromkeys(("arrondissement", "arr", "borough"), _BOROUGH),
    **dict.fromkeys(
        (
            "communaute", "community", "premiere nation", "first nation", "nation", "cree nation",
            "nation crie", "bande", "band", "conseil", "council", "conseil de bande",
            "band council",
        ),
        _NATION,
    ),
    **dict.fromkeys(
        (
            "reserve indienne", "reserve", "indian reserve", "etablissement indien",
            "etablissement", "indian settlement", "terre reservee", "terres reservees",
            "terres reservees aux cris", "terre de la categorie i", "terre de la categorie ia",
            "terre de la categorie ia n", "terre inuite", "terres inuites", "terre", "terres",
        ),
        _LAND,
    ),
    **dict.fromkeys(
        ("territoire non organise", "tno", "unorganized territory", "unorganized", "unorganised"),
        _UNORGANIZED,
    ),
    **dict.fromkeys(
        (
            "comte", "county", "secteur", "sector", "quartier", "neighbourhood", "district",
            "localite", "locality", "hameau", "hamlet", "faubourg",
        ),
        _ANY,
    ),
}  # fmt: skip
# Abbreviated types of Statistics Canada and the Répertoire: « Saint-Damase (P) ».
SHORT: dict[str, Kinds] = {
    **dict.fromkeys(
        (
            "v", "vl", "m", "me", "mu", "p", "pe", "ct", "cu", "c", "cy", "t", "gr", "vn", "vc",
            "vk", "s e", "se", "partie", "part", "pt",
        ),
        _ANY,
    ),
    **dict.fromkeys(("no", "nod"), _UNORGANIZED),
    **dict.fromkeys(("iri", "ri", "tc", "ti", "tk", "r", "is"), _LAND),
}  # fmt: skip
LINKS = frozenset(("l", "la", "le", "les", "de", "du", "des", "d", "of", "the", "et"))
# Words allowed between a noun and a name: « communauté innue de Pessamit ».
SKIPPED = LINKS | frozenset(
    """
    abenakis abenakise algonquin algonquine anishinabe anicinabe atikamekw cri crie cris huronne
    wendat innu innue innus inuit inuite malecite mi gmaq micmac micmaque mohawk mohawks naskapi
    naskapie wolastoqiyik
    """.split()
)
_LONGEST = 6  # words of the longest noun
_MOST = 4  # nouns before one name: « municipalité de la paroisse de… »
_FIRST = frozenset(noun.split()[0] for noun in NOUNS)
_LAST = frozenset(noun.split()[-1] for noun in NOUNS)


def without_nouns(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Kinds]]:
    """Yield a name without the nouns before or after it, and the kinds that they mean.

    A linking word may be part of the name: « MRC des Chenaux » is Les Chenaux, and « ville de La
    Tuque » keeps its article, so each way to cut is tried.
    """
    if words[-1] in _LAST:
        for size in range(min(_LONGEST, len(words) - 1), 0, -1):
            kinds = NOUNS.get(" ".join(words[-size:]))
            if kinds is not None:
                yield words[:-size], kinds
                break
    start = words[0] in ARTICLES and len(words) > 1  # « La Ville de… »
    yield from _without_leading(words[start:], _MOST)


def _without_leading(words: Sequence[str], most: int) -> Iterator[tuple[Sequence[str], Kinds]]:
    if words[0] not in _FIRST or not most:
        return
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        kinds = NOUNS.get(" ".join(words[:size]))
        if kinds is None:
            continue
        for start in range(size, len(words)):
            rest = words[start:]
            yield rest, kinds
            for fewer, more in _without_leading(rest, most - 1):
                yield fewer, more or kinds
            if words[start] not in SKIPPED:
                break


def noun_alone(words: Sequence[str], *, short: bool) -> Kinds | None:
    """Return the kinds that a noun alone means, as in « (MRC) » or « Ville de »; None for a name.

    `short` allows abbreviations that are types only in a place where one is expected.
    """
    rest = list(words)
    while len(rest) > 1 and rest[-1] in LINKS:
        rest.pop()
    text = " ".join(rest)
    kinds = NOUNS.get(text, SHORT.get(text) if short else None)
    if kinds is None:  # « municipalité de canton »
        left = (NOUNS.get(" ".join(words)) for words, _ in _without_leading(rest, _MOST))
        kinds = next((kinds for kinds in left if kinds is not None), None)
    return kinds
