"""Turn what a user types into values of the data, and check them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.suggest import check_word, unknown
from poles_cli.base.text import formula_sign, printable
from poles_cli.rules.field import ONE, Field, keyed, text
from poles_cli.rules.problem import Problem, problem, shown
from poles_cli.rules.registry import settable
from poles_cli.rules.shape import problems_of
from poles_cli.rules.values import (
    BAR,
    FORMS,
    FORMULA,
    NEQ_DIGITS,
    TOO_LONG,
    end_problem,
    text_problems,
    unseen,
    value_problem,
)
from poles_cli.rules.vocabularies import CONFIDENCE
from poles_cli.rules.walk import Leaf, walk

if TYPE_CHECKING:
    from poles_cli.records.dataset import Dataset

LONGEST = 2000  # characters of a value, of a title or of an address
SOURCES_AT_MOST = 5
_LONGEST_PHONE = 80  # characters, with its extension

_EXTENSION = re.compile(r"[\s,;]*(?:poste|ext(?:ension|\.)?|x|#|p\.)\s*#?\s*([0-9]{1,6})$", re.I)
_LOCAL = re.compile(
    r"https?://(?:localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?::[0-9]{1,5})?(?:/[!#-;=?-\[\]_a-z~]*)?"
)
_TIDY = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0xFE0E: None, 0xFE0F: None}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.A)
_HINT = N_("Type: poles set --help")

NUMBER = N_("“{value}” is not a number of the enterprise register: it has {count} digits.")
POSTAL_LETTERS = N_("“{value}” is not a postal code: it holds a letter that is never used there.")
NOT_A_DAY = N_("“{value}” is not a day: write 2026-11-24.")
AREA_CODE = N_("“{value}” is not a telephone number: a code never starts with 0 or 1.")
NOT_A_SOURCE = N_("“{value}” is neither a web address nor the id of a source.")
MANY_SOURCES = N_("{count} sources given; at most {most} are allowed.")
NO_SOURCE = N_("No source has the id “{value}”.")
NO_SUCH_POLE = N_("No pôle has the slug “{value}”.")


def _own(field: Field) -> Field:
    """Return the field of a user's fact: a fact with the date it was set and its source's title."""
    more = {
        "set_on": Field("date", "Day on which the user set it.").needed(),
        "source_title": text("Title of the page that its sources give the address of."),
    }
    return field._replace(shape=ONE, fields={**field.fields, **more})


def overlay() -> Field:
    """Return the file of corrections as a field: pôle, field, fact."""
    facts = {name: _own(field) for name, field in settable().items()}
    return keyed("A user's corrections: pôle, field, fact", facts)


def parse_field(word: str) -> str:
    """Return the field that `word` names; an error for an unknown one lists the fields."""
    name = word.strip().casefold().replace("-", "_").removeprefix("contacts.")
    facts = settable()
    if name in facts:
        return name
    raise unknown(N_("No field “{word}” can be set."), word, list(facts), _HINT)


def parse_value(name: str, words: str, today: str = "") -> Any:
    """Return the value of the field `name` that `words` give, in the form of the data.

    A bilingual field gets the same text in both languages. Raises `PolesError` (usage) for an
    invalid value, or a date after `today`, an ISO date.
    """
    if len(words) > LONGEST:
        _refuse(text_fault(words))
    field = settable()[name].fields["value"]
    value = _tidy(words)
    # Normalize the value before checking for formulas: « +1 450 555-0100 » is not one.
    if field.type == "phone":
        value = _phone(value)
    elif field.type == "postal-code":
        characters = value.upper().translate({ord(mark): None for mark in " \u00a0-"})
        value = _filled(FORMS["postal-code"], characters)
    elif name == "register_number":
        value = value.replace(" ", "")
    elif field.type in ("url", "email"):
        value = _lower_domain(value, "://" if field.type == "url" else "@")
    plain = field._replace(type="text") if field.type == "bilingual" else field
    if field.type == "phone" and re.fullmatch(r"\+[\d .()-]+", value):  # of another country
        _refuse(value_problem(plain, value, today))
    _refuse(text_fault(value))
    _refuse(value_problem(plain, value, today) or _own_rule(name, field.type, value))
    _refuse(end_problem(value, today) if field.type == "date" else None)
    if field.type == "bilingual":
        for language in ("fr", "en"):
            _refuse(next(text_problems(value, language), None))
        return {"fr": value, "en": value}
    if field.type == "text":
        _refuse(next(text_problems(value), None))
    return value


def parse_source(word: str, directory: Dataset) -> str:
    """Return the address of a source, or its id if the bibliography has it.

    Raises `PolesError`: usage for a bad address, not found for an unknown id.
    """
    _refuse(text_fault(word))
    value = _tidy(word)
    if "://" not in value and "." not in value:
        return directory.source(value).id
    ids = {source.id for source in directory.sources}
    if value in ids:
        return value
    value = _lower_domain(value, "://")
    _refuse(None if is_local(value) else value_problem(Field("url", ""), value))
    by_url = {source.url: source.id for source in directory.sources}
    return by_url.get(value, value)


def parse_sources(words: Sequence[str], directory: Dataset) -> list[str]:
    """Return the sources that `words` give, each once; raise for none, or too many."""
    if not words:
        raise PolesError(
            USAGE,
            N_("A correction needs its source: --source URL, or the id of a source."),
            N_("Type: poles set --help"),
        )
    found = list(dict.fromkeys(parse_source(word, directory) for word in words))
    if len(found) > SOURCES_AT_MOST:
        _refuse((MANY_SOURCES, {"count": len(found), "most": SOURCES_AT_MOST}))
    return found


def parse_date(word: str, today: str = "") -> str:
    """Return the date unchanged; raise if it is not EDTF, or is after `today`."""
    _refuse(value_problem(Field("date", ""), word, today))
    _refuse(end_problem(word, today))
    return word


def parse_title(words: str) -> str:
    """Return the title of a source, tidied; raise for a text that the data cannot hold."""
    value = _tidy(words)
    _refuse(text_fault(value))
    _refuse(value_problem(Field("text", ""), value) or next(text_problems(value), None))
    return value


def parse_confidence(word: str) -> str:
    """Return `word` if it is a grade of confidence; raise for any other word."""
    check_word(word, tuple(CONFIDENCE), N_("There is no confidence “{word}”."), _HINT)
    return word


def text_fault(words: str) -> tuple[str, dict[str, Any]] | None:
    """Return why no field accepts a text: hidden characters, a formula, `|`, or its length."""
    if len(words) > LONGEST:
        return TOO_LONG, {"count": len(words), "most": LONGEST}
    for character in words:
        if not printable(character) and character != "\u00a0":
            return unseen(character)
    if "|" in words:
        return BAR, {}
    sign = formula_sign(words)
    return (FORMULA, {"character": sign}) if sign else None


def overlay_problems(
    table: Any, file: str, slugs: Sequence[str] | None = None, today: str = ""
) -> list[Problem]:
    """Return the problems of a parsed overlay, by the dataset's own rules and those of `set`.

    `slugs` are those of the dataset, None if they are not known; see `check_directory` for `today`.
    Never raises.
    """
    return problems_of(overlay(), table, file, today) or list(_rules(table, file, slugs))


def _rules(
    table: Mapping[str, Mapping[str, Any]], file: str, slugs: Sequence[str] | None
) -> Iterator[Problem]:
    """Yield the problems by the overlay's own rules; its shape has been checked."""
    types = {name: field.fields["value"].type for name, field in settable().items()}
    for slug, facts in table.items():
        if slugs is not None and slug not in slugs:
            yield problem(file, slug, NO_SUCH_POLE, value=slug)
        for name, fact in facts.items():
            if not _DAY.fullmatch(fact["set_on"]):
                yield problem(file, f"{slug}.{name}.set_on", NOT_A_DAY, value=fact["set_on"])
            if wrong := _own_rule(name, types[name], fact["value"]):
                yield problem(file, f"{slug}.{name}.value", wrong[0], **wrong[1])
            for index, source in enumerate(fact["sources"], 1):
                if not _is_source(source):
                    path = f"{slug}.{name}.sources[{index}]"
                    yield problem(file, path, NOT_A_SOURCE, value=source)
    for item in walk(overlay(), table):
        text_ = item.value if isinstance(item, Leaf) else None
        if isinstance(text_, str) and (wrong := text_fault(text_)):
            yield problem(file, item.path, wrong[0], **wrong[1])


