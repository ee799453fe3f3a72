"""Show the answers of `poles check`: problems by file, coverage, stale facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Aside, Block, Cell, Heading, Item, Items, Table
from poles_cli.output.cards.labels import in_language
from poles_cli.records.model import Record
from poles_cli.rules.field import Field
from poles_cli.rules.problem import Problem


def problem_blocks(problems: Sequence[Problem], t: Translate) -> list[Block]:
    """Return the problems by file, each after its line or field."""
    found: list[Block] = []
    for file in dict.fromkeys(problem.file for problem in problems):
        items = [
            Item(problem.text(t), lead=_place(problem, t))
            for problem in problems
            if problem.file == file
        ]
        found += [Heading(file, 1), Items(items)]
    return found


def _place(problem: Problem, t: Translate) -> str:
    if problem.line is not None:
        return t(N_("line {line}")).format(line=problem.line)
    return problem.field


def coverage_blocks(
    records: Sequence[Record], fields: Mapping[str, Field], marks: tuple[str, str], t: Translate
) -> list[Block]:
    """Return one row per pôle, with a mark for each known fact and another for each unknown one."""
    yes, no = marks
    rows = [
        [Cell(record["slug"]), *(Cell(yes if record[field] else no) for field in fields)]
        for record in records
    ]
    totals = [str(sum(record[field] for record in records)) for field in fields]
    label = t(N_("{count} pôles")).format(count=len(records))
    headings = [t(N_("Pôle")), *(t(field.heading) for field in fields.values())]
    rows.append([Cell(label), *map(Cell, totals)])
    return [Table(headings, rows, numeric=tuple(range(1, len(headings))), whole=(0,))]


def stale_blocks(records: Sequence[Record], t: Translate, language: Language) -> list[Block]:
    """Return the facts by pôle, each with the date it was seen and its sources."""
    found: list[Block] = []
    for slug in dict.fromkeys(record["pole"] for record in records):
        items = [
            Item(_value(record["value"], language), _seen(record, t), record["field"])
            for record in records
            if record["pole"] == slug
        ]
        found += [Heading(slug, 1), Items(items)]
    return found


def _value(value: Any, language: Language) -> str:
    return value if isinstance(value, str) else in_language(value, language)


def _seen(record: Record, t: Translate) -> Aside:
    text = "" if record["seen"] else t(N_("without a date"))
    return Aside(text, seen=record["seen"] or "", sources=tuple(record["sources"]))
