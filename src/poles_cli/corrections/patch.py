"""A correction as a change of the dataset's own files: a unified diff that `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import Any

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.corrections import toml_text
from poles_cli.corrections.input import is_url
from poles_cli.corrections.merge import domain_of, domains, source_entry
from poles_cli.records.citations import cited
from poles_cli.records.dataset import Dataset
from poles_cli.rules.contents import read_directory
from poles_cli.rules.entries import CONTACTS, POLE

_ORDER = list(POLE)
_PARTS = ("value", "as_of", "confidence", "sources", "note")
_NO_EOL = "\\ No newline at end of file\n"
_SOURCES = "sources.toml"


class Draft:
    """The files of a dataset as texts under change; nothing is written."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.before: dict[str, str] = {}
        self.lines: dict[str, list[str]] = {}
        self.replaced: dict[str, None] = {}

    def correct(self, slug: str, field: str, fact: Mapping[str, Any]) -> None:
        """Make the file of a pôle state `fact`, and the bibliography hold its sources.

        Raises `PolesError` (bad dataset) for a file whose layout cannot be changed as text.
        """
        name = f"poles/{slug}.toml"
        lines = self._open(name)
        table = _parsed(lines)
        sources = [self._source(source, fact, table) for source in fact["sources"]]
        wanted = {key: fact[key] for key in _PARTS if key in fact} | {"sources": sources}
        if field in CONTACTS:
            old = table.get("contacts", {}).get(field)
            table["contacts"] = {**table.get("contacts", {}), field: wanted}
        elif field == "founded":  # the dates that sources give stand together, the newest first
            old = None
            table[field] = [wanted, *table.get(field, ())]
        else:
            old = table.get(field)
            table[field] = wanted
        self.replaced.update(dict.fromkeys(cited(old)))
        _state(lines, field, wanted)
        self._check(name, table)

    def diff(self) -> str:
        """Return the change as a unified diff, files in order; empty when nothing changes."""
        self._drop_uncited()
        return "".join(
            line
            for name in sorted(self.lines)
            for line in _diff(f"data/{name}", self.before[name], "".join(self.lines[name]))
        )

    def _open(self, name: str) -> list[str]:
        if name not in self.lines:
            self.before[name] = self.dataset.read(name).decode()
            self.lines[name] = toml_text.split(self.before[name])
        return self.lines[name]

    def _source(self, source: str, fact: Mapping[str, Any], pole: Mapping[str, Any]) -> str:
        """Return the id of a source; an address that the bibliography lacks is added to it."""
        if not is_url(source):
            return source
        lines = self._open(_SOURCES)
        known = _parsed(lines)
        for id_, entry in known.items():
            if entry["url"] == source:
                return str(id_)
        entry = source_entry(source, fact)
        if domain_of(source) in [d for f in _contacts(pole) for d in domains(f)]:
            entry["kind"] = ["own-page"]
        id_ = _free(f"{domain_of(source).replace('.', '-')}-{_day(fact)}", known)
        at = len(lines)
        for block in toml_text.blocks(lines):
            if block.path[0] > id_:
                at = toml_text.lead(lines, block.start)
                break
        toml_text.insert(lines, at, f"[{id_}]", entry)
        self._check(_SOURCES, {**known, id_: entry})
        return id_

    def _drop_uncited(self) -> None:
        """Take out of the bibliography the sources that only replaced facts cited."""
        if not self.replaced:
            return
        tables: dict[str, Any] = {}
        for files in read_directory(self.dataset.root).tables.values():
            tables |= files
        tables |= {name: _parsed(lines) for name, lines in self.lines.items()}
        bibliography = tables.pop(_SOURCES)
        used = set(cited(list(tables.values())))
        lost = [id_ for id_ in self.replaced if id_ not in used and id_ in bibliography]
        if not lost:
            return
        lines = self._open(_SOURCES)
        for block in reversed(toml_text.blocks(lines)):
            if block.path[0] in lost:
                toml_text.remove(lines, block)
        self._check(_SOURCES, {k: v for k, v in bibliography.items() if k not in lost})

    def _check(self, name: str, wanted: Mapping[str, Any]) -> None:
        """Refuse a text that does not say what is wanted, and nothing else."""
        try:
            good = _parsed(self.lines[name]) == wanted
        except ValueError:
            good = False
        if not good:
            raise PolesError(
                DATA,
                N_("{path} is laid out in a way that cannot be changed as text: edit it by hand."),
                path=self.dataset.root / name,
            )


def patch(directory: Dataset, corrections: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Return the corrections as one diff of the dataset's files."""
    draft = Draft(directory)
    for slug, facts in corrections.items():
        for field, fact in facts.items():
            draft.correct(slug, field, fact)
    return draft.diff()


def _state(lines: list[str], field: str, fact: Mapping[str, Any]) -> None:
    """Make the text of a pôle's file state a fact, in the block it has or in a new one."""
    path = ("contacts", field) if field in CONTACTS else (field,)
    found = toml_text.blocks(lines)
    if field == "founded":
        header = "[[founded]]"
        for block in found:
            if block.path == path:
                toml_text.insert(lines, toml_text.lead(lines, block.start), header, fact)
                return
    else:
        header = f"[{'.'.join(path)}]"
        for block in found:
            if block.path == path:
                toml_text.replace(lines, block, fact)
                return
    rank = _ORDER.index(path[0])
    before = [b for b in found if b.path[0] in _ORDER and _ORDER.index(b.path[0]) <= rank]
    at = before[-1].end if before else found[0].start if found else len(lines)
    toml_text.insert(lines, at, header, fact)


def _parsed(lines: Iterable[str]) -> dict[str, Any]:
    import tomli

    return tomli.loads("".join(lines))


def _contacts(pole: Mapping[str, Any]) -> Iterator[Any]:
    for fact in pole.get("contacts", {}).values():
        yield fact["value"]


def _day(fact: Mapping[str, Any]) -> str:
    """Return the date that an id is made with: when the source saw it, else when it was set."""
    seen = fact.get("as_of", "")
    return seen if seen.replace("-", "").isdigit() else str(fact["set_on"])


def _free(id_: str, known: Mapping[str, Any]) -> str:
    number, free = 2, id_
    while free in known:
        free, number = f"{id_}-{number}", number + 1
    return free


def _diff(name: str, before: str, after: str) -> Iterator[str]:
    old, new = toml_text.split(before), toml_text.split(after)
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n{_NO_EOL}"
