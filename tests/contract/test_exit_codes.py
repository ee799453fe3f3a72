"""The exit codes that scripts rely on, with the output of each."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contract.lines import RECORDS, TODAY
from poles_cli.cli.commands import COMMANDS
from program import Program, call, environment

OK = (
    "", "--version", "--help", "-h", "list", "list --limit 0", "show laval", "search laval",
    "explain", "explain ristourne", "regions", "locate Laval", "stats", "map", "sources",
    "export -f json --what regions", "set --list", "check", "about", "help", "help list",
    "completion zsh",
)  # fmt: skip
NOTHING_FOUND = (
    "show nobody", "show laval nobody", "explain zzz", "search zzzzzz", "locate zzzzzz",
    "sources zzz", "unset laval phone", "open cris",
)  # fmt: skip
USAGE = (
    "nope", "--nope", "list --nope", "list --limit", "list --limit x", "list --limit -1",
    "list extra", "list --region nowhere", "list --region ,", "list --kind city",
    "list --status old", "list --edition 2013", "list --sort nope", "list --fields nope",
    "list -f nope", "list --color nope", "list --lang nope", "list --output", "show", "search",
    "search ?", "explain ?", "show ?", "locate", "locate ?!? --kind nope", "locate - Laval",
    "stats --series nope", "stats --measure nope", "stats --year nope", "stats --shares -r laval",
    "map -r nowhere", "export", "export -f nope", "export -f table", "export -f csv",
    "export -f json --what nope", "set laval", "set laval phone", "set laval phone 1 --list",
    "set laval nope 1 --source https://a.ca", "unset", "unset laval", "help nope",
    "completion", "completion tcsh", "help list --json", "check --coverage --stale 3",
    "-f json", "--fields slug", "open --json", "open --fields slug", "open montreal -o x.html",
    "list --region", "check --stale -1", "list --header=3", "list -0 --json", "help -0",
    "open --fields", "locate --csv x --column y -0",
)  # fmt: skip
BAD_DATA = ("list --data /nowhere", "explain --data /nowhere", "check --data /nowhere")
IO = (
    "list -o /", "check /nowhere", "locate --csv /nowhere --column Ville",
    "export -f json -o /nowhere/x.json",
    "help -o /",
)  # fmt: skip
ROWS = [
    *((line, 0) for line in OK),
    *((line, 1) for line in NOTHING_FOUND),
    *((line, 2) for line in USAGE),
    *((line, 3) for line in BAD_DATA),
    *((line, 4) for line in IO),
]


@pytest.mark.parametrize(("line", "status"), ROWS)
def test_exit_code(line: str, status: int, tmp_path: Path) -> None:
    """Each case exits with its documented code, and errors are on stderr in at most two lines."""
    done = call(*line.split(), env={"POLES_OVERLAY": str(tmp_path / "mine.toml")})

    assert status == done.status, done.stderr
    assert done.stderr.count("\n") in ((0,) if status == 0 and line != "check" else (1, 2))
    # A place always has a line, and a check its problems.
    assert status == 0 or "" == done.stdout or line in ("locate zzzzzz", "check --data /nowhere")


@pytest.mark.parametrize("line", [line for line, status in ROWS if status in (1, 2)])
@pytest.mark.parametrize(("language", "lead"), [("fr", "Tapez"), ("en", "Type")])
def test_a_refusal_ends_with_what_to_type(
    line: str, language: str, lead: str, tmp_path: Path
) -> None:
    """An error is one sentence, then the next command, in the user's language."""
    env = {"POLES_LANG": language, "POLES_OVERLAY": str(tmp_path / "mine.toml")}
    sentence, *hints = call(*line.split(), env=env).stderr.splitlines()

    assert sentence[0].isupper() or sentence[0] in "-«“" or sentence.startswith("poles")
    assert sentence.endswith((".", "?"))
    assert len(hints) == 1
    assert hints[0].startswith((lead, "Écrivez" if language == "fr" else "Write")), hints


@pytest.mark.parametrize("line", ["show nobody", "explain zzz", "search zzzzzz", "sources zzz"])
@pytest.mark.parametrize(
    ("format_", "empty"), [("tsv", ""), ("json", "[]\n"), ("jsonl", ""), ("csv", None)]
)
def test_nothing_found_is_as_empty_as_the_format_allows(
    line: str, format_: str, empty: str | None
) -> None:
    """If nothing is found, the exit code is 1, and JSON is still an array if there is an answer."""
    done = call(*line.split(), "-f", format_)

    assert 1 == done.status
    first_line = done.stdout.split("\n")[0] + "\n"
    assert done.stdout in {"", first_line if empty is None else empty}


