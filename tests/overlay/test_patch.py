"""A correction as a diff: `git apply` takes it, the dataset stays valid, comments stay in place."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from poles_cli import load
from poles_cli.corrections.patch import patch
from poles_cli.rules.check import check_directory
from poles_cli.rules.problem import Problem
from program import EDITION

ROOT = load().root
SLUGS = [pole.slug for pole in load().poles]
FIELDS = {
    "website": "https://nouveau.example.org",
    "phone": "450 555-0100",
    "city": "Laval",
    "legal_form": "OBNL",
    "founded": "2013",
    "register_number": "1163148605",
    "postal_code": "H7A 1A1",
    "email": "info@nouveau.example.org",
}

Say = Callable[..., Any]


def fact(value: Any, *sources: str, **more: Any) -> dict[str, Any]:
    """Return a fact of an overlay."""
    if value == "OBNL":
        value = {"fr": value, "en": value}
    found = {"value": value, "confidence": "high", "sources": list(sources), "set_on": "2026-11-24"}
    return found | more


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    """What `check` tells of the bundled dataset."""
    return check_directory(ROOT)


def applied(diff: str, root: Path, tmp_path: Path) -> Path:
    """Apply a diff with Git to a copy of a dataset, and return the copy."""
    copy = tmp_path / "clone"
    if not copy.exists():
        shutil.copytree(root, copy / "data")
        subprocess.run(["git", "init", "-q", "."], cwd=copy, check=True)
    for check in (["--check"], []):
        done = subprocess.run(
            ["git", "apply", "--whitespace=error", *check, "-"],
            input=diff.encode(), cwd=copy, capture_output=True,
        )  # fmt: skip
        assert 0 == done.returncode, done.stderr.decode() + diff
    return copy / "data"


def test_every_pole(tmp_path: Path, problems: list[Problem]) -> None:
    """A patch of any pôle applies, says the fact, and leaves the dataset as valid as it was."""
    data = ROOT
    for index, slug in enumerate(SLUGS):
        field, value = list(FIELDS.items())[index % len(FIELDS)]
        said = fact(value, "https://nouveau.example.org/a-propos", as_of="2026-11")
        data = applied(patch(load(data), {slug: {field: said}}), data, tmp_path)
        record = load(data).pole(slug).record
        found = record["contacts"][field] if field in record.get("contacts", {}) else record[field]
        found = found[0] if field == "founded" else found
        assert (said["value"], "2026-11") == (found["value"], found["as_of"])
        assert ["nouveau-example-org-2026-11"] == found["sources"]
    source = load(data).source("nouveau-example-org-2026-11")
    assert "https://nouveau.example.org/a-propos" == source.url
    assert problems == check_directory(data)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field(tmp_path: Path, field: str) -> None:
    """A patch of any field changes that fact and no other; every comment and other line stays."""
    data = _commented(tmp_path / "before")
    before = (data / "poles" / "laval.toml").read_text("utf-8")
    said = fact(FIELDS[field], "laval-politique-es")
    after = applied(patch(load(data), {"laval": {field: said}}), data, tmp_path)
    text = (after / "poles" / "laval.toml").read_text("utf-8")
    assert before.count("#") == text.count("#")
    lost = set(before.splitlines()) - set(text.splitlines())
    assert all(
        line.startswith(("value", "as_of", "confidence", "sources", "note")) for line in lost
    )
    old, new = tomli.loads(before), tomli.loads(text)
    for table in (old, new):
        table.get("contacts", {}).pop(field, None)
        table.pop(field, None)
    assert old == new
    assert check_directory(data) == check_directory(after)


def _commented(folder: Path) -> Path:
    """Return a copy of the dataset with a comment before, in and after each block of Laval."""
    shutil.copytree(EDITION, folder)
    file = folder / "poles" / "laval.toml"
    lines = ["# first of all\n"]
    for number, line in enumerate(file.read_text("utf-8").splitlines(keepends=True)):
        if line.startswith("["):
            lines += [
                f"# above {number}\n",
                line.rstrip() + f"  # beside {number}\n",
                f"# in {number}\n",
            ]
        elif line.startswith(("value", "as_of", "confidence")):
            lines.append(line.rstrip() + f"  # at the end of {number}\n")
        elif not line.strip():
            lines += [f"# after {number}\n", line]
        else:
            lines.append(line)
    file.write_text("".join(lines), "utf-8")
    return folder


def test_shape(say: Say) -> None:
    """The diff of a fact with a known source touches its block alone."""
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
    ] == [line for line in changes if "note." not in line]
    assert "" == say("set", "--list").stdout


def test_new_source(say: Say, tmp_path: Path) -> None:
    """A new address is added to the bibliography, under its host and date, with the title given."""
    command = (
        "set", "laval", "website", "https://www.eslaval.org", "--source",
        "https://www.eslaval.org/propos", "--source-title", "À propos", "--patch",
    )  # fmt: skip
    said = say(*command)
    assert said.raw == say(*command).raw
    data = applied(said.stdout, ROOT, tmp_path)
    source = load(data).source("eslaval-org-2026-11-24").record
    expected = {
        "id": "eslaval-org-2026-11-24",
        "title": "À propos",
        "publisher": "eslaval.org",
        "url": "https://www.eslaval.org/propos",
        "kind": ["own-page"],
    }
    assert expected == source


def test_ids_that_are_taken(tmp_path: Path, problems: list[Problem]) -> None:
    """Two pages of one site on one day get two ids; one page cited twice gets one."""
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
    """A source that only the replaced fact cited leaves the bibliography."""
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
    """Without a correction, the patch is that of all one's own; there may be none."""
    assert "no correction" in say("set", "--patch").stderr
    for slug in SLUGS[:4]:
        for field in ("website", "founded"):
            say("set", slug, field, FIELDS[field], "--source", "https://nouveau.example.org/x")
    data = applied(say("set", "--patch").stdout, ROOT, tmp_path)
    assert problems == check_directory(data)
    for slug in SLUGS[:4]:
        assert FIELDS["website"] == load(data).pole(slug).contact("website").value  # type: ignore[union-attr]


