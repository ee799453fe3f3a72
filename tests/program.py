"""Whole-program tests, in one line each.

    Program("list", "--region", "montreal").run(stdout=golden("list-montreal.tsv"))
    Program("show", "xyz").lang("en").run(status=1, stderr=re.compile("Closest"))
    Program("list").terminal(width=80).run(stdout=golden("list-80.txt"))

Each run checks the exit code, stdout and stderr, which are 0 or empty by default.
A run takes place in this process, which is fast. `process()` starts a real one, on a real
pseudo-terminal if needed, for signals, devices or the start of the interpreter. An expectation is a
text, bytes, a pattern to search for, a golden file, or ANY.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import ANY as ANY

import poles_cli
from poles_cli.cli.main import main
from poles_cli.output.context import Context

SOURCE = Path(poles_cli.__file__).parent.parent  # the program that this process has imported
GOLDEN = Path(__file__).with_name("golden")
EDITION = Path(__file__).with_name("edition")  # small, so checked in a tenth of the time
_COMMAND = (sys.executable, "-m", "poles_cli")
UPDATE = os.environ.get("POLES_UPDATE_GOLDEN") == "1"


class Output(NamedTuple):
    """The result of a run; `raw` is stdout as bytes."""

    status: int
    stdout: str
    stderr: str
    raw: bytes


class Golden(NamedTuple):
    """A file with the exact bytes that a run writes."""

    path: Path


Expected = str | bytes | re.Pattern[str] | Golden


def golden(name: str) -> Golden:
    """Return the expectation kept in tests/golden; POLES_UPDATE_GOLDEN=1 rewrites it."""
    return Golden(GOLDEN / name)


class Program:
    """A command line and its environment, which has only PATH from the caller's."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._env = environment()
        self._stdin = b""
        self._cwd: Path | None = None
        self._width: int | None = None
        self._process = False

    def lang(self, language: str) -> Program:
        """Set the language; the default is French."""
        return self.env(POLES_LANG=language)

    def env(self, **variables: str | None) -> Program:
        """Set variables; None removes one."""
        for name, value in variables.items():
            self._env.pop(name, None)
            if value is not None:
                self._env[name] = value
        return self

    def stdin(self, content: str | bytes) -> Program:
        """Send `content` to the program."""
        self._stdin = content.encode() if isinstance(content, str) else content
        return self

    def cwd(self, path: Path) -> Program:
        """Run in `path`."""
        self._cwd = path
        return self

    def terminal(self, width: int = 80) -> Program:
        """Run on a terminal with that many columns; stderr is still a pipe."""
        self._width = width
        return self.env(TERM="xterm-256color")

    def process(self) -> Program:
        """Run as a separate process."""
        self._process = True
        return self

    def run(self, *, status: int = 0, stdout: Expected = "", stderr: Expected = "") -> Output:
        """Run, check exit code, stdout and stderr, and return them."""
        if not self._process:
            with contextlib.chdir(self._cwd or "."):
                code, out, err = _run(self._arguments, self._env, self._stdin, self._width)
        elif self._width is None:
            child = subprocess.run(
                [*_COMMAND, *self._arguments],
                input=self._stdin,
                capture_output=True,
                env=self._env,
                cwd=self._cwd,
            )
            code, out, err = child.returncode, child.stdout, child.stderr
        else:
            command = [*_COMMAND, *self._arguments]
            code, out, err = _on_terminal(command, self._env, self._cwd, self._width)
        _check(stderr, err)
        assert status == code, err.decode(errors="replace")
        _check(stdout, out)
        return Output(code, out.decode(errors="replace"), err.decode(errors="replace"), out)


def call(*arguments: str, env: Mapping[str, str] | None = None, stdin: str | bytes = b"") -> Output:
    """Run the program in this process, off a terminal, fast enough for property tests."""
    content = stdin.encode() if isinstance(stdin, str) else stdin
    status, out, err = _run(arguments, {} if env is None else env, content, None)
    return Output(status, out.decode(), err.decode(), out)


def both(arguments: Sequence[str], env: Mapping[str, str], width: int | None) -> tuple[int, str]:
    """Run the program in this process; return its exit code, and both streams as one."""
    status, out, _ = _run(arguments, env, b"", width, together=True)
    return status, out.decode()


def _run(
    arguments: Sequence[str],
    env: Mapping[str, str],
    stdin: bytes,
    width: int | None,
    *,
    together: bool = False,
) -> tuple[int, bytes, bytes]:
    """Run the program in this process, on a terminal if there is a width."""
    encoding, _, errors = env.get("PYTHONIOENCODING", "utf-8").partition(":")
    out = io.BytesIO()
    err = out if together else io.BytesIO()
    screen = _Screen(out, encoding, errors or None, newline="", line_buffering=width is not None)
    screen.width = width
    stderr = io.TextIOWrapper(err, encoding, "backslashreplace", newline="", write_through=True)
    context = Context(
        "fr", env, io.TextIOWrapper(io.BytesIO(stdin), "utf-8", newline=""), screen, stderr
    )
    if width is not None:
        context.width = width
    status = main(arguments, context)
    screen.flush()
    stderr.flush()
    return status, out.getvalue(), err.getvalue()


class _Screen(io.TextIOWrapper):
    """Stdout, which acts like a terminal if it has a width."""

    width: int | None

    def isatty(self) -> bool:
        """Return True if this represents a terminal."""
        return self.width is not None


def environment() -> dict[str, str]:
    """Return the bare environment of a run, without a pager, which would wait for a key."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {"LANG": "C.UTF-8", "PYTHONPATH": str(SOURCE), "POLES_PAGER": ""} | kept


def _check(expected: Expected, actual: bytes) -> None:
    if isinstance(expected, Golden):
        if UPDATE:
            expected.path.parent.mkdir(parents=True, exist_ok=True)
            expected.path.write_bytes(actual)
        # Compared as text, so that a failure shows the line; the bytes must be equal too.
        assert expected.path.read_bytes().decode() == actual.decode(), (
            f"{expected.path.name} differs; POLES_UPDATE_GOLDEN=1 rewrites it: read the change"
        )
    elif isinstance(expected, re.Pattern):
        assert expected.search(actual.decode()), f"{expected.pattern!r} not in {actual.decode()}"
    elif isinstance(expected, str):
        assert expected == actual.decode()
    else:
        assert expected == actual


def _on_terminal(
    command: list[str], env: dict[str, str], cwd: Path | None, width: int
) -> tuple[int, bytes, bytes]:
    import fcntl
    import termios

    screen, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    modes = termios.tcgetattr(terminal)
    modes[1] &= ~termios.OPOST  # no carriage return before each line feed
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
    with subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, env=env, cwd=cwd
    ) as process:
        os.close(terminal)
        out = b""
        with open(screen, "rb", buffering=0) as stream:
            try:
                while piece := stream.read(65536):
                    out += piece
            except OSError:  # on Linux, EIO means that the other side has closed
                pass
        assert process.stderr is not None
        err = process.stderr.read()
    return process.returncode, out, err
