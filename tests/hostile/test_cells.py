"""Cells, words and links that a spreadsheet, a shell or Markdown would not read as text."""

import csv
import io
import json
import shutil
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from complete import complete, put, written
from poles_cli.base.text import formula_sign, one_line, plain
from poles_cli.rules import usable
from poles_cli.rules.check import check_directory
from poles_cli.rules.field import Field
from poles_cli.rules.values import BAR, FORMULA, text_problems, value_problem
from program import EDITION, call

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1+1", "\u00a0=1+1", "\u3000\u2003+1", "\uff1d1+1",
    "\u207c1+1", "\u208a1", "\uff20SUM(A1)", "\ufe631", "\ufb291", '"=HYPERLINK(""x"")"', '" "+1',
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_refused(text: str) -> None:
    """No text may start with a formula sign, in any width and after any spaces."""
    assert FORMULA in [message for message, _ in text_problems(text)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_never_starts_a_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Even without that rule, no cell of the output starts with a formula sign."""
    tables = complete()
    put(tables["poles/ardenne.toml"], ["names", "0", "name"], text)
    tables["figures.toml"][f"{text}HYPERLINK(1)"] = tables["sources.toml"][f"{text}x"] = {"x": 1}
    root = written(tmp_path, tables)
    refused = cells(call("check", "-f", "csv", "--data", str(root)).stdout)
    monkeypatch.setattr(usable, "refuse_unusable", lambda _: None)
    lines = ("list -f csv", "show ardenne -f csv", "list --fields slug,name", "export -f csv")
    for line in lines:
        refused += cells(call(*line.split(), "--data", str(root)).stdout, line)
    assert any(text.strip() in cell for cell in refused)
    for cell in refused:
        assert not cell.strip().startswith(("=", "+", "-", "@", *(t.strip()[0] for t in FORMULAS)))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_key_never_starts_a_formula(tmp_path: Path, text: str) -> None:
    """No cell starts with a formula sign because a key of a dataset or of corrections does."""
    tables, key = complete(), f"{text}HYPERLINK(1)"
    tables["sources.toml"][key] = {"x": 1}
    mine = tmp_path / "mine.toml"
    mine.write_text(tomli_w.dumps({key: {key: {"value": "x"}}}), "utf-8")
    for path in (written(tmp_path / "data", tables), mine):
        for line in ("csv", "tsv"):
            found = cells(call("check", str(path), "-f", line).stdout, line)
            assert f"'{plain(key)}" in found
            assert not any(map(formula_sign, found))


@pytest.mark.parametrize("name", ["=1+1", '"=1+1"', 'a,"b";c', "+1", "＠x", "O'Brien, «x»"])
def test_a_place_never_starts_a_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Even if the data had such a name, no cell of an answer or table would start with it."""
    root = written(tmp_path, complete())
    path = root / "territory" / "mrc.csv"
    with path.open(newline="", encoding="utf-8") as file:
        header, row = csv.reader(file)
    row[header.index("name")] = name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, row])
    monkeypatch.setattr(usable, "refuse_unusable", lambda _: None)
    shown = f"'{name}" if name.strip('"')[0] in "=+＠" else name
    data = ("--data", str(root))
    stream = call("locate", "-", *data, stdin="100\n").stdout
    assert shown == stream.split("\t")[2]
    table = call("locate", "--csv", "-", "--column", "V", "--add", "mrc", *data, stdin="V\n100\n")
    assert ["V", "pole_mrc", "100", shown] == cells(table.stdout)
    package = tmp_path / "package.zip"
    call("export", "-f", "datapackage", "-o", str(package), *data)
    with zipfile.ZipFile(package) as archive:
        assert shown in cells(archive.read("data/mrc.csv").decode())


def cells(output: str, line: str = "csv") -> list[str]:
    """Return the cells of CSV, or of TSV."""
    mark = "," if "csv" in line else "\t"
    rows = csv.reader(io.StringIO(output, newline=""), delimiter=mark)
    return [cell for row in rows for cell in row]


