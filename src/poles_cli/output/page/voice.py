"""One language of the page: its words, and its entries made of the blocks of cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from markupsafe import Markup

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, translator
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import MEASURES, every_figure
from poles_cli.output.blocks import Block, Heading
from poles_cli.output.cards.amounts import number
from poles_cli.output.cards.concept import concept_blocks, guide_blocks
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.figures import figure_blocks, series_blocks, share_blocks
from poles_cli.output.cards.labels import said
from poles_cli.output.cards.network import network_blocks
from poles_cli.output.cards.pole import PoleCard
from poles_cli.output.page.html import HtmlWriter
from poles_cli.records.model import Concept, Pole, Record

_ARTICLE = Markup(
    '<article class="{kind} {lang}" lang="{lang}" id="{lang}/{kind}/{slug}">\n'
    "{open}\n{more}</article>"
)
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
        self.figures = every_figure(directory)

    def said(self, pair: Mapping[str, str] | None) -> str:
        """Return a bilingual text in this language."""
        return said(pair, self.language)

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
        """Return the card of a pôle: its name and how to reach it open, the rest folded."""
        parts = _parts(PoleCard(pole, self.directory, self.t, self.language).blocks())
        name, *identity = parts.pop("")
        _, *reach = parts.pop("contacts")
        opening = self.write([name], 4) + _REACH.format(self.write(reach, 4))
        more = self._more(N_("Everything known about it"), chain(identity, *parts.values()))
        return self._article("pole", pole.slug, opening, more)

    def concept(self, concept: Concept) -> Markup:
        """Return the entry of a word: its meaning and its neighbours open, the rest folded."""
        parts = _parts(concept_blocks(concept, self.directory, self.t, self.language))
        opening = self.write(parts.pop(""), 4)
        related = self.write(parts.pop("related", ()), 4)
        more = self._more(N_("Law, facts and notes"), chain(*parts.values()))
        more += _SEE.format(related) if related else related
        return self._article("concept", concept.slug, opening, more)

    def series(self, series: Record) -> Markup:
        """Return a series of figures, its other measures folded."""
        figures = [figure for figure in self.figures if figure["series"] == series["id"]]
        blocks = series_blocks(figures, series, MEASURES, self.t, self.language)
        shares = [share for share in self.directory.measures if share["series"] == series["id"]]
        _, *others = share_blocks(shares, self.directory, self.t, self.language) or (None,)
        more = self._more(N_("Other measures of this series"), filter(None, others))
        return self._article("series", series["id"], self.write(blocks, 2), more)

    def _article(self, kind: str, slug: str, opening: Markup, more: Markup) -> Markup:
        return _ARTICLE.format(kind=kind, slug=slug, lang=self.language, open=opening, more=more)

    def _more(self, summary: str, blocks: Iterable[Block]) -> Markup:
        """Return blocks folded under a summary, nothing if there are none."""
        content = self.write(blocks, 4)
        return _MORE.format(self.t(summary), content) if content else content

    def figures_title(self) -> Markup:
        """Return the title over all series, and what to be wary of."""
        blocks = figure_blocks((), self.directory, MEASURES[0], self.t, self.language)
        return self.write(blocks, 2)

    def guide(self) -> Markup:
        """Return the guide, step by step; nothing in an edition without one."""
        guide = self.directory.guide
        return self.write(guide_blocks(guide, self.language), 2) if guide else Markup()

    def network(self) -> Markup:
        """Return what is known of the network of pôles."""
        title, *blocks = network_blocks(self.directory.network, self.t, self.language)
        return self.write([title], 1) + "\n" + self.write(blocks, 2)


def _parts(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """Return the blocks of an entry by part; the page has one bibliography for all of them."""
    parts: dict[str, list[Block]] = {"": []}
    part = ""
    for block in blocks:
        part = block.part if isinstance(block, Heading) else part
        parts.setdefault(part, []).append(block)
    parts.pop("sources", None)
    return parts
