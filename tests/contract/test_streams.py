"""Colour and encodings follow what each stream supports."""

from __future__ import annotations

import re

import pytest

from contract.lines import RECORDS, TODAY
from program import ANY, Program, call

ESCAPE = re.compile("\x1b")
CARDS = ("list --limit 3", "show cris", "explain ristourne", "locate Laval", "map", "stats -r 13")


@pytest.mark.parametrize(
    ("env", "options", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "0"}, (), False),
        ({"FORCE_COLOR": "false"}, (), False),
        ({"CLICOLOR_FORCE": "0"}, (), False),
        ({"TERM": "dumb"}, (), False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, (), True),
        ({"TERM": "dumb", "CLICOLOR_FORCE": "1"}, (), True),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "auto"), False),
    ],
)
def test_colour_on_a_terminal(
    env: dict[str, str], options: tuple[str, ...], coloured: bool
) -> None:
    """Colour follows --color, NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, TERM=dumb, the terminal."""
    done = Program("show", "cris", *options).terminal().env(**env).run(stdout=ANY)

    assert coloured is bool(ESCAPE.search(done.stdout))


@pytest.mark.parametrize("line", CARDS)
def test_without_colour_there_is_no_escape(line: str) -> None:
    """NO_COLOR removes colour, bold and links, and keeps the same words."""
    plain = Program(*line.split()).terminal().env(NO_COLOR="1").run(stdout=ANY).stdout
    drawn = Program(*line.split()).terminal().run(stdout=ANY).stdout

    assert not ESCAPE.search(plain)
    assert plain == re.sub("\x1b\\[[0-9;]*m|\x1b\\]8;[^\x1b]*\x1b\\\\", "", drawn)


def test_a_link_shows_its_address() -> None:
    """Links (OSC 8) come only with colour; the address is always visible, and no id is random."""
    done = Program("show", "estrie").terminal().run(stdout=ANY)
    links = re.findall("\x1b\\]8;([^;]*);([^\x1b]+)\x1b\\\\", done.stdout)

    assert links
    assert {""} == {parameters for parameters, _ in links}
    assert "\x1b\\https://economiesocialeestrie.ca" in done.stdout


@pytest.mark.parametrize(
    "env", [{"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}, {"TERM": "xterm", "COLUMNS": "20"}]
)
@pytest.mark.parametrize("line", [*RECORDS, "help", ""])
def test_a_pipe_ignores_colour_and_width(line: str, env: dict[str, str]) -> None:
    """Forced colour or a narrow COLUMNS changes no byte of a script's input."""
    if line in ("help", "") and "COLUMNS" in env:
        env = {"COLUMNS": "80"}  # help is for people: it follows their width
    assert call(*line.split(), env=TODAY).raw == call(*line.split(), env=TODAY | env).raw


def test_forced_colour_reaches_a_table_in_a_pipe() -> None:
    """-f table in a pipe is coloured only on request."""
    assert "\x1b" not in call("regions", "-f", "table").stdout
    assert "\x1b" in call("regions", "-f", "table", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" in call("regions", "-f", "table", "--color", "always").stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8:strict"])
@pytest.mark.parametrize(
    "line", ["list", "list -f csv", "list --json", "explain -f toml", "list -f vcard"]
)
def test_machine_formats_are_utf8_whatever_the_stream(line: str, encoding: str) -> None:
    """Machine formats are UTF-8, whatever PYTHONIOENCODING or the locale."""
    Program(*line.split()).env(PYTHONIOENCODING=encoding, LANG="C", PYTHONUTF8="0").run(
        stdout=call(*line.split()).raw
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "line",
    ["show cris", "explain economie-sociale", "about", "", "list --help", "help language"],
)
def test_text_is_reduced_to_the_streams_letters(line: str, encoding: str) -> None:
    """Plain letters replace those that a stream cannot encode, without question marks or errors."""
    program = Program(*line.split()).env(PYTHONIOENCODING=encoding, COLUMNS="80")
    text = program.run(stdout=ANY).raw.decode(encoding)

    assert ("\u00e9" in text) is (encoding == "cp1252")
    for expected in ("$?", "?code=", "?lang=", "?p="):
        text = text.replace(expected, "")
    assert "?" not in text


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_errors_are_reduced_too(encoding: str) -> None:
    """An error uses plain letters if stderr cannot encode others."""
    program = Program("show", "chaudière").env(PYTHONIOENCODING=encoding)
    done = program.run(status=1, stderr=_Bytes())

    assert "" == done.stdout


class _Bytes(bytes):
    """Anything that is not a traceback."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, bytes) and b"Traceback" not in other and other.count(b"\n") == 2

    __hash__ = bytes.__hash__


@pytest.mark.parametrize("line", ["show cris", "map", "stats -r 13", "list --limit 3"])
def test_an_ascii_terminal_gets_ascii_drawings(line: str) -> None:
    """Rules, bullets, bars and dots appear only if the terminal can show them."""
    program = Program(*line.split()).terminal().env(PYTHONIOENCODING="ascii", NO_COLOR="1")

    assert program.run(stdout=ANY).raw.isascii()
