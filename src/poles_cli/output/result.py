"""The result of a command, which only `render` prints."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from poles_cli.base.i18n import Language, Translate
from poles_cli.records.model import Record

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

Draw = Callable[[Translate, Language], "list[Block]"]

# The formats that every command writes.
EVERYWHERE = ("table", "tsv", "csv", "json", "jsonl", "toml", "markdown")


class Result(NamedTuple):
    """Records of one kind, the default columns of flat formats, and the drawing for people.

    `draw` gives the prose of a command that is not a table (`show`, `explain`, `about`), and
    `brief` a version that fits a screen; `prose_in_pipe` means that a pipe gets the prose too, as
    plain text. `flatten` turns a nested record into one with columns. `document` is everything as
    one record, for the formats that hold one document; the others write `records`. `finish` is
    called when all is written: it prints final messages and returns the exit code; until then,
    records may be a stream.
    """

    kind: str
    records: Iterable[Record]
    columns: tuple[str, ...]
    draw: Draw | None = None
    brief: Draw | None = None
    prose_in_pipe: bool = False
    messages: tuple[str, ...] = ()
    exit_code: int = 0
    document: Record | None = None
    flatten: Callable[[Record], Record] | None = None
    finish: Callable[[], int] | None = None

    def flat_records(self) -> Iterable[Record]:
        """Return the records from which flat formats take their columns."""
        return self.records if self.flatten is None else map(self.flatten, self.records)
