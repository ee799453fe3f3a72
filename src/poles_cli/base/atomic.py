"""A file written beside its place, then put there in one step: what was there, or the whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def replace(target: Path, pieces: Iterable[bytes], mode: int = 0o666, *, new: bool = False) -> None:
    """Put a file of `pieces` in the place of `target`, which must not be there for a `new` one.

    A file that was there keeps its permissions, but for that to run as someone else; a new one gets
    `mode`, less the umask. Whatever happens on the way, an interruption included, `target` stays as
    it was and nothing is left beside it. Raises `OSError`.
    """
    # The name is known before the file is there, so that there is no moment without its owner.
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(8).hex()}")
    try:
        kept = target.stat().st_mode & 0o777 if target.exists() else None
        first = mode if kept is None else 0o600
        with open(temporary, "xb", opener=lambda path, flags: os.open(path, flags, first)) as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            if kept is not None:  # through the handle: by now the name may be a link
                os.chmod(file.fileno() if os.chmod in os.supports_fd else temporary, kept)
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
    except OSError:  # a file system without links: an empty file holds the name first
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            os.replace(temporary, target)
        except BaseException:
            os.unlink(target)
            raise
    else:
        os.unlink(temporary)
