"""Any command line gives a documented exit code, and never a traceback or an escape."""

import os
import webbrowser
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzzing import fuzz, in_proportion
from poles_cli.cli.commands import COMMANDS
from poles_cli.cli.grammar import read
from poles_cli.corrections.refresh.client import Answer, Client, Trouble
from poles_cli.output.formats import sqlite
from poles_cli.output.page import build
from poles_cli.rules import check as check_module
from program import Output, call

CODES = (0, 1, 2, 3, 4)

# Without `/`, so that every written file stays in the test's folder.
JUNK = st.text(
    st.characters(codec=None, exclude_characters="/\0", exclude_categories=["Cn", "Co"]),
    max_size=8,
)
SHORT = [
    "", " ", "-", "--", "---", "=", "--=", "-x", "-fo", "[/b]", "[bold]", "\x1b[31m", "\u202e", "{",
    "{0}", "{word}", "%s", "%(x)s", "$HOME", "*", "\n", "\t", "|", "'", '"', "..", ".", "a.toml",
    "rows.csv", "1", "0", "-1", "9" * 30, "1e9", "٣", "NaN", "é" * 300, "\udcff", "\ud800",
    "javascript:alert(1)", "https://example.org", "2026", "2021/2024", "=1+1", "value", "Ville",
]  # fmt: skip
WORDS = [
    "laval", "tresca", "montreal", "PRESL", "inuit", "cooperative", "economie-sociale", "06", "6",
    "Rimouski", "G5L 1A1", "Saint-Damase", "460", "phone", "city", "website", "founded", "email",
    "json", "jsonl", "csv", "tsv", "toml", "table", "markdown", "geojson", "vcard", "svg", "html",
    "sqlite", "fr", "en", "always", "never", "auto", "poles", "concepts", "regions", "figures",
    "examples", "territory", "sources", "all", "revue-2012-p8", "regional", "active", "former",
    "2012", "slug,name", "contacts.city", "names.name", "bash", "zsh", "fish", "formats", "pole",
    "municipality", "utf-8", "utf-16", ";", "tab", "population", "-population", "high", "sure",
]  # fmt: skip


@cache
def options() -> list[str]:
    """Every option of the program."""
    found = {name for command in read() for option in command.options for name in option.names}
    return sorted(found)


WORD = st.sampled_from(WORDS) | st.sampled_from(SHORT) | JUNK
OPTION = st.sampled_from(options())
PIECE = OPTION | WORD | st.tuples(OPTION, WORD).map("=".join)
ARGUMENTS = st.tuples(
    st.lists(PIECE, max_size=1),
    st.sampled_from([*COMMANDS, "__complete"]).map(lambda name: [name]) | st.just([]),
    st.lists(PIECE, max_size=6),
).map(lambda parts: [word for part in parts for word in part])
STDIN = st.binary(max_size=30) | st.just(b"Ville,x\nLaval,1\n")


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder to write in, without browser or network, and with slow constant results cached."""
    folder = tmp_path_factory.mktemp("argv")
    (folder / "rows.csv").write_text("Ville\nLaval\n", "utf-8")
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    patch.setenv("TMPDIR", str(folder))
    patch.setattr("tempfile.tempdir", str(folder))
    patch.setattr(webbrowser, "open", lambda *_: False)
    patch.setattr(webbrowser, "get", lambda *_: _absent())
    patch.setattr(Client, "_ask", _nowhere)

    # Slow results that never change are computed once.
    patch.setattr(build, "build", cache(build.build))
    patch.setattr(check_module, "check_directory", cache(check_module.check_directory))
    patch.setattr(sqlite, "database", cache(lambda _: b"SQLite"))
    patch.setattr(os, "fsync", lambda _: None)
    yield
    patch.undo()


def _absent() -> None:
    raise webbrowser.Error


async def _nowhere(_: Client, url: str, *__: object) -> Answer:
    raise Trouble("unknown host", url)


def run(arguments: list[str], stdin: bytes = b"") -> Output:
    """Run a command line in an empty environment, with corrections in the test's folder."""
    return call(*arguments, env={"XDG_DATA_HOME": os.getcwd()}, stdin=stdin)


def check(done: Output, arguments: list[str]) -> None:
    """Check a run against the promises for every run."""
    assert done.status in CODES
    assert "Traceback" not in done.stderr
    hidden = set(range(0x20)) - {0x09, 0x0A, 0x0D} | set(range(0x7F, 0xA0))
    assert not hidden & set(map(ord, done.stderr))
    if any(word == "--null" or (word.startswith("-") and "0" in word) for word in arguments):
        hidden.discard(0)
    if "always" not in "".join(arguments):
        assert not hidden & set(map(ord, done.stdout))
    if done.status in (2, 4):  # records report sites that failed
        assert (done.stderr or done.stdout).endswith("\n")


@fuzz(70)
@given(ARGUMENTS, STDIN)
@example(["locate", "\udcff"], b"")
@example(["list", "--output", "\udd00"], b"")
@example(["locate", "\udcff", "--json"], b"")
@example(["locate", "\x9b31m\u202e", "--json"], b"")
def test_any_command_line(arguments: list[str], stdin: bytes) -> None:
    """Any words in any order keep the promises."""
    check(run(arguments, stdin), arguments)


@fuzz(30)
@given(st.sampled_from(list(COMMANDS)), st.lists(WORD, max_size=3), st.data())
def test_likely_command_line(name: str, words: list[str], data: st.DataObject) -> None:
    """A command with its own options, each with some value, keeps the promises."""
    [command] = [command for command in read_once() if command.name == name]
    arguments = [name, *words]
    for option in data.draw(st.lists(st.sampled_from(command.options), max_size=4)):
        arguments.append(data.draw(st.sampled_from(option.names)))
        if option.metavar:
            arguments.append(data.draw(WORD))
    check(run(arguments), arguments)


read_once = cache(read)


@fuzz(12)
@given(
    st.sampled_from([
        "list -r", "show", "search", "explain", "locate", "sources", "set laval city", "help",
        "list --fields", "__complete bash places", "__complete bash fields:poles",
    ]),
    WORD,
    st.sampled_from(["", " ", ",", "\0"]),
)  # fmt: skip
def test_length(line: str, word: str, between: str) -> None:
    """Words four times as long or as many take at most four times as many steps."""

    def act(times: int) -> None:
        words = [word] * times if between == "\0" else [between.join([word] * times)]
        check(run([*line.split(), *words]), words)

    in_proportion(act, 30, apart=60_000)
