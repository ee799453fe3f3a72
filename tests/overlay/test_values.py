"""Turn what a user types into values of the data."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poles_cli.base.errors import USAGE, PolesError
from poles_cli.corrections.input import (
    overlay_problems,
    parse_confidence,
    parse_date,
    parse_field,
    parse_title,
    parse_value,
)
from poles_cli.rules.registry import settable


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("phone", "450 867-4367", "450 867-4367"),
        ("phone", "(450) 867-4367", "450 867-4367"),
        ("phone", "1-450-867-4367", "450 867-4367"),
        ("phone", "450.867.4367", "450 867-4367"),
        ("phone", "4508674367", "450 867-4367"),
        ("phone", "+1 450 867-4367", "450 867-4367"),
        ("phone", "+14508674367", "450 867-4367"),
        ("phone", "450 867-4367 poste 3", "450 867-4367, poste 3"),
        ("phone", "450-867-4367, poste 12", "450 867-4367, poste 12"),
        ("phone", "1 (450) 867-4367 ext. 123456", "450 867-4367, poste 123456"),
        ("phone", "450.867.4367 #12", "450 867-4367, poste 12"),
        ("phone", "450 867-4367x12", "450 867-4367, poste 12"),
        ("phone", "450\u00a0867\u20114367", "450 867-4367"),
        ("postal_code", "g9a2e7", "G9A 2E7"),
        ("postal_code", " G9A-2E7 ", "G9A 2E7"),
        ("email", "info@ESLaval.org", "info@eslaval.org"),
        ("website", "HTTPS://Laval.Example.org/Nous", "https://laval.example.org/Nous"),
        ("city", "  Trois-Rivières ", "Trois-Rivières"),
        ("city", "Trois-Rivie\u0300res", "Trois-Rivières"),
        ("address", "12,  rue de l’Église", "12, rue de l'Église"),
        ("register_number", "1163 148 605", "1163148605"),
        ("founded", "1996~", "1996~"),
        ("legal_form", "OBNL", {"fr": "OBNL", "en": "OBNL"}),
    ],
)
def test_good(field: str, typed: str, kept: object) -> None:
    """A value is normalized to the form of the data."""
    assert kept == parse_value(field, typed)


@pytest.mark.parametrize("start", "=+-@＝＋－＠﹢⁺")
@pytest.mark.parametrize("space", ["", " ", "  ", "\u00a0"])
@pytest.mark.parametrize("field", ["city", "phone", "website", "legal_form"])
def test_formula(field: str, space: str, start: str) -> None:
    """Formulas are refused in every field, after spaces and in any width."""
    with pytest.raises(PolesError, match="formula") as error:
        parse_value(field, f"{space}{start}1+1")
    assert USAGE == error.value.kind


@pytest.mark.parametrize("field", settable())
@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " ",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "\x1b[31mred",
        "\x9b31m",
        "a\x00b",
        "a\u202eb",
        "a\u2066b",
        "a\u200bb",
        "a\u2028b",
        "\ufeffa",
        "a\udcffb",
        "a|b",
        "\t=1",
        "x" * 2001,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile(field: str, hostile: str) -> None:
    """Every field refuses empty texts, controls, line ends, bidi, separators and endless texts."""
    with pytest.raises(PolesError) as error:
        parse_value(field, hostile)
    assert USAGE == error.value.kind
    assert len(str(error.value)) < 1000
    assert str(error.value).isprintable()


def test_endless() -> None:
    """Ten million characters are refused as soon as they are counted."""
    with pytest.raises(PolesError, match="10000000 characters"):
        parse_value("city", "é" * 10_000_000)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phone", "450 867-436"),
        ("phone", "867-4367"),
        ("phone", "150 867-4367"),
        ("phone", "450 067-4367"),
        ("phone", "450 867-4367 poste"),
        ("phone", "450 867-4367 poste 1234567"),
        ("phone", "+45 86 74 36 71"),
        ("phone", "+450 867-4367"),
        ("phone", "٤٥٠ ٨٦٧-٤٣٦٧"),
        ("postal_code", "G9A 2E"),
        ("postal_code", "D9A 2E7"),
        ("postal_code", "W9A 2E7"),
        ("postal_code", "12345"),
        ("email", "info"),
        ("email", "info@eslaval"),
        ("email", "a b@eslaval.org"),
        ("email", "Nom <info@eslaval.org>"),
        ("email", "quelquun@gmail.com"),
        ("email", "mailto:info@eslaval.org"),
        ("website", "eslaval.org"),
        ("website", "https://"),
        ("website", "https:///chemin"),
        ("website", "https://localhost"),
        ("website", "https://moi:secret@eslaval.org"),
        ("website", "https://moi@eslaval.org"),
        ("website", "https://laval.example.org/a b"),
        ("website", "https://laval.example.org/<script>"),
        ("website", "javascript:alert(1)"),
        ("website", "https://\u017f.\u212aK/"),
        ("website", "javascript://eslaval.org/%0aalert(1)"),
        ("website", "data:text/html,x"),
        ("website", "ftp://eslaval.org"),
        ("website", "file:///etc/passwd"),
        ("register_number", "116314860"),
        ("register_number", "11631486055"),
        ("register_number", "116314860A"),
        ("founded", "mil neuf cent"),
        ("founded", "2012-13"),
        ("legal_form", "coopérative: oui"),
    ],
)
def test_bad_form(field: str, typed: str) -> None:
    """A value in the wrong form for its field is refused."""
    with pytest.raises(PolesError) as error:
        parse_value(field, typed)
    assert USAGE == error.value.kind


@pytest.mark.parametrize(
    "word", ["postal_code", "postal-code", "Postal_Code", "contacts.postal_code"]
)
def test_field(word: str) -> None:
    """A field is found by its name in any case, with a hyphen, or by its path in the file."""
    assert "postal_code" == parse_field(word)


def test_unknown_field() -> None:
    """An unknown field is refused, with the closest one and the list."""
    with pytest.raises(PolesError) as error:
        parse_field("phonne")
    assert "phone" == error.value.values["candidates"].split(", ")[0]  # type: ignore[attr-defined]
    assert ", ".join(settable()) in str(error.value)


@pytest.mark.parametrize("word", ["president", "names", "slug", "figures", "", "\x1b[1m"])
def test_fields_that_cannot_be_set(word: str) -> None:
    """Identifiers, lists and persons cannot be corrected."""
    with pytest.raises(PolesError) as error:
        parse_field(word)
    assert USAGE == error.value.kind


@pytest.mark.parametrize(
    "date",
    [
        "9999-12-31",
        "2999",
        "2026-11-25",
        "2026-12~",
        "2027/2028",
        "2023/2027",
        "../2030",
        "[2025..2999]",
        "[2024, 2027]",
        "2026-11/2026-11-25",
        "2025/2026-24",
    ],
)
def test_a_future_date_is_refused(date: str) -> None:
    """A date, or an end of an interval, after today is refused: of a fact and of its sighting."""
    for parse in (parse_date, partial(parse_value, "founded")):
        with pytest.raises(PolesError, match="is in the future") as error:
            parse(date, today="2026-11-24")
        assert USAGE == error.value.kind


@pytest.mark.parametrize(
    "date", ["2026-11-24", "2026", "2026-11", "2023/2026", "2020/..", "../2026-11", "[2019..2026~]"]
)
def test_a_date_that_may_be_past_is_accepted(date: str) -> None:
    """A date is accepted if it may be today or earlier, even if it is imprecise."""
    assert date == parse_date(date, today="2026-11-24")


def test_a_title_with_an_emoji() -> None:
    """The selector that makes a sign an emoji is left out of a copied title."""
    assert "Joindre \u2764" == parse_title("Joindre \u2764\ufe0f")


def test_a_telephone_number_of_another_country() -> None:
    """A number with another country's code is refused as such, not as a formula."""
    with pytest.raises(PolesError, match="is not a telephone number"):
        parse_value("phone", "+33 1 23 45 67 89")


