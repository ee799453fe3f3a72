"""One language of the page: its words, and its entries made from the blocks of cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain

from markupsafe import Markup

from poles_cli.base.errors import N_
from poles_cli.base.i18n import LANGUAGES, Language, translator
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import MEASURES, by_series, every_figure
from poles_cli.output.blocks import Block, Heading, Items, Paragraph, Row, Rows
from poles_cli.output.cards.amounts import number
from poles_cli.output.cards.concept import concept_blocks, guide_blocks
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.figures import figure_blocks, series_blocks, share_blocks
from poles_cli.output.cards.labels import in_language
from poles_cli.output.cards.network import network_blocks
from poles_cli.output.cards.pole import PoleCard
from poles_cli.output.cards.pole_brief import pole_brief
from poles_cli.output.page.blocks import HtmlWriter, safe
from poles_cli.records.model import Concept, Pole, Record

_ARTICLE = Markup(
    '<article class="{kind} {lang}" lang="{lang}" id="{lang}/{kind}/{slug}"{names}>\n'
    "{open}\n{more}</article>"
)
_NAMES = Markup(' data-names="{}"')
_MORE = Markup("<details>\n<summary>{}</summary>\n{}\n</details>\n")
_REACH = Markup('\n<div class="reach">\n{}\n</div>')
_SEE = Markup('<div class="see">\n{}\n</div>\n')


class Voice:
    """One language of the page; `numbers` are those of sources, by id."""

    def __init__(
        self, directory: Directory, language: Language, numbers: Mapping[str, int]
    ) -> None:
        self.directory = directory
        self.language = language
        self.other: Language = "en" if language == "fr" else "fr"
        self.t = translator(language)
        self.write = HtmlWriter(self.t, language, numbers).write
        self.figures = by_series(every_figure(directory))
        self.measures = by_series(directory.measures)

    def title(self) -> str:
        """Return the title of the page."""
        return self.t(N_("Find your social-economy pôle"))

    def in_language(self, pair: Mapping[str, str] | None) -> str:
        """Return a bilingual text in this language."""
        return in_language(pair, self.language)

    def date(self, edtf: str | None) -> str:
        """Return an EDTF date in words."""
        return date(edtf, self.t, self.language)

    def number(self, value: float) -> str:
        """Return a count as this language groups it."""
        return number(value, self.language)

    def label(self, text: str) -> str:
        """Return a text with this language's colon after it."""
        return self.t(N_("{label}:")).format(label=text)

    def pole(self, pole: Pole) -> Markup:
        """Return the card of a pôle: the short one open, the full one folded."""
        parts = _parts(PoleCard(pole, self.directory, self.t, self.language).blocks())
        (name, *blocks), contacts = parts.pop(""), parts.pop("contacts")
        title, rows, *_ = pole_brief(pole, self.directory, self.t, self.language)
        ways, others = _split(rows)
        opening = self.write([title], 4) + _REACH.format(self.write([ways], 4))
        opening += self.write([others], 4)
        short = [Paragraph(name.aside.text)] if isinstance(name, Heading) else []
        identity = [Rows(self._identity(blocks))]
        more = self._more(
            N_("Everything known about it"), chain(short, contacts, identity, *parts.values())
        )
        names = pole.labels()[1:] if self.language == LANGUAGES[0] else ()
        return self._article("pole", pole.slug, opening, more, names)

    def _identity(self, blocks: Iterable[Block]) -> list[Row]:
        """Return the rows of blocks, except those that the page shows by links and position."""
        hidden = (self.t(N_("Identifier")), self.t(N_("Theme")))
        rows = (row for block in blocks if isinstance(block, Rows) for row in block.rows)
        return [row for row in rows if row.label not in hidden]

    def concept(self, concept: Concept) -> Markup:
        """Return the entry of a word: its meaning, site and related words open, the rest folded."""
        parts = _parts(concept_blocks(concept, self.directory, self.t, self.language))
        *meaning, identity = parts.pop("")
        rows = self._identity([identity])
        site = [Rows([row]) for row in rows if row.url]
        others = [row for row in rows if not row.url]
        opening = self.write([*meaning, *site], 4)
        related = self.write(parts.pop("related", ()), 4)
        more = self._more(
            N_("Law, facts and notes"), chain(*parts.values(), [Rows(others)] if others else ())
        )
        more += _SEE.format(related) if related else related
        return self._article("concept", concept.slug, opening, more)

    def series(self, series: Record) -> Markup:
        """Return a series of figures, folded under its title, with its other measures inside."""
        figures = self.figures.get(series["id"], ())
        blocks = series_blocks(figures, series, MEASURES, self.t, self.language)
        shares = self.measures.get(series["id"], ())
        _, *others = share_blocks(shares, self.directory, self.t, self.language) or (None,)
        title, *content = blocks
        more = self._more(N_("Other measures of this series"), filter(None, others))
        folded = _MORE.format(self.write([title], 2), self.write(content, 2) + "\n" + more)
        return self._article("series", series["id"], Markup(), folded)

    def _article(
        self, kind: str, slug: str, opening: Markup, more: Markup, names: Iterable[str] = ()
    ) -> Markup:
        """Return an entry; `names` are the other names that the search field finds it by."""
        found_by = safe("|".join(dict.fromkeys(names)))
        return _ARTICLE.format(
            kind=kind,
            slug=slug,
            lang=self.language,
            names=_NAMES.format(found_by) if found_by else "",
            open=opening,
            more=more,
        )

    def _more(self, summary: str, blocks: Iterable[Block]) -> Markup:
        """Return blocks folded under a summary, or an empty text if there are none."""
        content = self.write(blocks, 4)
        return _MORE.format(self.t(summary), content) if content else content

    def figures_title(self) -> Markup:
        """Return the title over all series, and the general caution."""
        blocks = figure_blocks((), self.directory, MEASURES[0], self.t, self.language)
        return self.write(blocks, 2)

    def guide(self) -> Markup:
        """Return the guide, each step folded under its title."""
        title, *steps = guide_blocks(self.directory.guide, self.language)
        folds = (
            _MORE.format(self.write([step], 2), self.write([self._untyped(lines)], 2))
            for step, lines in zip(steps[::2], steps[1::2], strict=True)
        )
        return self.write([title], 2) + "\n" + Markup().join(folds)

    def _untyped(self, block: Block) -> Block:
        """Return lines of the guide with the page's field instead of commands to type."""
        if not isinstance(block, Items):
            return block
        field = self.t(N_("The field at the top of this page finds it"))
        texts = (re.sub(r"poles locate \w+", field, item.text) for item in block.items)
        texts = (re.sub(r"; poles explain [^.]*", "", text) for text in texts)
        return Items([i._replace(text=text) for i, text in zip(block.items, texts, strict=True)])

    def network(self) -> Markup:
        """Return the facts about the network of pôles, folded under its title."""
        title, *blocks = network_blocks(self.directory.network, self.t, self.language)
        summary = self.t(N_("Everything known about it"))
        return self.write([title], 1) + "\n" + _MORE.format(summary, self.write(blocks, 2))


def _parts(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """Return the blocks of an entry by part, without sources, which the page lists once."""
    parts: dict[str, list[Block]] = {"": []}
    part = ""
    for block in blocks:
        part = block.part if isinstance(block, Heading) else part
        parts.setdefault(part, []).append(block)
    parts.pop("sources", None)
    return parts


def _split(block: Block) -> tuple[Rows, Rows]:
    """Return the contact rows of a short card, and the other rows."""
    rows = block.rows if isinstance(block, Rows) else []
    ways = next((i for i, row in enumerate(rows) if i and row.label), len(rows))
    return Rows(rows[:ways], inline=True), Rows(rows[ways:], inline=True)
