"""Several threads can use one directory at once, from the first query on."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from poles_cli import Directory, load
from poles_cli.directory.places.sheet import Row, Sheet

THREADS = 4
ROUNDS = 3
PLACES = ["Rimouski", "Granby", "G5L", "Kuujjuaq", "MRC de Rouville", "Hull"] * 5


@pytest.fixture
def _impatient() -> Iterator[None]:
    """Switch threads thousands of times more often than usual."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def answers(directory: Directory) -> list[object]:
    """Return the answers of a directory to queries that fill all its caches."""
    return [
        [directory.locate(place).poles for place in PLACES],
        directory.search("coopérative").total,
        directory.pole("tresca").slug,
        [source.id for source in directory.cited(["revue-2012-p8"])],
        [directory.series[0]["id"], directory.figures[0].series, directory.info["id"]],
        len(directory.measures) + len(directory.concepts),
    ]


@pytest.mark.usefixtures("_impatient")
def test_every_thread_gets_the_answers_of_one_alone() -> None:
    """Every thread gets the same answers as a single one."""
    expected = answers(load())
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            directory, start = load(), Barrier(THREADS)

            def ask(_: int, directory: Directory = directory, start: Barrier = start) -> object:
                start.wait()
                return answers(directory)

            assert [expected] * THREADS == list(pool.map(ask, range(THREADS)))


class Interrupted(list[Row]):
    """Rows that let another thread run once, in between."""

    def __init__(self, rows: list[Row], turn: Callable[[], object]) -> None:
        super().__init__(rows)
        self._turns = iter([turn])

    def __iter__(self) -> Iterator[Row]:
        for row in super().__iter__():
            for turn in self._turns:
                turn()
            yield row


def test_an_index_is_not_seen_before_it_is_full() -> None:
    """A thread that asks while another fills an index gets the complete answer."""
    sheet = Sheet(load(), "mrc", ("code", "region"))
    rows = sheet.rows()
    expected = [row for row in rows if row["region"] == "05"]
    answers: list[list[Row]] = []
    sheet._rows = Interrupted(rows, lambda: answers.append(sheet.find("region", "05")))
    answers.append(sheet.find("region", "05"))

    assert [expected, expected] == answers
