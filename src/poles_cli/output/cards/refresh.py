"""Show the results of web visits: facts by pôle, addresses that do not answer."""

from __future__ import annotations

from collections.abc import Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Translate
from poles_cli.output.blocks import Aside, Block, Cell, Heading, Paragraph, Table
from poles_cli.output.cards.labels import dotted
from poles_cli.records.model import Record
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.vocabularies import ANSWERED, REFRESHED

# Why a page could not be read, by the code in records; other codes are shown unchanged.
REASONS = {
    "JavaScript": N_("the page is empty without JavaScript"),
    "address": N_("not an address that is asked"),
    "encoding": N_("compressed in an unsupported way"),
    "login": N_("the page asks for a password"),
    "no answer": N_("the site does not answer"),
    "other site": N_("the page leads to another site"),
    "private address": N_("the address is not one of the public Internet"),
    "redirects": N_("too many redirects"),
    "robots.txt": N_("the site's robots.txt forbids it"),
    "timeout": N_("the site is too slow"),
    "too large": N_("the page is too large"),
    "unknown host": N_("no site has this name"),
}


def refresh_blocks(records: Sequence[Record], t: Translate) -> list[Block]:
    """Return a table for each pôle: the fact, its status, its value and its page."""
    found: list[Block] = []
    headings = [t(N_("Fact")), t(N_("Status")), t(N_("Value"))]
    for slug in dict.fromkeys(record["pole"] for record in records):
        rows = [_row(record, t) for record in records if record["pole"] == slug]
        found += [Heading(slug, 1), Table(headings, rows, whole=(0, 1))]
    return found


def _row(record: Record, t: Translate) -> list[Cell]:
    value, words = _value(record), reason(record.get("evidence", ""), t)
    more = words if value and words not in value else ""
    return [
        Cell(t(CONTACTS[record["field"]].label)),
        Cell(t(REFRESHED[record["status"]])),
        Cell(value or words, Aside(dotted(more, record["page"])), record.get("new", "")),
    ]


def _value(record: Record) -> str:
    old, new = record.get("old", ""), record.get("new", "")
    return f"{old} → {new}" if old and new and old != new else new or old


def left(record: Record, t: Translate) -> str:
    """Return one line on a proposal that a patch leaves for a person to review."""
    words = dotted(_value(record), reason(record.get("evidence", ""), t), record["page"])
    return t(N_("To look at: {pole}, {field}, {status}. {words}")).format(
        pole=record["pole"],
        field=t(CONTACTS[record["field"]].label),
        status=t(REFRESHED[record["status"]]),
        words=words,
    )


def reason(words: str, t: Translate) -> str:
    """Return why a page could not be read, in the user's language."""
    return t(REASONS[words]) if words in REASONS else words


def link_blocks(records: Sequence[Record], t: Translate) -> list[Block]:
    """Return the addresses that redirect or fail, with the reason and the files that have them."""
    rows = []
    for record in records:
        if record["status"] != "ok":
            where = f"→ {record['final']}" if "final" in record else ""
            words = dotted(reason(record.get("problem", ""), t), where, *record["files"])
            rows.append([Cell(t(ANSWERED[record["status"]])), Cell(record["url"], Aside(words))])
    if not rows:
        return [Paragraph(t(N_("Every address answers.")))]
    return [Table([t(N_("Status")), t(N_("Address"))], rows, key=1, whole=(0,))]
