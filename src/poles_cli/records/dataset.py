"""The dataset's files as records, each read on first use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from os.path import isdir, isfile
from pathlib import Path
from typing import Any

from poles_cli.base.files import State, read_file, read_toml, unreadable
from poles_cli.base.folders import PACKAGE, packaged
from poles_cli.base.suggest import check_text
from poles_cli.base.text import slugify
from poles_cli.records import lookup
from poles_cli.records.model import Concept, Figure, Pole, Record, Region, Source
from poles_cli.rules.vocabularies import POLE_KINDS


def bundled() -> Path:
    """Return the folder of the dataset that ships with the program.

    An installed wheel has it inside the package; a checkout has it at its root.
    """
    inside = packaged("data")
    return inside if isdir(inside) else PACKAGE.parent.parent / "data"


class Dataset:
    """The files of one dataset: pôles, concepts, regions, sources, figures and the network.

    Collections are tuples of immutable records, in their documented order. Reading raises
    `PolesError` (bad dataset) for a file that is missing or is not valid TOML.
    """

    root: Path
    states: Mapping[str, State] | None
    frozen: bool
    _files: dict[str, dict[str, Any]]

    def __init__(
        self,
        root: Path | None,
        states: Mapping[str, State] | None = None,
        *,
        frozen: bool = True,
    ) -> None:
        """Read from `root`, or from the bundled dataset if it is None.

        With `states`, only files that are unchanged since they were checked are read. The records
        are deeply immutable unless `frozen` is False, for commands that change none and need a
        faster start.
        """
        vars(self).update(
            root=bundled() if root is None else root, states=states, frozen=frozen, _files={}
        )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    @cached_property
    def poles(self) -> tuple[Pole, ...]:
        """Every pôle, former ones included: by region code, then slug, Indigenous ones last."""
        return tuple(sorted(map(Pole, self._kept(self._pole_tables()).values()), key=pole_order))

    def poles_naming(self, words: Sequence[str]) -> tuple[Pole, ...]:
        """Return the pôles whose files contain one of `words`, and maybe others, in order.

        Only their files are parsed: for one question, this takes a tenth of the time of parsing
        them all.
        """
        marks = [quote + word.encode() + quote for word in words for quote in (b'"', b"'")]

        def naming(slug: str) -> bool:
            content = self.read(f"poles/{slug}.toml")
            # A TOML escape may hide any word.
            return any(mark in content for mark in marks) or b"\\u" in content.lower()

        return self._poles_of(filter(naming, self._slugs("poles")))

    def poles_beginning(self, prefix: str) -> tuple[Pole, ...]:
        """Return the pôles whose slugs begin with `prefix`, in order; only they are parsed."""
        return self._poles_of(slug for slug in self._slugs("poles") if slug.startswith(prefix))

    def _poles_of(self, slugs: Iterable[str]) -> tuple[Pole, ...]:
        tables = ((slug, self._file(f"poles/{slug}.toml")) for slug in slugs)
        poles = [Pole(self._kept(_with_identity(slug, table))) for slug, table in tables]
        return tuple(sorted(poles, key=pole_order))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """Every concept, by theme in the dataset's order, then by slug."""
        return self.concepts_beginning("")

    def concepts_beginning(self, prefix: str) -> tuple[Concept, ...]:
        """Return the concepts whose slugs begin with `prefix`, in order; only they are parsed."""
        slugs = [slug for slug in self._slugs("concepts") if slug.startswith(prefix)]
        tables = ((slug, self._file(f"concepts/{slug}.toml")) for slug in slugs)
        concepts = [Concept(self._kept({"slug": slug, **table})) for slug, table in tables]
        rank = {theme["id"]: index for index, theme in enumerate(self.info["themes"])}
        return tuple(sorted(concepts, key=lambda c: (rank.get(c.theme, len(rank)), c.slug)))

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The administrative regions, by code."""
        return tuple(
            Region(self._kept({"code": code, "slug": slugify(table["name"]), **table}))
            for code, table in sorted(self._file("regions.toml").items())
        )

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The bibliography, by id."""
        tables = sorted(self._source_tables(), key=lambda table: str(table["id"]))
        return tuple(map(Source, self._kept(tables)))

    def cited(self, ids: Sequence[str]) -> list[Source]:
        """Return the sources that have these ids, in that order; only they are read if possible."""
        if "sources.toml" not in self._files:
            from poles_cli.records.bibliography import entries

            try:
                tables = entries("\n" + self.read("sources.toml").decode("utf-8-sig"), ids)
            except ValueError as error:
                raise unreadable(self.root / "sources.toml", error) from error
            if tables is not None:
                return [Source(self._kept({"id": id_, **tables[id_]})) for id_ in ids]
        by_id = {source.id: source for source in self.sources}
        return [by_id[id_] for id_ in ids if id_ in by_id]

    @cached_property
    def info(self) -> Record:
        """Title, date, themes, expected counts, licences and attributions."""
        return self._file("dataset.toml")

    @property
    def points(self) -> tuple[Record, ...]:
        """The points on which concepts are compared, in order."""
        return tuple(self.info.get("points", ()))

    @cached_property
    def network(self) -> Record:
        """The network of pôles itself: names, roles, counts over time, money, shared activities."""
        return self._file("network.toml")

    @cached_property
    def guide(self) -> Record:
        """How to start a collective project, line by line; empty in an edition without a guide."""
        return self._file("guide.toml") if isfile(self.root / "guide.toml") else {}

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures for all of Québec (region code `00`) and by region."""
        return tuple(Figure(figure) for figure in self._file("figures.toml")["figures"])

    @cached_property
    def series(self) -> tuple[Record, ...]:
        """The series that figures belong to, each with its title and caution."""
        return tuple(self._file("figures.toml")["series"])

    @cached_property
    def measures(self) -> tuple[Record, ...]:
        """Other measures of the portraits: shares, sizes, purposes."""
        return tuple(self._file("figures.toml")["measures"])

    def concept(self, name: str) -> Concept:
        """Return the concept called `name`: a slug, term or alias in either language.

        A slug is its file's name, and wins over any other word, so only that file is read.
        """
        check_text(name)
        slug = slugify(name)
        # Unlike Path.exists, this accepts a name that is too long for any file.
        if slug and isfile(self.root / "concepts" / f"{slug}.toml"):
            return Concept(self._kept({"slug": slug, **self._file(f"concepts/{slug}.toml")}))
        return lookup.find(self.concepts, name, lookup.CONCEPT)

    def source(self, id_: str) -> Source:
        """Return the source whose id is `id_`."""
        check_text(id_)
        return lookup.find(self.sources, id_, lookup.SOURCE)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by the path of the files, which are read again on first use.

        The bundled dataset is that of the process that reads it, wherever it is installed.
        """
        return type(self), (self._place(), self.states)

    def _place(self) -> Path | None:
        return None if self.root == bundled() else self.root

    def _pole_tables(self) -> dict[str, dict[str, Any]]:
        """Return the table of each pôle by slug, with its slug and current name first."""
        tables = ((slug, self._file(f"poles/{slug}.toml")) for slug in self._slugs("poles"))
        return {slug: _with_identity(slug, table) for slug, table in tables}

    def _source_tables(self) -> list[dict[str, Any]]:
        """Return the table of each source, with its id first."""
        return [{"id": id_, **table} for id_, table in self._file("sources.toml").items()]

    def _slugs(self, folder: str) -> list[str]:
        """Return the slugs of the entries in a folder, which are the names of their files."""
        path, head, end = self.root / folder, f"{folder}/", ".toml"
        try:
            names = self.states or [head + name for name in os.listdir(path)]
        except (OSError, ValueError) as error:
            raise unreadable(path, error) from error
        names = [name for name in sorted(names) if name.startswith(head) and name.endswith(end)]
        return [name[len(head) : -len(end)] for name in names]

    def _file(self, name: str) -> dict[str, Any]:
        table = self._files.get(name)
        if table is None:
            table = self._kept(read_toml(self.root / name, self._expected(name)))
            self._files[name] = table
        return table

    def _kept(self, value: Any) -> Any:
        """Return records for callers: frozen, unless this dataset is not."""
        if not self.frozen:
            return value
        from poles_cli.records.frozen import freeze

        return freeze(value)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, by its path from the root."""
        return read_file(self.root / name, self._expected(name))

    def _expected(self, name: str) -> State | None:
        return None if self.states is None else self.states.get(name, ())


def _with_identity(slug: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """Put the slug (the file's name) and the current name first in a pôle's table."""
    return {"slug": slug, "name": table["names"][0]["name"], **table}


def pole_order(pole: Pole) -> tuple[bool, bool, str, int, str]:
    """Return the sort key of pôles: region code, then slug; Indigenous and former ones last."""
    kinds = tuple(POLE_KINDS)
    rank = kinds.index(pole.kind) if pole.kind in kinds else len(kinds)
    region = pole.regions[0] if pole.regions and pole.kind == "regional" else "99"
    return (pole.status == "former", pole.kind != "regional", region, rank, pole.slug)
