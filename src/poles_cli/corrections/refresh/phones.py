"""Find Canadian telephone numbers on a page, in the dataset's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

import phonenumbers as library

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.page import Page
from poles_cli.corrections.refresh.persons import CREDIT

_FAX = frozenset(("fax", "telec", "telecopie", "telecopieur", "facsimile", "f"))
_PHONE = frozenset("tel telephone telephonez phone t appelez call".split())
_LABELS = _FAX | _PHONE
_CELL = frozenset(("cell", "cellulaire", "cel", "mobile", "res", "residence", "domicile"))
_AGAIN = frozenset(("", "ou", "or", "et", "and"))  # separators between two numbers of one label
_EXTENSION = re.compile(r"[\s,;(/–—-]*(?:poste|ext|x|p)\b[\s.:#]*(\d{1,6})\b", re.I)
_SIGNS = str.maketrans(dict.fromkeys("📠🖷", " fax "))
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\(?\d{3}\b)")  # « T450 555-0100 », a letter in bold
# « J1H 1P9 450 555-0100 1 888 555-0100 »: where one number ends and the next one starts.
_RUN = re.compile(
    r"(?<=\d)(?<!\b1) (?=(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .‑–-]\d{4}\b)"
    r"|(?<=\d{3}[ .‑–-]\d{4}) (?=\d)"
)
_TARGET = re.compile(r"([+\d\s()./-]*\d)(?:(?:;ext=|[,;pwx]+)(\d{1,6}))?", re.I)
_AFTER = re.compile(r"\s*\(([^)\d]{1,20})\)")


class Number(NamedTuple):
    """A number and its line; `label` if it is called a telephone, `fax` if it is called a fax."""

    value: str
    evidence: str
    line: int
    label: bool
    fax: bool
    toll_free: bool

    @property
    def base(self) -> str:
        """The number without its extension."""
        return self.value[:12]


def numbers(page: Page) -> Iterator[Number]:
    """Yield the numbers of a page, in its text and then in its `tel:` links; no mobile."""
    shown = set()
    for index, line in enumerate(page.lines):
        if sum(c.isdigit() for c in line.text) < 10:
            continue
        previous = page.lines[index - 1].text if index else ""
        # A line with its own number is not a label of the next one.
        label = len(previous) <= 40 and sum(c.isdigit() for c in previous) < 7
        for number in _written(line.text, index, previous if label else ""):
            shown.add((number.base, index))
            yield number
    for link in page.links:
        if link.href[:4].lower() == "tel:":
            words = f"{link.text} {link.hint}"
            dialled = _dialled(unquote(link.href[4:60]), words, link.line)
            if dialled and (dialled.base, link.line) not in shown:
                yield dialled


def _written(text: str, line: int, previous: str) -> Iterator[Number]:
    """Yield the numbers of a line with their labels, before them or at the end of the line."""
    text = _RUN.sub(" · ", _GLUED.sub(" ", text.translate(_SIGNS)))
    matches = list(library.PhoneNumberMatcher(text, "CA", max_tries=50))
    starts = [*(match.start for match in matches), len(text)]
    last = fold(text[matches[-1].end :][:40]).split()[:1] if matches else []
    follow = not fold(text[: starts[0]]) and not _LABELS.isdisjoint(last)
    start, words = 0, previous
    for match, following in zip(matches, starts[1:], strict=True):
        before = fold(text[start : match.start][-40:])
        more, after = _EXTENSION.match(text, match.end), _AFTER.match(text, match.end)
        if before not in _AGAIN:
            words = before
        if after or follow:
            words = after[1] if after else text[match.end : following][:40]
        start = max(match.end, *(found.end() for found in (more, after) if found), 0)
        extension = more[1] if more else match.number.extension
        written = text[match.start : more.end() if more else match.end]
        if number := _number(match.number, extension, words, written, line):
            yield number


def _dialled(target: str, words: str, line: int) -> Number | None:
    match = _TARGET.match(target.strip())
    try:
        found = library.parse(match[1] if match else "", "CA")
    except library.NumberParseException:
        return None
    return _number(found, match[2], words, f"tel:{match[0]}", line) if match else None


def _number(
    found: library.PhoneNumber, extension: str | None, words: str, evidence: str, line: int
) -> Number | None:
    """Return a Canadian or toll-free number; None for others, for mobiles and for an agency's."""
    labels = set(fold(words).split())
    others = bool(labels & _CELL or CREDIT.search(fold(words)))
    toll_free = library.number_type(found) == library.PhoneNumberType.TOLL_FREE
    of_canada = toll_free or library.region_code_for_number(found) == "CA"
    if not library.is_valid_number(found) or not of_canada or others:
        return None
    digits, phone = str(found.national_number), bool(labels & _PHONE)
    value = f"{digits[:3]} {digits[3:6]}-{digits[6:]}" + (
        f", poste {extension}" if extension else ""
    )
    return Number(value, evidence, line, phone, bool(labels & _FAX) and not phone, toll_free)