def is_url(source: str) -> bool:
    """Return True for an address, False for an id."""
    return "://" in source


def is_local(source: str) -> bool:
    """Return True for a page on the user's own machine or network, which nobody else can reach."""
    return bool(_LOCAL.fullmatch(source))


def _is_source(value: str) -> bool:
    return (
        is_local(value)
        or value_problem(Field("url" if is_url(value) else "key", ""), value) is None
    )


def _own_rule(name: str, type_: str, value: Any) -> tuple[str, dict[str, Any]] | None:
    """Return the problem of a well-formed value, by the rules for Canadian numbers and codes."""
    if name == "register_number":
        if not (value.isascii() and value.isdigit() and len(value) == NEQ_DIGITS):
            return NUMBER, {"value": value, "count": NEQ_DIGITS}
    elif type_ == "postal-code":
        if set(value) & set("DFIOQU") or value[0] in "WZ":
            return POSTAL_LETTERS, {"value": value}
    elif type_ == "phone" and {value[0], value[4]} & {"0", "1"}:
        return AREA_CODE, {"value": value}
    return None


def _refuse(wrong: tuple[str, Mapping[str, Any]] | None) -> None:
    if wrong is not None:
        message, values = wrong
        raise PolesError(USAGE, message, _HINT, **{key: shown(values[key]) for key in values})


def _tidy(words: str) -> str:
    """Return a text in the style of the data: NFC, straight apostrophes, single spaces.

    The selectors that make a sign an emoji, which a copied title may have, are left out.
    """
    value = unicodedata.normalize("NFC", words).translate(_TIDY)
    return " ".join(part for part in value.strip().split(" ") if part)


def _phone(words: str) -> str:
    """Return a phone number in the form of the data, or `words` if they are not ten digits.

    >>> _phone("+1 (450) 555-0100 ext. 12")
    '450 555-0100, poste 12'
    """
    if len(words) > _LONGEST_PHONE:
        return words
    extension = _EXTENSION.search(words)
    number = words[: extension.start()] if extension else words
    digits = "".join(c for c in number if c not in " ().-\u00a0\u2010\u2011\u2013/")
    for prefix in ("+1", "1"):  # the country code
        if len(digits) == 10 + len(prefix):
            digits = digits.removeprefix(prefix)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        return words
    number = _filled(FORMS["phone"], digits)
    return f"{number}, poste {extension[1]}" if extension else number


def _filled(form: str, characters: str) -> str:
    """Return `form` filled with `characters`, or `characters` alone if their number is wrong."""
    if len(characters) != sum(f in "9A" for f in form):
        return characters
    rest = iter(characters)
    return "".join(next(rest) if f in "9A" else f for f in form)


def _lower_domain(value: str, mark: str) -> str:
    """Return an address with its scheme and domain, which ignore case, in lower case."""
    head, found, rest = value.partition(mark)
    if not found:
        return value
    if mark == "@":
        return head + mark + rest.lower()
    domain, slash, path = rest.partition("/")
    return head.lower() + mark + domain.lower() + slash + path
