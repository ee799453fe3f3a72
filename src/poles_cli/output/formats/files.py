"""Write files whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from poles_cli.base.atomic import replace
from poles_cli.base.errors import IO, N_, PolesError, reason


def make_folder_of(name: str) -> None:
    """Make the folder of a file to write.

    Raises `PolesError` (input/output) if it cannot be made.
    """
    _refuse_folder(name)
    try:
        os.makedirs(os.path.dirname(os.path.realpath(name)), exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritten(name, reason(error)) from error


def write_file(name: str, pieces: Iterable[bytes], *, force: bool) -> None:
    """Write `pieces` to the file `name`; replace it only with `force`, and only at the end.

    Raises `PolesError` (input/output) if the file exists or cannot be written.
    """
    target = target_of(name, force=force)
    try:
        if target.exists() and not target.is_file():  # a device or a pipe: nothing to preserve
            _pour(target, pieces)
        else:
            replace(target, pieces, new=not force)
    except FileExistsError as error:
        raise _there(name) from error
    except OSError as error:
        raise _unwritten(name, reason(error)) from error


def _pour(device: Path, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to a device or pipe; raise `FileExistsError` if a file replaced it."""

    def as_it_is(path: str, flags: int) -> int:
        return os.open(path, flags & ~(os.O_CREAT | os.O_TRUNC))

    with open(device, "wb", opener=as_it_is) as stream:
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise FileExistsError
        for piece in pieces:
            stream.write(piece)


def target_of(name: str, *, force: bool) -> Path:
    """Return the path to write, after following links to a file or a device.

    Raises `PolesError` (input/output) if it exists or cannot be written, as far as is known without
    writing.
    """
    try:
        mode = _mode(name)
        if mode is None and os.path.islink(name):
            raise _unwritten(name, N_("it is a broken link"))
        if mode is not None and stat.S_ISDIR(mode):
            raise PolesError(IO, N_("{path} is a folder."), path=name)
        _refuse_folder(name)
        # A file is replaced in its folder, whatever its own permissions; a device is opened.
        regular = mode is None or stat.S_ISREG(mode)
        target = Path(os.path.realpath(name) if regular else name)
        place = target.parent if regular else target
        os.stat(place)
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, "")
    except (OSError, ValueError) as error:  # a file name cannot contain a NUL
        raise _unwritten(name, reason(error)) from error
    if mode is not None and regular and not force:
        raise _there(name)
    return target


def _refuse_folder(name: str) -> None:
    """Raise `PolesError` (input/output) for a name that only a folder can have, or an empty one."""
    if os.path.basename(name) in ("", os.curdir, os.pardir):
        raise PolesError(
            IO,
            N_("“{path}” names no file."),
            N_("Add the name of a file, for example: --output poles.csv"),
            path=name,
        )


def _mode(name: str) -> int | None:
    """Return the type and permissions of the file at `name`, None if there is none."""
    try:
        return os.stat(name).st_mode
    except FileNotFoundError:
        return None


def _unwritten(name: str, why: str) -> PolesError:
    return PolesError(IO, N_("{path} cannot be written: {reason}."), path=name, reason=why)


def _there(name: str) -> PolesError:
    return PolesError(IO, N_("{path} exists."), N_("To replace it, add --force."), path=name)
