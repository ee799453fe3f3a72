"""`--data` and POLES_DATA: another edition of the dataset, checked before it is used."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poles_cli import load
from program import EDITION

Say = Callable[..., Any]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the small edition, to change."""
    return Path(shutil.copytree(EDITION, tmp_path / "data"))


def change(file: Path, old: str, new: str) -> None:
    """Replace the first `old` of a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_both_ways(say: Say, data: Path) -> None:
    """The option and the variable set the edition; the option wins, anywhere on the line."""
    change(data / "poles" / "laval.toml", "info@eslaval.org", "autre@eslaval.org")
    fields = ("-r", "laval", "--fields", "email")
    assert "autre@eslaval.org\n" == say("list", *fields, "--data", str(data)).stdout
    assert "autre@eslaval.org\n" == say("--data", str(data), "list", *fields).stdout
    assert "autre@eslaval.org\n" == say("list", *fields, POLES_DATA=str(data)).stdout
    bundled = str(load().root)
    said = say("list", *fields, "--data", bundled, POLES_DATA=str(data))
    assert "info@eslaval.org\n" == said.stdout


def test_each_edition_has_its_own_corrections(
    say: Say, data: Path, overlay: Path, tmp_path: Path
) -> None:
    """Each edition has its own corrections, whatever its id; a link to it is the same edition."""
    command = ("set", "laval", "city", "Laval", "--source", "https://a.org")
    say(*command, "--data", str(data))
    (tmp_path / "link").symlink_to(data)
    listed = [
        say("set", "--list", "--fields", "pole", *more).stdout
        for more in ([], ["--data", str(data)], ["--data", str(tmp_path / "link")])
    ]
    assert ["", "laval\n", "laval\n"] == listed
    say(*command)
    say("unset", "laval", "city", "--data", str(data))
    assert overlay.exists()


def test_corrections_never_pass_to_another_folder(say: Say, data: Path) -> None:
    """Two folders whose paths have the same checksum (CRC-32) do not share their corrections."""
    paths = [str(shutil.copytree(data, data.parent / name)) for name in ("plumless", "buckeroo")]
    say("set", "laval", "city", "Laval", "--source", "https://a.org", "--data", paths[0])
    listed = [say("set", "--list", "--fields", "pole", "--data", path).stdout for path in paths]
    assert ["laval\n", ""] == listed


def test_the_bundled_folder_by_name(say: Say, overlay: Path) -> None:
    """The bundled dataset has the same corrections with --data as without."""
    command = ("set", "laval", "city", "Laval", "--source", "https://a.org")
    say(*command, "--data", str(load().root))
    assert overlay.exists()


def test_minor_problems_stop_no_command(say: Say, data: Path) -> None:
    """Typography, counts and unused entries stop no command, but `check` reports them."""
    change(data / "dataset.toml", "poles = 3", "poles = 4")
    change(data / "poles" / "laval.toml", "Laval est", "Laval  est")
    say("list", "--data", str(data))


def broken(data: Path, name: str) -> None:
    """Break a dataset in one way."""
    laval = data / "poles" / "laval.toml"
    if name == "absent":
        shutil.rmtree(data)
    elif name == "empty":
        shutil.rmtree(data)
        data.mkdir()
    elif name == "file":
        shutil.rmtree(data)
        data.write_text("")
    elif name == "no names":
        laval.write_text('kind = "regional"\nstatus = "active"\n', "utf-8")
    elif name == "names of numbers":
        laval.write_text(laval.read_text("utf-8") + "\n[x]\ny = 1\n", "utf-8")
    elif name == "dangling source":
        change(laval, '"courrier-laval-122762"', '"nowhere"')
    elif name == "dangling region":
        change(laval, 'regions = ["13"]', 'regions = ["99"]')
    elif name == "javascript":
        change(data / "sources.toml", 'url = "https://', 'url = "javascript://')
    elif name == "formula":
        change(laval, 'value = "Laval"', 'value = "=1"')
    elif name == "escape":
        change(laval, 'value = "Laval"', 'value = "\\u001b[31m"')
    elif name == "endless number":
        laval.write_text("a = " + "1" * 5000, "utf-8")
    elif name == "nesting":
        laval.write_text("a = " + "[" * 100_000, "utf-8")
    elif name == "bytes":
        laval.write_bytes(b"\xff\xfe\x00")
    elif name == "folder":
        laval.unlink()
        laval.mkdir()
    elif name == "pipe":
        laval.unlink()
        os.mkfifo(laval)
    elif name == "pipe of sources":
        (data / "sources.toml").unlink()
        os.mkfifo(data / "sources.toml")
    elif name == "themes":
        (data / "dataset.toml").write_text("id = 3", "utf-8")


BROKEN = (
    "absent", "empty", "file", "no names", "names of numbers", "dangling source",
    "dangling region", "javascript", "formula", "escape", "endless number", "nesting", "bytes",
    "folder", "pipe", "pipe of sources", "themes",
)  # fmt: skip
COMMANDS = (
    ["list"], ["show", "laval"], ["search", "laval"], ["explain"], ["sources"], ["about"],
    ["set", "laval", "city", "Laval", "--source", "https://a.org"], ["set", "--list"],
)  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken(say: Say, data: Path, name: str) -> None:
    """An invalid dataset exits with 3, the file and what to type."""
    broken(data, name)
    for command in COMMANDS:
        said = say(*command, "--data", str(data), status=3)
        assert "" == said.stdout
        assert str(data) in said.stderr and "poles check" in said.stderr
        assert said.stderr.replace("\n", "").isprintable() and len(said.stderr) < 1500
