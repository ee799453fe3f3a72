"""The directory's records, as immutable typed views over the dataset files.

Every class wraps one parsed table. `record` is the whole table, in the shape of JSON and TOML;
properties name its parts. Shapes and vocabularies are those of `rules/registry.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
Bilingual = Mapping[str, str]


class View:
    """An immutable view over one parsed table; not a dataclass, which would slow every start."""

    __slots__ = ("record",)

    record: Record
    shown: tuple[str, ...] = ()  # the properties that identify it, for `repr`

    def __init__(self, record: Record) -> None:
        object.__setattr__(self, "record", record)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __reduce__(self) -> tuple[type[View], tuple[Record]]:
        """Pickle and copy by content, since the default would set an attribute."""
        return type(self), (self.record,)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.record == other.record

    def __hash__(self) -> int:
        # Equal records may have their fields in another order.
        texts = {item for item in self.record.items() if type(item[1]) is str}
        return hash((type(self), frozenset(texts)))

    def __repr__(self) -> str:
        parts = ", ".join(repr(getattr(self, name)) for name in self.shown)
        return f"{type(self).__name__}({parts})"


class Fact(View):
    """One sourced statement: a value, the date it was seen, its grade and its sources."""

    __slots__ = ()
    shown = ("value",)

    @property
    def value(self) -> Any:
        """The value: text, or a pair of texts by language."""
        return self.record["value"]

    @property
    def as_of(self) -> str | None:
        """EDTF date at which the fact was seen."""
        return self.record.get("as_of")

    @property
    def confidence(self) -> str | None:
        """`high`, `medium` or `low`; grades are defined in the data dictionary."""
        return self.record.get("confidence")

    @property
    def sources(self) -> tuple[str, ...]:
        """Source ids."""
        return tuple(self.record.get("sources", ()))

    @property
    def note(self) -> Bilingual | None:
        """A nuance, in both languages."""
        return self.record.get("note")


class Amount(str):
    """A count or a sum from its source: exact, or with a sign such as `~`, `<~`, `>=`."""

    __slots__ = ()

    @property
    def sign(self) -> str:
        """The sign before the number, empty if the number is exact."""
        return self.rstrip("0123456789.")

    @property
    def value(self) -> float:
        """The number alone: a count, or Canadian dollars."""
        return float(self.lstrip("~<>="))


class Figure(View):
    """Enterprises, jobs, revenue (Canadian dollars) of one year, in one series, for one scope."""

    __slots__ = ()
    shown = ("series", "year")

    @property
    def series(self) -> str:
        """Series id; only figures of one comparable series may be compared."""
        return str(self.record["series"])

    @property
    def year(self) -> str | None:
        """EDTF year that the figure is about."""
        return self.record.get("year")

    @property
    def sources(self) -> tuple[str, ...]:
        """Source ids."""
        return tuple(self.record.get("sources", ()))

    def amount(self, measure: str) -> Amount | None:
        """Return `enterprises`, `jobs` or `revenue_cad`, or None if the source gives none."""
        text = self.record.get(measure)
        return None if text is None else Amount(text)


class Pole(View):
    """One pôle: names over time, territory, contacts, activities, figures, examples, history."""

    __slots__ = ()
    shown = ("slug",)

    @property
    def slug(self) -> str:
        """Identity, which never changes."""
        return str(self.record["slug"])

    @property
    def name(self) -> str:
        """Name in use when last seen."""
        return str(self.record["name"])

    @property
    def kind(self) -> str:
        """`regional`, `first-nations`, `cree` or `inuit`."""
        return str(self.record["kind"])

    @property
    def status(self) -> str:
        """`active` or `former`."""
        return str(self.record["status"])

    @property
    def editions(self) -> tuple[str, ...]:
        """Years of the Revue that include the pôle."""
        return tuple(self.record.get("editions", ()))

    @property
    def regions(self) -> tuple[str, ...]:
        """Codes of the regions that the pôle declares."""
        return tuple(self.record.get("regions", ()))

    @property
    def territory(self) -> tuple[Record, ...]:
        """Claims: MRC codes or nations, each with its basis and confidence."""
        return tuple(self.record.get("territory", ()))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Figures that may be shown; doubtful ones are kept apart in the record."""
        return tuple(Figure(figure) for figure in self.record.get("figures", ()))

    def contact(self, field: str) -> Fact | None:
        """Return one contact (`website`, `email`, `city`…), or None if it is unknown."""
        fact = self.record.get("contacts", {}).get(field)
        return None if fact is None else Fact(fact)

    def labels(self) -> list[str]:
        """Every name of the pôle, its slug first."""
        record = self.record
        found = [self.slug]
        found += [record[key] for key in ("short_name", "acronym") if key in record]
        for name in record["names"]:
            found.append(name["name"])
            if "acronym" in name:
                found.append(name["acronym"])
        found += record.get("aliases", ())
        legal = record.get("legal_name")
        return [*found, legal["value"]] if legal else found


class Concept(View):
    """One term, explained in both languages, with its law, facts and sources."""

    __slots__ = ()
    shown = ("slug",)

    @property
    def slug(self) -> str:
        """Identity, which never changes."""
        return str(self.record["slug"])

    @property
    def theme(self) -> str:
        """Theme id, from `dataset.toml`."""
        return str(self.record["theme"])

    @property
    def term(self) -> Bilingual:
        """The term in both languages."""
        term: Bilingual = self.record["term"]
        return term

    @property
    def explanation(self) -> Bilingual:
        """Its meaning, in both languages."""
        explanation: Bilingual = self.record["explanation"]
        return explanation

    def labels(self) -> list[str]:
        """Every name of the concept, its slug first."""
        aliases = self.record.get("aliases", {})
        return [self.slug, *self.term.values(), *aliases.get("fr", ()), *aliases.get("en", ())]


class Region(View):
    """One of Québec's 17 administrative regions."""

    __slots__ = ()
    shown = ("code", "name")

    @property
    def code(self) -> str:
        """Two-digit code, as text."""
        return str(self.record["code"])

    @property
    def slug(self) -> str:
        """Folded name."""
        return str(self.record["slug"])

    @property
    def name(self) -> str:
        """Official name."""
        return str(self.record["name"])

    def labels(self) -> list[str]:
        """Every name of the region, its code first."""
        record = self.record
        return [self.code, self.slug, self.name, record["english_name"], *record.get("aliases", ())]


class Source(View):
    """One entry of the bibliography."""

    __slots__ = ()
    shown = ("id",)

    @property
    def id(self) -> str:
        """Identity, cited by facts."""
        return str(self.record["id"])

    @property
    def title(self) -> str:
        """Our label for the page or document, in its own language."""
        return str(self.record["title"])

    @property
    def url(self) -> str:
        """Address."""
        return str(self.record["url"])

    def labels(self) -> list[str]:
        """The names of the source."""
        return [self.id]
