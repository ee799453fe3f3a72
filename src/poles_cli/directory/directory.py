"""Answer queries on a dataset: its records with the user's corrections, places, search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poles_cli.base.errors import NOT_FOUND, USAGE, N_, PolesError
from poles_cli.base.files import State, is_there
from poles_cli.base.suggest import check_text, check_texts, unknown
from poles_cli.base.text import slugify
from poles_cli.records import lookup
from poles_cli.records.dataset import Dataset
from poles_cli.records.location import Location
from poles_cli.records.model import Pole, Record, Region, Source

if TYPE_CHECKING:
    from poles_cli.directory.places.gazetteer import Gazetteer
    from poles_cli.directory.search import Found
    from poles_cli.directory.search.entries import Entry


def load(path: str | Path | None = None, overlay: str | Path | None = None) -> Directory:
    """Return the directory held in `path`, or the bundled one. Nothing is read yet.

    `overlay` is a file of the user's own corrections, which win over the dataset; there may be none
    yet. Raises `PolesError` (usage) for anything else than paths.
    """
    for name in (path, overlay):
        if name is not None and not isinstance(name, PathLike):
            check_text(name)
    root = None if path is None else Path(path)
    return Directory(root, None if overlay is None else Path(overlay))


class Directory(Dataset):
    """A dataset with the user's corrections applied, and its queries."""

    overlay: Path | None
    _search_entries: dict[str, tuple[Entry, ...]]

    def __init__(
        self,
        root: Path | None,
        overlay: Path | None = None,
        states: Mapping[str, State] | None = None,
        *,
        frozen: bool = True,
    ) -> None:
        super().__init__(root, states, frozen=frozen)
        vars(self).update(overlay=overlay, _search_entries={})

    def __repr__(self) -> str:
        overlay = "" if self.overlay is None else f", overlay={str(self.overlay)!r}"
        return f"Directory({str(self.root)!r}{overlay})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._place(), self.overlay, self.states)

    def _pole_tables(self) -> dict[str, dict[str, Any]]:
        tables = super()._pole_tables()
        if self.corrections:
            from poles_cli.corrections.merge import lay_over

            lay_over(tables, self.corrections, self.overlay)
        return tables

    def poles_naming(self, words: Sequence[str]) -> tuple[Pole, ...]:
        """Return the pôles whose files contain one of `words`, or all if there are corrections."""
        return self.poles if self.corrections else super().poles_naming(words)

    def _source_tables(self) -> list[dict[str, Any]]:
        tables = super()._source_tables()
        if self.corrections:
            from poles_cli.corrections.merge import add_sources

            add_sources(tables, self.corrections, self.overlay)
        return tables

    def cited(self, ids: Sequence[str]) -> list[Source]:
        """Return the sources that have these ids, in that order; only they are read if possible.

        The address that a correction cites is the id of its source.
        """
        if self.corrections:
            by_id = {source.id: source for source in self.sources}
            return [by_id[id_] for id_ in ids if id_ in by_id]
        return super().cited(ids)

    @cached_property
    def corrections(self) -> Mapping[str, Mapping[str, Record]]:
        """The user's own facts, by pôle and field; without a file, this costs one file check."""
        if self.overlay is None or not is_there(self.overlay):
            corrections: Mapping[str, Mapping[str, Record]] = self._kept({})
            return corrections
        from poles_cli.corrections.store import read

        corrections = self._kept(read(self.overlay))
        return corrections

    @cached_property
    def territory(self) -> Gazetteer:
        """The municipalities, MRC, other names and postal prefixes, with their pôles."""
        from poles_cli.directory.places.gazetteer import Gazetteer

        return Gazetteer(self)

    def theme(self, word: str) -> str:
        """Return the theme whose id or title is the word, or whose title begins with it."""
        slug = slugify(word)
        for theme in self.info["themes"]:
            titles = [slugify(title) for title in theme["title"].values()]
            titles += [title.partition("-")[2] for title in titles if title[:2] in ("le", "l-")]
            begun = len(slug) > 3 and any(title.startswith(f"{slug}-") for title in titles)
            if begun or slug in (theme["id"], *titles):
                return str(theme["id"])
        return ""

    def mrc_name(self, code: str) -> str:
        """Return an MRC's name, « Minganie », or its code if unknown."""
        rows = self.territory.mrcs.find("code", code)
        return rows[0]["name"] if rows else code

    def mrc_title(self, code: str) -> str:
        """Return « MRC Minganie », or only the name of a territory equivalent to an MRC."""
        rows = self.territory.mrcs.find("code", code)
        name = self.mrc_name(code)
        return f"MRC {name}" if rows and rows[0]["label"].startswith("MRC") else name

    def mrc_label(self, code: str) -> str:
        """Return an MRC's name and code, « Minganie (981) », or only its code if unknown."""
        name = self.mrc_name(code)
        return code if name == code else f"{name} ({code})"

    def locate(
        self, place: str, kinds: Sequence[str] = (), regions: Sequence[str] = ()
    ) -> Location:
        """Return the places that `place` names, with their pôles; `status` may be `none`.

        `place` is the text of a cell of a public file: a name in any spelling, an address, a
        code, a postal code, coordinates. `kinds` of places and `regions` (code, name or alias)
        narrow the search. Raises `PolesError` (usage) for an unknown kind or region, or if `place`
        is not text.
        """
        from poles_cli.directory.places.gazetteer import scope

        check_text(place)
        check_texts(kinds)
        check_texts(regions)
        sorts = tuple(kinds)
        for kind in sorts:
            check_text(kind)
        codes = [self.region(name).code for name in regions]
        return Location(self._kept(self.territory.locate(place, scope(sorts, codes))))

    def locate_many(self, places: Iterable[str]) -> Iterator[Location]:
        """Return an iterator over the answers of `locate` for each place, in order.

        Places are read one at a time; answers to repeated places are cached.
        Raises `PolesError` (usage) for values that are not text, and for a single text.
        """
        check_texts(places)
        return self._locate_many(places)

    def _locate_many(self, places: Iterable[str]) -> Iterator[Location]:
        from poles_cli.directory.places.stream import CACHED

        answers: dict[str, Location] = {}
        for place in places:
            check_text(place)
            answer = answers.get(place)
            if answer is None:
                if len(answers) >= CACHED:
                    answers.clear()
                answer = answers[place] = self.locate(place)
            yield answer

    def pole(self, name: str) -> Pole:
        """Return the pôle called `name`: a slug, name, acronym, former name or alias.

        « Pôle d'économie sociale de REGION » names the pôle of any region.
        """
        check_text(name)
        try:
            return lookup.find(self.poles, name, lookup.POLE)
        except PolesError as error:
            poles = lookup.served(self.poles, self.regions, name)
            if poles and not lookup.matching(self.poles, name):
                return lookup.one(poles, name, lookup.POLE)
            if error.kind == NOT_FOUND and self.is_place(name):
                message = N_("No pôle is called “{word}”, but a place is.")
                raise lookup.a_place(NOT_FOUND, message, name) from None
            raise

    def region(self, name: str) -> Region:
        """Return the region called `name`: a code, a name in any spelling, or an alias.

        Raises `PolesError` (usage) for an unknown one.
        """
        check_text(name)
        found = lookup.matching(self.regions, name)
        if not found:  # as `regions` and `locate` print it: « Montérégie (16) », or 5 for 05
            label = (
                name.rpartition("(")[0] if name.rstrip().endswith(")") else name.strip().zfill(2)
            )
            found = lookup.matching(self.regions, label)
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
        sentence, hint = N_("No region is called “{word}”."), N_("Type: poles regions")
        raise unknown(sentence, name, (), hint, close=close, listed=False)

    def is_place(self, name: str) -> bool:
        """Return True if `poles locate` has an answer for `name`, to suggest it in an error."""
        try:
            return bool(self.territory.locate(name)["matches"])
        except PolesError:
            return False  # without its tables, the dataset has no places

    def search(self, words: str, kind: str | None = None, limit: int | None = None) -> Found:
        """Return the entries that match `words`, best first: see `poles_cli.directory.search`.

        `kind` is `pole`, `concept`, `region`, `example` or `guide`; None means all of them. Raises
        `PolesError` (usage) for a query without a word or an unknown kind.
        """
        from poles_cli.directory.search import search

        return search(self.search_entries, words, kind, limit)

    def search_entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the searchable entries of one kind, prepared once."""
        entries = self._search_entries.get(kind)
        if entries is None:
            from poles_cli.directory.search.entries import entries_of

            entries = self._search_entries[kind] = tuple(entries_of(self, kind))
        return entries
