"""The ten lines of the guide to refresh work."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from documents import ROOT, blocks
from poles_cli import load
from program import call
from refresh.fake_sites import Web, html, kept

GUIDE = (ROOT / "docs/refresh.md").read_text(encoding="utf-8")


def test_ten_lines(web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The ten lines go from simulated sites to a patch that applies and is valid."""
    lines = blocks(GUIDE, "sh")[0].text.splitlines()
    shutil.copytree(load().root, tmp_path / "data")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("poles_cli.cli.commands.refresh.new_client", lambda *_: web.client())
    web.sites |= {
        "economiesocialebsl.com": kept("wordpress", "/nous-joindre/"),
        "economiesocialeestrie.ca": {
            "/": html("<title>Pôle de l'Estrie</title>L'économie sociale<footer>819 555-0170")
        },
    }
    env = {"XDG_DATA_HOME": str(tmp_path / "share"), "SOURCE_DATE_EPOCH": "1795608000"}
    answers = {}
    for line in lines:
        words = shlex.split(line)
        if words[0] == "poles":
            done = call(*words[1:], env=env | {"POLES_LANG": "en"})
            assert 0 == done.status, (line, done.stderr)
            answers[line] = done.stdout
        else:
            subprocess.run(words, check=True, capture_output=True)
    assert 10 == len(lines)
    assert "819 555-0170" in answers["poles show estrie --data data"]
    assert "estrie\tphone\tconfirmed" in answers["poles refresh estrie --data data"]
