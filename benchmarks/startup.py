"""Measure start-up against its budgets: CPU time of the program over that of a hello-world.

`make bench` runs this file. Each case runs in turn with the hello-world, in pairs, so that a busy
machine slows both; the ratio is the median of the pairs. It exits with 1 if a budget is exceeded or
a case fails.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

from poles_cli import load

POLES = Path(sys.executable).with_name("poles")
HELLO = (sys.executable, str(Path(__file__).with_name("hello.py")), "hello")


class Case(NamedTuple):
    """A command line, its budget in multiples of the hello-world, and its environment."""

    title: str
    arguments: tuple[str, ...]
    budget: float
    terminal: bool = False
    edition: bool = False  # use a copy of the dataset that an earlier run has checked


CASES = (
    Case("poles list | …", ("list",), 1.25),
    Case("poles explain economie-sociale | …", ("explain", "economie-sociale"), 1.25),
    Case("poles locate Rimouski | …", ("locate", "Rimouski"), 1.2),
    Case("poles search coopérative | …", ("search", "coopérative"), 1.8),
    Case("poles list, on a terminal", ("list",), 1.85, terminal=True),
    Case("one completion request in bash", ("__complete", "bash", "poles", "cap", "show"), 0.7),
    Case("… in another edition", ("__complete", "bash", "poles", "cap", "show"), 1, edition=True),
    Case("poles list --data DIR | …", ("list",), 1.5, edition=True),
    Case("poles explain … --data DIR", ("explain", "economie-sociale"), 1.5, edition=True),
    Case("poles locate … --data DIR", ("locate", "Rimouski"), 1.5, edition=True),
)


class Run(NamedTuple):
    """CPU seconds, user and system, and the exit code."""

    seconds: float
    status: int


def measure(command: tuple[str, ...], env: dict[str, str], *, terminal: bool = False) -> Run:
    """Run a command to its end, and discard its output."""
    reader, writer = os.openpty() if terminal else os.pipe()
    process = subprocess.Popen(command, stdout=writer, stderr=subprocess.DEVNULL, env=env)
    os.close(writer)
    drain = threading.Thread(target=_drain, args=(reader,))
    drain.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    drain.join()
    return Run(usage.ru_utime + usage.ru_stime, process.returncode)


def _drain(reader: int) -> None:
    try:
        while os.read(reader, 65536):
            pass
    except OSError:  # on Linux, EIO means that the terminal has closed
        pass
    finally:
        os.close(reader)


def main() -> int:
    """Measure every case and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=25, help="runs of each case (25)")
    pairs: int = parser.parse_args().pairs
    # No home, or the user's own corrections would be read too.
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    env["HOME"] = os.devnull
    with tempfile.TemporaryDirectory() as folder:
        edition = shutil.copytree(load().root, Path(folder, "data"))
        more = {"XDG_CACHE_HOME": folder, "POLES_DATA": str(edition)}
        return compared({case: env | more if case.edition else env for case in CASES}, pairs)


def compared(cases: dict[Case, dict[str, str]], pairs: int) -> int:
    """Measure cases, each in its environment, print a table and return the exit code."""
    for case, env in cases.items():  # a first run, for byte code and the disk cache
        measure((str(POLES), *case.arguments), env, terminal=case.terminal)
    floor: list[float] = []
    ratios: dict[Case, list[float]] = {case: [] for case in cases}
    failed: set[Case] = set()
    for _ in range(pairs):
        for case, env in cases.items():
            hello = measure(HELLO, env).seconds
            floor.append(hello)
            command = (str(POLES), *case.arguments)
            run = measure(command, env, terminal=case.terminal)
            ratios[case].append(run.seconds / hello)
            if run.status != 0:
                failed.add(case)
    print(f"Python {platform.python_version()}, {pairs} pairs a case; hello-world: ", end="")
    print(f"{statistics.median(floor) * 1000:.0f} ms of CPU")
    print(f"{'case':36} {'ratio':>6} {'quartiles':>13} {'budget':>7}")
    for case, found in ratios.items():
        low, median, high = statistics.quantiles(found, n=4)
        verdict = "FAILS" if case in failed else "ok" if median <= case.budget else "OVER"
        spread = f"{low:.2f} - {high:.2f}"
        print(f"{case.title:36} {median:6.2f} {spread:>13} {case.budget:7.2f}  {verdict}")
        if median > case.budget:
            failed.add(case)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
