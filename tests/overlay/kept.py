"""A valid file of corrections, to keep or damage, and a correction made by the program."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., Any]

SOURCE = ("--source", "https://laval.example.org/contact")
GOOD = """\
[laval.phone]
value = "450 555-0100"
confidence = "high"
sources = ["https://laval.example.org/contact"]
set_on = "2026-11-24"
"""


def written(overlay: Path, content: str | bytes) -> Path:
    """Write a file as the overlay."""
    overlay.parent.mkdir(parents=True, exist_ok=True)
    overlay.write_bytes(content.encode() if isinstance(content, str) else content)
    return overlay


def kept(say: Say, field: str = "phone", value: str = "450 555-0100", *more: str) -> None:
    """Save a correction of Laval."""
    say("set", "laval", field, value, *SOURCE, *more)
