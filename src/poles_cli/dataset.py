"""The dataset's files as records, each read when first asked for, and not before."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poles_cli import lookup
from poles_cli.errors import NOT_FOUND, USAGE, N_, PolesError
from poles_cli.location import Location
from poles_cli.model import Concept, Figure, Pole, Record, Region, Source
from poles_cli.reading import is_there, read_toml, unreadable
from poles_cli.text import one_line, slugify

if TYPE_CHECKING:
    from poles_cli.search import Found
    from poles_cli.search.entries import Entry
    from poles_cli.territory.gazetteer import Gazetteer

BUNDLED = "quebec"  # identity of the dataset that ships with the program

_PACKAGE = Path(__file__).parent


def bundled() -> Path:
    """Return the folder of the dataset that ships with the program.

    An installed wheel holds it inside the package; a checkout keeps it at its root.
    """
    inside = _PACKAGE / "data"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / "data"


def load(path: str | Path | None = None, overlay: str | Path | None = None) -> Directory:
    """Return the directory held in `path`, or the bundled one. Nothing is read yet.

    `overlay` is a file of a person's own corrections, which win over the dataset.
    """
    root = bundled() if path is None else Path(path)
    return Directory(root, None if overlay is None else Path(overlay))


class Directory:
    """One dataset: pôles, concepts, regions, sources, figures and the network.

    Collections are tuples of immutable records, in their documented order. Reading raises
    `PolesError` (bad dataset) for a file that is missing or is not the TOML it should be.
    """

    def __init__(self, root: Path, overlay: Path | None = None) -> None:
        self.root = root
        self.overlay = overlay

    @cached_property
    def poles(self) -> tuple[Pole, ...]:
        """Every pôle, former ones included: by region code, then slug, Indigenous ones last."""
        tables = dict(self._entries("poles"))
        records = {slug: _with_identity(slug, table) for slug, table in tables.items()}
        if own := self.corrections:
            from poles_cli.overlay.merge import lay_over

            lay_over(records, own, self)
        return tuple(sorted(map(Pole, records.values()), key=pole_order))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """Every concept, by theme in the dataset's order, then by slug."""
        themes = [theme["id"] for theme in self.info["themes"]]
        concepts = [Concept({"slug": slug, **table}) for slug, table in self._entries("concepts")]
        rank = {theme: index for index, theme in enumerate(themes)}
        return tuple(sorted(concepts, key=lambda c: (rank.get(c.theme, len(rank)), c.slug)))

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The administrative regions, by code."""
        return tuple(
            Region({"code": code, "slug": slugify(table["name"]), **table})
            for code, table in sorted(self._file("regions.toml").items())
        )

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The bibliography, by id; an address that a person's correction cites is its own id."""
        records = [{"id": id_, **table} for id_, table in self._file("sources.toml").items()]
        if own := self.corrections:
            from poles_cli.overlay.merge import add_sources

            add_sources(records, own, self)
        return tuple(map(Source, sorted(records, key=lambda record: str(record["id"]))))

    def cited(self, ids: Sequence[str]) -> list[Source]:
        """Return the sources that have these ids, in that order; only they are read if possible."""
        if not self.corrections and "sources.toml" not in self._files:
            from poles_cli.bibliography import entries

            path = self.root / "sources.toml"
            try:
                tables = entries("\n" + path.read_text("utf-8"), ids)
            except (OSError, ValueError) as error:
                raise unreadable(path, error) from error
            if tables is not None:
                return [Source({"id": id_, **tables[id_]}) for id_ in ids]
        by_id = {source.id: source for source in self.sources}
        return [by_id[id_] for id_ in ids if id_ in by_id]

    @cached_property
    def corrections(self) -> Mapping[str, Mapping[str, Record]]:
        """The person's own facts, by pôle and field; without any, the cost of one look."""
        if self.overlay is None or not is_there(self.overlay):
            return {}
        from poles_cli.overlay.store import read

        return read(self.overlay, self.forms)

    @property
    def forms(self) -> Mapping[str, str]:
        """How numbers are written in the dataset's country: 9 a digit, A a capital letter."""
        from poles_cli.validate.values import FORMS

        return {**FORMS, **self.info.get("forms", {})}

    @cached_property
    def info(self) -> Record:
        """Title, date, languages, themes, expected counts, licences and attributions."""
        return self._file("dataset.toml")

    @cached_property
    def network(self) -> Record:
        """The network of pôles itself: names, roles, counts over time, money, shared activities."""
        return self._file("network.toml")

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

    @cached_property
    def territory(self) -> Gazetteer:
        """Municipalities, MRC, other names and postal prefixes, and who serves them."""
        from poles_cli.territory.gazetteer import Gazetteer

        return Gazetteer(self)

    def mrc_label(self, code: str) -> str:
        """Return an MRC's name and code, « Minganie (981) »; the code alone when it is unknown."""
        rows = self.territory.mrcs.find("code", code)
        return f"{rows[0]['name']} ({code})" if rows else code

    def locate(
        self, place: str, kinds: Sequence[str] = (), regions: Sequence[str] = ()
    ) -> Location:
        """Return what `place` names and the pôles that serve it; `status` is `none` for nothing.

        `place` is a name in any spelling, a geographic code or a postal code; `kinds` of places and
        `regions` (code, name or alias) narrow the search. Raises `PolesError` (usage) for an
        unknown kind or region.
        """
        from poles_cli.territory.gazetteer import scope

        return Location(self.territory.locate(place, scope(self, kinds, regions)))

    def pole(self, name: str) -> Pole:
        """Return the pôle called `name`: a slug, name, acronym, former name or alias."""
        try:
            return lookup.find(self.poles, name, lookup.POLE)
        except PolesError as error:
            if error.kind == NOT_FOUND and self.is_place(name):
                message = N_("No pôle is called “{word}”, but a place is.")
                raise lookup.a_place(NOT_FOUND, message, name) from None
            raise

    def concept(self, name: str) -> Concept:
        """Return the concept called `name`: a slug, term or alias in either language.

        A slug is its file's name, and wins over any other word: it is read alone.
        """
        slug = slugify(name)
        # Unlike a Path's, this look takes a name that is too long for any file.
        if slug and isfile(self.root / "concepts" / f"{slug}.toml"):
            return Concept({"slug": slug, **self._file(f"concepts/{slug}.toml")})
        return lookup.find(self.concepts, name, lookup.CONCEPT)

    def source(self, id_: str) -> Source:
        """Return the source whose id is `id_`."""
        return lookup.find(self.sources, id_, lookup.SOURCE)

    def region(self, name: str) -> Region:
        """Return the region called `name`: a code, a name in any spelling, or an alias.

        Raises `PolesError` (usage) for an unknown one.
        """
        found = lookup.matching(self.regions, name)
        if not found and (code := name.strip()).isdecimal():
            found = lookup.matching(self.regions, code.zfill(2))
        if len(found) == 1:
            return found[0]
        if self.is_place(name):
            message = N_("No region is called “{word}”, but a place is.")
            raise lookup.a_place(USAGE, message, name)
        if poles := lookup.matching(self.poles, name):
            message = N_("No region is called “{word}”, but a pôle answers to it.")
            raise lookup.a_pole(USAGE, message, name, poles[0])
        slugs = {region.code: region.slug for region in self.regions}
        close = [slugs[code] for code in lookup.closest(self.regions, name)]
        message = N_("No region is called “{word}”. Closest: {candidates}.")
        raise PolesError(
            USAGE,
            message if close else N_("No region is called “{word}”."),
            N_("Type: poles regions"),
            word=one_line(name),
            candidates=", ".join(close),
        )

    def is_place(self, name: str) -> bool:
        """Tell whether `poles locate` has an answer for `name`, so that a refusal may say so."""
        try:
            return bool(self.territory.locate(name)["matches"])
        except PolesError:
            return False  # without its tables, the dataset has no place

    def search(self, words: str, kind: str | None = None, limit: int | None = None) -> Found:
        """Return the entries that match `words`, best first: see `poles_cli.search`.

        `kind` is `pole`, `concept`, `region` or `example`; None searches them all. Raises
        `PolesError` (usage) for a query without a word or an unknown kind.
        """
        from poles_cli.search import search

        return search(self, words, kind, limit)

    def search_entries(self, kind: str) -> tuple[Entry, ...]:
        """Return what search reads of the entries of one kind, prepared once."""
        if kind not in self._search_entries:
            from poles_cli.search.entries import entries_of

            self._search_entries[kind] = tuple(entries_of(self, kind))
        return self._search_entries[kind]

    @cached_property
    def _search_entries(self) -> dict[str, tuple[Entry, ...]]:
        return {}

    def _entries(self, folder: str) -> list[tuple[str, dict[str, Any]]]:
        path = self.root / folder
        try:
            names = sorted(name for name in os.listdir(path) if name.endswith(".toml"))
        except OSError as error:
            raise unreadable(path, error) from error
        return [(name.removesuffix(".toml"), read_toml(path / name)) for name in names]

    def _file(self, name: str) -> dict[str, Any]:
        if name not in self._files:
            self._files[name] = read_toml(self.root / name)
        return self._files[name]

    @cached_property
    def _files(self) -> dict[str, dict[str, Any]]:
        return {}


def _with_identity(slug: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """Put the slug (the file's name) and the current name first in a pôle's table."""
    return {"slug": slug, "name": table["names"][0]["name"], **table}


def pole_order(pole: Pole) -> tuple[bool, bool, str, int, str]:
    """Return the sort key of pôles: region code, then slug; Indigenous and former ones last."""
    kinds: Sequence[str] = ("regional", "first-nations", "cree", "inuit")
    rank = kinds.index(pole.kind) if pole.kind in kinds else len(kinds)
    region = pole.regions[0] if pole.regions and pole.kind == "regional" else "99"
    return (pole.status == "former", pole.kind != "regional", region, rank, pole.slug)
