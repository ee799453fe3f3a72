"""Edit TOML as text: find the lines of each block, and write a block in the style of the data.

A text with another layout may be misread here, so callers parse the result and check it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Path = tuple[str, ...]

_WIDTH = 100
_HEADER = re.compile("\ufeff?\\s*\\[{1,2}([^][,]+)\\]{1,2}\\s*(#.*)?$")
_NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


class Block(NamedTuple):
    """A table: the line of its header, and the line after its last statement."""

    path: Path
    start: int
    end: int


def split(text: str) -> list[str]:
    """Return the lines of a text, their ends kept; only a line feed ends a line."""
    return re.findall("[^\n]*\n|[^\n]+$", text)


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks of a text, in order, without the comments and blank lines below each."""
    headers = [(n, match[1]) for n, line in enumerate(lines) if (match := _HEADER.match(line))]
    for (start, names), (end, _) in pairwise([*headers, (len(lines), "")]):
        while re.match(r"\s*(#|$)", lines[end - 1]):
            end -= 1
        yield Block(tuple(name.strip("\"'") for name in _NAME.findall(names)), start, end)


def put(lines: list[str], path: Path, value: Any, rank: Callable[[Path], Any]) -> None:
    """Replace the table at `path`; None removes it.

    A new table comes after all the blocks of no higher rank. In a list, the new table is the first
    one: the others are unchanged.
    """
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    name, several = ".".join(path), isinstance(value, list)
    header, table = (f"[[{name}]]", value[0]) if several else (f"[{name}]", value)
    written = split("\n".join((header, *_statements(table), ""))) if table else []
    present = list(blocks(lines))
    own = [block for block in present if block.path[: len(path)] == path]
    earlier = [block for block in present if rank(block.path) <= rank(path)]
    if several and own:
        earlier, own = present[: present.index(own[0])], []
    for block in reversed(own[1:] if written else own):
        blank = block.start > 0 and not lines[block.start - 1].strip()
        del lines[block.start - blank : block.end]
    if own and written:
        lines[own[0].start : own[0].end] = written
    elif earlier and written:
        lines[earlier[-1].end : earlier[-1].end] = ["\n", *written]
    elif written:
        at = present[0].start if present else len(lines)
        lines[at:at] = [*written, "\n"]


def _statements(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{part} = {_quoted(text)}" for part, text in value.items())
        elif isinstance(value, list):
            items = [_quoted(item) for item in value]
            line = f"{name} = [{', '.join(items)}]"
            if len(line) > _WIDTH:
                line = "\n".join((f"{name} = [", *(f"  {item}," for item in items), "]"))
            yield line
        else:
            yield f"{name} = {_quoted(value)}"


def _quoted(text: str) -> str:
    import tomli_w

    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")
