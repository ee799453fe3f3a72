"""Take screenshots of the page, for review and for README and LISEZMOI.

    python scripts/screenshots.py FOLDER    phone, desktop, dark and print, in both languages
    python scripts/screenshots.py           docs/pictures/page-en.png and page-fr.png

It needs the tools of development and Debian's chromium; print also takes its pdftoppm.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poles_cli import load
from poles_cli.output.page.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ROOT / "docs/pictures"
PARTS = ("", "/map", "/pole/estrie", "/glossary", "/figures", "/network", "/about")


class Shot(NamedTuple):
    """A picture: its name, the hash of the page, the size of the window, and the scheme."""

    name: str
    hash: str
    size: tuple[int, int]
    dark: bool = False
    typed: str = ""


def shots() -> Iterator[Shot]:
    """Yield every picture for review."""
    for language in ("fr", "en"):
        for part in PARTS:
            name = f"{language}{part.replace('/', '-')}"
            yield Shot(f"{name}-phone", f"#{language}{part}", (360, 900), dark=language == "en")
            yield Shot(f"{name}-desktop", f"#{language}{part}", (1280, 1000))
            yield Shot(f"{name}-dark", f"#{language}{part}", (1280, 1000), dark=True)


def take(browser: Browser, address: str, shot: Shot, path: Path) -> None:
    """Write one picture to `path`."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        offline=True,
    )
    page = context.new_page()
    page.goto(address + shot.hash)
    if shot.typed:
        answer(page, shot.typed)
    page.screenshot(path=path)
    context.close()


def answer(page: Page, place: str) -> None:
    """Type a place in the page's field."""
    field = page.get_by_role("combobox")
    field.fill(place)
    field.press("Enter")
    field.blur()


def print_out(browser: Browser, address: str, folder: Path) -> None:
    """Write the printed page as PDF, and its first sheets as pictures if pdftoppm is installed."""
    page = browser.new_page()
    page.goto(address + "#fr")
    pdf = folder / "print.pdf"
    page.pdf(path=pdf, format="Letter", print_background=True)
    page.close()
    if shutil.which("pdftoppm"):
        command = ["pdftoppm", "-r", "60", "-l", "6", "-png", str(pdf), str(folder / "print")]
        subprocess.run(command, check=True)


def main() -> int:
    """Take the pictures for review, or those of the guides if no folder is given."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description="Take screenshots of the page.")
    parser.add_argument("folder", nargs="?", type=Path, help="for review; else docs/pictures")
    folder: Path | None = parser.parse_args().folder
    browser_path = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        page = Path(home, "poles.html")
        page.write_text(build(load()), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            for shot in shots():
                take(browser, page.as_uri(), shot, folder / f"{shot.name}.png")
            print_out(browser, page.as_uri(), folder)
        else:
            for language in ("en", "fr"):
                shot = Shot(f"page-{language}", f"#{language}", (1200, 2050), typed="Rimouski")
                take(browser, page.as_uri(), shot, SHOWN / f"{shot.name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
