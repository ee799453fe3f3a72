"""Short texts on one subject each (`poles help formats`), kept as plain files.

A file starts with its title. Then come blocks between blank lines: a paragraph; an example,
indented by four spaces, copied unchanged; or a list of terms, each at the start of a line and
followed by at least two spaces and its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poles_cli.base.errors import N_
from poles_cli.base.folders import packaged
from poles_cli.base.i18n import LANGUAGES, Language
from poles_cli.base.text import slugify
from poles_cli.records.model import Record

TOPICS = {
    "output": N_("What a command prints and where, and the options of the output."),
    "formats": N_("Formats, columns and fields."),
    "exit-codes": N_("What each exit code means."),
    "environment": N_("Variables that the program reads."),
    "language": N_("How the language is chosen, and what it changes."),
    "data": N_("Where the facts come from, and how sure they are."),
}
# The guide, a topic from the dataset, by its name in each language.
GUIDE = {"start": N_("How to start a collective project, and who helps at each step.")}
GUIDE_NAMES = (*GUIDE, "demarrer")


class Paragraph(NamedTuple):
    """Running text."""

    text: str


class Example(NamedTuple):
    """Lines to show unchanged."""

    lines: tuple[str, ...]


class Terms(NamedTuple):
    """Terms, each with its meaning."""

    items: tuple[tuple[str, str], ...]


Part = Paragraph | Example | Terms


class Topic(NamedTuple):
    """A text on one subject."""

    title: str
    parts: tuple[Part, ...]


def read(name: str, language: Language) -> Topic:
    """Return a topic of `TOPICS`."""
    text = (packaged("cli/topics") / language / f"{name}.txt").read_text(encoding="utf-8")
    title, *blocks = text.strip().split("\n\n")
    return Topic(title, tuple(_part(block.rstrip().split("\n")) for block in blocks))


def find(word: str) -> str | None:
    """Return the name of the topic whose name, or title in either language, is `word`."""
    slug = slugify(word)
    for name in TOPICS:
        titles = [slugify(read(name, language).title) for language in LANGUAGES]
        if slug in (name, *titles):
            return name
    return None


def lines(topic: Topic, width: int) -> Iterator[str]:
    """Yield the text, wrapped to `width` columns."""
    from textwrap import wrap

    yield topic.title
    for part in topic.parts:
        yield ""
        if isinstance(part, Paragraph):
            yield from wrap(part.text, width, break_on_hyphens=False, break_long_words=False)
        elif isinstance(part, Example):
            yield from (f"    {line}" for line in part.lines)
        else:
            indent = 2 + max(len(term) for term, _ in part.items)
            for term, text in part.items:
                yield from wrap(
                    text,
                    max(width, indent + 20),
                    initial_indent=f"{term:<{indent}}",
                    subsequent_indent=" " * indent,
                    break_on_hyphens=False,
                    break_long_words=False,
                )


def guide_lines(guide: Record, language: Language) -> Iterator[str]:
    """Yield the lines of the guide, with each step's name before its first line."""
    yield guide["title"][language]
    step = ""
    for line in guide["lines"]:
        name = line["step"][language]
        yield f"{'' if name == step else name:<16}{line['text'][language]}"
        step = name


def _part(block: list[str]) -> Part:
    if all(line.startswith("    ") for line in block):
        return Example(tuple(line[4:] for line in block))
    if "  " not in block[0].strip():
        return Paragraph(" ".join(line.strip() for line in block))
    items: list[tuple[str, str]] = []
    for line in block:
        if line.startswith(" "):
            term, text = items.pop()
            items.append((term, f"{text} {line.strip()}"))
        else:
            term, _, text = line.partition("  ")
            items.append((term, text.strip()))
    return Terms(tuple(items))
