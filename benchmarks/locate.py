"""`poles locate` in bulk against its budgets, and against a join on exact names.

The floor is a bare Python loop that looks each line up in a dict and writes the same answer. All
cases read the same names in the same order, in turn, and are compared by their CPU time; the figure
is the median of the runs. It exits with 1 when a budget is exceeded.

DuckDB is for comparison: `pip install duckdb`. Without it, its lines are left out.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from poles_cli import load

POLES = (sys.executable, "-m", "poles_cli", "locate")
MEMORY = 80  # MiB, for the stream of lines

BARE_LINES = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = [(row[0] + "\\n", "\\t".join(row) + "\\n") for row in csv.reader(file)]
table = {name.encode(): answer.encode() for name, answer in rows}
write = sys.stdout.buffer.write
for line in sys.stdin.buffer:
    write(table.get(line, b"none\\n"))
"""

DUCKDB_JOIN = """
import sys, duckdb
answers, rows, out = sys.argv[1:]
duckdb.execute("set threads to 1")
duckdb.execute(f"copy (select r.*, a.column7 as pole, a.column1 as pole_status"
               f" from read_csv('{rows}', header = true, all_varchar = true) r"
               f" left join read_csv('{answers}', header = false, all_varchar = true) a"
               f" on r.ville = a.column0) to '{out}' (header)")
"""

# As people write them, with the code of the municipality that is meant.
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

    The system counts in that memory what this process holds when it starts the command.
    """
    with source.open("rb") as stdin, target.open("wb") as stdout:
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)[:60]}… failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def write_inputs(folder: Path, count: int) -> None:
    """Write the same names as lines, as a CSV, as a CSV all in quotes, and each name's answer."""
    random.seed(20)
    rows = load().territory.municipalities.rows()
    names = [random.choice(rows)["name"] for _ in range(count)]
    with (folder / "names.txt").open("w", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in names)
    with (folder / "rows.csv").open("w", encoding="utf-8") as file:
        file.write("id,ville,montant\n")
        file.writelines(f"{i},{name},{i % 9973}.50\n" for i, name in enumerate(names))
    with (folder / "quoted.csv").open("w", encoding="utf-8") as file:
        file.write('"id","ville","montant"\n')
        file.writelines(f'"{i}","{name}","{i % 9973},50"\n' for i, name in enumerate(names))
    distinct = sorted({row["name"] for row in rows})
    answers = subprocess.run(
        (*POLES, "-", "-f", "csv", "--no-header"),
        input="".join(f"{name}\n" for name in distinct),
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    (folder / "answers.csv").write_text(answers, encoding="utf-8")


def cases(folder: Path) -> dict[str, tuple[tuple[str, ...], str, float | None]]:
    """Return each case's command, its input, and how many times the bare loop it may take."""
    answers, out = str(folder / "answers.csv"), str(folder / "duckdb.csv")
    tagging = (*POLES, "--column", "ville", "--csv", "-")
    found: dict[str, tuple[tuple[str, ...], str, float | None]] = {
        "bare Python loop": ((sys.executable, "-c", BARE_LINES, answers), "names.txt", None),
        "poles locate -": ((*POLES, "-"), "names.txt", 3),
        "poles locate --csv": (tagging, "rows.csv", 6),
        "poles locate --csv, every cell quoted": (tagging, "quoted.csv", 6),
    }
    if has_duckdb():
        join = (sys.executable, "-c", DUCKDB_JOIN, answers, str(folder / "rows.csv"), out)
        found["DuckDB join on exact names, one thread"] = (join, "rows.csv", None)
    return found


def has_duckdb() -> bool:
    """Whether DuckDB is there to compare with."""
    from importlib.util import find_spec

    return find_spec("duckdb") is not None


def spellings() -> None:
    """Print what each way finds of the spellings, and what it misses."""
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


def main() -> int:
    """Measure every case in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=1_000_000, help="names to look up (1000000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each case (5)")
    options = parser.parse_args()
    exceeded = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_inputs(folder, options.lines)
        todo = cases(folder)
        runs: dict[str, list[tuple[float, float]]] = {title: [] for title in todo}
        for _ in range(options.runs):
            for title, (command, source, _budget) in todo.items():
                runs[title].append(measure(command, folder / source, folder / "out"))
    print(f"{options.lines:,} lines, median of {options.runs} runs")
    floor = runs["bare Python loop"]
    for title, (_command, _source, budget) in todo.items():
        seconds = statistics.median(time for time, _ in runs[title])
        memory = max(memory for _, memory in runs[title])
        pairs = zip(runs[title], floor, strict=True)
        ratio = statistics.median(run[0] / bare[0] for run, bare in pairs)
        over = budget is not None and ratio > budget
        over |= title == "poles locate -" and memory > MEMORY
        exceeded |= over
        limit = "" if budget is None else f"  budget {budget} ×"
        print(
            f"  {title:<40} {seconds:6.2f} s  {ratio:5.2f} ×  {memory:6.0f} MiB{limit}"
            f"{'  EXCEEDED' if over else ''}"
        )
    spellings()
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
