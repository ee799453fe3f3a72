"""The library, `from poles_cli import load`, is typed, immutable, and used by the program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

import poles_cli
from poles_cli import Directory, PolesError, load
from program import environment

DIRECTORY = load()

# A typical user's code, which mypy --strict must accept unchanged.
SAMPLE = """
from pathlib import Path

from poles_cli import (
    Concept, Directory, Fact, Figure, Location, Place, Pole, PolesError, Region, Source, load,
)

directory: Directory = load()
other: Directory = load(Path("data"), overlay="corrections.toml")
pole: Pole = directory.pole("tresca")
slugs: list[str] = [pole.slug for pole in directory.poles]
website: Fact | None = pole.contact("website")
if website is not None:
    seen: str | None = website.as_of
    ids: tuple[str, ...] = website.sources
figures: tuple[Figure, ...] = pole.figures
for figure in figures:
    amount = figure.amount("jobs")
    if amount is not None:
        number: float = amount.value
concept: Concept = directory.concept("économie sociale")
term: str = concept.term["en"]
region: Region = directory.region("06")
source: Source = directory.source("revue-2012-p8")
found: Location = directory.locate("Rimouski")
many: list[Location] = [*directory.locate_many(["Rimouski", "Granby"])]
places: tuple[Place, ...] = found.matches
answer: tuple[str, ...] = found.poles
hits = directory.search("coopérative", kind="concept", limit=3)
scores: list[int] = [hit.score for hit in hits.hits]
try:
    directory.pole("nobody")
except PolesError as error:
    code: int = error.exit_code
"""
WRONG = "\npole.name = 'x'\nfound.matches.append(1)\nload().pole(1)\n"


def test_collections_have_the_documented_sizes() -> None:
    """There are 22 pôles and a former one, 98 concepts, 17 regions, and their sources."""
    active = [pole for pole in DIRECTORY.poles if pole.status == "active"]

    assert (22, 23) == (len(active), len(DIRECTORY.poles))
    assert (98, 17) == (len(DIRECTORY.concepts), len(DIRECTORY.regions))
    assert len(DIRECTORY.sources) == len({source.id for source in DIRECTORY.sources}) > 400


def test_things_are_found_by_their_names() -> None:
    """Entries are found by slug, name, acronym, alias or code, in any spelling."""
    assert "chaudiere-appalaches" == DIRECTORY.pole("TRÉSCA").slug
    assert "economie-sociale" == DIRECTORY.concept("social economy").slug
    assert "06" == DIRECTORY.region("Montréal").code == DIRECTORY.region("6").code
    assert "revue-2012-p8" == DIRECTORY.source("revue-2012-p8").id


def test_a_pole_has_the_values_of_its_record() -> None:
    """Properties give the values of the JSON record."""
    pole = DIRECTORY.pole("laval")
    email = pole.contact("email")

    assert email is not None
    assert "info@eslaval.org" == email.value == pole.record["contacts"]["email"]["value"]
    assert ("2021/2024", "medium") == (email.as_of, email.confidence)
    assert pole.contact("linkedin") is None
    assert {"430", "270"} <= {figure.amount("enterprises") for figure in pole.figures}


def test_an_amount_is_a_sign_and_a_number() -> None:
    """The amount `~9000` has the sign `~` and the number 9000."""
    (amount,) = {
        amount
        for figure in DIRECTORY.pole("laval").figures
        if (amount := figure.amount("jobs")) and amount.startswith("~")
    }

    assert ("~", 9000.0) == (amount.sign, amount.value)


def test_searching_and_locating() -> None:
    """Searching and locating give the same answers as the commands."""
    hits = DIRECTORY.search("horisol", kind="example").hits

    assert ["Horisol"] == [hit.name for hit in hits]
    assert ("bas-saint-laurent",) == DIRECTORY.locate("Rimouski").poles
    assert "none" == DIRECTORY.locate("zzzzzz").status


def test_many_places_are_located_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """`locate_many` answers in order, one place at a time, and refuses values that are not text."""
    monkeypatch.setattr("poles_cli.directory.places.stream.CACHED", 2)
    places = ["Rimouski", "Granby", "Rimouski", "Nulle Part", "Saint-Damase", "Granby", ""]
    waiting = iter(places)
    answers = DIRECTORY.locate_many(waiting)
    first = next(answers)
    assert (DIRECTORY.locate("Rimouski"), "Granby") == (first, next(waiting))
    rest = [*answers]
    assert [DIRECTORY.locate(place) for place in places[2:]] == rest
    assert first is rest[0]
    with pytest.raises(PolesError, match="A text is expected"):
        [*DIRECTORY.locate_many(["Laval", ["Laval"]])]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        ("Pole('laval')", lambda d: d.pole("laval")),
        ("Concept('ristourne')", lambda d: d.concept("ristourne")),
        ("Region('13', 'Laval')", lambda d: d.region("laval")),
        ("Source('revue-2012-p8')", lambda d: d.source("revue-2012-p8")),
        ("Fact('info@eslaval.org')", lambda d: d.pole("laval").contact("email")),
        ("Figure('pole-survey', '2018')", lambda d: d.pole("laval").figures[0]),
        ("Location('Rimouski', 'found', ('bas-saint-laurent',))", lambda d: d.locate("Rimouski")),
        (
            "(Place('Rimouski', 'municipality', '10043'),)",
            lambda d: d.locate("Rimouski").matches,
        ),
        (f"Directory({str(DIRECTORY.root)!r})", lambda d: d),
        ("Directory('a', overlay='b.toml')", lambda _: load("a", "b.toml")),
    ],
)
def test_the_repr_identifies_an_object(expected: str, shown: Callable[[Directory], object]) -> None:
    """The `repr` of an object identifies it, without a memory address."""
    assert expected == repr(shown(DIRECTORY))


def test_the_repr_of_an_error_has_its_message() -> None:
    """The `repr` of an error has its kind and its full message."""
    with pytest.raises(PolesError) as caught:
        DIRECTORY.source("zzz")
    sentence = "No source has the id “zzz”. Type: poles sources"
    assert f"PolesError('not found', {sentence!r})" == repr(caught.value)


def test_the_public_names_are_listed_before_they_are_used() -> None:
    """`dir` lists the public names before they are used."""
    code = "import poles_cli; print(set(poles_cli.__all__) - set(dir(poles_cli)))"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True)
    assert b"set()\n" == done.stdout


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d: d.pole("nobody"), 1),
        (lambda d: d.concept("zzz"), 1),
        (lambda d: d.source("zzz"), 1),
        (lambda d: d.pole("?"), 2),
        (lambda d: d.region("nowhere"), 2),
        (lambda d: d.search(""), 2),
        (lambda d: d.search("x", kind="city"), 2),
        (lambda d: d.locate("Laval", kinds=["town"]), 2),
        (lambda _: load("/nowhere").poles[0], 3),
        (lambda _: load("/nowhere").regions, 3),
    ],
)
def test_errors_are_of_one_type_and_in_english(call: object, code: int) -> None:
    """Errors are `PolesError`, with the program's exit code and an English message."""
    assert callable(call)
    with pytest.raises(PolesError) as caught:
        call(DIRECTORY)

    assert code == caught.value.exit_code
    assert str(caught.value)[0].isupper() or str(caught.value).startswith("/nowhere")


