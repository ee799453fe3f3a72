"""The script for bash, read by shellcheck: mistakes that no test of a line would meet."""

import subprocess
from pathlib import Path

import pytest

from poles_cli.cli import completion
from shells import script, world


@pytest.mark.parametrize("made", [True, False])
def test_shellcheck_finds_nothing(made: bool, tmp_path: Path) -> None:
    """In the script that the program writes, and in the file that it is made of."""
    kept = Path(completion.__file__).with_name("script.sh")
    path = script("bash", world(tmp_path)) if made else kept
    done = subprocess.run(["shellcheck", path], capture_output=True, text=True)
    assert (0, "") == (done.returncode, done.stdout)
