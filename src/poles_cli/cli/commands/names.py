"""From the names on a command line to what they name: entries, regions."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from poles_cli.base.errors import NOT_FOUND, USAGE, N_, PolesError
from poles_cli.directory.directory import Directory

Found = TypeVar("Found")

# Suggestions are sought for each word: after as many that name nothing, the rest is not looked at.
MOST_UNKNOWN = 20


def resolve(words: Sequence[str], find: Callable[[str], Found]) -> list[Found]:
    """Return what the words name: first all of them as one name, else each of them, once.

    Raises the `PolesError` of the first word that names nothing, or of the whole when no word does.
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
    """Return the codes of the regions that `--region` names, each time one or several.

    Raises `PolesError` (usage) for an unknown one, or where a comma stands between no names.
    """
    codes = []
    for words in given or ():
        names = [name for part in words.split(",") if (name := part.strip())]
        if not names:
            raise PolesError(USAGE, N_("--region names no region."), N_("Type: poles regions"))
        codes += [directory.region(name).code for name in names]
    return tuple(codes)
