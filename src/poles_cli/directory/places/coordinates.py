"""Recognize points: a latitude and a longitude, in either order."""

from __future__ import annotations

import re

_PLAIN = re.compile(
    r"(-?[0-9]{1,3}\.[0-9]{1,15})[,; ] ?(-?[0-9]{1,3}\.[0-9]{1,15})"
)  # the form in most files
_LONGEST = 80  # characters of a point
_NO_POINT = re.compile("[a-df-hj-mqru-vx-zA-DF-HJ-MQRU-VX-Z]")  # never in a point
_NUMBER = r"([+-]?\d{1,3}(?:[.,]\d{1,15})?) ?°? ?"
_PAIR = re.compile(
    rf"(?:point ?)?[\[(]? ?{_NUMBER}([nsewo]?)(?: ?[,;/] ?| ){_NUMBER}([nsewo]?) ?[\])]?"
)
_SIXTY = r"(\d{1,2}(?:[.,]\d{1,9})?)"
_SIXTIETHS = rf"(\d{{1,3}}) ?° ?{_SIXTY} ?['′’]? ?(?:{_SIXTY} ?(?:[\"″”]|''))? ?"
_DEGREES_MINUTES = re.compile(rf"{_SIXTIETHS}(n) ?[,;]? ?{_SIXTIETHS}([ow])")
_BACKWARDS = frozenset("swo")


def point(text: str) -> tuple[float, float] | None:
    """Return the two numbers of degrees in a text, west below zero; None for any other text.

    Two numbers without a fraction of a degree are not a point.
    """
    if found := _PLAIN.fullmatch(text):
        first, second = found.groups()
        return float(first), float(second)
    if len(text) > _LONGEST or _NO_POINT.search(text):
        return None
    text = " ".join(text.lower().replace("\u2212", "-").split())
    if found := _PAIR.fullmatch(text):
        first, north, second, west = found.groups()
        if first.isdigit() and second.lstrip("-").isdigit():
            return None
        return degrees(first, north), degrees(second, west)
    if "°" in text and (found := _DEGREES_MINUTES.fullmatch(text)):
        d, m, s, n, *rest = found.groups()
        return _sixtieths(d, m, s, n), _sixtieths(*rest)
    return None


def degrees(text: str, side: str = "") -> float:
    """Return a number of degrees written with a point or a comma; ValueError for anything else."""
    value = float(text.strip().replace("\u2212", "-").replace(",", "."))
    return -abs(value) if side in _BACKWARDS and side else value


def _sixtieths(whole: str, minutes: str, seconds: str | None, side: str) -> float:
    parts = [float(part.replace(",", ".")) for part in (whole, minutes, seconds or "0")]
    return degrees(str(parts[0] + parts[1] / 60 + parts[2] / 3600), side)
