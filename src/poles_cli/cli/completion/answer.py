"""`poles __complete SHELL KIND WORD TYPED…`: the names that complete a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from os.path import expanduser

from poles_cli.base.i18n import Language
from poles_cli.base.text import ABBREVIATIONS, ascii_only, name_key, plain, slugify
from poles_cli.directory.directory import Directory
from poles_cli.directory.places.sheet import Sheet
from poles_cli.output.context import Context

LISTS = ("regions", "fields")  # accepts several, separated by commas
SHORTEST_PLACE = 2  # letters of a place to type before any is offered, since there are thousands
MOST_PLACES = 60

_IN_WORDS = str.maketrans("", "", "-_./")

Named = tuple[str, str]  # the completion, its description


def answer(arguments: Sequence[str], context: Context) -> int:
    """Write one candidate per line; for zsh and fish, a tab and its description follow.

    The words typed before are searched for `--data`. Corrections are ignored, since they add no
    names. Raises `PolesError` (bad dataset) for data that breaks the rules, since a shell types
    what it gets.
    """
    shell, kind, word = (*arguments, "", "", "")[:3]
    if typed := _dataset_option(arguments[3:]):
        context.options = context.options._replace(data=expanduser(typed))
    directory, fish = context.dataset, shell == "fish"
    found = candidates(kind, word, directory, context.language, keep_typed=fish)
    for candidate, text in dict(found).items():
        context.say(candidate if shell == "bash" else f"{candidate}\t{plain(text)}")
    context.stdout.flush()
    return 0


def candidates(
    kind: str, word: str, directory: Directory, language: Language, *, keep_typed: bool
) -> Iterator[Named]:
    """Yield the completions of `word`, with descriptions; accents, case and quotes do not matter.

    `keep_typed` extends a word with accents or « st » as it was typed, for a shell that rejects
    other completions; the program understands it all the same.
    """
    kind, _, records = kind.partition(":")
    head, typed = "", word.lstrip("'\"")
    if kind in LISTS:
        head, comma, typed = typed.rpartition(",")
        head += comma
    chosen = head.split(",")
    plain_typed = folded(typed)
    prefix = _in_full(plain_typed)
    kept = keep_typed and (prefix != plain_typed or not typed.isascii())
    for name, text in _named(kind, records, prefix, directory, language):
        # A shell would not read anything else as one word.
        plain_word = name.isascii() and name.translate(_IN_WORDS).isalnum()
        if name.startswith(prefix) and name not in chosen and plain_word:
            yield head + (typed + name[len(prefix) :] if kept else name), text


def folded(word: str) -> str:
    """Return the start of a name in the spelling of slugs: plain, lower case, with dashes."""
    return ascii_only(word).casefold().translate({ord(" "): "-", ord("'"): "-", ord("\\"): None})


def _in_full(prefix: str) -> str:
    """Return the start of a name with « st » and « ste » in full, except in the last word.

    The last word may be incomplete: « st » is also the start of « stanstead ».
    """
    *words, last = prefix.split("-")
    return "-".join([*(ABBREVIATIONS.get(word, word) for word in words), last])


def _dataset_option(typed: Sequence[str]) -> str | None:
    """Return the last `--data` of the words typed so far; bash splits `--data=DIR` at the sign."""
    words = [part for word in typed for part in word.split("=", 1) if part]
    found = [after for before, after in pairwise(words) if before == "--data"]
    return found[-1] if found else None


def _answering(items: Iterable[tuple[Sequence[str], str]], prefix: str) -> list[Named]:
    """Return the slugs of items, or their other names if no slug begins with `prefix`."""
    named = [*items]
    identities = [(labels[0], text) for labels, text in named]
    if any(identity.startswith(prefix) for identity, _ in identities):
        return identities
    return [(slugify(label), text) for labels, text in named for label in labels[1:]]


def _places(directory: Directory, prefix: str) -> Iterator[Named]:
    """Yield the places whose names begin with the typed text, with or without an article."""
    key = name_key(prefix.replace("-", " ") + "x")[:-1]  # the last word may be incomplete
    if len(key) < SHORTEST_PLACE:
        return
    for table, name in (("municipalities", "name"), ("mrc", "name"), ("aliases", "alias")):
        for row in Sheet(directory, table, ("key", name)).beginning(key):
            for spelled in dict.fromkeys((row["key"].replace(" ", "-"), slugify(row[name]))):
                if spelled.startswith(prefix):
                    yield spelled, row[name]


def _named(
    kind: str, records: str, prefix: str, directory: Directory, language: Language
) -> Iterator[Named]:
    if kind == "poles":
        poles = directory.poles_beginning(prefix) or directory.poles
        yield from _answering(((pole.labels(), pole.name) for pole in poles), prefix)
    elif kind == "concepts":
        concepts = directory.concepts_beginning(prefix) or directory.concepts
        items = ((concept.labels(), concept.term[language]) for concept in concepts)
        yield from _answering(items, prefix)
    elif kind == "regions":
        by_slug = not prefix[:1].isdigit()
        items = ((region.labels()[by_slug:], region.name) for region in directory.regions)
        yield from _answering(items, prefix)
    elif kind == "places":
        yield from islice(_places(directory, prefix), MOST_PLACES)
    elif kind == "sources":
        yield from ((source.id, source.title) for source in directory.sources)
    elif kind == "series":
        yield from ((series["id"], series["title"][language]) for series in directory.series)
    elif kind == "editions":
        found = {edition for pole in directory.poles for edition in pole.editions}
        yield from ((edition, "") for edition in sorted(found))
    elif kind == "years":
        from poles_cli.directory.figures import every_figure, years

        yield from ((year, "") for year in years(directory, every_figure(directory)))
    elif kind in ("field", "fields"):
        from poles_cli.rules.records import field_names

        yield from ((name, "") for name in field_names(records))
