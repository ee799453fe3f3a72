"""Every option and argument of the program has the right completions."""

import re
from pathlib import Path

import pytest

from poles_cli.cli.commands.completion import SHELLS, script
from poles_cli.cli.completion.answer import candidates
from poles_cli.cli.completion.candidates import FREE, value_of
from poles_cli.cli.grammar import Command, read
from poles_cli.directory.directory import load
from poles_cli.output.context import Context
from poles_cli.output.fields import kind_of
from program import ANY, Program

COMMANDS = {command.name: command for command in read()}
ANSWERING = [name for name in COMMANDS if kind_of(name) and name != "refresh"]  # without sites
# Values that only the user knows, so nothing to offer. A new option completes, or is added here.
FREE_TEXT = {
    "N", "WORDS", "NAME", "CHAR", "VALUE", "URL", "TITLE", "DATE", "YEARS", "TEXT",
}  # fmt: skip


def valued(command: Command) -> list[tuple[str, str]]:
    """Return the name and metavar of each option and argument of a command that takes a value."""
    found = [(option.long, option.metavar) for option in command.options if option.metavar]
    return found + [(argument.metavar, argument.metavar) for argument in command.arguments]


def test_every_value_has_completions() -> None:
    """Every value has completions, or is listed here as known only to the user."""
    forgotten = [
        (command.name, name)
        for command in COMMANDS.values()
        for name, metavar in valued(command)
        if value_of(command.name, name, metavar) == FREE
        and metavar.strip("[]….") not in FREE_TEXT
        and not (metavar in ("A,B.C", "FIELD") and kind_of(command.name) is None)
    ]
    assert [] == forgotten


def test_every_requested_vocabulary_has_words() -> None:
    """The program answers every KIND that the scripts ask for."""
    asked = {
        value_of(command.name, name, metavar).asked
        for command in COMMANDS.values()
        for name, metavar in valued(command)
    } - {""}
    for kind in asked:
        word = "gra" if kind == "places" else ""
        assert list(candidates(kind, word, load(), "fr", keep_typed=False)), kind


def minimal(name: str) -> list[str]:
    """Return a command line of a command that gives records."""
    words = {"show": ["laval"], "search": ["café"], "locate": ["Laval"]}
    return [name, *words.get(name, [])]


@pytest.mark.parametrize("name", ANSWERING)
def test_the_formats_offered_are_those_that_the_command_writes(name: str) -> None:
    """The formats offered are exactly those that the command's error message lists."""
    offered = [word for word, _ in value_of(name, "--format", "FORMAT").words]
    message = Program(*minimal(name), "--format", "html").run(status=2, stderr=ANY).stderr
    listed = re.search(r"Valeurs possibles\s?: (.*)\.\n", message)
    assert listed
    assert offered == listed[1].split(", ")


@pytest.mark.parametrize("name", ANSWERING)
def test_the_fields_offered_are_those_that_the_command_takes(name: str) -> None:
    """The command accepts all the offered fields at once."""
    kind = f"fields:{kind_of(name)}"
    found = [word for word, _ in candidates(kind, "", load(), "fr", keep_typed=False)]
    Program(*minimal(name), "--fields", ",".join(found), "-f", "json").run(stdout=ANY, stderr=ANY)


def test_an_option_takes_a_value_in_all_commands_or_none() -> None:
    """An option takes a value in every command or in none, as the script for fish requires."""
    names = [(n, bool(o.metavar)) for c in COMMANDS.values() for o in c.options for n in o.names]
    assert len(dict(names)) == len(set(names))


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_script_is_the_same_each_time(shell: str, language: str) -> None:
    """A script is the same each time, with every command and option, in each language."""
    run = Program("completion", shell).lang(language)
    text = run.run(stdout=ANY).stdout
    assert text == script(shell, Context("en" if language == "en" else "fr", {}))
    for command in COMMANDS.values():
        assert command.name in text
        for option in command.options:
            for name in option.names:
                spelled = name.lstrip("-") if shell == "fish" else name
                assert re.search(rf"(?<![\w]){re.escape(spelled)}(?!\w)", text), (command, name)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_folder_of_a_script_is_created(language: str, tmp_path: Path) -> None:
    """`-o` creates the missing folder of a script; the help names the folders of zsh."""
    target = tmp_path / "fish" / "completions" / "poles.fish"
    Program("completion", "fish", "-o", str(target)).run()
    assert target.read_text().startswith("# Completion of poles for fish")
    Program("completion", "fish", "-o", str(target)).run(status=4, stderr=ANY)
    Program("completion", "fish", "-o", f"{target}/x/y").run(status=4, stderr=ANY)
    Program("completion", "fish", "--json", "-o", f"{tmp_path}/x/y").run(status=2, stderr=ANY)
    assert ["fish"] == [path.name for path in tmp_path.iterdir()]
    Program("completion", "-h").lang(language).run(stdout=re.compile(r"fpath\+=\(~/.zfunc\)"))


def test_a_script_is_written_whole_or_not_at_all() -> None:
    """A script is written whole or not at all, and a format is refused."""
    Program("completion", "bash", "--json").run(status=2, stderr=ANY)
    Program("completion", "tcsh").lang("en").run(
        status=2,
        stderr="There is no completion for “tcsh”. Known: bash, zsh, fish.\n"
        "Type: poles completion bash\n",
    )
