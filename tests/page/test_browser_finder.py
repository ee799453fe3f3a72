"""The field of the page in a browser: what it offers during typing, and where an answer leads."""

from __future__ import annotations

from typing import Any


def test_typing_offers_places_and_choosing_one_answers(visit: Any) -> None:
    """The list follows the typing; arrows choose in it, and assistive technology is notified."""
    page = visit("#fr")
    field = page.get_by_role("combobox", name="Votre municipalité")
    field.press_sequentially("saint dam")
    options = page.get_by_role("option")
    assert "true" == field.get_attribute("aria-expanded")
    assert options.all_inner_texts()[0].startswith("Saint-Damase ")
    field.press("ArrowDown")
    field.press("ArrowDown")
    active = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")
    assert "true" == active.get_attribute("aria-selected")
    chosen = active.locator("small").inner_text()
    field.press("Enter")
    assert "false" == field.get_attribute("aria-expanded")
    assert "Saint-Damase" == field.input_value()
    # Two municipalities have the name; only the chosen one is shown.
    assert [chosen] == page.locator(".answer .where small").all_inner_texts()


def test_escape_closes_the_list_then_empties_the_field(visit: Any) -> None:
    """Escape closes the list, then empties the field."""
    page = visit("#en")
    field = page.get_by_role("combobox", name="Your municipality")
    field.press_sequentially("laval")
    field.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    assert "laval" == field.input_value()
    field.press("Escape")
    assert "" == field.input_value()


def test_an_option_can_be_clicked(visit: Any) -> None:
    """An option can be chosen with the mouse."""
    page = visit("#fr")
    page.get_by_role("combobox").press_sequentially("G5L")
    page.get_by_role("option").first.click()
    assert "found" == page.locator(".answer:visible").get_attribute("data-status")


def test_a_misspelt_name_gets_the_closest_ones(visit: Any) -> None:
    """A misspelt name gets the closest ones, for the user to choose."""
    page = visit("#en")
    page.get_by_role("combobox").fill("Rimousky")
    page.get_by_role("combobox").press("Enter")
    assert "none" == page.locator(".answer:visible").get_attribute("data-status")
    page.get_by_role("button", name="Rimouski", exact=True).click()
    assert "found" == page.locator(".answer:visible").get_attribute("data-status")


def test_an_answer_leads_to_the_card(visit: Any) -> None:
    """The pôle's name links to its open card, and its contacts are already in the answer."""
    page = visit("#fr")
    page.get_by_role("combobox").fill("Sherbrooke")
    page.get_by_role("combobox").press("Enter")
    assert "https://economiesocialeestrie.ca" in page.locator(".answer:visible").inner_text()
    page.locator(".answer:visible .match > ul > li > a").click()
    page.wait_for_url("**#fr/pole/estrie")
    page.locator("[id='fr/pole/estrie'] > details[open]").wait_for()


IN_VIEW = """() => {
  const verdict = document.querySelector(".verdict:focus");
  const box = verdict?.getBoundingClientRect();
  const bar = document.querySelector(".top:not([hidden]) .bar").getBoundingClientRect().bottom;
  return Boolean(box) && box.top >= bar && box.bottom < innerHeight / 2;
}"""


def test_the_verdict_is_in_view_above_a_phones_keyboard(visit: Any) -> None:
    """The verdict gets the focus in the upper half of the screen, and has an address."""
    page = visit("#fr", width=390)
    page.get_by_role("combobox").fill("Granby")
    page.get_by_role("combobox").press("Enter")
    verdict = page.locator(".verdict:visible").inner_text()
    assert verdict.startswith("Deux pôles possibles")
    page.locator(".verdict:focus").wait_for()
    assert page.evaluate(IN_VIEW)
    page.wait_for_url("**#fr/find/granby")


def test_an_answer_can_be_linked_to(visit: Any) -> None:
    """The address of an answer opens it again, in either language."""
    page = visit("#fr/find/sept-iles", width=390)
    assert page.locator(".verdict:visible").inner_text().endswith("votre pôle")
    assert "Sept-Îles" == page.get_by_role("combobox").input_value()
    page.locator(".verdict:focus").wait_for()
    assert page.evaluate(IN_VIEW)
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**#en/find/sept-iles")
    page.locator("html[lang=en]").wait_for()
    assert page.locator(".verdict:visible").inner_text().endswith("your pôle")


def test_one_of_several_places_is_linked_to_by_its_code(visit: Any) -> None:
    """The link to one of several places of a name has its code."""
    page = visit("#fr")
    page.get_by_role("combobox").press_sequentially("saint dam")
    page.get_by_role("option").first.click()
    code = page.locator(".match:visible").get_attribute("data-code")
    page.wait_for_url(f"**#fr/find/{code}")


def test_the_same_field_finds_words_and_poles(visit: Any) -> None:
    """A word of the glossary shows its meaning; a pôle is offered by its acronym."""
    page = visit("#fr")
    field = page.get_by_role("combobox")
    field.fill("coop")
    field.press("Enter")
    link = page.locator(".word:visible a").first
    assert "#fr/concept/cooperative" == link.get_attribute("href")
    field.press_sequentially("x")
    field.fill("pecem")
    page.get_by_role("option").first.click()
    page.locator("[id='fr/pole/monteregie-est']:focus").wait_for()
