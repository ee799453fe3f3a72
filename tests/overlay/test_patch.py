"""A correction as a diff, which `git apply` accepts, leaves the rest of the dataset unchanged."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli

from overlay.patching import Say, applied, fact
from poles_cli import load
from poles_cli.corrections.patch import patch
from poles_cli.rules.check import check_directory
from poles_cli.rules.problem import Problem
from poles_cli.rules.registry import settable

ROOT = load().root
SLUGS = [pole.slug for pole in load().poles]
VALUES = {
    "text": "Laval",
    "bilingual": "OBNL",
    "date": "2013",
    "url": "https://nouveau.example.org",
    "email": "info@nouveau.example.org",
    "phone": "450 555-0100",
    "postal-code": "H7A 1A1",
    "register_number": "1163148605",
}
# A value for each fact that can be set, by its name or its type.
FIELDS = {
    name: VALUES.get(name) or VALUES[field.fields["value"].type]
    for name, field in settable().items()
}
PAGE = "https://nouveau.example.org/a-propos"


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    """The problems of the dataset before any patch."""
    return check_directory(ROOT)


def stated(record: Mapping[str, Any], field: str) -> Any:
    """Return the fact of a pôle's record, the first if there are several."""
    found = record["contacts"][field] if field in record.get("contacts", {}) else record[field]
    return found[0] if field == "founded" else found


def test_every_field_of_every_pole(tmp_path: Path, problems: list[Problem]) -> None:
    """One patch of every field of every pôle applies, and keeps the dataset as valid as before."""
    facts = {field: fact(value, PAGE, as_of="2026-11") for field, value in FIELDS.items()}
    data = applied(patch(load(), dict.fromkeys(SLUGS, facts)), ROOT, tmp_path)
    after = load(data)
    assert PAGE == after.source("nouveau-example-org-2026-11").url
    for slug in SLUGS:
        record = after.pole(slug).record
        for field, wanted in facts.items():
            now = {**wanted, "sources": ["nouveau-example-org-2026-11"]}
            del now["set_on"]
            assert now == stated(record, field)
    # Different founding dates, and one city for all, which the test facts themselves make doubtful.
    new = [found for found in check_directory(data) if found not in problems]
    assert [] == new


@pytest.mark.parametrize("index", range(len(FIELDS)))
def test_one_field(tmp_path: Path, index: int) -> None:
    """A patch of one fact changes its block and no other line, comments around it included."""
    slug, field = SLUGS[index], list(FIELDS)[index]
    data = _commented(tmp_path / "before", slug)
    file = Path("poles", f"{slug}.toml")
    before = (data / file).read_text("utf-8")
    said = fact(FIELDS[field], load().sources[0].id)
    diff = patch(load(data), {slug: {field: said}})
    text = (applied(diff, data, tmp_path) / file).read_text("utf-8")
    del said["set_on"]
    assert said == stated(tomli.loads(text), field)
    blocks = re.findall(rf"^\[+(?:contacts\.)?{field}\]+\n((?:[^#\n].*\n)*)", before, re.MULTILINE)
    changes = diff.partition("--- a/data/sources.toml")[0].splitlines()[2:]
    removed = {line[1:] for line in changes if line.startswith("-")}
    assert removed <= set("".join(blocks).splitlines())


def _commented(folder: Path, slug: str) -> Path:
    """Return a copy of the dataset with a comment above and below each block of a pôle."""
    shutil.copytree(ROOT, folder)
    file = folder / "poles" / f"{slug}.toml"
    lines = ["# first of all\n"]
    for number, line in enumerate(file.read_text("utf-8").splitlines(keepends=True)):
        if line.startswith("["):
            lines += [f"# above {number}\n", line]
        elif not line.strip():
            lines += [f"# below {number}\n", line]
        else:
            lines.append(line)
    file.write_text("".join(lines), "utf-8")
    return folder


NOTED = ("note", "method", 'audience = "public"')


def test_shape(say: Say) -> None:
    """The diff of a fact with a known source changes only its block."""
    said = say(
        "set", "laval", "email", "contact@eslaval.org", "--source", "courrier-laval-122762",
        "--confidence", "high", "--as-of", "2026", "--patch",
    ).stdout  # fmt: skip
    changes = [line for line in said.splitlines() if line[:1] in "+-"]
    assert [
        "--- a/data/poles/laval.toml",
        "+++ b/data/poles/laval.toml",
        '-value = "info@eslaval.org"',
        '-as_of = "2021/2024"',
        '-confidence = "medium"',
        '+value = "contact@eslaval.org"',
        '+as_of = "2026"',
        '+confidence = "high"',
    ] == [line for line in changes if line[1:].split(".")[0] not in NOTED]
    assert "" == say("set", "--list").stdout


