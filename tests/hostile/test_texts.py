"""Texts with a special meaning for a terminal, a spreadsheet, a browser, Rich or Python."""

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import tomli

from complete import complete, leaves, put, written
from poles_cli.rules import usable
from program import Output, call

# Texts that the data may contain, without any meaning for the program.
HARMLESS = {
    "closing tag of Rich": "[/b]",
    "markup of Rich": "[bold]gras[/bold] [link=https://example.org]x[/link] :smile:",
    "script": "<script>alert(1)</script>",
    "HTML": "</title></style><img src=x onerror=alert(1)>&lt;b&gt;",
    "comment": "<!-- --> ]]> -->",
    "template": "{{ 7 * 7 }} {% raw %} {# x #}",
    "format": "{value} {0} {} %s %(x)s $HOME",
    "escapes in letters": r"\x1b[31m \u202e \n \t",
    "Markdown": "`x` **y** [z](javascript:alert(1)) # ~",
    "quotes": 'a,b;c"d\'e""f',
    "emoji and marks": "😀 👩‍👩‍👧 é Z͑ͫ̓ͪ̂ ﷽ ﬁ",
    "long word": "x" * 4900,
    "path": "../../../../etc/passwd",
}
# Texts that the data may not contain.
REFUSED = {
    "clear screen": "\x1b[2J",
    "title of the terminal": "\x1b]0;x\x07",
    "C1 control": "\x9b2J",
    "DEL": "\x7f",
    "NUL": "a\0b",
    "tab": "a\tb",
    "line feed": "a\nb",
    "carriage return": "a\rb",
    "line separator": "a\u2028b",
    "bidirectional override": "\u202eexe.txt",
    "bidirectional isolate": "\u2066a\u2069",
    "mark": "\u200fa",
    "byte-order mark": "\ufeffa",
    "selector of a variant": "a\ufe0fb",
    "hidden bytes": "a\U000e0141b",
    "filler": "a\u3164b",
    "empty Braille": "a\u2800b",
    "grapheme joiner": "a\u034fb",
    "bar": "a|b",
    "formula": "=1+1",
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "empty": "",
    "10 MB": "x" * 10_000_000,
}
HARMLESS["emoji and marks"] = HARMLESS["emoji and marks"].replace("\u200d", "")
LINES = (
    "list", "list -f csv", "list --json", "list -f jsonl", "list -f toml", "list -f markdown",
    "list -f table", "list -f vcard", "list -f geojson", "show ardenne", "show ardenne -f table",
    "show ardenne -f markdown", "show ardenne --json", "search ardenne", "search ardenne -f table",
    "explain", "explain idee", "explain idee -f table", "explain idee -f markdown",
    "regions", "regions -f table", "stats", "stats -f csv", "stats -f table", "stats --shares",
    "sources", "sources page", "sources -f table", "sources page -f table", "about",
    "about -f table", "about -f markdown", "locate Bastogne", "locate Bastogne --json",
    "locate Bastogne -f table", "map", "map -f svg", "map -f geojson", "map -f table",
    "check --coverage -f table", "check --stale 1", "check --stale 1 -f table", "export -f json",
    "export -f jsonl", "export -f toml", "export -f html", "export -f vcard",
    "export -f csv --what poles", "export -f csv --what examples", "export -f tsv --what sources",
    "list -f table --color always", "show ardenne -f table --color always",
    "sources -f table --color always",
)  # fmt: skip
LINKED = (
    "show ardenne -f table --color always", "sources -f table --color always", "list -f markdown",
    "list -f vcard", "sources --json", "export -f html",
)  # fmt: skip
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
STYLE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=[^;]*)?;(?:https?://[^\x1b]*)?\x1b\\")


def with_text(text: str) -> dict[str, dict[str, Any]]:
    """Return the complete dataset with `text` in every field of free text."""
    tables = complete()
    for table in tables.values():
        for path in list(leaves(table)):
            inner: Any = table
            for name in path:
                inner = inner[int(name)] if isinstance(inner, list) else inner[name]
            if inner == "texte":
                put(table, list(path), text)
    put(tables["poles/ardenne.toml"], ["names", "0", "name"], text)
    return tables


def clean(done: Output, line: str) -> None:
    """Check an output against the promises for every output, and parse it in its format."""
    shown = STYLE.sub("", done.stdout) if "always" in line else done.stdout
    assert not HIDDEN.search(shown + done.stderr)
    assert "\r" not in shown.replace("\r\n", "")
    if "json" in line.split() or line.endswith("--json") or line.endswith("geojson"):
        assert json.loads(done.stdout)
    elif line.endswith("jsonl"):
        assert all(map(json.loads, done.stdout.split("\n")[:-1]))
    elif line.endswith("toml"):
        assert tomli.loads(done.stdout)
    elif "csv" in line:
        assert 1 == len({len(row) for row in csv.reader(io.StringIO(done.stdout, newline=""))})
    elif "-f" not in line and line.split()[:1] in (["list"], ["regions"], ["stats"]):
        assert 1 == len({row.count("\t") for row in done.stdout.split("\n")[:-1]})


@pytest.mark.parametrize("number", range(len(HARMLESS)), ids=list(HARMLESS))
def test_harmless(tmp_path: Path, number: int) -> None:
    """Harmless texts are shown unchanged in every format.

    Each text runs with every tenth command; the next test runs them together with every command.
    """
    text = list(HARMLESS.values())[number]
    root = written(tmp_path, with_text(text))
    for line in LINES[number % 10 :: 10]:
        done = call(*line.split(), "--data", str(root))
        assert 0 == done.status, (line, done.stderr)
        clean(done, line)
    assert text in call("show", "ardenne", "--data", str(root)).stdout
    [record] = json.loads(call("show", "ardenne", "--json", "--data", str(root)).stdout)
    assert text == record["name"] == record["history"]["text"]["en"]
    if len(text) < 20:
        assert text in call("show", "ardenne", "-f", "table", "--data", str(root)).stdout
    if "<" in text:
        assert text not in call("export", "-f", "html", "--data", str(root)).stdout


@pytest.mark.parametrize("texts", [HARMLESS.values(), reversed(HARMLESS.values())])
def test_all_that_is_harmless_at_once(tmp_path: Path, texts: Iterable[str]) -> None:
    """Every command shows a text made of all of them, whichever comes first."""
    text = " ".join(text for text in texts if len(text) < 1000)
    root = written(tmp_path, with_text(text))
    for line in LINES:
        done = call(*line.split(), "--data", str(root))
        assert 0 == done.status, (line, done.stderr)
        clean(done, line)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, text: str) -> None:
    """Harmful texts are refused, in a short and safe sentence."""
    if len(text) < 10_000:
        root = written(tmp_path, with_text(text))
    else:  # once is enough
        tables = complete()
        put(tables["poles/ardenne.toml"], ["names", "0", "name"], text)
        root = written(tmp_path, tables)
    lines = ["list", "check -f table", "show ardenne -f table", "export -f html", "check"]
    for line in lines if len(text) < 10_000 else lines[:2]:
        done = call(*line.split(), "--lang", "en", "--data", str(root))
        assert 3 == done.status
        clean(done, "")
        assert len(done.stderr) < 1000
    assert "poles/ardenne.toml" in call("check", "--data", str(root)).stdout


