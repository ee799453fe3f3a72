"""Help and welcome are on stdout, with exit 0, all in the user's language."""

from __future__ import annotations

import re
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from poles_cli import __version__, load
from poles_cli.cli.commands import COMMANDS
from program import Program, call

# English words that never appear in French help, and French ones never in English help.
ENGLISH = re.compile(
    r"\b(the|and|of|with|when|show|write|default|required|this|name in|between|given)\b",
    re.I,
)
FRENCH = re.compile(
    r"\b(le|les|des|une|avec|quand|afficher|écrire|utilisation|sortie|défaut|requis|tapez)\b", re.I
)
# Text that is the same in both languages: commands, options, names and identifiers.
VERBATIM = re.compile(
    r"--?[a-z][\w-]*(?:[ =][A-Z|a-z,.-]+)?|poles [^·\n]*|https?://\S+|`[^`]*`|^ *[a-z]+ {2,}", re.M
)


def prose(text: str) -> str:
    """Return the prose of a help text, without what users type."""
    return VERBATIM.sub(" ", text)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(command: str) -> None:
    """-h, --help and `poles help` print the same text, with usage first and then examples."""
    for language, usage in (("fr", "Utilisation"), ("en", "Usage")):
        env = {"POLES_LANG": language}
        done = call(command, "--help", env=env)

        assert (0, "") == (done.status, done.stderr)
        assert done.stdout.startswith(usage)
        assert f"poles {command}" in done.stdout
        assert done == call(command, "-h", env=env) == call("help", command, env=env)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
def test_help_is_in_one_language(command: str) -> None:
    """French help has no English, and English help no French."""
    words = [command] if command else []
    french = prose(call(*words, "--help", "--lang", "fr").stdout)
    english = prose(call(*words, "--help", "--lang", "en").stdout)

    assert [] == ENGLISH.findall(french)
    assert [] == FRENCH.findall(english)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
def test_french_help_is_set_in_french(command: str) -> None:
    """French help has no-break spaces before colons, guillemets, and no curly English quotes."""
    text = call(*([command] if command else []), "--help", "--lang", "fr").stdout

    assert not re.search(r"[a-zé] :[ \n]", text), "an ordinary space before a colon"
    assert not re.search(r"[a-zéà]: ", prose(text))
    assert "“" not in text


def test_every_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example in help works as typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "clients.csv").write_text("Ville\nLaval\n")
    shutil.copytree(load().root, "data")
    overlay = Path("corrections.toml")
    tried = 0
    for command in sorted(COMMANDS, key="unset".__eq__):  # the correction to remove must exist
        module = import_module(f"poles_cli.cli.commands.{command}")
        for example in module.EXAMPLES:
            if command == "refresh" or "--links" in example:
                continue  # they need sites: see tests/refresh
            words = shlex.split(example.removesuffix(" < names.txt").partition(" | ")[0])[1:]
            words = [word.replace("~", str(tmp_path)) for word in words]
            for word in words:
                if "/" in word and word.startswith(str(tmp_path)):
                    Path(word).parent.mkdir(parents=True, exist_ok=True)
            done = call(*words, env={"POLES_OVERLAY": str(overlay)}, stdin=b"Laval\n")
            assert 0 == done.status, (example, done.stderr)
            tried += 1
    assert tried > 40


@pytest.mark.parametrize("words", [(), ("--lang", "en")])
def test_poles_alone_prints_the_welcome(words: tuple[str, ...]) -> None:
    """The welcome has at most 20 lines, `locate` first, with every command once in three groups."""
    done = call(*words)
    examples = re.findall(r"^  poles (.+?)  ", done.stdout, re.M)

    assert (0, "") == (done.status, done.stderr)
    assert done.stdout.count("\n") <= 20
    assert ["locate", "explain", "help"] == [line.split()[0] for line in examples]
    for line in examples[1:]:  # the first names the user's own town
        assert 0 == call(*line.split()).status
    groups = done.stdout.split("\n\n")[2]
    assert sorted(COMMANDS) == sorted(re.findall(r"  ([a-z]+)(?=  |$)", groups, re.M))


def test_welcome_fits_a_terminal() -> None:
    """No line is longer than 100 columns, in either language."""
    for language in ("fr", "en"):
        assert max(map(len, call("--lang", language).stdout.splitlines())) <= 100


def test_version() -> None:
    """--version prints one line, the same in both languages, also in a separate process."""
    Program("--version").process().run(stdout=f"poles {__version__}\n")
    Program("--version", "--lang", "en").run(stdout=f"poles {__version__}\n")


def test_help_follows_the_width() -> None:
    """Only examples are wider than the terminal, down to 60 columns."""
    for width in (60, 80):
        for command in COMMANDS:
            program = Program(command, "--help").env(COLUMNS=str(width)).lang("fr")
            if command in ("list", "locate", "set"):
                done = program.run(stdout=re.compile("Utilisation"))
                lines = [s for s in done.stdout.splitlines() if not s.startswith("  poles ")]
                assert max(map(len, lines)) <= width


def test_help_on_a_terminal_is_the_same_text() -> None:
    """Help on a terminal is the same text as in a pipe, without colour or boxes."""
    expected = Program("list", "--help").env(COLUMNS="80").run(stdout=re.compile("list"))

    Program("list", "--help").terminal(80).run(stdout=expected.stdout)


@pytest.mark.parametrize(("language", "heading"), [("fr", "Exemples\u00a0:"), ("en", "Examples:")])
@pytest.mark.parametrize("command", COMMANDS)
def test_one_example_per_line(command: str, language: str, heading: str) -> None:
    """Each example is on one line, however narrow the terminal, so that it can be copied."""
    examples = import_module(f"poles_cli.cli.commands.{command}").EXAMPLES
    text = call(command, "--help", env={"POLES_LANG": language, "COLUMNS": "60"}).stdout

    assert "\n".join([heading, *(f"  {example}" for example in examples), ""]) in text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("list --help", "Au plus N résultats.  [0 ou plus]"),
        ("list --help --lang en", "At most N results.  [0 or more]"),
        ("check --help --lang en", "[from 0 to 9999]"),
    ],
)
def test_a_number_has_its_bounds_in_words(line: str, expected: str) -> None:
    """Help gives the bounds of a number in words, not as the framework writes them."""
    text = call(*line.split()).stdout

    assert expected in text
    assert not re.search(r"\bx[<>]=|<=x", text)
