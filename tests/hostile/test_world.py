"""Failures of the environment: no folder, no home, a full disk, a signal, no network."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import pytest

from poles_cli.cli.commands import COMMANDS
from poles_cli.cli.main import _run
from program import EDITION, Output, call, environment

SOURCE = ["--source", "https://example.org"]
# One line for each command; `{tmp}` is the test's own folder.
LINES = {
    "list": "list",
    "show": "show laval",
    "search": "search coopérative",
    "explain": "explain economie-sociale",
    "regions": "regions",
    "locate": "locate Granby",
    "stats": "stats",
    "map": "map",
    "export": "export -f sqlite -o {tmp}/all.sqlite",
    "open": "open -o {tmp}/page.html",
    "sources": "sources revue-2012-p8",
    "set": "set laval city Laval --source https://example.org",
    "unset": "unset laval city",
    "refresh": "refresh --help",  # only this command and `check --links` use it
    "check": "check",
    "about": "about",
    "help": "help",
    "schema": "schema list",
    "completion": "completion bash",
}
# Runs a line for each command, then writes their exit codes to standard error.
EACH = """
from poles_cli.cli.main import main
print(*[main(line.split()) for line in sys.argv[1:]], file=sys.stderr)
"""
# Any use of a socket gives a traceback, which fails the tests.
NO_NETWORK = """
import socket, sys
def refuse(*_, **__): raise SystemError('a socket was asked for')
socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refuse
"""


def run(code: list[str], arguments: list[str], env: dict[str, str], **how: object) -> Output:
    """Run the program in a child process and return its output."""
    done = subprocess.run(
        [sys.executable, *code, *arguments],
        capture_output=True,
        env=environment() | {"POLES_LANG": "en", "BROWSER": "/bin/true"} | env,
        check=False,
        timeout=120,
        **how,  # type: ignore[call-overload]
    )
    out, err = done.stdout, done.stderr
    return Output(done.returncode, out.decode("utf-8", "replace"), err.decode(), out)


def test_every_command_is_tried() -> None:
    """Every command has a line here, even a new one."""
    assert set(COMMANDS) == set(LINES)


def each(code: str, tmp_path: Path, **how: object) -> None:
    """Run a line for each command in a child that first runs `code`; each must answer."""
    lines = [line.format(tmp=tmp_path) for line in LINES.values()]
    # The installed program does not import modules from the current folder, nor does this one.
    done = run(["-P", "-c", code + EACH], lines, {"XDG_DATA_HOME": str(tmp_path)}, **how)
    codes = dict(zip(LINES, done.stderr.splitlines()[-1].split(), strict=True))
    assert 0 == done.status, done.stderr
    assert dict.fromkeys(LINES, "0") == codes, done.stderr


def test_no_network(tmp_path: Path) -> None:
    """Only refresh and check --links open a socket or resolve a name."""
    each(NO_NETWORK, tmp_path)


def test_the_current_folder_is_gone(tmp_path: Path) -> None:
    """Every command works from a deleted folder."""
    gone = tmp_path / "gone"
    gone.mkdir()
    each(f"import os, sys; os.rmdir({str(gone)!r})", tmp_path, cwd=gone)


@pytest.mark.parametrize("home", ["/dev/null", "/proc/1"])
def test_a_home_that_cannot_be_written(home: str) -> None:
    """Without a writable home, reading works and writing is refused in a sentence, with 4."""
    env = {"XDG_DATA_HOME": home, "HOME": home}
    assert 0 == run(["-m", "poles_cli"], ["list"], env).status
    done = run(["-m", "poles_cli"], ["set", "laval", "city", "Laval", *SOURCE], env)
    assert (4, "") == (done.status, done.stdout), done.stderr
    assert "Traceback" not in done.stderr


def small_files() -> None:
    """Limit files to 64 KiB, to simulate a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


