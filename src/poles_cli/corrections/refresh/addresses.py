"""Find postal addresses of Québec on a page: street, city and code of an office, as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.lines import Line
from poles_cli.corrections.refresh.page import Page

# The official name of a municipality of Québec in any spelling, None for any other words.
Cities = Callable[[str], str | None]

_CODE = re.compile(r"\b([GHJ]\d[ABCEGHJ-NPRSTV-Z])[ -]?(\d[ABCEGHJ-NPRSTV-Z]\d)\b", re.I)
_PROVINCE = re.compile(
    r"[,(–—-]*\s*\b(?:Qu[ée](?:bec)?|P?QC|P\.?\s?Q\.?)\b\s*[),.]*(?:\s*Canada\b)?[\s,.–—-]*", re.I
)
_ANCHOR = re.compile(r"(?:\((?:Qu[ée]bec|QC)\)|,\s*(?:Qu[ée]bec|QC)\b)", re.I)
_TYPE = (
    r"(?:rue|av(?:enue|\.)?|boul(?:evard|\.)?|blvd|bd|chemin|ch\.|route|rte|rang|place|pl\."
    r"|mont[ée]e|c[ôo]te|(?:grande[ -])?all[ée]e|carr[ée]|square|terrasse|promenade|quai|autoroute"
    r"|ruelle|impasse|cours|croissant|parc)"
)
_UNIT = (
    r"(?:(?:bureau|bur\.|suite|local|unit[ée]|app\.|porte)\s*#?\s*[\w-]{1,6}\s*,?\s+"
    r"|\d{1,2}e\s+[ée]tage,\s*)?"
)
_NUMBER = r"\b\d{1,5}(?:[\s-]?[A-H]\b)?(?:\s?[-–]\s?\d{1,5})?\s*,?\s+"
_STREET = re.compile(
    rf"{_UNIT}{_NUMBER}(?:(?:\d{{1,3}}(?:e|re|er|[èi]?[èe]me|th|st|nd|rd)\s+)?{_TYPE}(?=\W)"
    r"|(?:[\w.'’-]+\s+){1,4}(?:street|st\.?|avenue|ave\.?|road|rd\.?|drive|dr\.?|boulevard"
    r"|blvd\.?|lane|crescent|court|square|terrace|highway)\b)",
    re.I,
)
# An address without a word for a street, « 100, Principale, »; a box, if there is no street.
_BARE = re.compile(
    r"(?:(?<=^)|(?<=, ))\d{1,5}[A-H]?\s*,?\s+[^\d,()@:]{3,40}"
    r"(?:,\s*(?:bureau|local|suite)\s*\w{1,5})?,"
)
_UNITS = re.compile(r"(?:bureau|bur\.|suite|local|unit[ée]?|app\.|porte|\d+e [ée]tage)\b", re.I)
_WORDS = re.compile(r"[^\W\d]{2}|C\.?\s?P\b")
# What may follow a street: anything with a number, a building, a place.
_PART = re.compile(
    r"\d|#|\b(?:bur|bureau|local|suite|porte|app|apt|unit[ée]?|[ée]tage|niveau|floor|case|succ|station|[ée]difice|immeuble|building|tour"
    r"|aile|pavillon|centre|complexe|place|rez|sous-sol|secteur|arrondissement)\b",
    re.I,
)
_CARE = re.compile(
    r",?\s*(?:\ba/s\b|\bc/o\b|\batt(?:n|ention)?\b|à l.attention|aux soins)[^,]*", re.I
)
_BOX = re.compile(r"\b(?:C\.?\s?P\.?|case postale|P\.?\s?O\.?\s?box)\s*\d+", re.I)
_UNFINISHED = re.compile(rf"(?:{_NUMBER})?(?:{_TYPE}\s)?", re.I)  # a number, a type and no name
_HEAD = re.compile(r"\b(?:siege|bureau (?:principal|chef|administratif)|(?:head|main) office)\b")
_LABELS = re.compile(
    r"(?:^|\s*[|,]\s*)(?:adresse(?: postale)?|ville|municipalit[ée]|province|code postal|address"
    r"|city|postal code)\s*(?::\s*|\Z)",
    re.I,
)
_WINDOW = 3  # lines above a postal code in which an address may start
_ABBREVIATIONS = {
    "av": "avenue", "ave": "avenue", "boul": "boulevard", "blvd": "boulevard", "bd": "boulevard",
    "ch": "chemin", "rte": "route", "bur": "bureau", "suite": "bureau",
}  # fmt: skip


class Office(NamedTuple):
    """An address and its line; `head` if the page calls it the head office."""

    street: str
    city: str
    code: str
    evidence: str
    line: int
    head: bool

    @property
    def key(self) -> str:
        """Return what is the same in two ways to write an address."""
        return f"{street_key(self.street)}, {fold(self.city)}"


def street_key(street: str) -> str:
    """Return a street without variations of writing: abbreviations, commas, accents."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in fold(street).split())


