"""Generate the manual page, `man poles`, from the program itself, in each language.

The build writes the pages; nothing needs this module at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from poles_cli.base.errors import N_
from poles_cli.base.i18n import LANGUAGES, Language, Translate, translator
from poles_cli.base.version import __version__
from poles_cli.cli import topics
from poles_cli.cli.grammar import Argument, Command, Option, read
from poles_cli.cli.welcome import EXAMPLES
from poles_cli.directory.directory import load

_ESCAPES = str.maketrans(
    {
        "\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti",
        "\u00a0": r"\~",
    }
)  # fmt: skip


def page_path(language: Language) -> str:
    """Return a page's path under the prefix of an installation; English has no folder."""
    folder = "share/man" if language == "en" else f"share/man/{language}"
    return f"{folder}/man1/poles.1"


def write(folder: Path) -> dict[str, str]:
    """Write each language's page under `folder`; return the paths, with their destinations."""
    written = {}
    for language in LANGUAGES:
        target = page_path(language)
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(language), encoding="utf-8", newline="\n")
        written[str(path)] = target
    return written


def page(language: Language) -> str:
    """Return the page in `language`, as roff in UTF-8."""
    t = translator(language)
    return "\n".join(_lines(read(t), language, t)) + "\n"


def _lines(commands: Sequence[Command], language: Language, t: Translate) -> Iterator[str]:
    program, *others = commands
    info = load().info
    title = info["title"][language]
    yield "'\\\" -*- coding: UTF-8 -*-"
    yield f'.TH POLES 1 {_day(info["date"])} "poles {__version__}" {_quoted_words(title)}'
    yield ".nh"  # hyphenation follows the reader's locale, not the page's language
    yield from _section(t(N_("Name")))
    yield f"poles \\- {_escaped(title)}"
    yield from _section(t(N_("Synopsis")))
    yield f"\\fBpoles\\fR {_escaped(t('[OPTIONS]'))} {_escaped(t('COMMAND [ARGS]...'))}"
    yield from _section(t(N_("Description")))
    yield from _text(program.help)
    yield ".PP"
    yield from _text(t(N_(
        "Without a command, it shows how to begin. Output options go before or after the command;"
        " those after it win."
    )))  # fmt: skip
    yield from _section(t(N_("Commands")))
    for command in others:
        yield from _command(command, t)
    yield from _section(t(N_("Output options")))
    yield from _options([option for option in program.options if option.shared], t)
    yield from _section(t(N_("Other options")))
    yield from _options([option for option in program.options if not option.shared], t)
    for name in topics.TOPICS:
        yield from _topic(topics.read(name, language))
    yield from _section(t(N_("Files")))
    yield from _entry("$XDG_DATA_HOME/poles/corrections-quebec.toml", t(N_(
        "Your own corrections (poles set); another edition of the data has its own file."
    )))  # fmt: skip
    yield from _section(t(N_("Examples")))
    for example, text in EXAMPLES:
        yield from _entry(example, t(text))
    yield from _section(t(N_("Licences")))
    for index, licence in enumerate(info["licences"]):
        yield from [".br"] * bool(index)
        yield _escaped(f"{licence[language]} <{licence['url']}>")
    for note in info["notes"]:
        yield from [".PP", *_text(note[language])]
    yield from _section(t(N_("See also")))
    yield ".BR jq (1),\n.BR sqlite3 (1)"


def _command(command: Command, t: Translate) -> Iterator[str]:
    yield f".SS {_quoted_words(command.name)}"
    pieces = [
        f"\\fBpoles {_escaped(command.name)}\\fR",
        *(_argument(a, t) for a in command.arguments),
    ]
    yield " ".join(pieces)
    for paragraph in command.help.split("\n\n"):
        yield from [".PP", *_text(paragraph)]
    yield from [".PP", _escaped(t(N_("{label}:")).format(label=t(N_("Examples"))))]
    yield from _verbatim(command.examples)
    for argument in command.arguments:
        if argument.text:
            yield from [".TP", _argument(argument, t), *_text(argument.text)]
    own = [o for o in command.options if not o.shared and "--help" not in o.names]
    yield from _options(own, t)


def _argument(argument: Argument, t: Translate) -> str:
    return f"\\fI{_escaped(t(argument.metavar))}\\fR"


def _verbatim(lines: Iterable[str]) -> list[str]:
    return [".PP", ".RS 4", ".nf", *map(_escaped, lines), ".fi", ".RE"]


def _entry(term: str, text: str) -> list[str]:
    return [".TP", f".B {_quoted_words(term)}", *_text(text)]


def _options(options: Sequence[Option], t: Translate) -> Iterator[str]:
    for option in options:
        names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.names)
        value = f" \\fI{_escaped(t(option.metavar))}\\fR" if option.metavar else ""
        yield from [".TP", names + value, *_text(option.text)]


def _topic(topic: topics.Topic) -> Iterator[str]:
    yield from _section(topic.title)
    for index, part in enumerate(topic.parts):
        if isinstance(part, topics.Paragraph):
            yield from [".PP"] * bool(index)
            yield from _text(part.text)
        elif isinstance(part, topics.Example):
            yield from _verbatim(part.lines)
        else:
            for term, text in part.items:
                yield from _entry(term, text)


def _section(title: str) -> list[str]:
    return [f".SH {_quoted_words(title.upper())}"]


def _day(date: str) -> str:
    """Return a day for the foot of the page: the first of the data's month or year."""
    return (date + "-01-01")[:10]


def _text(text: str) -> list[str]:
    """Return running text in short lines, which roff fills again."""
    return [_escaped(line) for line in wrap(text, 72, break_on_hyphens=False)]


def _escaped(text: str) -> str:
    """Return a line escaped for roff, so that nothing in it is a request or an escape."""
    safe = text.translate(_ESCAPES)
    return "\\&" + safe if safe.startswith(".") else safe


def _quoted_words(text: str) -> str:
    """Return a text quoted as a single argument of a macro."""
    safe = text.translate(_ESCAPES).replace('"', r"\(dq")
    return f'"{safe}"' if " " in safe else safe
