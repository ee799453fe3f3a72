"""Set up every test."""

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
    """Compile the catalogues, so that French works from a fresh checkout too.

    A suite in the background of a script ignores Ctrl-C, and so would the programs that the tests
    interrupt, so the default handler is restored.
    """
    compile_catalogues()
    tomli.loads = _loads  # type: ignore[assignment]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> list[str]:
    """Report the tests that are skipped because this machine lacks a program."""
    return header()


def _loads(text: str, /) -> dict[str, Any]:
    """Parse a TOML text, or copy a previous result, since most tests read the same files."""
    copy = _parsed(text) if len(text) < 1_000_000 else None
    table: dict[str, Any] = marshal.loads(copy) if copy else _PARSE(text)
    return table


@lru_cache(maxsize=2000)
def _parsed(text: str) -> bytes | None:
    """Return the content of a text as copyable data; None if it has a date, which is not."""
    table = _PARSE(text)
    try:
        return marshal.dumps(table)
    except ValueError:
        return None
