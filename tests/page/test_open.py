"""`poles open` opens the page or a pôle's web site in the browser."""

import errno
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.base.errors import PolesError
from poles_cli.cli.commands.open import website
from poles_cli.output.page.build import build
from poles_cli.records.model import Pole
from program import ANY, Program


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that records its addresses."""
    path = tmp_path / "browser"
    path.write_text(
        f'#!{sys.executable}\nimport sys\nopen("{tmp_path}/seen", "w").write(sys.argv[1])\n'
    )
    path.chmod(0o755)
    return path


def test_the_page_is_opened_in_the_users_language(tmp_path: Path, browser: Path) -> None:
    """`open` prints the path of the page, and opens it in the user's language."""
    program = (
        Program("open").process().lang("en").env(BROWSER=f"{browser} %s", TMPDIR=str(tmp_path))
    )
    path = Path(program.run(stdout=ANY).stdout.strip())
    assert build(load()) == path.read_text("utf-8")
    assert path.is_relative_to(tmp_path)
    assert f"{path.as_uri()}#en" == (tmp_path / "seen").read_text()


def test_without_a_browser_the_page_is_written(tmp_path: Path) -> None:
    """Without a browser, the page is written, with a message to open it by hand."""
    program = (
        Program("open")
        .process()
        .env(BROWSER="/bin/false", PATH=str(tmp_path), TMPDIR=str(tmp_path))
    )
    done = program.lang("en").run(
        stdout=re.compile(r"poles\.html\n$"), stderr=re.compile("yourself")
    )
    assert Path(done.stdout.strip()).exists()


def test_a_full_disk_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the page cannot be written, its temporary folder is removed."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(os, "fsync", full)
    Program("open").lang("en").run(status=4, stderr=re.compile("the disk is full"))
    assert [] == list(tmp_path.iterdir())


def test_output_sets_the_file(tmp_path: Path, browser: Path) -> None:
    """--output sets the file of the page, and an existing one is kept without --force."""
    program = (
        Program("open", "-o", "page.html").process().cwd(tmp_path).env(BROWSER=f"{browser} %s")
    )
    program.run(stdout=f"{tmp_path / 'page.html'}\n")
    program.run(status=4, stderr=re.compile("--force"))


def test_a_pole_opens_its_own_site(tmp_path: Path, browser: Path) -> None:
    """A pôle's own site, or its host's or a shared one, is printed, then opened."""
    program = Program("open", "outaouais").process().env(BROWSER=f"{browser} %s")
    address = program.run(stdout=re.compile("^https?://")).stdout.strip()
    assert load().pole("outaouais").contact("host_website").value == address  # type: ignore[union-attr]
    assert address == (tmp_path / "seen").read_text()


def test_a_pole_without_a_site_opens_nothing(tmp_path: Path, browser: Path) -> None:
    """A pôle without a site opens nothing, and gives what to type next."""
    program = Program("open", "laval").process().lang("en").env(BROWSER=f"{browser} %s")
    program.run(status=1, stderr=re.compile("No website is known .*\nType: poles show laval\n"))
    assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "-version"])
def test_only_a_web_address_is_ever_opened(address: str) -> None:
    """Only web addresses are opened; others count as unknown."""
    record = {**load().pole("mauricie").record, "contacts": {"website": {"value": address}}}
    with pytest.raises(PolesError):
        website(Pole(record))
