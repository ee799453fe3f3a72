"""Choose the language, and translate messages.

Message ids are the English texts; French, the default language, comes from the gettext catalogue in
`locale/`. Machine output never passes through here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from poles_cli.base.folders import packaged

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
Translate = Callable[[str], str]


def language_option(argv: Sequence[str]) -> str | None:
    """Return the last `--lang` of a command line, before parsing, since help is built in it."""
    found = None
    for index, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and index + 1 < len(argv):
            found = argv[index + 1]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found


def choose_language(argv: Sequence[str], env: Mapping[str, str]) -> Language:
    """Return the language for people: `--lang`, then the environment, then French.

    The first of POLES_LANG, LC_ALL, LC_MESSAGES and LANG that is set decides; C, POSIX and
    unsupported languages mean French.
    """
    asked = language_option(argv)
    if asked in LANGUAGES:
        return asked
    for name in ("POLES_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name):
            return "en" if value.casefold().startswith("en") else "fr"
    return "fr"


def translator(language: Language) -> Translate:
    """Return the function that translates message ids to `language`."""
    if language == "en":
        return _english
    import gettext

    return gettext.translation("poles", packaged("locale"), [language], fallback=True).gettext


def _english(message: str) -> str:
    return message
