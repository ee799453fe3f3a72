"""What each command writes, to the byte: every format, both languages where people read.

POLES_UPDATE_GOLDEN=1 rewrites the files of tests/golden; read what changed as a person would.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from contract.lines import TODAY
from program import ANY, GOLDEN, Program, golden

LANGUAGES = ("fr", "en")
FLAT = ("tsv", "csv")
NESTED = ("json", "jsonl", "toml")
EXTENSIONS = {"markdown": "md", "vcard": "vcf"}


class Case(NamedTuple):
    """A command line, and what is kept of it: machine formats once, texts in both languages."""

    name: str
    command: str
    formats: tuple[str, ...] = ()
    prose: bool = False  # a pipe gets text for people
    drawn: bool = False  # a terminal gets a table or a card
    said: bool = False  # stderr has a word for the person
    status: int = 0


CASES = (
    Case("list/all", "list", ("tsv",), drawn=True),
    Case("list/edition", "list --edition 2012 --fields slug,status,short_name,acronym", ("tsv",)),
    Case("list/regions", "list -r laval,nord-du-quebec", (*FLAT, "markdown", "geojson", "vcard")),
    Case("list/nested", "list --kind inuit", NESTED),
    Case(
        "list/none",
        "list -r laval --kind inuit",
        (*FLAT, *NESTED, "markdown", "geojson", "vcard"),
        drawn=True,
    ),
    Case("show/cris", "show cris", (*FLAT, *NESTED, "markdown"), prose=True, drawn=True),
    Case("show/laval", "show laval", prose=True, drawn=True),
    Case("show/premieres-nations", "show premieres-nations", prose=True),
    Case("show/former", "show cercle-economie-sociale-autochtone", prose=True),
    Case(
        "show/fields",
        "show laval mauricie --fields slug,email,email.as_of,email.sources,names.name",
        (*FLAT, *NESTED, "markdown"),
        drawn=True,
    ),
    Case(
        "search/hits",
        "search économie --limit 6",
        (*FLAT, *NESTED, "markdown"),
        drawn=True,
    ),
    Case("search/none", "search zzzzzz", (*FLAT, *NESTED, "markdown"), status=1),
    Case("explain/ristourne", "explain ristourne", (*NESTED, "markdown"), prose=True, drawn=True),
    Case("explain/economie-sociale", "explain économie sociale", prose=True, drawn=True),
    Case("explain/glossary", "explain", FLAT, drawn=True),
    Case("regions/all", "regions", (*FLAT, "markdown"), drawn=True),
    Case("regions/names", "regions --fields code,name,english_name", NESTED),
    Case(
        "locate/places",
        "locate Granby Waswanipi G0N",
        (*FLAT, *NESTED, "markdown"),
        drawn=True,
    ),
    Case("locate/none", "locate Granby zzzzzz", (*FLAT, *NESTED, "markdown"), status=1),
    Case("stats/region", "stats --region laval", (*FLAT, *NESTED, "markdown"), drawn=True),
    Case("stats/series", "stats --series isq-2016 --measure jobs", FLAT, drawn=True),
    Case("stats/shares", "stats --shares --series isq-2022", FLAT, drawn=True),
    Case("map/all", "map", (*FLAT, "markdown"), drawn=True),
    Case("map/region", "map --region laval", (*NESTED, "geojson"), drawn=True),
    Case("export/regions", "export --what regions", (*FLAT, "jsonl")),
    Case("sources/one", "sources revue-2012-p8", (*FLAT, *NESTED, "markdown"), drawn=True),
    Case("check/coverage", "check --coverage", (*FLAT, "markdown"), drawn=True),
    Case("check/stale", "check --stale 20", (*FLAT, *NESTED, "markdown"), drawn=True, said=True),
    Case("about/all", "about", (*FLAT, *NESTED, "markdown"), prose=True, drawn=True),
    Case("help/welcome", "", prose=True),
    Case("help/program", "--help", prose=True),
    Case("help/list", "list --help", prose=True),
    Case("help/exit-codes", "help exit-codes", prose=True),
)
HELP_WIDTH = {"COLUMNS": "80"}


class Run(NamedTuple):
    """One golden file and the run that it says."""

    file: str
    arguments: tuple[str, ...]
    status: int
    language: str = "fr"
    width: int | None = None
    color: str = "never"


def runs() -> Iterator[Run]:
    """Yield every run whose output is kept."""
    for case in CASES:
        words = tuple(case.command.split())
        for format_ in case.formats:
            extension = EXTENSIONS.get(format_, format_)
            arguments = (*words, "-f", format_)
            if format_ == "markdown":
                for language in LANGUAGES:
                    file = f"{case.name}.{language}.{extension}"
                    yield Run(file, arguments, case.status, language)
            else:
                yield Run(f"{case.name}.{extension}", arguments, case.status)
        for language in LANGUAGES if case.prose else ():
            yield Run(f"{case.name}.{language}.txt", words, case.status, language)
        for language in LANGUAGES if case.drawn else ():
            for width in (80, 140):
                file = f"{case.name}.{language}.{width}.txt"
                yield Run(file, words, case.status, language, width)
        if case.drawn:
            yield Run(f"{case.name}.colour.txt", words, case.status, "fr", 80, "always")


SAID = {case.name for case in CASES if case.said or case.status}
RUNS = tuple(runs())


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.file)
def test_a_command_writes_what_is_kept(run: Run) -> None:
    """The same bytes as the golden file; a miss alone says something on stderr."""
    program = Program(*run.arguments, "--color", run.color).lang(run.language)
    program.env(**HELP_WIDTH, **TODAY)
    if run.width is not None:
        program.env(COLUMNS=None).terminal(run.width)
    elif "help" not in run.file:
        program.here()
    program.run(
        status=run.status,
        stdout=golden(run.file),
        stderr=ANY if run.file.split(".")[0] in SAID else "",
    )


def test_every_golden_file_is_that_of_a_run() -> None:
    """A file that no run writes any more is to be removed."""
    folders = {Path(run.file).parent for run in RUNS}
    kept = {path.relative_to(GOLDEN) for folder in folders for path in (GOLDEN / folder).iterdir()}

    assert {Path(run.file) for run in RUNS} == kept


@pytest.mark.parametrize("run", [r for r in RUNS if r.width], ids=lambda run: run.file)
def test_what_is_drawn_fits_the_terminal(run: Run) -> None:
    """No line is wider than the terminal, and none ends in a space."""
    import re

    text = (GOLDEN / run.file).read_text(encoding="utf-8")
    lines = re.sub("\x1b\\[[0-9;]*m|\x1b\\]8;[^\x1b]*\x1b\\\\", "", text).split("\n")

    assert run.width is not None
    assert [line for line in lines if len(line) > run.width or line.endswith(" ")] == []
