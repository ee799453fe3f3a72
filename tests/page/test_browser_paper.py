"""The page on paper: everything in one language, or one card."""

from __future__ import annotations

from typing import Any

import pytest

from poles_cli.base.i18n import LANGUAGES, Language

OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_everything_is_open_in_one_language(language: Language, visit: Any) -> None:
    """Folded text is printed, in one language, without controls of the screen."""
    page = visit(f"#{language}", small=True)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"[id='{language}/pole/jamesie'] h5").first.is_visible()
    assert page.locator("form.finder input").first.is_hidden()
    assert page.locator(f"[id='{OTHER[language]}/pole/jamesie']").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(f"[id='{language}/pole/jamesie'] h5").first.is_hidden()


@pytest.mark.parametrize("hash_", ["pole/estrie", "find/granby"])
def test_one_card_prints_alone(hash_: str, visit: Any) -> None:
    """A pôle prints on at most 12 sheets, with its region and sources, and so does an answer."""
    page = visit(f"#fr/{hash_}")
    sheets = page.pdf(format="Letter").count(b"/Type /Page\n")
    assert 0 < sheets <= 12


def test_the_button_of_a_card_prints_it(visit: Any) -> None:
    """The button of a card prints only that card, then folds it again, at its own address."""
    page = visit("#fr", small=True)
    page.evaluate("print = () => (window.asked = location.hash)")
    page.locator("[id='fr/pole/jamesie'] .print").click()
    assert "#fr/pole/jamesie" == page.evaluate("asked")
    opened = page.locator("[data-paper]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (
        0
        < opened.count()
        == page.locator("[id='fr/pole/jamesie'] [data-paper], .sources [data-paper]").count()
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert 0 == opened.count()