@pytest.mark.parametrize("start", ["=", "\x1b", "\n", ""])
def test_text_is_safe_without_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    """Even without the rules of the data, printed text has no controls or line breaks."""
    text = start + "".join(REFUSED[name] for name in REFUSED if name != "10 MB") if start else ""
    monkeypatch.setattr(usable, "refuse_unusable", lambda _: None)
    root = written(tmp_path, with_text(text))
    for line in LINES[len(start) :: 2]:
        done = call(*line.split(), "--data", str(root))
        assert done.status in (0, 1), (line, done.stderr)
        if done.stdout:
            clean(done, line)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript://example.org/%0aalert(1)", "data:text/html,x",
        "file:///etc/passwd", "vbscript:x", "//example.org", "https:example.org", "https://",
        "https://user@example.org", "https://example.org/ x", "https://example.org/\x1b]8;;\x1b\\",
        "https://example.org/\"onclick='x'", "https://example.org/<script>", "http://localhost/",
        "https://example.org\\@evil.example", "https://" + "a" * 3000 + ".org", "https://[::1]/",
    ],
)  # fmt: skip
def test_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Only http(s) with a domain is an address; even without that rule, others are not links."""
    tables = complete()
    put(tables["poles/ardenne.toml"], ["contacts", "website", "value"], address)
    put(tables["sources.toml"], ["page", "url"], address)
    root = written(tmp_path, tables)
    assert 3 == call("list", "--data", str(root)).status
    monkeypatch.setattr(usable, "refuse_unusable", lambda _: None)
    for line in LINKED:
        done = call(*line.split(), "--data", str(root))
        assert done.status in (0, 1), (line, done.stderr)
        clean(done, line)
        if not address.startswith(("http://", "https://")):
            assert f'href="{address}' not in done.stdout
            assert f"\x1b]8;;{address}" not in done.stdout
