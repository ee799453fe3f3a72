"""`poles locate -` writes one line for each input line, whatever the input."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from io import BytesIO

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from poles_cli import load
from poles_cli.base.errors import PolesError
from poles_cli.directory.places.encodings import encoding_of
from poles_cli.directory.places.stream import CACHED, LONGEST_LINE, Tally, locate_lines, tag_lines
from poles_cli.records.projection import without_nulls
from program import ANY, Program, call, environment

TERRITORY = load().territory
READ, LOCATE = TERRITORY.read, TERRITORY.locate
NONE = "\tnone" + "\t" * 6
COMMAND = [sys.executable, "-m", "poles_cli", "locate", "-"]


def tagged(content: bytes) -> list[str]:
    """Return the output lines for a stream of `content`."""
    text = b"".join(tag_lines(BytesIO(content), READ, Tally())).decode()
    assert text.endswith("\n") or not text
    return text.split("\n")[:-1]


def test_one_line_out_for_each_line_in() -> None:
    """Order and blank lines are kept, misses are counted on stderr, and the exit code is 0."""
    Program("locate", "-").lang("en").stdin("Rimouski\n\nnowhere\nGranby").run(
        stdout="Rimouski\tfound\tRimouski\tmunicipality\t10043\tRimouski-Neigette"
        f"\tBas-Saint-Laurent\tbas-saint-laurent\n{NONE}\nnowhere{NONE}\n"
        "Granby\tfound\tGranby\tmunicipality\t47017\tLa Haute-Yamaska\tEstrie"
        "\testrie|monteregie-est\n",
        stderr="Lines that name no place: 2 of 4.\n",
    )


def test_strict_exits_with_1_after_a_miss() -> None:
    """--strict exits with 1 if a line gives nothing, else with 0."""
    Program("locate", "-", "--strict").stdin("x\n").run(status=1, stdout=ANY, stderr=ANY)
    Program("locate", "-", "--strict").stdin("Granby\n").run(stdout=ANY)


def test_an_empty_stream_gives_an_empty_output() -> None:
    """An empty stream gives an empty output."""
    Program("locate", "-").stdin("").run()


@pytest.mark.parametrize(
    "content",
    [
        "Belœil\r\nMontréal\r\n".encode(),
        "\ufeffBelœil\nMontréal".encode(),
        "Belœil\nMontréal\n".encode("cp1252"),
        "Belœil\n".encode() + "Montréal\n".encode("cp1252"),
    ],
)
def test_any_usual_encoding_is_read(content: bytes) -> None:
    """A stream may be UTF-8 with or without a mark, cp1252 or a mix, with Windows line ends."""
    assert [("Belœil", "found"), ("Montréal", "found")] == [
        tuple(line.split("\t")[:2]) for line in tagged(content)
    ]


def test_undecodable_bytes_give_one_line_each() -> None:
    """NUL, tabs, escapes and undecodable bytes give one line each, and later lines work."""
    lines = tagged(b"a\0b\n\t\x1b[31m\n\xff\x81\xfe\nGranby\n")

    assert ["a b", "  [31m", "ÿ\ufffdþ", "Granby"] == [line.split("\t")[0] for line in lines]
    unseen = tagged("Granby\u3164x\n\u2764\ufe0f\nLaval\u2800\n".encode())
    assert ["Granby x", "\u2764 ", "Laval "] == [line.split("\t")[0] for line in unseen]
    assert lines[3].endswith("estrie|monteregie-est")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))))
@example([b"\xe9t\xe9", b"\x00"])
def test_any_bytes_give_as_many_lines(lines: list[bytes]) -> None:
    """Any bytes give as many lines as they have, each with eight columns."""
    content = b"".join(line + b"\n" for line in lines)
    assume(is_utf8(content))
    out = tagged(content)

    assert len(lines) == len(out)
    assert all(7 == line.count("\t") for line in out)


def is_utf8(content: bytes) -> bool:
    """Return True if these bytes are read as UTF-8, False for a single-byte encoding."""
    try:
        return encoding_of(content) == "utf-8"
    except PolesError:
        return False


def test_a_line_of_ten_megabytes_is_copied() -> None:
    """A line too long to be a name is copied whole, as a miss, and later lines are answered."""
    long = b"x" * (10 * LONGEST_LINE)
    tally = Tally()
    out = b"".join(tag_lines(BytesIO(b"Granby\n" + long + b"\nGranby\n" + long), READ, tally))
    lines = out.decode().split("\n")

    assert 5 == len(lines)
    assert lines[0] == lines[2]
    assert long.decode() + NONE == lines[1] == lines[3]
    assert (4, 2) == (tally.lines, tally.misses)


def test_the_cache_is_bounded() -> None:
    """More distinct lines than the cache holds still get one answer each."""
    count = CACHED + 10
    content = b"".join(b"x%d\n" % number for number in range(count)) * 2

    assert 2 * count == len(tagged(content))


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "toml"])
def test_other_formats_give_the_same_answers(format_: str) -> None:
    """JSON, JSONL, CSV and TOML give the same answers as arguments, in order."""
    names = ["Granby", "", "J0E", "nowhere", "Granby"]
    found = call("locate", "-", "-f", format_, stdin="\n".join(names) + "\n")

    assert 0 == found.status
    if format_ == "csv":
        assert 6 == found.stdout.count("\r\n")
        return
    if format_ == "toml":
        answers = tomllib.loads(found.stdout)["places"]
        assert [without_nulls(LOCATE(name)) for name in names] == answers
        return
    records = json.loads(found.stdout if format_ == "json" else f"[{','.join(found.stdout.split(chr(10))[:-1])}]")  # fmt: skip  # noqa: E501
    assert [without_nulls(LOCATE(name)) for name in names] == records


def test_the_fast_code_writes_the_same_lines() -> None:
    """The fast code for TSV writes the same lines as the records."""
    names = "Granby\nst-damase\n\nJ0E\nx y\tz\n"

    assert call("locate", "-", stdin=names).stdout == (
        call(
            "locate", "-", "--fields", "query,status,place,kind,code,mrc,region,poles", stdin=names
        ).stdout
    )


def test_records_are_counted() -> None:
    """A stream of records has the same counts as a stream of lines."""
    tally = Tally()
    list(locate_lines(BytesIO(b"Granby\nx\n"), READ, tally))

    assert (2, 1) == (tally.lines, tally.misses)


def test_header_scope_and_file(tmp_path: os.PathLike[str]) -> None:
    """--header, --kind, --region and -o also work with a stream."""
    path = os.path.join(tmp_path, "out.tsv")
    arguments = ("locate", "-", "--header", "--region", "16", "-o", path)
    found = call(*arguments, stdin="Saint-Damase\nGranby\n")

    assert (0, "") == (found.status, found.stdout)
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    assert "query\tstatus\tplace\tkind\tcode\tmrc\tregion\tpoles" == lines[0]
    assert ["54017", ""] == [line.split("\t")[4] for line in lines[1:3]]


def test_each_line_is_answered_as_it_comes() -> None:
    """Each line is answered at once, before the stream is closed."""
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"Granby\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Granby\tfound")
        process.stdin.close()
        assert 0 == process.wait()


def test_an_interruption_is_130() -> None:
    """Ctrl-C stops a stream with exit code 130 and no traceback."""
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None and process.stderr is not None
        process.stdin.write(b"Granby\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert 130 == process.wait()
        assert b"Traceback" not in process.stderr.read()


def test_a_closed_pipe_is_silent() -> None:
    """`poles locate - | head -1` prints nothing on stderr."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        COMMAND,
        input=b"Granby\n" * 100_000,
        stdout=writer,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    os.close(writer)

    assert b"" == done.stderr
    assert done.returncode in (-signal.SIGPIPE, 141)


def test_a_terminal_shows_a_table() -> None:
    """On a terminal, the answers are a table."""
    command = [*COMMAND, "-f", "table"]
    done = subprocess.run(
        command, input=b"Granby\nx\n", capture_output=True, env=environment() | {"COLUMNS": "160"}
    )

    assert 0 == done.returncode
    assert re.search("estrie.*monteregie-est", done.stdout.decode("utf-8", "replace"))


def test_a_long_line_is_not_kept_in_the_other_formats() -> None:
    """In other formats, a long line is cut, as a miss, and later lines are answered."""
    long = b"x" * (3 * LONGEST_LINE)
    tally = Tally()
    found = list(locate_lines(BytesIO(b"Granby\n" + long + b"\nGranby\n" + long), READ, tally))

    assert ["found", "none", "found", "none"] == [
        "none" if answer["status"] == "none" else "found" for answer in found
    ]
    assert LONGEST_LINE == len(found[1]["query"]) == len(found[3]["query"])
    assert 4 == tally.lines
