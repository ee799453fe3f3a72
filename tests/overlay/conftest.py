"""A user's own data folder for each test, and a program that uses it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from program import Output, Program, call

Say = Callable[..., Output]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder that XDG_DATA_HOME names."""
    return tmp_path / "share"


@pytest.fixture
def overlay(home: Path) -> Path:
    """The file for corrections of the bundled dataset, which does not exist yet."""
    return home / "poles" / "corrections-quebec.toml"


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    """An environment of that home, in English, on a fixed day."""
    return {
        "XDG_DATA_HOME": str(home),
        "POLES_LANG": "en",
        "SOURCE_DATE_EPOCH": "1795521600",  # 2026-11-24
    }


@pytest.fixture
def say(env: dict[str, str]) -> Say:
    """Run the program in this process, and check its exit code."""

    def run(*arguments: str, status: int = 0, **more: str) -> Output:
        output = call("--lang", "en", *arguments, env=env | more)
        assert status == output.status, output.stderr
        return output

    return run


@pytest.fixture
def program(env: dict[str, str]) -> Callable[..., Program]:
    """A program in a separate process, with that home."""
    return lambda *arguments: Program(*arguments).env(**env)
