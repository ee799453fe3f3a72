"""Tag the rows of a file in the bundled dataset."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from poles_cli import load
from poles_cli.directory.places.columns import Wanted
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
from poles_cli.directory.places.stream import Tally

TERRITORY = load().territory


def tagged(content: str | bytes, column: str = "ville", **dialect: Any) -> str:
    """Return the tagged file."""
    return tag_and_count(content, Wanted((column,)), **dialect)[0]


def tag_and_count(content: str | bytes, wanted: Wanted, **dialect: Any) -> tuple[str, Tally]:
    """Return the tagged file, and its counts."""
    raw = content if isinstance(content, bytes) else content.encode()
    tally = Tally()
    blocks = tag_rows(BytesIO(raw), wanted, Dialect(**dialect), TERRITORY, tally)
    return b"".join(blocks).decode(), tally
