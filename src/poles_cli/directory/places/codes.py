"""Recognize codes of a municipality, an MRC or a region, and postal codes."""

from __future__ import annotations

import re

# A postal code in plain letters: O is not a digit, but people type it for 0.
POSTAL = re.compile(r"\b([a-z][\do][a-z])([ .-]{0,2})([\do][a-z][\do])\b", re.ASCII)
# The most usual form in files: its prefix decides, whatever follows.
SIX = re.compile("[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]")
PREFIX = re.compile(r"[a-z]\d[a-z]")
OURS = "ghj"  # first letters of Québec's postal codes

# Codes with another meaning in public files: 20005 is a ZIP code of Washington.
_SOMETHING_ELSE = ("20005",)


def codes(text: str, *, lost_zero: bool = False) -> list[str]:
    """Return the codes that `text` may be; none unless it is all digits.

    A census subdivision has seven digits (`2423027`), Québec's `24` and a municipality's five; a
    census division four (`2423`), `24` and the first two of its MRC. `lost_zero` means that the
    text is known to be a code: a leading zero that a spreadsheet removed is restored.
    """
    code = text.strip().removesuffix(".0") if lost_zero else text.strip()
    if not code.isdigit() or not code.isascii():
        return []
    if len(code) == 7 and code.startswith("24"):
        return [code[2:]]
    found = [code] if len(code) in (2, 3, 5) and (lost_zero or code not in _SOMETHING_ELSE) else []
    if len(code) == 4 and code.startswith("24"):
        found += [code, f"{code[2:]}0"]
    if lost_zero and len(code) in (1, 2, 4):
        found.append(f"0{code}")
    return found


def postal_prefix(letters: str) -> str:
    """Return the prefix (`g5l`) of a text that is a postal code or a prefix; empty for none."""
    text = letters.strip()
    if PREFIX.fullmatch(text):
        return text
    found = POSTAL.fullmatch(text)
    return prefix_of(found) if found else ""


def prefix_of(found: re.Match[str]) -> str:
    """Return the prefix of a postal code, with O corrected; empty if it has too few digits."""
    first, space, last = found.groups()
    if sum(map(str.isdigit, first + last)) < (1 if space and first[0] in OURS else 2):
        return ""
    return first.replace("o", "0") if first[1] == "o" else first
