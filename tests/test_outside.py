"""Tests that a machine cannot run are reported, and only they are left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import outside

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "page/test_browser_*.py": "tests/page/test_browser_",
    "completion/test_bash.py": "tests/completion/test_bash.py",
    "completion/test_zsh.py": "tests/completion/test_zsh.py",
    "completion/test_fish.py": "tests/completion/test_fish.py",
    "manual/test_man.py": "tests/manual/test_man.py",
    "manual/test_mandoc.py": "tests/manual/test_mandoc.py",
    "completion/test_shellcheck.py": "tests/completion/test_shellcheck.py",
}


def test_files_that_cannot_run_are_reported() -> None:
    """The header names each left-out file and how to install its program."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLES_")}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider"]
    report = subprocess.run(
        [*command, "tests/completion", "tests/manual", "tests/page"],
        cwd=ROOT,
        env=kept | {"PATH": os.devnull, "COLUMNS": "200"},
        capture_output=True,
        text=True,
    ).stdout
    header, _, items = report.partition("collected ")

    for pattern, path in FILES.items():
        assert f"left out: {pattern}, which need" in header
        assert Path(path).name not in items
    assert "<Module test_answer.py>" in items
    assert "<Module test_page.py>" in items


def test_nothing_is_left_out_if_everything_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """If everything is required, as in `.ci/run`, a missing program fails its tests."""
    monkeypatch.setattr(outside, "BROWSER", None)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.delenv("POLES_REQUIRE_BROWSER", raising=False)
    monkeypatch.delenv("POLES_REQUIRE_SHELLS", raising=False)
    assert FILES.keys() == outside.left_out().keys()
    monkeypatch.setenv("POLES_REQUIRE_BROWSER", "1")
    monkeypatch.setenv("POLES_REQUIRE_SHELLS", "1")

    assert {} == outside.left_out()
