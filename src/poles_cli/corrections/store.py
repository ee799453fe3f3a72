"""Read and write the overlay's file: checked on reading, written in one step by one writer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from poles_cli.base.atomic import replace
from poles_cli.base.errors import DATA, IO, N_, PolesError, reason
from poles_cli.base.files import read_regular
from poles_cli.base.text import one_line
from poles_cli.corrections.input import overlay_problems
from poles_cli.rules.registry import settable

# pôle → field → fact
Corrections = dict[str, dict[str, dict[str, Any]]]

BIGGEST = 500_000  # bytes: five times every field of every pôle, and read in seconds at worst
PATIENCE = 30.0  # seconds that a writer waits for other writers

HEADER = """\
# Vos corrections / Your own corrections: poles set, poles unset, poles set --list
# Ce fichier est réécrit par poles; les commentaires n'y restent pas.
# poles rewrites this file; comments do not stay.

"""
WITHOUT = N_("Correct it, or answer without it: add --no-overlay.")


def read(path: Path) -> Corrections:
    """Return the corrections in `path`, none if the file does not exist.

    Raises `PolesError` (bad overlay) for a file that is not a regular one, is too big, is not TOML,
    or breaks the rules of the data.
    """
    import tomli

    content = contents(path)
    if content is None:
        return {}
    try:
        table: Corrections = tomli.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = N_("{path} is not UTF-8 text: byte {position} is wrong.")
        raise PolesError(
            DATA, message, WITHOUT, path=_printable(path), position=error.start
        ) from error
    except (ValueError, RecursionError) as error:  # endless digits, endless nesting
        message = N_("{path} is not valid TOML: {error}.")
        raise PolesError(DATA, message, WITHOUT, path=_printable(path), error=str(error)) from error
    if problems := overlay_problems(table, ""):
        from poles_cli.rules.problem import BadData

        raise BadData(path, problems, WITHOUT)
    return table


def update(path: Path, change: Callable[[Corrections], None]) -> None:
    """Apply `change` to the corrections in `path`, under a lock.

    A file that cannot be read as corrections is left unchanged. Raises `PolesError`: bad overlay
    for such a file, input/output if it cannot be written.
    """
    read(path)
    try:
        target = Path(os.path.realpath(path))
        os.makedirs(target.parent, mode=0o700, exist_ok=True)
        with _alone(target):
            corrections = read(target)
            change(corrections)
            _replace(target, corrections)
    except OSError as error:
        message = N_("Your corrections cannot be written to {path}: {reason}.")
        hint = N_("To keep them elsewhere, name a file in POLES_OVERLAY.")
        raise PolesError(IO, message, hint, path=_printable(path), reason=reason(error)) from error


def contents(path: Path) -> bytes | None:
    """Return the bytes of an overlay, None if there is none; see `read` for its errors."""
    try:
        found = read_regular(path, BIGGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        message = N_("{path} cannot be read: {reason}.")
        raise PolesError(
            DATA, message, WITHOUT, path=_printable(path), reason=reason(error)
        ) from error
    if found is None:
        raise PolesError(DATA, N_("{path} is not a regular file."), WITHOUT, path=_printable(path))
    if len(found[0]) > BIGGEST:
        message = N_("{path} is too big for corrections: more than {count} bytes.")
        raise PolesError(DATA, message, WITHOUT, path=_printable(path), count=BIGGEST)
    return found[0]


def _printable(path: Path) -> str:
    return one_line(str(path))


def _replace(target: Path, corrections: Corrections) -> None:
    """Replace the file with the corrections in one step, or delete it if there is none."""
    corrections = in_order(corrections)
    if not corrections:
        with suppress(FileNotFoundError):
            target.unlink()
        return
    import tomli_w

    content = (HEADER + tomli_w.dumps(corrections)).encode()
    if len(content) > BIGGEST:  # it could not be read again
        message = N_("Your corrections would be too many: more than {count} bytes.")
        hint = N_("To keep some elsewhere, name a file in POLES_OVERLAY.")
        raise PolesError(IO, message, hint, count=BIGGEST)
    replace(target, [content], mode=0o600)  # only the user can read a new file


def in_order(corrections: Mapping[str, Mapping[str, Any]]) -> Corrections:
    """Return the corrections by pôle, then in the order of the fields, empty pôles left out."""
    return {
        slug: {name: dict(facts[name]) for name in settable() if name in facts}
        for slug, facts in sorted(corrections.items())
        if facts
    }


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the overlay's lock; its file stays, or a waiter would lock an unlinked file."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(target.with_name(target.name + ".lock"), flags, 0o600)
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)  # this releases the lock


def _wait_for(handle: int) -> None:
    from time import monotonic, sleep

    limit = monotonic() + PATIENCE
    while not _locked(handle):
        if monotonic() > limit:
            raise PolesError(
                IO,
                N_("Another poles process has held your corrections file for {count} s."),
                N_("Try again when it has ended."),
                count=round(PATIENCE),
            )
        sleep(0.02)


def _locked(handle: int) -> bool:
    """Try to take the lock, without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
