"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from poles_cli.base.atomic import replace
from poles_cli.base.errors import IO, N_, PolesError, reason


def write_file(name: str, pieces: Iterable[bytes], *, force: bool) -> None:
    """Write `pieces` to the file `name`; what was there stays unless `force`, and until the end.

    Raises `PolesError` (input/output) when the file exists or cannot be written.
    """
    path = Path(name)
    try:
        target = Path(os.path.realpath(path))
    except ValueError as error:  # a character that no name of a file holds
        raise _unwritten(name, reason(error)) from error
    try:
        if target.is_symlink():
            target.stat()  # links that go round in circles: the system says so
        if path.is_dir():
            raise PolesError(IO, N_("{path} is a folder."), path=name)
        if path.exists() and not path.is_file():  # a device or a pipe: nothing to keep
            with path.open("wb") as stream:
                for piece in pieces:
                    stream.write(piece)
            return
        if path.exists() and not force:
            raise _there(name)
        replace(target, pieces, new=not force)
    except FileExistsError as error:
        raise _there(name) from error
    except OSError as error:
        raise _unwritten(name, reason(error)) from error


def _unwritten(name: str, why: str) -> PolesError:
    return PolesError(IO, N_("{path} cannot be written: {reason}."), path=name, reason=why)


def _there(name: str) -> PolesError:
    return PolesError(IO, N_("{path} exists."), N_("To replace it, add --force."), path=name)
