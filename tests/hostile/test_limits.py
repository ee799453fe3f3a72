"""Long, numerous or crowded input takes linear time, and gives short messages."""

import random
import sys
import unicodedata
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from complete import complete, written
from poles_cli import load
from poles_cli.base import suggest, text
from poles_cli.base.errors import LONGEST, USAGE, N_, PolesError
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import every_figure
from poles_cli.directory.search.entries import fold_lines
from poles_cli.output.cards import reach
from poles_cli.output.cards.concept import glossary_blocks
from poles_cli.output.cards.figures import figure_blocks
from poles_cli.output.cards.pole import PoleCard
from poles_cli.output.formats import jsonld
from poles_cli.output.map import territories
from poles_cli.output.page import build
from poles_cli.rules.topology import Point
from program import Output, call

# Marks that normalization would sort in quadratic time.
MARKS = "a" + "\u0301\u0316" * 40_000 + " b"
FOLDING: dict[str, Callable[[str], object]] = {
    "fold": text.fold,
    "name_key": text.name_key,
    "slugify": text.slugify,
    "ascii_only": text.ascii_only,
    "suggest": lambda words: suggest.suggest(words, ["laval"]),
    "search": lambda words: fold_lines([words]),
    "question": lambda words: load().search(words),
    "place": lambda words: load().locate(words),
    "header": lambda words: _rows(f"{words},Ville\nx,Laval\n"),
    "row": lambda words: _rows(f"Ville\n{words}\n"),
    "line": lambda words: call("locate", "-", stdin=words),
}


def _rows(table: str) -> None:
    assert call("locate", "--csv", "-", "--column", "Ville", stdin=table).status in (0, 1)