def test_a_very_long_telephone_number() -> None:
    """A long value is refused without looking for an extension in each part of it."""
    with pytest.raises(PolesError, match="is not a telephone number"):
        parse_value("phone", "," * 990 + "x" + "\u00a0" * 990 + "z")


def test_rules_of_dates_grades_and_titles() -> None:
    """Dates, grades and titles obey the rules of the data too."""
    assert "2021/2024" == parse_date("2021/2024")
    assert "L'avis" == parse_title("L’avis")
    assert "low" == parse_confidence("low")
    for parse, word in ((parse_date, "hier"), (parse_title, "=1"), (parse_confidence, "sure")):
        with pytest.raises(PolesError) as error:
            parse(word)
        assert USAGE == error.value.kind


@given(st.sampled_from(sorted(settable())), st.text(max_size=40))
def test_any_value_is_refused_or_valid(field: str, typed: str) -> None:
    """Any value is refused in a sentence, or valid in the overlay and unchanged there."""
    try:
        value = parse_value(field, typed)
    except PolesError as error:
        assert USAGE == error.kind
        return
    fact = {"value": value, "confidence": "low", "sources": ["https://a.org"]}
    fact["set_on"] = "2026-11-24"
    assert [] == overlay_problems({"laval": {field: fact}}, "")
    if isinstance(value, str):
        assert value == parse_value(field, value)
