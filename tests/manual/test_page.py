"""The manual page has the whole program, in each language, without stray roff."""

import re
from pathlib import Path

import pytest

import manual
from poles_cli.base.i18n import LANGUAGES, Language, translator
from poles_cli.cli import topics
from poles_cli.cli.grammar import read
from program import Program


def plain(page: str) -> str:
    """Return the text of a page, without roff."""
    text = re.sub(r"\\f[BIR]|\\&", "", page).replace(r"\(aq", "'").replace(r"\~", "\u00a0")
    text = (
        text.replace(r"\-", "-").replace(r"\(ti", "~").replace(r"\(ga", "`").replace(r"\(ha", "^")
    )
    return " ".join(text.replace(r"\e", "\\").split(" "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_option_and_topic_is_there(language: Language) -> None:
    """The page has every command, option and topic, in its language."""
    program, *commands = read(translator(language))
    page = plain(manual.page(language))
    flowing = " ".join(page.split())
    for command in commands:
        assert f"\n.SS {command.name}\npoles {command.name}" in page
        own = page.partition(f"\n.SS {command.name}\n")[2].partition("\n.S")[0]
        for option in command.options:
            if not option.shared and "--help" not in option.names:
                assert ", ".join(option.names) in own
                assert " ".join(option.text.split()) in " ".join(own.split())
    for option in program.options:
        assert ", ".join(option.names) in page
        assert " ".join(option.text.split()) in flowing
    for name in topics.TOPICS:
        assert topics.read(name, language).title.upper() in page


def test_pages_are_the_same_each_time(tmp_path: Path) -> None:
    """Pages are the same each time, so that wheels are reproducible."""
    written = manual.write(tmp_path)
    assert ["share/man/fr/man1/poles.1", "share/man/man1/poles.1"] == sorted(written.values())
    for path, target in written.items():
        language: Language = "fr" if "/fr/" in target else "en"
        assert manual.page(language) == Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_prints_the_page(language: Language) -> None:
    """`poles help --man` prints the page, for installations that `man` does not search."""
    Program("help", "--man").lang(language).run(stdout=manual.page(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_requests_start_with_a_dot(language: Language) -> None:
    """Only roff requests start with a dot, and apostrophes, hyphens and backslashes are escaped."""
    lines = manual.page(language).splitlines()[1:]
    requests = {line.split()[0] for line in lines if line.startswith(".")}
    assert requests <= {
        ".TH", ".nh", ".SH", ".SS", ".PP", ".TP", ".B", ".BR", ".RS", ".RE", ".nf", ".fi", ".br",
    }  # fmt: skip
    text = "\n".join(lines[1:])
    assert "'" not in text
    assert not re.search(r"(?<!\\)-", text)
    assert set() == set(re.findall(r"\\(\(..|.)", text)) - {
        "-", "~", "&", "e", "fB", "f", "(aq", "(ga", "(ha", "(ti", "(dq",
    }  # fmt: skip
