"""What every test needs before it runs."""

import marshal
import signal
from functools import lru_cache
from typing import Any, BinaryIO

import tomli

from messages import compile_catalogues
from outside import header, left_out

collect_ignore_glob = list(left_out())


def pytest_configure() -> None:
    """Compile the catalogues, so that the suite speaks French from a fresh checkout too.

    A suite that a script runs in the background is told to ignore Ctrl-C, and so would be the
    programs that it interrupts: they are to heed it, as in a terminal.
    """
    compile_catalogues()
    tomli.load = _load  # type: ignore[assignment]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> list[str]:
    """Say what is left out for want of a program that this machine does not have."""
    return header()


def _load(file: BinaryIO, /) -> dict[str, Any]:
    """Parse a file of TOML; one that was parsed before is copied, for nearly every test reads it.

    Files are told apart by what they hold, so that one that a test rewrites is parsed again.
    """
    content = file.read()
    copy = _parsed(content) if len(content) < 100_000 else None
    table: dict[str, Any] = marshal.loads(copy) if copy else tomli.loads(content.decode())
    return table


@lru_cache(maxsize=2000)
def _parsed(content: bytes) -> bytes | None:
    """Return what a file holds, to be copied; None for a date, which cannot be."""
    try:
        return marshal.dumps(tomli.loads(content.decode()))
    except ValueError as error:
        if isinstance(error, tomli.TOMLDecodeError | UnicodeDecodeError):
            raise
        return None