def offices(page: Page, city_of: Cities) -> Iterator[Office]:
    """Yield the addresses of a page that have a street, a municipality and a code or province."""
    for index, line in enumerate(page.lines):
        written, start = _LABELS.sub(", ", line.text), 0
        anchors = list(_CODE.finditer(written)) or list(_ANCHOR.finditer(written))
        above = _above(page.lines, index) if anchors else []
        for anchor in anchors[:10]:
            text = ", ".join([*(() if start else above), written[start : anchor.end()].strip(" ,")])
            start = anchor.end()
            head = _HEAD.search(fold(" ".join([*above, written[:start]]))) is not None
            code = " ".join(anchor.groups()).upper()
            if office := _office(text, code, city_of):
                yield office._replace(line=index, head=head)


def _above(lines: Sequence[Line], index: int) -> list[str]:
    """Return the short lines just above that may start the address, down from any other code."""
    above: list[str] = []
    for line in reversed(lines[max(0, index - 2 * _WINDOW) : index]):
        if len(line.text) > 120 or _CODE.search(line.text) or line.place != lines[index].place:
            break
        if text := _LABELS.sub(", ", line.text).strip(" ,"):
            above.insert(0, text)
    return above[-_WINDOW:]


def _office(text: str, code: str, city_of: Cities) -> Office | None:
    """Return the address at the end of a text, without its province and code."""
    for pattern in (_STREET, _BARE, _BOX) if code else (_STREET,):
        if starts := [match.start() for match in pattern.finditer(text)]:
            written = text[starts[-1] :].strip()
            for body in _bodies(_CODE.sub("", written) if code else written):
                street, city = _parted(body, city_of)
                if city and not _UNFINISHED.fullmatch(f"{street} "):
                    for name in _names(street):
                        street, written = street.replace(name, ""), written.replace(name, "")
                    return Office(street, city, code, written[:160], 0, False)
            return None
    return None


def _names(street: str) -> Iterator[str]:
    """Yield the parts between a street and its city that are not address parts: a person's name."""
    yield from (match[0] for match in _CARE.finditer(street))
    in_street = True
    for part in re.findall(r",[^,]*|^[^,]+", _CARE.sub("", street)):
        if not in_street and not _PART.search(part):
            yield part
        # A number or a unit may come before the street.
        in_street &= _UNITS.match(part.strip(", ")) is not None or not _WORDS.search(part)


def _bodies(text: str) -> Iterator[str]:
    """Yield an address without its province, then unchanged, since Québec is also a city."""
    *_, last = [None, *_PROVINCE.finditer(text)]
    if last is not None and not text[last.end() :].strip(" ,."):
        yield text[: last.start()].rstrip(" ,(")
    if last is None or "(" not in last[0]:
        yield text.rstrip(" ,.")


def _parted(body: str, city_of: Cities) -> tuple[str, str]:
    """Return the street and the municipality of an address, empty if it has no municipality."""
    street, comma, last = body.rpartition(",")
    if comma and (city := city_of(last.strip())):
        return street.strip(" ,"), city
    words = body.split()
    for count in range(min(5, len(words) - 2), 0, -1):
        if city := city_of(" ".join(words[-count:])):
            return " ".join(words[:-count]).strip(" ,–-"), city
    return "", ""
