"""Check an edition of the dataset once, and record the state of its files.

The record is the text of `_fingerprint`, which is compared and never parsed, so that a file that
someone tampered with has no effect.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import time_ns

from poles_cli.base.errors import N_
from poles_cli.base.files import State, changed, make_private, read_private, state_of
from poles_cli.base.version import __version__

FOLDERS = ("", "poles", "concepts", "territory", "map")  # the folders with files of a dataset
PLACES = 31  # most files in the cache: two datasets with the same number replace each other
BIGGEST = 1_000_000  # bytes of a fingerprint; that of the whole dataset has some 30,000

# Two writes within one tick of a file system's clock have the same time.
TICK = 20_000_000  # nanoseconds

States = Mapping[str, State]


def usable(root: Path, cache: Path | None) -> States:
    """Return the states of the files of a valid dataset, checked now or before.

    `cache` is the user's folder for the record. Raises `PolesError` (bad dataset) for a
    dataset that breaks a rule, or whose files change while they are checked.
    """
    start = time_ns()
    states = _states(root)
    path = os.path.realpath(root)
    fingerprint = _fingerprint(path, states)
    place = cache and cache / f"checked-{int.from_bytes(os.fsencode(path)) % PLACES}"
    if place and read_private(place, BIGGEST + 1) == fingerprint:
        return states
    refuse_unusable(root)
    if _states(root) != states:
        raise changed(root)
    settled = all(max(state[2:]) + TICK < start for state in states.values())
    if place and settled and len(fingerprint) <= BIGGEST:
        _remember(place, fingerprint)
    return states


def refuse_unusable(root: Path) -> None:
    """Raise `BadData` for a dataset that breaks a rule that is not minor."""
    from poles_cli.rules.check import check_directory
    from poles_cli.rules.problem import BadData

    if problems := [problem for problem in check_directory(root) if problem.is_error]:
        raise BadData(root, problems, N_("Type: poles check {argument}"))


def _states(root: Path, folders: Sequence[str] = FOLDERS) -> dict[str, State]:
    """Return the state of each file in `folders` under `root`, by its name from the root."""
    states = {}
    for folder in folders:
        with suppress(OSError, ValueError):  # the check reports a missing folder
            for name in sorted(os.listdir(root / folder)):
                inner = f"{folder}/{name}" if folder else name
                with suppress(OSError):
                    status = os.stat(root / inner)
                    if not stat.S_ISDIR(status.st_mode):
                        states[inner] = state_of(status)
    return states


def _fingerprint(path: str, states: States) -> bytes:
    """Return all that a check depends on: the program, the folder and the state of each file."""
    program = [__version__, sys.hexversion, _states(Path(__file__).parents[1], ("base", "rules"))]
    return ascii([program, path, states]).encode()


def _remember(place: Path, fingerprint: bytes) -> None:
    """Save a fingerprint; if that fails, the next command checks again."""
    from poles_cli.base.atomic import replace

    with suppress(OSError, ValueError):
        if make_private(place.parent):
            place.unlink(missing_ok=True)  # or its permissions would be kept
            replace(place, [fingerprint], mode=0o600)
