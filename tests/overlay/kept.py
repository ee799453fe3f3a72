"""A valid file of corrections, to keep or damage."""

from pathlib import Path

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
