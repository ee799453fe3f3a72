"""Read files of the dataset, or raise an error that names the file and the problem."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

from poles_cli.base.errors import DATA, N_, PolesError, reason
from poles_cli.base.text import one_line

# These differ from one state of a file to another. A program can set the time of the last writing
# back, but not the time of the last change, which is the last item.
State = tuple[int, ...]


def state_of(status: os.stat_result) -> State:
    """Return the state of a file: its identity, size and times."""
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def read_regular(path: Path, most: int = -1) -> tuple[bytes, State] | None:
    """Return the first `most` bytes of a regular file and its state, None for any other kind.

    Named pipes are not waited for, and files that the system generates on reading, which have no
    size, are not read. The state is () if the file changed meanwhile. Raises `OSError`.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None
        with open(handle, "rb", closefd=False) as file:
            content = file.read(most if 0 <= most <= status.st_size else status.st_size + 1)
        if content is None or len(content) > status.st_size == 0:
            return None
        before, after = state_of(status), state_of(os.fstat(handle))
        return content, before if before == after else ()
    finally:
        os.close(handle)


def read_private(path: Path, most: int) -> bytes | None:
    """Return the first `most` bytes of a file if only the user can have written it, else None."""
    try:
        if not (_private(os.stat(path.parent)) and _private(os.lstat(path))):
            return None
        found = read_regular(path, most)
    except (OSError, ValueError):
        return None
    return found and found[0]


def make_private(folder: Path) -> bool:
    """Make a folder if there is none; return True if only the user may write to it.

    Raises `OSError`.
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return _private(os.stat(folder))


def _private(status: os.stat_result) -> bool:
    """Return True if a file or folder belongs to the user and nobody else may write to it."""
    if not hasattr(os, "geteuid"):  # the modes of Windows do not say who may write
        return not stat.S_ISLNK(status.st_mode)
    mine = status.st_uid == os.geteuid() and not status.st_mode & 0o022
    return mine and not stat.S_ISLNK(status.st_mode)


def read_file(path: Path, expected: State | None = None) -> bytes:
    """Return the bytes of a file of the dataset, in the `expected` state if one is given.

    Raises `PolesError` (bad dataset) with the file and the reason.
    """
    try:
        found = read_regular(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if found is None:
        raise _unreadable(path, N_("it is not a regular file"))
    content, state = found
    if expected is not None and state != expected:
        raise changed(path)
    return content


def read_toml(path: Path, expected: State | None = None) -> dict[str, Any]:
    """Parse one TOML file, in the `expected` state if one is given; raises as `read_file` does."""
    return parse_toml(path, read_file(path, expected))


def parse_toml(path: Path, content: bytes) -> dict[str, Any]:
    """Parse the content of a TOML file; raises `PolesError` (bad dataset) that names the file."""
    import tomli

    try:
        return tomli.loads(content.decode("utf-8-sig"))
    except tomli.TOMLDecodeError as error:
        raise PolesError(
            DATA,
            N_("{path} is not valid TOML: {error}."),
            N_("Type: poles check {argument}"),
            path=path,
            argument=typed(path),
            error=str(error),
        ) from error
    except (ValueError, RecursionError) as error:
        raise unreadable(path, error) from error


def possible(path: Path) -> Path:
    """Return `path` if a file can have it; raise `PolesError` (bad dataset) if not.

    No name can have a NUL or a character that the system cannot encode, or be too long.
    """
    try:
        path.stat()
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG:
            raise _unreadable(path, reason(error)) from error
    return path


def typed(path: Path) -> str:
    """Return a path as a user can type it in a shell, as an argument of a command."""
    from shlex import quote

    text = one_line(str(path))
    return quote(f"./{text}" if text.startswith("-") else text)


def unreadable(path: Path, error: Exception) -> PolesError:
    """Return the error (bad dataset) for a file of the dataset that cannot be read."""
    return _unreadable(path, reason(error) if isinstance(error, OSError) else str(error))


def _unreadable(path: Path, why: str) -> PolesError:
    return PolesError(DATA, N_("{path} cannot be read: {reason}."), path=path, reason=why)


def changed(path: Path) -> PolesError:
    """Return the error (bad dataset) for a file that changed after it was checked."""
    message = N_("{path} changed after it was checked.")
    return PolesError(DATA, message, N_("Try again when no program is writing to it."), path=path)


def is_there(overlay: Path) -> bool:
    """Return True if the overlay exists; an unreadable folder counts as none."""
    try:
        os.stat(overlay)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return False
    except (OSError, ValueError):
        return True  # reading it will report the problem
    return True
