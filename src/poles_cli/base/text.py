"""Compare words as people type them, and make text safe to print."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters without a Unicode decomposition that have a usual plain spelling.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
# Inuktitut, Cree and Naskapi have letters of their own.
_WORD = re.compile("[0-9a-z\u1400-\u167f]+")
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_PLAIN_NAME = r"\w+|[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*\.?"
ARTICLES = frozenset({"l", "la", "le", "les", "the"})

# Invisible letters and marks: fillers, selectors of a variant, an empty cell of Braille. Anything
# else that is invisible is not printable: controls, separators, all other format characters.
_EMPTY_RANGES = (
    (0x34F, 0x350), (0x115F, 0x1161), (0x17B4, 0x17B6), (0x180B, 0x1810), (0x2800, 0x2801),
    (0x3164, 0x3165), (0xFE00, 0xFE10), (0xFFA0, 0xFFA1), (0xE0000, 0xE1000),
)  # fmt: skip
_UNSEEN_RANGES = (
    (0, 0x20), (0x7F, 0xA0), (0xAD, 0xAE), (0x600, 0x606), (0x61C, 0x61D), (0x6DD, 0x6DE),
    (0x70F, 0x710), (0x890, 0x892), (0x8E2, 0x8E3), (0x200B, 0x2010), (0x2028, 0x202F),
    (0x2060, 0x2070), (0xFEFF, 0xFF00), (0xFFF0, 0xFFFC), (0x110BD, 0x110BE), (0x110CD, 0x110CE),
    (0x13430, 0x13440), (0x1BCA0, 0x1BCA4), (0x1D173, 0x1D17B), *_EMPTY_RANGES,
)  # fmt: skip


def _pattern(*ranges: tuple[int, int]) -> str:
    return "[{}]".format("".join(f"{chr(start)}-{chr(end - 1)}" for start, end in ranges))


_EMPTY = _pattern(*_EMPTY_RANGES)
# The pattern of those that JSON and TOML allow without an escape.
UNSEEN = _pattern(*_UNSEEN_RANGES[1:])


class _Spaces(dict[int, int | str]):
    """Map an invisible character to a space, and any other to itself."""

    def __missing__(self, code: int) -> int | str:
        unseen = any(start <= code < end for start, end in _UNSEEN_RANGES)
        self[code] = " " if unseen else code
        return self[code]


_UNSAFE = _Spaces()
_PLAIN = _Spaces({0xA0: " ", 0x202F: " "})


def plain_letters(text: str) -> str:
    """Return `text` in small letters without accents or ligatures; punctuation stays."""
    return text.lower() if text.isascii() else text.translate(BASES).casefold()


def words_of(letters: str) -> list[str]:
    """Return the words of plain letters, « st » and « ste » in full."""
    return [ABBREVIATIONS.get(word, word) for word in _WORD.findall(letters)]


def fold(text: str) -> str:
    """Reduce `text` to plain lower-case words, for comparison.

    Accents, case, œ, dashes, apostrophes and punctuation go; « St » and « Ste » become « saint »
    and « sainte »; runs of anything else become one space. Folding twice changes nothing.
    """
    return " ".join(words_of(plain_letters(text)))


class _Bases(dict[int, str]):
    """Map a letter to its plain letters, without its marks.

    Letters are converted one by one, because the time of `normalize` grows with the square of the
    number of marks on a letter. Letters of European scripts are cached.
    """

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", _LIGATURES.get(code, chr(code)))
        plain = "".join(c for c in letters if not unicodedata.combining(c)).translate(_LIGATURES)
        if code < 0x2100:
            self[code] = plain
        return plain


BASES = _Bases()


def name_key(text: str) -> str:
    """Fold a proper name and drop its leading article, unless that would leave nothing."""
    # Text that is too long for a name is not worth caching.
    return _name_key(text) if len(text) <= 256 else _name_key.__wrapped__(text)


@lru_cache(maxsize=8192)
def _name_key(text: str) -> str:
    folded = fold(text)
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded


def slugify(text: str) -> str:
    """Return the slug of a name: « Nord-du-Québec » gives `nord-du-quebec`."""
    return fold(text).replace(" ", "-")


def argument(text: str) -> str:
    """Return a text as one argument of a command: its slug if that is equivalent, else in quotes.

    Addresses and coordinates need their punctuation, so they are quoted.
    """
    if re.fullmatch(_PLAIN_NAME, text.strip()):
        return slugify(text)
    text = one_line(text.strip())
    if "'" in text and not set(text) & set('"$`\\!'):
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "'\\''"))


def printable(text: str) -> bool:
    """Return True if each character of `text` can be seen, or is an ordinary space."""
    return text.isprintable() and (text.isascii() or not re.search(_EMPTY, text))


def one_line(text: str) -> str:
    """Return `text` on one line, without anything that could control a terminal."""
    return text if printable(text) else text.translate(_UNSAFE)


def plain(text: str) -> str:
    """Return `text` as `one_line` does, with ordinary spaces for no-break spaces."""
    return text if printable(text) else text.translate(_PLAIN)


def excerpt(text: str, most: int = 160) -> str:
    """Return the first `most` characters of `text` as `one_line` does; `…` marks a cut."""
    return one_line(text if len(text) <= most else text[: most - 1] + "…")


def visible(text: str, *, wide: bool = False) -> str:
    """Return a JSON or TOML text with the hidden characters of its strings escaped.

    Beyond 16 bits, JSON uses two escapes for a character; TOML has a `wide` one.
    """

    def escaped(character: str) -> str:
        code = ord(character)
        if code < 0x10000:
            return f"\\u{code:04x}"
        if wide:
            return f"\\U{code:08x}"
        return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"

    return re.sub(UNSEEN, lambda found: escaped(found[0]), text)


def formula_sign(text: str) -> str:
    """Return the sign that makes a spreadsheet read a text as a formula, or an empty text.

    Spaces and quotation marks before it do not matter; a full-width or superscript sign counts as
    the plain one.
    """
    start = re.sub(r'^[\s"]+', "", text)[:1]
    return start if unicodedata.normalize("NFKC", start)[:1] in ("=", "+", "-", "@") else ""


def guarded(cell: str) -> str:
    """Return a cell, with `'` before it if a spreadsheet would read a formula, unless a number."""
    if not formula_sign(cell) or (cell[:1] == "-" and cell[1:].replace(".", "", 1).isdecimal()):
        return cell
    return f"'{cell}"


def ascii_only(text: str) -> str:
    """Return the closest plain ASCII spelling, for streams that accept nothing else."""
    return text.translate(_DASHES).translate(BASES).encode("ascii", "replace").decode()


_DASHES = str.maketrans(
    {
        "–": "-", "—": "-", "‑": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "•": "*", "·": "-", "…": "...", "→": "->", "─": "-", "\u00a0": " ", "\u202f": " ",
        "≥": ">=", "≤": "<=",
        "█": "#", "▏": "", "▎": "", "▍": "", "▌": "#", "▋": "#", "▊": "#", "▉": "#",
    }
)  # fmt: skip
