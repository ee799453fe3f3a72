"""Check the territory tables: their columns, their values, their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.text import name_key
from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.contents import Row
from poles_cli.rules.field import LIST, Field
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.values import text_problems, value_problem

_PLACES = "territory/municipalities.csv"

Fault = tuple[str, Mapping[str, Any]]

NO_CELL = N_("The cell is empty; the column is required.")
DANGLING = {
    "region": N_("No region has the code “{value}”."),
    "mrc": N_("No MRC has the code “{value}”."),
    "municipality": N_("No municipality has the code “{value}”."),
    "place": N_("No municipality, MRC or region has the code “{value}”."),
}
KEYS = {"mrc": "code", "municipalities": "code", "postal": "prefix"}
# The column whose folded text must equal the key.
NAMES = {"mrc": "name", "municipalities": "name", "aliases": "alias", "postal": "prefix"}
DIGITS = {"mrc": 3, "municipalities": 5}
NOT_CODE = N_("“{value}” is not a code of {count} digits.")
TWICE = N_("The code “{value}” appears in two rows.")
NOT_FOLDED = N_("“{value}” is not the name without accents, case or article: write {right}.")
OWN_TWIN = N_("“{value}” is this very place: a twin is another.")
ONE_SIDED = N_(
    "“{value}” is three times as large as any place that “{name}” alone leads to: give it that name"
    " too, in aliases.csv."
)
SHARE = N_("“{value}” is not a code and its share in per cent: write 210:37.")


def check_rows(rows: Mapping[str, Sequence[Row]], regions: Mapping[str, None]) -> Iterator[Problem]:
    """Yield the problems of the territory tables; `12.name` is a field of the twelfth row."""
    known = {
        "region": set(regions),
        "mrc": {row.get("code", "") for row in rows.get("mrc", ())},
        "municipality": {row.get("code", "") for row in rows.get("municipalities", ())},
    }
    known["place"] = known["municipality"] | known["mrc"] | known["region"]
    for name, table in rows.items():
        file, columns = f"territory/{name}.csv", COLUMNS[name]
        for number, row in enumerate(table, 1):
            for column, field in columns.items():
                for message, values in _faults(field, row[column], known):
                    yield problem(file, f"{number}.{column}", message, **values)
            if row["key"] != (right := name_key(row[NAMES[name]])):
                yield problem(file, f"{number}.key", NOT_FOLDED, value=row["key"], right=right)
            if row.get("twin") and row["twin"] == row["code"]:
                yield problem(file, f"{number}.twin", OWN_TWIN, value=row["twin"])
        if name in KEYS:
            yield from _key_problems(file, KEYS[name], table, DIGITS.get(name))
    yield from _one_sided(rows.get("municipalities", ()), rows.get("aliases", ()))


def _one_sided(places: Sequence[Row], aliases: Sequence[Row]) -> Iterator[Problem]:
    """Yield the names that a small place has, and a much larger place has only in a longer form.

    « Saint-Bruno » alone means Saint-Bruno-de-Montarville more often than any other.
    """
    people = {row["code"]: _count(row["population"]) for row in places}
    bearers: dict[str, set[str]] = {}
    for row in (*places, *aliases):
        bearers.setdefault(row["key"], set()).add(row["code"])
    for number, row in enumerate(places, 1):
        words = row["key"].split(" ")
        for size in range(1, len(words)):
            known = bearers.get(key := " ".join(words[:size]), set())
            most = max((people.get(code, 0) for code in known), default=0)
            official = any(code in people for code in known)
            if row["code"] not in known and official and most and people[row["code"]] >= 3 * most:
                yield problem(_PLACES, f"{number}.name", ONE_SIDED, value=row["name"], name=key)


def _key_problems(
    file: str, column: str, table: Sequence[Row], digits: int | None
) -> Iterator[Problem]:
    """Yield the codes that appear twice, and those with the wrong number of digits."""
    codes: set[str] = set()
    for number, row in enumerate(table, 1):
        code = row[column]
        if code in codes:
            yield problem(file, f"{number}.{column}", TWICE, value=code)
        if digits and code and not (_is_number(code) and len(code) == digits):
            yield problem(file, f"{number}.{column}", NOT_CODE, value=code, count=digits)
        codes.add(code)


def _faults(field: Field, cell: str, known: Mapping[str, set[str]]) -> Iterator[Fault]:
    if not cell:
        if field.required:
            yield NO_CELL, {}
        return
    for item in cell.split("|") if field.shape == LIST else [cell]:
        if field.refers:
            code, _, share = item.partition(":")
            if code not in known[field.refers]:
                yield DANGLING[field.refers], {"value": code}
            elif (
                field.refers == "mrc"
                and field.shape == LIST
                and not (_is_number(share) and int(share) <= 100)
            ):
                yield SHARE, {"value": item}
        elif wrong := value_problem(field, _parsed(field, item)):
            yield wrong[0], {**wrong[1], "value": item}
        elif field.type == "text":
            yield from text_problems(item)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _count(cell: str) -> int:
    return int(cell) if _is_number(cell) else 0


def _parsed(field: Field, cell: str) -> Any:
    """Return the number in a cell; any other text is unchanged, and refused later."""
    try:
        return {"integer": int, "number": float}.get(field.type, str)(cell)
    except ValueError:
        return cell
