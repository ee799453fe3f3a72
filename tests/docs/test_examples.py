"""Every example of every document runs, and gives the printed output."""

from __future__ import annotations

import csv
import doctest
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from documents import DOCUMENTS, ROOT, Document, answer_to, blocks, examples, reader
from program import UPDATE

# rdflib warns about its own deprecated code.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
JOIN = (ROOT / "tests/export/join.sql").read_text(encoding="utf-8")


class Place(NamedTuple):
    """The place of a reader: a copy of a checkout's files, and an environment."""

    folder: Path
    env: Mapping[str, str]


@pytest.fixture(params=DOCUMENTS, ids=lambda document: document.name)
def document(request: pytest.FixtureRequest) -> Document:
    """A document."""
    found: Document = request.param
    return found


@pytest.fixture
def place(document: Document, tmp_path: Path) -> Place:
    """An empty home, and a folder with the data in the same place as a checkout."""
    folder = tmp_path / "poles"
    for name in ("data", "tests/edition"):
        if f"{name}/" in document.text or f" {name}" in document.text:
            shutil.copytree(ROOT / name, folder / name)
    folder.mkdir(exist_ok=True)
    return Place(folder, reader(tmp_path / "home", document.language))


def test_examples_give_the_printed_output(
    document: Document, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands, SQL and Python give the printed output, run in order, in one folder."""
    monkeypatch.chdir(place.folder)
    names: dict[str, object] = {}
    text = document.text
    answer: list[tuple[object, ...]] = []
    with duckdb.connect() as connection:
        for block in blocks(text):
            if block.language == "console":
                now = _console(block.text, document, place)
                if UPDATE:
                    text = text.replace(f"```console\n{block.text}```", f"```console\n{now}```")
                    (ROOT / document.name).write_text(text, encoding="utf-8", newline="\n")
                else:
                    assert block.text == now
            elif block.language == "sql":
                answer = connection.execute(block.text).fetchall()
            elif block.language == "csv":
                assert block.text == _as_csv(answer)
            elif block.language == "python":
                _python(block.text, document.name, names)


def _console(text: str, document: Document, place: Place) -> str:
    """Return the block with the program's actual answers where they differ."""
    found = []
    for example in examples(text):
        said = answer_to(example.command, place.env, place.folder, terminal=document.terminal)
        found.append(example if example.agrees(said) else example.updated(said))
    return "".join(example.text for example in found)


def _as_csv(rows: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _python(text: str, name: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(text, names, name, name, 0)
    failures: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    assert test.examples, "a block of Python without >>>"
    runner.run(test, out=failures.append, clear_globs=False)
    names.update(test.globs)
    assert failures == []


def test_the_quoted_join_is_the_tested_one() -> None:
    """The scripting guide quotes tests/export/join.sql, which is tested against `locate`."""
    guide = next(found for found in DOCUMENTS if found.name == "docs/scripting.md")

    assert JOIN in [block.text for block in blocks(guide.text, "sql")]


def test_every_document_is_run() -> None:
    """The required guides exist, and both readmes have examples."""
    by_name = {document.name: document for document in DOCUMENTS}

    for name in ("scripting", "python", "data", "formats", "exit-codes", "performance"):
        assert f"docs/{name}.md" in by_name
    for name in ("README.md", "LISEZMOI.md"):
        commands = [
            example
            for block in blocks(by_name[name].text, "console")
            for example in examples(block.text)
        ]
        assert len(commands) >= 5
        assert by_name[name].text.count("\n") <= 150
