"""`poles check` reports problems with their place, and what would be right."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from poles_cli import load
from program import EDITION, call

FACT = """\
[laval.phone]
value = "450 555-0100"
confidence = "high"
sources = ["https://laval.example.org/contact"]
set_on = "2026-11-24"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the small edition, to be damaged."""
    return Path(shutil.copytree(EDITION, tmp_path / "data"))


def spoil(file: Path, old: str, new: str) -> None:
    """Replace the first `old` of a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def rows(output: str) -> list[list[str]]:
    """Return the cells of a TSV."""
    return [line.split("\t") for line in output.splitlines()]


def test_bundled_data() -> None:
    """The bundled dataset is valid: nothing on stdout, a sentence on stderr."""
    done = call("check", "--lang", "en")
    assert (0, "") == done[:2]
    assert f"No problem in {load().root}.\n" == done.stderr


@pytest.mark.parametrize(
    ("format_", "empty"),
    [("json", "[]\n"), ("jsonl", ""), ("tsv", ""), ("csv", "file,field,line,problem\r\n")],
)
def test_no_problem(format_: str, empty: str) -> None:
    """Without problems, the output is as empty as the format allows."""
    assert (0, empty) == call("check", "-f", format_)[:2]


def test_dataset_in_use(data: Path) -> None:
    """Without a path, the dataset of --data or POLES_DATA is checked, even an invalid one."""
    spoil(data / "dataset.toml", "poles = 3", "poles = 4")
    expected = [["dataset.toml", "expected.poles", ""]]
    for done in (call("check", "--data", str(data)), call("check", env={"POLES_DATA": str(data)})):
        assert (3, expected) == (done.status, [row[:3] for row in rows(done.stdout)])
    assert 3 == call("check", "--data", str(data / "nowhere")).status


def test_folder(data: Path) -> None:
    """Every problem of a folder is reported, with its file and field; exit 3."""
    spoil(data / "poles" / "laval.toml", '"courrier-laval-122762"', '"nowhere"')
    spoil(data / "poles" / "laval.toml", 'confidence = "high"', 'confidence = "sure"')
    spoil(data / "concepts" / "concertation.toml", 'confidence = "', 'confidence = "very ')
    done = call("check", str(data), "--lang", "en")
    assert 3 == done.status
    assert [
        ["poles/laval.toml", "names[1].confidence"],
        ["concepts/concertation.toml", "confidence"],
        ["poles/laval.toml", "contacts.email.sources[1]"],
    ] == [row[:2] for row in rows(done.stdout)]
    assert f"Problems in {data}: 3.\n" == done.stderr


def test_a_record_has_both_languages(data: Path) -> None:
    """JSON gives a problem in both languages, whatever the user's language."""
    spoil(data / "dataset.toml", "poles = 3", "poles = 4")
    outputs = {call("check", str(data), "--json", "--lang", lang).stdout for lang in ("fr", "en")}
    [output] = outputs
    [record] = json.loads(output)
    assert {"fr", "en"} == set(record["problem"])
    assert "There are 3 entries; 4 are expected." == record.pop("problem")["en"]
    assert {"file": "dataset.toml", "field": "expected.poles"} == record


def test_line(data: Path) -> None:
    """Invalid TOML is reported with its line."""
    spoil(data / "poles" / "laval.toml", 'status = "active"', 'status = "active')
    done = call("check", str(data))
    assert ["poles/laval.toml", "", "2"] == rows(done.stdout)[0][:3]
    done = call("check", str(data), "--lang", "en", "-f", "table", "--color", "never")
    assert "line 2" in done.stdout


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "toml", "markdown", "table"])
def test_every_format(data: Path, format_: str) -> None:
    """Problems can be written in every format, as any record."""
    spoil(data / "dataset.toml", "poles = 3", "poles = 4")
    done = call("check", str(data), "-f", format_, "--lang", "en")
    assert 3 == done.status and "expected.poles" in done.stdout


def test_fields(data: Path) -> None:
    """Fields can be picked."""
    spoil(data / "dataset.toml", "poles = 3", "poles = 4")
    assert "dataset.toml\n" == call("check", str(data), "--fields", "file").stdout
    assert 2 == call("check", str(data), "--fields", "fil").status


