"""Draw the pictures of the documentation: the program's output on a terminal, as SVG.

    python scripts/pictures.py            # rewrite docs/pictures
    python scripts/pictures.py --check    # say which are out of date, and exit with 1

The same data and the same Rich give the same bytes.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from poles_cli.cli.main import main
from poles_cli.output.context import Context

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = (80, 140)

# Rich's template loads its font from a web site, which a picture must not do.
_WEB_FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


class Picture(NamedTuple):
    """A command to show, with its widths, its language, and the number of lines of its answer."""

    name: str
    arguments: tuple[str, ...]
    widths: tuple[int, ...] = WIDTHS
    language: str = "fr"
    lines: int | None = None


PICTURES_SHOWN = (
    Picture("list-montreal", ("list", "--region", "montreal"), (80,)),
    Picture("list", ("list", "--limit", "8")),
    Picture("show-tresca", ("show", "tresca"), lines=30),
    Picture("explain-economie-sociale", ("explain", "economie-sociale"), lines=30),
    Picture("stats", ("stats",), lines=46),
    Picture("map", ("map",)),
    Picture("map-estrie-en", ("map", "--region", "estrie"), (80,), "en"),
    Picture("stats-en", ("stats", "--series", "isq-2016"), (80,), "en", 46),
)


def pictures() -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each file."""
    for picture in PICTURES_SHOWN:
        for width in picture.widths:
            name = f"{picture.name}-{width}"
            yield f"{name}.svg", drawn(picture, width, name)


def drawn(picture: Picture, width: int, name: str) -> str:
    """Return the SVG of a command and its answer; `name` replaces Rich's random id."""
    command = " ".join(("poles", *picture.arguments))
    lines = answer(picture, width).splitlines()
    if picture.lines is not None and len(lines) > picture.lines:
        lines = [*lines[: picture.lines], "…"]
    console = Console(
        record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="standard"
    )
    console.print(Text.assemble(("$ ", "dim"), (command, "bold")), "")
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(
        title=command,
        theme=SVG_EXPORT_THEME,
        unique_id=f"poles-{name}",
        code_format=_template(),
    )


def answer(picture: Picture, width: int) -> str:
    """Run the program as on a terminal of that width; return its output, with colours."""
    # Without this machine's corrections, so that everyone gets the same picture.
    shown = [*picture.arguments, "--no-overlay", "--format", "table", "--color", "always"]
    out = io.BytesIO()
    stdout = io.TextIOWrapper(out, "utf-8", newline="")
    context = Context(env={"POLES_LANG": picture.language, "COLUMNS": str(width)}, stdout=stdout)
    if main(shown, context) != 0:
        raise SystemExit(f"poles {' '.join(shown)} failed.")
    return out.getvalue().decode()


def _template() -> str:
    from rich._export_format import CONSOLE_SVG_FORMAT

    return _WEB_FONTS.sub("", CONSOLE_SVG_FORMAT)


def redraw() -> int:
    """Write the pictures, or with --check compare them; return the exit code."""
    from messages import compile_catalogues

    compile_catalogues()
    stale = []
    for name, content in pictures():
        path = PICTURES / name
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            PICTURES.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
    print(f"{len(stale)} out of date: {', '.join(stale)}" if stale else "All up to date.")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(redraw())
