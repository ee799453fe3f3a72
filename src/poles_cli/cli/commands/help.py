"""`poles help`: the help of the program, of one command, or a short text on one subject."""

from os.path import isfile
from typing import Annotated, Any

import typer

from poles_cli.base.errors import N_
from poles_cli.base.folders import PACKAGE, packaged
from poles_cli.base.i18n import Language
from poles_cli.output.context import Context

READABLE_WIDTH = 100

HELP = N_(
    "Show the help of a command, or a short text on a topic: start, output, formats,"
    " exit-codes, environment, language or data."
)
EXAMPLES = ("poles help", "poles help list", "poles help exit-codes", "poles help --man | man -l -")


def text_of(word: str, ctx: Any) -> str:
    """Return the help of a command, else the topic that `word` names.

    Raises `PolesError` (usage) for any other word, with the closest names.
    """
    from poles_cli.base.suggest import unknown
    from poles_cli.base.text import slugify
    from poles_cli.cli import topics
    from poles_cli.cli.commands import COMMANDS

    context: Context = ctx.obj
    root = ctx.find_root()
    if not word:
        return str(root.command.get_help(root))
    name = slugify(word)
    if name in COMMANDS:
        found = root.command.get_command(root, name)
        inner = type(ctx)(found, info_name=name, parent=root, **found.context_settings)
        return str(found.get_help(inner))
    if name in topics.GUIDE_NAMES and (guide := context.directory.guide):
        return "\n".join(topics.guide_lines(guide, context.language))
    topic = topics.find(word)
    if topic is None:
        raise unknown(
            N_("There is no help on “{word}”."),
            word,
            [*COMMANDS, *topics.GUIDE_NAMES, *topics.TOPICS],
            N_("Type: poles help {first}"),
            listed=False,
            otherwise=N_("Type: poles help"),
        )
    width = min(context.width, READABLE_WIDTH)
    text = "\n".join(topics.lines(topics.read(topic, context.language), width))
    return f"{text}\n\n{_output_options(root)}" if topic == "output" else text


def _output_options(root: Any) -> str:
    """Return the options that every command shares, each explained."""
    formatter = root.make_formatter()
    root.command.write_output_options(root, formatter)
    return str(formatter.getvalue()).strip("\n")


def manual(language: Language) -> str:
    """Return the manual page, as roff: from the build, or made now in a checkout."""
    page = packaged("man") / ("" if language == "en" else language) / "man1" / "poles.1"
    if isfile(page):
        return page.read_text(encoding="utf-8")
    from runpy import run_path

    made: str = run_path(str(PACKAGE.parent.parent / "scripts" / "manual.py"))["page"](language)
    return made


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COMMAND|TOPIC]", help=N_(
            "A command, or start, output, formats, exit-codes, environment, language, data.")),
    ] = None,
    man: Annotated[
        bool,
        typer.Option("--man", help=N_("Print the manual page of the whole program, for man -l -.")),
    ] = False,
) -> int:  # fmt: skip
    """Write the help to stdout, or to the requested file."""
    from poles_cli.output.formats import write_verbatim

    if man:
        return write_verbatim(manual(ctx.obj.language), ctx.obj)
    text = text_of(" ".join(words or ()), ctx) + "\n"
    return write_verbatim(text, ctx.obj, for_people=True)
