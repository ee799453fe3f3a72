"""Write text for people: drawn by Rich on a terminal, plain and unwrapped in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.text import plain
from poles_cli.output.blocks import (
    Aside,
    Block,
    Cell,
    Heading,
    Items,
    Paragraph,
    Rows,
    Table,
)
from poles_cli.output.context import Context
from poles_cli.output.formats.asides import aside_text
from poles_cli.output.result import Result
from poles_cli.records.projection import flat_row


def pieces(result: Result, context: Context, *, drawn: bool) -> Iterator[str]:
    """Yield the result for people: for a terminal if `drawn`, else as plain text."""
    if drawn and result.brief and not context.options.fields:
        found = result.brief(context.translate, context.language)
    else:
        found = blocks(result, context)
    if drawn:
        from poles_cli.output.formats.terminal import draw

        yield from draw(found, context)
    else:
        yield from (line + "\n" for line in plain_lines(found, context.translate, context.language))


def blocks(result: Result, context: Context) -> list[Block]:
    """Return the command's own blocks, or a table of the requested fields."""
    if result.draw is not None and not context.options.fields:
        return result.draw(context.translate, context.language)
    columns = context.options.fields or result.columns
    rows = [
        [Cell(value) for value in flat_row(record, columns)] for record in result.flat_records()
    ]
    return [Table(headings(result, columns, context.translate), rows)]


def headings(result: Result, columns: Iterable[str], t: Translate) -> list[str]:
    """Return the heading of each column: its label if any, else the name of the field."""
    from poles_cli.rules.records import label

    return [t(label(result.kind, column)) for column in columns]


def plain_lines(
    found: Iterable[Block], t: Translate = str, language: Language = "en"
) -> Iterator[str]:
    """Yield a document as unwrapped lines, with an entry's parts indented under their titles."""

    def words(aside: Aside) -> str:
        return aside_text(aside, t, language)

    def backed(text: str, aside: Aside) -> str:
        quiet = words(aside)
        return f"{text} ({quiet})" if text and quiet else text or quiet

    for index, block in enumerate(found):
        match block:
            case Heading():
                yield from [""] if index else []
                yield plain(_joined(block.text, words(block.aside), " — "))
            case Paragraph():
                yield "  " + plain(backed(block.text, block.aside))
            case Rows():
                for row in block.rows:
                    text = backed(_with_url(row.text, row.url), row.aside)
                    yield "  " + plain(f"{labelled(row.label, t)} {text}")
            case Items():
                for item in block.items:
                    text = _with_url(_joined(item.lead, item.text, " "), item.url)
                    yield "  - " + plain(backed(text, item.aside))
            case Table():
                for cells in block.rows:
                    texts = []
                    for title, cell in zip(block.headings, cells, strict=True):
                        text = backed(_with_url(cell.text, cell.url), cell.aside)
                        texts += [_joined(labelled(title, t), text, " ")] if cell.text else []
                    yield "  " + plain("; ".join(texts))
            case _:
                from poles_cli.output.formats.charts import Look, drawn_lines

                for runs in drawn_lines(block, Look(), words):
                    yield plain("".join(text for text, _ in runs)).rstrip()


def labelled(label: str, t: Translate) -> str:
    """Return a label with its colon, by the rules of the user's language."""
    return t(N_("{label}:")).format(label=label) if label else ""


def _with_url(text: str, url: str) -> str:
    return _joined(text, url, " ") if url and url not in text else text


def _joined(first: str, second: str, separator: str) -> str:
    return separator.join(part for part in (first, second) if part)
