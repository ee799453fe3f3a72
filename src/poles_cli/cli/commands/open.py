"""`poles open`: the page of everything, or a pôle's own web site, in the browser."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from poles_cli.base.errors import IO, NOT_FOUND, USAGE, N_, PolesError, reason
from poles_cli.base.text import one_line
from poles_cli.cli.commands.names import resolve
from poles_cli.cli.options import POLES
from poles_cli.output.context import Context
from poles_cli.records.model import Pole

HELP = N_(
    "Open the whole directory as one page in the browser, or a pôle's web site."
    "\n\nThe page is written to a temporary folder, or to --output; its path is printed. A web"
    " address is printed before it is opened, and nothing but http and https ever is."
)
EXAMPLES = ("poles open", "poles open --lang en", "poles open montreal")


def website(pole: Pole) -> str:
    """Return the address to open for a pôle: its own site, else its host's, else a shared one.

    Raises `PolesError` (not found) if none is known, or none is safe for a browser.
    """
    from poles_cli.output.page.blocks import web
    from poles_cli.rules.registry import having

    for field in having("site"):
        fact = pole.contact(field)
        if fact is not None and (address := web(fact.value)):
            return address
    raise PolesError(
        NOT_FOUND,
        N_("No website is known for {name}."),
        N_("Type: poles show {slug}"),
        name=one_line(pole.name),
        slug=pole.slug,
    )


def command(
    ctx: typer.Context,
    pole: Annotated[list[str] | None, POLES] = None,
) -> int:
    """Find the page or site, print its address, and open it."""
    context: Context = ctx.obj
    if pole:
        if context.options.output is not None:
            raise PolesError(
                USAGE,
                N_("--output is for the page: a pôle's web site is only opened."),
                N_("Type: poles open --help"),
            )
        addresses = [website(found) for found in resolve(pole, context.directory.pole)]
        return _show(context, addresses, addresses)
    path = _written(context)
    return _show(context, [str(path)], [f"{path.as_uri()}#{context.language}"])


def _written(context: Context) -> Path:
    """Write the page to `--output`, else to a new temporary folder; return its path."""
    import shutil
    import tempfile

    from poles_cli.output.formats.files import write_file
    from poles_cli.output.page.build import build

    page = build(context.directory).encode()
    if context.options.output is not None:
        write_file(context.options.output, [page], force=context.options.force)
        return Path(context.options.output).absolute()
    try:
        folder = tempfile.mkdtemp(prefix="poles-")
    except OSError as error:
        raise PolesError(
            IO, N_("No temporary folder can be made: {reason}."), reason=reason(error)
        ) from error
    path = Path(folder, "poles.html").absolute()
    try:
        write_file(str(path), [page], force=False)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return path


def _show(context: Context, names: Sequence[str], addresses: Sequence[str]) -> int:
    """Print each name, then open its address in the browser, or report that there is none."""
    import webbrowser

    for name, address in zip(names, addresses, strict=True):
        context.say(one_line(name))
        context.stdout.flush()  # before the browser prints anything
        if not (_may_open(context) and webbrowser.open(address)):
            context.warn(context.translate(N_("No browser opened it here: open it yourself.")))
    return 0


def _may_open(context: Context) -> bool:
    """Return True if a browser can open; a text browser needs stdout to be a terminal."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    in_terminal = type(browser) is webbrowser.GenericBrowser and "BROWSER" not in context.env
    return context.to_terminal or not in_terminal
