"""Check problems in tests."""

from poles_cli.rules.problem import Problem


def one(found: list[Problem]) -> tuple[str, str, str]:
    """Return the place and text of the only problem; fail if there are others."""
    [problem] = found
    assert problem.text()
    return problem.file, problem.field, problem.message
