"""Parse dates: the part of EDTF (ISO 8601-2) that the data uses.

Years, months, days and seasons (`2021-23` is autumn); `~` about, `?` uncertain; `2021/2024`
an interval; `..` an open end; `[2017-04..2020-03]` one date among those, `[2017,2019]` one of two.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from poles_cli.base.errors import N_

FORM = N_(
    "“{value}” is not a date: write 2020, 2020-10, 2020-10-31, 2020-23 (autumn), 2010~ (about), "
    "2021/2024 (from… to), [2017..2019] (once between)."
)
CALENDAR = N_("“{value}” names a month or a day that the calendar does not have.")
ORDER = N_("“{value}” ends before it starts.")

_LONGEST = 200
# First and last month of spring, summer, autumn and winter; winter runs into the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}

Day = tuple[int, int, int]


class Span(NamedTuple):
    """The first and last days (year, month, day) that a date may mean; None for an open end."""

    first: Day | None
    last: Day | None


def span(text: str) -> Span:
    """Return the days that `text` may mean.

    Raises `ValueError`, whose message is a message id (with `{value}`), if `text` is not a date.
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise ValueError(FORM)
    if text.startswith("[") and text.endswith("]"):
        return _set(text[1:-1])
    if "/" in text:
        start, _, end = text.partition("/")
        return _range(start, end)
    return _date(text)


def latest(text: str) -> Day | None:
    """Return the latest day on which one of the dates that a valid `text` names starts."""
    parts = re.split(r"[\[\],/ ]+|\.\.", text)
    return max((day for part in parts if part and (day := _date(part).first)), default=None)


def is_calendar(text: str) -> bool:
    """Return True if a valid `text` is one year, month or day, written as in ISO 8601."""
    return text.replace("-", "").isdecimal() and int(text[5:7] or 1) <= 12


def _set(inside: str) -> Span:
    spans = []
    for part in inside.split(","):
        start, dots, end = part.strip(" ").partition("..")
        spans.append(_range(start or "..", end or "..") if dots else _date(start))
    firsts = [span.first for span in spans]
    lasts = [span.last for span in spans]
    return Span(
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )


def _range(start: str, end: str) -> Span:
    """Return the span from one date to another, either of which may be open, but not both."""
    if start == end == "..":
        raise ValueError(FORM)
    first = None if start == ".." else _date(start).first
    last = None if end == ".." else _date(end).last
    if first and last and first > last:
        raise ValueError(ORDER)
    return Span(first, last)


def _date(text: str) -> Span:
    plain = text[:-1] if text.endswith(("~", "?")) else text
    parts = plain.split("-")
    sizes = [len(part) for part in parts]
    if sizes not in ([4], [4, 2], [4, 2, 2]) or not (plain.isascii() and "".join(parts).isdigit()):
        raise ValueError(FORM)
    year, *rest = map(int, parts)
    if not rest:
        return Span((year, 1, 1), (year, 12, 31))
    month = rest[0]
    if month in _SEASONS and len(rest) == 1:
        start, end = _SEASONS[month]
        last_year = year + (end < start)
        return Span((year, start, 1), (last_year, end, monthrange(last_year or 4, end)[1]))
    if not 1 <= month <= 12:
        raise ValueError(CALENDAR)
    last = monthrange(year or 4, month)[1]
    if len(rest) == 1:
        return Span((year, month, 1), (year, month, last))
    if not 1 <= rest[1] <= last:
        raise ValueError(CALENDAR)
    return Span((year, month, rest[1]), (year, month, rest[1]))
