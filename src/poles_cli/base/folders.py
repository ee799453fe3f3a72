"""The folders of the package (data, catalogues, texts, templates) and those of its user."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from os.path import isdir
from pathlib import Path

PACKAGE = Path(__file__).parent.parent

# The variable that sets each kind of folder on Linux, and the default under the home.
_XDG = {"data": ("XDG_DATA_HOME", ".local/share"), "cache": ("XDG_CACHE_HOME", ".cache")}


def packaged(name: str) -> Path:
    """Return a folder of the package, named from its root; it may not exist.

    A zip application has no folders: there it is a copy, deleted when the program ends.
    """
    return PACKAGE / name if isdir(PACKAGE) else _copied(name)


@cache
def _copied(name: str) -> Path:
    from importlib.resources import files  # slow to import, and needed nowhere else

    target = _copies() / name
    waiting = [(files("poles_cli").joinpath(name), target)]
    while waiting:
        source, path = waiting.pop()
        if source.is_dir():
            path.mkdir(parents=True, exist_ok=True)
            waiting += [(inner, path / inner.name) for inner in source.iterdir()]
        elif source.is_file():
            path.write_bytes(source.read_bytes())
    return target


@cache
def _copies() -> Path:
    import atexit
    from tempfile import TemporaryDirectory

    copies = TemporaryDirectory(prefix="poles-")
    atexit.register(copies.cleanup)
    return Path(copies.name)


def edition_name(root: Path) -> str:
    """Return a name for an edition's folder that no other has, the same through links to it."""
    from hashlib import sha256  # slow to import, and needed only for another edition

    return sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]


def user_folder(kind: str, env: Mapping[str, str]) -> Path | None:
    """Return the user's folder of "data" or of "cache" for this program, None without a home.

    It is the folder of platformdirs, computed on Linux without importing it. A relative path in the
    environment is ignored, as the XDG specification asks for its own.
    """
    if sys.platform in ("win32", "darwin"):
        import platformdirs

        find = {"data": platformdirs.user_data_dir, "cache": platformdirs.user_cache_dir}[kind]
        return Path(find("poles", appauthor=False))
    variable, under_home = _XDG[kind]
    if (folder := Path(env.get(variable, "").strip())).is_absolute():
        return folder / "poles"
    home = Path(env.get("HOME", ""))
    return home / under_home / "poles" if home.is_absolute() else None
