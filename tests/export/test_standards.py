"""Other tools read the exports: Datasette, rdflib with SKOS, Frictionless, BibTeX, CSL."""

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import Literal
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from documents import ROOT
from poles_cli import Pole, load
from poles_cli.base.version import __version__
from poles_cli.output.formats import jsonld
from poles_cli.output.formats.bibliography import _dated, escape, key
from program import ANY, Program, call

DIRECTORY = load()
READING = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # of rdflib, by rdflib itself
SCHEMA = rdflib.Namespace("https://schema.org/")


def exported(format_: str, folder: Path) -> Path:
    """Return the file that `export` writes."""
    path = folder / f"poles.{format_}"
    Program("export", "-f", format_, "-o", str(path)).run()
    return path


# Run separately, because Datasette leaves databases open, which this suite forbids.
SERVED = """
import asyncio, json, sys
from datasette.app import Datasette

async def main():
    served = Datasette([sys.argv[1]], settings={"suggest_facets": False, "default_page_size": 3})
    statuses, hits = {}, []
    async def get(address):
        answer = await served.client.get(f"/poles/{address}")
        statuses[address] = answer.status_code
        return answer
    for name in await served.databases["poles"].table_names():
        columns = await served.databases["poles"].table_columns(name)
        for end in ("", ".json?_labels=on", f".json?_facet={columns[-1]}"):
            if "_fts" not in name:
                await get(name + end)
    for word in ("bel\u0153il", "beloeil", "Bel\u0153il"):
        found = await get(f"entries.json?_search={word}&_shape=array&kind=municipality")
        hits.append([row["name"] for row in found.json()])
    concept = await get("concepts.json?_labels=on&_size=1&_shape=array")
    print(json.dumps([statuses, hits, concept.json()[0]["theme"]["label"]]))

asyncio.run(main())
"""


def test_datasette_serves_every_table(tmp_path: Path) -> None:
    """Datasette's pages, labels and facets answer 200, and a search finds both spellings of œ."""
    path = exported("sqlite", tmp_path)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SERVED, str(path)], capture_output=True, check=True
    )
    statuses, hits, label = json.loads(done.stdout)

    assert {200} == set(statuses.values()), statuses
    assert len(statuses) > 80
    assert [["Beloeil", "Saint-Mathieu-de-Beloeil"]] * 3 == hits
    assert label in [theme["title"]["fr"] for theme in DIRECTORY.info["themes"]]


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """The linked data, read by rdflib."""
    text = call("export", "-f", "jsonld").raw.decode()
    return rdflib.Graph().parse(data=text, format="json-ld")


@READING
def test_linked_data_has_every_thing(graph: rdflib.Graph) -> None:
    """Active pôles are organizations, concepts are SKOS, sources are works."""
    active = [pole for pole in DIRECTORY.poles if pole.status == "active"]
    poles = {
        pole for pole in graph.subjects(RDF.type, SCHEMA.Organization) if ":pole:" in str(pole)
    }

    assert len(active) == len(poles)
    assert all(list(graph.objects(pole, SCHEMA.areaServed)) for pole in poles)
    assert len(DIRECTORY.concepts) == len(set(graph.subjects(RDF.type, SKOS.Concept)))
    assert len(DIRECTORY.sources) == len(set(graph.subjects(RDF.type, SCHEMA.CreativeWork)))
    cited = set(graph.objects(None, DCTERMS.source))
    assert cited and set() == cited - set(graph.subjects(RDF.type, SCHEMA.CreativeWork))
    for pole in poles:
        names = [str(name) for name in graph.objects(pole, SCHEMA.alternateName)]
        assert str(graph.value(pole, SCHEMA.name)) not in names


@READING
def test_linked_data_serves_what_locate_says(graph: rdflib.Graph) -> None:
    """A pôle serves the MRC for which `locate` gives it, and the whole of a region only if so."""
    regions = {region.code for region in DIRECTORY.regions}
    for pole, served in graph.subject_objects(SCHEMA.areaServed):
        code = str(graph.value(served, SCHEMA.identifier) or "")
        mrcs = (
            DIRECTORY.territory.mrcs.find("region", code) if code in regions else [{"code": code}]
        )
        for mrc in mrcs if code else ():
            assert str(pole).rpartition(":")[2] in DIRECTORY.locate(mrc["code"]).poles
    jamesie = rdflib.URIRef("urn:poles-cli:quebec:pole:jamesie")
    areas = graph.objects(jamesie, SCHEMA.areaServed / SCHEMA.identifier)
    assert ["991"] == list(map(str, areas))


