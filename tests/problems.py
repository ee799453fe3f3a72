"""What a test expects of problems."""

from poles_cli.rules.problem import Problem


def one(found: list[Problem]) -> tuple[str, str, str]:
    """Return where the one problem is and what it says; there must be no other."""
    [problem] = found
    assert problem.text()
    return problem.file, problem.field, problem.message
