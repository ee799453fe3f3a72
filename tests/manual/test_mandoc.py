"""The manual pages in mandoc, which other systems use."""

import subprocess
from pathlib import Path

import pytest

import manual


@pytest.mark.parametrize("page", ["man1/poles.1", "fr/man1/poles.1"])
def test_mandoc_has_no_warning(page: str, tmp_path: Path) -> None:
    """Mandoc's lint gives no warning or error."""
    manual.write(tmp_path)
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", f"{tmp_path}/share/man/{page}"],
        capture_output=True,
        text=True,
    )
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
