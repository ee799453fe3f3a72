"""Markdown: a table of records, or a document with its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poles_cli.base.i18n import Language, Translate
from poles_cli.base.text import one_line
from poles_cli.output.blocks import (
    Aside,
    Block,
    Cell,
    Heading,
    Item,
    Items,
    Paragraph,
    Row,
    Rows,
    Table,
)
from poles_cli.output.context import Context
from poles_cli.output.formats.asides import aside_text
from poles_cli.output.formats.charts import Look, drawn_lines
from poles_cli.output.formats.text import headings, labelled
from poles_cli.output.result import Result
from poles_cli.records.projection import flat_row

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_[]<>|#&~$"})


def write_markdown(result: Result, context: Context) -> Iterator[str]:
    """Yield prose for `show` and `explain`, a table for lists."""
    t = context.translate
    if result.draw is not None and result.prose_in_pipe and not context.options.fields:
        for block in result.draw(t, context.language):
            yield from _block(block, t, context.language)
        return
    columns = context.options.fields or result.columns
    rows = (map(escape, flat_row(record, columns)) for record in result.flat_records())
    yield from _table(headings(result, columns, t), rows)


def escape(text: str) -> str:
    """Return `text` on one line, with Markdown's markup escaped."""
    return one_line(text).translate(_SPECIAL)


def _block(block: Block, t: Translate, language: Language) -> Iterator[str]:
    def words(aside: Aside) -> str:
        return aside_text(aside, t, language)

    def value(row: Row | Item | Cell | Paragraph, url: str = "") -> str:
        quiet = words(row.aside)
        return _linked(row.text, url) + (f" ({escape(quiet)})" if quiet else "")

    match block:
        case Heading():
            quiet = words(block.aside)
            aside = f" — {escape(quiet)}" if quiet else ""
            yield f"{'#' * block.level} {escape(block.text)}{aside}\n\n"
        case Paragraph():
            yield value(block) + "\n\n"
        case Rows():
            for row in block.rows:
                yield f"- **{escape(labelled(row.label, t))}** {value(row, row.url)}\n"
            yield "\n"
        case Items():
            for item in block.items:
                lead = f"**{escape(item.lead)}** " if item.lead else ""
                yield f"- {lead}{value(item, item.url)}\n"
            yield "\n"
        case Table():
            rows = ([value(cell, cell.url) for cell in cells] for cells in block.rows)
            yield from _table([escape(text) for text in block.headings], rows)
            yield "\n"
        case _:
            lines = drawn_lines(block, Look(), words)
            texts = (one_line("".join(text for text, _ in runs)).rstrip() for runs in lines)
            yield from ("```text\n", *(text + "\n" for text in texts), "```\n\n")


def _table(headings: list[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |\n"
    yield "|" + " --- |" * len(headings) + "\n"
    for row in rows:
        yield "| " + " | ".join(row) + " |\n"


def _linked(text: str, url: str) -> str:
    if url.startswith(("http://", "https://")) and not set(url) & set("<> \n"):
        return f"<{url}>" if url == text else f"{escape(text)} <{url}>"
    return escape(text)