@pytest.mark.parametrize("format_", ["json", "csv --what sources", "html", "sqlite", "vcard"])
def test_the_disk_fills_up(tmp_path: Path, format_: str) -> None:
    """A full disk keeps the old file, leaves no partial one, and gives the reason."""
    target = tmp_path / "all"
    target.write_text("before")
    arguments = f"export --force -o {target} -f {format_}".split()
    done = run(["-m", "poles_cli"], arguments, {}, preexec_fn=small_files)
    if format_ == "vcard":  # small enough to fit
        assert 0 == done.status
        return
    assert 4 == done.status, done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) <= 2
    assert "before" == target.read_text()
    assert ["all"] == os.listdir(tmp_path)


@pytest.mark.parametrize("format_", ["json", "html"])
def test_interrupted_at_any_moment(tmp_path: Path, format_: str) -> None:
    """Ctrl-C leaves the whole old or new file, never a part, and exits with 130."""
    target = tmp_path / "all"
    line = f"export -f {format_} --force -o {target} --data {EDITION}".split()
    call(*line)  # imports are not counted
    last = interrupted(line, 0)
    written = target.read_text("utf-8")
    assert last > 10_000 and written
    for step in range(0, last.bit_length(), 5):  # closer to the end, when the file is written
        target.write_text("before")
        interrupted(line, last - (1 << step) + 1)
        assert target.read_text("utf-8") in ("before", written)
        assert ["all"] == os.listdir(tmp_path)


def interrupted(line: list[str], moment: int) -> int:
    """Run a command, with Ctrl-C at a given function call; return the number of calls."""
    calls, inside = 0, False

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls, inside
        if frame.f_code is _run.__code__:
            inside = event == "call"
        calls += inside and event == "call"
        if calls == moment and inside:
            sys.setprofile(None)
            raise KeyboardInterrupt

    sys.setprofile(count)
    try:
        done = call(*line)
    finally:
        sys.setprofile(None)
    assert (130 if 0 < moment <= calls else 0, "") == (done.status, done.stderr)
    return calls


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_the_program(tmp_path: Path, number: signal.Signals) -> None:
    """A signal in the middle of a file keeps the old file, and leaves no partial one."""
    target = tmp_path / "all"
    target.write_text("before")
    process = subprocess.Popen(
        [sys.executable, "-m", "poles_cli", "locate", "-", "-o", str(target), "--force"],
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # ignored under nohup
    )
    assert process.stdin is not None
    process.stdin.write(b"Granby\n" * 1000)
    process.stdin.flush()
    while len(os.listdir(tmp_path)) < 2:  # wait until the file is being written
        time.sleep(0.01)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)

    assert (128 + number, b"") == (process.returncode, err)
    assert "before" == target.read_text()
    assert ["all"] == os.listdir(tmp_path)


def test_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Running out of memory gives a sentence and exit 4, as for a full disk."""

    def greedy(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("poles_cli.cli.commands.about.describe", greedy)
    done = call("about", "--lang", "en")

    assert (4, "", "There is not enough memory for this.\n") == done[:3]


def test_readers_beside_writers(tmp_path: Path) -> None:
    """Readers see the corrections before or after a concurrent change, never in between."""
    env = environment() | {"XDG_DATA_HOME": str(tmp_path), "POLES_LANG": "en"}
    program = [sys.executable, "-m", "poles_cli"]
    slugs = ("laval", "estrie", "cris", "inuit", "montreal", "outaouais")
    writers = [
        subprocess.Popen([*program, "set", slug, "city", "Ville", *SOURCE], env=env)
        for slug in slugs
    ]
    seen: list[int] = []
    while any(writer.poll() is None for writer in writers) or not seen:
        done = run(["-m", "poles_cli"], ["set", "--list", "-f", "jsonl"], env)
        assert 0 == done.status, done.stderr
        seen.append(done.stdout.count("\n"))
    assert [0] * len(slugs) == [writer.wait() for writer in writers]
    assert seen == sorted(seen)
    last = run(["-m", "poles_cli"], ["set", "--list", "-f", "jsonl"], env)
    assert len(slugs) == last.stdout.count("\n")
