"""The documents cover everything, and everything they name exists."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from documents import DOCUMENTS, ROOT, Document, blocks, examples, prose
from poles_cli import load
from poles_cli.base.errors import EXIT_CODES, INTERRUPTED
from poles_cli.base.text import fold
from poles_cli.cli import topics
from poles_cli.cli.commands import COMMANDS
from poles_cli.cli.grammar import Command, read
from poles_cli.output.formats import FORMATS

TEXTS = {document.name: document.text for document in DOCUMENTS}
SCRIPTING = TEXTS["docs/scripting.md"]
WITH_LINKS = [*TEXTS, "data/README.md", "tests/edition/README.md"]

# The wording in each language of the counts in documents.
COUNT = re.compile(r"\b(\d[\d, \u00a0]*) (pôles|concepts|régions|regions|municipali\w+|MRC)\b")


@pytest.fixture(params=DOCUMENTS, ids=lambda document: document.name)
def document(request: pytest.FixtureRequest) -> Document:
    """A document."""
    found: Document = request.param
    return found


def rows(text: str) -> dict[str, str]:
    """Return the rows of the tables of a document, by the text of their first column."""
    lines = [line for line in text.split("\n") if line.startswith("| ")]
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines}


@pytest.mark.parametrize("command", read()[1:], ids=lambda command: command.name)
def test_every_command_has_its_row(command: Command) -> None:
    """The scripting guide has the exact columns and own options of each command."""
    pattern = rf"`poles {command.name}\b"
    row = next(row for key, row in rows(SCRIPTING).items() if re.match(pattern, key))
    own = {option.long for option in command.options if not option.shared}
    columns = getattr(import_module(f"poles_cli.cli.commands.{command.name}"), "COLUMNS", ())

    assert own - {"--help"} == set(re.findall(r"`(--[a-z-]+)`", row))
    assert " ".join(columns) in row


def test_every_option_is_described() -> None:
    """Each shared option has a row, with all its spellings."""
    said = "\n".join(key for key in rows(SCRIPTING) if key.startswith("`-"))
    program = read()[0]
    expected = {name for option in program.options for name in option.names}

    assert expected - {"--version"} == set(re.findall(r"`(--?[a-z0-9-]+)`", said))
    assert "`poles --version`" in SCRIPTING


def test_every_variable_is_described() -> None:
    """Each variable that the program reads, or that its help mentions, has a row."""
    found = set(re.findall(r"`([A-Z_]{4,})`", "\n".join(rows(SCRIPTING))))
    read_ = set()
    for path in (ROOT / "src").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        read_ |= set(re.findall(r"env(?:\.get\(|\[)\"([A-Z_]+)\"", source))
    topic = topics.read("environment", "en")
    for part in topic.parts:
        if isinstance(part, topics.Terms):
            read_ |= {term for term, _ in part.items}

    assert read_ - {"HOME"} - found == set()


def test_every_exit_code_is_described() -> None:
    """The guide to exit codes has every code, like the program's own topic."""
    said = {key for key in rows(TEXTS["docs/exit-codes.md"]) if key.isdecimal()}
    codes = {0, *EXIT_CODES.values(), INTERRUPTED, 141}

    assert {str(code) for code in codes} == said


def test_every_format_and_topic_is_described() -> None:
    """The guide to formats has a row for each format; the scripting guide names each topic."""
    assert set(FORMATS) <= {key.strip("`") for key in rows(TEXTS["docs/formats.md"])}
    assert [name for name in topics.TOPICS if f"`{name}`" not in SCRIPTING] == []


def test_every_guide_is_linked() -> None:
    """Both readmes link to the users' guides, and every other document has a link."""
    for guide in TEXTS:
        name = guide.removeprefix("docs/")
        if name in ("scripting.md", "data.md", "formats.md", "exit-codes.md", "performance.md"):
            assert f"({guide}" in TEXTS["README.md"]
            assert f"({guide}" in TEXTS["LISEZMOI.md"]
        elif name != guide:
            others = [text for other, text in TEXTS.items() if other != guide]
            assert any(f"({guide}" in text or f"({name}" in text for text in others)


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_both_readmes_read_the_manual_the_same_way(name: str) -> None:
    """Both readmes read the manual with the command that works after any kind of install."""
    assert {"poles help --man | man -l -"} == set(re.findall(r"`([^`]*\bman [^`]*)`", TEXTS[name]))


