"""Suggestions and errors for an unknown word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poles_cli import load
from poles_cli.base.errors import USAGE, N_
from poles_cli.base.suggest import LISTED, closest, suggest, unknown
from program import call

COMMANDS = ["list", "show", "search", "explain", "export", "exit-codes"]
WORD = st.text("abcd", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lsit", ["list"]),
        ("Serach", ["search"]),
        ("exp", ["export", "explain"]),
        ("exit", ["exit-codes"]),
        ("show me", ["show"]),
        ("foo", []),
        ("ex", []),
        ("", []),
        ("shw" * 1000, []),
    ],
)
def test_the_closest_words_are_offered(word: str, expected: list[str]) -> None:
    """Suggestions cover typos, beginnings, parts of a name and longer names, and nothing else."""
    assert expected == suggest(word, COMMANDS)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Four Hundred", []),
        ("QQQ", []),
        ("Toronto", []),
        ("Rimosky", ["Rimouski"]),
        ("Salaberry Valleyfeld", ["Salaberry-de-Valleyfield"]),
        ("Ste-Agathe mont", ["Sainte-Agathe"]),
    ],
)
def test_dissimilar_places_are_not_suggested(typed: str, offered: list[str]) -> None:
    """No place is suggested if its name is too different."""
    assert offered == load().territory.closest(typed)[:1]


def test_long_words_are_found_in_any_name_that_has_them_all() -> None:
    """If no whole name is close, names with all the long words are, with one typo each."""
    names = {"economie sociale": "one", "economie plurielle": "two"}
    assert ["one"] == closest("social econmie", names.items())


@given(WORD, WORD)
def test_edits_are_counted_as_the_textbook_does(word: str, name: str) -> None:
    """A name is suggested if at most one letter in three differs, by the textbook algorithm."""
    held = len(word) >= 3 and (name.startswith(word) or f" {word} " in f" {name} ")
    near = edits(word, name) <= len(word) // 3
    assert (held or near) == bool(closest(word, [(name, name)]))


def edits(one: str, other: str) -> int:
    """Return the number of letters to change, add, drop or swap, by dynamic programming."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            change = table[i - 1, j - 1] + (one[i - 1] != other[j - 1])
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, change)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


def test_a_refusal_offers_the_closest_and_lists_the_vocabulary() -> None:
    """An error has one line with suggestions and the vocabulary, then the command to type."""
    sentence, hint = N_("There is no kind “{word}”."), N_("Type: poles list --kind {first}")
    error = unknown(sentence, "cre", ["cree", "inuit"], hint)
    assert USAGE == error.kind
    assert [
        "There is no kind “cre”. Closest: cree. Known: cree, inuit.",
        "Type: poles list --kind cree",
    ] == error.render(str)
    far = unknown(sentence, "foo", ["cree", "inuit"], hint)
    assert "There is no kind “foo”. Known: cree, inuit." == far.render(str)[0]


def test_a_refusal_is_of_bounded_length() -> None:
    """An error cuts a long word and a long vocabulary."""
    error = unknown(N_("No: {word}."), "x" * 10_000, [str(n) for n in range(10_000)], N_("-"))
    assert len(str(error)) < 500
    assert f"{LISTED - 1}, …." in str(error)


def test_a_field_unlike_any_other_gets_the_list_alone() -> None:
    """A field unlike any other gets only the list of fields."""
    said = call("list", "--fields", "foo", env={"POLES_LANG": "en"}).stderr
    assert said.startswith("There is no field “foo” here. Known: slug, name, kind, ")
    assert said.endswith("\nType: poles list --fields slug\n")


@pytest.mark.parametrize("command", ["locate Granby", "show laval", "show", "explain"])
def test_thousands_of_unknown_names_get_a_few_suggestions(command: str) -> None:
    """Only the first unknown names get suggestions; the others are counted or left out."""
    done = call(*command.split(), *(f"zzz{number}" for number in range(1000)))
    assert 1 == done.status
    assert done.stderr.count("\n") <= 41


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("https://a.ca/$(id)", "'https://a.ca/$(id)'"),
        ("https://a.ca/?q=1&b=2", "'https://a.ca/?q=1&b=2'"),
        ("l'étoile", "'l'\\''étoile'"),
        ("chaudiere-appalaches", "chaudiere-appalaches"),
        ("website.as_of", "website.as_of"),
    ],
)
def test_a_word_to_type_is_quoted_for_a_shell(word: str, typed: str) -> None:
    """The command of a hint has a word with a meaning for a shell in quotes."""
    error = unknown(
        N_("No source has the id “{word}”."),
        "x",
        (),
        N_("Type: poles sources {first}"),
        close=[word],
    )
    assert str(error).endswith(f"Type: poles sources {typed}")
