"""The exact bytes that each command writes, by pairs of options, a third of all combinations.

Writers do not depend on commands, nor commands on widths. So the golden files have each command in
TSV, in JSON, in Markdown, and on a terminal of each width, in each language and in colour; and each
writer with some command. Every command's other formats read back as those three: see test_pipe.
POLES_UPDATE_GOLDEN=1 rewrites the files of tests/golden; read the changes as a user would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from contract.lines import TODAY
from contract.test_golden_corrections import KEPT as CORRECTIONS
from poles_cli.cli.commands import COMMANDS
from poles_cli.output.result import EVERYWHERE
from program import ANY, GOLDEN, UPDATE, Program, golden

LANGUAGES = ("fr", "en")
WIDTHS = (80, 140)
THREE = ("tsv", "json", "markdown")
EXTENSIONS = {"markdown": "md", "vcard": "vcf"}


class Case(NamedTuple):
    """A command line, and its golden outputs."""

    name: str
    command: str
    formats: tuple[str, ...] = ()
    prose: bool = False  # a pipe gets text for people
    drawn: bool = False  # a terminal gets a table or a card
    said: bool = False  # stderr has a message for the user
    status: int = 0


CASES = (
    Case("list/all", "list", ("tsv",), drawn=True),
    Case("list/edition", "list --edition 2012 --fields slug,status,short_name,acronym", ("tsv",)),
    Case("list/regions", "list -r laval,nord-du-quebec", ("csv", "markdown", "geojson", "vcard")),
    Case("list/nested", "list --kind inuit", ("json", "jsonl", "toml")),
    Case(
        "list/none",
        "list -r laval --kind inuit",
        ("tsv", "csv", "json", "jsonl", "toml", "markdown", "geojson", "vcard"),
        drawn=True,
    ),
    Case("show/cris", "show cris", (*THREE, "csv", "toml"), prose=True, drawn=True),
    Case("show/laval", "show laval", prose=True, drawn=True),
    Case("show/premieres-nations", "show premieres-nations", prose=True),
    Case("show/former", "show cercle-economie-sociale-autochtone", prose=True),
    Case(
        "show/fields",
        "show laval mauricie --fields slug,email,email.as_of,email.sources,names.name",
        ("csv", "jsonl", "markdown"),
        drawn=True,
    ),
    Case("search/hits", "search économie --limit 6", THREE, drawn=True),
    Case("search/none", "search zzzzzz", ("json",), status=1),
    Case("explain/ristourne", "explain ristourne", ("json", "markdown"), prose=True, drawn=True),
    Case("explain/economie-sociale", "explain économie sociale", prose=True, drawn=True),
    Case("explain/glossary", "explain", ("tsv",), drawn=True),
    Case("regions/all", "regions", ("tsv", "markdown"), drawn=True),
    Case("regions/names", "regions --fields code,name,english_name", ("json",)),
    Case("locate/places", "locate Granby Waswanipi G0N", THREE, drawn=True),
    Case("locate/none", "locate Granby zzzzzz", ("tsv",), status=1),
    Case("stats/region", "stats --region laval", THREE, drawn=True),
    Case("stats/series", "stats --series isq-2016 --measure jobs", ("tsv",), drawn=True),
    Case("stats/shares", "stats --shares --series isq-2022", ("tsv",), drawn=True),
    Case("map/all", "map", ("tsv", "markdown"), drawn=True),
    Case("map/region", "map --region laval", ("json", "geojson"), drawn=True),
    Case("export/regions", "export --what regions", ("csv", "jsonl")),
    Case("sources/one", "sources revue-2012-p8", THREE, drawn=True),
    Case("check/coverage", "check --coverage", ("tsv",), drawn=True),
    Case("check/stale", "check --stale 20", THREE, drawn=True, said=True),
    Case("about/all", "about", THREE, prose=True, drawn=True),
    Case("schema/search", "schema search", prose=True),
    Case("help/welcome", "", prose=True),
    Case("help/program", "--help", prose=True),
    Case("help/list", "list --help", prose=True),
    Case("help/exit-codes", "help exit-codes", prose=True),
)
# Tested elsewhere: `export` (tests/export), corrections (test_golden_corrections), `refresh`, which
# needs sites (tests/refresh), and commands that give no records.
OTHERWISE = ("export", "set", "unset", "refresh", "open", "schema", "help", "completion")
ESCAPES = re.compile("\x1b\\[[0-9;]*m|\x1b\\]8;[^\x1b]*\x1b\\\\")
HELP_WIDTH = {"COLUMNS": "80"}


class Run(NamedTuple):
    """One golden file and the run that writes it."""

    file: str
    arguments: tuple[str, ...]
    status: int
    language: str = "fr"
    width: int | None = None
    color: str = "never"


def runs() -> Iterator[Run]:
    """Yield every run with a golden file; a case's name chooses its first language."""
    coloured = set()
    for case in CASES:
        words = tuple(case.command.split())
        language, other = LANGUAGES[:: 1 if len(case.name) % 2 else -1]
        for format_ in case.formats:
            extension = EXTENSIONS.get(format_, format_)
            if format_ == "markdown":
                extension = f"{language}.{extension}"
            file = f"{case.name}.{extension}"
            yield Run(file, (*words, "-f", format_), case.status, language)
        if case.prose:  # help has no other golden file
            for spoken in LANGUAGES if "help/" in case.name else (language,):
                yield Run(f"{case.name}.{spoken}.txt", words, case.status, spoken)
        if case.drawn:
            for spoken, width in zip((language, other), WIDTHS, strict=True):
                yield Run(f"{case.name}.{spoken}.{width}.txt", words, case.status, spoken, width)
            if words[0] not in coloured:
                coloured.add(words[0])
                yield Run(f"{case.name}.colour.txt", words, case.status, "fr", 80, "always")


