"""The bibliography for reference managers: BibTeX, and CSL JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from poles_cli.base.text import one_line, slugify
from poles_cli.output.context import Context
from poles_cli.output.formats.json_ import dumps
from poles_cli.output.result import Result
from poles_cli.records.model import Record

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)")
_KEY = re.compile(r"[\w.-]+", re.ASCII)
_TYPES = {"law": "legislation", "press": "article-newspaper", "report": "report"}
_ESCAPES: dict[str, int | str | None] = {
    **{character: f"\\{character}" for character in "{}&%$#_"},
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
            **_year(record.get("published", "")),
            "url": one_line(record["url"]).translate(str.maketrans(_IN_ADDRESS)),
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
        yield f"@misc{{{key(record['id'])},\n{''.join(lines)}}}\n"


def write_csl_json(result: Result, context: Context) -> Iterator[str]:
    """Yield one array of items."""
    yield dumps([_item(record) for record in result.records], indent=2) + "\n"


def key(id_: str) -> str:
    """Return the citation key of a source: its id, or the words of a user's own address."""
    return id_ if _KEY.fullmatch(id_) else slugify(id_)


def escape(text: str) -> str:
    """Return a text, escaped for BibTeX."""
    return one_line(text).translate(str.maketrans(_ESCAPES))


def _year(published: str) -> dict[str, str]:
    """Return the year, and the month if known; any other date is copied as written."""
    day = _DAY.fullmatch(published)
    if day is None or day[4]:
        return {"year": escape(published)} if published else {}
    return {"year": day[1], **({"month": str(int(day[2]))} if day[2] else {})}


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
    days = [_DAY.fullmatch(part) for part in published.split("/")]
    if None in days:
        return {"literal": published}
    parts = [[int(number) for number in day.groups()[:3] if number] for day in days if day]
    return {"date-parts": parts, **({"circa": True} if "~" in published else {})}
