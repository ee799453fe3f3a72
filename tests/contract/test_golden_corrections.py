"""The exact bytes of `set`, `set --list` and `unset`: the user's own facts over the data."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from contract.lines import TODAY
from program import ANY, Program, golden

FACT = (
    "set", "laval", "phone", "450 555-0100", "--source", "https://laval.example.org/contact",
    "--as-of", "2026-09", "--confidence", "high",
)  # fmt: skip
FORMATS = ("tsv", "csv", "json", "jsonl", "toml")
DRAWN = {
    "set": FACT,
    "list": ("set", "--list"),
    "unset": ("unset", "laval", "phone"),
    "empty": ("set", "--list"),
}
KEPT = (
    "corrections/set.tsv",
    *(f"corrections/list.{format_}" for format_ in FORMATS),
    *(f"corrections/{name}.{language}.80.txt" for name in DRAWN for language in ("fr", "en")),
)


def poles(folder: Path, *arguments: str, language: str = "fr") -> Program:
    """Return a run with the corrections of `folder`, whose path is left out of the output."""
    env = {"POLES_OVERLAY": "corrections.toml", "NO_COLOR": "1"} | TODAY
    return Program(*arguments).cwd(folder).env(**env).lang(language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_terminal_shows_each_step(language: str, tmp_path: Path) -> None:
    """A terminal shows a fact being set, listed and removed."""
    for name, arguments in DRAWN.items():
        run = poles(tmp_path, *arguments, language=language).terminal(80)
        run.run(stdout=golden(f"corrections/{name}.{language}.80.txt"))


def test_a_script_gets_every_format(tmp_path: Path) -> None:
    """A script gets the correction in every format, the same in both languages, and its file."""
    poles(tmp_path, *FACT).run(stdout=golden("corrections/set.tsv"))
    for format_ in FORMATS:
        for language in ("fr", "en"):
            run = poles(tmp_path, "set", "--list", "-f", format_, language=language)
            run.run(stdout=golden(f"corrections/list.{format_}"))

    for format_ in FORMATS:
        for line in (FACT, ("unset", "laval", "phone"), FACT):
            said = poles(tmp_path, *line, "-f", format_).run(stdout=ANY).stdout
            assert "450 555-0100" in said

    kept = tomllib.loads((tmp_path / "corrections.toml").read_text("utf-8"))
    assert "450 555-0100" == kept["laval"]["phone"]["value"]


def test_a_patch_is_a_diff_of_the_dataset(tmp_path: Path) -> None:
    """A patch is a diff of the dataset's files, the same in both languages; nothing is kept."""
    french = poles(tmp_path, *FACT, "--patch").run(stdout=re.compile("^--- a/data/", re.M))

    poles(tmp_path, *FACT, "--patch", language="en").run(stdout=french.raw)
    assert [] == list(tmp_path.iterdir())