def test_named_commands_exist(document: Document) -> None:
    """Every command named in a document's prose exists."""
    assert set(re.findall(r"`poles ([a-z]+)\b", prose(document.text))) <= set(COMMANDS)


@pytest.mark.parametrize("name", WITH_LINKS)
def test_links_lead_somewhere(name: str) -> None:
    """Each relative link and picture leads to a file of the repository, and to its heading."""
    text = prose((ROOT / name).read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    for link in links:
        path, _, anchor = link.partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def anchors(text: str) -> set[str]:
    """Return the anchors of a document's headings."""
    titles = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def test_make_targets_exist(document: Document) -> None:
    """Each `make` command of a document exists; the readmes have the first two."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    tasks = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)(?:[A-Z_]+=\S+ )?make ([a-z]+)", document.text, re.MULTILINE))

    assert named <= tasks
    if document.terminal:
        assert {"run", "test"} <= named


def test_counts_are_true(document: Document) -> None:
    """Counts of pôles, concepts, regions and places agree with the data."""
    directory = load()
    expected = directory.info["expected"]
    counts = {
        "poles": {str(expected["poles"]), str(expected["editions"]["2012"])},
        "concepts": {str(expected["concepts"])},
        "regions": {str(expected["regions"])},
        "mrc": {str(expected["mrcs"])},
        "municipalities": {str(expected["municipalities"])},
    }
    # Counts of earlier versions do not change.
    text = document.text.partition("\n## 1.0.0\n")[0]
    for number, noun in COUNT.findall(prose(text)):
        key = fold(noun).replace("municipalites", "municipalities")
        assert re.sub(r"\D", "", number) in counts[key], f"{number} {noun}"


def test_counts_of_the_changelog_are_true() -> None:
    """The changelog has the right counts of place names and postal prefixes."""
    territory = load().territory
    aliases, prefixes = len(list(territory.aliases.rows())), len(list(territory.prefixes.rows()))

    assert f"{aliases} other names" in TEXTS["CHANGELOG.md"]
    assert f"{prefixes} postal prefixes" in TEXTS["CHANGELOG.md"]


def test_quoted_data_is_that_of_the_file(document: Document) -> None:
    """A TOML block that begins with the name of a file is a quote from that file."""
    for block in blocks(document.text, "toml"):
        name, _, quoted = block.text.removeprefix("# ").partition("\n")
        assert quoted in (ROOT / name).read_text(encoding="utf-8")


def test_names_in_contributing_exist() -> None:
    """Each file in CONTRIBUTING exists, and defines the functions of the same paragraph."""
    text = prose(TEXTS["CONTRIBUTING.md"])
    for paragraph in re.split(r"\n\n|\n(?=\d\. |- )", text):
        files = re.findall(r"`([\w.-]+/[\w./-]*|\w+\.py)`", paragraph)
        files = [name for name in files if "NAME" not in name]
        for name in files:
            assert (ROOT / name).exists(), name
        code = [ROOT / name for name in files if name.endswith(".py")]
        sources = "".join(path.read_text(encoding="utf-8") for path in code)
        for function in re.findall(r"`(?:\w+\.)?(\w+)\(\)`", paragraph):
            assert re.search(rf"\bdef {function}\(", sources), function
        for owner in re.findall(r"`([A-Z]\w+)(?:\.\w+(?:\(\))?)?`", paragraph):
            assert re.search(rf"\b(class {owner}|{owner}(: .+)? =)", sources), owner


def test_examples_show_each_command() -> None:
    """Together, the documents run every command except those that leave the terminal."""
    run = {
        word
        for document in DOCUMENTS
        for block in blocks(document.text, "console")
        for example in examples(block.text)
        for word in re.findall(r"\bpoles (?:--lang fr )?([a-z]+)", example.command)
    }

    assert set(COMMANDS) - {"open"} <= run