def test_nations_are_no_region() -> None:
    """A claim on the communities of a nation does not make a pôle serve the whole region."""
    claim = {"nations": ["cree"], "confidence": "low"}
    pole = Pole({"slug": "x", "kind": "regional", "regions": ["10"], "territory": [claim]})
    assert [] == [*jsonld._areas(pole, DIRECTORY), *jsonld._nations(pole)]


def test_linked_data_says_which_facts_are_yours(tmp_path: Path) -> None:
    """A correction is among the sources of its pôle, with its day, which dates the dataset too."""
    env = {"XDG_DATA_HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1795521600"}  # 2026-11-24
    call("set", "laval", "phone", "450 555-0100", "--source", "https://a.example.org", env=env)
    document = json.loads(call("export", "-f", "jsonld", env=env).stdout)
    dataset, *nodes = document["@graph"]
    [laval] = [node for node in nodes if node["@id"].endswith(":pole:laval")]
    [own] = [source for source in laval["source"] if isinstance(source, dict)]

    assert ["450 555-0100"] == laval["telephone"]
    assert "2026-11-24" == own["dateCreated"]
    assert ["votre correction (Téléphone)", "your correction (Phone)"] == [
        name["@value"] for name in own["name"]
    ]
    assert max("2026-11-24", DIRECTORY.info["date"]) == dataset["dateModified"]


def literals(graph: rdflib.Graph, subject: Node, of: rdflib.URIRef) -> list[Literal]:
    """Return the texts of a subject."""
    return [text for text in graph.objects(subject, of) if isinstance(text, Literal)]


@READING
def test_the_glossary_is_valid_skos(graph: rdflib.Graph) -> None:
    """The glossary has one unique preferred label per language, and two-way relations."""
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    labels: dict[tuple[str, str | None], Any] = {}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        preferred = literals(graph, concept, SKOS.prefLabel)
        definitions = literals(graph, concept, SKOS.definition)
        for texts in (preferred, definitions):
            assert ["en", "fr"] == sorted(str(text.language) for text in texts)
        assert set() == set(preferred) & set(graph.objects(concept, SKOS.altLabel))
        assert [scheme] == list(graph.objects(concept, SKOS.inScheme))
        for label in preferred:
            assert concept == labels.setdefault((str(label), label.language), concept)
        for other in graph.objects(concept, SKOS.related):
            assert (other, SKOS.related, concept) in graph
            assert other != concept


def test_a_data_package_is_valid(tmp_path: Path) -> None:
    """Frictionless finds nothing wrong: types, keys, references."""
    from frictionless import validate

    path = exported("datapackage", tmp_path)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
        described = json.loads(archive.read("datapackage.json"))
    report = validate(str(tmp_path / "datapackage.json"))

    assert [] == report.flatten(["type", "note"])
    # A key may not be empty, which frictionless does not check.
    for resource in described["resources"]:
        schema = resource["schema"]
        with (tmp_path / resource["path"]).open(newline="", encoding="utf-8") as file:
            rows = [
                [row[name] for name in schema.get("primaryKey", ())] for row in csv.DictReader(file)
            ]
        assert all(map(all, rows)), resource["name"]
    assert "contributors" not in described
    fields = {
        (resource["name"], field["name"]): field["type"]
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
    }
    assert "string" == fields["mrc", "code"] == fields["postal", "prefix"]
    assert "integer" == fields["figures", "jobs"]
    assert "boolean" == fields["sources", "reworded"]


def test_a_data_package_has_the_same_bytes(tmp_path: Path) -> None:
    """A data package is the same whatever the day and language, and is refused on a terminal."""
    first = exported("datapackage", tmp_path).read_bytes()
    again = tmp_path / "again.zip"
    Program("export", "-f", "datapackage", "-o", str(again)).lang("en").run()

    assert first == again.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {file.date_time for file in archive.infolist()}
    Program("export", "-f", "datapackage").run(stdout=first)
    Program("export", "-f", "datapackage").terminal().run(status=2, stderr=ANY)