def test_nothing_to_change(say: Say) -> None:
    """A fact that the dataset states already gives no diff, and says so."""
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


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\n# the end", "\n# the end\n"])
def test_ends_of_files(tmp_path: Path, ending: str) -> None:
    """A file that ends without a line feed, or with many, is changed all the same."""
    root = tmp_path / "before"
    shutil.copytree(EDITION, root)
    for name in ("poles/laval.toml", "sources.toml"):
        file = root / name
        file.write_text(file.read_text("utf-8").rstrip() + ending, "utf-8")
    said = {"city": fact("Laval", "https://zzz.example.org")}
    data = applied_loosely(patch(load(root), {"laval": said}), root, tmp_path)
    assert [] == check_directory(data)
    assert "Laval" == load(data).pole("laval").contact("city").value  # type: ignore[union-attr]


def applied_loosely(diff: str, root: Path, tmp_path: Path) -> Path:
    """Apply a diff that may hold blank lines at the end of a file."""
    copy = tmp_path / "clone"
    shutil.copytree(root, copy / "data")
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=copy, check=True)
    return copy / "data"


CITY = 'value = "A", confidence = "low", sources = ["laval-politique-es"]'
LAYOUTS = {
    "inline": f"contacts = {{ city = {{ {CITY} }} }}\n",
    "dotted": "".join(f"contacts.city.{part}\n" for part in CITY.split(", ")),
    "several lines": None,
    "literal": None,
    "sub-table": None,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(say: Say, tmp_path: Path, layout: str) -> None:
    """A layout that is not the data's own is changed rightly, or refused; never wrongly."""
    root = tmp_path / "before"
    shutil.copytree(EDITION, root)
    file = root / "poles" / "laval.toml"
    text = file.read_text("utf-8")
    start = text.index("[contacts.email]")
    end = text.index("[[activities]]")
    block = text[start:end]
    if (top := LAYOUTS[layout]) is not None:
        text = top + text[:start] + text[end:]
    elif layout == "several lines":
        new = block.replace(
            '"courrier-laval-122762"]', '\n  # why\n  "courrier-laval-122762", # so\n]'
        )
        new = new.replace('"2021/2024"', '"""\\\n   2021/2024"""')
        text = text.replace(block, new)
    elif layout == "literal":
        text = text.replace(block, block.replace('"2021/2024"', "'2021/2024' # a \"#\" in it"))
    else:
        note = '\n[contacts.city.note]\nfr = "a"\nen = "b"\n\n'
        text = text[:start] + "\n".join(
            line for line in text[start:end].splitlines() if not line.startswith("note")
        ) + note + text[end:]  # fmt: skip
    file.write_text(text, "utf-8")
    command = ["set", "laval", "city", "Laval", "--source", "revue-2012-p8", "--patch"]
    if layout in ("several lines", "literal"):
        command[2:4] = ["email", "contact@eslaval.org"]
    refused = layout in ("inline", "dotted", "sub-table")
    said = say(*command, "--data", str(root), status=3 if refused else 0)
    if refused:
        assert "by hand" in said.stderr
        return
    data = applied_loosely(said.stdout, root, tmp_path)
    record = load(data).pole("laval").record
    assert "contact@eslaval.org" == record["contacts"]["email"]["value"]
    assert text.count("#") == (data / "poles" / "laval.toml").read_text("utf-8").count("#")
