"""The language changes only text for people, and no byte of machine formats."""

from __future__ import annotations

import pytest

from contract.lines import EXPORTS, RECORDS, TODAY
from program import Program, call

NEUTRAL = ("json", "jsonl", "toml", "tsv", "csv")


@pytest.mark.parametrize("format_", NEUTRAL)
@pytest.mark.parametrize("line", RECORDS)
def test_machine_output_is_the_same_in_every_language(line: str, format_: str) -> None:
    """JSON, JSONL, TOML, TSV and CSV have the same bytes with --lang fr or en."""
    words = (*line.split(), "-f", format_)
    french = call(*words, "--lang", "fr", env=TODAY)
    english = call(*words, "--lang", "en", env=TODAY)

    assert (french.status, french.raw) == (english.status, english.raw)
    assert 0 == french.status


@pytest.mark.parametrize("line", EXPORTS)
def test_an_export_is_the_same_in_every_language(line: str) -> None:
    """Exports also have the same bytes in both languages."""
    words = (*line.split(), "-f", "csv")

    assert call(*words, "--lang", "fr").raw == call(*words, "--lang", "en").raw != b""


@pytest.mark.parametrize("format_", ["geojson", "vcard"])
def test_geojson_and_vcard_have_both_languages(format_: str) -> None:
    """GeoJSON and vCard have both languages, in one file for everyone."""
    french = call("list", "-f", format_, "--lang", "fr")
    english = call("list", "-f", format_, "--lang", "en")

    assert french.raw == english.raw != b""


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "en_CA.UTF-8"},
        {"LC_ALL": "en_US.UTF-8"},
        {"LC_MESSAGES": "en_CA"},
        {"POLES_LANG": "en"},
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "fr_CA.ISO-8859-1", "POLES_LANG": "en"},
    ],
)
def test_the_environment_changes_no_machine_output(env: dict[str, str]) -> None:
    """LANG, LC_ALL, LC_MESSAGES and POLES_LANG do not change JSON, in a separate process."""
    expected = call("show", "laval", "--json").raw

    Program("show", "laval", "--json").env(**env).run(stdout=expected)


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "Type : pôle cri"),
        ({"LANG": "C"}, "Type : pôle cri"),
        ({"LANG": "POSIX"}, "Type : pôle cri"),
        ({"LANG": "de_DE.UTF-8"}, "Type : pôle cri"),
        ({"LANG": "en_CA.UTF-8"}, "Kind: Cree pôle"),
        ({"LANG": "fr_CA.UTF-8", "LC_MESSAGES": "en_CA.UTF-8"}, "Kind: Cree pôle"),
        ({"LC_MESSAGES": "en_CA.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, "Type : pôle cri"),
        ({"LC_ALL": "fr_CA.UTF-8", "POLES_LANG": "en"}, "Kind: Cree pôle"),
    ],
)
def test_text_for_people_follows_the_environment(env: dict[str, str], said: str) -> None:
    """Text for people follows POLES_LANG, then LC_ALL, LC_MESSAGES and LANG, then French."""
    assert said in call("show", "cris", env=env).stdout


def test_the_option_wins_over_the_environment() -> None:
    """--lang wins over the environment, before or after the command."""
    for words in (("--lang", "en", "show", "cris"), ("show", "cris", "--lang=en")):
        assert "Kind: Cree pôle" in call(*words, env={"POLES_LANG": "fr"}).stdout


def test_json_has_both_languages() -> None:
    """In JSON, a text is a pair of languages, and keys are in plain English."""
    import json

    (concept,) = json.loads(call("explain", "ristourne", "--json").stdout)

    assert {"fr": "ristourne", "en": "patronage rebate"} == concept["term"]


@pytest.mark.parametrize("line", RECORDS)
def test_keys_are_english_and_plain(line: str) -> None:
    """No key is translated, and none has capitals or accents."""
    import json
    import re
    from typing import Any

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    found = keys(json.loads(call(*line.split(), "--json", env=TODAY).stdout))

    assert [key for key in found if not re.fullmatch(r"[a-z][a-z0-9_]*", key)] == []


@pytest.mark.parametrize("language", ["de", "FR", ""])
def test_an_unknown_language_is_refused(language: str) -> None:
    """An unknown language is refused, with the list of known ones."""
    done = call("list", "--lang", language)

    assert (2, "") == (done.status, done.stdout)
    assert "fr, en" in done.stderr
