"""Measure `poles locate` in bulk against its budgets, a bare Python loop and DuckDB.

The floor is a bare Python loop that looks each line up in a dict and writes the same answer, for
names or for the part of the line that a quick script would use (a prefix, the last part of an
address). All cases read the same rows in the same order, in turn, and are compared by their CPU
time; figures are medians of the runs. It exits with 1 if a budget is exceeded.

DuckDB is for comparison: `pip install duckdb`. Without it, its lines are skipped.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from poles_cli import load

POLES = (sys.executable, "-m", "poles_cli", "locate")
MEMORY = 40  # MiB, for the stream of lines
POSTAL_CODES, POINTS, ADDRESSES = 214_661, 100_000, 100_000

BARE_LINES = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = [(row[0] + "\\n", "\\t".join(row) + "\\n") for row in csv.reader(file)]
table = {name.encode(): answer.encode() for name, answer in rows}
write = sys.stdout.buffer.write
for line in sys.stdin.buffer:
    write(table.get(KEY, b"none\\n"))
"""

DUCKDB_JOIN = """
import sys, duckdb
answers, rows, out, key = sys.argv[1:]
duckdb.execute("set threads to 1")
duckdb.execute(f"copy (select r.*, a.column7 as pole, a.column1 as pole_status"
               f" from read_csv('{rows}', header = true, all_varchar = true, delim = ';') r"
               f" left join read_csv('{answers}', header = false, all_varchar = true) a"
               f" on {key} = a.column0) to '{out}' (header)")
"""


class Case(NamedTuple):
    """A command, its input, the case to compare it with, and its budget."""

    title: str
    command: tuple[str, ...]
    source: str
    rows: int
    floor: str = ""  # the case to divide by
    times: float | None = None  # maximum multiple of the floor
    microseconds: float | None = None  # maximum per row


# Names as people write them, with the code of the intended municipality.
SPELLINGS = {
    "Saint-Hyacinthe": "54048", "st-hyacinthe": "54048", "St Hyacinthe": "54048",
    "Belœil": "57040", "beloeil": "57040", "val d’or": "89008", "Val d'Or": "89008",
    "iles de la madeleine": "01023", "Îles-de-la-Madeleine": "01023",
    "STE-ANNE-DES-MONTS": "04037", "Saint Jerome": "75017", "la tuque": "90012",
    "Tuque (La)": "90012", "Montreal": "66023", "Montréal (Québec)": "66023",
    "Ville de Montréal": "66023", "Laval, QC": "65005", "trois rivieres": "37067",
    "Trois–Rivières": "37067", "Quebec": "23027", "Sainte-Foy": "23027", "Chicoutimi": "94068",
    "Asbestos": "40043", "Hull": "81017", "rouyn-noranda": "86042", "Sept Iles": "97007",
    "ST-JEAN-SUR-RICHELIEU": "56083", "Saint-Jean sur Richelieu": "56083", "Knowlton": "46075",
    "Mont-Tremblant": "78102", "23027": "23027", "2466023": "66023",
}  # fmt: skip


