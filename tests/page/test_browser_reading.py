"""The page in a browser: both languages, links, map, keyboard, small screens, accessibility."""

from __future__ import annotations

from typing import Any

import pytest

from poles_cli import load
from poles_cli.base.i18n import LANGUAGES, Language

OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}
SWITCH = {"fr": "English", "en": "Français"}
TITLES = {"fr": "Trouvez votre pôle d'économie sociale", "en": "Find your social-economy pôle"}
IN_VIEW = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.top < innerHeight / 2;
}"""
# Goes to each id by its hash; returns those that are then out of view or folded.
FOLLOW = """async ids => {
  const missed = [];
  for (const id of ids) {
    const arrived = new Promise(resolve => addEventListener("hashchange", resolve, {once: true}));
    location.hash = id;
    await arrived;
    const entry = document.getElementById(id);
    const {top, height} = entry.getBoundingClientRect();
    const folded = entry.querySelector("details:not([open])");
    if (folded || height === 0 || top < 0 || top > innerHeight / 2) missed.push(id);
  }
  return missed;
}"""
# Removes 31 of 32 entries of each kind.
THIN = """kept => {
  const seen = {};
  for (const entry of document.querySelectorAll("article, li[id]")) {
    const kind = entry.tagName + entry.className;
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (seen[kind] % 32 !== kept) entry.remove();
  }
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(details => (details.open = true))"


def visible(page: Any, language: Language) -> bool:
    """Return True if the page is only in that language."""
    shown, hidden = (page.locator(f".{x} h1") for x in (language, OTHER[language]))
    return bool(shown.is_visible() and hidden.is_hidden())


@pytest.mark.parametrize(
    ("hash_", "locale", "expected"),
    [
        ("", "fr-CA", "fr"),
        ("", "en-CA", "en"),
        ("", "es-MX", "fr"),
        ("#en", "fr-CA", "en"),
        ("#en/pole/laval", "fr-CA", "en"),
    ],
)
def test_the_address_then_the_reader_choose_the_language(
    hash_: str, locale: str, expected: Language, visit: Any
) -> None:
    """The hash sets the language, else the browser does, else French."""
    page = visit(hash_, locale=locale, small=True)
    assert expected == page.evaluate("document.documentElement.lang")
    assert TITLES[expected] == page.title()
    assert visible(page, expected)
    assert page.evaluate("location.hash").startswith(f"#{expected}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_changes_without_a_reload(language: Language, visit: Any) -> None:
    """A change of language keeps the entry being read in place and open, without a reload."""
    page = visit(f"#{language}/pole/jamesie", small=True)
    page.evaluate("window.mark = 1")
    # Use the raw mouse, since the driver's click would first scroll the bar to its old place.
    box = page.get_by_role("link", name=SWITCH[language], exact=True).bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    other = OTHER[language]
    assert 1 == page.evaluate("window.mark")
    page.wait_for_url(f"**#{other}/pole/jamesie")
    page.locator(f"html[lang={other}]").wait_for()
    assert visible(page, other)
    assert TITLES[other] == page.title()
    assert page.evaluate(IN_VIEW, f"{other}/pole/jamesie")
    assert page.locator(f"[id='{other}/pole/jamesie'] > details").get_attribute("open") is not None
    page.go_back()
    page.locator(f"html[lang={language}]").wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_can_be_linked_to(language: Language, visit: Any) -> None:
    """A deep link shows its entry, unfolded, in its language (every twentieth, from both ends)."""
    directory = load()
    ids = [f"{language}/pole/{pole.slug}" for pole in directory.poles]
    ids += [f"{language}/concept/{concept.slug}" for concept in directory.concepts]
    page = visit(f"#{OTHER[language]}")
    assert [] == page.evaluate(FOLLOW, list(dict.fromkeys((*ids[::20], *ids[::-20]))))
    assert visible(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["pole/inuit", "concept/concertation"])
def test_an_entry_can_be_linked_to_without_script(
    language: Language, name: str, visit: Any
) -> None:
    """Without a script, the address still sets the language and the place."""
    page = visit(f"#{language}/{name}", small=True, java_script_enabled=False)
    assert visible(page, language)
    box = page.locator(f"[id='{language}/{name}'] h4").bounding_box()
    assert 0 <= box["y"] < 400


def test_an_address_without_a_language_is_understood(visit: Any) -> None:
    """`#pole/laval` opens that pôle in the reader's language."""
    assert visit("#pole/laval", locale="en-CA", small=True).url.endswith("#en/pole/laval")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_everything_can_be_read(language: Language, visit: Any) -> None:
    """Without a script, cards, glossary and sources can be read, and script features are hidden."""
    page = visit(f"#{language}", small=True, java_script_enabled=False)
    assert visible(page, language)
    assert page.locator("form.finder:visible input").is_hidden()
    assert page.locator(f"[id='{language}/pole/laval'] .reach").is_visible()
    page.locator(f".{language} [data-turn]").click()
    assert visible(page, OTHER[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_of_the_map_leads_to_its_poles(language: Language, visit: Any) -> None:
    """A click on a region, where it is largest, shows its heading (every sixth region)."""
    page = visit(f"#{language}")
    for region in load().regions[LANGUAGES.index(language) :: 6]:
        page.goto(page.url.partition("#")[0] + f"#{language}/map")
        shape = page.locator(
            f".{language} svg a[href='#{language}/region/{region.slug}'][aria-label]"
        )
        shape.locator("text").click(force=True)
        id_ = f"{language}/region/{region.slug}"
        page.wait_for_url(f"**#{id_}")
        assert page.evaluate(IN_VIEW, id_), region.name


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_pole_is_found_with_the_keyboard_alone(language: Language, visit: Any) -> None:
    """The keyboard is enough to reach the field, type, choose, and open and read the card."""
    page = visit(f"#{language}")
    press = page.keyboard.press
    press("Tab")
    press("Enter")  # the skip link
    page.locator("form:focus").wait_for()
    press("Tab")
    assert "combobox" == page.evaluate("document.activeElement.getAttribute('role')")
    page.keyboard.type("chicout")
    press("ArrowDown")
    press("Enter")
    press("Tab")  # from the verdict to the pôle
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    press("Enter")
    page.locator("article:focus").wait_for()
    page.wait_for_url(f"**#{language}/pole/saguenay-lac-saint-jean")
    assert page.evaluate(IN_VIEW, f"{language}/pole/saguenay-lac-saint-jean")
    press("Tab")  # the next stop is in the card
    assert page.evaluate(
        "id => document.getElementById(id).contains(document.activeElement)",
        f"{language}/pole/saguenay-lac-saint-jean",
    )


def test_the_map_is_reached_by_keyboard_once_for_each_region(visit: Any) -> None:
    """Tab stops once at each region, and Enter follows its link."""
    page = visit("#fr")
    stops = page.locator(".fr svg a:not([tabindex])")
    assert len(load().regions) == stops.count()
    stops.nth(5).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#fr/region/*")


def test_the_language_is_changed_by_keyboard(visit: Any) -> None:
    """Focus stays on the switch, so that it can be pressed again."""
    page = visit("#fr", small=True)
    page.get_by_role("link", name="English", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("a:focus", has_text="Français").wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(language: Language, visit: Any) -> None:
    """At 360 px, with everything open and an answer shown, nothing scrolls sideways."""
    page = visit(f"#{language}", width=360)
    page.evaluate(OPEN_ALL)
    page.get_by_role("combobox").fill("Saint-Damase")
    page.get_by_role("combobox").press("Enter")
    assert 360 == page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("language", LANGUAGES[:1])
def test_the_glossary_is_filtered_while_typing(language: Language, visit: Any) -> None:
    """The filter works without accents, and an empty one shows everything again."""
    page = visit(f"#{language}/glossary")
    entries = page.locator(f"article.concept.{language}:visible")
    everything = entries.count()
    assert 0 == everything  # folded, theme by theme
    field = page.get_by_role("searchbox")
    field.press_sequentially("COOPERATIVE" if language == "fr" else "co-op housing")
    assert 0 < entries.count() < len(load().concepts)
    field.fill("zzzz")
    assert 0 == entries.count()
    assert page.locator(".filter [role=status]:visible").inner_text()
    field.fill("")
    assert everything == entries.count()


def test_a_source_number_leads_to_its_source(visit: Any) -> None:
    """A source number shows its source, in the same language."""
    page = visit("#en/pole/laval", small=True)
    link = page.locator("[id='en/pole/laval'] small a").first
    number = link.inner_text()
    link.click()
    page.wait_for_url(f"**#en/s{number}")
    assert page.evaluate(IN_VIEW, f"s{number}")
    assert visible(page, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_page_is_short(language: Language, visit: Any) -> None:
    """On a phone of 390 × 844 px the whole page is at most 40 screens."""
    page = visit(f"#{language}", width=390)
    assert page.evaluate("document.documentElement.scrollHeight") <= 40 * 844


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(language: Language, visit: Any) -> None:
    """Axe finds no accessibility problem, with everything open, a list and an answer.

    Of the entries, which are all generated alike, one of 32 is kept, different in each
    language.
    """
    page = visit(f"#{language}", bypass_csp=True)
    page.evaluate(THIN, 16 * LANGUAGES.index(language))
    page.evaluate(OPEN_ALL)
    field = page.get_by_role("combobox")
    field.fill("Montcalm")
    field.press("Enter")
    field.press_sequentially("x")
    field.fill("saint")
    results = axe(page)
    assert 0 == results.violations_count, results.generate_report()


def test_the_dark_scheme_can_be_read(visit: Any) -> None:
    """The dark scheme is readable; colours are the same in both languages."""
    page = visit("#fr", color_scheme="dark", bypass_csp=True)
    page.evaluate(THIN, 8)
    page.evaluate(OPEN_ALL)
    page.get_by_role("combobox").fill("Montcalm")
    page.get_by_role("combobox").press("Enter")
    results = axe(page, options={"runOnly": ["color-contrast"]})
    assert 0 == results.violations_count, results.generate_report()


def axe(page: Any, **how: Any) -> Any:
    """Return the findings of axe, injected by the test, since the page's policy refuses it."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    return Axe().run(page, **how)
