"""A file written beside its place, then put there in one step: what was there, or the whole."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def replace(target: Path, pieces: Iterable[bytes], mode: int = 0o666, *, new: bool = False) -> None:
    """Put a file of `pieces` in the place of `target`, which must not be there for a `new` one.

    A file that was there keeps its permissions; a new one gets `mode`, less the umask. Whatever
    happens on the way, an interruption included, `target` stays as it was and nothing is left
    beside it. Raises `OSError`.
    """
    # The name is known before the file is there, so that there is no moment without its owner.
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(8).hex()}")
    try:
        kept = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        first = mode if kept is None else 0o600
        with open(temporary, "xb", opener=lambda path, flags: os.open(path, flags, first)) as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if kept is not None:
            os.chmod(temporary, kept)
        if new:
            _give_name(temporary, target)
        else:
            os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _give_name(temporary: Path, target: Path) -> None:
    """Name a file `target`; raises `FileExistsError` if one came there while it was written."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the moment between the two lines is left
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.replace(temporary, target)
    else:
        os.unlink(temporary)
