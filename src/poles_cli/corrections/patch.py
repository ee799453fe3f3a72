"""Corrections as a unified diff of the dataset's own files, for `git apply`.

The block of a corrected fact is replaced as a whole; the rest of the file is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import unified_diff
from operator import itemgetter
from pathlib import Path
from typing import Any

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.corrections import toml_text
from poles_cli.corrections.input import is_url
from poles_cli.corrections.merge import domain_of, domains, source_entry
from poles_cli.records.bibliography import cited
from poles_cli.records.dataset import Dataset
from poles_cli.rules.contents import read_directory
from poles_cli.rules.entries import CONTACTS, POLE
from poles_cli.rules.field import LIST

_PARTS = ("value", "as_of", "confidence", "sources", "note")
_SOURCES = "sources.toml"
_AROUND = 20  # lines that a diff may include in a change: a blank one, an identical one

Fact = Mapping[str, Any]
Table = dict[str, Any]


def patch(directory: Dataset, corrections: Mapping[str, Mapping[str, Fact]]) -> str:
    """Return the corrections as one diff of the dataset's files, in the order of their names.

    Raises `PolesError` (bad dataset) for a file whose layout cannot be edited as text.
    """
    names = {slug: f"poles/{slug}.toml" for slug in corrections}
    before = {name: _lines(directory, name) for name in (*names.values(), _SOURCES)}
    after = {name: list(lines) for name, lines in before.items()}
    tables = {name: _parsed(lines) for name, lines in before.items()}
    sources = tables[_SOURCES]
    known = set(sources)
    replaced: list[Any] = []
    for slug, name in names.items():
        for field, fact in corrections[slug].items():
            stated = _stated(fact, tables[name], sources)
            path = ("contacts", field) if field in CONTACTS else (field,)
            table = tables[name].setdefault("contacts", {}) if len(path) > 1 else tables[name]
            if len(path) == 1 and POLE[field].shape == LIST:  # what sources state is kept together
                table[field] = [stated, *table.get(field, ())]
            else:
                replaced.append(table.get(field))
                table[field] = stated
            toml_text.put(after[name], path, table[field], _rank)
    for id_ in _uncited(directory.root, tables, replaced):
        del sources[id_]
    for id_ in sorted(sources.keys() ^ known):
        toml_text.put(after[_SOURCES], (id_,), sources.get(id_), itemgetter(0))
    for name, lines in after.items():
        _check(directory.root / name, lines, tables[name])
    return "".join(
        line for name in sorted(after) for line in _diff(name, before[name], after[name])
    )


def _lines(directory: Dataset, name: str) -> list[str]:
    return toml_text.split(directory.read(name).decode())


def _parsed(lines: Sequence[str]) -> Table:
    import tomli

    return tomli.loads("".join(lines).removeprefix("\ufeff"))


def _stated(fact: Fact, pole: Table, sources: Table) -> Table:
    """Return a fact in the form of the dataset; its addresses become ids of the bibliography."""
    ids = {entry["url"]: id_ for id_, entry in sources.items()}
    cites = [
        ids.get(source) or _added(source, fact, pole, sources) if is_url(source) else source
        for source in fact["sources"]
    ]
    return {key: fact[key] for key in _PARTS if key in fact} | {"sources": cites}


def _added(url: str, fact: Fact, pole: Table, sources: Table) -> str:
    """Add an address to the bibliography; its id is its domain and the date of the fact."""
    entry, domain = source_entry(url, fact), domain_of(url)
    if any(domain in domains(contact["value"]) for contact in pole.get("contacts", {}).values()):
        entry["kind"] = ["own-page"]
    seen = fact.get("as_of", "")
    day = seen if seen.replace("-", "").isdigit() else fact["set_on"]
    first = id_ = f"{domain.replace('.', '-')}-{day}"
    number = 1
    while id_ in sources:
        number += 1
        id_ = f"{first}-{number}"
    sources[id_] = entry
    return id_


def _rank(path: Sequence[str]) -> list[int]:
    """Return the position of a block in a pôle's file, by the order of the fields."""
    orders = (list(POLE), list(CONTACTS) if path[0] == "contacts" else [])
    return [order.index(name) for order, name in zip(orders, path, strict=False) if name in order]


def _uncited(root: Path, changed: Table, replaced: Sequence[Any]) -> list[str]:
    """Return the sources of replaced facts that nothing cites any longer."""
    lost = dict.fromkeys(cited(replaced))
    if not lost:
        return []
    files = read_directory(root).tables.values()
    tables = {name: table for kind in files for name, table in kind.items()} | changed
    sources = tables.pop(_SOURCES)
    used = set(cited(list(tables.values())))
    return [id_ for id_ in lost if id_ in sources and id_ not in used]


def _check(path: Path, lines: Sequence[str], wanted: Table) -> None:
    """Raise unless the new text parses to the intended data, and nothing else."""
    with suppress(ValueError):
        if _parsed(lines) == wanted:
            return
    message = N_("{path} is laid out in a way that cannot be changed as text: edit it by hand.")
    raise PolesError(DATA, message, path=path)


def _diff(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the unified diff of a file, skipping the common beginning and end."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    # More before than after, so that lines equal at both ends count as coming before.
    start, left = max(head - 2 * _AROUND, 0), max(tail - _AROUND, 0)
    old, new = before[start : len(before) - left], after[start : len(after) - left]
    for line in unified_diff(old, new, f"a/data/{name}", f"b/data/{name}"):
        if line.startswith("@@"):
            line = re.sub(r"(?<=[-+])\d+", lambda number: str(int(number[0]) + start), line)
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of lines that two texts have in common at the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (line, same) in pairs if line != same), min(len(one), len(other)))
