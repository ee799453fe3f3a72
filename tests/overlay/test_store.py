"""The overlay's file: its place, and how it is read and written."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from overlay.kept import GOOD, SOURCE, written
from poles_cli.base.folders import user_folder

Say = Callable[..., Any]


@pytest.mark.parametrize("kind", ["data", "cache"])
def test_place(kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder is that of platformdirs, from the variable or HOME; without a home, none."""
    import platformdirs

    monkeypatch.setenv("HOME", str(tmp_path))
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.delenv(variable, raising=False)
    for _ in range(2):
        expected = Path(getattr(platformdirs, f"user_{kind}_dir")("poles", appauthor=False))
        assert expected == user_folder(kind, os.environ)
        monkeypatch.setenv(variable, str(tmp_path / "share"))
    assert user_folder(kind, {}) is None


@pytest.mark.parametrize("value", ["", "  ", "rel", "~/d", "./x"])
def test_a_relative_place_is_ignored(value: str) -> None:
    """A relative folder is ignored, so corrections are never written to the current folder."""
    env = {"XDG_DATA_HOME": value, "HOME": "/home/x"}
    assert Path("/home/x/.local/share/poles") == user_folder("data", env)
    assert user_folder("data", {"HOME": value}) is None


def test_written_file(say: Say, overlay: Path) -> None:
    """A correction creates a private folder and a private file, in readable TOML."""
    say("set", "laval", "phone", "450 555-0100", *SOURCE, "--confidence", "high")
    assert tomli.loads(GOOD) == tomli.loads(overlay.read_text("utf-8"))
    assert 0o600 == stat.S_IMODE(overlay.stat().st_mode)
    assert 0o700 == stat.S_IMODE(overlay.parent.stat().st_mode)
    assert {overlay.name, f"{overlay.name}.lock"} == set(os.listdir(overlay.parent))


def test_mode_kept(say: Say, overlay: Path) -> None:
    """A file that its owner shares stays shared."""
    written(overlay, GOOD).chmod(0o640)
    say("set", "laval", "city", "Laval", *SOURCE)
    assert 0o640 == stat.S_IMODE(overlay.stat().st_mode)


def test_link_kept(say: Say, overlay: Path, tmp_path: Path) -> None:
    """A link to another file is kept, and its target is changed."""
    elsewhere = written(tmp_path / "dotfiles" / "poles.toml", GOOD)
    overlay.parent.mkdir(parents=True)
    overlay.symlink_to(elsewhere)
    say("set", "laval", "city", "Laval", *SOURCE)
    assert overlay.is_symlink()
    assert {"phone", "city"} == set(tomli.loads(elsewhere.read_text("utf-8"))["laval"])


def test_last_correction_removed(say: Say, overlay: Path) -> None:
    """If the last correction is removed, the file is deleted, and the dataset's value is back."""
    before = say("show", "laval", "--json").raw
    say("set", "laval", "phone", "450 555-0100", *SOURCE)
    say("unset", "laval", "phone")
    assert not overlay.exists()
    assert before == say("show", "laval", "--json").raw


def test_byte_order_mark(say: Say, overlay: Path) -> None:
    """A byte-order mark is accepted, and removed by the next change."""
    overlay.parent.mkdir(parents=True)
    overlay.write_text(GOOD, "utf-8-sig")
    assert "450 555-0100" in say("show", "laval").stdout
    say("set", "laval", "city", "Laval", *SOURCE)
    assert not overlay.read_bytes().startswith(b"\xef\xbb\xbf")


