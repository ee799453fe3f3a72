"""Text for people: drawn by Rich on a terminal, plain and unwrapped in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Translate
from poles_cli.base.text import plain
from poles_cli.output.blocks import (
    Block,
    Cell,
    Drawing,
    Heading,
    Items,
    Paragraph,
    Row,
    Rows,
    Table,
)
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.projection import flat_row


def pieces(result: Result, context: Context, *, drawn: bool) -> Iterator[str]:
    """Yield the result as people read it; `drawn` is for a terminal, else as plain text."""
    found = blocks(result, context)
    if drawn:
        from poles_cli.output.formats.terminal import draw

        yield from draw(found, context)
    else:
        yield from (line + "\n" for line in plain_lines(found, context.translate))


def blocks(result: Result, context: Context) -> list[Block]:
    """Return what the command draws, or a table of the fields that were asked for."""
    if result.draw is not None and not context.options.fields:
        return result.draw(context.translate, context.language)
    columns = context.options.fields or result.columns
    rows = [
        [Cell(value) for value in flat_row(record, columns)] for record in result.flat_records()
    ]
    return [Table([heading(column, context.translate) for column in columns], rows)]


def heading(column: str, t: Translate) -> str:
    """Return the heading of a column: its label where it has one, else the field's own name."""
    from poles_cli.output.cards.words import COLUMN_LABELS

    label = COLUMN_LABELS.get(column)
    return t(label) if label else column


def plain_lines(found: Iterable[Block], t: Translate = str) -> Iterator[str]:
    """Yield a document as unwrapped lines; an entry's parts are indented under their titles.

    `t` says how the person's language sets a colon; English when not given.
    """
    first = True
    for block in found:
        if isinstance(block, Heading):
            if not first:
                yield ""
            yield plain(_joined(block.text, block.aside, " — "))
        elif isinstance(block, Paragraph):
            yield "  " + plain(_aside(block.text, block.aside))
        elif isinstance(block, Rows):
            yield from ("  " + plain(_row(row, t)) for row in block.rows)
        elif isinstance(block, Items):
            for item in block.items:
                text = _joined(item.lead, item.text, " ")
                yield "  - " + plain(_aside(_with_url(text, item.url), item.aside))
        elif isinstance(block, Drawing):
            yield from (plain("".join(text for text, _ in runs)).rstrip() for runs in block.lines)
        else:
            yield from ("  " + plain(line) for line in _table_lines(block, t))
        first = False


def _table_lines(table: Table, t: Translate) -> Iterator[str]:
    for row in table.rows:
        cells = [
            _joined(labelled(title, t), _aside(_with_url(cell.text, cell.url), cell.aside), " ")
            for title, cell in zip(table.headings, row, strict=True)
            if cell.text
        ]
        yield "; ".join(cells)


def labelled(label: str, t: Translate) -> str:
    """Return a label with its colon, as the person's language sets it."""
    return t(N_("{label}:")).format(label=label) if label else ""


def _row(row: Row, t: Translate) -> str:
    return f"{labelled(row.label, t)} {_aside(_with_url(row.text, row.url), row.aside)}"


def _with_url(text: str, url: str) -> str:
    return _joined(text, url, " ") if url and url not in text else text


def _aside(text: str, aside: str) -> str:
    return f"{text} ({aside})" if aside and text else text or aside


def _joined(first: str, second: str, separator: str) -> str:
    return separator.join(part for part in (first, second) if part)