def test_loaded_data_cannot_be_changed_by_mistake() -> None:
    """Views have no settable attributes, collections are tuples, and two loads are equal."""
    pole = DIRECTORY.pole("laval")
    for name in ("slug", "record", "anything"):
        with pytest.raises(AttributeError):
            setattr(pole, name, "x")

    for collection in (DIRECTORY.poles, DIRECTORY.concepts, DIRECTORY.regions, DIRECTORY.sources):
        assert isinstance(collection, tuple)
    assert pole == load().pole("laval")
    assert hash(pole) == hash(load().pole("laval"))
    assert "Pole('laval')" == repr(pole)


def test_nothing_is_read_before_its_first_use(tmp_path: Path) -> None:
    """`load` of a missing folder fails only on first use."""
    directory = load(tmp_path / "nothing")

    assert isinstance(directory, Directory)
    with pytest.raises(PolesError):
        directory.concept("x")


def test_corrections_win_when_they_are_given(tmp_path: Path) -> None:
    """`load(overlay=…)` gives the user's own marked fact; without it, the dataset's."""
    overlay = tmp_path / "mine.toml"
    overlay.write_text(
        '[laval.phone]\nvalue = "450 555-0100"\nconfidence = "high"\n'
        'sources = ["https://laval.example.org/contact"]\nset_on = "2026-11-24"\n',
        encoding="utf-8",
    )
    phone = load(overlay=overlay).pole("laval").contact("phone")

    assert phone is not None
    assert ("450 555-0100", True) == (phone.value, phone.record["own"])
    dataset = load().pole("laval").contact("phone")
    assert dataset is None or "own" not in dataset.record


def test_public_names_are_those_of_all() -> None:
    """Every name of __all__ exists, and an unknown one is an AttributeError."""
    for name in poles_cli.__all__:
        assert getattr(poles_cli, name) is not None
    with pytest.raises(AttributeError, match="nope"):
        poles_cli.nope  # noqa: B018


def test_importing_reads_nothing() -> None:
    """`import poles_cli` loads no dataset, no framework and no Rich."""
    code = (
        "import sys; before = set(sys.modules); import poles_cli; print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )

    ours = {"poles_cli", "poles_cli.base", "poles_cli.base.version"}
    assert ours == set(done.stdout.split()) - {"typing", "__future__"}


def test_types_are_shipped_and_strict(tmp_path: Path) -> None:
    """The package has `py.typed`, and mypy --strict accepts a typical user's program."""
    from mypy import api

    assert resources.files("poles_cli").joinpath("py.typed").is_file()
    sample = tmp_path / "sample.py"
    source = Path(poles_cli.__file__).parent.parent
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nstrict = True\nmypy_path = {source}\n")
    options = ["--config-file", str(config), "--cache-dir", str(tmp_path / "cache"), str(sample)]

    sample.write_text(SAMPLE, encoding="utf-8")
    out, err, status = api.run(options)
    assert (0, "") == (status, err), out

    sample.write_text(SAMPLE + WRONG, encoding="utf-8")
    out, _, _ = api.run(options)
    assert "Found 3 errors in 1 file" in out
