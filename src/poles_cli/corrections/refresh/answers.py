"""Whether each address of the dataset answers: asked once a run, even if the run is interrupted."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from poles_cli.corrections.refresh.client import Client, Trouble
from poles_cli.corrections.refresh.links import host, same_page
from poles_cli.records.model import Record
from poles_cli.rules.contents import read_directory
from poles_cli.rules.vocabularies import ANSWERED

_AT_ONCE = 8  # hosts
_BIGGEST = 5_000_000  # characters of the state
_LASTS = 7  # days
_KEPT = ("url", "status", "code", "final", "expires", "problem", "seen")

Done = Callable[[], None]


def addresses(root: Path) -> dict[str, list[str]]:
    """Return every http(s) address of a dataset, with the files that hold it."""
    found: dict[str, list[str]] = {}
    for files in read_directory(root).tables.values():
        for name, table in files.items():
            for url in _urls(table):
                if name not in found.setdefault(url, []):
                    found[url].append(name)
    return found


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(("http://", "https://")):
            yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _urls(inner)


def answers(
    client: Client, held: Mapping[str, Sequence[str]], day: str, state: Path | None, done: Done
) -> list[Record]:
    """Return a record for each address, in order; `done` is called after each.

    `state` is the file where answers stand until all are there, for a run that was interrupted to
    be taken up within a week.
    """
    found = {url: record for url, record in _read(state, day) if url in held}
    for _ in found:
        done()
    groups: dict[str, list[str]] = {}
    for url in held:
        if url not in found:
            groups.setdefault(host(url), []).append(url)

    async def every() -> None:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one_host(urls: Sequence[str]) -> None:
            async with gate:
                for url in urls:
                    found[url] = await _answer(client, url, day)
                    _write(state, found[url])
                    done()

        await asyncio.gather(*map(one_host, groups.values()))

    asyncio.run(every())
    if state is not None:
        state.unlink(missing_ok=True)
    return [{**found[url], "files": list(files)} for url, files in held.items()]


async def _answer(client: Client, url: str, day: str) -> Record:
    try:
        answer = await client.get(url, whole=False)
    except Trouble as trouble:
        return {"url": url, "status": "error", "problem": trouble.words, "seen": day}
    elsewhere = not same_page(answer.url, url)
    good = answer.status < 400
    record: dict[str, Any] = {"url": url, "code": answer.status, "seen": day}
    record["status"] = "error" if not good else "redirected" if elsewhere else "ok"
    record |= {"final": answer.url} if elsewhere else {}
    record |= {"expires": answer.expires} if answer.expires else {}
    return record if good else {**record, "problem": f"HTTP {answer.status}"}


def _read(state: Path | None, day: str) -> Iterator[tuple[str, Record]]:
    """Yield the answers that an earlier run left, a week old at most; what is no answer is not."""
    try:
        handle = os.open(state or "", os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return
    with open(handle, encoding="utf-8", errors="replace") as file:
        for line in file.read(_BIGGEST).splitlines():
            try:
                record = json.loads(line)
                fresh = date.fromisoformat(day) - date.fromisoformat(record["seen"])
                if abs(fresh.days) <= _LASTS and record["status"] in ANSWERED:
                    yield (
                        str(record["url"]),
                        {name: record[name] for name in _KEPT if name in record},
                    )
            except (ValueError, TypeError, KeyError, RecursionError):
                continue


def _write(state: Path | None, record: Record) -> None:
    """Add an answer to the file; without a folder that can be written, the run is for once."""
    if state is None:
        return
    with suppress(OSError):
        state.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK
        with open(os.open(state, flags, 0o600), "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