def test_the_package_has_the_rows_of_the_database(tmp_path: Path) -> None:
    """Each table of the package has the rows of the SQLite table."""
    database = sqlite3.connect(exported("sqlite", tmp_path))
    with zipfile.ZipFile(exported("datapackage", tmp_path)) as archive:
        for name in archive.namelist()[1:]:
            table = Path(name).stem
            (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
            text = archive.read(name).decode()
            assert count == len(re.findall("\r\n", text)) - 1, table
    database.close()


def test_bibtex_has_every_source_once() -> None:
    """Every source is in BibTeX once, with balanced braces and the year, even if approximate."""
    text = call("sources", "-f", "bibtex").stdout
    keys = re.findall(r"^@misc\{([^,]+),$", text, re.MULTILINE)

    assert [source.id for source in DIRECTORY.sources] == keys
    assert len(set(keys)) == len(keys)
    for entry in text.split("\n@misc"):
        assert entry.count("{") == entry.count("}")
    years = set(re.findall(r"year = \{(.*)\}", text))
    assert {"2015--2021", "ca. 2012", "2024--2025"} <= years
    assert "  year = {2016},\n  month = {5},\n  date = {2016-05-13},\n" in text
    assert r"50\% \textbraceleft{}x \& \_ \textbackslash{}" == escape("50% {x & _ \\")


def test_each_address_has_its_own_citation_key() -> None:
    """Two addresses with the same words have two keys; a key says its address, in plain letters."""
    one, other = key("https://laval.example.org/a/b"), key("https://laval.example.org/a-b")
    assert one != other and re.fullmatch(r"https-laval-example-org-a-b-[0-9a-f]{8}", one)
    assert len(key("https://laval.example.org/" + "é" * 1900)) < 120


def test_a_title_cannot_end_its_entry() -> None:
    """Braces of a title or publisher are written in letters, which BibTeX does not count."""
    text = escape('A}}, url = "https://evil.example/"')
    assert {text.count("{"), text.count("}")} == {2}


@pytest.mark.parametrize(
    ("published", "year"),
    [
        ("2015/..", "2015--"), ("../2015", "--2015"), ("[2015..]", "2015--"),
        ("[2015,2017]", "2015/2017"), ("2015-03/2015-09", "2015"), ("2015?", "ca. 2015"),
    ],
)  # fmt: skip
def test_a_date_that_is_not_a_day_gives_its_years(published: str, year: str) -> None:
    """An open, uncertain or alternative date keeps what it does not say."""
    assert {"year": year} == _dated(published)


def test_csl_has_every_source_once() -> None:
    """Every source is in CSL once, with an id, a CSL type and its date in numbers."""
    items = json.loads(call("sources", "-f", "csl-json").stdout)
    by_id = {item["id"]: item for item in items}

    assert [source.id for source in DIRECTORY.sources] == [item["id"] for item in items]
    assert {"legislation", "article-newspaper", "report", "webpage"} == {i["type"] for i in items}
    assert {"date-parts": [[2016, 5, 13]]} == by_id["acfas-2016-05-13"]["issued"]
    seasons = [item["issued"] for item in items if "season" in item.get("issued", {})]
    assert [{"date-parts": [[2013]], "season": 3}] == seasons
    for source in DIRECTORY.sources:
        assert ("published" in source.record) == ("issued" in by_id[source.id])


def test_the_citation_file_is_up_to_date() -> None:
    """The citation file obeys CFF 1.2.0, with the current version, date and title."""
    lines = (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
    values = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z-]+: ", line))

    assert {"cff-version", "message", "title", "type", "version"} <= values.keys()
    assert "authors:" in lines
    assert "1.2.0" == values["cff-version"]
    assert __version__ == values["version"]
    assert f'"{DIRECTORY.info["date"]}"' == values["date-released"]
    assert DIRECTORY.info["title"]["fr"] == values["title"]
    (about,) = json.loads(call("about", "--json").stdout)
    for language in ("fr", "en"):
        assert about["citation"][language].startswith(about["title"][language])


def test_formats_with_fields_of_their_own_refuse_others() -> None:
    """Formats with their own fields, such as bibliographies, refuse --fields."""
    call_ = Program("sources", "-f", "bibtex", "--fields", "id").lang("en")
    call_.run(status=2, stderr=re.compile("has its own fields"))
