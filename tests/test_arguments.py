"""What the library refuses: values that are not texts, and a text instead of several."""

from __future__ import annotations

from typing import Any

import pytest

from poles_cli import PolesError, load

DIRECTORY = load()


@pytest.mark.parametrize("value", [None, float("nan"), 47017, b"Laval", ["Laval"]])
@pytest.mark.parametrize("question", ["pole", "concept", "region", "source", "search", "locate"])
def test_a_value_that_is_not_text_is_refused(question: str, value: object) -> None:
    """A missing value or a number instead of a name gives a clear error."""
    with pytest.raises(PolesError) as caught:
        getattr(DIRECTORY, question)(value)
    assert 2 == caught.value.exit_code
    assert str(caught.value).startswith(f"A text is expected, not {value!r}. ")


@pytest.mark.parametrize("places", ["Laval", None, float("nan"), 47017])
def test_locate_many_refuses_a_single_text(places: Any) -> None:
    """`locate_many` refuses a single text at once, instead of reading it letter by letter."""
    with pytest.raises(PolesError, match="Several texts are expected, not") as caught:
        DIRECTORY.locate_many(places)
    assert 2 == caught.value.exit_code


@pytest.mark.parametrize("names", ["estrie", None, 5])
@pytest.mark.parametrize("option", ["kinds", "regions"])
def test_locate_refuses_a_single_kind_or_region(option: str, names: Any) -> None:
    """Kinds and regions are given in a list: a text is not read letter by letter."""
    with pytest.raises(PolesError, match="Several texts are expected, not") as caught:
        DIRECTORY.locate("Granby", **{option: names})
    assert 2 == caught.value.exit_code


def test_kinds_are_texts_in_any_iterable() -> None:
    """A kind that is no text is refused, and an iterator of kinds is a list of them."""
    with pytest.raises(PolesError, match="A text is expected, not 1"):
        DIRECTORY.locate("Granby", kinds=[1])  # type: ignore[list-item]
    kinds: Any = iter(["mrc"])
    assert DIRECTORY.locate("Granby", kinds=["mrc"]) == DIRECTORY.locate("Granby", kinds=kinds)


@pytest.mark.parametrize("option", ["path", "overlay"])
def test_load_refuses_what_is_not_a_path(option: str) -> None:
    """A number is refused as a path."""
    with pytest.raises(PolesError, match="A text is expected, not 5"):
        load(**{option: 5})  # type: ignore[arg-type]


def test_a_limit_below_zero_is_zero() -> None:
    """A limit never takes hits from the end."""
    assert 0 == len(DIRECTORY.search("coop", limit=-1).hits) < DIRECTORY.search("coop").total
