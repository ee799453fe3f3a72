"""The manual pages in a real `man`."""

import subprocess
from pathlib import Path

import pytest

import manual
from program import environment


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the pages are installed."""
    folder = tmp_path_factory.mktemp("prefix")
    manual.write(folder)
    return folder


@pytest.mark.parametrize("page", ["man1/poles.1", "fr/man1/poles.1"])
def test_man_has_no_warning(page: str, prefix: Path) -> None:
    """The page gives no warning, with all those of groff enabled."""
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", f"{prefix}/share/man/{page}"],
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_man_finds_the_page(prefix: Path) -> None:
    """`man poles` finds the installed page, with correct letters, hyphens and apostrophes."""
    env = environment() | {"MANPATH": f"{prefix}/share/man", "MANPAGER": "cat", "PAGER": "cat"}
    done = subprocess.run(["man", "poles"], env=env, capture_output=True, text=True, check=True)
    assert "NAME\n       poles - Québec's social-economy hubs" in done.stdout
    assert "--no-overlay" in done.stdout
