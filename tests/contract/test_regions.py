"""The 17 regions, in every promised spelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from poles_cli import load
from program import call

DIRECTORY = load()


def spellings(name: str) -> Iterator[str]:
    """Yield a name as people type it."""
    import unicodedata

    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    yield name
    yield name.upper()
    yield name.lower()
    yield bare
    yield bare.lower().replace("-", " ").replace("–", " ")
    yield unicodedata.normalize("NFD", name)
    for dash in "-–—‑−":
        yield name.replace("-", dash).replace("–", dash)
    yield name.replace("'", "’")
    yield name.replace("'", "ʼ")
    yield name.replace("'", " ")
    yield f"  {name}  "
    yield name.replace("Saint-", "St-").replace("Sainte-", "Ste-")
    yield name.replace("Saint-", "St. ")
    for article in ("L'", "La ", "Le ", "Les ", "l’"):
        yield article + name


EVERY = [
    (spelling, region.code)
    for region in DIRECTORY.regions
    for spelling in dict.fromkeys(spellings(region.name))
]


@pytest.mark.parametrize("region", DIRECTORY.regions, ids=lambda region: region.slug)
def test_a_region_is_found_in_every_spelling(region: object) -> None:
    """Accents, case, hyphens, dashes, apostrophes, articles, St and Ste do not matter."""
    (code,) = {code for spelling, code in EVERY if spelling == region.name}  # type: ignore[attr-defined]

    for spelling, expected in EVERY:
        if expected == code:
            assert code == DIRECTORY.region(spelling).code, spelling


@pytest.mark.parametrize("region", DIRECTORY.regions, ids=lambda region: region.slug)
def test_list_takes_code_name_slug_and_aliases(region: object) -> None:
    """`list` accepts a code with or without its zero, a name, a slug, or any alias."""
    from poles_cli import Region

    assert isinstance(region, Region)
    slugs = [p.slug for p in DIRECTORY.poles if region.code in p.regions and p.status == "active"]
    expected = "".join(slug + "\n" for slug in slugs)
    words = [region.code, str(int(region.code)), *region.labels()]

    assert slugs
    for word in words:
        assert expected == call("list", "-r", word, "--fields", "slug").stdout, word


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("nord-du-quebec", "jamesie cris inuit"),
        ("montérégie", "longueuil monteregie-est vallee-du-haut-saint-laurent"),
        ("gaspesie", "gaspesie-iles-de-la-madeleine"),
        ("iles-de-la-madeleine", "gaspesie-iles-de-la-madeleine"),
        ("saguenay", "saguenay-lac-saint-jean"),
        ("quebec", "capitale-nationale"),
        ("la Mauricie", "mauricie"),
        ("l'Estrie", "estrie"),
        ("les laurentides", "laurentides"),
        ("bas st-laurent", "bas-saint-laurent"),
        ("saguenay lac st jean", "saguenay-lac-saint-jean"),
        ("06,laval", "montreal laval"),
        ("6 , 13", "montreal laval"),
        ("laval,montreal,laval,", "montreal laval"),
    ],
)
def test_list_by_region(typed: str, slugs: str) -> None:
    """--region lists the pôles that declare the region, in order, without repeats."""
    assert slugs.split() == call("list", "--region", typed, "--fields", "slug").stdout.split()


def test_several_regions_add_up() -> None:
    """--region several times is the same as commas, whatever the order."""
    expected = call("list", "-r", "laval,estrie,nord-du-quebec").stdout

    assert expected == call("list", "-r", "10", "-r", "05", "--region", "13").stdout
    assert 5 == expected.count("\n")


def test_first_nations_declare_no_region() -> None:
    """`premieres-nations` is in no region; the others of the 22 are in at least one."""
    in_regions = {
        slug
        for region in DIRECTORY.regions
        for slug in call("list", "-r", region.code, "--fields", "slug").stdout.split()
    }

    every = {pole.slug for pole in DIRECTORY.poles if pole.status == "active"}
    assert {"premieres-nations"} == every - in_regions


def test_every_command_takes_the_same_regions() -> None:
    """`stats`, `map` and `locate` read --region as `list` does."""
    for line in ("stats", "map", "locate Laval"):
        words = line.split()
        assert call(*words, "-r", "13").raw == call(*words, "-r", "Ville ou région,LAVAL"[-5:]).raw
        assert 2 == call(*words, "-r", "nowhere").status


@pytest.mark.parametrize(
    ("typed", "close"),
    [("montrel", "montreal"), ("gaspsie", "gaspesie-iles-de-la-madeleine"), ("Estri", "estrie")],
)
def test_an_unknown_region_gets_the_closest(typed: str, close: str) -> None:
    """An unknown region exits with 2, the closest one and the list command, in both languages."""
    french = call("list", "-r", typed)
    english = call("list", "-r", typed, "--lang", "en")

    assert (2, "") == (french.status, french.stdout) == (english.status, english.stdout)
    assert f"« {typed} »" in french.stderr.replace("\u00a0", " ")
    assert f"“{typed}”" in english.stderr
    for done, hint in ((french, "Tapez : poles regions\n"), (english, "Type: poles regions\n")):
        assert close in done.stderr
        assert done.stderr.replace("\u00a0", " ").endswith(hint)


def test_a_place_given_as_a_region_suggests_locate() -> None:
    """A place given as a region gets `poles locate`; an unknown word gets no false suggestion."""
    place, pole, nothing = (
        call("list", "-r", word, "--lang", "en") for word in ("Granby", "Tresca", "zz")
    )

    assert (2, 2, 2) == (place.status, pole.status, nothing.status)
    assert "but a pôle answers to it.\nType: poles show chaudiere-appalaches\n" in pole.stderr
    assert "a place is.\nType: poles locate granby\n" in place.stderr
    assert "No region is called “zz”.\nType: poles regions\n" == nothing.stderr


@pytest.mark.parametrize("typed", ["18", "0", "00", "99", "-1", "région", "québécois", "é", "?"])
def test_an_unknown_region_is_refused(typed: str) -> None:
    """An unknown code, or a word that is not a name, is refused."""
    assert 2 == call("list", f"--region={typed}").status
