"""The overlay's file: read without trust, written whole or not at all, one writer at a time."""

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

BIGGEST = 500_000  # bytes: five times every field of every pôle, and read in seconds at the worst
PATIENCE = 30.0  # seconds that a writer waits for the others

HEADER = """\
# Vos corrections / Your own corrections: poles set, poles unset, poles set --list
# Ce fichier est réécrit par poles; les commentaires n'y restent pas.
# poles rewrites this file; comments do not stay.

"""
WITHOUT = N_("Correct it, or answer without it: add --no-overlay.")


def read(path: Path) -> Corrections:
    """Return the corrections kept in `path`, none when there is no such file.

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
        raise PolesError(DATA, message, WITHOUT, path=_said(path), position=error.start) from error
    except (ValueError, RecursionError) as error:  # endless digits, endless nesting
        message = N_("{path} is not valid TOML: {error}.")
        raise PolesError(DATA, message, WITHOUT, path=_said(path), error=str(error)) from error
    if problems := overlay_problems(table, ""):
        from poles_cli.rules.refusal import BadData

        raise BadData(path, problems, WITHOUT)
    return table


def update(path: Path, change: Callable[[Corrections], None]) -> None:
    """Apply `change` to the corrections kept in `path`, alone to do so.

    A file that cannot be read as corrections is left as it is. Raises `PolesError`: bad overlay for
    such a file, input/output where it cannot be written.
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
        raise PolesError(IO, message, hint, path=_said(path), reason=reason(error)) from error


def contents(path: Path) -> bytes | None:
    """Return the bytes of an overlay, None where there is none; see `read` for what it raises."""
    try:
        found = read_regular(path, BIGGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        message = N_("{path} cannot be read: {reason}.")
        raise PolesError(DATA, message, WITHOUT, path=_said(path), reason=reason(error)) from error
    if found is None:
        raise PolesError(DATA, N_("{path} is not a regular file."), WITHOUT, path=_said(path))
    if len(found[0]) > BIGGEST:
        message = N_("{path} is too big for corrections: more than {count} bytes.")
        raise PolesError(DATA, message, WITHOUT, path=_said(path), count=BIGGEST)
    return found[0]


def _said(path: Path) -> str:
    return one_line(str(path))


def _replace(target: Path, corrections: Corrections) -> None:
    """Put the corrections in the place of the file in one step; no correction leaves no file."""
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
    replace(target, [content], mode=0o600)  # a new file is the user's alone


def in_order(corrections: Mapping[str, Mapping[str, Any]]) -> Corrections:
    """Return the corrections by pôle, then in the order of the fields, empty pôles left out."""
    return {
        slug: {name: dict(facts[name]) for name in settable() if name in facts}
        for slug, facts in sorted(corrections.items())
        if facts
    }


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of the overlay; its file stays, or a waiter would lock a lost one."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(target.with_name(target.name + ".lock"), flags, 0o600)
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)  # and the lock goes with it


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
