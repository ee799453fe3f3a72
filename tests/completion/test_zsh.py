"""Completion in a real zsh, by Tab on a terminal, the only way to test it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from poles_cli.cli import completion
from poles_cli.cli.completion import zsh as writer
from shells import SAMPLE, Terminal, script, world

START = """
PS1='> '
autoload -Uz compinit && compinit -u -D
bindkey -e
unsetopt zle_bracketed_paste prompt_sp
# Say aloud what is on the line after a Tab, and empty it.
say-line() {{ print -r -- $'\\n'"[$BUFFER]"; BUFFER=""; }}
zle -N say-line
bindkey '^O' say-line
source {script}
print ready
"""


def zsh(home: Path, env: dict[str, str], script: Path) -> Terminal:
    """Return an interactive zsh that has read `script`, as from a .zshrc."""
    Path(home, ".zshrc").write_text(START.format(script=script))
    shell = Terminal(["zsh", "-i"], env | {"ZDOTDIR": str(home)})
    shell.type("", until="ready")
    shell.type("", until="> ")
    return shell


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One zsh for all tests; each starts from an empty line."""
    home = tmp_path_factory.mktemp("zsh")
    env = world(home)
    shell = zsh(home, env, script("zsh", env))
    yield shell
    shell.close()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("poles expl", "poles explain "),
        ("poles show lav", "poles show laval "),
        ("poles show laval mau", "poles show laval mauricie "),
        ("poles explain Économie-soc", "poles explain economie-sociale "),
        ("poles explain Écono", "poles explain economie-"),
        ("poles list --sta", "poles list --status="),
        ("poles list --status=f", "poles list --status=former "),
        ("poles list --region saguenay", "poles list --region saguenay-lac-saint-jean"),
        ("poles list -r 06", "poles list -r 06"),
        ("poles list --region=estrie,Montré", "poles list --region=estrie,montreal"),
        (
            "poles list --fields city,postal_code.c",
            "poles list --fields city,postal_code.confidence",
        ),
        ("poles list --format geoj", "poles list --format geojson "),
        ("poles --lang en sho", "poles --lang en show "),
        ("poles -f csv sho", "poles -f csv show "),
        ("poles search list --in reg", "poles search list --in region "),
        ("poles stats --measure j", "poles stats --measure jobs "),
        ("poles locate st-telesp", "poles locate saint-telesphore "),
        ("poles set laval webs", "poles set laval website "),
        ("poles help exit", "poles help exit-codes "),
        ("poles completion f", "poles completion fish "),
        ("poles show -- lav", "poles show -- laval "),
        ("poles show nothing-like-it", "poles show nothing-like-it"),
    ],
)  # fmt: skip
def test_a_line_completes(line: str, expected: str, terminal: Terminal) -> None:
    """Commands, options, vocabularies and names complete in their places."""
    shown = terminal.type(f"{line}\t\x0f", until="]\r\n")
    assert expected == shown.rpartition("[")[2].partition("]")[0]


def test_a_choice_is_shown_with_descriptions(terminal: Terminal) -> None:
    """Choices show descriptions in the user's language, for the script and for names."""
    terminal.type("poles explain economie-so\t\t", until="-- économie solidaire")
    terminal.type("\x0f", until="]\r\n")
    terminal.type("poles show --he\t\t", until="Afficher ce message et terminer.")
    terminal.type("\x0f", until="]\r\n")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_script_parses(language: str, tmp_path: Path) -> None:
    """The whole script parses, even parts that no completion reached; so does its template."""
    made = script("zsh", world(tmp_path, language))
    for path in (made, Path(completion.__file__).with_name("script.zsh")):
        done = subprocess.run(["zsh", "-n", path], capture_output=True, text=True)
        assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_signs_in_help_are_unchanged(tmp_path: Path) -> None:
    """Brackets, quotes, colons, dollars and backslashes in help texts are unchanged."""
    path = tmp_path / "script.zsh"
    path.write_text(writer.script(SAMPLE, lambda text: text, "Commands"))
    shell = zsh(tmp_path, world(tmp_path), path)
    shell.type("poles odd --o\t\t", until=SAMPLE[1].options[0].text)
    shell.close()
