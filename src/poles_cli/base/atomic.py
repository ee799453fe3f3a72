"""Replace a file in one step, so that readers see the old content or the new, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def replace(target: Path, pieces: Iterable[bytes], mode: int = 0o666, *, new: bool = False) -> None:
    """Write `pieces` to a temporary file, then rename it to `target`; a `new` one must not exist.

    An existing file keeps its permissions, except setuid and setgid; a new one gets `mode`, less
    the umask. If anything fails or is interrupted, `target` is unchanged and no temporary file is
    left. Raises `OSError`.
    """
    # Choose the name before creating the file, so that an interruption can always delete it.
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(8).hex()}")
    try:
        kept = target.stat().st_mode & 0o777 if target.exists() else None
        first = mode if kept is None else 0o600
        with open(temporary, "xb", opener=lambda path, flags: os.open(path, flags, first)) as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            if kept is not None:  # through the handle: the name may be a link by now
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
    """Rename a file to `target`; raise `FileExistsError` if one was created there meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # without links, an empty file reserves the name
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            os.replace(temporary, target)
        except BaseException:
            os.unlink(target)
            raise
    else:
        os.unlink(temporary)
