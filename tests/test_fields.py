"""Fields by dotted name, and their one-line value."""

import pytest

from poles_cli.base.errors import PolesError
from poles_cli.output.fields import check_fields
from poles_cli.records.projection import flat, pick, value_at

RECORD = {
    "slug": "laval",
    "term": {"fr": "pôle", "en": "hub"},
    "regions": ["13"],
    "contacts": {"website": {"value": "https://a.ca", "as_of": "2024", "sources": ["s1", "s2"]}},
    "names": [{"name": "Un", "acronym": "U"}, {"name": "Deux"}],
    "website_count": 0,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("slug", "laval"),
        ("term.en", "hub"),
        ("regions", ["13"]),
        ("website", RECORD["contacts"]["website"]),  # type: ignore[index]
        ("website.as_of", "2024"),
        ("contacts.website.as_of", "2024"),
        ("names.name", ["Un", "Deux"]),
        ("names.acronym", ["U"]),
        ("names.from", None),
        ("email", None),
        ("email.value", None),
        ("slug.deeper", None),
        ("website_count", 0),
    ],
)
def test_a_path_leads_to_a_value(path: str, value: object) -> None:
    """A path reads through tables and lists, contacts are fields, and missing values are None."""
    assert value == value_at(RECORD, path)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("a\tb\r\nc\u2028d\u202ee\x1b", "a b  c d e "),
        ("450\u00a0555\u202f0100 »", "450 555 0100 »"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1.5, "1.5"),
        (["a", "b"], "a|b"),
        ([], ""),
        ({"value": "v", "sources": ["s"]}, "v"),
        ({"value": {"fr": "oui", "en": "yes"}}, "oui"),
        ({"fr": "oui", "en": "yes"}, "oui"),
        ([{"name": "Un"}, {"name": "Deux"}], "Un|Deux"),
        ({"slug": "laval", "share": 100}, "laval"),
        ({"lat": 45.5, "lon": -73.7}, "45.5|-73.7"),
    ],
)
def test_a_value_is_one_line(value: object, text: str) -> None:
    """On one line, a fact is its value, a pair of languages its French, a list its items."""
    assert text == flat(value)


def test_picking_keeps_order_and_shape() -> None:
    """Picking gives the requested paths, under their names, with None for missing values."""
    expected = {"website.as_of": "2024", "slug": "laval", "email": None}

    assert list(expected.items()) == list(pick(RECORD, expected).items())


def test_a_known_field_is_accepted() -> None:
    """Deep fields, contacts by their short names, and computed fields are accepted."""
    check_fields("poles", ["slug", "website.confidence", "contacts.city", "names.acronym", "name"])
    check_fields("regions", ["code", "poles", "label_lat"])
    check_fields("places", ["mrc.code", "matches.poles.share"])


@pytest.mark.parametrize(
    ("kind", "path", "close", "command"),
    [
        ("poles", "webiste", "website", "list"),
        ("concepts", "trem", "term", "explain"),
        ("figures", "yaer", "year", "stats"),
        ("places", "plase", "place", "locate"),
        ("poles", "", "slug", "list"),
        ("poles", "slug.x", "slug", "list"),
    ],
)
def test_an_unknown_field_is_refused(kind: str, path: str, close: str, command: str) -> None:
    """An unknown field is a usage error with the closest one, the list, and a working command."""
    with pytest.raises(PolesError) as caught:
        check_fields(kind, ["slug" if kind in ("poles", "concepts") else close, path])

    assert 2 == caught.value.exit_code
    assert close in str(caught.value)
    assert f"Type: poles {command} --fields " in str(caught.value)
