"""The choice of language, colour and form, in order of priority."""

import io

import pytest

from poles_cli.base.i18n import choose_language
from poles_cli.output.context import Context, OutputOptions, speakable


@pytest.mark.parametrize(
    ("argv", "env", "language"),
    [
        ([], {}, "fr"),
        ([], {"LANG": "C"}, "fr"),
        ([], {"LANG": "POSIX"}, "fr"),
        ([], {"LANG": "en_CA.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "fr"),
        ([], {"LANG": "en_CA.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
        ([], {"LC_MESSAGES": "fr_CA", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_US.UTF-8", "POLES_LANG": "fr"}, "fr"),
        ([], {"LC_ALL": "", "LANG": "en"}, "en"),
        (["list", "--lang", "en"], {"POLES_LANG": "fr"}, "en"),
        (["--lang=en", "list"], {}, "en"),
        (["--lang", "en", "list", "--lang", "fr"], {}, "fr"),
        (["show", "--", "--lang=en"], {}, "fr"),
    ],
)
def test_the_option_then_the_environment_choose_the_language(
    argv: list[str], env: dict[str, str], language: str
) -> None:
    """The language is that of --lang, POLES_LANG, LC_ALL, LC_MESSAGES, LANG, or French."""
    assert choose_language(argv, env) == language


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.mark.parametrize(
    ("option", "env", "terminal", "color"),
    [
        (None, {}, True, True),
        (None, {}, False, False),
        (None, {"NO_COLOR": "1"}, True, False),
        (None, {"NO_COLOR": ""}, True, True),
        (None, {"FORCE_COLOR": "1"}, False, True),
        (None, {"FORCE_COLOR": "0"}, True, False),
        (None, {"FORCE_COLOR": "false"}, True, False),
        (None, {"CLICOLOR_FORCE": "1"}, False, True),
        (None, {"CLICOLOR_FORCE": "0"}, True, False),
        (None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        (None, {"TERM": "dumb"}, True, False),
        (None, {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_documented_order(
    option: str | None, env: dict[str, str], terminal: bool, color: bool
) -> None:
    """Colour follows --color, NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, TERM=dumb, the terminal."""
    context = Context(env=env, stdout=Terminal() if terminal else io.StringIO())
    context.options = OutputOptions(color=option)
    assert context.color is color


def test_a_file_is_not_a_terminal() -> None:
    """`-o FILE` gives the output of a pipe, even at a terminal."""
    context = Context(stdout=Terminal())
    assert context.to_terminal
    context.options = OutputOptions(output="list.tsv")
    assert not context.to_terminal


@pytest.mark.parametrize(
    ("columns", "width"),
    [(None, 80), ("", 80), ("132", 132), ("0", 80), ("-5", 80), ("wide", 80), ("9" * 5000, 80)],
)
def test_the_width_is_that_of_the_context(columns: str | None, width: int) -> None:
    """The width is COLUMNS if positive, else the terminal's, else 80 columns."""
    env = {} if columns is None else {"COLUMNS": columns}

    assert width == Context(env=env, stdout=io.StringIO()).width


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "Pôle « œ » –"), ("cp1252", "Pôle « œ » –"), ("latin-1", "Pôle « oe » -"),
     ("ascii", 'Pole " oe " -')],
)  # fmt: skip
def test_text_is_reduced_to_the_streams_letters(encoding: str, shown: str) -> None:
    """Characters that a stream cannot encode become the closest plain letters."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    assert speakable("Pôle « œ » –", stream) == shown
