"""`poles search` as a command and as a function."""

from __future__ import annotations

import json
import re
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poles_cli import Directory, PolesError, load
from poles_cli.directory.search.entries import KINDS
from poles_cli.directory.search.ranking import Query, rank
from program import ANY, Program, call

DIRECTORY = load()


def test_a_pipe_gets_five_columns() -> None:
    """TSV has kind, slug, name, match and score, with nothing on stderr."""
    name = "Table régionale d'économie sociale de Chaudière-Appalaches"

    Program("search", "tresca", "--limit", "1").run(
        stdout=f"pole\tchaudiere-appalaches\t{name}\tTRÉSCA\t980\n"
    )


@pytest.mark.parametrize("format_", ["json", "jsonl", "tsv", "csv", "toml"])
def test_the_language_changes_no_data(format_: str) -> None:
    """Machine formats have the same bytes in French and in English."""
    french = call("search", "coop", "--lang", "fr", "-f", format_)
    english = call("search", "coop", "--lang", "en", "-f", format_)

    assert french.raw == english.raw != b""


def test_a_hit_shows_where_it_matched() -> None:
    """JSON gives each hit's kind, slug, name, field, passage and score."""
    expected = {
        "kind": "example",
        "slug": "chaudiere-appalaches",
        "name": "Horisol",
        "field": "name",
        "match": "Horisol",
        "score": 1100,
    }

    assert [expected] == json.loads(call("search", "horisol", "--in", "example", "--json").stdout)


def test_several_words_need_no_quotes() -> None:
    """Several words without quotes are one query."""
    assert call("search", "économie sociale") == call("search", "économie", "sociale")


def test_a_corrected_typo_is_reported() -> None:
    """A corrected typo is reported on stderr, with only data on stdout."""
    Program("search", "cooperatvie", "--limit", "1").lang("en").run(
        stdout="concept\tcooperative\tcoopérative\tcoopérative\t1100\n",
        stderr="No exact match. Closest word: coopérative.\n",
    )


@pytest.mark.parametrize(("format_", "empty"), [("tsv", ""), ("json", "[]\n"), ("jsonl", "")])
def test_nothing_found_is_status_1(format_: str, empty: str) -> None:
    """Without a match, stdout is as empty as possible, and stderr suggests what to type."""
    Program("search", "kooperatyve", "-f", format_).lang("en").run(
        status=1,
        stdout=empty,
        stderr="Nothing matches “kooperatyve”."
        " Closest words: coopérative, coopératives.\nType: poles search coopérative\n",
    )


def test_a_hopeless_query_leads_to_the_glossary() -> None:
    """If no word is close, the error still gives a command to type."""
    Program("search", "zzzzzz").lang("en").run(
        status=1, stderr="Nothing matches “zzzzzz”.\nType: poles explain\n"
    )


@pytest.mark.parametrize("arguments", [(), ("",), ("???",), ("laval", "--in", "ville")])
def test_usage_errors_are_status_2(arguments: tuple[str, ...]) -> None:
    """An empty query or an unknown kind is refused, with a command to type."""
    Program("search", *arguments).run(status=2, stderr=re.compile("poles search"))


def test_a_terminal_shows_twenty_hits() -> None:
    """A terminal shows the best hits and how to see the rest, or as many as --limit."""
    found = DIRECTORY.search("coopérative")
    more = f"{found.total - 20} more; to see them all, add --limit {found.total}."

    Program("search", "coopérative").lang("en").terminal().run(stdout=re.compile(more))
    done = Program("search", "coopérative", "--limit", "500").lang("en").terminal().run(stdout=ANY)
    assert "--limit" not in done.stdout


@settings(deadline=None)
@given(st.text(), st.sampled_from([None, *KINDS]), st.none() | st.integers(0, 5))
@example("st st ste", None, None)
@example("a" * 10_000, None, None)
@example("x " * 2_000 + "économie", None, 1)
@example("[/b] \x1b[31m \u202e", None, None)
def test_any_query_is_answered_or_refused(words: str, kind: str | None, limit: int | None) -> None:
    """Any text gives hits or a `PolesError`."""
    try:
        found = DIRECTORY.search(words, kind, limit)
    except PolesError as error:
        assert 2 == error.exit_code
    else:
        assert found.total >= len(found.hits)
        assert all(len(hit.match) <= 160 and hit.score > 0 for hit in found.hits)


@settings(deadline=None)
@given(st.data())
def test_any_beginning_of_a_name_finds_it(data: Any) -> None:
    """The first three letters or more of any word of a name, in any case, find the entry."""
    kind = data.draw(st.sampled_from(KINDS))
    entry = data.draw(st.sampled_from(DIRECTORY.search_entries(kind)))
    word = data.draw(st.sampled_from(entry.folded.split("\n")[0].split()))
    end = data.draw(st.integers(min(3, len(word)), len(word)))

    hits = DIRECTORY.search(f"{word[:end].upper()}", kind).hits
    # An acronym spelled like a common word gives only its own entry.
    if not any(hit.field == "alias" and hit.score >= 900 for hit in hits):
        assert entry.slug in {hit.slug for hit in hits}


def test_work_grows_as_the_directory_does() -> None:
    """Ten times the entries take at most ten times the steps, counted by lines."""
    entries = [entry for kind in KINDS for entry in DIRECTORY.search_entries(kind)]
    query = Query({"cooperative"}, [("cooperative",)])

    once = _steps(lambda: rank(entries, query))
    tenfold = _steps(lambda: rank(entries * 10, query))
    assert tenfold <= 10.5 * once


def _steps(function: Any) -> int:
    count = 0

    def tracer(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        function()
    finally:
        sys.settrace(before)
    return count


def test_the_directory_is_prepared_once() -> None:
    """A second search does not read or fold anything again."""
    directory: Directory = load()
    directory.search("laval")

    assert directory.search_entries("pole") is directory.search_entries("pole")
