"""A place's short answer: the verdict first, then each pôle with its best address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.text import argument
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Heading, Paragraph, Row, Rows
from poles_cli.output.cards.labels import dotted
from poles_cli.output.cards.pole_brief import public_note
from poles_cli.output.cards.reach import best_address, ways_in
from poles_cli.records.location import Location, Place
from poles_cli.records.model import Pole

_POLES = 4  # pôles that fit a screen with the unknown contacts of each
_PLACES = 6  # places of one name that fit a screen beside their pôles

_WIDE = ("postal", "area")  # kinds of places that group many MRC under one name

_COUNTS = {2: N_("Two"), 3: N_("Three"), 4: N_("Four")}


def place_brief(
    location: Location, directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return the answer to one query, on one screen of 80 × 24."""
    places = location.matches
    poles = [directory.pole(slug) for slug in location.poles]
    most = _POLES if len(places) < _POLES else _POLES // 2
    everything = t(N_("Sources and details: poles locate {query} --full"))
    near = ", ".join(directory.mrc_title(mrc["code"]) for mrc in location.near)
    return [
        Heading(_title(location, directory), 1),
        *_verdict(places, poles, directory, t, language),
        *([Rows([Row(t(N_("Within 100 m of")), near)], inline=True)] if near else []),
        Rows(list(_reached(poles, directory, t, language, most)), inline=True),
        Paragraph(everything.format(query=argument(location.query)), typed=True),
    ]


def _title(location: Location, directory: Directory) -> str:
    """Return the place with its MRC and region, or the name that several places share."""
    places = location.matches
    if len({(place.kind, place.code) for place in places}) > 1 and places[0].kind != "postal":
        names = {place.alias or place.name for place in places}
        return names.pop() if len(names) == 1 else location.query
    return _where(places[0], directory)


def _where(place: Place, directory: Directory) -> str:
    """Return a place with its present municipality, MRC and region."""
    mrc = directory.mrc_title(place.mrc["code"]) if place.mrc and place.kind != "postal" else ""
    inside = place.name if place.alias and place.alias != place.name else ""
    name = place.name if place.kind == "postal" else place.alias or place.name
    if place.kind == "mrc":
        name, inside = mrc, ""
    region = "" if place.kind in ("region", "postal") else place.region["name"]
    return dotted(*dict.fromkeys(part for part in (name, inside, mrc, region) if part))


def _verdict(
    places: Sequence[Place],
    poles: Sequence[Pole],
    directory: Directory,
    t: Translate,
    language: Language,
) -> Iterator[Block]:
    """Yield the number of possible pôles and the reason, then the places if there are several."""
    if len(poles) < 2:
        return
    count = t(_COUNTS[len(poles)]) if len(poles) in _COUNTS else str(len(poles))
    kinds = {pole.kind for pole in poles}
    homonyms = places[0].kind not in _WIDE and len({place.code for place in places}) > 1
    if homonyms:
        why = N_("{count} possible pôles: several places have this name.")
    elif places[0].kind == "postal":
        why = N_("{count} possible pôles: this postal code touches several territories.")
    elif places[0].kind in ("region", "area"):
        why = N_("{count} pôles share this area: type your town instead.")
    elif len(kinds) > 1:
        why = N_("{count} pôles: that of the nation, and that of the MRC.")
    else:
        why = N_("{count} possible pôles: which of them serves this MRC is not known.")
    yield Paragraph(
        " ".join([t(why).format(count=count), *dict.fromkeys(_notes(poles, places, language))])
    )
    if homonyms:
        yield Rows(list(_homonyms(places, poles, directory, t)), inline=True)


def _notes(poles: Iterable[Pole], places: Iterable[Place], language: Language) -> Iterator[str]:
    """Yield the public notes of the claims on the MRC of the places, as sentences."""
    mrcs = {place.mrc["code"] for place in places if place.mrc}
    for pole in poles:
        for claim in pole.territory:
            note = public_note(claim, language)
            if note and mrcs & set(claim.get("mrcs", ())):
                yield f"{note[:1].upper()}{note[1:]}."


def _homonyms(
    places: Sequence[Place], poles: Sequence[Pole], directory: Directory, t: Translate
) -> Iterator[Row]:
    """Yield each place with the name, and the numbers of its pôles in the list that follows."""
    numbers = {pole.slug: str(number) for number, pole in enumerate(poles, 1)}
    for place in places[:_PLACES]:
        served = ", ".join(numbers[pole["slug"]] for pole in place.poles)
        yield Row("–", f"{_where(place, directory)} → {served}")
    if len(places) > _PLACES:
        text = t(N_("{count} more; --region or a code tells them apart"))
        yield Row("–", text.format(count=len(places) - _PLACES))


def _reached(
    poles: Sequence[Pole], directory: Directory, t: Translate, language: Language, most: int
) -> Iterator[Row]:
    """Yield each pôle with its city, and how to reach it; a single pôle has no number.

    More pôles than `most` take one line each.
    """
    for number, pole in enumerate(poles, 1):
        city = pole.contact("city")
        label = f"{number}." if len(poles) > 1 else t(N_("Pôle"))
        acronym = pole.record.get("acronym")
        name = f"{pole.name} ({acronym})" if acronym and acronym != pole.name else pole.name
        if len(poles) > most:
            _, address = best_address(pole)
            yield Row(label, pole.name, Aside(address))
            continue
        yield Row(label, f"{name}, {city.value}" if city else name)
        for row in ways_in(pole, directory, t, language, 2 if len(poles) == 1 else 1, seat=False):
            yield row._replace(label="")
