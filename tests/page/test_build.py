"""The page as a file: complete, self-contained, safe with any record, and light."""

import base64
import gzip
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.directory.directory import Directory
from poles_cli.output.page.answers import ANSWERS
from poles_cli.output.page.blocks import web
from poles_cli.output.page.build import build
from poles_cli.output.page.places import KINDS
from poles_cli.records.model import Pole
from program import call

LANGUAGES = ("fr", "en")
HEAVIEST = 250_000  # bytes, gzipped
PAGE_FILES = Path(build.__code__.co_filename).parent

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7 * 7 }}"


class Page(HTMLParser):
    """The parts of a page for tests: its ids, links, scripts, styles and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.loads: list[str] = []
        self.metas: dict[str, str] = {}
        self.contents: dict[str, list[str]] = {"script": [], "style": [], "json": [], "linked": []}
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record a tag and its attributes."""
        values = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes |= values.keys()
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag != "a":
            self.loads += [values[name] for name in ("src", "href", "srcset") if name in values]
        if tag == "meta":
            name = values.get("name") or values.get("http-equiv", "charset")
            self.metas[name] = values.get("content", "")
        types = {"application/json": "json", "application/ld+json": "linked"}
        self._inside = types.get(values.get("type", ""), tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or a style."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts and styles."""
        if self._inside in self.contents:
            self.contents[self._inside].append(data)


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The bundled directory."""
    return load()


@pytest.fixture(scope="module")
def text(directory: Directory) -> str:
    """The page of the bundled directory."""
    return build(directory)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    """That page, parsed."""
    return Page(text)


def test_the_command_writes_the_page(tmp_path: Path, text: str) -> None:
    """`poles export --format html` gives the page, to a file or to a pipe."""
    output = tmp_path / "poles.html"
    assert 0 == call("export", "--format", "html", "-o", str(output)).status
    assert text.encode() == output.read_bytes()
    assert text.encode() == call("export", "--format", "html").raw


def test_no_attribute_is_in_single_quotes(text: str) -> None:
    """No attribute is in single quotes, because apostrophes are not escaped."""
    markup = re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)
    tags = re.findall(r"<[a-z][^<>]*>", markup)

    assert [] == [tag for tag in tags if re.search(r"=\s*'", re.sub(r'"[^"]*"', '""', tag))]
    assert "l'économie" in text


def test_the_page_is_at_most_250_kb(text: str) -> None:
    """Gzipped, the whole page weighs at most 250 kB."""
    assert len(gzip.compress(text.encode(), 9)) <= HEAVIEST


def test_the_same_data_gives_the_same_bytes(text: str) -> None:
    """The same data gives the same page, whatever the time and place."""
    assert text == build(load())


def test_the_policy_allows_only_its_style_and_script(page: Page) -> None:
    """The policy has only the hashes of the page's own style and script."""
    [script], [style] = page.contents["script"], page.contents["style"]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"
        for part in (style, script)
    ]
    assert (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    ) == page.metas["Content-Security-Policy"]


def test_the_page_has_its_poles_as_linked_data(page: Page, directory: Directory) -> None:
    """The page includes each active pôle as a linked-data organization, like the export."""
    [linked] = page.contents["linked"]
    names = [pole.name for pole in directory.poles if pole.status == "active"]

    assert names == [node["name"] for node in json.loads(linked)["@graph"]]


