"""Some rules stop commands, and others are only reported by `poles check`."""

from importlib import import_module
from pathlib import Path
from typing import Any

import poles_cli.rules
from poles_cli.base.errors import Message
from poles_cli.rules.problem import Advice, Problem

RULES = Path(poles_cli.rules.__file__).parent


def messages(value: Any) -> list[Message]:
    """Return the message ids of a constant: one, or the values of a table of them."""
    values = value.values() if isinstance(value, dict) else [value]
    return [item for item in values if isinstance(item, Message)]


def test_severities() -> None:
    """Typography, future dates, counts, unused and retired fields are advice; others refuse."""
    advice = {
        f"{path.stem}.{name}"
        for path in RULES.glob("*.py")
        for name, value in vars(import_module(f"poles_cli.rules.{path.stem}")).items()
        if name.isupper() and any(isinstance(message, Advice) for message in messages(value))
    }
    assert advice == {
        "references.COUNT", "references.NO_OTHER", "references.ONE_WAY", "references.SAME_NAME",
        "references.UNUSED",
        "values.APOSTROPHE", "values.BEFORE", "values.CURLY", "values.FUTURE", "values.NFC",
        "values.PERCENT", "values.QUOTES", "values.SPACES", "values.TIGHT", "values.WIDE",
        "walk.LONG_NOTE", "walk.RETIRED",
    }  # fmt: skip


def test_a_problem_takes_the_severity_of_its_rule() -> None:
    """The type of a rule's message decides the severity of a problem."""
    problems = [Problem("", "", None, kind("Anything."), {}) for kind in (Advice, Message)]
    assert [False, True] == [problem.is_error for problem in problems]
