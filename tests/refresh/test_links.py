"""`poles check --links` checks each address of a dataset, politely, once."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from poles_cli.corrections.refresh.answers import addresses, answers
from program import EDITION, call
from refresh.fake_sites import Reply, Web, html, interrupted, redirect

DAY = "2026-11-24"


def asked(web: Web, held: Mapping[str, list[str]], state: Path | None = None, day: str = DAY):  # type: ignore[no-untyped-def]
    """Return the result of each address."""
    return answers(web.client(), held, day, state, lambda: None)


HELD = {
    "https://good.example/page": ["sources.toml"],
    "http://www.good.example/page/": ["sources.toml"],
    "https://gone.example/": ["poles/laval.toml", "sources.toml"],
    "https://old.example/": ["sources.toml"],
    "https://nowhere.example/": ["sources.toml"],
    "https://bad.example/": ["sources.toml"],
    "https://shy.example/": ["sources.toml"],
    "http://10.0.0.1/": ["sources.toml"],
    "https://big.example/": ["sources.toml"],
}


@pytest.fixture
def sites(web: Web) -> Web:
    """Addresses that answer, redirect, or fail, each in its own way."""
    web.sites |= {
        "good.example": {"/page": html("x")},
        "gone.example": {"*": Reply(b"", 404)},
        "old.example": {"/": redirect("https://good.example/page")},
        "bad.example": {"/": html("x")},
        "shy.example": {"/": html("x"), "/robots.txt": Reply(b"User-agent: *\nDisallow: /")},
        "big.example": {"/": Reply(b"x" * 4_000_000, headers={"Content-Type": "video/mp4"})},
    }
    web.certificates["bad.example"] = "stranger"
    return web


def test_answers(sites: Web) -> None:
    """Each result has the code, target, certificate expiry or error, in order."""
    records = asked(sites, HELD)
    short = [
        [record["status"], record.get("code"), record.get("final") or record.get("problem")]
        for record in records
    ]
    assert list(HELD) == [record["url"] for record in records]
    assert [
        ["ok", 200, None],
        ["ok", 200, None],
        ["error", 404, "HTTP 404"],
        ["redirected", 200, "https://good.example/page"],
        ["error", None, "unknown host"],
        ["error", None, "certificate: unable to get local issuer certificate"],
        ["error", None, "robots.txt"],
        ["error", None, "private address"],
        ["ok", 200, None],
    ] == short
    assert len("2026-11-24") == len(records[0]["expires"])
    assert "expires" not in records[1]
    assert ["poles/laval.toml", "sources.toml"] == records[2]["files"]


def test_an_interrupted_run_resumes(sites: Web, tmp_path: Path) -> None:
    """An interrupted run resumes within a week without repeats; a complete one leaves no state."""
    state = tmp_path / "cache" / "links.jsonl"
    # This address leads to another of the list, which must then be requested in any case.
    held = {url: files for url, files in HELD.items() if url != "https://old.example/"}
    left = 3

    def done() -> None:
        nonlocal left
        left -= 1
        if left == -1:
            raise KeyboardInterrupt

    with interrupted():
        answers(sites.client(), held, DAY, state, done)
    kept = {json.loads(line)["url"] for line in state.read_text().splitlines()}
    assert kept and kept < set(held)
    with state.open("a") as file:
        file.write('{"url": "https://good.exa\nnull\n[1]\n{"url": 3}\n')
    sites.asked.clear()
    assert list(held) == [record["url"] for record in asked(sites, held, state)]
    assert not {url.partition("//")[2] for url in kept} & set(sites.got())
    assert not state.exists()


def test_an_old_state_is_ignored(sites: Web, tmp_path: Path) -> None:
    """After a week, each address is requested again."""
    state = tmp_path / "links.jsonl"
    record = {"url": "https://good.example/page", "status": "error", "seen": "2026-11-16"}
    state.write_text(json.dumps(record) + "\n")
    state.chmod(0o600)
    assert "ok" == asked(sites, {"https://good.example/page": []}, state)[0]["status"]


@pytest.mark.parametrize(
    "wrong",
    [
        {}, {"status": "fine"}, {"status": ["ok"]}, {"code": "200"}, {"code": float("inf")},
        {"code": -1}, {"code": True}, {"final": 3}, {"expires": "soon"}, {"problem": ["x"]},
        {"problem": None}, {"seen": 20261124}, {"url": ["x"]},
    ],
    ids=str,
)  # fmt: skip
def test_only_valid_saved_answers_are_believed(
    sites: Web, tmp_path: Path, wrong: dict[str, object]
) -> None:
    """A saved answer with a field of another type or vocabulary is requested again."""
    record = {"url": "https://good.example/page", "status": "error", "seen": DAY} | wrong
    state = tmp_path / "links.jsonl"
    state.write_text(json.dumps(record) + "\n")
    state.chmod(0o600)
    status = asked(sites, {"https://good.example/page": []}, state)[0]["status"]
    assert ("ok" if wrong else "error") == status


def interrupt() -> None:
    """Press Ctrl-C."""
    raise KeyboardInterrupt


def _linked(state: Path) -> None:
    state.symlink_to(state.rename(state.with_name("target")))


OTHERS: dict[str, Callable[[Path], object]] = {
    "file": lambda state: state.chmod(0o666),
    "folder": lambda state: state.parent.chmod(0o777),
    "link": _linked,
}


@pytest.mark.parametrize("others", OTHERS)
def test_a_state_that_others_may_have_written(sites: Web, tmp_path: Path, others: str) -> None:
    """A state that others may have written is ignored, and nothing is added to it."""
    state = tmp_path / "cache" / "links.jsonl"
    state.parent.mkdir(0o700)
    line = json.dumps({"url": "https://gone.example/", "status": "ok", "seen": DAY}) + "\n"
    state.write_text(line)
    with state.open() as theirs:
        OTHERS[others](state)
        with interrupted():
            answers(sites.client(), HELD, DAY, state, interrupt)
        assert line == theirs.read()
    assert "error" == asked(sites, {"https://gone.example/": []}, state)[0]["status"]


def test_a_state_that_cannot_be_saved(sites: Web, tmp_path: Path) -> None:
    """Without a usable file for the state, the run still gives its answers."""
    folder, pipe = tmp_path / "folder.jsonl", tmp_path / "pipe.jsonl"
    folder.mkdir()
    os.mkfifo(pipe)
    for state in (None, folder, folder / "\0", pipe, Path("/proc/nowhere/links.jsonl")):
        assert len(HELD) == len(asked(sites, HELD, state))


def test_command(sites: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every address of a folder is in the records; people see only those with problems."""
    monkeypatch.setattr("poles_cli.cli.commands.network.new_client", sites.client)
    env = {"POLES_LANG": "en", "XDG_CACHE_HOME": str(tmp_path)}
    data = Path(shutil.copytree(EDITION, tmp_path / "data"))
    held = addresses(data)
    done = call("check", str(data), "--links", "-f", "jsonl", env=env)

    assert 0 == done.status
    assert list(held) == [json.loads(line)["url"] for line in done.stdout.splitlines()]
    assert f"Addresses that do not answer: {len(held)} of {len(held)}.\n" == done.stderr
    table = call("check", str(data), "--links", "-f", "table", env=env).stdout
    assert "no site has this name" in table
    assert 2 == call("check", "--links", "--coverage").status
