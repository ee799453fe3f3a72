"""The figures that `poles stats` gives, and its errors."""

import json
import re

import pytest

from poles_cli import PolesError, load
from poles_cli.directory.figures import MEASURES, Options, every_figure, measures, select, year
from program import Program, call

DIRECTORY = load()
RECORDS = every_figure(DIRECTORY)


def test_no_figure_of_the_regions_is_lost() -> None:
    """No row of figures.toml is lost, and each keeps its numbers."""
    expected = [
        (figure.series, figure.record["regions"], figure.record.get("enterprises"))
        for figure in DIRECTORY.figures
    ]
    actual = [
        (record["series"], record["regions"], record.get("enterprises"))
        for record in RECORDS
        if record["kind"] != "pole"
    ]

    assert sorted(expected, key=str) == sorted(actual, key=str)


def test_a_figure_in_two_files_is_shown_once() -> None:
    """Montréal's ISQ figure is its region's, with the sources of both files."""
    found = [
        record
        for record in select(DIRECTORY, Options(("06",), "2016", "isq-2016"))
        if record["enterprises"] == "2780"
    ]
    own = next(figure for figure in DIRECTORY.pole("montreal").figures if figure.year == "2016")

    assert ["region"] == [record["kind"] for record in found]
    assert set(own.sources) <= set(found[0]["sources"])


def test_a_figure_of_two_regions_has_both_codes() -> None:
    """A figure of two regions is found under both codes, with a joint slug."""
    north = select(DIRECTORY, Options(("10",), None, "isq-2022"))

    assert ["cote-nord+nord-du-quebec"] == [record["slug"] for record in north]
    assert ["09", "10"] == north[0]["regions"]


def test_no_row_repeats_another() -> None:
    """No place has two rows with the same series, year, amounts and sources."""
    keys = [
        (record["slug"], record["kind"], record["series"], record.get("year"),
         *(record.get(name) for name in MEASURES), *record["sources"])
        for record in RECORDS
    ]  # fmt: skip

    assert sorted(set(keys), key=str) == sorted(keys, key=str)


def test_doubtful_figures_never_appear() -> None:
    """Doubtful figures of the data never appear in `stats`."""
    doubtful = [
        (pole.slug, *(figure.get(name) for name in MEASURES), figure.get("year"))
        for pole in DIRECTORY.poles
        for figure in pole.record.get("doubtful_figures", ())
    ]
    shown = [
        (record["slug"], *(record.get(name) for name in MEASURES), record.get("year"))
        for record in RECORDS
    ]

    assert doubtful
    assert not set(doubtful) & set(shown)


def test_amounts_are_text_and_numbers() -> None:
    """The text keeps its sign; the number does not, and is absent if unknown."""
    whole = select(DIRECTORY, Options((), None, "isq-2022"))[0]
    partial = select(DIRECTORY, Options(("04",), None, "isq-2016"))[0]

    assert ("quebec", "~11360", 11360) == (
        whole["slug"], whole["enterprises"], whole["enterprises_value"]
    )  # fmt: skip
    assert (">248000", 248000) == (whole["jobs"], whole["jobs_value"])
    assert "jobs" not in partial and "jobs_value" not in partial


def test_records_are_ordered_by_series_then_kind() -> None:
    """Series follow the data's order; in each, Québec comes first, then regions, then pôles."""
    series = [entry["id"] for entry in DIRECTORY.series]
    kinds = ["quebec", "region", "pole"]
    ranks = [(series.index(r["series"]), kinds.index(r["kind"])) for r in RECORDS]

    assert sorted(ranks) == ranks


def test_an_approximate_year_is_found() -> None:
    """`--year 2017` finds a figure dated `2017~`."""
    found = select(DIRECTORY, Options(year="2017"))

    assert {"2017"} == {year(record) for record in found}
    assert "2017~" in {record["year"] for record in found}


@pytest.mark.parametrize("options", [Options(year="1066"), Options(series="nope")])
def test_an_unknown_word_is_refused_with_the_known_ones(options: Options) -> None:
    """An unknown year or series is a usage error that lists the known ones."""
    with pytest.raises(PolesError) as caught:
        select(DIRECTORY, options)

    assert ("usage", True) == (caught.value.kind, len(str(caught.value.values["known"])) > 10)


def test_measures_are_those_of_the_series() -> None:
    """Shares, sizes and purposes come by series, in the order of the data."""
    found = measures(DIRECTORY, Options(series="isq-2022"))

    assert [m for m in DIRECTORY.measures if m["series"] == "isq-2022"] == found


def test_the_pipe_gets_seven_columns() -> None:
    """TSV: slug, year, series, the three amounts and the sources."""
    Program("stats", "--region", "estrie", "--series", "isq-2016").run(
        stdout="estrie\t2016\tisq-2016\t581\t~7490\t811000000\testrie-mois-es-2022\n"
    )


def test_nothing_found_is_an_empty_answer() -> None:
    """Without any figure, JSON is an empty array, stderr has a message, and the exit code is 1."""
    Program("stats", "--region", "inuit", "--year", "2004", "--json").run(
        status=2, stderr=re.compile("inuit")
    )
    Program("stats", "--region", "laval", "--year", "2004", "--json").run(
        status=1, stdout="[]\n", stderr=re.compile("poles stats")
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--year", "1066"),
        ("--series", "isq"),
        ("--measure", "votes"),
        ("--region", "ontario"),
        ("--shares", "--region", "laval"),
        ("--fields", "nope"),
        ("--shares", "--fields", "nope"),
    ],
)
def test_a_wrong_option_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    """A wrong option exits with 2, an empty stdout, and what to type on stderr."""
    done = call("stats", *arguments)

    assert (2, "") == (done.status, done.stdout)
    assert "poles" in done.stderr


@pytest.mark.parametrize("format_", ["json", "csv", "tsv", "toml", "jsonl"])
@pytest.mark.parametrize("option", ["--series=isq-2022", "--shares"])
def test_the_language_changes_no_data(format_: str, option: str) -> None:
    """Machine formats have the same bytes in both languages."""
    french, english = (
        call("stats", option, "-f", format_, "--lang", language) for language in ("fr", "en")
    )

    assert french.raw == english.raw != b""


def test_fields_reach_the_whole_record() -> None:
    """`--fields` can choose a number, a kind, and the scope in one language."""
    done = call("stats", "--series", "isq-2022", "--region", "08", "--fields",
                "kind,regions,jobs_value,scope.en")  # fmt: skip

    assert "region\t08\t3970\tregion\n" == done.stdout


def test_json_is_the_whole_record() -> None:
    """JSON has scope and note in both languages, and sources as a list."""
    record = json.loads(call("stats", "--region", "15", "--series", "isq-2022", "--json").stdout)[0]

    assert {"fr", "en"} == set(record["scope"]) == set(record["note"])
    assert ["info-nord-rouge-2025-11-28"] == record["sources"]
