"""The answers of `locate`: the places that a query names, and the pôles that serve each."""

from __future__ import annotations

from poles_cli.records.model import Record, View


class Place(View):
    """One place that a query names, and the pôles that serve it."""

    __slots__ = ()
    shown = ("name", "kind", "code")

    @property
    def name(self) -> str:
        """Official name; a postal prefix is its own."""
        return str(self.record["place"])

    @property
    def kind(self) -> str:
        """The kind of place.

        `municipality`, `indigenous`, `unorganized`, `borough`, `merged`, `renamed`, `former`,
        `locality`, `neighbourhood`, `english`, `popular`, `postal-name`, `area`, `former-mrc`,
        `former-code`, `mrc`, `region` or `postal`.
        """
        return str(self.record["kind"])

    @property
    def alias(self) -> str | None:
        """The other name that matched, if any."""
        alias: str | None = self.record["alias"]
        return alias

    @property
    def code(self) -> str:
        """Geographic code of a municipality, MRC or region; a postal prefix is its own."""
        return str(self.record["code"])

    @property
    def mrc(self) -> Record | None:
        """`{"code", "name"}` of its MRC; a region has none."""
        mrc: Record | None = self.record["mrc"]
        return mrc

    @property
    def region(self) -> Record:
        """`{"code", "name"}` of its region."""
        region: Record = self.record["region"]
        return region

    @property
    def poles(self) -> tuple[Record, ...]:
        """The pôles that serve it: `{"slug", "basis", "confidence", "share"}`.

        The share, per cent, is that of a postal prefix.
        """
        return tuple(self.record["poles"])


class Location(View):
    """The answer to a query: its places, their pôles, and if these are all the same."""

    __slots__ = ()
    shown = ("query", "status", "poles")

    @property
    def query(self) -> str:
        """The query."""
        return str(self.record["query"])

    @property
    def status(self) -> str:
        """`found`, `ambiguous` (several places, of different pôles) or `none`."""
        return str(self.record["status"])

    @property
    def basis(self) -> str | None:
        """How the answer was reached: `name`, `scope`, `postal`, `coordinates` or `code`.

        `scope` means that one part of the text narrowed another; None if nothing was found.
        """
        basis: str | None = self.record["basis"]
        return basis

    @property
    def near(self) -> tuple[Record, ...]:
        """`{"code", "name"}` of each other MRC within 100 m of a point."""
        return tuple(self.record["near"])

    @property
    def matches(self) -> tuple[Place, ...]:
        """The places, from municipalities to postal prefixes."""
        return tuple(Place(match) for match in self.record["matches"])

    @property
    def poles(self) -> tuple[str, ...]:
        """Slugs of the pôles of all the matches, each once."""
        return tuple(pole["slug"] for pole in self.record["poles"])