def test_file_of_a_dataset(data: Path) -> None:
    """One file of a dataset is checked against the rest, and only its problems are reported."""
    spoil(data / "poles" / "laval.toml", '"courrier-laval-122762"', '"nowhere"')
    spoil(data / "dataset.toml", "poles = 3", "poles = 4")
    spoil(data / "territory" / "postal.csv", ",", ";")
    assert 3 == call("check", str(data / "poles" / "laval.toml")).status
    assert 0 == call("check", str(data / "poles" / "jamesie.toml")).status
    assert "dataset.toml" == rows(call("check", str(data / "dataset.toml")).stdout)[0][0]
    assert 3 == call("check", str(data / "territory" / "postal.csv")).status
    assert 0 == call("check", str(data / "territory" / "mrc.csv")).status
    outlines = (
        Path(shutil.copytree(load().root, data.with_name("bundled"))) / "map" / "regions.geojson"
    )
    assert 0 == call("check", str(outlines)).status
    spoil(outlines, "[", "{")
    assert ["map/regions.geojson"] == [row[0] for row in rows(call("check", str(outlines)).stdout)]


def test_a_dataset_file_is_not_read_as_corrections(data: Path) -> None:
    """A file of a dataset is not taken for corrections."""
    file = data / "poles" / "laval.toml"
    for report in (("--coverage",), ("--stale", "3")):
        assert call("check", str(data), *report) == call("check", str(file), *report)


def test_corrections(tmp_path: Path) -> None:
    """A file of corrections is checked by the same rules, and by those of `set`."""
    path = tmp_path / "mine.toml"
    path.write_text(FACT, "utf-8")
    assert (0, "") == call("check", str(path))[:2]
    path.write_text(FACT.replace("450 555-0100", "450-555-0100").replace('"high"', '"sure"'))
    done = call("check", str(path))
    assert 3 == done.status
    assert [["mine.toml", "laval.phone.value"], ["mine.toml", "laval.phone.confidence"]] == [
        row[:2] for row in rows(done.stdout)
    ]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("[laval.", "[lavall.", "lavall"),
        ("https://laval.example.org/contact", "nowhere", "laval.phone.sources[1]"),
        ("https://laval.example.org/contact", "javascript:alert(1)", "laval.phone.sources[1]"),
        ("450 555-0100", "=1+1", "laval.phone.value"),
        ("phone", "president", "laval"),
    ],
)
def test_bad_corrections(tmp_path: Path, old: str, new: str, field: str) -> None:
    """Unknown pôles, sources and fields, and impossible values, are reported."""
    path = tmp_path / "mine.toml"
    path.write_text(FACT.replace(old, new), "utf-8")
    done = call("check", str(path))
    assert (3, field) == (done.status, rows(done.stdout)[0][1])


def test_a_future_date_stops_no_command(data: Path, tmp_path: Path) -> None:
    """A date after today is reported in a dataset and in corrections, but stops no command."""
    today = {"SOURCE_DATE_EPOCH": "1795521600"}  # 2026-11-24
    mine = tmp_path / "mine.toml"
    for day, status in (("2026-11-24", 0), ("2026-11-25", 3)):
        mine.write_text(FACT.replace("2026-11-24", day), "utf-8")
        assert status == call("check", str(mine), env=today).status
    spoil(data / "poles" / "laval.toml", "as_of = ", 'as_of = "2999" # ')
    done = call("check", str(data), env=today | {"POLES_LANG": "en"})
    assert (3, 1) == (done.status, done.stdout.count("2999"))
    assert 0 == call("list", "--data", str(data), env=today).status


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a = 1\nb = ", "2"),
        (b"a = 1\na = 2\n", "2"),
        (b"\xff", ""),
        (b"a = " + b"[" * 10_000, ""),
        (b"a." * 10_000 + b"a = 1", ""),
        (b"a = " + b"1" * 10_000, ""),
    ],
    ids=["unended", "duplicate key", "not UTF-8", "nested arrays", "nested keys", "number"],
)
def test_not_toml(tmp_path: Path, content: bytes, line: str) -> None:
    """A file that cannot be parsed is one problem, with its line if the parser gives it."""
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    done = call("check", str(path))
    assert (3, [["mine.toml", "", line]]) == (done.status, [r[:3] for r in rows(done.stdout)])


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    """A missing path is an input error, with what to type."""
    done = call("check", str(tmp_path / "nowhere.toml"), "--lang", "en")
    assert (4, "") == done[:2]
    assert "no such file or folder" in done.stderr and "poles check --help" in done.stderr
    assert 4 == call("check", "a\0b").status
    assert 4 == call("check", "x" * 5000).status


def test_a_device_is_refused() -> None:
    """A device is refused at once."""
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert (3, "") == call("check", "/dev/null")[:2]


def test_two_reports() -> None:
    """Two reports at a time are refused."""
    assert 2 == call("check", "--stale", "1", "--coverage").status
    assert 2 == call("check", "--stale", "-1").status
    assert 2 == call("check", "--stale", "x").status
