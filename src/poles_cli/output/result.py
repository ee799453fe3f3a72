"""What a command returns; one place, `render`, prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from poles_cli.base.i18n import Language, Translate
    from poles_cli.output.blocks import Block
    from poles_cli.records.model import Record

# The formats that every command writes.
EVERYWHERE = ("table", "tsv", "csv", "json", "jsonl", "toml", "markdown")


class Result(NamedTuple):
    """Records of one kind, the columns that flat formats show by default, and how people read them.

    `draw` gives the prose of a command whose answer is read rather than tabulated (`show`,
    `explain`, `about`), `brief` what of it fits a screen; `prose_in_pipe` says that a pipe gets
    that prose too, as plain text.
    `flatten` makes of a nested record the one that columns are taken from. `document` is the whole
    as one record, for the formats that hold one document; the others write `records`. `finish` is
    called when all is written: it says what is left to say and returns the exit code; records may
    be a stream until then.
    """

    kind: str
    records: Iterable[Record]
    columns: tuple[str, ...]
    draw: Callable[[Translate, Language], list[Block]] | None = None
    brief: Callable[[Translate, Language], list[Block]] | None = None
    prose_in_pipe: bool = False
    messages: tuple[str, ...] = ()
    exit_code: int = 0
    document: Record | None = None
    flatten: Callable[[Record], Record] | None = None
    finish: Callable[[], int] | None = None

    def flat_records(self) -> Iterable[Record]:
        """Return the records as flat formats take their columns from them."""
        return self.records if self.flatten is None else map(self.flatten, self.records)
