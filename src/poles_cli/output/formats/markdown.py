"""Markdown: a table of records, or a document with its headings."""

from __future__ import annotations

from collections.abc import Iterator

from poles_cli.base.i18n import Translate
from poles_cli.base.text import one_line
from poles_cli.output.blocks import Block, Cell, Drawing, Heading, Items, Paragraph, Rows
from poles_cli.output.context import Context
from poles_cli.output.formats.text import heading, labelled
from poles_cli.output.result import Result
from poles_cli.records.projection import flat_row

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_[]<>|#"})


def write_markdown(result: Result, context: Context) -> Iterator[str]:
    """Yield prose for what is read (`show`, `explain`), a table for what is listed."""
    if result.draw is not None and result.prose_in_pipe and not context.options.fields:
        for block in result.draw(context.translate, context.language):
            yield from _block(block, context.translate)
        return
    columns = context.options.fields or result.columns
    headings = [heading(column, context.translate) for column in columns]
    yield from _table(
        headings,
        ([Cell(text) for text in flat_row(record, columns)] for record in result.flat_records()),
    )


def escape(text: str) -> str:
    """Return `text` on one line, with nothing in it that Markdown would read as markup."""
    return one_line(text).translate(_SPECIAL)


def _block(block: Block, t: Translate) -> Iterator[str]:
    if isinstance(block, Heading):
        aside = f" — {escape(block.aside)}" if block.aside else ""
        yield f"{'#' * block.level} {escape(block.text)}{aside}\n\n"
    elif isinstance(block, Paragraph):
        yield escape(block.text) + _aside(block.aside) + "\n\n"
    elif isinstance(block, Rows):
        for row in block.rows:
            label = escape(labelled(row.label, t))
            yield f"- **{label}** {_value(row.text, row.url)}{_aside(row.aside)}\n"
        yield "\n"
    elif isinstance(block, Items):
        for item in block.items:
            lead = f"**{escape(item.lead)}** " if item.lead else ""
            yield f"- {lead}{_value(item.text, item.url)}{_aside(item.aside)}\n"
        yield "\n"
    elif isinstance(block, Drawing):
        lines = (one_line("".join(text for text, _ in runs)).rstrip() for runs in block.lines)
        yield from ("```text\n", *(line + "\n" for line in lines), "```\n\n")
    else:
        yield from _table([escape(text) for text in block.headings], iter(block.rows))
        yield "\n"


def _table(headings: list[str], rows: Iterator[list[Cell]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |\n"
    yield "|" + " --- |" * len(headings) + "\n"
    for row in rows:
        yield "| " + " | ".join(_value(c.text, c.url) + _aside(c.aside) for c in row) + " |\n"


def _value(text: str, url: str) -> str:
    if url.startswith(("http://", "https://")) and not set(url) & set("<> \n"):
        return f"<{url}>" if url == text else f"{escape(text)} <{url}>"
    return escape(text)


def _aside(aside: str) -> str:
    return f" ({escape(aside)})" if aside else ""