BROKEN: dict[str, str | bytes] = {
    "not TOML": "laval = ",
    "duplicate keys": GOOD + "confidence = 'low'\n",
    "duplicate tables": GOOD + GOOD,
    "not UTF-8": GOOD.encode() + b'[mauricie.city]\nvalue = "\xff"\n',
    "UTF-16": GOOD.encode("utf-16"),
    "NUL": b"\x00" * 100,
    "nested arrays": "a = " + "[" * 100_000,
    "nested tables": "a = " + "{a=" * 100_000,
    "nested keys": ".".join(["a"] * 20_000) + " = 1",
    "endless number": "a = " + "1" * 5000,
    "10 MB": "a = '" + "x" * 10_000_000 + "'",
    "wrong root": "laval = 3",
    "wrong pôle": "[laval]\nphone = 3",
    "wrong fact": "[[laval.phone]]\nvalue = 3",
    "wrong value": GOOD.replace('"450 555-0100"', "4505550100"),
    "date": GOOD.replace('"450 555-0100"', "2026-11-24T00:00:00Z"),
    "infinity": GOOD.replace('"450 555-0100"', "inf"),
    "unknown field": GOOD.replace("laval.phone", "laval.president"),
    "unknown key": GOOD + "who = 'moi'\n",
    "unknown pôle": GOOD.replace("[laval.", "[lavall."),
    "no source": GOOD.replace('["https://laval.example.org/contact"]', "[]"),
    "bad source": GOOD.replace("https://laval.example.org/contact", "javascript:alert(1)"),
    "dangerous source": GOOD.replace("https://laval.example.org/contact", "javascript://a.org/"),
    "no date": GOOD.replace("set_on", "as_of"),
    "bad date": GOOD.replace("2026-11-24", "demain"),
    "bad confidence": GOOD.replace('"high"', '"sure"'),
    "long value": GOOD.replace("450 555-0100", "4" * 3000),
    "area code": GOOD.replace("450 555-0100", "150 555-0100"),
    "formula": '[laval.city]\nvalue = "＝1"\nconfidence="low"\nsources=["https://a.org"]\nset_on="2026"',
    "escape": '[laval.city]\nvalue = "\\u001b[2J"\nconfidence="low"\nsources=["https://a.org"]\nset_on="2026"',
    "bidi": '[laval.city]\nvalue = "a\\u202eb"\nconfidence="low"\nsources=["https://a.org"]\nset_on="2026"',
    "line end": '[laval.city]\nvalue = "a\\nb"\nconfidence="low"\nsources=["https://a.org"]\nset_on="2026"',
    "escape in a key": '["\\u001b[2J"]\nx = 1',
}  # fmt: skip


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_overlay(say: Say, overlay: Path, content: str | bytes) -> None:
    """A bad overlay gives a sentence and a hint; the file is kept, and --no-overlay works."""
    path = written(overlay, content)
    before = path.read_bytes()
    said = say("list", status=3)
    assert "" == said.stdout
    assert str(overlay) in said.stderr and "--no-overlay" in said.stderr
    assert len(said.stderr) < 1500 and said.stderr.replace("\n", "").isprintable()
    if b"lavall" not in before:  # a correction of an unknown pôle can be removed
        say("set", "laval", "city", "Laval", *SOURCE, status=3)
        say("unset", "laval", "phone", status=3)
    assert before == path.read_bytes()
    assert 22 == say("list", "--no-overlay").stdout.count("\n")


def test_unknown_pole_removed(say: Say, overlay: Path) -> None:
    """A correction of a pôle that is not in the dataset can be removed by its slug."""
    written(overlay, BROKEN["unknown pôle"])
    say("unset", "lavall", "phone")
    say("list")


def test_unknown_source(say: Say, overlay: Path) -> None:
    """An unknown source id is refused when sources are shown."""
    written(overlay, GOOD.replace("https://laval.example.org/contact", "nowhere"))
    said = say("show", "laval", "--no-overlay").stderr + say("show", "laval", status=3).stderr
    assert "laval.phone.sources" in said and "“nowhere”" in said


@pytest.mark.parametrize("command", [["list"], ["set", "laval", "city", "Laval", *SOURCE]])
def test_a_special_file_is_refused(say: Say, overlay: Path, command: list[str]) -> None:
    """A folder, a named pipe or a device instead of the overlay is refused at once."""
    overlay.mkdir(parents=True)
    say(*command, status=3)
    overlay.rmdir()
    os.mkfifo(overlay)
    assert "not a regular file" in say(*command, status=3).stderr  # nobody writes to the pipe
    say(*command, status=3, POLES_OVERLAY="/dev/zero")
    overlay.unlink()
    overlay.symlink_to(overlay)
    say(*command, status=3)


