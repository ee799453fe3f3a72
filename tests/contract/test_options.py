"""The options that every command shares: their place, which one wins, what is refused."""

from __future__ import annotations

import json

import pytest

from program import call


@pytest.mark.parametrize(
    "words",
    [
        ("--json",),
        ("-f", "csv"),
        ("--format=jsonl",),
        ("--lang", "en", "-f", "markdown"),
        ("--fields", "slug,city"),
        ("--header",),
        ("-f", "csv", "--no-header"),
        ("-f", "csv", "--bom"),
        ("-f", "csv", "--delimiter", ";"),
        ("--color", "always", "-f", "table"),
        ("--no-overlay",),
    ],
)
def test_an_option_works_before_and_after_the_command(words: tuple[str, ...]) -> None:
    """An option gives the same bytes before and after the command."""
    before, after = call(*words, "list"), call("list", *words)

    assert 0 == before.status
    assert before == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("-f", "csv"), ("--json",)),
        (("--json",), ("-f", "csv")),
        (("--fields", "slug"), ("--fields", "name")),
        (("--header",), ("--no-header",)),
        (("--lang", "fr", "-f", "table"), ("--lang", "en", "-f", "table")),
        (("--color", "always", "-f", "table"), ("--color", "never", "-f", "table")),
    ],
)
def test_options_after_the_command_win(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Options after the command win."""
    assert call("list", *after) == call(*before, "list", *after) != call("list", *before)


def test_fields_pick_and_order() -> None:
    """--fields chooses columns in order, even a single field or a part of one."""
    assert "laval\tLaval\t13\n" == call("list", "-r", "13", "--fields", "slug,city,regions").stdout
    assert "13\tlaval\n" == call("list", "-r", "13", "--fields", "regions , slug").stdout
    assert "2015\n" == call("show", "laval", "--fields", "founded").stdout
    assert "PRESL|CRESL\n" == call("show", "laval", "--fields", "names.acronym").stdout


def test_the_delimiter_separates_csv() -> None:
    """--delimiter separates CSV, quoting only values with it, also for `locate` and its files."""
    fields = ("--fields", "slug,city,regions")
    assert (
        "laval;Laval;13\r\n"
        == call("list", "-r", "13", "-f", "csv", "--no-header", "--delimiter", ";", *fields).stdout
    )
    assert 'laval|Laval|"PRESL|CRESL"\r\n' == call(
        "show", "laval", "-f", "csv", "--no-header", "--delimiter", "|",
        "--fields", "slug,city,names.acronym",
    ).stdout  # fmt: skip
    assert "Laval\tfound\r\n" == call(
        "locate", "Laval", "-f", "csv", "--no-header", "--delimiter", "tab",
        "--fields", "query,status",
    ).stdout  # fmt: skip
    for refused in (("list",), ("list", "-f", "tsv"), ("list", "--json"), ("locate", "Laval")):
        done = call(*refused, "--delimiter", ";")
        assert (2, "") == (done.status, done.stdout)
        assert "--format csv" in done.stderr


def test_fields_keep_the_shape_of_json() -> None:
    """In JSON, --fields keeps the shape of values, under the requested names."""
    (record,) = json.loads(call("list", "-r", "13", "--json", "--fields", "regions,slug").stdout)

    assert ["regions", "slug"] == list(record)
    assert {"regions": ["13"], "slug": "laval"} == record


@pytest.mark.parametrize(
    ("command", "field", "known"),
    [
        ("list", "slgu", "slug"),
        ("show laval", "webiste", "website"),
        ("search laval", "scor", "score"),
        ("explain", "trem", "term"),
        ("regions", "populaton", "population"),
        ("locate Laval", "plase", "place"),
        ("stats", "yaer", "year"),
        ("sources", "titel", "title"),
        ("about", "verison", "version"),
        ("set --list", "filed", "field"),
        ("check --stale 3", "filed", "field"),
        ("map", "latitude", "label_lat"),
    ],
)
def test_an_unknown_field_gets_the_list_of_fields(command: str, field: str, known: str) -> None:
    """An unknown field exits with 2, the list of fields and the next command, in both languages."""
    french = call(*command.split(), "--fields", f"{known},{field}", env={"POLES_LANG": "fr"})
    english = call(*command.split(), "--fields", f"{known},{field}", env={"POLES_LANG": "en"})

    assert (2, "") == (french.status, french.stdout) == (english.status, english.stdout)
    for said, lead, hint in (
        (french, "Valeurs possibles", "Tapez"),
        (english, "Known: ", "Type: poles "),
    ):
        message, command_line = said.stderr.splitlines()
        assert f"{field}" in message
        assert known in message.split(lead)[1]
        assert command_line.startswith(hint)


@pytest.mark.parametrize("value", ["", ",", " , "])
def test_an_empty_list_of_fields_is_refused(value: str) -> None:
    """--fields with an empty value is refused."""
    done = call("list", "--fields", value)

    assert (2, "") == (done.status, done.stdout)


@pytest.mark.parametrize("command", ["list", "show laval", "regions", "about", "stats"])
def test_every_field_of_a_record_is_accepted(command: str) -> None:
    """Every key of a JSON record, and every part of it, is accepted by --fields."""

    def paths(value: object, prefix: str = "") -> set[str]:
        if isinstance(value, list):
            return set().union(*(paths(item, prefix) for item in value))
        if not isinstance(value, dict):
            return set()
        own = {prefix + key for key in value}
        return own.union(*(paths(part, f"{prefix}{key}.") for key, part in value.items()))

    records = json.loads(call(*command.split(), "--json").stdout)
    done = call(*command.split(), "--json", "--fields", ",".join(sorted(paths(records))))

    assert (0, "") == (done.status, done.stderr)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "-f", "xml"), "toml"),
        (("list", "--color", "blue"), "auto"),
        (("list", "--format", "htlm"), "html"),
        (("list", "--lang", "es"), "fr, en"),
    ],
)
def test_an_unknown_choice_gets_the_possible_values(words: tuple[str, ...], said: str) -> None:
    """An unknown format, colour or language exits with 2 and the possible values."""
    done = call(*words)

    assert (2, "") == (done.status, done.stdout)
    assert said in done.stderr


@pytest.mark.parametrize(
    ("command", "format_"),
    [
        ("list", "svg"),
        ("list", "sqlite"),
        ("regions", "vcard"),
        ("explain", "geojson"),
        ("sources", "html"),
        ("about", "vcard"),
    ],
)
def test_a_format_that_a_command_lacks_is_refused(command: str, format_: str) -> None:
    """A format of other commands exits with 2 and the formats of this one."""
    done = call(command, "-f", format_)

    assert (2, "") == (done.status, done.stdout)
    assert "tsv" in done.stderr
