"""What a command returns; one place, `render`, prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from poles_cli.document import Block
    from poles_cli.i18n import Language, Translate
    from poles_cli.model import Record


class Result(NamedTuple):
    """Records of one kind, the columns that flat formats show by default, and how people read them.

    `draw` gives the prose of a command whose answer is read rather than tabulated (`show`,
    `explain`, `about`); `prose_in_pipe` says that a pipe gets that prose too, as plain text.
    `table` gives the terminal's own rows where these differ from the columns.
    """

    kind: str
    records: Iterable["Record"]
    columns: tuple[str, ...]
    draw: "Callable[[Translate, Language], list[Block]] | None" = None
    prose_in_pipe: bool = False
    formats: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    exit_code: int = 0
