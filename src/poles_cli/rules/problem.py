"""A problem of the data, its correction, and the error for data that commands refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from poles_cli.base.errors import DATA, Message, N_, PolesError
from poles_cli.base.files import typed
from poles_cli.base.text import excerpt

_ONE = N_("{place}: {problem}")
_SEVERAL = N_("{place}: {problem} ({count} problems in all)")


class Advice(Message):
    """The message id of a minor rule, which only `poles check` reports."""

    __slots__ = ()


class Problem(NamedTuple):
    """A problem: its place, what is wrong and what would be right.

    `file` is relative to the dataset; `field` is a path such as `names[2].sources` (items count
    from 1), empty for the file itself; `line` is known if the TOML parser gives it. `message`
    is a message id whose placeholders `values` fill.
    """

    file: str
    field: str
    line: int | None
    message: str
    values: Mapping[str, Any]

    @property
    def is_error(self) -> bool:
        """Return True if commands refuse data with this problem, by the type of its message."""
        return not isinstance(self.message, Advice)

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence, through `translate`."""
        return translate(self.message).format(**self.values)


def problem(file: str, field: str, message: str, line: int | None = None, **values: Any) -> Problem:
    """Return a problem; texts among `values` are cut short and made safe to print."""
    return Problem(
        shown(file), shown(field), line, message, {k: shown(v) for k, v in values.items()}
    )


def shown(value: Any) -> str:
    """Return any value as short text that is safe on a terminal; for containers, only the type."""
    if isinstance(value, str):
        return excerpt(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() < 200 else "…"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return shown(str(value))


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
            argument=typed(path),
        )
        self.problem = first

    def render(self, translate: Callable[[str], str]) -> list[str]:
        """Return the sentence, its problem through `translate` too, then the hint."""
        self.values["problem"] = self.problem.text(translate)
        return super().render(translate)
