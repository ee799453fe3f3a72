"""Files of the dataset, read or refused with a sentence that names the file and what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from poles_cli.base.errors import DATA, N_, PolesError, reason


def read_toml(path: Path) -> dict[str, Any]:
    """Parse one TOML file; raises `PolesError` (bad dataset) that says which file, and why not."""
    import tomli

    try:
        with path.open("rb") as file:
            return tomli.load(file)
    except tomli.TOMLDecodeError as error:
        raise PolesError(
            DATA,
            N_("{path} is not valid TOML: {error}."),
            N_("Type: poles check {path}"),
            path=path,
            error=error,
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> PolesError:
    """Return the error (bad dataset) that says why a file of the dataset cannot be read."""
    why = reason(error) if isinstance(error, OSError) else str(error)
    return PolesError(DATA, N_("{path} cannot be read: {reason}."), path=path, reason=why)


def is_there(overlay: Path) -> bool:
    """Whether there is an overlay; where one may not even look, there is none."""
    import os

    try:
        os.stat(overlay)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return False
    except (OSError, ValueError):
        return True  # reading it will say what is wrong
    return True
