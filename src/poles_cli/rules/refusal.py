"""The error for a dataset that commands refuse: its first problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.base.text import one_line
from poles_cli.rules.problem import Problem, shown

_ONE = N_("{place}: {problem}")
_SEVERAL = N_("{place}: {problem} ({count} problems in all)")


class BadData(PolesError):
    """A file that breaks the rules of the data: the place, and what would be right."""

    def __init__(self, path: Path, problems: Sequence[Problem], hint: str) -> None:
        first = problems[0]
        file = path / first.file if first.file and path.is_dir() else path
        place = f"{file}, {first.field}" if first.field else str(file)
        super().__init__(
            DATA,
            _ONE if len(problems) == 1 else _SEVERAL,
            hint,
            place=shown(place),
            count=len(problems),
            path=one_line(str(path)),
        )
        self.problem = first

    def render(self, translate: Callable[[str], str]) -> list[str]:
        """Return the sentence, its problem through `translate` too, then the hint."""
        self.values["problem"] = self.problem.text(translate)
        return super().render(translate)


def refuse_unusable(root: Path) -> None:
    """Raise `BadData` for a dataset that breaks a rule that is not minor."""
    from poles_cli.rules.check import check_directory

    if problems := [problem for problem in check_directory(root) if problem.is_error]:
        raise BadData(root, problems, N_("Type: poles check {path}"))
