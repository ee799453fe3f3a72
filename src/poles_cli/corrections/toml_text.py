"""TOML as text: one block changed, with every other line, comment and order kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str, ...]

_KEYS = ("value", "value.fr", "value.en", "as_of", "confidence", "sources", "note.fr", "note.en")
_WIDTH = 100


class Statement(NamedTuple):
    """A `key = value` and the lines that it spans, `end` excluded."""

    key: str
    start: int
    end: int


class Block(NamedTuple):
    """A table's header (the line `start`), its statements, and the line where it ends."""

    path: Path
    start: int
    statements: Sequence[Statement]
    end: int


def split(text: str) -> list[str]:
    """Return the lines of a text, their ends kept; only a line feed ends a line."""
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def blocks(lines: Sequence[str]) -> list[Block]:
    """Return the blocks of a valid TOML text, in order; what precedes the first is left out."""
    starts: list[tuple[Path, int]] = []
    statements: list[list[Statement]] = []
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if line.startswith("["):
            starts.append((_header(line), index))
            statements.append([])
        elif line and not line.startswith("#"):
            statement = _statement(lines, index)
            if statements:
                statements[-1].append(statement)
            index = statement.end
            continue
        index += 1
    return [
        Block(path, start, inside, _end(lines, inside[-1].end if inside else start + 1))
        for (path, start), inside in zip(starts, statements, strict=True)
    ]


def _header(line: str) -> Path:
    import tomli

    return tuple(_descend(tomli.loads(line)))


def _descend(table: Any) -> Iterator[str]:
    while table:
        ((name, table),) = table.items() if isinstance(table, dict) else table[0].items()
        yield name
        if table == [{}]:
            return


def _statement(lines: Sequence[str], start: int) -> Statement:
    """Return the statement that starts at a line: the fewest lines that parse alone."""
    import tomli

    for end in range(start + 1, len(lines) + 1):
        try:
            table = tomli.loads("".join(lines[start:end]))
        except tomli.TOMLDecodeError:
            continue
        return Statement(_key(table), start, end)
    raise ValueError(f"line {start + 1} starts no statement")


def _key(table: Any) -> str:
    """Return the key of a lone statement: two parts at most, `note.fr`."""
    ((name, inner),) = table.items()
    if isinstance(inner, dict) and len(inner) == 1 and name in ("value", "note"):
        return f"{name}.{next(iter(inner))}"
    return str(name)


def _end(lines: Sequence[str], end: int) -> int:
    """Return where a block ends: a comment right below it is its own, unless a header follows."""
    last = end
    while last < len(lines) and lines[last].lstrip().startswith("#"):
        last += 1
    return end if last < len(lines) and lines[last].lstrip().startswith("[") else last


def lead(lines: Sequence[str], start: int) -> int:
    """Return where the comments right above a header start."""
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def replace(lines: list[str], block: Block, fact: Mapping[str, Any]) -> None:
    """Make a block say `fact`: its comments stay, at the end of their lines or on their own."""
    wanted = dict(statements_of(fact))
    written: list[str] = [lines[block.start]]
    index = block.start + 1
    for statement in block.statements:
        written += lines[index : statement.start]
        old = lines[statement.start : statement.end]
        line = wanted.pop(statement.key, None)
        if line is not None and _same(old, line):
            written += old
        else:
            *above, beside = ["", *_comments("".join(old))]
            written += [f"{comment}\n" for comment in above if comment]
            said = "  ".join(part for part in (line, beside) if part)
            written += [f"{said}\n"] if said else []
        index = statement.end
    for key in [key for key in _KEYS if key in wanted]:
        written.insert(_place(written, key), f"{wanted[key]}\n")
    lines[block.start : index] = written


def _place(written: Sequence[str], key: str) -> int:
    """Return where a key goes among the lines of a block: after the last that comes before it."""
    place = 1
    for index, line in enumerate(written):
        name = line.partition("=")[0].strip()
        if name in _KEYS and _KEYS.index(name) < _KEYS.index(key):
            place = index + 1 + (_span(written, index) - 1)
    return place


def _span(lines: Sequence[str], start: int) -> int:
    statement = _statement(lines, start)
    return statement.end - statement.start


def _same(old: Sequence[str], line: str) -> bool:
    """Whether a statement says already what a line is to say, in whatever layout."""
    import tomli

    return tomli.loads("".join(old)) == tomli.loads(line)


def _comments(text: str) -> list[str]:
    """Return the comments of a statement; a # inside a text is none."""
    found = []
    quote = ""
    at = 0
    while at < len(text):
        character = text[at]
        if quote:
            if text.startswith(quote, at):
                at += len(quote)
                while len(quote) == 3 and text.startswith(quote[0], at):
                    at += 1  # a text may end with its own quotation marks
                quote = ""
                continue
            at += 2 if character == "\\" and quote[0] == '"' else 1
        elif character in "\"'":
            quote = character * 3 if text.startswith(character * 3, at) else character
            at += len(quote)
        elif character == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            found.append(text[at:end].rstrip())
            at = end
        else:
            at += 1
    return found


def insert(lines: list[str], at: int, header: str, fact: Mapping[str, Any]) -> None:
    """Put a block of its own, set off by blank lines, before the line `at`."""
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    written = [header + "\n", *(line + "\n" for _, line in statements_of(fact))]
    if at and lines[at - 1].strip():
        written.insert(0, "\n")
    if at < len(lines) and lines[at].strip():
        written.append("\n")
    lines[at:at] = written


def remove(lines: list[str], block: Block) -> None:
    """Take a block out, with the blank line below it; comments above it stay."""
    end = block.end
    if end < len(lines) and not lines[end].strip():
        end += 1
    del lines[block.start : end]


def statements_of(fact: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a fact or a source and the lines that say them, as the data writes them."""
    for name, value in fact.items():
        if isinstance(value, Mapping):
            for part, inner in value.items():
                yield f"{name}.{part}", f"{name}.{part} = {quoted(inner)}"
        elif isinstance(value, list):
            items = [quoted(item) for item in value]
            line = f"{name} = [{', '.join(items)}]"
            if len(line) > _WIDTH:
                line = f"{name} = [\n" + "".join(f"  {item},\n" for item in items) + "]"
            yield name, line
        else:
            yield name, f"{name} = {quoted(value)}"


def quoted(text: str) -> str:
    """Return a text between quotation marks, as TOML writes it."""
    import tomli_w

    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")
