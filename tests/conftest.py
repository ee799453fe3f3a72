"""What every test needs before it runs."""

import marshal
import signal
from functools import lru_cache
from typing import Any

import tomli

from messages import compile_catalogues
from outside import header, left_out

_PARSE = tomli.loads
collect_ignore_glob = list(left_out())


def pytest_configure() -> None:
    """Compile the catalogues, so that the suite speaks French from a fresh checkout too.

    A suite that a script runs in the background is told to ignore Ctrl-C, and so would be the
    programs that it interrupts: they are to heed it, as in a terminal.
    """
    compile_catalogues()
    tomli.loads = _loads  # type: ignore[assignment]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> list[str]:
    """Say what is left out for want of a program that this machine does not have."""
    return header()


def _loads(text: str, /) -> dict[str, Any]:
    """Parse a TOML text; one that was parsed before is copied, for nearly every test reads it."""
    copy = _parsed(text) if len(text) < 1_000_000 else None
    table: dict[str, Any] = marshal.loads(copy) if copy else _PARSE(text)
    return table


@lru_cache(maxsize=2000)
def _parsed(text: str) -> bytes | None:
    """Return what a text holds, to be copied; None for a date, which cannot be."""
    table = _PARSE(text)
    try:
        return marshal.dumps(table)
    except ValueError:
        return None
