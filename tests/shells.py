"""Ask real shells for their completions."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

from poles_cli.cli.grammar import Command, Option
from program import environment

# A program whose help is full of characters that are special in shells.
ODD = """Of [x] or [/b]: "it's" \\ $HOME `no` (100 %) a|b; <c>"""
SAMPLE = [
    Command("", "", "", (), (Option(("--lang",), "", "fr|en", False, True),), ()),
    Command("odd", ODD, ODD, (), (
        Option(("--option",), ODD, "", False, False),
        Option(("--only",), ODD, "fr|en", False, False),
    ), ()),
]  # fmt: skip


def world(home: Path, language: str = "fr") -> dict[str, str]:
    """Return an environment with this checkout's `poles` and an empty home."""
    bin_ = home / "bin"
    if not bin_.exists():
        bin_.mkdir(parents=True)
        program = bin_ / "poles"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m poles_cli "$@"\n')
        program.chmod(0o755)
    env = environment()
    return env | {
        "HOME": str(home),
        "PATH": f"{bin_}:{env['PATH']}",
        "POLES_LANG": language,
        "TERM": "dumb",
    }


def script(shell: str, env: dict[str, str]) -> Path:
    """Return the file with the program's completion script."""
    path = Path(env["HOME"], f"poles.{shell}.{env['POLES_LANG']}")
    if not path.exists():
        subprocess.run(["poles", "completion", shell, "-o", str(path)], env=env, check=True)
    return path


def bash(line: str, env: dict[str, str]) -> list[str]:
    """Return bash's completions at the end of `line`, split into words like readline."""
    words = re.findall(r"=|[^\s=]+", line) + ([""] if line.endswith(" ") else [])
    quoted = " ".join("'" + word.replace("'", r"'\''") + "'" for word in words)
    code = (
        f"source '{script('bash', env)}'; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1};"
        " _poles; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert "" == done.stderr, done.stderr
    return [word for word in done.stdout.split("\n") if word]


def fish(line: str, env: dict[str, str]) -> dict[str, str]:
    """Return fish's completions at the end of `line`, with their descriptions."""
    quoted = line.replace("\\", "\\\\").replace("'", "\\'")
    code = f"source '{script('fish', env)}'; complete -C '{quoted}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert "" == done.stderr, done.stderr
    pairs = (found.partition("\t") for found in done.stdout.splitlines())
    return {word: text for word, _, text in pairs}


class Terminal:
    """A shell on a pseudo-terminal, for typing as a user does."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        import fcntl
        import struct
        import termios

        self._screen, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 120, 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=env,
            start_new_session=True,
        )
        os.close(terminal)
        self._shown = b""

    def type(self, keys: str, until: str, patience: float = 20) -> str:
        """Send keys; return the output up to `until`. The rest waits for the next call."""
        os.write(self._screen, keys.encode())
        deadline = time.monotonic() + patience
        while (shown := self._shown.decode(errors="replace")).find(until) < 0:
            left = deadline - time.monotonic()
            assert left > 0, f"{until!r} never came: {shown!r}"
            if select.select([self._screen], [], [], left)[0]:
                self._shown += os.read(self._screen, 65536)
        before, found, after = shown.partition(until)
        self._shown = after.encode()
        return before + found

    def close(self) -> None:
        """End the shell."""
        self._process.kill()
        self._process.wait()
        os.close(self._screen)
