"""Parse the files of a dataset; a file that cannot be read becomes a problem."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from poles_cli.base.errors import N_, PolesError
from poles_cli.base.files import parse_toml, read_file
from poles_cli.base.text import UNSEEN
from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.registry import FILES
from poles_cli.rules.values import unseen

UNREADABLE = N_("The file cannot be read as TOML: {error}.")
UNREADABLE_CSV = N_("The file cannot be read as CSV in UTF-8: {error}.")
BAD_COLUMNS = N_("The columns must be {known}.")
CELLS = N_("The row has {count} cells; it must have {most}.")
ABSENT = N_("The file “{name}” is missing.")


Row = Mapping[str, str]


class Contents(NamedTuple):
    """The files of a dataset: kind → file → parsed table, with the problems of reading.

    `rows` are those of the territory tables, by name.
    """

    tables: Mapping[str, Mapping[str, Any]]
    rows: Mapping[str, Sequence[Row]]
    problems: list[Problem]


def read_directory(root: Path) -> Contents:
    """Read every file of a dataset; a missing or invalid file becomes a problem."""
    tables: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for kind in FILES:
        tables[kind] = {}
        for name in _files(root, kind, problems):
            try:
                content = read_file(root / name)
                tables[kind][name] = parse_toml(root / name, content)
                problems += unseen_comments(name, content.decode())
            except PolesError as error:
                cause = error.__cause__
                reason = getattr(cause, "strerror", None) or cause or error
                line = getattr(cause, "lineno", None)
                problems.append(problem(name, "", UNREADABLE, line, error=reason))
    rows = {name: _rows(root, name, problems) for name in COLUMNS}
    return Contents(tables, rows, problems)


def unseen_comments(file: str, text: str) -> Iterator[Problem]:
    """Yield the comments of a TOML file with an invisible character.

    Text after a # in a value is also reported, as part of that value.
    """
    if re.search(UNSEEN, text.removeprefix("\ufeff")):
        for number, line in enumerate(text.split("\n"), 1):
            if match := re.search(UNSEEN, line.partition("#")[2]):
                message, values = unseen(match[0])
                yield problem(file, "", message, number, **values)


def _rows(root: Path, table: str, problems: list[Problem]) -> list[Row]:
    """Return the rows of one territory table, none if its columns are wrong.

    A row of another length is a problem; it is padded with empty cells, or cut.
    """
    name = f"territory/{table}.csv"
    if not is_file(root, name):
        problems.append(problem(name, "", ABSENT, name=name))
        return []
    try:
        text = read_file(root / name).decode("utf-8-sig")
        lines = [line for line in csv.reader(io.StringIO(text, newline="")) if line]
    except (PolesError, ValueError, csv.Error) as error:
        why = error.values["reason"] if isinstance(error, PolesError) else error
        problems.append(problem(name, "", UNREADABLE_CSV, error=why))
        return []
    columns = lines[0] if lines else []
    known = COLUMNS[table]  # an older edition lacks newer columns, none of them required
    if columns != [name for name, field in known.items() if field.required or name in columns]:
        problems.append(problem(name, "", BAD_COLUMNS, known=",".join(known)))
        return []
    for number, line in enumerate(lines[1:], 1):
        if len(line) != len(columns):
            problems.append(problem(name, str(number), CELLS, count=len(line), most=len(columns)))
    empty = dict.fromkeys(known, "")
    return [
        {**empty, **dict(zip_longest(columns, line[: len(columns)], fillvalue=""))}
        for line in lines[1:]
    ]


def _files(root: Path, kind: str, problems: list[Problem]) -> list[str]:
    """Return the names, from the root, of the files of a kind that can be opened."""
    if kind in ("poles", "concepts"):
        try:
            names = sorted(f"{kind}/{path.name}" for path in (root / kind).glob("*.toml"))
        except OSError:
            names = []
        if not names:
            problems.append(problem(kind, "", ABSENT, name=f"{kind}/*.toml"))
    else:
        names = [f"{kind}.toml"]
        if kind == "guide" and not (root / names[0]).exists():
            return []  # older editions do not have it
    good = []
    for name in names:
        # Only a regular file is opened, because a named pipe would block forever.
        if is_file(root, name):
            good.append(name)
        else:
            problems.append(problem(name, "", ABSENT, name=name))
    return good


def is_file(root: Path, name: str) -> bool:
    """Return True if a name under `root` is a regular file there, not a link to outside."""
    try:
        path = (root / name).resolve()
        return path.is_file() and path.is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # no permission, or a loop of links
        return False
