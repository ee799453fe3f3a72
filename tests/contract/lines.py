"""Command lines of every command, for tests of what they all promise."""

from __future__ import annotations

# Each gives records, whatever the format.
RECORDS = (
    "list",
    "show laval cris",
    "search coopérative",
    "explain",
    "explain ristourne",
    "regions",
    "locate Granby G0N Waswanipi",
    "stats",
    "stats --shares",
    "map",
    "sources",
    "set --list",
    "check --stale 3",
    "check --coverage",
    "about",
)
EXPORTS = tuple(
    f"export --what {what}"
    for what in ("poles", "concepts", "regions", "figures", "examples", "territory", "sources")
)
# Each gives a text.
TEXTS = ("", "--version", "--help", "help", "help list", "help formats", "completion bash")

TODAY = {"SOURCE_DATE_EPOCH": "1790000000"}  # for commands that depend on today
