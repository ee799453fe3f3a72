"""Find the entries and regions that the names on a command line mean."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from poles_cli.base.errors import NOT_FOUND, USAGE, N_, PolesError
from poles_cli.directory.directory import Directory

Found = TypeVar("Found")

# Suggestions are computed for each unknown word: stop after this many.
MOST_UNKNOWN = 20


def resolve(words: Sequence[str], find: Callable[[str], Found]) -> list[Found]:
    """Return the items that the words name: all of them as one name, else each of them, once.

    Raises the `PolesError` of the first unknown word, or of the whole if every word is unknown.
    """
    if len(words) == 1:
        return [find(words[0])]
    try:
        return [find(" ".join(words))]
    except PolesError as whole:
        if whole.kind != NOT_FOUND:
            raise
        found: list[Found] = []
        unknown: list[PolesError] = []
        for word in words:
            try:
                item = find(word)
            except PolesError as error:
                unknown.append(error)
            else:
                found += [item] if item not in found else []
            if unknown and (found or len(unknown) == MOST_UNKNOWN):
                break
        if unknown:
            raise (unknown[0] if found else whole) from None
        return found


def region_codes(directory: Directory, given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the codes of the regions that `--region` names, one or several each time.

    Raises `PolesError` (usage) for an unknown region, or for commas without names.
    """
    codes = []
    for words in given or ():
        names = [name for part in words.split(",") if (name := part.strip())]
        if not names:
            raise PolesError(USAGE, N_("--region names no region."), N_("Type: poles regions"))
        codes += [directory.region(name).code for name in names]
    return tuple(codes)
