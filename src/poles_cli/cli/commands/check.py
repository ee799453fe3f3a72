"""`poles check`: a dataset or a user's corrections against the rules of the data."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from poles_cli.base.errors import DATA, EXIT_CODES, USAGE, N_, PolesError
from poles_cli.base.folders import user_folder
from poles_cli.base.i18n import Language, Translate, translator
from poles_cli.base.text import one_line
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Record
from poles_cli.rules.problem import Problem

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("file", "field", "line", "problem")
STALE_COLUMNS = ("pole", "field", "value", "as_of", "seen", "sources")

HELP = N_(
    "Check a dataset, one of its files, or a file of corrections; without PATH, the dataset in use."
    "\n\nEach problem is given with its file, its field, its line if the file is not valid TOML,"
    " and what would be right; the exit code is then 3. --stale and --coverage report on the pôles:"
    " the facts not seen for some years or without a date, and the facts that are known. --links"
    " checks that each web address of the dataset answers, politely, so it takes some minutes; an"
    " interrupted run resumes where it stopped."
)
EXAMPLES = (
    "poles check data",
    "poles check corrections.toml",
    "poles check --stale 3",
    "poles check --coverage --format csv",
    "poles check --links",
)


def problems(path: Path | None, context: Context) -> list[Problem]:
    """Return the problems of the data at `path`, or of the dataset in use."""
    from poles_cli.cli.commands.checking import check_file, is_folder
    from poles_cli.rules.check import check_directory

    if path is None:
        return check_directory(context.folder, context.today)
    if is_folder(path):
        return check_directory(path, context.today)
    return check_file(path, context.dataset, context.today)


def record(found: Problem) -> Record:
    """Return a problem as a record, in both languages."""
    texts = {"fr": found.text(translator("fr")), "en": found.text()}
    return {"file": found.file, "field": found.field, "line": found.line, "problem": texts}


def reported(path: Path | None, context: Context) -> Directory:
    """Return the directory to report on: that of a folder or file, or the corrected dataset."""
    from poles_cli.cli.commands.checking import dataset_of, is_folder
    from poles_cli.rules.usable import usable

    if path is None:
        return context.directory
    whole = path if is_folder(path) else (dataset_of(path) or (None,))[0]
    if whole is None:
        return Directory(context.folder, path, context.dataset.states)
    return Directory(whole, states=usable(whole, user_folder("cache", context.env)))


def kind(context: Context, params: Mapping[str, Any]) -> str:
    """Return the kind of the records that the options ask for."""
    if params["coverage"] or params["links"]:
        return "coverage" if params["coverage"] else "links"
    return "problems" if params["stale"] is None else "stale"


def command(
    ctx: typer.Context,
    path: Annotated[
        str | None,
        typer.Argument(metavar="PATH", help=N_("A folder of data, or a file.")),
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option("--stale", min=0, max=9999, metavar="YEARS", help=N_(
            "List the facts that no source has seen for that many years.")),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help=N_("Show which facts are known of each pôle."))
    ] = False,
    links: Annotated[
        bool, typer.Option("--links", help=N_("Check that each web address answers."))
    ] = False,
) -> Result:  # fmt: skip
    """Check the data, or report on it, as the options ask."""
    context: Context = ctx.obj
    where = None if path is None else Path(path)
    if coverage + links + (stale is not None) > 1:
        raise PolesError(
            USAGE,
            N_("--stale, --coverage and --links are reports: ask for one."),
            N_("Type: poles check --help"),
        )
    if coverage:
        return _coverage(reported(where, context), context)
    if links:
        from poles_cli.cli.commands.network import links_report

        return links_report(reported(where, context), context)
    if stale is not None:
        return _stale(reported(where, context), context, stale)
    return _checked(where, context)


def _checked(path: Path | None, context: Context) -> Result:
    found = problems(path, context)
    t = context.translate
    name = one_line(str(path or context.folder))
    message = N_("Problems in {path}: {count}.") if found else N_("No problem in {path}.")

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.check import problem_blocks

        return problem_blocks(found, t)

    return Result(
        "problems",
        [record(problem) for problem in found],
        COLUMNS,
        draw,
        messages=(t(message).format(path=name, count=len(found)),),
        exit_code=EXIT_CODES[DATA] if found else 0,
    )


def _coverage(directory: Directory, context: Context) -> Result:
    from poles_cli.directory.coverage import coverage as known
    from poles_cli.rules.registry import covered

    records, facts = known(directory), covered()

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.check import coverage_blocks

        marks = ("✓", "·") if context.encodable("✓·") else ("x", "-")
        return coverage_blocks(records, facts, marks, t)

    return Result("coverage", records, ("slug", *facts), draw)


def _stale(directory: Directory, context: Context, years: int) -> Result:
    from poles_cli.directory.coverage import stale, years_before

    records: Sequence[Record] = stale(directory, context.today, years)
    message = N_("Facts not seen since {day}, or without a date: {count}.")

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.check import stale_blocks

        return stale_blocks(records, t, language)

    day = "{:04}-{:02}-{:02}".format(*years_before(context.today, years))
    summary = context.translate(message).format(day=day, count=len(records))
    return Result("stale", records, STALE_COLUMNS, draw, messages=(summary,))
