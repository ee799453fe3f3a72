"""Recognize the parts of an address that are not places: streets, units, boxes, other provinces."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from string import ascii_lowercase, digits

from poles_cli.base.text import words_of
from poles_cli.directory.places.candidates import Candidates
from poles_cli.directory.places.designations import LINKS

# Words that begin a street, a unit, a box or the office that holds it.
OPENING = frozenset(
    """
    rue avenue av ave boulevard boul blvd bd bvd chemin ch che chem route rte rang rg montee
    mtee place pl cote allee impasse ruelle terrasse tsse carre square croissant crois cr cercle
    autoroute aut promenade prom quai passage pass sentier cour esplanade descente traverse voie
    chaussee circuit rond concession street road drive highway hwy lane crescent court parkway
    bureau bur suite app apt appartement apartment local loc unite unit porte etage batiment bat
    piece salle room floor casier cp bp box rr succ succursale suc stn station comptoir case
    boite po sb
    """.split()
)
OPENING_PAIRS = frozenset(("c p", "b p", "p o", "r r", "poste restante", "general delivery"))
# Words that end an English street: « 12 Main Street West ».
CLOSING = frozenset(
    """
    street road rd drive dr lane ln crescent cres court crt way highway hwy circle terrace trail
    parkway avenue ave boulevard blvd place square saint
    """.split()
)
_LONGEST = 8  # words of a town's name
DIRECTIONS = frozenset("est ouest nord sud east west north south e o n s w".split())
FLOORS = ("etage", "floor")
_BESIDE_A_NUMBER = ("bis", "ter", *ascii_lowercase)  # « 12 bis, rue… », « 12 A rue… »
_ORDINAL = re.compile(r"\d+(?:e|er|re|eme|ieme|th|st|nd|rd)")
PROVINCE = frozenset("qc pq que quebec canada p q".split())
# Words that belong to the name after them: « boulevard Honoré-Mercier » is not in Mercier, nor «
# rue du Vieux Chambly » in Chambly.
NOT_BEFORE_A_TOWN = LINKS | frozenset(
    """
    abbe adolphe alexandre alphonse andre antoine armand arthur camille cardinal charles cure
    docteur dr edouard emile ernest eugene felix francois frere gabriel general georges gerard
    gilles henri honore jacques jean joseph jules juge leon louis marcel marguerite marie
    maurice mere mgr michel monseigneur olivier paul pere philippe pierre raymond rene robert
    roland samuel sieur sir soeur thomas victor wilfrid vieux vieille petit petite grand grande
    haut haute bas basse nouveau nouvelle ancien ancienne saint sainte mont lac riviere ile
    pointe baie cap val pont quai parc village faubourg old north south east west
    """.split()
)
# Other provinces and countries, and the states that border Québec or share its place names.
ELSEWHERE = frozenset(
    """
    on ont ontario nb ns pe pei nl nf newfoundland labrador mb man manitoba sk sask saskatchewan
    ab alta alberta bc cb yt yukon nt nwt nu nunavut usa us eu uk france belgique belgium suisse
    switzerland england angleterre mexique mexico haiti maroc algerie tunisie senegal etranger
    vermont vt maine nh ny massachusetts ma connecticut florida floride fl california californie
    texas tx virginia va pennsylvania pa nj illinois il ohio oh washington wa ri michigan mi dc
    ct me
    """.split()
) | frozenset(
    (
        "n b", "new brunswick", "nouveau brunswick", "n s", "nova scotia", "nouvelle ecosse",
        "p e i", "prince edward island", "ile du prince edouard", "terre neuve",
        "terre neuve et labrador", "newfoundland and labrador", "b c", "c b", "british columbia",
        "colombie britannique", "northwest territories", "territoires du nord ouest", "u s",
        "u s a", "e u", "united states", "united states of america", "etats unis",
        "etats unis d amerique", "u k", "united kingdom", "royaume uni", "hors quebec",
        "hors du quebec", "outside quebec", "hors canada", "a l etranger", "new hampshire",
        "new york", "n y", "new jersey", "la chine", "rhode island", "district of columbia", "d c",
    )
)  # fmt: skip

Named = Callable[[str], Candidates]


def is_elsewhere(text: str) -> bool:
    """Return True if folded words name another province or another country."""
    return text in ELSEWHERE


def is_address(words: Sequence[str]) -> bool:
    """Return True if folded words, without civic numbers, are a street, a unit or a box."""
    if words[0].rstrip(digits) in OPENING or " ".join(words[:2]) in OPENING_PAIRS:
        return True
    end = len(words) - (words[-1] in DIRECTIONS)
    return end > 1 and words[end - 1] in CLOSING


def is_street(words: Sequence[str], of_places: Collection[str]) -> bool:
    """Return True if folded words start as a street, not as a place like « Côte-Nord »."""
    return bool(words) and words[0] in OPENING and words[0] not in of_places


def without_numbers(words: Sequence[str]) -> Sequence[str]:
    """Return folded words without the civic numbers and ordinals at the start."""
    start = 0
    while start < len(words) and words[start][0].isdigit():
        start += 1
    beside = 0 < start < len(words) - 1 and words[start] in _BESIDE_A_NUMBER
    return words[start + (beside and words[start + 1] in OPENING) :]


def town_behind(piece: str, named: Named, postal: Candidates) -> Candidates:
    """Return the town after a street without a comma, if it is certain.

    A street named after a place or a person gives no town: « 12, rue de Laval », « boulevard Curé
    Labelle ». The postal code must contain the town; without one, the caller knows that `piece`
    comes before a province.
    """
    chunks, start = _street(piece, named)
    place = 0
    for chunk, words in enumerate(chunks):
        if place > start and len(chunks) - chunk <= _LONGEST:
            rest = [word for others in chunks[chunk:] for word in others]
            towns = [one for one in named(" ".join(rest)) if one.town]
            if postal:
                towns = [one for one in towns if any(one.within(other) for other in postal)]
            if towns:
                sure = postal or chunks[chunk - 1][-1] not in NOT_BEFORE_A_TOWN
                return towns if sure else ()
        place += len(words)
    return ()


def _street(piece: str, named: Named) -> tuple[Sequence[Sequence[str]], int]:
    """Return the words of a street, split at spaces, and how many cannot be a town's.

    Return no words if the street is named after a place.
    """
    chunks = [words for chunk in piece.split() if (words := words_of(chunk))]
    numbers = len(chunks) - len(without_numbers([words[0] for words in chunks]))
    number = chunks[numbers - 1][-1] if numbers else ""
    del chunks[:numbers]
    street = [word for words in chunks for word in words]
    while street and street[-1] in DIRECTIONS:
        street.pop()
    complete = OPENING if _ORDINAL.fullmatch(number) else FLOORS if number else ()
    if street and street[0] in complete:
        return chunks, 0  # « 2e étage Rimouski », « 3e Avenue Val-d'Or »
    start = int(bool(street) and street[0] in OPENING)
    while start < len(street) and street[start] in LINKS:
        start += 1
    if any(named(" ".join(street[first:])) for first in range(max(0, start - 1), start + 1)):
        return (), 0
    return chunks, start
