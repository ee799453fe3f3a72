"""The program answers only from another edition of the dataset, even an older one."""

import json
import shutil
from pathlib import Path

import pytest

from program import Output, call

DATA = Path(__file__).with_name("edition")


def say(*arguments: str, data: Path = DATA) -> Output:
    """Run the program on an edition, in English."""
    return call(*arguments, env={"POLES_DATA": str(data), "POLES_LANG": "en"})


def test_it_is_valid() -> None:
    """The small edition passes its own check."""
    assert (0, "") == call("check", str(DATA))[:2]


@pytest.mark.parametrize(
    "line",
    [
        "list", "list --region laval", "list --json", "list -f geojson", "list -f vcard",
        "show presl", "show jamesie -f table", "search crédit", "explain", "explain concertation",
        "regions", "locate Kuujjuaq", "locate sainte-rose -f table", "locate 99025", "locate 650",
        "locate H7N --json", "stats", "stats -f table", "stats --shares", "map",
        "sources", "sources revue-2012-p58", "about", "about -f table", "set --list", "check",
        "check --coverage", "check --stale 1", "export -f json", "export -f jsonl",
        "export -f toml", "export -f csv --what territory", "export -f html",
    ],
)  # fmt: skip
def test_every_command(line: str) -> None:
    """Every command answers from the files of the edition."""
    done = say(*line.split())
    assert (0, True) == (done.status, bool(done.stdout) or "check" in line or "set" in line)


def test_nothing_is_added_to_it() -> None:
    """The pôles, concepts and places of the bundled dataset alone are unknown in it."""
    slugs = "jamesie\nlaval\ninuit\n"
    assert slugs == say("list", "--fields", "slug").stdout
    lines = ("show estrie", "explain cooperative", "locate Granby", "sources revue-2012-p8x")
    assert [1] * len(lines) == [say(*line.split()).status for line in lines]


@pytest.mark.parametrize("format_", ["table", "svg", "geojson"])
def test_no_map(format_: str) -> None:
    """If an edition has no map, the program says so."""
    done = say("map", "-f", format_)
    assert (3, "") == done[:2]
    assert "no map" in done.stderr or "cannot be read" in done.stderr


def test_an_older_one(tmp_path: Path) -> None:
    """Obsolete fields of version 1 stop no command, and are not shown."""
    root = Path(shutil.copytree(DATA, tmp_path / "old"))
    file = root / "dataset.toml"
    old = 'languages = ["fr"]\nforms.phone = "=1"\nwhole.name = "\\u001b[2J"\n'
    file.write_text(old + file.read_text("utf-8"), "utf-8")
    assert say("list").stdout == say("list", data=root).stdout
    dataset = json.loads(say("export", "-f", "json", data=root).stdout)["dataset"]
    assert json.loads(say("export", "-f", "json").stdout)["dataset"] == dataset
    done = say("check", "--fields", "field", data=root)
    assert (3, "languages\nforms\nwhole\n") == done[:2]
