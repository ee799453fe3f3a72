"""The files of the package that are not Python: data, catalogues, texts, templates."""

from __future__ import annotations

from functools import cache
from os.path import isdir
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


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
