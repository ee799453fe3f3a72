"""`poles check --coverage` and `--stale` report which facts are known, and which are old."""

import json
import shutil
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.directory.coverage import coverage, last_seen, stale, years_before
from program import call

EPOCH = {"SOURCE_DATE_EPOCH": "1795521600"}  # 2026-11-24


def test_coverage_of_the_bundled_data() -> None:
    """Each collected fact is counted, and no pôle twice."""
    records = coverage(load())
    totals = {name: sum(record[name] for record in records) for name in list(records[0])[1:]}
    expected = dict(website=16, email=1, phone=0, address=2, city=12, founded=10, figures=18)
    assert 22 == len(records)
    assert all(count <= totals[name] <= len(records) for name, count in expected.items())


def test_coverage_agrees_with_about() -> None:
    """`about` counts what `check --coverage` shows."""
    [about] = json.loads(call("about", "--json").stdout)
    records = json.loads(call("check", "--coverage", "--json").stdout)
    for field, count in about["coverage"].items():
        assert count == sum(record[field] for record in records), field


def test_coverage_table() -> None:
    """A terminal shows a mark for known facts, a dot for unknown ones, totals, and whole slugs."""
    done = call("check", "--coverage", "-f", "table", "--lang", "en", "--color", "never")
    lines = done.stdout.splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines if line.split()}
    known = json.loads(call("check", "--coverage", "--json").stdout)
    [mauricie] = [list(record.values())[1:] for record in known if record["slug"] == "mauricie"]
    assert ["✓" if fact else "·" for fact in mauricie] == rows["mauricie"]
    assert ["22", "pôles"] == lines[-1].split()[:2]
    assert all(len(line) <= 80 for line in lines)
    assert any(line.startswith("gaspesie-iles-de-la-madeleine ") for line in lines)


def test_coverage_row() -> None:
    """A pipe gets true and false."""
    assert "laval\tfalse\ttrue\n" == "".join(
        line + "\n"
        for line in call("check", "--coverage", "--fields", "slug,website,email").stdout.split("\n")
        if line.startswith("laval\t")
    )


def test_coverage_counts_corrections(tmp_path: Path) -> None:
    """The user's own facts count as known: those in use, or those of a given file."""
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[laval.city]\nvalue = "Laval"\nconfidence = "low"\nset_on = "2020-01-01"\n'
        'sources = ["https://laval.example.org"]\n'
        '[inuit.website]\nvalue = "https://example.org"\nconfidence = "low"\n'
        'set_on = "2026-01-01"\nsources = ["https://example.org"]\n'
    )
    fields = ("check", "--coverage", "--fields", "slug,website")
    assert "inuit\ttrue\n" in call(*fields, env={"POLES_OVERLAY": str(mine)}).stdout
    assert "inuit\ttrue\n" in call(*fields, str(mine)).stdout
    assert "inuit\tfalse\n" in call(*fields).stdout
    command = ("check", str(mine), "--stale", "5", "--fields", "pole,field,seen")
    said = call(*command, env=EPOCH).stdout
    assert "laval\tcontacts.city\t2020-01-01\n" in said
    assert "inuit" not in said.replace("inuit\tnames", "").replace("inuit\tterritory", "")


def test_reports_of_a_folder(tmp_path: Path) -> None:
    """Another dataset gets its own report; an invalid one is refused."""
    data = Path(shutil.copytree(load().root, tmp_path / "data"))
    assert 22 == len(call("check", str(data), "--coverage").stdout.splitlines())
    (data / "figures.toml").write_text("figures = 3")
    assert (3, "") == call("check", str(data), "--coverage")[:2]
    assert (4, "") == call("check", str(tmp_path / "nowhere"), "--stale", "1")[:2]


def test_source_date_epoch_sets_the_day() -> None:
    """SOURCE_DATE_EPOCH sets the day of the report, so that it stays the same."""
    command = ("check", "--stale", "5", "--fields", "pole,field,as_of,seen")
    first = call(*command, env=EPOCH)
    assert first == call(*command, env=EPOCH)
    assert "cote-nord\tcontacts.city\t2020-11\t2020-11\n" in first.stdout
    later = call(*command, env={"SOURCE_DATE_EPOCH": "4102444800"})  # 2100
    assert len(first.stdout) < len(later.stdout)
    assert (0, 0) == (first.status, later.status)


def test_facts_without_a_date_are_always_listed() -> None:
    """No fact is older than a hundred years, but facts without a date are always listed."""
    records = json.loads(call("check", "--stale", "100", "--json", env=EPOCH).stdout)
    assert records
    assert [] == [record for record in records if "seen" in record]


def test_record() -> None:
    """A record has the pôle, the field's path, the value, its date, the deciding date, sources."""
    records = json.loads(call("check", "--stale", "5", "--json", env=EPOCH).stdout)
    assert {
        "pole": "cote-nord",
        "field": "contacts.city",
        "value": "Baie-Comeau",
        "as_of": "2020-11",
        "seen": "2020-11",
        "sources": ["nord-cotier-2020-11"],
    } in records


@pytest.mark.parametrize("day", ["2026-02-28", "2024-02-29", "0001-01-01"])
def test_any_day(day: str) -> None:
    """The report can count back from any day of any year."""
    assert stale(load(), day, 9999)
    assert years_before(day, 10)[1:] == tuple(map(int, day.split("-")[1:]))


@pytest.mark.parametrize(
    ("fact", "published", "seen"),
    [
        ({"as_of": "2020"}, ["2024"], "2020"),
        ({"as_of": "2020/.."}, [], "2020/.."),
        ({"set_on": "2026-11-24"}, ["2020"], "2026-11-24"),
        ({"seen": ["2012", "2017~"]}, [None], "2017~"),
        ({}, ["2019", None, "2021-05"], "2021-05"),
        ({}, [None], None),
    ],
)
def test_last_seen(fact: dict[str, object], published: list[str | None], seen: str | None) -> None:
    """The fact's own date decides; without one, the newest date of its sources."""
    assert seen == last_seen(fact, published)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_stale_in_words(language: str) -> None:
    """A terminal shows each pôle's facts with their dates and sources."""
    done = call(
        "check", "--stale", "5", "-f", "table", "--lang", language, "--color", "never", env=EPOCH
    )
    assert 0 == done.status
    months = {"fr": "novembre 2020", "en": "seen: November 2020"}
    assert "cote-nord\n" in done.stdout and months[language] in done.stdout