def measure(command: tuple[str, ...], source: Path, target: Path) -> tuple[float, float]:
    """Run a command and return its CPU seconds and its largest memory, in MiB.

    The system includes the memory that this process holds when it starts the command.
    """
    with source.open("rb") as stdin, target.open("wb") as stdout:
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)[:60]}… failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def write_inputs(folder: Path, count: int) -> None:
    """Write the input rows, and the answers that the bare loops and DuckDB look up."""
    draw = random.Random(20)
    territory = load().territory
    towns = [row for row in territory.municipalities.rows() if row["lat"]]
    mrcs = {row["code"]: row["name"] for row in territory.mrcs.rows()}
    prefixes: dict[str, list[str]] = {}
    for row in territory.prefixes.rows():
        for part in row["mrcs"].split("|"):
            prefixes.setdefault(part[:3], []).append(row["prefix"])

    def postal(row: dict[str, str]) -> str:
        letters = "ABCEGHJKLMNPRSTVWXYZ"
        code = f"{draw.randrange(10)}{draw.choice(letters)}{draw.randrange(10)}"
        return f"{draw.choice(prefixes[row['mrc']])} {code}"

    def write(name: str, header: str, rows: Iterable[str]) -> None:
        with (folder / f"{name}.csv").open("w", encoding="utf-8") as file:
            file.write(f"{header}\n")
            file.writelines(f"{row}\n" for row in rows)
        with (folder / f"{name}.txt").open("w", encoding="utf-8") as lines:
            lines.writelines((folder / f"{name}.csv").open(encoding="utf-8").readlines()[1:])

    drawn = [draw.choice(towns) for _ in range(count)]
    write("names", "ville", (row["name"] for row in drawn))
    write(
        "rows",
        "id;ville;mrc;postal;montant",
        (
            f"{i};{row['name']};{mrcs[row['mrc']]};{prefixes[row['mrc']][i % 2 - 1]} 1A1;{i % 997}"
            for i, row in enumerate(drawn)
        ),
    )
    write(
        "cells", "id;ville;montant", (f"{i};{row['name']};{i % 997}" for i, row in enumerate(drawn))
    )
    write("quoted", '"id";"ville"', (f'"{i}";"{row["name"]}"' for i, row in enumerate(drawn)))
    codes: dict[str, None] = {}
    while len(codes) < POSTAL_CODES:
        codes[postal(draw.choice(towns))] = None
    write("postal", "postal", codes)
    write(
        "points",
        "point",
        (
            ",".join(f"{float(row[axis]) + draw.gauss(0, 0.05):.5f}" for axis in ("lat", "lon"))
            for row in draw.choices(towns, k=POINTS)
        ),
    )
    write(
        "addresses",
        "adresse",
        (
            f"{i}, rue {draw.choice(towns)['name']}, bureau {i % 400}, {row['name']} (Québec)"
            f"  {postal(row)}"
            for i, row in enumerate(draw.choices(towns, k=ADDRESSES))
        ),
    )
    distinct = [
        *{row["name"]: None for row in towns},
        *{p: None for ps in prefixes.values() for p in ps},
    ]
    answers = subprocess.run(
        (*POLES, "-", "-f", "csv", "--no-header"),
        input="".join(f"{name}\n" for name in distinct),
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    (folder / "answers.csv").write_text(answers, encoding="utf-8")


def cases(folder: Path, count: int) -> list[Case]:
    """Return the cases, the floors first."""
    answers, out = str(folder / "answers.csv"), str(folder / "duckdb.csv")
    tagging = (*POLES, "--csv", "-")
    three = ("--column", "ville", "--column", "mrc", "--column", "postal")

    def bare(key: str) -> tuple[str, ...]:
        return (sys.executable, "-c", BARE_LINES.replace("KEY", key), answers)

    def joined(name: str, key: str) -> tuple[str, ...]:
        return (sys.executable, "-c", DUCKDB_JOIN, answers, str(folder / f"{name}.csv"), out, key)

    found = [
        Case("bare loop: names", bare("line"), "names.txt", count),
        Case("poles locate -: names", (*POLES, "-"), "names.txt", count, "bare loop: names", 0.4),
        Case("--csv, one column", (*tagging, "--column", "ville"), "cells.csv", count,
             "bare loop: names", 0.6),
        Case("--csv, every cell quoted", (*tagging, "--column", "ville"), "quoted.csv", count,
             "bare loop: names"),
        Case("--csv, three columns", (*tagging, *three), "rows.csv", count,
             "bare loop: names", 1.5),
        Case("bare loop: prefixes", bare("line[:3] + b'\\n'"), "postal.txt", POSTAL_CODES),
        Case("poles locate -: postal codes", (*POLES, "-"), "postal.txt", POSTAL_CODES,
             "bare loop: prefixes", None, 2),
        Case("bare loop: last part", bare("line.split(b', ')[-1].split(b' (')[0] + b'\\n'"),
             "addresses.txt", ADDRESSES),
        Case("poles locate -: addresses", (*POLES, "-"), "addresses.txt", ADDRESSES,
             "bare loop: last part", None, 40),
        Case("poles locate -: coordinates", (*POLES, "-"), "points.txt", POINTS, "", None, 5),
    ]  # fmt: skip
    if has_duckdb():
        last = "split_part(list_last(string_split(r.adresse, ', ')), ' (', 1)"
        found += [
            Case("DuckDB join: names", joined("cells", "r.ville"), "cells.csv", count,
                 "bare loop: names"),
            Case("DuckDB join: prefixes", joined("postal", "substr(r.postal, 1, 3)"), "postal.csv",
                 POSTAL_CODES, "bare loop: prefixes"),
            Case("DuckDB join: last part", joined("addresses", last), "addresses.csv", ADDRESSES,
                 "bare loop: last part"),
        ]  # fmt: skip
    return found


def has_duckdb() -> bool:
    """Return True if DuckDB is installed."""
    from importlib.util import find_spec

    return find_spec("duckdb") is not None


def spellings() -> None:
    """Print the spellings that each method finds, and those it misses."""
    directory = load()
    ways: dict[str, Callable[[str], list[str]]] = {
        "poles locate": lambda query: [place.code for place in directory.locate(query).matches]
    }
    if has_duckdb():
        import duckdb

        table = directory.root / "territory" / "municipalities.csv"
        join = f"select code from read_csv('{table}', all_varchar = true) where name = ?"
        ways["DuckDB, exact names"] = lambda query: [
            row[0] for row in duckdb.execute(join, [query]).fetchall()
        ]
    print(f"\n{len(SPELLINGS)} spellings as people write them")
    for way, find in ways.items():
        missed = [query for query, code in SPELLINGS.items() if code not in find(query)]
        print(f"  {way}: finds {len(SPELLINGS) - len(missed)}", end="")
        print(f", misses {len(missed)}: {'; '.join(missed)}" if missed else ", misses none")


def report(case: Case, runs: dict[str, list[tuple[float, float]]], start: float) -> bool:
    """Print the line of a case; return True if it exceeds a budget.

    The start-up time (`start`) is left out of the time per row.
    """
    seconds = statistics.median(time for time, _ in runs[case.title])
    memory = max(memory for _, memory in runs[case.title])
    row = max(0.0, seconds - (start if "poles" in case.title or "--csv" in case.title else 0))
    row *= 1e6 / case.rows
    over = case.microseconds is not None and row > case.microseconds
    over |= case.title.endswith(": names") and "poles" in case.title and memory > MEMORY
    ratio = ""
    if case.floor:
        pairs = zip(runs[case.title], runs[case.floor], strict=True)
        times = statistics.median(run[0] / bare[0] for run, bare in pairs)
        over |= case.times is not None and times > case.times
        ratio = f"{times:.2f} ×"
    budget = (
        f"{case.times} ×" if case.times else f"{case.microseconds} µs" if case.microseconds else ""
    )
    print(
        f"  {case.title:<32} {case.rows:>9,} {seconds:6.2f} s {row:6.2f} µs {ratio:>8}"
        f" {memory:5.0f} MiB {budget:>8}{'  EXCEEDED' if over else ''}"
    )
    return over


def main() -> int:
    """Measure every case in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=1_000_000, help="names to look up (1000000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each case (5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a separate process, because the memory of this one would count in the others.
        command = (
            "import sys, locate, pathlib;"
            " locate.write_inputs(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
        )
        subprocess.run(
            (sys.executable, "-c", command, name, str(options.lines)),
            check=True, cwd=Path(__file__).parent,
        )  # fmt: skip
        (folder / "one.txt").write_text("Laval\n", encoding="utf-8")
        todo = [Case("one name", (*POLES, "-"), "one.txt", 1), *cases(folder, options.lines)]
        runs: dict[str, list[tuple[float, float]]] = {case.title: [] for case in todo}
        for _ in range(options.runs):
            for case in todo:
                runs[case.title].append(measure(case.command, folder / case.source, folder / "out"))
    start = statistics.median(time for time, _ in runs["one name"])
    print(f"median of {options.runs} runs; the program's start, {start:.2f} s, not counted per row")
    exceeded = [report(case, runs, start) for case in todo[1:]]
    spellings()
    return 1 if any(exceeded) else 0


if __name__ == "__main__":
    sys.exit(main())
