"""Documents drawn by Rich. Data reaches it as `Text`, never as markup."""

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
    Block,
    Cell,
    Drawing,
    Heading,
    Item,
    Items,
    Paragraph,
    Rows,
    Table,
)
from poles_cli.output.context import Context

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
_LINK_ID = re.compile(r"\x1b\]8;id=[^;]*;")
_TRAILING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")

# Rich breaks lines at no-break spaces too: stand-ins of the same width take their places meanwhile.
_STAND_INS = {"\u00a0": "\ue0a0", "\u202f": "\ue0af"}
_HOLD = str.maketrans(_STAND_INS)
_RELEASE = str.maketrans({stand_in: space for space, stand_in in _STAND_INS.items()})


def draw(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    """Yield the document as the terminal shows it, one block at a time."""
    console = _console(context)
    bullet = "•" if context.encodable("•─") else "*"
    first = True
    for block in blocks:
        for renderable in _drawn(block, bullet, context, first):
            console.print(renderable, soft_wrap=False)
        first = False
        buffer = console.file
        assert isinstance(buffer, io.StringIO)
        text = _LINK_ID.sub("\x1b]8;;", buffer.getvalue()).translate(_RELEASE)
        # Rich pads lines to their full width; nobody wants that in a copy and paste.
        yield "".join(_TRAILING.sub(_escapes, line) + "\n" for line in text.splitlines())
        buffer.seek(0)
        buffer.truncate()


def _escapes(trailing: re.Match[str]) -> str:
    return trailing[0].replace(" ", "")


def _safe(text: str) -> str:
    """Return `text` on one line that Rich may break between words, and nowhere else."""
    return one_line(text).translate(_HOLD)


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


def _drawn(block: Block, bullet: str, context: Context, first: bool) -> Iterator[RenderableType]:
    width = min(context.width, READABLE_WIDTH)
    if isinstance(block, Heading):
        if not first:
            yield Text("")
        yield _heading(block)
    elif isinstance(block, Paragraph):
        text = _text(block.text)
        if block.aside:
            text.append(("  " if block.text else "") + _safe(block.aside), ASIDE)
        yield _narrow(text, width)
    elif isinstance(block, Rows):
        yield _rows(block, width)
    elif isinstance(block, Items):
        yield _items(block, bullet, width)
    elif isinstance(block, Drawing):
        yield from map(_drawn_line, block.lines)
    else:
        yield _table(block, context)


def _drawn_line(runs: list[tuple[str, str]]) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    for run, role in runs:
        text.append(_safe(run), ROLES[role])
    return text


def _heading(block: Heading) -> Text:
    text = Text(_safe(block.text), TITLE if block.level == 1 else PART)
    if block.aside:
        text.append("  " + _safe(block.aside), ASIDE)
    return text


def _narrow(text: Text, width: int) -> RenderableType:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(max_width=width - 2, overflow="fold")
    grid.add_row("", text)
    return grid


def _rows(block: Rows, width: int) -> RenderableType:
    labels = max((len(row.label) for row in block.rows), default=0)
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=0)
    grid.add_column(no_wrap=True)
    grid.add_column(max_width=max(20, width - labels - 5), overflow="fold")
    for row in block.rows:
        value = _linked(row.text, row.url)
        if row.aside:
            value.append("\n" + _safe(row.aside), ASIDE)
        grid.add_row("", Text(_safe(row.label), LABEL), value)
    return grid


def _items(block: Items, bullet: str, width: int) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(width=1)
    grid.add_column(max_width=width - 5, overflow="fold")
    for item in block.items:
        grid.add_row("", Text(bullet, ASIDE), _item(item))
    return grid


def _item(item: Item) -> Text:
    text = Text()
    if item.lead:
        text.append(_safe(item.lead) + " ", NAME)
    text.append_text(_linked(item.text, item.url))
    if item.aside:
        text.append("  " + _safe(item.aside), ASIDE)
    return text


def _table(block: Table, context: Context) -> RenderableType:
    line = context.encodable("─")
    table = RichTable(
        box=box.SIMPLE_HEAD if line else box.ASCII2,
        pad_edge=False,
        header_style=PART,
        show_edge=False,
        safe_box=not line,
    )
    whole = [index for index in block.whole if _widest(block, index) <= context.width // 2]
    for index, heading in enumerate(block.headings):
        table.add_column(
            Text(_safe(heading)),
            justify="right" if index in block.numeric else "left",
            overflow="fold",
            no_wrap=index in block.numeric or index in whole,
        )
    for row in block.rows:
        table.add_row(*[_cell(cell, index == block.key) for index, cell in enumerate(row)])
    return table


def _widest(block: Table, index: int) -> int:
    cells = (row[index] for row in block.rows)
    return max((len(line) for c in cells for line in f"{c.text}\n{c.aside}".split("\n")), default=0)


def _cell(cell: Cell, is_name: bool) -> Text:
    text = _linked(cell.text, cell.url)
    if is_name:
        text.stylize(NAME)
    if cell.aside:
        text.append("\n" if cell.text else "")
        text.append(_safe(cell.aside), ASIDE)
    return text


def _linked(text: str, url: str) -> Text:
    """Return the text, as a link where it is its own address: the address is always to be seen."""
    safe = _text(text)
    start = text.find(url)
    if start >= 0 and url == one_line(url) and url.startswith(("http://", "https://")):
        safe.stylize(Style(link=url), start, start + len(url))
    return safe


def _text(text: str) -> Text:
    return Text("\n".join(_safe(line) for line in text.split("\n")))
