"""Measure the program on a directory ten and a hundred times larger.

Prints, for each size and command, the CPU seconds of the program (the best of a few
runs) and, between one size and the next, the slope in logarithms: 1 means that time grows like the
data, 2 like its square. Exits with 1 if a slope is above 1.2.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from poles_cli.records.dataset import bundled

FOLDERS = ("poles", "concepts")
FACTORS = (1, 10, 100)
STEEPEST = 1.2

COMMANDS = {
    "list": ("list",),
    "search": ("search", "coopérative"),
    "explain": ("explain",),
    "locate": ("locate", "Rimouski"),
    "check": ("check",),
}
# The program, using a folder like the bundled dataset: without validation, which `check` measures.
PROGRAM = """
import sys
from pathlib import Path
from poles_cli.output import context
from poles_cli.cli.main import main
from poles_cli.cli.commands import check
root = Path(sys.argv.pop(1))
context.bundled = check.bundled = lambda: root
sys.exit(main())
"""

_NAMED = re.compile(r'^((?:name|acronym|short_name|term\.\w+) = ")(.*)"$', re.M)
_LISTED = re.compile(r"^(aliases|aliases\.\w+|related) = \[(.*?)\]$", re.M | re.S)


def enlarged(root: Path, factor: int) -> None:
    """Write the bundled dataset to `root`, with each pôle and concept `factor` times."""
    source = bundled()
    shutil.copytree(source, root, ignore=shutil.ignore_patterns(*FOLDERS), dirs_exist_ok=True)
    (root / "dataset.toml").write_text(_expected(source, factor), "utf-8")
    for folder in FOLDERS:
        (root / folder).mkdir()
        for file in sorted((source / folder).glob("*.toml")):
            text = file.read_text("utf-8")
            for number in range(factor):
                name = f"{file.stem}-{number}" if number else file.stem
                (root / folder / f"{name}.toml").write_text(_copy(text, number), "utf-8")


def _expected(source: Path, factor: int) -> str:
    """Return the dataset's own file, with its counts of pôles and concepts multiplied."""
    text = (source / "dataset.toml").read_text("utf-8")
    return re.sub(
        r"^(poles|concepts|editions\.\d+) = (\d+)$",
        lambda found: f"{found[1]} = {int(found[2]) * factor}",
        text,
        flags=re.M,
    )


def _copy(text: str, number: int) -> str:
    """Return a numbered copy of a file: other names, and relations to copies of that number."""
    if not number:
        return text

    def listed(found: re.Match[str]) -> str:
        mark = "-" if found[1] == "related" else " "
        return re.sub(r'"([^"]+)"', rf'"\1{mark}{number}"', found[0])

    return _LISTED.sub(listed, _NAMED.sub(rf'\1\2 {number}"', text))


def seconds(command: Sequence[str], root: Path, runs: int) -> float:
    """Return the CPU seconds of the fastest of a few runs; exit if one fails."""
    spent = []
    env = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(root), *command], capture_output=True, env=env
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            said = (done.stdout[:500] + done.stderr).decode(errors="replace")
            sys.exit(f"poles {' '.join(command)}: exit code {done.returncode}\n{said}")
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(spent)


def measured(factor: int, runs: int) -> list[float]:
    """Return the time of each command on a dataset `factor` times as large."""
    with tempfile.TemporaryDirectory(prefix="poles-scale-") as folder:
        root = Path(folder)
        enlarged(root, factor)
        poles, concepts = (sum(1 for _ in (root / name).iterdir()) for name in FOLDERS)
        print(f"× {factor}: {poles} pôles, {concepts} concepts", flush=True)
        return [seconds(command, root, runs) for command in COMMANDS.values()]


def main() -> int:
    """Measure every command at every size and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="runs of each, the best counts (3)")
    runs: int = parser.parse_args().runs
    table = [measured(factor, runs) for factor in FACTORS]
    sizes = "".join(f"{f'× {factor}':>9}" for factor in FACTORS)
    steps = "".join(f"{f'{a} to {b}':>11}" for a, b in pairwise(FACTORS))
    print(f"Python {platform.python_version()}; seconds of CPU, then slopes")
    print(f"{'poles':8}{sizes}  {steps}")
    steepest = 0.0
    for name, row in zip(COMMANDS, zip(*table, strict=True), strict=True):
        slopes = [math.log(b / a) / math.log(10) for a, b in pairwise(row)]
        steepest = max(steepest, *slopes)
        times = "".join(f"{time:9.3f}" for time in row)
        print(f"{name:8}{times}  " + "".join(f"{slope:11.2f}" for slope in slopes))
    return 1 if steepest > STEEPEST else 0


if __name__ == "__main__":
    sys.exit(main())
