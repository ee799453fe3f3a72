"""The few blocks of answers, written as terminal output, text, Markdown or the page.

Texts are plain: no markup, no escapes. The writer decides their appearance.
"""

from typing import NamedTuple


class Aside(NamedTuple):
    """Small print beside a text; each writer decides how much of it to show.

    `text` is any small print. The other fields tell how far to trust a fact, from the data: the day
    on which the user set it (`own`), a note, a grade (`confidence`) and its qualifiers (`shades`),
    when the fact was seen, and the ids of its sources. Days are EDTF dates. `entry` is where to
    read more (`concept/obnl`): a command in a text, a link on the page. `language` is that of
    `text` if it is not the document's.
    """

    text: str = ""
    own: str = ""
    note: str = ""
    confidence: str = ""
    shades: str = ""
    seen: str = ""
    sources: tuple[str, ...] = ()
    entry: str = ""
    language: str = ""


NOTHING = Aside()


class Heading(NamedTuple):
    """A title: level 1 opens an entry, level 2 a part of it; `part` names that part for writers."""

    text: str
    level: int = 2
    aside: Aside = NOTHING
    part: str = ""


class Paragraph(NamedTuple):
    """Running text; `typed` marks a command to type next, which the page leaves out."""

    text: str
    aside: Aside = NOTHING
    typed: bool = False


class Row(NamedTuple):
    """A labelled value; an address in `url` may be made a link."""

    label: str
    text: str
    aside: Aside = NOTHING
    url: str = ""


class Rows(NamedTuple):
    """Labelled values, aligned; `inline` puts the aside of a value on the same line."""

    rows: list[Row]
    inline: bool = False


class Item(NamedTuple):
    """One line of a list.

    `gone` marks what is no longer true; `percent` is the share that the line states, if any.
    `language` is that of `text` if it is not the document's.
    """

    text: str
    aside: Aside = NOTHING
    lead: str = ""
    url: str = ""
    gone: bool = False
    percent: float = 0
    language: str = ""


class Items(NamedTuple):
    """A list."""

    items: list[Item]


class Cell(NamedTuple):
    """A cell of a table: its text, its aside below it."""

    text: str
    aside: Aside = NOTHING
    url: str = ""


class Table(NamedTuple):
    """Cells under headings; `key` is the index of the column that names the row.

    Columns in `numeric` are aligned right; those in `whole` are not wrapped if they fit half of the
    width. `wide` is the form for a screen of at least `wide.least` columns, with one line per row.
    """

    headings: list[str]
    rows: list[list[Cell]]
    numeric: tuple[int, ...] = ()
    key: int = 0
    whole: tuple[int, ...] = ()
    wide: "Table | None" = None
    least: int = 0


class Total(NamedTuple):
    """A total, in words; it is not on the scale of its parts."""

    lead: str
    amounts: list[str]
    aside: Aside = NOTHING


class Figure(NamedTuple):
    """One line of a chart: the owner of the amounts, and the length of each bar.

    `name` is the full name if the label is only a slug; `when` is empty if all lines share a date.
    A bar is a fraction of 1, 0 for none; `again` marks another figure for a place that already has
    a line.
    """

    label: str
    name: str
    when: str
    amounts: list[str]
    bars: list[float]
    again: bool = False
    aside: Aside = NOTHING


class Chart(NamedTuple):
    """Figures of one series, one per line, their amounts under headings."""

    headings: list[str]
    figures: list[Figure]


Line = list[tuple[str, str]]
"""Runs of text, each with its role.

Roles are "" (plain), `name`, `label`, `aside`, `line`, `bar` and `mark`, which stands out.
"""


class Drawing(NamedTuple):
    """Lines already laid out to the given width."""

    lines: list[Line]


Block = Heading | Paragraph | Rows | Items | Table | Total | Chart | Drawing