SAID = {case.name for case in CASES if case.said or case.status}
RUNS = tuple(runs())


def lacking(command: str) -> list[str]:
    """Return the outputs of a command without a golden file."""
    kept = [run for run in RUNS if run.arguments[:1] == (command,)]
    drawn = [run for run in kept if run.width]
    wanted = {
        **{format_: format_ in [run.arguments[-1] for run in kept] for format_ in THREE},
        **{language: language in [run.language for run in drawn] for language in LANGUAGES},
        **{f"{width} columns": width in [run.width for run in drawn] for width in WIDTHS},
        "colour": "always" in [run.color for run in drawn],
    }
    return [what for what, there in wanted.items() if not there]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in OTHERWISE])
def test_each_command_has_golden_files(command: str) -> None:
    """Each command has golden files in three formats, and on terminals of each kind."""
    assert [] == lacking(command)


def test_each_writer_has_a_golden_file() -> None:
    """Each writer has a golden file with some command; those for people, in both languages."""
    kept = {run.file.split(".", 1)[1] for run in RUNS}
    formats = {EXTENSIONS.get(name, name) for name in (*EVERYWHERE, "geojson", "vcard")}
    spoken = {f"{language}.{kind}" for language in LANGUAGES for kind in ("md", "txt")}

    assert (formats - {"table", "md"}) | spoken <= kept


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.file)
def test_a_command_writes_its_golden_file(run: Run) -> None:
    """A command writes the bytes of its golden file; only a failed search writes to stderr."""
    program = Program(*run.arguments, "--color", run.color).lang(run.language)
    program.env(**HELP_WIDTH, **TODAY)
    if run.width is not None:
        program.terminal(run.width)
    done = program.run(
        status=run.status,
        stdout=golden(run.file),
        stderr=ANY if run.file.split(".")[0] in SAID else "",
    )
    if run.width is not None:  # no line is wider than the terminal, or ends with a space
        lines = ESCAPES.sub("", done.stdout).split("\n")
        assert [] == [line for line in lines if len(line) > run.width or line.endswith(" ")]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in OTHERWISE])
def test_a_real_terminal_gets_the_same(command: str) -> None:
    """A separate process on a pseudo-terminal writes the same bytes as in the golden file."""
    run = next(run for run in RUNS if run.arguments[0] == command and run.color == "always")
    program = Program(*run.arguments).lang(run.language).env(**TODAY).terminal(80).process()

    program.run(status=run.status, stdout=golden(run.file), stderr=ANY)


def test_every_golden_file_comes_from_a_run() -> None:
    """Every golden file is written by a run; POLES_UPDATE_GOLDEN=1 removes the others."""
    expected = {GOLDEN / run.file for run in RUNS} | {GOLDEN / file for file in CORRECTIONS}
    orphans = [path for path in GOLDEN.rglob("*.*") if path not in expected]
    for path in orphans if UPDATE else ():
        path.unlink()

    assert UPDATE or [] == orphans
