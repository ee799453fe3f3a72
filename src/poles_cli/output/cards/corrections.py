"""Show the user's own corrections: saved, removed, listed."""

from __future__ import annotations

from collections.abc import Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Block, Heading, Paragraph, Row, Rows
from poles_cli.output.cards.labels import backing, value_text
from poles_cli.records.model import Record
from poles_cli.rules.registry import settable


def kept_card(record: Record, path: str, t: Translate, language: Language) -> list[Block]:
    """Return the saved fact, its file, and the commands to remove it or propose it to everyone."""
    values = {"path": path, "pole": record["pole"], "field": record["field"]}
    return [
        Heading(record["pole"], 1),
        Rows([_row(record, t, language)]),
        Paragraph(t(N_("Kept in {path}.")).format(**values)),
        Paragraph(t(N_("To take it back, type: poles unset {pole} {field}")).format(**values)),
        Paragraph(t(N_("To give it to everyone, type: poles set --patch"))),
    ]


def taken_card(record: Record, t: Translate, language: Language) -> list[Block]:
    """Return the removed correction, and the dataset's own value."""
    known = record.get("dataset")
    if known is None:
        rest = t(N_("Taken back. The dataset says nothing of it."))
    else:
        rest = t(N_("Taken back. The dataset says: {value}")).format(
            value=value_text(settable()[record["field"]], known, t, language)
        )
    return [
        Heading(record["pole"], 1),
        Rows([_row(record, t, language)]),
        Paragraph(rest),
    ]


def corrections_card(
    records: Sequence[Record], path: str, t: Translate, language: Language
) -> list[Block]:
    """Return the corrections by pôle, and their file."""
    if not records:
        return [
            Paragraph(t(N_("You have no correction."))),
            Paragraph(t(N_("To make one, type: poles set --help"))),
        ]
    found: list[Block] = []
    for slug in dict.fromkeys(record["pole"] for record in records):
        rows = [_row(record, t, language) for record in records if record["pole"] == slug]
        found += [Heading(slug, 1), Rows(rows)]
    return [*found, Paragraph(t(N_("Kept in {path}.")).format(path=path))]


def _row(record: Record, t: Translate, language: Language) -> Row:
    field = settable()[record["field"]]
    value = value_text(field, record["value"], t, language)
    url = value if value.startswith(("http://", "https://")) else ""
    return Row(t(field.label), value, backing(record, language), url)