def test_missing_folders(say: Say, tmp_path: Path) -> None:
    """A missing overlay, a missing folder and a file instead of a folder mean no corrections."""
    (tmp_path / "file").write_text("")
    for place in ("absent", "absent/deep", "file/inside"):
        say("list", POLES_OVERLAY=str(tmp_path / place))
        assert "[]\n" == say("set", "--list", "--json", POLES_OVERLAY=str(tmp_path / place)).stdout


def test_named_overlay(say: Say, overlay: Path, tmp_path: Path) -> None:
    """POLES_OVERLAY names another file."""
    other = tmp_path / "mine.toml"
    say("set", "laval", "city", "Laval", *SOURCE, POLES_OVERLAY=str(other))
    assert other.exists() and not overlay.exists()
    assert "" == say("set", "--list", "-f", "tsv").stdout
    assert "laval\tcity\tLaval" in say("set", "--list", POLES_OVERLAY=str(other)).stdout


def test_an_overlay_in_the_home_folder(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quoted ~ in POLES_OVERLAY is the home folder, which no shell has put in its place."""
    monkeypatch.setenv("HOME", str(tmp_path))
    say("set", "laval", "city", "Laval", *SOURCE, POLES_OVERLAY="~/mine.toml")
    assert (tmp_path / "mine.toml").exists()


def test_a_folder_named_for_the_overlay(say: Say, tmp_path: Path) -> None:
    """POLES_OVERLAY cannot name a folder, even one that does not exist."""
    said = say("set", "laval", "city", "Laval", *SOURCE, status=3, POLES_OVERLAY=f"{tmp_path}/new/")
    assert f"{tmp_path}/new/ cannot be read: it is a folder." == said.stderr.split("\n")[0]
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["/proc/self/poles/x.toml", "/dev/null/x.toml", "{file}/x.toml"])
def test_a_folder_that_cannot_be_made(say: Say, tmp_path: Path, place: str) -> None:
    """If the folder cannot be made, the error gives an alternative."""
    (tmp_path / "file").write_text("")
    named = place.format(file=tmp_path / "file")
    said = say("set", "laval", "city", "Laval", *SOURCE, status=4, POLES_OVERLAY=named)
    assert "POLES_OVERLAY" in said.stderr and "" == said.stdout


def test_no_home(say: Say) -> None:
    """Without a home, nothing is saved, and an error tells why."""
    said = say("set", "laval", "city", "Laval", *SOURCE, status=4, XDG_DATA_HOME="")
    assert "no home" in said.stderr


def test_too_many_corrections_are_refused(
    say: Say, overlay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many corrections are refused, so that the file can be read again."""
    say("set", "laval", "city", "Laval", *SOURCE)
    monkeypatch.setattr("poles_cli.corrections.store.BIGGEST", len(overlay.read_bytes()) + 10)
    before = overlay.read_bytes()

    assert "too many" in say("set", "mauricie", "city", "Shawinigan", *SOURCE, status=4).stderr
    assert before == overlay.read_bytes()


@pytest.mark.parametrize("day", ["../2020", "2026-11", "2026-11-24~"])
def test_an_invalid_date_of_a_correction_is_refused(say: Say, overlay: Path, day: str) -> None:
    """The date of a correction must be a day."""
    say("set", "laval", "city", "Laval", *SOURCE)
    overlay.write_text(overlay.read_text().replace("2026-11-24", day))

    assert f"“{day}” is not a day" in say("list", status=3).stderr


def test_thousands_of_unknown_fields(say: Say, overlay: Path) -> None:
    """Thousands of unknown fields are refused as fast as one, without listing each."""
    overlay.parent.mkdir(parents=True)
    overlay.write_text("[laval]\n" + "".join(f"f{number} = 1\n" for number in range(20_000)))

    assert "(100 problems in all)" in say("list", status=3).stderr
