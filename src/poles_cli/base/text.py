"""Words as people type them, and text that is safe to print."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that have no decomposition but a customary plain spelling.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# Inuktitut, Cree and Naskapi have letters of their own.
_WORD = re.compile("[0-9a-z\u1400-\u167f]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = frozenset({"l", "la", "le", "les", "the"})

# C0 and C1 controls, line and paragraph separators, bidirectional controls, the byte-order mark.
_UNSAFE_RANGES = ((0, 0x20), (0x7F, 0xA0), (0x2028, 0x202F), (0x2066, 0x206A))
_UNSAFE_SINGLES = (0x061C, 0x200E, 0x200F, 0xFEFF)
_UNSAFE = dict.fromkeys(
    [*_UNSAFE_SINGLES, *(code for start, end in _UNSAFE_RANGES for code in range(start, end))], " "
)
_PLAIN = _UNSAFE | {0xA0: " ", 0x202F: " "}


def plain_letters(text: str) -> str:
    """Return `text` in small letters without accents or ligatures; punctuation stays.

    Long texts are taken in slices: Unicode puts runs of accents in order in quadratic time.
    """
    if text.isascii():
        return text.lower()
    text = "".join([_unaccented(text[i : i + 128]) for i in range(0, len(text), 128)]).casefold()
    return text.replace("œ", "oe").replace("æ", "ae")


def _unaccented(text: str) -> str:
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))


def words_of(letters: str) -> list[str]:
    """Return the words of plain letters, « st » and « ste » in full."""
    return [_ABBREVIATIONS.get(word, word) for word in _WORD.findall(letters)]


def fold(text: str) -> str:
    """Reduce `text` to what matters when words are compared: plain lower-case words.

    Accents, case, œ, dashes, apostrophes and punctuation go; « St » and « Ste » become « saint »
    and « sainte »; runs of anything else become one space. Folding twice changes nothing.
    """
    return " ".join(words_of(plain_letters(text)))


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """Fold a proper name and drop its leading article, unless nothing else is left."""
    folded = fold(text)
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded


def slugify(text: str) -> str:
    """Return the identity made from a name: « Nord-du-Québec » gives `nord-du-quebec`."""
    return fold(text).replace(" ", "-")


def one_line(text: str) -> str:
    """Return `text` on one line, with nothing in it that could steer a terminal."""
    return text if text.isprintable() else text.translate(_UNSAFE)


def plain(text: str) -> str:
    """Return `text` as `one_line` does, no-break spaces made ordinary ones too."""
    return text if text.isprintable() else text.translate(_PLAIN)


def excerpt(text: str, most: int = 160) -> str:
    """Return the first `most` characters of `text` as `one_line` does; `…` marks a cut."""
    return one_line(text if len(text) <= most else text[: most - 1] + "…")


def ascii_only(text: str) -> str:
    """Return the closest plain ASCII spelling, for streams that can carry nothing else."""
    text = text.translate(_LIGATURES).translate(_DASHES)
    text = unicodedata.normalize("NFKD", text)
    return (
        "".join(c for c in text if not unicodedata.combining(c)).encode("ascii", "replace").decode()
    )


_DASHES = str.maketrans(
    {
        "–": "-", "—": "-", "‑": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "•": "*", "·": "-", "…": "...", "→": "->", "─": "-", "\u00a0": " ", "\u202f": " ",
        "≥": ">=", "≤": "<=",
        "█": "#", "▏": "", "▎": "", "▍": "", "▌": "#", "▋": "#", "▊": "#", "▉": "#",
    }
)  # fmt: skip
