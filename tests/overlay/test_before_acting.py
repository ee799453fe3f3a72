"""Errors of the output are reported before a command acts; after that, nothing is undone."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract.lines import EXPORTS, RECORDS
from overlay.kept import GOOD, SOURCE, written
from poles_cli.output import formats
from poles_cli.output.result import Result
from program import call

Say = Callable[..., Any]

SET = ("set", "laval", "city", "Laval", *SOURCE)
UNSET = ("unset", "laval", "phone")
REFUSED = {
    "field": (["--fields", "nope"], 2),
    "format of another command": (["-f", "geojson"], 2),
    "existing file": (["-o", "there.csv"], 4),
    "folder": (["-o", "folder"], 4),
    "no such folder": (["-o", "nowhere/new.csv"], 4),
    "file as a folder": (["-o", "there.csv/new.csv", "--force"], 4),
    "name too long": (["-o", "x" * 300], 4),
    "no name": (["-o", "a\0b"], 4),
    "links in a circle": (["-o", "circle"], 4),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, with obstacles."""
    folder = tmp_path / "here"
    (folder / "folder").mkdir(parents=True)
    (folder / "there.csv").write_text("kept")
    (folder / "circle").symlink_to("circle")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("reason", REFUSED)
@pytest.mark.parametrize("line", [SET, UNSET, ("set", "--list")])
def test_a_bad_output_option_changes_nothing(
    say: Say, overlay: Path, line: tuple[str, ...], reason: str
) -> None:
    """With a bad output option, no correction is saved or removed, and no file is written."""
    written(overlay, GOOD)
    more, status = REFUSED[reason]
    assert "" == say(*line, *more, status=status).stdout
    assert GOOD == overlay.read_text()
    assert ["kept"] == [path.read_text() for path in Path().iterdir() if path.is_file()]


def test_a_folder_that_may_not_be_written_to(
    say: Say, overlay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The permissions of the output's folder are checked before the correction is saved."""
    monkeypatch.setattr("os.access", lambda path, mode: False)
    said = say(*SET, "-o", "new.csv", status=4)
    assert "new.csv cannot be written: permission denied.\n" == said.stderr
    assert not overlay.exists()


@pytest.mark.parametrize(
    "line", ["list", "locate --csv nowhere.csv --column X", "export -f csv --what poles"]
)
def test_before_any_reading(line: str) -> None:
    """An existing output file is reported before the data or a file of places is read."""
    done = call(*line.split(), "-o", "there.csv", "--data", "nowhere", env={"POLES_LANG": "en"})
    assert (4, "", "there.csv exists.\nTo replace it, add --force.\n") == done[:3]


@pytest.mark.parametrize("line", [SET, UNSET])
def test_the_command_saves_before_its_answer(
    say: Say, overlay: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
) -> None:
    """The correction is saved by the command itself, before its answer is written."""
    written(overlay, GOOD)
    monkeypatch.setattr(formats, "render", lambda result, context: 0)
    say(*line)
    assert (line is SET) == overlay.exists()
    assert (line is UNSET) == (not overlay.exists() or GOOD == overlay.read_text())


def test_a_saved_correction_survives_a_full_disk(say: Say, overlay: Path) -> None:
    """If the answer cannot be written to a full disk, the correction is kept."""
    say(*SET, "-o", "/dev/full", status=4)
    assert "Laval" in overlay.read_text("utf-8")
    assert os.path.exists("/dev/full")


@pytest.mark.parametrize(
    "line",
    [
        *RECORDS, "locate - --json", "check", "export -f json", "export -f html", "export -f vcard",
        *(f"{line} -f csv" for line in EXPORTS),
    ],
)  # fmt: skip
def test_fields_are_checked_on_the_actual_records(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checked fields are those of the actual records."""
    kinds: list[str | None] = []
    check = formats.check_output

    def checked(context: Any, kind: str | None, known: Any = ()) -> None:
        kinds.append(kind)
        check(context, kind, known)

    def rendered(result: Result, context: Any) -> int:
        kinds.append(result.kind)
        return 0

    monkeypatch.setattr(formats, "check_output", checked)
    monkeypatch.setattr(formats, "render", rendered)
    assert 0 == call(*line.split()).status
    assert 2 == len(kinds) and kinds[0] == kinds[1]
