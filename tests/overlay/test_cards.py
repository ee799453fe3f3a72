"""Cards mark the user's own facts, and show them first."""

import re
from collections.abc import Callable

import pytest

from overlay.kept import Say, kept
from program import ANY, Program


@pytest.mark.parametrize(
    ("language", "mark"),
    [("fr", "votre correction du 24 novembre 2026"), ("en", "your correction of 24 November 2026")],
)
def test_card(program: Callable[..., Program], say: Say, language: str, mark: str) -> None:
    """Cards and the terminal's table mark the user's own fact, in the user's language."""
    kept(say, "website", "https://laval.example.org")
    pattern = re.compile(re.escape(f"https://laval.example.org ({mark}"))
    said = program("show", "laval").lang(language).run(stdout=pattern)
    assert 1 == said.stdout.count(mark)
    program("list", "-r", "laval").lang(language).terminal(100).run(stdout=re.compile(mark))
    program("show", "laval").lang(language).terminal(160).run(stdout=re.compile(mark))
    program("show", "laval", "-f", "markdown").lang(language).run(stdout=re.compile(mark))


def test_own_contacts_come_first(program: Callable[..., Program], say: Say) -> None:
    """The short card has room for the user's own contacts before those of the dataset."""
    kept(say)
    kept(say, "website", "https://laval.example.org")
    lines = program("show", "laval").terminal(160).run(stdout=ANY).stdout.splitlines()
    assert "450 555-0100" in lines[1] and "https://laval.example.org" in lines[2]


def test_card_names_the_source(say: Say) -> None:
    """The address of the correction is among the card's sources, once."""
    kept(say)
    lines = say("show", "laval").stdout.splitlines()
    expected = "  - https://laval.example.org/contact (laval.example.org · laval.example.org)"
    assert 1 == lines.count(expected), lines[-10:]
