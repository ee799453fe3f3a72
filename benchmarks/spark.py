"""Tag a million rows with Spark's mapInPandas, and compare each answer with `poles locate -`.

Spark is not part of the development environment: it takes 300 MB, and Java 17 or later. Install it
separately: `pip install pyspark pandas pyarrow`. It exits with 1 if an answer differs.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from poles_cli import load

POLES = (sys.executable, "-m", "poles_cli", "locate", "-")
STRANGE = (
    "",
    "Nulle Part",
    "Windsor, ON",
    "J4K 2T3",
    "23027",
    "st-hyacinthe",
    "val d’or",
    "Belœil ",
)


def tag(batches: Iterable[Any]) -> Iterator[Any]:
    """Yield each batch with the pôles of its cities: the recipe of docs/python.md."""
    directory = load()
    for batch in batches:
        answers = list(directory.locate_many(batch["city"].fillna("")))
        poles = ["|".join(answer.poles) for answer in answers]
        yield batch.assign(pole=poles, pole_status=[answer.status for answer in answers])


def cities(count: int) -> list[str]:
    """Return the names of every place of the data, in several spellings."""
    names = {str(row["name"]) for row in load().territory.municipalities.rows()}
    names |= {str(row["alias"]) for row in load().territory.aliases.rows()}
    spelled = sorted({*names, *map(str.upper, names), *STRANGE})
    return random.Random(2012).choices(spelled, k=count)


def by_command(names: list[str]) -> list[tuple[str, str]]:
    """Return the pôles and the status of each name, from the command."""
    lines = "".join(f"{name}\n" for name in names).encode()
    done = subprocess.run(POLES, input=lines, stdout=subprocess.PIPE, check=True)
    rows = (line.split("\t") for line in done.stdout.decode().splitlines())
    return [(row[-1], row[1]) for row in rows]


def by_spark(names: list[str], cores: int) -> tuple[list[tuple[str, str]], float]:
    """Return the same from a local Spark, and the seconds it took, without its start."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers need this same environment
    spark = SparkSession.builder.master(f"local[{cores}]").appName("poles").getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        lines = (f'{row},"{name}"\n' for row, name in enumerate(names))
        file.write_text("id,city\n" + "".join(lines), encoding="utf-8")
        # Spaces are kept, and an empty cell is null, which the recipe fills.
        options = {"header": True, "ignoreTrailingWhiteSpace": False}
        rows = spark.read.csv(str(file), schema="id long, city string", **options)
        start = time.perf_counter()
        tagged = rows.repartition(cores * 4).mapInPandas(
            tag, "id long, city string, pole string, pole_status string"
        )
        answers = tagged.select("id", "pole", "pole_status").toPandas().sort_values("id")
        seconds = time.perf_counter() - start
    spark.stop()
    return list(zip(answers["pole"], answers["pole_status"], strict=True)), seconds


def main() -> int:
    """Compare the answers, and print the counts and times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--cores", type=int, default=2)
    arguments = parser.parse_args()
    names = cities(arguments.rows)
    start = time.perf_counter()
    expected = by_command(names)
    print(f"poles locate -: {time.perf_counter() - start:.1f} s")
    actual, seconds = by_spark(names, arguments.cores)
    different = sum(a != b for a, b in zip(expected, actual, strict=True))
    print(f"mapInPandas, {arguments.cores} cores: {seconds:.1f} s")
    print(f"rows: {len(names)}; of different names: {len(set(names))}; that differ: {different}")
    for status in ("found", "ambiguous", "none"):
        print(f"  {status}: {sum(status == answer for _, answer in expected)}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
