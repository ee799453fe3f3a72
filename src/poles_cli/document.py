"""The few blocks that cards are made of: drawn by Rich on a terminal, written as text elsewhere.

Texts are plain: no markup, no escapes. A renderer decides what they look like.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A title: level 1 opens an entry, level 2 a part of it."""

    text: str
    level: int = 2
    aside: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text; `aside` is how sure it is and who says so."""

    text: str
    aside: str = ""


@dataclass(frozen=True)
class Row:
    """A labelled value; an address in `url` may be made a link."""

    label: str
    text: str
    aside: str = ""
    url: str = ""


@dataclass(frozen=True)
class Rows:
    """Labelled values, aligned."""

    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """One line of a list."""

    text: str
    aside: str = ""
    lead: str = ""
    url: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, and below it what is said more quietly."""

    text: str
    aside: str = ""
    url: str = ""


@dataclass(frozen=True)
class Table:
    """Cells under headings; `key` is the index of the column that names the row.

    Columns in `numeric` stand to the right; those in `whole` are never broken over lines.
    """

    headings: list[str]
    rows: list[list[Cell]]
    numeric: tuple[int, ...] = ()
    key: int = 0
    whole: tuple[int, ...] = ()


Block = Heading | Paragraph | Rows | Items | Table
