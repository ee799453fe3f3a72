"""Visit sites in a test, and shorten what `poles refresh` proposes for a pôle."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest

from poles_cli import load
from poles_cli.cli.commands.refresh import city_of, subjects
from poles_cli.corrections.refresh.client import Limits, Trouble
from poles_cli.corrections.refresh.proposals import proposals
from poles_cli.corrections.refresh.visit import visit_all
from poles_cli.records.model import Record
from refresh.fake_sites import QUICK, Web, html

DIRECTORY = load()
DAY = "2026-11-24"
ESTRIE = "economiesocialeestrie.ca"
SPEAKS = "<title>Pôle de l'Estrie</title><p>L'entrepreneuriat collectif en Estrie.</p>"
OWN = "info@economiesocialeestrie.ca"
KING = """address new 230, rue King Ouest, bureau 305
city confirmed Sherbrooke
postal_code new J1H 1P9"""


def asked(
    web: Web, pole: str, site: str | None = None, pages: int = 5, limits: Limits = QUICK
) -> Sequence[Record]:
    """Return the records of a visit for a pôle."""
    (subject,) = subjects(DIRECTORY, [DIRECTORY.pole(pole)], site)
    (visit,) = visit_all(web.client(limits), [subject.url], pages, lambda: None)
    return proposals(subject, visit, DAY, city_of(DIRECTORY))


def short(records: Sequence[Record]) -> list[str]:
    """Return each record in a few words: field, status, value or words, without the pôle."""
    return [
        " ".join(
            [record["field"], record["status"], record.get("new") or record.get("evidence", "")]
        ).strip()
        for record in records
    ]


def facts(text: str) -> list[str]:
    """Return the expected lines of a text."""
    return [line.strip() for line in text.strip().splitlines()]


def of_page(
    web: Web, body: str, pole: str = "estrie", title: str = "Pôle de l'Estrie"
) -> list[str]:
    """Return the proposals of a one-page site that mentions the pôle, with `body`."""
    said = "<p>L'entrepreneuriat collectif en Estrie.</p>"
    page = f"<!doctype html><title>{title}</title><body>{said}{body}</body>"
    web.sites["economiesocialeestrie.ca"] = {"/": html(page)}
    return [line for line in short(asked(web, pole)) if not line.startswith("website ")]


def trouble(call: Coroutine[Any, Any, object]) -> str:
    """Return the reason why an address gives no page."""
    with pytest.raises(Trouble) as error:
        asyncio.run(call)
    return error.value.words
