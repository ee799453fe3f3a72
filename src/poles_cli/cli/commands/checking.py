"""Check the data at a path: a dataset, one of its files, or a user's corrections."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from poles_cli.base.errors import DATA, IO, N_, PolesError, reason
from poles_cli.base.text import one_line
from poles_cli.directory.directory import Directory
from poles_cli.rules.boundaries import FILE as OUTLINES
from poles_cli.rules.check import check_directory
from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.contents import UNREADABLE, unseen_comments
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.references import DANGLING
from poles_cli.rules.registry import FILES


def is_folder(path: Path) -> bool:
    """Return True for a dataset, False for a file; raise `PolesError` for neither."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        raise unopened(path, reason(error)) from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise PolesError(DATA, N_("{path} is not a regular file."), path=one_line(str(path)))
    return stat.S_ISDIR(mode)


def unopened(path: Path, why: str) -> PolesError:
    """Return the error (input/output) of a path that the user named and that cannot be opened."""
    return PolesError(
        IO,
        N_("{path} cannot be read: {reason}."),
        N_("Type: poles check --help"),
        path=one_line(str(path)),
        reason=why,
    )


def dataset_of(path: Path) -> tuple[Path, str] | None:
    """Return the dataset that a file belongs to and its name there, None for any other file."""
    folder = path.absolute().parent
    if f"{folder.name}/{path.name}" == OUTLINES and (folder.parent / "dataset.toml").is_file():
        return folder.parent, OUTLINES
    if path.suffix == (".csv" if folder.name == "territory" else ".toml"):
        if folder.name in ("poles", "concepts") or (
            folder.name == "territory" and path.stem in COLUMNS
        ):
            if (folder.parent / "dataset.toml").is_file():
                return folder.parent, f"{folder.name}/{path.name}"
        elif path.stem in FILES and (folder / "dataset.toml").is_file():
            return folder, path.name
    return None


def check_file(path: Path, directory: Directory, today: str) -> list[Problem]:
    """Return the problems of one file, of a dataset or of corrections.

    `directory` is the dataset that the corrections apply to, `today` the last date allowed. Raises
    `PolesError` (input/output) for a file that cannot be opened.
    """
    if found := dataset_of(path):
        root, name = found
        _refuse_unopened(path)
        return [problem for problem in check_directory(root, today) if problem.file == name]
    return check_overlay(path, directory, today)


def check_overlay(path: Path, directory: Directory, today: str) -> list[Problem]:
    """Return the problems of a file of corrections, including unknown slugs and sources."""
    from poles_cli.corrections.input import is_url, overlay_problems
    from poles_cli.corrections.store import contents

    _refuse_unopened(path)
    content = contents(path) or b""
    table = _parsed(path, content)
    if isinstance(table, Problem):
        return [table]
    slugs = [pole.slug for pole in directory.poles]
    found = [*unseen_comments(path.name, content.decode())]
    found += overlay_problems(table, path.name, slugs, today)
    if found:
        return found
    known = {source.id for source in directory.sources}
    return [
        problem(path.name, f"{slug}.{name}.sources[{number}]", DANGLING["source"], value=source)
        for slug, facts in table.items()
        for name, fact in facts.items()
        for number, source in enumerate(fact["sources"], 1)
        if not is_url(source) and source not in known
    ]


def _refuse_unopened(path: Path) -> None:
    try:
        path.open("rb").close()
    except (OSError, ValueError) as error:
        raise unopened(path, reason(error)) from error


def _parsed(path: Path, content: bytes) -> dict[str, Any] | Problem:
    """Return the table of a file of corrections, or the problem that prevents reading it."""
    import tomli

    try:
        return tomli.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return problem(path.name, "", UNREADABLE, getattr(error, "lineno", None), error=error)
