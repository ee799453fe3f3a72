"""The few blocks that cards are made of: drawn by Rich on a terminal, written as text elsewhere.

Texts are plain: no markup, no escapes. A renderer decides what they look like.
"""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """A title: level 1 opens an entry, level 2 a part of it."""

    text: str
    level: int = 2
    aside: str = ""


class Paragraph(NamedTuple):
    """Running text; `aside` is how sure it is and who says so."""

    text: str
    aside: str = ""


class Row(NamedTuple):
    """A labelled value; an address in `url` may be made a link."""

    label: str
    text: str
    aside: str = ""
    url: str = ""


class Rows(NamedTuple):
    """Labelled values, aligned."""

    rows: list[Row]


class Item(NamedTuple):
    """One line of a list."""

    text: str
    aside: str = ""
    lead: str = ""
    url: str = ""


class Items(NamedTuple):
    """A list."""

    items: list[Item]


class Cell(NamedTuple):
    """A cell of a table: its text, and below it what is said more quietly."""

    text: str
    aside: str = ""
    url: str = ""


class Table(NamedTuple):
    """Cells under headings; `key` is the index of the column that names the row.

    Columns in `numeric` stand to the right; those in `whole` are not broken over lines where half
    of the width holds them.
    """

    headings: list[str]
    rows: list[list[Cell]]
    numeric: tuple[int, ...] = ()
    key: int = 0
    whole: tuple[int, ...] = ()


class Drawing(NamedTuple):
    """Lines laid out by their maker, to the width it was given: runs of text, each with its role.

    Roles are "" (plain), `name`, `label`, `aside`, `line`, `bar` and `mark`, which stands out.
    """

    lines: list[list[tuple[str, str]]]


Block = Heading | Paragraph | Rows | Items | Table | Drawing
