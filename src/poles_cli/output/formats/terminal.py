"""Draw documents with Rich. Data is passed as `Text`, never as markup."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from poles_cli.base.text import one_line
from poles_cli.output.blocks import (
    Aside,
    Block,
    Cell,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Rows,
    Table,
)
from poles_cli.output.context import Context
from poles_cli.output.formats.asides import aside_text

# Bold, dim and two of the terminal's own colours: legible on light and dark backgrounds alike.
TITLE = Style(bold=True, color="cyan")
PART = Style(bold=True)
NAME = Style(bold=True)
LABEL = Style(color="cyan")
ASIDE = Style(dim=True)
ROLES = {
    "": Style.null(),
    "name": NAME,
    "label": LABEL,
    "aside": ASIDE,
    "line": Style.null(),
    "bar": Style(color="cyan"),
    "mark": Style(bold=True, color="magenta"),
}

READABLE_WIDTH = 100  # longer lines of prose are hard to read
_CHART_WIDTH = 110
_BARS = "▏▎▍▌▋▊▉█"  # one eighth of a column, two eighths… a full one
_LINK_ID = re.compile(r"\x1b\]8;id=[^;]*;")
_TRAILING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")

# Rich breaks lines at no-break spaces too, so characters of the same width replace them meanwhile.
_STAND_INS = (("\u00a0", "\ue0a0"), ("\u202f", "\ue0af"))


def draw(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    """Yield the document for the terminal, one block at a time."""
    console = _console(context)
    writer = _Writer(context)
    for index, block in enumerate(blocks):
        if index and isinstance(block, Heading):
            console.print("")
        for renderable in writer.drawn(block):
            console.print(renderable, soft_wrap=False)
        buffer = console.file
        assert isinstance(buffer, io.StringIO)
        text = _LINK_ID.sub("\x1b]8;;", buffer.getvalue())
        for space, stand_in in _STAND_INS:
            text = text.replace(stand_in, space)
        # Rich pads lines to their full width, which spoils copy and paste.
        yield "".join(_TRAILING.sub(_escapes, line) + "\n" for line in text.splitlines())
        buffer.seek(0)
        buffer.truncate()


def _escapes(trailing: re.Match[str]) -> str:
    return trailing[0].replace(" ", "")


def _safe(text: str) -> str:
    """Return `text` on one line that Rich may break between words, and nowhere else."""
    text = one_line(text)
    for space, stand_in in _STAND_INS:
        text = text.replace(space, stand_in)
    return text


def _console(context: Context) -> Console:
    return Console(
        file=io.StringIO(),
        width=context.width,
        color_system="standard" if context.color else None,
        force_terminal=context.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


class _Writer:
    """Turns blocks into Rich objects, in the language and width of a context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.width = min(context.width, READABLE_WIDTH)
        self.bullet = "•" if context.encodable("•─") else "*"

    def words(self, aside: Aside) -> str:
        """Return an aside as text."""
        return aside_text(aside, self.context.translate, self.context.language)

    def drawn(self, block: Block) -> Iterator[RenderableType]:
        """Yield a block as Rich objects."""
        match block:
            case Heading():
                text = Text(_safe(block.text), TITLE if block.level == 1 else PART)
                yield self._backed(text, block.aside, "  ")
            case Paragraph():
                text = _text(block.text)
                text = self._backed(text, block.aside, "  " if block.text else "")
                yield _narrow(text, self.width)
            case Rows():
                yield self._rows(block)
            case Items():
                yield self._items(block)
            case Table():
                while block.wide and self.context.width >= block.wide.least:
                    block = block.wide
                yield self._table(block)
            case _:
                from poles_cli.output.formats.charts import Look, drawn_lines

                glyphs = _BARS if self.context.encodable(_BARS) else "#"
                look = Look(min(self.context.width, _CHART_WIDTH), glyphs)
                yield from map(_drawn_line, drawn_lines(block, look, self.words))

    def _backed(self, text: Text, aside: Aside, separator: str) -> Text:
        """Add an aside to a text, in a quiet style."""
        if words := self.words(aside):
            text.append(separator + _safe(words), ASIDE)
        return text

    def _rows(self, block: Rows) -> RenderableType:
        labels = max((len(row.label) for row in block.rows), default=0)
        grid = RichTable.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=0)
        grid.add_column(no_wrap=True)
        grid.add_column(max_width=max(20, self.width - labels - 5), overflow="fold")
        for row in block.rows:
            separator = "   " if block.inline else "\n"
            value = self._backed(_linked(row.text, row.url), row.aside, separator)
            grid.add_row("", Text(_safe(row.label), LABEL), value)
        return grid

    def _items(self, block: Items) -> RenderableType:
        grid = RichTable.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column(width=1)
        grid.add_column(max_width=self.width - 5, overflow="fold")
        for item in block.items:
            grid.add_row("", Text(self.bullet, ASIDE), self._item(item))
        return grid

    def _item(self, item: Item) -> Text:
        text = Text()
        if item.lead:
            text.append(_safe(item.lead) + " ", NAME)
        text.append_text(_linked(item.text, item.url))
        return self._backed(text, item.aside, "  ")

    def _table(self, block: Table) -> RenderableType:
        line = self.context.encodable("─")
        widest = [self._widest(block, index) for index in range(len(block.headings))]
        room = self.context.width - sum(widest)
        gaps = len(widest) - 1
        table = RichTable(
            # A list of one line per row has no rule either, so that the 22 pôles fit on a screen.
            box=None if block.least else box.SIMPLE_HEAD if line else box.ASCII2,
            padding=(0, 2) if block.least else (0, 1),
            collapse_padding=bool(block.least or (block.numeric and room < 3 * gaps)),
            pad_edge=False,
            header_style=PART,
            show_edge=False,
            safe_box=not line,
        )
        half = self.context.width // 2
        for index, heading in enumerate(block.headings):
            table.add_column(
                Text(_safe(heading)),
                justify="right" if index in block.numeric else "left",
                overflow="fold",
                no_wrap=(index in block.numeric and room >= 2 * gaps)
                or (index in block.whole and widest[index] <= half),
            )
        for row in block.rows:
            table.add_row(*[self._cell(cell, index == block.key) for index, cell in enumerate(row)])
        return table

    def _widest(self, block: Table, index: int) -> int:
        texts = [f"{row[index].text}\n{self.words(row[index].aside)}" for row in block.rows]
        return max(
            len(line) for text in [*texts, block.headings[index]] for line in text.split("\n")
        )

    def _cell(self, cell: Cell, is_name: bool) -> Text:
        text = _linked(cell.text, cell.url)
        if is_name:
            text.stylize(NAME)
        return self._backed(text, cell.aside, "\n" if cell.text else "")


def _drawn_line(runs: Line) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    for run, role in runs:
        text.append(_safe(run), ROLES[role])
    return text


def _narrow(text: Text, width: int) -> RenderableType:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(max_width=width - 2, overflow="fold")
    grid.add_row("", text)
    return grid


def _linked(text: str, url: str) -> Text:
    """Return the text, as a link only if it is the address, which is then always visible."""
    safe = _text(text)
    start = text.find(url)
    if start >= 0 and url == one_line(url) and url.startswith(("http://", "https://")):
        safe.stylize(Style(link=url), start, start + len(url))
    return safe


def _text(text: str) -> Text:
    return Text("\n".join(_safe(line) for line in text.split("\n")))
