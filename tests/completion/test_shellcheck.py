"""shellcheck reads the script for bash, to find mistakes that other tests would miss."""

import subprocess
from pathlib import Path

import pytest

from poles_cli.cli import completion
from shells import script, world


@pytest.mark.parametrize("made", [True, False])
def test_shellcheck_finds_nothing(made: bool, tmp_path: Path) -> None:
    """The tool finds nothing in the script that the program writes, nor in its template."""
    kept = Path(completion.__file__).with_name("script.sh")
    path = script("bash", world(tmp_path)) if made else kept
    done = subprocess.run(["shellcheck", path], capture_output=True, text=True)
    assert (0, "") == (done.returncode, done.stdout)
