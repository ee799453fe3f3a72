"""Check one value: its form, its characters, its typography.

Each rule returns or yields its problem: a message id and the values that fill it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.text import formula_sign, printable
from poles_cli.rules import dates
from poles_cli.rules.field import LONGEST, Field
from poles_cli.rules.problem import Advice

# The forms of numbers in Québec: 9 is a digit, A a capital letter, the rest is literal.
FORMS: Mapping[str, str] = {"phone": "999 999-9999", "postal-code": "A9A 9A9"}
NEQ_DIGITS = 10  # of a number of the enterprise register

# Domains that give an address to anyone, so never an organization's own.
FREE_MAIL = frozenset({
    "aol", "bell", "cogeco", "free", "gmail", "gmx", "googlemail", "hotmail", "icloud", "laposte",
    "live", "mail", "me", "msn", "orange", "outlook", "proton", "protonmail", "sympatico", "telus",
    "videotron", "wanadoo", "yahoo", "ymail",
})  # fmt: skip

_AMOUNT = re.compile(r"(?:<?~|>=|<=|>|<)?[0-9]{1,15}(?:\.[0-9]{1,4})?")
_FRACTION = re.compile(r"[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")
_KEY = re.compile(r"[0-9a-z]+(?:[.-][0-9a-z]+)*")
_EMAIL = re.compile(
    r"[0-9a-z][0-9a-z._+-]*@((?:[0-9a-z](?:[0-9a-z-]*[0-9a-z])?\.)+[a-z]{2,})", re.I | re.A
)
_EXTENSION = re.compile(r", poste [0-9]{1,6}")
_HOST = re.compile(r"(?:[0-9a-z](?:[0-9a-z-]*[0-9a-z])?\.)+[a-z]{2,}(?::[0-9]{1,5})?", re.I | re.A)
_NOT_IN_URL = re.compile(r"[\s<>\"`{}|\\^]")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "flag": (bool,),
    "integer": (int,),
    "number": (int, float),
}

WRONG_TYPE = {
    "flag": N_("“{value}” is not true or false."),
    "integer": N_("“{value}” is not a whole number, zero or more."),
    "number": N_("“{value}” is not a number."),
}
NOT_TEXT = N_("“{value}” is not text: write it between quotation marks.")
CHOICE = N_("“{value}” is not one of: {choices}.")
TOO_LONG = N_("The text is too long: {count} characters, of {most} at most.")
WIDE = Advice(N_("The text is too wide: {count} characters, of {most} at most."))
EMPTY = N_("The text is empty: write it, or leave the field out.")
FORM = {
    "amount": N_("“{value}” is not an amount: write 581, ~9000, <~9000, >568000000 or >=10."),
    "measure": N_("“{value}” is not an amount or a fraction: write 75, ~9000 or 2/3."),
    "key": N_("“{value}” is not an identity: write lower-case letters, digits and hyphens."),
    "url": N_("“{value}” is not a web address: write https://… or http://…, with its domain."),
    "email": N_("“{value}” is not an e-mail address: write name@domain."),
    "phone": N_(
        "“{value}” is not a telephone number: write it as {form} (9 is a digit), "
        "with “, poste 12” for an extension."
    ),
    "postal-code": N_(
        "“{value}” is not a postal code: write it as {form} (A a capital, 9 a digit)."
    ),
}
PERSONAL_MAIL = N_("“{value}” is not the organization's own address: use one at its own domain.")


FUTURE = Advice(N_("“{value}” is in the future: write today's date or an earlier one."))


def value_problem(field: Field, value: Any, today: str = "") -> tuple[str, dict[str, Any]] | None:
    """Return the problem of one value of `field`: a message id and its values, or None.

    A date that starts after `today`, an ISO date, is a problem; without `today`, any date may.
    """
    if field.type in _TYPES:
        good = isinstance(value, _TYPES[field.type]) and isinstance(value, bool) == (
            field.type == "flag"
        )
        if good and field.type != "flag":
            good = -1e15 < value < 1e15 and (field.type == "number" or value >= 0)
        return None if good else (WRONG_TYPE[field.type], {"value": value})
    if not isinstance(value, str):
        return NOT_TEXT, {"value": value}
    if field.choices:
        return (
            None
            if value in field.choices
            else (CHOICE, {"value": value, "choices": ", ".join(field.choices)})
        )
    if not value:
        return EMPTY, {}
    for most, message in ((LONGEST, TOO_LONG), (field.longest, WIDE)):
        if len(value) > most:
            return message, {"count": len(value), "most": most}
    if field.type == "date":
        return _date_problem(value, today)
    if field.type in FORM:
        return _form_problem(field.type, value)
    return None


def _date_problem(value: str, today: str) -> tuple[str, dict[str, Any]] | None:
    try:
        first = dates.span(value).first
    except ValueError as error:
        return str(error), {"value": value}
    return _future(value, first, today)


def end_problem(value: str, today: str) -> tuple[str, dict[str, Any]] | None:
    """Return the problem of a date with an end that starts after `today`: no fact was seen then.

    The period that a fact is about may end later, so the data may have such dates.
    """
    return _future(value, dates.latest(value), today)


def _future(value: str, day: dates.Day | None, today: str) -> tuple[str, dict[str, Any]] | None:
    late = today and day and "{:04}-{:02}-{:02}".format(*day) > today
    return (FUTURE, {"value": value}) if late else None


def _form_problem(type_: str, value: str) -> tuple[str, dict[str, Any]] | None:
    form = FORMS.get(type_, "")
    if type_ == "email":
        match = _EMAIL.fullmatch(value) if len(value) < 255 else None
        if match and FREE_MAIL & set(match[1].lower().split(".")[-3:-1]):
            return PERSONAL_MAIL, {"value": value}
        good = match is not None
    elif type_ == "url":
        good = _is_url(value)
    elif form:
        extension = _EXTENSION.fullmatch(value, len(form)) if type_ == "phone" else None
        good = fits(form, value[: len(form)] if extension else value)
    elif type_ == "key":
        good = bool(_KEY.fullmatch(value))
    else:
        good = bool(_AMOUNT.fullmatch(value)) or (
            type_ == "measure" and bool(_FRACTION.fullmatch(value))
        )
    return None if good else (FORM[type_], {"value": value, "form": form})


def fits(form: str, value: str) -> bool:
    """Return True if `value` has the form of `form`: 9 is a digit, A a capital, the rest literal.

    >>> fits("A9A 9A9", "G9A 2E7")
    True
    """
    return len(form) == len(value) and value.isascii() and all(
        c.isdigit() if f == "9" else c.isupper() if f == "A" else c == f
        for f, c in zip(form, value, strict=True)
    )  # fmt: skip


def _is_url(value: str) -> bool:
    scheme, mark, rest = value.partition("://")
    if scheme not in ("http", "https") or not mark or len(value) > 2000:
        return False
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return bool(_HOST.fullmatch(host)) and not _NOT_IN_URL.search(value) and printable(value)


NFC = Advice(N_("The text is not in normal form (NFC): type its accents again as single letters."))
CONTROL = N_("The text holds {character}, a character that is not seen: take it out.")
BAR = N_("The text holds “|”, which separates the items of a list in flat formats: use a comma.")
FORMULA = N_("The text starts with “{character}”, which a spreadsheet reads as a formula.")
SPACES = Advice(N_("The text has a space too many: near “{near}”."))
APOSTROPHE = Advice(N_("Use the straight apostrophe ('): near “{near}”."))
QUOTES = Advice(N_("Quotation marks are « », with a no-break space inside each: near “{near}”."))
CURLY = Advice(N_('Use straight quotation marks (") in English: near “{near}”.'))
BEFORE = Advice(N_("A no-break space goes before “:”, “%” and “$” in French: near “{near}”."))
TIGHT = Advice(N_("No space goes before “;”, “!” or “?”: near “{near}”."))
PERCENT = Advice(N_("No space goes before “%” in English: near “{near}”."))

# Each alternative starts with its sign, and looks back from there: this is up to ten times as fast.
_ANY = (
    (SPACES, re.compile(r"^\s|\s(?:$|\s)")),
    (APOSTROPHE, re.compile("[‘’ʼ]")),
    (QUOTES, re.compile("«(?!\u00a0)|»(?<!\u00a0»)")),
)
_FRENCH = (
    (QUOTES, re.compile('[“”"„]')),
    (
        BEFORE,
        re.compile(
            r":(?<![\u00a0\d]:)|:(?<=\d:)(?!\d)|%(?<!\u00a0%)|\$(?<!\u00a0\$)(?<!\u00a0[kMG]\$)"
        ),
    ),
    (TIGHT, re.compile(r"\s[;!?]")),
)
_ENGLISH = (
    (CURLY, re.compile("[“”„]")),
    (PERCENT, re.compile(r"\s%")),
    (TIGHT, re.compile(r"\s[;!?]")),
)
_BY_LANGUAGE = {"fr": _ANY + _FRENCH, "en": _ANY + _ENGLISH, "": _ANY}


def unseen(character: str) -> tuple[str, dict[str, Any]]:
    """Return the problem of a text with an invisible character, with its code and name."""
    name = unicodedata.name(character, "")
    return CONTROL, {"character": f"U+{ord(character):04X} {name}".strip()}


def text_problems(text: str, language: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the problems of a text's characters, and of its typography in `language`."""
    spaced = text.replace("\u00a0", " ")
    if not printable(spaced):
        yield unseen(next(c for c in spaced if not printable(c)))
    if not unicodedata.is_normalized("NFC", text):
        yield NFC, {}
    if "|" in text:
        yield BAR, {}
    if sign := formula_sign(text):
        yield FORMULA, {"character": sign}
    for message, pattern in _BY_LANGUAGE[language]:
        if match := pattern.search(text):
            yield message, {"near": text[max(0, match.start() - 15) : match.end() + 15]}
