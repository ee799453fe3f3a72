"""The bundled data is well formed, complete, and true to the collected facts."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from poles_cli.directory.directory import Directory, load
from poles_cli.records.dataset import bundled
from poles_cli.rules.check import check_directory
from poles_cli.rules.json_schema import schemas
from poles_cli.rules.records import field_names
from poles_cli.rules.registry import FILES, paths

HERE = Path(__file__).parent
DATA = bundled()
PERSONAL = ("director", "chair", "president", "contact_person", "person", "manager", "staff")


def read(path: Path) -> Any:
    """Return a TOML file, parsed."""
    with path.open("rb") as file:
        return tomllib.load(file)


ACCOUNTS = read(HERE / "accounting.toml")


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The bundled directory."""
    return load()


def test_the_bundled_data_has_no_problem() -> None:
    """Every file obeys every rule of the data."""
    assert [] == [f"{p.file} {p.field}: {p.text()}" for p in check_directory(DATA)]


def test_counts(directory: Directory) -> None:
    """There are 22 active pôles, 20 in the Revue of 2012, 17 regions and 98 concepts."""
    active = [pole for pole in directory.poles if pole.status == "active"]
    in_2012 = [pole for pole in directory.poles if "2012" in pole.editions]
    found = (len(active), len(in_2012), len(directory.regions), len(directory.concepts))
    assert (22, 20, 17, 98) == found


@pytest.mark.parametrize("kind", FILES)
def test_json_schema_accepts_every_file(kind: str) -> None:
    """Each file of a kind is valid under the JSON Schema made from the registry."""
    schema = schemas()[kind]
    Draft202012Validator.check_schema(schema)
    files = sorted((DATA / kind).glob("*.toml")) or [DATA / f"{kind}.toml"]
    validator = Draft202012Validator(schema)
    errors = [(file.name, e.json_path) for file in files for e in validator.iter_errors(read(file))]
    assert [] == errors


def test_no_field_has_a_persons_name() -> None:
    """The registry has no field for a person, so the data cannot name one."""
    names = {path.split(".")[-1] for field in FILES.values() for path, _ in paths(field.fields)}
    assert set() == names & set(PERSONAL)


def test_every_field_of_a_record_is_accepted(directory: Directory) -> None:
    """`--fields` accepts every field of the records."""
    for kind in ("poles", "concepts", "regions", "sources"):
        records = [entry.record for entry in getattr(directory, kind)]
        assert set() == _keys(records) - set(field_names(kind))
    assert set() == _keys(directory.network) - set(field_names("network"))


def _keys(value: Any, prefix: str = "") -> set[str]:
    """Return every dotted path of a record; items of a list add no level."""
    if isinstance(value, list):
        return {key for item in value for key in _keys(item, prefix)}
    if not isinstance(value, dict):
        return set()
    inner = (_keys(item, f"{prefix}{name}.") for name, item in value.items())
    return {prefix + name for name in value}.union(*inner)


def test_rows_of_each_pole(directory: Directory) -> None:
    """Each pôle has all the collected names, contacts, activities, figures and examples."""
    assert set(ACCOUNTS["poles"]) == {pole.slug for pole in directory.poles}
    for pole in directory.poles:
        counted = _rows(pole.record)
        lost = {name: n for name, n in ACCOUNTS["poles"][pole.slug].items() if counted[name] < n}
        assert {} == lost, pole.slug


def _rows(record: Any) -> dict[str, int]:
    rows = {}
    for name in (
        "names",
        "contacts",
        "former_contacts",
        "activities",
        "figures",
        "doubtful_figures",
        "examples",
        "founded",
    ):
        rows[name] = len(record.get(name, ()))
    for name in ("legal_name", "register_number", "legal_form", "host"):
        rows[name] = int(name in record)
    return rows


def test_parts_of_each_concept(directory: Directory) -> None:
    """Each concept has all the collected aliases, relations, sources, laws and facts."""
    assert set(ACCOUNTS["concepts"]) <= {concept.slug for concept in directory.concepts}
    for slug, collected in ACCOUNTS["concepts"].items():
        record = directory.concept(slug).record
        aliases = record.get("aliases", {})
        parts = [aliases.get("fr", ()), aliases.get("en", ())]
        parts += [record.get(name, ()) for name in ("related", "sources", "legal", "facts")]
        assert all(n <= len(part) for n, part in zip(collected, parts, strict=True)), slug


def test_rows_of_the_network_and_of_the_figures(directory: Directory) -> None:
    """The network has all its facts, counts and names, and no figure or measure is missing."""
    network = directory.network
    sections = Counter(fact["section"] for fact in network["facts"])
    parts = Counter({name: len(network[name]) for name in ("counts", "names")})
    assert Counter(ACCOUNTS["network"]) <= sections + parts
    assert Counter(ACCOUNTS["figures"]) <= Counter(figure.series for figure in directory.figures)
    assert Counter(ACCOUNTS["measures"]) <= Counter(row["year"] for row in directory.measures)


def test_older_counts_are_figures_of_their_pole(directory: Directory) -> None:
    """Each older regional count of the glossary is a figure of a pôle of that region."""
    found = {
        (pole.regions[0], figure.record.get("enterprises"), figure.record.get("jobs", ""), source)
        for pole in directory.poles
        for figure in pole.figures
        for source in figure.sources
    }
    assert set() == {tuple(row) for row in ACCOUNTS["older"]["rows"]} - found


def test_every_source_was_kept(directory: Directory) -> None:
    """The bibliography has every collected source."""
    counts = ACCOUNTS["sources"]
    assert sum(counts.values()) - 2 * counts["both"] <= len(directory.sources)


POINTS = read(HERE / "starting_page.toml")["points"]


@pytest.mark.parametrize("point", POINTS, ids=[point["point"] for point in POINTS])
def test_listed_concepts_have_their_point(point: dict[str, Any], directory: Directory) -> None:
    """Each listed concept has its point of the starting page."""
    for slug in point["concepts"]:
        record = directory.concept(slug).record
        texts = [record["explanation"]["fr"]]
        texts += [
            part["text"]["fr"] for name in ("legal", "facts") for part in record.get(name, ())
        ]
        text = " ".join(texts).casefold()
        stems = [stem.casefold().split("|") for stem in point["stems"]]
        assert [] == [forms for forms in stems if not any(form in text for form in forms)], slug


def test_starting_page_has_thirty_points() -> None:
    """The list of points is complete: S01 to S30."""
    assert [f"S{number:02}" for number in range(1, 31)] == [point["point"] for point in POINTS]
