"""`poles stats` on a terminal: bars only if figures are comparable, with an explanation."""

import re

import pytest

from poles_cli import load
from poles_cli.directory.figures import MEASURES, Options, select
from poles_cli.output.blocks import Chart, Heading, Paragraph, Total
from poles_cli.output.cards.figures import figure_blocks, series_blocks
from poles_cli.output.formats.asides import aside_text
from poles_cli.output.formats.charts import Look, drawn_lines
from poles_cli.output.formats.text import plain_lines
from poles_cli.records.model import Record
from program import Program

DIRECTORY = load()
EVERYTHING = Options()
BARS = re.compile("#")


def screen(*, options: Options = EVERYTHING, measure: str = "enterprises") -> str:
    """Return the screen in English, as plain text."""
    records = select(DIRECTORY, options)
    blocks = figure_blocks(records, DIRECTORY, measure, str, "en")
    return "\n".join(plain_lines(blocks))


def test_series_are_never_ranked_together() -> None:
    """A caution comes before all figures, and each series has its own part and caution."""
    text = screen()

    assert "never added or ranked together" in text.split("\n\n")[0].replace("\n", " ")
    for series in DIRECTORY.series:
        assert series["caution"]["en"][1:] in text


@pytest.mark.parametrize("series", [s["id"] for s in DIRECTORY.series if not s["comparable"]])
def test_a_series_that_does_not_compare_has_no_bar(series: str) -> None:
    """A series that is not comparable has no bars, and explains why."""
    text = screen(options=Options(series=series))

    assert not BARS.search(text)
    assert "No bars" in text


@pytest.mark.parametrize("measure", ["enterprises", "jobs", "revenue_cad"])
def test_bars_are_on_the_scale_of_regions(measure: str) -> None:
    """The longest bar is the largest region's; the total of Québec has no bar."""
    options = Options(series="isq-2016")
    text = screen(options=options, measure=measure)
    lines = [line for line in text.split("\n") if BARS.search(line)]
    lengths = {line.split()[0]: len(BARS.findall(line)) for line in lines}
    rows = [r for r in select(DIRECTORY, options) if r["kind"] == "region" and measure in r]
    largest = max(rows, key=lambda record: int(record[f"{measure}_value"]))

    assert largest["regions"] == [max(lengths, key=lambda code: lengths[code])]
    assert "The total of Québec is off that scale." in text
    assert not any("Québec, 2016" in line for line in lines)


def test_a_second_reading_has_no_bar() -> None:
    """Montréal's other number from the same page is below the first, without a bar."""
    text = screen(options=Options(series="isq-2016"))
    lines = [line for line in text.split("\n") if line.startswith("  06 ")]

    assert [True, False] == [bool(BARS.search(line)) for line in lines]


@pytest.mark.parametrize("series", DIRECTORY.series, ids=lambda series: str(series["id"]))
def test_bars_fill_on_the_scale_of_one_series_and_year(series: Record) -> None:
    """The largest bar of each chart is full, if figures are comparable; repeats have none."""
    rows = [row for row in select(DIRECTORY, EVERYTHING) if row["series"] == series["id"]]
    blocks = series_blocks(rows, series, MEASURES, str, "en")
    figures = [block.figures for block in blocks if isinstance(block, Chart)]
    for bars in ([figure.bars for figure in group] for group in figures):
        largest = [max(column) for column in zip(*bars, strict=True)]
        assert set(largest) <= ({0, 1} if series["comparable"] else {0})
    assert not any(any(figure.bars) for group in figures for figure in group if figure.again)


def test_one_figure_alone_has_no_bar() -> None:
    """A single figure has no bar."""
    assert not BARS.search(screen(options=Options(("05",), None, "isq-2016")))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 110, 140])
def test_drawn_lines_fit_the_width(width: int) -> None:
    """Every line of a chart fits 40 columns or more; narrower ones lose no number."""
    look = Look(width, "▏▎▍▌▋▊▉█")
    blocks = figure_blocks(select(DIRECTORY, Options()), DIRECTORY, "enterprises", str, "en")
    widest = max(
        sum(len(text) for text, _ in line)
        for block in blocks
        if isinstance(block, Chart | Total)
        for line in drawn_lines(block, look, lambda aside: aside_text(aside, str, "en"))
    )

    assert widest <= max(width, 40)


def test_each_figure_has_its_source_under_it() -> None:
    """Every source id of every figure is on the screen."""
    text = re.sub(r"\s+", " ", screen())

    for record in select(DIRECTORY, Options()):
        for source in record["sources"]:
            assert source in text


def test_parts_have_titles() -> None:
    """Each part starts with the title of its series and its id, for --series."""
    blocks = figure_blocks(select(DIRECTORY, Options()), DIRECTORY, "jobs", str, "fr")
    ids = [block.aside.text for block in blocks if isinstance(block, Heading) and block.level == 2]

    assert [series["id"] for series in DIRECTORY.series] == ids
    assert all(isinstance(block, Heading | Paragraph | Chart | Total) for block in blocks)


def test_a_terminal_without_blocks_gets_ascii_bars() -> None:
    """If the stream cannot encode blocks, bars are made of #."""
    done = (
        Program("stats", "--series", "isq-2016", "-f", "table")
        .env(PYTHONIOENCODING="ascii", PYTHONUTF8="0", COLUMNS="80")
        .run(stdout=re.compile("2 780 #+ "))
    )

    assert done.raw.isascii()


def test_shares_close_the_screen_unless_a_region_is_asked() -> None:
    """The other measures, about all Québec, come last, unless a region is requested."""
    Program("stats", "--series", "isq-2022").terminal().run(stdout=re.compile("77\u00a0%"))
    done = Program("stats", "--region", "08").terminal().run(stdout=re.compile("320"))

    assert "77\u00a0%" not in done.stdout
