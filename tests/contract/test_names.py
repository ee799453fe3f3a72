"""Names as people type them: one, several, of several words, and unknown names."""

from __future__ import annotations

import pytest

from program import Program, call


def slugs(*arguments: str) -> list[str]:
    """Return the slugs that a command found."""
    return call(*arguments, "--fields", "slug").stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("show capitale nationale", "capitale-nationale"),
        ("show Capitale Nationale", "capitale-nationale"),
        ("show pôle inuit", "inuit"),
        ("show laval mauricie", "laval mauricie"),
        ("show mauricie laval", "mauricie laval"),
        ("show laval laval PRESL", "laval"),
        ("show TRÉSCA tresca", "chaudiere-appalaches"),
        ("show essor 02", "saguenay-lac-saint-jean"),
        ("show rees-estrie", "estrie"),
        ("show cercle-economie-sociale-autochtone", "cercle-economie-sociale-autochtone"),
        ("explain économie sociale", "economie-sociale"),
        ("explain Economie Sociale", "economie-sociale"),
        ("explain social economy", "economie-sociale"),
        ("explain rentabilité sociale", "rentabilite-sociale"),
        ("explain ristourne mutuelle", "ristourne mutuelle"),
        ("explain l’économie sociale", "economie-sociale"),
        ("explain ei", "entreprise-insertion"),
    ],
)
def test_words_are_one_name_first_then_several(line: str, expected: str) -> None:
    """Unquoted words are tried as one name, then each as a name."""
    assert expected.split() == slugs(*line.split())


@pytest.mark.parametrize(
    ("line", "close", "hint"),
    [
        ("show tresco", "chaudiere-appalaches", "show"),
        ("show chaudiere", "chaudiere-appalaches", "show"),
        ("show lavall", "laval", "show"),
        ("show lanaudière-est", "lanaudiere", "show"),
        ("explain coopratve", "cooperative", "explain"),
        ("explain économie sociales", "economie-sociale", "explain"),
        ("explain économie", "economie-sociale", "explain economie-sociale"),
        ("explain écnomie", "economie-sociale", "explain economie-sociale"),
        ("sources revue-2012", "revue-2012-p8", "sources revue-2012-p8"),
        ("show Granby", "", "locate granby"),
        ("search granby", "", "locate granby"),
        ("locate Tresca", "", "show chaudiere-appalaches"),
        ("sources revue-2012-p88", "revue-2012-p8", "sources"),
        ("locate rimouskki", "rimouski", "locate"),
    ],
)
def test_an_unknown_name_gets_the_closest_and_the_next_command(
    line: str, close: str, hint: str
) -> None:
    """An unknown name gets the closest one, and the proposed command works, in both languages."""
    for language, lead in (("fr", "Tapez : "), ("en", "Type: ")):
        done = call(*line.split(), "--lang", language)
        said = done.stderr.replace("\u00a0", " ")
        command = said.splitlines()[-1].removeprefix(lead)

        assert 1 == done.status
        assert close in said
        assert command.startswith(f"poles {hint}")
        assert 0 == call(*command.split()[1:]).status


@pytest.mark.parametrize(
    "line", ["show laval nobody", "explain ristourne zzz", "sources x revue-2012-p8"]
)
def test_one_unknown_name_refuses_all(line: str) -> None:
    """One unknown name refuses them all: it is named, and nothing is shown."""
    done = call(*line.split(), "--json")

    assert (1, "") == (done.status, done.stdout)


@pytest.mark.parametrize(
    ("typed", "close"), [("lsit", "list"), ("serach", "search"), ("explian", "explain")]
)
def test_an_unknown_command_gets_the_closest(typed: str, close: str) -> None:
    """An unknown command exits with 2, the closest command and its help."""
    done = call(typed, "--lang", "en")

    assert 2 == done.status
    assert f"Closest: {close}" in done.stderr
    assert done.stderr.endswith(f"Type: poles {close} --help\n")


def test_a_slug_of_a_pole_given_as_a_command_is_refused() -> None:
    """A slug is not a command: `poles laval` is an error with a suggestion."""
    done = call("laval")

    assert (2, "") == (done.status, done.stdout)


@pytest.mark.parametrize(
    "word", ["\x1b[31mred", "a\nb", "\u202egnp", "x" * 5000, "{zzzz}", "%zzzz"]
)
@pytest.mark.parametrize("command", ["show", "explain", "search", "locate", "sources", "list -r"])
def test_errors_cannot_control_the_terminal(command: str, word: str) -> None:
    """An error quotes what was typed on one line, without terminal controls."""
    done = call(*command.split(), word)

    assert done.status in (1, 2)
    assert not set(done.stderr) & {"\x1b", "\u202e"}
    assert done.stderr.count("\n") <= 2


def test_a_name_that_is_not_utf8_is_refused() -> None:
    """A name that is not UTF-8 is refused as an unknown name."""
    import subprocess
    import sys

    from program import environment

    done = subprocess.run(
        [sys.executable, "-m", "poles_cli", "show", b"caf\xe9"],
        capture_output=True,
        env=environment(),
    )

    assert (1, b"") == (done.returncode, done.stdout)
    assert b"Traceback" not in done.stderr


def test_a_double_dash_ends_options() -> None:
    """Anything after -- is a name, even if it looks like an option."""
    Program("show", "--", "laval", "--fields").lang("en").run(
        status=1, stderr=call("show", "--", "laval", "--fields", env={"POLES_LANG": "en"}).stderr
    )
    assert "laval" in call("show", "--", "laval").stdout
