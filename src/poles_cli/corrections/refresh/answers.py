"""Check that each address of a dataset answers, once, even if the run is interrupted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from poles_cli.corrections.refresh.client import Client, Trouble, together
from poles_cli.corrections.refresh.links import host, same_page
from poles_cli.records.model import Record
from poles_cli.rules.contents import read_directory
from poles_cli.rules.vocabularies import ANSWERED

_BIGGEST = 5_000_000  # characters of the state file
_LASTS = 7  # days
_KEPT = ("url", "status", "code", "final", "expires", "problem", "seen")


def addresses(root: Path) -> dict[str, list[str]]:
    """Return every http(s) address of a dataset, with the files that hold it."""
    found: dict[str, dict[str, None]] = {}
    for files in read_directory(root).tables.values():
        for name, table in files.items():
            for url in _urls(table):
                found.setdefault(url, {})[name] = None
    return {url: list(names) for url, names in found.items()}


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(("http://", "https://")):
            yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _urls(inner)


def answers(
    client: Client,
    held: Mapping[str, Sequence[str]],
    day: str,
    state: Path | None,
    done: Callable[[], None],
) -> list[Record]:
    """Return a record for each address, in order; `done` is called after each.

    `state` is the file where answers are saved until all are there, so that an interrupted run can
    be resumed within a week.
    """
    found = {url: record for url, record in _read(state, day) if url in held}
    groups: dict[str, list[str]] = {}
    for url in held:
        if url in found:
            done()
        else:
            groups.setdefault(host(url), []).append(url)

    async def one_host(urls: Sequence[str]) -> None:
        for url in urls:
            found[url] = {"url": url, "seen": day, **await _answer(client, url)}
            _write(state, found[url])
            done()

    together(one_host, list(groups.values()))
    if state is not None:
        state.unlink(missing_ok=True)
    return [{**found[url], "files": list(files)} for url, files in held.items()]


async def _answer(client: Client, url: str) -> Record:
    try:
        answer = await client.get(url, whole=False)
    except Trouble as trouble:
        return {"status": "error", "problem": trouble.words}
    elsewhere = {} if same_page(answer.url, url) else {"final": answer.url}
    record: dict[str, Any] = {"code": answer.status, **elsewhere}
    record |= {"expires": answer.expires} if answer.expires else {}
    if answer.status >= 400:
        return {"status": "error", **record, "problem": f"HTTP {answer.status}"}
    return {"status": "redirected" if elsewhere else "ok", **record}


def _read(state: Path | None, day: str) -> Iterator[tuple[str, Record]]:
    """Yield the valid answers of an earlier run, at most a week old."""
    with suppress(OSError):
        handle = os.open(state or "", os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, encoding="utf-8", errors="replace") as file:
            lines = file.read(_BIGGEST).splitlines()
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                record = json.loads(line)
                fresh = date.fromisoformat(day) - date.fromisoformat(record["seen"])
                if abs(fresh.days) <= _LASTS and record["status"] in ANSWERED:
                    yield str(record["url"]), {k: record[k] for k in _KEPT if k in record}


def _write(state: Path | None, record: Record) -> None:
    """Add an answer to the file; if its folder is not writable, the run cannot be resumed."""
    if state is not None:
        with suppress(OSError):
            state.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(state, flags, 0o600), "a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")
