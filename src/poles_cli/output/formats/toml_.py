"""TOML, by tomli-w: the records as an array of tables named after their kind."""

from __future__ import annotations

from collections.abc import Iterator

from poles_cli.base.text import visible
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.projection import pick, without_nulls


def write_toml(result: Result, context: Context) -> Iterator[str]:
    """Yield one document, without the missing values, since TOML has no null."""
    import tomli_w

    if result.document is not None:
        yield visible(tomli_w.dumps(without_nulls(result.document)), wide=True)
        return
    fields = context.options.fields
    records = [pick(r, fields) for r in result.flat_records()] if fields else list(result.records)
    yield visible(tomli_w.dumps({result.kind: without_nulls(records)}), wide=True)
