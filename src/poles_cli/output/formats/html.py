"""HTML: the whole directory as one page, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from poles_cli.output.context import Context
from poles_cli.output.page.build import build
from poles_cli.output.result import Result


def write_html(result: Result, context: Context) -> Iterator[str]:
    """Yield the page, made from the directory itself."""
    yield build(context.directory)
