"""The page and the card of an entry have the same facts and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from poles_cli import load
from poles_cli.base.i18n import LANGUAGES, Language, translator
from poles_cli.directory.figures import every_figure
from poles_cli.output.blocks import Aside, Block, Chart, Heading, Items, Rows, Total
from poles_cli.output.cards.concept import concept_blocks
from poles_cli.output.cards.figures import series_blocks, share_blocks
from poles_cli.output.cards.network import network_blocks
from poles_cli.output.cards.pole import PoleCard
from poles_cli.output.formats.asides import grade, notes, sighting
from poles_cli.output.page.build import build, in_order_of_citation

DIRECTORY = load()
NUMBERS = {source.id: number for number, source in enumerate(in_order_of_citation(DIRECTORY), 1)}


@pytest.fixture(scope="module")
def page() -> dict[str, str]:
    """The markup of each entry and section of the page, by id."""
    parts = re.split(r"(?=<(?:article|section)[ >])", build(DIRECTORY))
    ids = [re.match(r'<\w+ [^>]*\bid="([^"]+)"', part) for part in parts]
    return {id_[1]: part for id_, part in zip(ids, parts, strict=True) if id_ is not None}


def plain(markup: str) -> str:
    """Return the visible text, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())


def cards(language: Language) -> Iterator[tuple[str, list[Block]]]:
    """Yield the id of each entry and its blocks on the terminal."""
    t = translator(language)
    for pole in DIRECTORY.poles:
        yield f"{language}/pole/{pole.slug}", PoleCard(pole, DIRECTORY, t, language).blocks()
    for concept in DIRECTORY.concepts:
        blocks = concept_blocks(concept, DIRECTORY, t, language)
        yield f"{language}/concept/{concept.slug}", blocks
    yield f"{language}/network", network_blocks(DIRECTORY.network, t, language)
    for series in DIRECTORY.series:
        rows = [row for row in every_figure(DIRECTORY) if row["series"] == series["id"]]
        shares = [share for share in DIRECTORY.measures if share["series"] == series["id"]]
        blocks = series_blocks(rows, series, ("enterprises",), t, language)
        blocks += share_blocks(shares, DIRECTORY, t, language)
        # The page draws the bars of all three measures, with another caption.
        facts: list[Block] = [b for b in blocks if isinstance(b, Chart | Total | Items)]
        yield f"{language}/series/{series['id']}", facts


def expected(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks that the page shows unchanged.

    It lists the sources of all entries once, and contacts need no title there.
    """
    part = ""
    for block in blocks:
        part = block.part if isinstance(block, Heading) else part
        if part != "sources" and not (isinstance(block, Heading) and part == "contacts"):
            yield block


def lines(block: Any) -> Iterator[Any]:
    """Yield the parts of a block with text and an aside: its lines, or the block itself."""
    if isinstance(block, Rows):
        yield from block.rows
    elif isinstance(block, Items):
        yield from block.items
    elif isinstance(block, Chart):
        yield from block.figures
    elif not getattr(block, "typed", False):
        yield block


def texts(line: Any, language: Language) -> Iterator[str]:
    """Yield every text of a line, and of its aside.

    The address of an entry has its identifier, and its place in the page shows its theme.
    """
    t, aside = translator(language), line.aside
    if getattr(line, "label", "") in (t("Identifier"), t("Theme")):
        return
    yield getattr(line, "name", "") or getattr(line, "label", "")
    for name in ("text", "lead", "when"):
        yield getattr(line, name, "")
    yield from getattr(line, "amounts", ())
    yield from (*notes(aside, t, language), grade(aside, t), sighting(aside, t, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_fact_of_the_cards(language: Language, page: dict[str, str]) -> None:
    """Each text of a card, with its sources and grade, is in the page's entry."""
    missing = [
        (id_, text)
        for id_, blocks in cards(language)
        for seen in [plain(page[id_])]
        for block in expected(blocks)
        for line in lines(block)
        for text in texts(line, language)
        if " ".join(text.split()) not in seen
    ]
    assert [] == missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_cites_the_sources_of_the_cards(language: Language, page: dict[str, str]) -> None:
    """The numbers of an entry lead exactly to the sources of its card."""
    for id_, blocks in cards(language):
        asides: list[Aside] = [line.aside for block in blocks for line in lines(block)]
        cited = {NUMBERS[source] for aside in asides for source in aside.sources}
        lists = re.findall(r"sources\s?: ([\d, ]+)</small>", page[id_])
        assert cited == {int(number) for text in lists for number in text.split(", ")}
