"""Read the documents of the project, and run their examples as a reader would.

A fenced block of `console` has commands after `$ `, each with its answer; a last line `…` means
that the rest is left out. POLES_UPDATE_GOLDEN=1 rewrites the answers, cut at the same place.
"""

from __future__ import annotations

import fcntl
import os
import re
import shlex
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from program import both, environment

ROOT = Path(__file__).resolve().parent.parent
CUT = "…"
WIDTH = 80
TODAY = "1795608000"  # 25 November 2026, so that corrections have the printed date

_ALONE = re.compile(
    r"""(?P<env>([A-Z_]+=\S+ )*)poles(?P<words>[^|<>;&*$~`]*)(; echo "(?P<echo>[^"]*\$\?)")?"""
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Document(NamedTuple):
    """A document, the language of its reader's locale, and True if they use a terminal."""

    name: str
    language: str = "en"
    terminal: bool = False

    @property
    def text(self) -> str:
        """Return the text of the file."""
        return (ROOT / self.name).read_text(encoding="utf-8")


DOCUMENTS = (
    Document("README.md", terminal=True),
    Document("LISEZMOI.md", "fr", terminal=True),
    Document("CONTRIBUTING.md"),
    Document("CHANGELOG.md"),
    *(Document(f"docs/{path.name}") for path in sorted((ROOT / "docs").glob("*.md"))),
)


class Block(NamedTuple):
    """A fenced block, and its position in the text."""

    language: str
    text: str
    start: int


class Example(NamedTuple):
    """A command, and the lines of its answer."""

    command: str
    answer: tuple[str, ...]

    def agrees(self, answer: str) -> bool:
        """Return True if a run gave this answer; only a non-empty end may be left out."""
        lines = tuple(answer.split("\n"))
        if self.answer[-1:] == (CUT,):
            kept = self.answer[:-1]
            return lines[: len(kept)] == kept and len(lines) > len(self.answer)
        return lines == (*self.answer, "")

    def updated(self, answer: str) -> Example:
        """Return the example with that answer, cut at the same place."""
        lines = tuple(answer.removesuffix("\n").split("\n")) if answer else ()
        if self.answer[-1:] == (CUT,):
            lines = (*lines[: len(self.answer) - 1], CUT)
        return self._replace(answer=lines)

    @property
    def text(self) -> str:
        """Return the example as text for a document."""
        return "".join(f"{line}\n" for line in (f"$ {self.command}", *self.answer))


def blocks(text: str, language: str | None = None) -> list[Block]:
    """Return the fenced blocks of a document, or those of one language."""
    found = [Block(match[1], match[2], match.start(2)) for match in _FENCE.finditer(text)]
    return [block for block in found if language in (None, block.language)]


def prose(text: str) -> str:
    """Return a document without its fenced blocks."""
    return _FENCE.sub("", text)


def examples(text: str) -> Iterator[Example]:
    """Yield the commands of a block; one that ends with a backslash continues on the next line."""
    lines = text.split("\n")[:-1]
    while lines:
        command = lines.pop(0)
        assert command.startswith("$ "), f"not a command: {command}"
        while command.endswith("\\"):
            command += "\n" + lines.pop(0)
        answer = []
        while lines and not lines[0].startswith("$ "):
            answer.append(lines.pop(0))
        yield Example(command.removeprefix("$ "), tuple(answer))


def reader(home: Path, language: str) -> Mapping[str, str]:
    """Return the environment of a reader with `poles`, an empty home and no colour."""
    bin_ = home / "bin"
    bin_.mkdir(parents=True)
    program = bin_ / "poles"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m poles_cli "$@"\n')
    program.chmod(0o755)
    env = environment()
    return env | {
        "PATH": f"{bin_}{os.pathsep}{env['PATH']}",
        "HOME": str(home),
        "LANG": f"{language}_CA.UTF-8",
        "NO_COLOR": "1",
        "TERM": "xterm-256color",
        "SOURCE_DATE_EPOCH": TODAY,
    }


def answer_to(command: str, env: Mapping[str, str], folder: Path, *, terminal: bool) -> str:
    """Run a command and return both streams, as a terminal or a pipe gets them.

    Commands that need a shell only for the exit code run in this process, which is faster.
    """
    if alone := _ALONE.fullmatch(command):
        more = dict(word.split("=", 1) for word in alone["env"].split())
        width = WIDTH if terminal else None
        status, text = both(shlex.split(alone["words"]), {**env, **more}, width)
        said = alone["echo"] and alone["echo"].replace("$?", f"{status}\n")
        return (text + (said or "")).replace("\r\n", "\n")
    read, write = os.openpty() if terminal else os.pipe()
    if terminal:
        fcntl.ioctl(write, termios.TIOCSWINSZ, struct.pack("HHHH", 40, WIDTH, 0, 0))
        modes = termios.tcgetattr(write)
        modes[1] &= ~termios.OPOST  # no carriage return before each line feed
        termios.tcsetattr(write, termios.TCSANOW, modes)
    process = subprocess.Popen(
        ["sh", "-c", command],
        stdin=subprocess.DEVNULL, stdout=write, stderr=write, env=env, cwd=folder,
    )  # fmt: skip
    os.close(write)
    said = b""
    with open(read, "rb", buffering=0) as stream:
        try:
            while piece := stream.read(65536):
                said += piece
        except OSError:  # on Linux, EIO means that the other side has closed
            pass
    process.wait()
    return said.decode().replace("\r\n", "\n")  # CSV has CRLF line ends, unlike documents
