"""Write blocks as HTML; sources are numbers of the bibliography.

The script turns the numbers into links, because three thousand links take more than 5 kB, gzipped.
Every text of the data is escaped, without hidden characters, and only safe addresses are links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from markupsafe import Markup, escape

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.text import one_line
from poles_cli.output.blocks import (
    Aside,
    Block,
    Cell,
    Chart,
    Figure,
    Heading,
    Item,
    Items,
    Paragraph,
    Row,
    Rows,
    Table,
    Total,
)
from poles_cli.output.formats.asides import grade, notes, sighting

_WEB = ("http://", "https://")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


class HtmlWriter:
    """Writes blocks in one language; `numbers` are those of sources, by id."""

    def __init__(self, t: Translate, language: Language, numbers: Mapping[str, int]) -> None:
        self.t = t
        self.language = language
        self.numbers = numbers

    def write(self, blocks: Iterable[Block], level: int) -> Markup:
        """Return the markup of blocks; the heading of an entry is h`level`, its parts one lower."""
        return _lines(
            self._block(block, level)
            for block in blocks
            if not (isinstance(block, Paragraph) and block.typed)  # a command, useless on a page
        )

    def _block(self, block: Block, level: int) -> Markup:
        match block:
            case Heading():
                rank = level + block.level - 1
                text = safe(block.text) + self._aside(block.aside)
                return _markup("<h{}>{}</h{}>", rank, text, rank)
            case Paragraph():
                text = safe(block.text) + self._aside(block.aside)
                return _markup("<p>{}</p>", text)
            case Rows():
                kind = Markup(' class="brief"' if block.inline else "")
                return _markup("<dl{}>\n{}\n</dl>", kind, _lines(self._rows(block.rows)))
            case Items():
                return _markup("<ul>\n{}\n</ul>", _lines(map(self._item, block.items)))
            case Total():
                amounts = _lines(_markup("<li>{}</li>", safe(text)) for text in block.amounts)
                lead, aside = safe(block.lead), self._aside(block.aside)
                total = '<div class="whole">\n<p><b>{}</b></p>\n<ul>\n{}\n</ul>\n<p>{}</p>\n</div>'
                return _markup(total, lead, amounts, aside)
            case Chart():
                return self._chart(block)
            case Table():
                cells = (map(self._cell, row) for row in block.rows)
                return _table(map(safe, block.headings), map(Markup().join, cells))
        lines = (one_line("".join(text for text, _ in runs)) for runs in block.lines)
        return _markup("<pre>{}</pre>", "\n".join(lines))

    def _rows(self, rows: Sequence[Row]) -> Iterator[Markup]:
        """Yield each label with its value, and the values of the next rows that have no label."""
        label = ""
        values: list[Markup] = []
        for row, following in zip_longest(rows, rows[1:]):
            label = label if values else row.label
            value = self._linked(row.text, row.url, row.aside.entry) + self._aside(row.aside)
            values.append(_markup("<dd>{}</dd>", value))
            if following is None or following.label:
                yield _markup("<div><dt>{}</dt>{}</div>", safe(label), Markup().join(values))
                values = []

    def _item(self, item: Item) -> Markup:
        text = self._linked(item.text, item.url, item.aside.entry)
        if item.gone:
            text = _markup("<s>{}</s>", safe(item.text))
        text = self._foreign(text, item.language)
        if item.lead:
            text = _markup("<b>{}</b> {}", safe(item.lead), text)
        if item.percent:
            text += _bar(item.percent)
        return _markup("<li>{}</li>", text + self._aside(item.aside))

    def _cell(self, cell: Cell) -> Markup:
        text = Markup("<br>").join(map(safe, cell.text.split("\n")))
        if cell.url:
            text = self._linked(cell.text, cell.url)
        return _markup("<td>{}</td>", text + self._aside(cell.aside))

    def _chart(self, chart: Chart) -> Markup:
        """Return a table whose amounts have bars; on a narrow screen each cell names its column."""
        t, dated = self.t, any(figure.when for figure in chart.figures)
        columns = [t(N_("Year"))] if dated else []
        columns += chart.headings
        headings = [t(N_("Place")), *columns, t(N_("Sources"))]
        rows = []
        for figure in chart.figures:
            texts = [figure.when, *figure.amounts] if dated else figure.amounts
            bars = [0, *figure.bars] if dated else figure.bars
            cells = [
                _markup('<td data-label="{}">{}</td>', column, safe(text) + _bar(100 * bar))
                for column, text, bar in zip(columns, texts, bars, strict=True)
            ]
            aside = _markup('<td class="backing">{}</td>', self._aside(figure.aside))
            rows.append(self._place(figure) + Markup().join(cells) + aside)
        return _table(map(safe, headings), rows, "dated" if dated else "")

    def _place(self, figure: Figure) -> Markup:
        text = safe(figure.name or figure.label)
        if figure.again:
            again = self.t(N_("another figure for the same place"))
            text += _markup(" <small>({})</small>", again)
        return _markup('<th scope="row">{}</th>', text)

    def _aside(self, aside: Aside) -> Markup:
        """Return an aside after a space, or an empty text."""
        text, *others = notes(aside, self.t, self.language)
        parts = [self._foreign(safe(text), aside.language), *map(safe, others)]
        if words := grade(aside, self.t):
            kind = f"{aside.confidence} shaded" if aside.shades else aside.confidence
            parts.append(_markup('<span class="grade {}">{}</span>', kind, safe(words)))
        parts.append(safe(sighting(aside, self.t, self.language)))
        if aside.sources:
            numbers = ", ".join(str(self.numbers[id_]) for id_ in aside.sources)
            parts.append(_markup(self.t(N_("sources: {ids}")), ids=numbers))
        content = Markup(" · ").join(filter(None, parts))
        return _markup(" <small>{}</small>", content) if content else content

    def _foreign(self, text: Markup, language: str) -> Markup:
        """Return a text, marked with its language if it is not the page's."""
        if not text or language in ("", self.language):
            return text
        return _markup('<span lang="{}">{}</span>', language, text)

    def _linked(self, text: str, url: str, entry: str = "") -> Markup:
        address = web(url)
        if entry:
            address = f"#{self.language}/{entry}"
        elif _EMAIL.fullmatch(text):
            address = f"mailto:{text}"
        return link(address, text)


def link(address: str, text: str) -> Markup:
    """Return a text as a link, or plain if there is no address."""
    if not address:
        return safe(text)
    return _markup('<a href="{}">{}</a>', safe(address), safe(text))


def web(address: object) -> str:
    """Return an address that is safe for a browser, or an empty text for any other."""
    text = str(address)
    return text if text.casefold().startswith(_WEB) else ""


def safe(text: str) -> Markup:
    """Return a text escaped for HTML, without hidden characters."""
    return escape(one_line(text))


def _markup(template: str, *values: object, **named: object) -> Markup:
    return Markup(template).format(*values, **named)


def _lines(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(part for part in parts if part)


def _table(headings: Iterable[Markup], rows: Iterable[Markup], kind: str = "") -> Markup:
    head = Markup().join(_markup('<th scope="col">{}</th>', heading) for heading in headings)
    body = _lines(_markup("<tr>{}</tr>", row) for row in rows)
    table = "<table{}>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>"
    return _markup(table, _markup(' class="{}"', kind) if kind else "", head, body)


def _bar(percent: float) -> Markup:
    """Return a bar that fills a share of its width, or an empty text for 0."""
    if not percent:
        return Markup()
    return _markup(
        '<svg class="gauge" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="6"/><rect class="full" width="{:.1f}" height="6"/></svg>',
        percent,
    )