def test_new_source(say: Say, tmp_path: Path) -> None:
    """A new address is added to the bibliography, under its host and date, with the title given."""
    command = (
        "set", "laval", "website", "https://www.laval.example.org", "--source",
        "https://www.laval.example.org/propos", "--source-title", "À propos", "--patch",
    )  # fmt: skip
    said = say(*command)
    assert said.raw == say(*command).raw
    # A hunk is counted from the header of the table, as Git does.
    assert "\n \n+[laval-example-org-2026-11-24]\n" in said.stdout
    data = applied(said.stdout, ROOT, tmp_path)
    source = load(data).source("laval-example-org-2026-11-24").record
    expected = {
        "id": "laval-example-org-2026-11-24",
        "title": "À propos",
        "publisher": "laval.example.org",
        "url": "https://www.laval.example.org/propos",
        "kind": ["own-page"],
    }
    assert expected == source


def test_pages_of_one_site_get_different_ids(tmp_path: Path, problems: list[Problem]) -> None:
    """Two pages of one site on the same day get two ids; a page cited twice gets one."""
    pages = ["https://a.example.org/1", "https://a.example.org/2"]
    corrections = {
        "laval": {"city": fact("Laval", *pages), "phone": fact("450 555-0100", pages[1])},
        "estrie": {"phone": fact("819 555-0100", pages[0])},
    }
    data = applied(patch(load(), corrections), ROOT, tmp_path)
    ids = [source.id for source in load(data).sources if source.url in pages]
    assert ["a-example-org-2026-11-24", "a-example-org-2026-11-24-2"] == ids
    assert problems == check_directory(data)


def test_uncited_source(tmp_path: Path, problems: list[Problem]) -> None:
    """A source that only the replaced fact cited is removed from the bibliography."""
    only = [
        (pole.slug, name)
        for pole in load().poles
        for name, contact in pole.record.get("contacts", {}).items()
        for source in contact["sources"]
        if _citations(source) == 1
    ]
    assert only
    slug, field = only[0]
    value = load().pole(slug).contact(field).value  # type: ignore[union-attr]
    said = fact(value, "revue-2012-p8")
    data = applied(patch(load(), {slug: {field: said}}), ROOT, tmp_path)
    assert len(load().sources) > len(load(data).sources)
    assert problems == check_directory(data)


def _citations(source: str) -> int:
    return sum(file.read_text("utf-8").count(f'"{source}"') for file in ROOT.rglob("*.toml"))


def test_all_corrections(say: Say, tmp_path: Path, problems: list[Problem]) -> None:
    """Without arguments, the patch has all the user's corrections, if any."""
    assert "no correction" in say("set", "--patch").stderr
    for slug in SLUGS[:4]:
        for field in ("website", "founded"):
            say("set", slug, field, FIELDS[field], "--source", "https://nouveau.example.org/x")
    data = applied(say("set", "--patch").stdout, ROOT, tmp_path)
    assert problems == check_directory(data)
    for slug in SLUGS[:4]:
        assert FIELDS["website"] == load(data).pole(slug).contact("website").value  # type: ignore[union-attr]


def test_nothing_to_change(say: Say) -> None:
    """A fact that is already in the dataset gives no diff, and a message."""
    pole = load().pole("mauricie").record["contacts"]["postal_code"]
    said = say(
        "set", "mauricie", "postal_code", pole["value"], "--source", pole["sources"][0], "--as-of",
        pole["as_of"], "--confidence", pole["confidence"], "--patch",
    )  # fmt: skip
    assert ("", True) == (said.stdout, "Nothing to change" in said.stderr)


def test_file_of_a_patch(say: Say, tmp_path: Path) -> None:
    """-o writes the diff to a file, which is not replaced."""
    file = tmp_path / "x.patch"
    command = ("set", "laval", "city", "Laval", "--source", "revue-2012-p8", "--patch", "-o", file)
    say(*map(str, command))
    assert file.read_text("utf-8").startswith("--- a/data/poles/laval.toml\n")
    say(*map(str, command), status=4)