def test_the_page_loads_nothing(page: Page, text: str) -> None:
    """The page loads nothing: it refers only to its inline icon and the territories of its map."""
    outside = [address for address in page.loads if not address.startswith("#a")]
    assert 1 == len(outside) and re.fullmatch(r"data:image/svg\+xml,[\w%/:=.'#-]+", outside[0])
    assert not {"style", "onclick", "onload", "srcset", "background"} & page.attributes
    assert not {"iframe", "object", "embed", "img", "base"} & page.tags.keys()
    assert [] == re.findall(r"@import|url\(", "".join(page.contents["style"]))
    assert [] == re.findall(r"fetch\(|XMLHttp|import\(|WebSocket", page.contents["script"][0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_an_address_in_each_language(
    language: str, page: Page, directory: Directory
) -> None:
    """Each pôle, concept and region has an address in each language, and each source a number."""
    expected = {f"{language}/pole/{pole.slug}" for pole in directory.poles}
    expected |= {f"{language}/concept/{concept.slug}" for concept in directory.concepts}
    expected |= {f"{language}/region/{region.slug}" for region in directory.regions}
    expected |= {f"s{number}" for number in range(1, len(directory.sources) + 1)}
    assert set() == expected - page.ids.keys()


def test_every_address_inside_the_page_leads_somewhere(page: Page) -> None:
    """No id appears twice, and no internal link is broken."""
    assert [] == [id_ for id_, count in page.ids.items() if count > 1]
    assert set() == {link[1:] for link in page.links if link.startswith("#")} - page.ids.keys()


def test_every_source_is_linked(page: Page, directory: Directory) -> None:
    """The bibliography links to each source."""
    assert set() == {source.url for source in directory.sources} - set(page.links)


def test_every_text_is_in_both_languages(text: str, directory: Directory) -> None:
    """Every bilingual text is in the page in French and in English."""
    plain = text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    for concept in directory.concepts:
        assert concept.explanation["fr"] in plain
        assert concept.explanation["en"] in plain
    for pole in directory.poles:
        assert pole.record["history"]["text"]["fr"] in plain
        assert pole.record["history"]["text"]["en"] in plain
    note = directory.info["map"]["note"]
    assert note["fr"] in plain and note["en"] in plain
    for attribution in directory.info["attributions"]:
        assert attribution["fr"] in plain and attribution["en"] in plain


def test_the_guide_is_a_section_in_each_language(text: str, directory: Directory) -> None:
    """The guide is a section in each language, with links to the entries on who can help."""
    for language in ("fr", "en"):
        section = text.partition(f'id="{language}/guide">')[2].partition("</section>")[0]
        for line in directory.guide["lines"]:
            assert f'href="#{language}/concept/{line["concepts"][0]}"' in section


def test_every_card_shows_how_to_reach_the_pole(text: str, directory: Directory) -> None:
    """A card shows how to reach a pôle, or that this is unknown and whom to contact instead."""
    for language in LANGUAGES:
        for pole in directory.poles:
            card = article(text, f"{language}/pole/{pole.slug}")
            reach = card[card.index('<div class="reach">') : card.index("<details>")]
            assert 'href="http' in reach or 'href="mailto:' in reach or "/network" in reach


def test_former_contacts_are_marked(text: str, directory: Directory) -> None:
    """A former contact is struck out and marked, without a link."""
    former = [(p, c) for p in directory.poles for c in p.record.get("former_contacts", ())]
    assert former
    for pole, contact in former:
        card = article(text, f"fr/pole/{pole.slug}")
        assert f"<s>{contact['value']}</s>" in card.replace("&#39;", "'")


def test_every_word_of_the_script_is_used() -> None:
    """The script uses every message, by its name or by a kind."""
    code = "".join(path.read_text("utf-8") for path in PAGE_FILES.glob("assets/*.js"))
    used = set(re.findall(r"\"(\w+)\"", code))
    assert set() == ANSWERS.keys() - used - {*KINDS, "found", "ambiguous"}


class Dataset(Directory):
    """The bundled directory with other pôles."""

    def __init__(self, poles: list[Pole]) -> None:
        super().__init__(load().root)
        self.__dict__["poles"] = tuple(poles)


def test_hostile_records_are_only_text(directory: Directory) -> None:
    """A script in a record is shown, not run; an address that is not http(s) is not a link."""
    record = json.loads(json.dumps(directory.pole("laval").record))
    record["name"] = record["names"][0]["name"] = HOSTILE
    record["contacts"]["website"] = {
        "value": "javascript:alert(3)", "confidence": "low", "sources": ["revue-2012-p58"]
    }  # fmt: skip
    record["contacts"]["email"]["value"] = "x@y.org?cc=z@y.org"
    record["territory"][0]["basis"] = {"fr": HOSTILE, "en": HOSTILE}
    others = [pole for pole in directory.poles if pole.slug != "laval"]
    ordinary, hostile = Page(build(directory)), Page(build(Dataset([*others, Pole(record)])))
    assert ordinary.tags["script"] == hostile.tags["script"]
    assert ordinary.tags["img"] == hostile.tags["img"] == 0
    assert ordinary.metas == hostile.metas
    assert [] == [link for link in hostile.links if link.startswith(("javascript", "mailto:x@y"))]
    [data] = hostile.contents["json"]
    assert HOSTILE == json.loads(data)["poles"]["laval"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" https://example.org", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
    ],
)
def test_only_web_addresses_are_linked(address: str, expected: str) -> None:
    """Only http and https addresses are links."""
    assert expected == web(address)


def article(text: str, id_: str) -> str:
    """Return the entry with that id, as HTML."""
    start = text.index(f'id="{id_}"')
    return text[start : text.index("</article>", start)]
