"""`--output`: a file whole or not at all, never over another without --force."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import Program, call

LIST = call("list").raw
GEOJSON = call("list", "-f", "geojson").raw


def test_the_file_gets_what_a_pipe_gets(tmp_path: Path) -> None:
    """The file has the bytes that a pipe would get, and stdout is empty."""
    path = tmp_path / "liste é.tsv"
    done = call("list", "-o", str(path))

    assert (0, "", "") == (done.status, done.stdout, done.stderr)
    assert LIST == path.read_bytes()


def test_a_file_gets_tsv_even_at_a_terminal(tmp_path: Path) -> None:
    """A file gets TSV even if the command is typed at a terminal."""
    Program("list", "-o", "list.tsv").cwd(tmp_path).terminal().run()

    assert LIST == (tmp_path / "list.tsv").read_bytes()


@pytest.mark.parametrize(
    "line",
    [
        "list -f geojson", "export -f sqlite", "export -f vcard", "help list", "show laval",
        "completion bash", "map -f svg", "set --list --json",
    ],
)  # fmt: skip
def test_every_kind_of_output_goes_to_a_file(line: str, tmp_path: Path) -> None:
    """Records, texts, drawings and databases all go to the file, and no other file is left."""
    path = tmp_path / "out"
    done = call(*line.split(), "--output", str(path))

    assert (0, "") == (done.status, done.stdout)
    assert path.stat().st_size > 0
    assert [path] == list(tmp_path.iterdir())


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    """An existing file is unchanged, with exit 4 and a hint to add --force."""
    path = tmp_path / "list.tsv"
    path.write_text("mine")
    done = call("list", "-o", str(path), env={"POLES_LANG": "en"})

    assert (4, "") == (done.status, done.stdout)
    assert f"{path} exists.\nTo replace it, add --force.\n" == done.stderr
    assert "mine" == path.read_text()


def test_force_replaces_it_and_keeps_its_mode(tmp_path: Path) -> None:
    """--force replaces the content and keeps the permissions."""
    path = tmp_path / "list.tsv"
    path.write_text("mine")
    path.chmod(0o640)

    assert 0 == call("list", "-o", str(path), "--force").status
    assert LIST == path.read_bytes()
    assert 0o640 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_created_meanwhile_is_not_replaced(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another program creates meanwhile is kept, with hard links or without."""
    from poles_cli.base.errors import PolesError
    from poles_cli.output.formats.files import write_file

    path = tmp_path / "list.tsv"

    def pieces() -> Iterator[bytes]:
        yield b"ours"
        path.write_text("theirs")

    def none(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(os, "link", none)
    with pytest.raises(PolesError) as caught:
        write_file(str(path), pieces(), force=False)

    assert (4, f"{path} exists. To replace it, add --force.") == (
        caught.value.exit_code, str(caught.value),
    )  # fmt: skip
    assert "theirs" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """A new file has mode 666 less the umask, not the 600 of a temporary file."""
    mask = os.umask(0o027)
    try:
        call("list", "-o", str(tmp_path / "list.tsv"))
    finally:
        os.umask(mask)

    assert 0o640 == stat.S_IMODE((tmp_path / "list.tsv").stat().st_mode)


def test_a_link_is_written_through(tmp_path: Path) -> None:
    """The target of a symbolic link is replaced; the link is kept."""
    (tmp_path / "real.tsv").write_text("mine")
    link = tmp_path / "link.tsv"
    link.symlink_to("real.tsv")

    assert 0 == call("list", "-o", str(link), "--force").status
    assert link.is_symlink()
    assert LIST == (tmp_path / "real.tsv").read_bytes()


def test_a_link_to_itself_is_4(tmp_path: Path) -> None:
    """A link to itself is kept, with --force or not."""
    link = tmp_path / "link.tsv"
    link.symlink_to("link.tsv")
    for force in ((), ("--force",)):
        done = call("list", "-o", str(link), *force, env={"POLES_LANG": "en"})
        assert (4, "") == (done.status, done.stdout)
        assert f"{link} cannot be written: its links go round in circles.\n" == done.stderr

    assert "link.tsv" == os.readlink(link)


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    """A refused field or missing pôle leaves no file, and keeps an existing one."""
    kept = tmp_path / "kept"
    kept.write_text("mine")
    for line in ("list --fields nope", "show nobody", "list -r nowhere", "list -f svg"):
        assert call(*line.split(), "-o", str(tmp_path / "new")).status in (1, 2)
        assert call(*line.split(), "-o", str(kept), "--force").status in (1, 2)

    assert [kept] == list(tmp_path.iterdir())
    assert "mine" == kept.read_text()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk keeps the old file and removes the partial one."""
    import errno

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    kept = tmp_path / "kept"
    kept.write_text("mine")
    monkeypatch.setattr(os, "fsync", full)
    done = call("list", "-o", str(kept), "--force", env={"POLES_LANG": "en"})

    assert (4, "") == (done.status, done.stdout)
    assert "the disk is full" in done.stderr
    assert "mine" == kept.read_text()
    assert [kept] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["missing/list", "", ".", "a" * 300, "file/list"])
@pytest.mark.parametrize("line", ["list", "help list", "export -f sqlite"])
def test_a_path_that_cannot_be_written_is_4(line: str, name: str, tmp_path: Path) -> None:
    """A missing folder, a folder or an impossible name exits with 4 and one sentence."""
    (tmp_path / "file").write_text("")
    done = call(*line.split(), "-o", str(tmp_path / name))

    assert (4, "") == (done.status, done.stdout)
    assert 1 <= done.stderr.count("\n") <= 2


@pytest.mark.parametrize("name", ["", "new/", "new/.", "new/.."])
@pytest.mark.parametrize("line", ["list", "help list", "export -f sqlite", "completion bash"])
def test_a_name_for_a_folder_is_4(line: str, name: str, tmp_path: Path) -> None:
    """A name that only a folder can have, or an empty one, is refused, and nothing is written."""
    with contextlib.chdir(tmp_path):
        done = call(*line.split(), "-o", name, env={"POLES_LANG": "en"})

    assert (4, "", f"“{name}” names no file.") == (*done[:2], done.stderr.split("\n")[0])
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a\0b", "\udd00"])
@pytest.mark.parametrize("line", ["list -o", "check", "locate --column a --csv"])
def test_an_impossible_file_name_is_4(line: str, name: str) -> None:
    """A name with a NUL or half a character is refused with a clear, safe message."""
    done = call(*line.split(), name, env={"POLES_LANG": "en"})

    assert (4, "") == (done.status, done.stdout)
    assert ": no file can have such a name.\n" in done.stderr


def test_a_folder_without_permission_is_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission exits with 4 and the reason, and nothing is left."""
    import errno

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    done = call("list", "-o", str(tmp_path / "list.tsv"), env={"POLES_LANG": "en"})

    assert (4, "") == (done.status, done.stdout)
    assert "permission denied" in done.stderr
    assert [] == list(tmp_path.iterdir())


def test_devices_are_written_to() -> None:
    """Devices are written to without --force: /dev/stdout is stdout."""
    Program("list", "-o", "/dev/stdout").process().run(stdout=LIST)
    Program("list", "-f", "geojson", "-o", "/dev/stdout").process().run(stdout=GEOJSON)
    assert 0 == call("list", "-o", "/dev/null").status


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "le disque est plein"), ("en", "the disk is full")]
)
def test_a_full_device_is_4(language: str, said: str) -> None:
    """A full device exits with 4, as a file and as stdout."""
    Program("list", "-o", "/dev/full").lang(language).run(status=4, stderr=re.compile(said))


@pytest.mark.parametrize("line", ["list", "show laval", "explain --json", "export -f json", "help"])
def test_a_full_stdout_is_4(line: str) -> None:
    """A full stdout gives one message, without a traceback."""
    import subprocess
    import sys

    from program import environment

    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "poles_cli", *line.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
        )

    assert (4, 1) == (done.returncode, done.stderr.count(b"\n"))
    assert "le disque est plein" in done.stderr.decode()
