"""Shared code of the commands that use the network, and the report on web addresses."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from poles_cli.base.errors import IO, N_, PolesError
from poles_cli.base.folders import edition_name, user_folder
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.result import Result

if TYPE_CHECKING:
    from poles_cli.corrections.refresh.client import Client
    from poles_cli.output.blocks import Block

LINK_COLUMNS = ("url", "status", "code", "final", "expires", "problem", "files")


def new_client(allowed: Sequence[tuple[str, int]] = ()) -> "Client":
    """Return the network client; `allowed` are the hosts and ports that the user typed.

    Raises `PolesError` (input/output) without the libraries of the extra `refresh`.
    """
    try:
        import phonenumbers  # noqa: F401
        import selectolax  # noqa: F401

        from poles_cli.corrections.refresh.client import Client
    except ModuleNotFoundError as error:
        raise PolesError(
            IO,
            N_("Reading web sites takes the extra poles-cli[refresh]: {name} is not installed."),
            N_('Type, in a checkout: pip install ".[refresh]"'),
            name=error.name,
        ) from error
    return Client(allowed)


@contextmanager
def progress(context: Context, label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on stderr, if that is a terminal; yield the function that advances it."""
    if not context.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=context.stderr), transient=True) as bar:
        task = bar.add_task(context.translate(label), total=total)
        yield lambda: bar.advance(task)


def links_report(directory: Directory, context: Context) -> Result:
    """Return a record for each address of a dataset: its status, and where it leads."""
    client = new_client()
    from poles_cli.corrections.refresh.answers import addresses, answers

    held, state = addresses(directory.root), _state(directory, context)
    with progress(context, N_("Addresses"), len(held)) as done:
        records = answers(client, held, context.today, state, done)
    message = context.translate(N_("Addresses that do not answer: {count} of {total}."))
    errors = sum(record["status"] == "error" for record in records)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.refresh import link_blocks

        return link_blocks(records, t)

    message = message.format(count=errors, total=len(held))
    return Result("links", records, LINK_COLUMNS, draw, messages=(message,))


def _state(directory: Directory, context: Context) -> Path | None:
    """Return the file where an interrupted run saves its answers, one per edition."""
    folder = user_folder("cache", context.env)
    return folder / f"links-{edition_name(directory.root)}.jsonl" if folder else None
