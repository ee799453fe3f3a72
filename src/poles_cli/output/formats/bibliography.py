"""The bibliography for reference managers: BibTeX, and CSL JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from poles_cli.base.text import one_line, slugify
from poles_cli.output.context import Context
from poles_cli.output.formats.json_ import dumps
from poles_cli.output.result import Result
from poles_cli.records.model import Record
from poles_cli.rules.dates import is_calendar

_KEY = re.compile(r"[\w.-]+", re.ASCII)
_TYPES = {"law": "legislation", "press": "article-newspaper", "report": "report"}
_ESCAPES: dict[str, int | str | None] = {
    **{character: f"\\{character}" for character in "&%$#_"},
    # BibTeX counts a brace even behind a backslash.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_IN_ADDRESS: dict[str, int | str | None] = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def write_bibtex(result: Result, context: Context) -> Iterator[str]:
    """Yield one `@misc` entry per source, under its id."""
    for record in result.records:
        fields = {
            "title": f"{{{escape(record['title'])}}}",  # double braces keep capitals
            "publisher": escape(record["publisher"]),
            **_dated(record.get("published", "")),
            "url": one_line(record["url"]).translate(str.maketrans(_IN_ADDRESS)),
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
        yield f"@misc{{{key(record['id'])},\n{''.join(lines)}}}\n"


def write_csl_json(result: Result, context: Context) -> Iterator[str]:
    """Yield one array of items."""
    yield dumps([_item(record) for record in result.records], indent=2) + "\n"


def key(id_: str) -> str:
    """Return the citation key of a source: its id, or the words of a user's own address.

    Two addresses may have the same words, so a few digits that depend on the address follow.
    """
    if _KEY.fullmatch(id_):
        return id_
    return f"{slugify(id_[:80])}-{sha256(id_.encode()).hexdigest()[:8]}"


def escape(text: str) -> str:
    """Return a text, escaped for BibTeX."""
    return one_line(text).translate(str.maketrans(_ESCAPES))


def _dated(published: str) -> dict[str, str]:
    """Return the year, the month and the whole date, as far as they are known.

    About a year is « ca. 2012 »; between two years is an interval, « 2015--2021 ».
    """
    years = sorted(set(re.findall(r"\d{4}", published)))
    if not years:
        return {}
    if not is_calendar(published):
        about = "ca. " if "~" in published or "?" in published else ""
        ends = list(dict.fromkeys((years[0], years[-1])))
        if ".." in published.strip("[]").partition("/")[0][:2]:
            ends.insert(0, "")  # « --2015 », by that year
        elif published.strip("[]").endswith(".."):
            ends.append("")  # « 2015-- », from that year on
        return {"year": about + ("/" if "," in published else "--").join(ends)}
    _, *month_and_day = published.split("-")
    month = {"month": str(int(month_and_day[0]))} if month_and_day else {}
    return {"year": years[0], **month, **({"date": published} if len(month_and_day) > 1 else {})}


def _item(record: Record) -> dict[str, Any]:
    published = record.get("published")
    return {
        "id": key(record["id"]),
        "type": next((_TYPES[kind] for kind in record["kind"] if kind in _TYPES), "webpage"),
        "title": record["title"],
        "publisher": record["publisher"],
        **({"issued": _issued(published)} if published else {}),
        "URL": record["url"],
    }


def _issued(published: str) -> dict[str, Any]:
    """Return a date or an interval in numbers; any other date is copied as written."""
    about = {"circa": True} if "~" in published else {}
    days = published.replace("~", "").split("/")
    if all(map(is_calendar, days)):
        return {"date-parts": [[int(part) for part in day.split("-")] for day in days], **about}
    year, _, season = days[0].partition("-")
    if len(days) == 1 and year.isdecimal() and season in ("21", "22", "23", "24"):
        return {"date-parts": [[int(year)]], "season": int(season) - 20, **about}
    return {"literal": published}
