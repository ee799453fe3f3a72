"""Check that each address of a dataset answers, once, even if the run is interrupted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from poles_cli.base.files import make_private, read_private
from poles_cli.corrections.refresh.client import Client, Trouble, together
from poles_cli.corrections.refresh.links import host, same_page
from poles_cli.records.model import Record
from poles_cli.rules.contents import read_directory
from poles_cli.rules.field import ONE
from poles_cli.rules.records import RECORDS
from poles_cli.rules.values import value_problem

_BIGGEST = 5_000_000  # bytes of the state file
_LASTS = 7  # days


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
    be resumed within a week. It is ignored if someone else may have written it.
    """
    saved = read_private(state, _BIGGEST) if state else None
    if saved is None:
        _remove(state)  # or its permissions would be kept
    found = {url: record for url, record in _valid(saved or b"", day) if url in held}
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
    _remove(state)
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


def _valid(saved: bytes, day: str) -> Iterator[tuple[str, Record]]:
    """Yield the valid answers of an earlier run, at most a week old."""
    fields = {name: field for name, field in RECORDS["links"]().items() if field.shape == ONE}
    for line in saved.decode("utf-8", "replace").splitlines():
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            every = json.loads(line)
            age = date.fromisoformat(day) - date.fromisoformat(every["seen"])
            record = {k: every[k] for k, field in fields.items() if field.required or k in every}
            wrong = any(value_problem(fields[name], value) for name, value in record.items())
            if abs(age.days) <= _LASTS and not wrong:
                yield record["url"], record


def _write(state: Path | None, record: Record) -> None:
    """Add an answer to the file; if that fails, the run cannot be resumed."""
    with suppress(OSError, ValueError):
        if state and make_private(state.parent):
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(state, flags, 0o600), "a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")


def _remove(state: Path | None) -> None:
    with suppress(OSError, ValueError):
        if state:
            state.unlink(missing_ok=True)