@pytest.mark.parametrize("place", FOLDING)
def test_crowded_letters(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Folding never sorts marks, even 80,000 on one letter."""
    real = unicodedata.normalize

    def short(form: Any, words: str) -> str:
        assert len(words) <= 4, len(words)
        return real(form, words)

    with monkeypatch.context() as patch:
        patch.setattr("unicodedata.normalize", short)
        FOLDING[place](MARKS)


def test_letters_fold_the_same_alone_or_together() -> None:
    """A letter folds the same alone and among others, by its whole decomposition."""
    for code in range(0xA0, 0x10000, 7):
        whole = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(c for c in whole if not unicodedata.combining(c))
        assert text.fold(f"x{bare}x") == text.fold(f"x{chr(code)}x") or bare in "œŒæÆß"


def test_long_names_are_not_remembered() -> None:
    """Long names are not cached, so that thousands of long lines do not fill the memory."""
    before = text._name_key.cache_info().currsize
    for number in range(5):
        assert f"laval {number}" == text.name_key(f"Laval{' ' * 300}{number}")
    assert before == text._name_key.cache_info().currsize


@pytest.mark.parametrize("line", ["search", "show", "explain", "locate", "list --region"])
def test_an_error_cuts_a_long_word(line: str) -> None:
    """An error quotes only the beginning of a long word."""
    for word in ("x" * 100_000, "/" * 100_000):
        done = call(*line.split(), word, env={"POLES_LANG": "en"})
        assert done.status in (1, 2)
        assert len(done.stderr) < 3 * LONGEST


def test_a_long_value_of_a_message_is_cut() -> None:
    """Long values in a message are cut."""
    error = PolesError(USAGE, N_("“{word}” is wrong."), word="x" * 10**6)
    assert LONGEST + 50 > len(str(error)) > LONGEST


LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ["rue", "Saint", "Laval", "de", "la", "(", "ON", ",", "12", "G0A", "Québec", "boul.", "St"]
HOSTILE: dict[str, Callable[[random.Random], str]] = {
    "nearly a place": lambda r: r.choice(["Rimouskx", "Granbi"]) + r.choice(LETTERS),
    "two words": lambda r: "Saint-Hyacinte " + "".join(r.choices(LETTERS, k=6)),
    "address": lambda r: " ".join(r.choices(WORDS, k=60)),
    "long": lambda r: " ".join(r.choices(WORDS, k=4000)),
    "number": lambda r: str(r.random() * 10**9),
}


@pytest.mark.parametrize("sort", HOSTILE)
@pytest.mark.parametrize("options", [("-",), ("-", "-f", "jsonl"), ("--csv", "-", "--column", "V")])
def test_a_hostile_list(sort: str, options: tuple[str, ...]) -> None:
    """A hostile list takes linear work and gives no message or suggestion per line."""
    dice = random.Random(13)
    cells = [HOSTILE[sort](dice) for _ in range(80)]
    rows = ["V", *(f'"{cell}"' for cell in cells)] if "--csv" in options else cells
    stdin = "\n".join(rows) + "\n"
    done, steps = counted(stdin, *options)
    _, fewer = counted("\n".join(rows[:40]) + "\n", *options)
    assert steps - fewer < 40 * 3000
    assert 0 == done.status and done.stderr.count("\n") <= 1
    assert len(done.raw) < len(stdin.encode()) + 80 * 1000


@pytest.mark.parametrize("cell", [
    "zz " + "qc. " * 100 + "!", "zz " + "qc. " * 100 + "zzz", "zz" + " p. q. canada" * 30 + " !",
    "1 " * 11 + "x" + " 1" * 11, "1 " * 100 + "x", "x" + " 1" * 100, "12 ville " * 40 + "x",
])  # fmt: skip
def test_repeated_words(cell: str) -> None:
    """Words that may be read in two ways, repeated, are not read in every combination of them."""
    gazetteer = load().territory
    looks = 0
    named = gazetteer.named

    def count(words: str) -> object:
        nonlocal looks
        looks += 1
        return named(words)

    gazetteer.__dict__["named"] = count
    assert "none" == gazetteer.locate(cell)["status"]
    assert looks < 1000


@pytest.mark.parametrize("command", ["search", "explain"])
def test_a_query_of_very_many_words(command: str) -> None:
    """What is looked for is its beginning: four times as many words take no more steps."""
    words = [f"x{number}z" for number in range(400)]
    call(command, words[0])  # what the first answer reads is not counted
    few, many = (counted("", " ".join(words[:count]), command=command)[1] for count in (100, 400))
    assert many < few + 10_000


@pytest.mark.parametrize("line", ["locate", "locate Granby", "show", "show laval"])
def test_very_many_unknown_names(line: str) -> None:
    """Many unknown names get no more suggestions and no longer refusal than a few."""
    command, *known = line.split()
    names = [*known, *(f"rimouskx{number}" for number in range(120))]
    call(command, names[-1])  # what the first answer reads is not counted
    (few, steps), (many, more) = (
        counted("", *names[:count], command=command) for count in (40, 120)
    )
    assert few.stderr.count("\n") == many.stderr.count("\n") <= 41
    assert more < steps + 80 * 3000


def test_a_row_of_very_many_cells() -> None:
    """Cells after the header's are not read; a quoted row with too many cells is refused."""
    more = "x," * 500_000
    options = ("--csv", "-", "--column", "V")
    _, fewer = counted("V,W\nLaval,y,x\n", *options)
    done, steps = counted(f"V,W\nLaval,y,{more}\n", *options)
    assert f"V,W,pole,pole_status\nLaval,y,laval,found,{more}\n" == done.stdout
    assert steps < fewer + 20_000
    done, steps = counted(f'V\nLaval,"y",{more}{more},\n', *options)
    assert 4 == done.status and steps < fewer + 20_000
    assert "1000000 cellules" in done.stderr


def counted(stdin: str, *options: str, command: str = "locate") -> tuple[Output, int]:
    """Return the answer of a command, and the number of function calls."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        done = call(command, *options, stdin=stdin)
    finally:
        sys.setprofile(None)
    return done, steps


def test_a_line_in_zigzag(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each point of a border is read a bounded number of times, however many there are."""
    looks = 0

    def away(point: Point, start: Point, end: Point) -> float:
        nonlocal looks
        looks += 1
        return real(point, start, end)

    real = territories._away
    monkeypatch.setattr(territories, "_away", away)
    monkeypatch.setattr(territories, "_PIECE", 40)
    line = [(float(x), float(x % 2 * (400 + x * x / 400))) for x in range(400)]
    assert line == territories.simplified(line, lambda _: 0.1)
    assert looks < 400 * 40


CROWDED: dict[str, Callable[[Directory], object]] = {
    "figures": lambda d: figure_blocks(every_figure(d), d, "jobs", str, "en"),
    "glossary": lambda d: glossary_blocks(d.concepts, d, str, "en"),
    "card": lambda d: PoleCard(d.poles[0], d, str, "en").blocks(),
    "page": lambda d: (list(build._themes(d)), build._series(d)),
    "linked data": lambda d: list(jsonld._themes(d)),
    "neighbours": lambda d: [reach.neighbours(pole, d) for pole in d.poles],
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> list[Directory]:
    """Datasets with a few, some and many pôles, themes, concepts, series and figures."""
    found = []
    for number in (2, 20, 80):
        tables = complete()
        info, figures = tables["dataset.toml"], tables["figures.toml"]
        pole, concept = tables["poles/ardenne.toml"], tables["concepts/mot.toml"]
        info["themes"] = _several(info["themes"], "id", number)
        for n in range(number):
            tables[f"concepts/mot{n}.toml"] = concept | {"theme": f"n{n}"}
            tables[f"poles/pole{n}.toml"] = dict(pole)
        figures["series"] = _several(figures["series"], "id", number)
        figures["figures"] = _several(figures["figures"], "series", number)
        pole["figures"] = _several(pole["figures"], "series", number)
        for figure in pole["figures"]:
            figure["year"] = "2025"
        directory = Directory(written(tmp_path_factory.mktemp("crowded"), tables))
        _ = directory.poles, directory.concepts, directory.figures, directory.info
        found.append(directory)
    return found


def _several(records: list[dict[str, Any]], name: str, number: int) -> list[dict[str, Any]]:
    """Return copies of a record that differ in one field."""
    return [records[0] | {name: f"n{n}"} for n in range(number)]


@pytest.mark.parametrize("part", CROWDED)
def test_figures_and_themes_by_the_thousand(crowded: list[Directory], part: str) -> None:
    """The work for each figure, series, theme and concept does not grow with their number."""
    few, some, many = (_steps(CROWDED[part], directory) for directory in crowded)
    assert many - some < 1.1 * (80 - 20) / (20 - 2) * (some - few)


def _steps(act: Callable[[Directory], object], directory: Directory) -> int:
    """Return the number of instructions that an action executes."""
    act(directory)  # what the first answer reads is not counted
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> object:
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count

    sys.settrace(count)  # type: ignore[arg-type]
    try:
        act(directory)
    finally:
        sys.settrace(None)
    return steps