def test_a_bad_dataset_is_3_and_is_named(tmp_path: Path) -> None:
    """A file that is not TOML exits with 3, its name, and a command for more details."""
    (tmp_path / "dataset.toml").write_text("title = \n")
    done = call("list", "--data", str(tmp_path), env={"POLES_LANG": "en"})

    assert (3, "") == (done.status, done.stdout)
    assert "dataset.toml" in done.stderr
    assert "poles check" in done.stderr


def test_a_bad_overlay_is_3_and_is_named(tmp_path: Path) -> None:
    """An unreadable corrections file stops the commands that use it, except with --no-overlay."""
    overlay = tmp_path / "mine.toml"
    overlay.write_text("= nope")
    env = {"POLES_OVERLAY": str(overlay), "POLES_LANG": "en"}
    done = call("list", env=env)

    assert (3, "") == (done.status, done.stdout)
    assert "mine.toml" in done.stderr
    assert 0 == call("list", "--no-overlay", env=env).status


@pytest.mark.parametrize(
    "command",
    [*RECORDS[:-4], "about", "help", "export -f jsonl", "completion fish", "-h"],
)
def test_a_closed_pipe_is_141_and_silent(command: str) -> None:
    """If the reader closes the pipe, the program exits with 141 and no message."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "poles_cli", *command.split()],
        stdout=write,
        stderr=subprocess.PIPE,
        env=environment() | TODAY,
    )
    os.close(write)

    assert (b"", True) == (done.stderr, done.returncode in (141, -signal.SIGPIPE))


def test_the_shell_sees_141() -> None:
    """In a shell, `poles export | head -1` gives 141 for poles."""
    program = f"'{sys.executable}' -m poles_cli export -f jsonl"
    line = f"{program} | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, env=environment())

    assert (b"141\n", b"") == (done.stdout, done.stderr)


def test_an_interruption_is_130_and_silent(tmp_path: Path) -> None:
    """Ctrl-C while waiting for names exits with 130, without message or partial line."""
    path = tmp_path / "out.tsv"
    with (
        path.open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-m", "poles_cli", "locate", "-"],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process,
    ):
        assert process.stdin is not None
        process.stdin.write(b"Laval\n" * 5_000)
        process.stdin.flush()
        limit = time.monotonic() + 20
        while path.stat().st_size == 0 and time.monotonic() < limit:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)

    assert (130, b"") == (process.returncode, err)
    assert path.read_bytes().endswith(b"\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_an_unknown_option(command: str) -> None:
    """An unknown option exits with 2 and names the option and the command's help."""
    Program(command, "--zzz").lang("en").run(
        status=2, stderr=f"There is no option --zzz.\nType: poles {command} --help\n"
    )


@pytest.mark.parametrize(
    ("typed", "close"),
    [("--formt", "--format"), ("--feilds", "--fields"), ("--regoin", "--region")],
)
def test_an_option_with_a_typo_gets_the_closest(typed: str, close: str) -> None:
    """A misspelt option gets the closest one and the command's help."""
    assert f"Closest: {close}" in call("list", typed, "x", env={"POLES_LANG": "en"}).stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list --limit -1", "--limit takes a whole number, 0 or more.\nType: poles list --help\n"),
        ("check --stale x", "--stale takes a whole number, from 0 to 9999.\n"),
        ("list --region", "The option --region needs a value.\nType: poles list --help\n"),
        ("list --header=3", "The option --header takes no value.\nType: poles list --help\n"),
        ("show", "The argument POLE is missing.\nType: poles show --help\n"),
        ("list --sort nme", "Type: poles list --sort name\n"),
        ("stats --shares --fields titre", "Type: poles stats --shares --fields title\n"),
        ("set --list --fields fild", "Type: poles set --list --fields field\n"),
    ],
)
def test_a_usage_error_shows_what_the_option_takes(line: str, said: str) -> None:
    """A usage error shows what the option takes, and the help or command for more."""
    assert said in call(*line.split(), env={"POLES_LANG": "en"}).stderr


def test_the_frameworks_own_completion_is_off() -> None:
    """The framework's completion variable has no effect."""
    Program("list").process().env(_POLES_COMPLETE="bash_source").run(stdout=call("list").stdout)
