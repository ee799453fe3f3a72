"""Find the pôles that serve an MRC, a region or a nation's community, from the pôles' files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poles_cli.records.model import Pole, Record

if TYPE_CHECKING:
    from poles_cli.records.dataset import Dataset

# Parsing every pôle takes as long as ten searches for a few words in their files.
_BEFORE_ALL = 4


class Claims:
    """The claims of the active pôles.

    An answer is a list of `{"slug", "basis": {"fr", "en"} | None, "confidence": str | None,
    "share": None}`, in the directory's order of pôles: by region, Indigenous ones last.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._asked = 0

    @cached_property
    def _poles(self) -> list[Pole]:
        return [pole for pole in self._dataset.poles if pole.status == "active"]

    def _naming(self, *words: str) -> list[Pole]:
        """Return the active pôles; for the first questions, only those that mention `words`."""
        if self._asked >= _BEFORE_ALL:
            return self._poles
        self._asked += 1
        return [pole for pole in self._dataset.poles_naming(words) if pole.status == "active"]

    def on_mrc(self, mrc: str, region: str) -> list[Record]:
        """Return the pôles that serve an MRC."""
        return [_served(pole, claim) for pole, claim in self._on_mrc(mrc, region)]

    def on_region(self, region: str) -> list[Record]:
        """Return the pôles that declare a region, each with the first basis of its territory."""
        return [
            _served(pole, next(iter(pole.territory), {}))
            for pole in self._naming(region)
            if region in pole.regions
        ]

    def on_nation(self, nation: str, areas: Iterable[tuple[str, str]]) -> list[Record]:
        """Return the pôles that serve a nation's community in `areas` (MRC, region).

        The nation's own pôles come first. Those of the MRC follow only if a nation's pôle has
        `with_mrc`, without another nation's pôle.
        """
        own = [
            (pole, claim)
            for pole in self._naming(nation)
            for claim in pole.territory
            if nation in claim.get("nations", ())
        ]
        found = {pole.slug: _served(pole, claim) for pole, claim in own}
        if not own or any(claim.get("with_mrc") for _, claim in own):
            for mrc, region in areas:
                for pole, claim in self._on_mrc(mrc, region):
                    if not claim.get("nations"):
                        found.setdefault(pole.slug, _served(pole, claim))
        return list(found.values())

    def _on_mrc(self, mrc: str, region: str) -> Iterator[tuple[Pole, Record]]:
        for pole in self._naming(mrc, region):
            for claim in pole.territory or ({},):
                if _covers(pole, claim, mrc, region):
                    yield pole, claim
                    break


def _covers(pole: Pole, claim: Record, mrc: str, region: str) -> bool:
    """Return True if a claim covers an MRC: one in its list, or without lists, in its regions."""
    if "mrcs" in claim:
        return mrc in claim["mrcs"]
    return "nations" not in claim and region in pole.regions


def _served(pole: Pole, claim: Record) -> dict[str, Any]:
    return {
        "slug": pole.slug,
        "basis": claim.get("basis"),
        "confidence": claim.get("confidence"),
        "share": None,
    }
