"""Check one parsed table against its field, in a separate module for corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from poles_cli.rules.field import Field
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.values import text_problems, value_problem
from poles_cli.rules.walk import Fault, Leaf, walk

# Types whose values are not prose: check their characters, but not their typography.
_FORMED = ("date", "amount", "measure", "url", "email", "phone", "postal-code", "key")


def problems_of(field: Field, table: Any, file: str = "", today: str = "") -> list[Problem]:
    """Return the problems of a parsed table that should be a `field`; see `check_table`."""
    found = []
    for item in walk(field, table):
        if isinstance(item, Fault):
            found.append(problem(file, item.path, item.message, **item.values))
        else:
            found += [
                problem(file, item.path, message, **values)
                for message, values in _faults(item, today)
            ]
    return found


def _faults(leaf: Leaf, today: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if wrong := value_problem(leaf.field, leaf.value, today):
        yield wrong
    elif isinstance(leaf.value, str) and leaf.field.type not in _FORMED and not leaf.field.choices:
        yield from text_problems(leaf.value, leaf.language)
