"""Every message is in both languages, including the framework's own."""

import re

import pytest

import messages
from poles_cli.cli.commands import COMMANDS
from program import ANY, Program

NO_BREAK = "\u00a0"
[PATH] = messages.catalogues()
CATALOGUE = {str(m.id): m for m in messages.read_catalogue(PATH) if m.id}
FRENCH = {id_: str(m.string) for id_, m in CATALOGUE.items()}
PLACEHOLDER = re.compile(r"\{\w*\}")
# Words that only French has; « pôle » and « Revue » are proper names.
FRENCH_WORDS = set(
    "le les des du une un et est pour avec dans aux qui que où tapez cette ce sont région".split()
)
# The default texts of Typer and Click, and frequent words of English help.
ENGLISH = re.compile(
    r"(?<![\w-])(Usage|Options?:|Commands|Arguments:|Show|Try|Error|Missing|Invalid|required|default"
    r"|the|and|of|with|is|are|not|no|such|this|exit|file|write|known|type:|there)(?![\w-])"
)


def test_every_message_of_the_source_is_translated() -> None:
    """The catalogue has exactly the messages of the source; `make messages` updates it."""
    assert set(messages.collect()) == set(FRENCH)
    assert [] == [id_ for id_, text in FRENCH.items() if not text]
    assert [] == [id_ for id_, message in CATALOGUE.items() if message.fuzzy]


def test_the_catalogue_is_as_the_tool_writes_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Updating the catalogue changes nothing, so it has no obsolete entries."""
    copy = tmp_path_factory.mktemp("locale") / PATH.name
    copy.write_bytes(PATH.read_bytes())
    assert [] == messages.update(copy)
    assert copy.read_text(encoding="utf-8") == PATH.read_text(encoding="utf-8")


def test_a_translation_is_the_same_message_in_good_french() -> None:
    """A translation has the same placeholders and edges, and the typography of Québec."""
    assert [] == [(id_, fault) for id_, french in FRENCH.items() for fault in faults(id_, french)]


def faults(id_: str, french: str) -> list[str]:
    """Return what is wrong with the translation of one message."""
    rules = {
        "other placeholders": sorted(PLACEHOLDER.findall(id_))
        != sorted(PLACEHOLDER.findall(french)),
        "other spaces around": id_.strip() != id_
        and id_.replace(id_.strip(), "") != french.replace(french.strip(), ""),
        "other end": id_[-1] in ".:…" and id_[-1] != french[-1:],
        "curly quotes": re.search("[“”‘’]", french),
        "« » without no-break spaces": re.search(
            f"«(?!{NO_BREAK}| »)|(?<!{NO_BREAK})(?<!« )»", french
        ),
        "a colon without a no-break space": re.search(rf"(?<![{NO_BREAK}\d]):(?!//)", french),
        "a space before ; ! ?": re.search(r"\s[;!?](?!\s»)", french),
        "two spaces": "  " in french,
        "the English text": len(id_.split()) > 3 and french == id_,
    }
    return [rule for rule, broken in rules.items() if broken]


def test_a_message_id_is_english() -> None:
    """Message ids are in English, except examples typed in French."""
    assert [] == [id_ for id_ in FRENCH if FRENCH_WORDS & set(words_of_prose(id_))]


def words_of_prose(text: str) -> list[str]:
    """Return the words of a text, without the commands in it."""
    return re.findall(r"\w+", re.sub(r"poles( [\w-]+)+", "", text.casefold()))


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_in_french_has_no_english(arguments: list[str]) -> None:
    """French help has no English, even from the framework."""
    help_ = Program(*arguments).run(stdout=ANY).stdout
    assert help_.startswith(f"Utilisation{NO_BREAK}: poles ")
    assert f"Options{NO_BREAK}:" in help_
    assert [] == ENGLISH.findall(help_)


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_in_english_has_no_french(arguments: list[str]) -> None:
    """English help has no French."""
    help_ = Program(*arguments, "--lang", "en").run(stdout=ANY).stdout
    assert help_.startswith("Usage: poles ")
    assert set() == FRENCH_WORDS & set(words_of_prose(help_))


@pytest.mark.parametrize(
    "arguments",
    [
        ["xyz"],
        ["lists"],
        ["list", "--xyz"],
        ["list", "--formt", "csv"],
        ["list", "--limit"],
        ["list", "--limit", "x"],
        ["list", "--limit", "-1"],
        ["list", "--json=x"],
        ["list", "x"],
        ["show"],
        ["--format", "xyz", "list"],
        ["list", "--format", "xyz"],
        ["list", "--lang", "de"],
        ["list", "--color", "red"],
        ["list", "--fields", ","],
        ["list", "--fields", "xyz"],
        ["list", "--region", "xyz"],
    ],
)
def test_a_usage_error_is_shown_in_the_users_language(arguments: list[str]) -> None:
    """A usage error is one sentence and what to type next, all in the user's language."""
    french = Program(*arguments).run(status=2, stderr=re.compile(f"Tapez{NO_BREAK}: poles"))
    assert [] == ENGLISH.findall(french.stderr)
    Program(*arguments).lang("en").run(status=2, stderr=re.compile("Type: poles"))