def test_the_users_own_cells_are_unchanged() -> None:
    """The user's queries and rows come back unchanged; negative numbers are not formulas."""
    [_, row, *_] = call("locate", "=1+1", "-f", "csv").stdout.split("\r\n")
    assert row.startswith("=1+1,")
    assert call("locate", "-", stdin="@x\n").stdout.startswith("@x\t")
    table = call("locate", "--csv", "-", "--column", "Ville", stdin="Ville,x\nLaval,=1+1\n").stdout
    assert "Laval,=1+1,laval,found" in table
    longitude = call("regions", "--fields", "label_lon", "-f", "csv").stdout.split("\r\n")[1]
    assert float(longitude) < 0


def test_an_address_with_a_bar_is_refused() -> None:
    """An address with a bar, which separates list items, is refused."""
    assert value_problem(Field("url", ""), "https://example.org/a|b") is not None
    assert value_problem(Field("url", ""), "https://example.org/a%7Cb") is None
    assert BAR in [message for message, _ in text_problems("a|b")]


def test_geojson_copies_only_checked_members(tmp_path: Path) -> None:
    """Unknown members and invalid JSON numbers are not copied to GeoJSON."""
    root = written(tmp_path, complete())
    path = root / "map" / "regions.geojson"
    collection = json.loads(path.read_text())
    collection["features"][0]["geometry"] |= {"x": float("nan"), "<script>": "=1+1"}
    path.write_text(json.dumps(collection))
    for line in ("map -f geojson", "export -f html"):
        done = call(*line.split(), "--data", str(root))
        assert 0 == done.status
        assert "NaN" not in done.stdout and '"<script>' not in done.stdout


def test_format_characters_become_spaces() -> None:
    """Every Unicode format character, which may turn or join letters, becomes a space."""
    for code in (*range(0x20000), *range(0xE0000, 0xE1000)):
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zl", "Zp"):
            assert " " == one_line(chr(code)), hex(code)
    done = call("locate", "a\U000e0041\u200db", "--json")
    assert "a\\udb40\\udc41\\u200db" in done.stdout
    assert "a\\U000e0041\\u200db" in call("locate", "a\U000e0041\u200db", "-f", "toml").stdout
    assert "a  b" in done.stderr


@pytest.mark.parametrize("year", ["2013?", "[2013,2014]", "2013~"])
def test_a_shell_is_not_offered_patterns(tmp_path: Path, year: str) -> None:
    """A shell is not offered dates with signs that it would read as a pattern."""
    tables = complete()
    tables["poles/ardenne.toml"]["editions"] += [year]
    tables["dataset.toml"]["expected"]["editions"] = {"2012": 1}
    root = written(tmp_path, tables)
    done = call("__complete", "bash", "editions", "", "--data", str(root))
    assert (0, "2012\n") == done[:2]


@pytest.mark.parametrize("sign", "&~$<>|#*_`[]\\")
def test_markdown_shows_every_sign(tmp_path: Path, sign: str) -> None:
    """Markdown escapes entities, strikethrough and dollar formulas."""
    tables: dict[str, Any] = complete()
    text = f"a{sign}{sign}lt; b{sign}{sign}"
    put(tables["poles/ardenne.toml"], ["history", "text", "en"], text.replace("|", "/"))
    root = written(tmp_path, tables)
    found = call("show", "ardenne", "-f", "markdown", "--lang", "en", "--data", str(root)).stdout
    assert sign == "|" or f"a\\{sign}\\{sign}lt; b\\{sign}\\{sign}" in found


def test_comments_are_checked(tmp_path: Path) -> None:
    """A comment with terminal controls is refused, since `set --patch` prints nearby lines."""
    root = Path(shutil.copytree(EDITION, tmp_path / "data"))
    path = root / "poles" / "laval.toml"
    before = path.read_text("utf-8")
    for text in ("\x9b2J", "\u202e", "\U000e0041", "\u2028"):
        path.write_text(f"{before}\n# x\u00a0: {text}\n", "utf-8")
        [problem] = check_directory(root)
        assert before.count("\n") + 2 == problem.line
        arguments = "set laval city Laval --source https://a.org --patch --data".split()
        done = call(*arguments, str(root))
        assert (3, "") == done[:2]
        assert text not in done.stderr
    corrections = tmp_path / "mine.toml"
    corrections.write_text("# \u202e\n", "utf-8")
    assert 3 == call("check", str(corrections)).status
