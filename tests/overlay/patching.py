"""Make a patch of corrections, and apply it as a contributor does."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., Any]


def fact(value: Any, *sources: str, **more: Any) -> dict[str, Any]:
    """Return a fact of an overlay."""
    if value == "OBNL":
        value = {"fr": value, "en": value}
    found = {"value": value, "confidence": "high", "sources": list(sources), "set_on": "2026-11-24"}
    return found | more


def applied(diff: str, root: Path, tmp_path: Path) -> Path:
    """Apply a diff with Git to a copy of a dataset, and return the copy."""
    copy = tmp_path / "clone"
    shutil.copytree(root, copy / "data")
    done = subprocess.run(
        ["git", "apply", "--whitespace=error", "-"],
        input=diff.encode(), cwd=copy, capture_output=True,
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path)},
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr.decode() + diff
    return copy / "data"
