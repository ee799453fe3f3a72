"""The checks report hostile data, and never raise."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poles_cli.base.text import one_line
from poles_cli.rules.check import check_directory, check_table
from poles_cli.rules.registry import FILES, paths

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates()
NAMES = st.sampled_from(
    sorted({p.split(".")[-1] for k in FILES for p, _ in paths(FILES[k].fields)})
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.sampled_from(list(FILES)), ANYTHING)
def test_any_table(kind: str, table: Any) -> None:
    """Any value instead of a table gives readable problems."""
    for problem in check_table(kind, table):
        assert problem.text() == one_line(problem.text())


@given(st.dictionaries(NAMES, ANYTHING, min_size=1, max_size=6))
def test_any_pole(table: Any) -> None:
    """Any value for a real field gives readable problems."""
    assert [problem.text() for problem in check_table("poles", table)]


@pytest.mark.parametrize("file", ["poles/ardenne.toml", "concepts/idee.toml", "dataset.toml"])
@pytest.mark.parametrize("value", [3, "x" * 100_000, [[["x"]]], {"a": {"b": 1}}, date(2012, 1, 1)])
def test_any_file(tiny: Any, file: str, value: Any) -> None:
    """A value of the wrong type anywhere in a file never stops the other checks."""
    for name in list(tiny.files[file]):
        tiny.change(file, name, value)
    found = check_directory(tiny.write())
    assert found and all(len(problem.text()) < 2000 for problem in found)


def test_long_text(tiny: Any) -> None:
    """A text of ten million characters is checked quickly, and cut in the report."""
    tiny.change("poles/ardenne.toml", "short_name", "|" + "x" * 10_000_000)
    [problem] = check_directory(tiny.write())
    assert len(problem.text()) < 200


def test_deep_nesting(tiny: Any) -> None:
    """Very deep nesting is reported as an unknown field or as unreadable."""
    root = tiny.write()
    (root / "network.toml").write_text("a." * 5000 + "a = 1", encoding="utf-8")
    (root / "figures.toml").write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    assert {"network.toml", "figures.toml"} <= {problem.file for problem in check_directory(root)}


def test_problems_cannot_control_a_terminal(tiny: Any) -> None:
    """Reports contain no escapes from names and values."""
    tiny.files["sources.toml"]["\x1b[31mred"] = {"\u202etitle": "\x1b]0;x\x07"}
    for problem in check_directory(tiny.write()):
        said = problem.file + problem.field + problem.text()
        assert not {"\x1b", "\x07", "\u202e"} & set(said)
