"""Describe the program and its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Block, Heading, Item, Items, Paragraph, Row, Rows
from poles_cli.output.cards.amounts import number
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import in_language
from poles_cli.output.cards.network import network_blocks
from poles_cli.rules.registry import covered


def citation(info: Mapping[str, Any]) -> dict[str, str]:
    """Return the citation of the dataset, in both languages; the data names no author."""
    from poles_cli.base.version import __version__

    licences = ", ".join(text["id"] for text in info["licences"] if text["subject"] == "data")
    end = f"poles {__version__}, {licences}."
    day, jour = (date(info["date"], str, language) for language in ("en", "fr"))
    article = "du" if jour[0].isdecimal() and not jour.isdecimal() else "de"
    return {
        "fr": f"{info['title']['fr']}, données {article} {jour}. {end}",
        "en": f"{info['title']['en']}, data of {day}. {end}",
    }


def about_blocks(record: dict[str, Any], t: Translate, language: Language) -> list[Block]:
    """Return version, date, counts, coverage, licences, attributions, notes and the network."""
    counts = [
        (N_("Pôles"), record["poles"]),
        (N_("Former pôles"), record["former_poles"]),
        (N_("Concepts"), record["concepts"]),
        (N_("Regions"), record["regions"]),
        (N_("Sources"), record["sources"]),
    ]
    rows = [
        Row(t(N_("Version")), record["version"]),
        Row(t(N_("Data as of")), date(record["date"], t, language)),
    ]
    rows += [Row(t(label), number(count, language)) for label, count in counts]
    facts = covered()
    known = [
        Row(
            t(facts[field].label),
            t(N_("{count} of {total}")).format(count=count, total=record["poles"]),
        )
        for field, count in record["coverage"].items()
    ]
    return [
        Heading(in_language(record["title"], language), 1),
        Rows(rows),
        Heading(t(N_("Known, of the pôles"))),
        Rows(known),
        Paragraph(t(N_("What no source says stays unknown: nothing is guessed."))),
        Heading(t(N_("Licences"))),
        Items([Item(in_language(text, language)) for text in record["licences"]]),
        Heading(t(N_("How to cite"))),
        Paragraph(in_language(record["citation"], language)),
        Heading(t(N_("Attributions"))),
        Items([Item(in_language(text, language)) for text in record["attributions"]]),
        *[Paragraph(in_language(note, language)) for note in record["notes"]],
        *network_blocks(record["network"], t, language),
    ]
