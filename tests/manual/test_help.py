"""`poles help`: the program, commands and topics, which agree with the program."""

import re
import shlex

import pytest

from poles_cli.base.errors import EXIT_CODES, INTERRUPTED
from poles_cli.base.i18n import LANGUAGES, Language
from poles_cli.cli import topics
from poles_cli.cli.commands import COMMANDS
from poles_cli.output.formats import FORMATS
from program import ANY, SOURCE, Program

NO_BREAK = "\u00a0"
TEXTS = [(name, language) for name in topics.TOPICS for language in LANGUAGES]


def text(name: str, language: Language) -> str:
    """Return the file of a topic."""
    path = SOURCE / "poles_cli" / "cli" / "topics" / language / f"{name}.txt"
    return path.read_text(encoding="utf-8")


def terms(name: str) -> list[str]:
    """Return the terms that a topic explains, in order; they are the same in both languages."""
    lists = [
        [term for part in topics.read(name, language).parts if isinstance(part, topics.Terms)
         for term, _ in part.items]
        for language in LANGUAGES
    ]  # fmt: skip
    if name != "language":  # here, the last one is the name of French
        assert lists[0] == lists[1]
    return lists[1]


def test_help_is_the_help_of_the_program() -> None:
    """`poles help` prints the same text as --help, in both languages."""
    for language in LANGUAGES:
        expected = Program("--help").lang(language).run(stdout=ANY).stdout
        Program("help").lang(language).run(stdout=expected)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_its_own(name: str) -> None:
    """`poles help COMMAND` prints the same text as COMMAND --help."""
    expected = Program(name, "--help").run(stdout=ANY).stdout
    Program("help", name).run(stdout=expected)


@pytest.mark.parametrize(("name", "language"), TEXTS)
def test_a_topic_is_wrapped_to_the_width(name: str, language: Language) -> None:
    """A topic is wrapped to the width, except its examples."""
    run = Program("help", name).lang(language)
    examples = [
        line
        for part in topics.read(name, language).parts
        if isinstance(part, topics.Example)
        for line in part.lines
    ]
    for width in (60, 80, 140):
        shown = run.env(COLUMNS=str(width)).run(stdout=ANY).stdout.splitlines()
        assert topics.read(name, language).title == shown[0]
        assert [f"    {line}" for line in examples] == [s for s in shown if s[4:] in examples]
        assert [] == [s for s in shown if len(s) > min(width, 100) and s[4:] not in examples]
    assert 20 <= len(run.env(COLUMNS="80").run(stdout=ANY).stdout.splitlines()) <= 60


@pytest.mark.parametrize(("name", "language"), TEXTS)
def test_a_topic_is_well_written(name: str, language: Language) -> None:
    """French has its no-break spaces, no topic has a curly apostrophe or a line too long."""
    written = text(name, language)
    assert [] == [line for line in written.splitlines() if len(line) > 102]
    assert not re.search("[’‘]", written)
    if language == "fr":
        prose = re.sub(r"(?m)^    .*$", "", written)
        assert [] == re.findall(rf"(?<![{NO_BREAK}\w]):|\w:(?= |$)", prose)
        assert not re.search(r"\s[;!?]", prose)


def test_a_topic_is_found_by_its_title() -> None:
    """A topic is found by its title in either language, as « codes de sortie »."""
    expected = Program("help", "exit-codes").run(stdout=ANY).stdout
    for words in (["codes", "de", "sortie"], ["Codes-de-sortie"], ["EXIT", "CODES"]):
        Program("help", *words).run(stdout=expected)


def test_an_unknown_topic_is_refused_with_the_closest() -> None:
    """An unknown topic is refused, with the closest one."""
    Program("help", "formatt").lang("en").run(
        status=2,
        stderr="There is no help on “formatt”. Closest: formats.\nType: poles help formats\n",
    )
    Program("help", "xyzzy").lang("en").run(
        status=2, stderr="There is no help on “xyzzy”.\nType: poles help\n"
    )


def test_the_exit_codes_are_those_of_the_program() -> None:
    """The topic lists every exit code of the program, and no others."""
    expected = [0, *EXIT_CODES.values(), INTERRUPTED, 141]
    assert [str(code) for code in expected] == terms("exit-codes")


def test_the_formats_are_those_of_the_program() -> None:
    """The topic lists every format of the program, and no others."""
    assert sorted(FORMATS) == sorted(terms("formats"))


def test_the_variables_are_those_that_the_program_reads() -> None:
    """The topic lists every variable that the program reads; the standard library reads COLUMNS."""
    source = "".join(
        path.read_text(encoding="utf-8") for path in (SOURCE / "poles_cli").rglob("*.py")
    )
    named = set(
        re.findall(r'"((?:POLES|LC|XDG|CLICOLOR|NO|FORCE|SOURCE)_[A-Z_]+|LANG|TERM|PAGER)"', source)
    )
    assert named | {"COLUMNS"} == set(terms("environment"))


@pytest.mark.parametrize(("name", "language"), TEXTS)
def test_every_command_that_a_topic_shows_works(name: str, language: Language) -> None:
    """Every command in a topic works."""
    for part in topics.read(name, language).parts:
        for line in part.lines if isinstance(part, topics.Example) else ():
            found = re.match(r"(?:\w+=\w+ )?poles ((?:'[^']*'|[^|>])*)", line)
            if found:
                arguments = re.sub(r"--output \S+|\|\|.*", "", found[1])
                Program(*shlex.split(arguments)).run(stdout=ANY)
