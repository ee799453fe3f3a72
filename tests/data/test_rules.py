"""Each rule of the data, broken alone in a tiny dataset that is otherwise valid."""

import os
from pathlib import Path
from typing import Any

import pytest

from poles_cli.rules import check, contents, dates, references, values, walk
from poles_cli.rules.check import check_directory, check_table
from problems import one

POLE = "poles/ardenne.toml"
IDEA = "concepts/idee.toml"


def test_tiny_dataset_is_valid(tiny: Any) -> None:
    """The tiny dataset is valid before any change."""
    assert [] == check_directory(tiny.write())


SHAPES = [
    (POLE, "history", None, "history", walk.MISSING),
    (POLE, "names.0.name", None, "names[1].name", walk.MISSING),
    (POLE, "director", "X", "", walk.NO_FIELD),
    (POLE, "fonded", "X", "", walk.UNKNOWN),
    (POLE, "names.0.contact_person", "X", "names[1]", walk.NO_FIELD),
    (POLE, "history.text.de", "X", "history.text", walk.NO_FIELD),
    (POLE, "history.text.en", None, "history.text.en", walk.MISSING),
    (POLE, "names.0", "X", "names[1]", walk.NOT_TABLE),
    (POLE, "history.text", "X", "history.text", walk.NOT_TABLE),
    (POLE, "editions", "2012", "editions", walk.NOT_LIST),
    (POLE, "names.0.sources", [], "names[1].sources", walk.EMPTY_LIST),
    (POLE, "aliases", ["a", "a"], "aliases", walk.TWICE),
    (POLE, "short_name", 3, "short_name", values.NOT_TEXT),
    (POLE, "short_name", "", "short_name", values.EMPTY),
    (POLE, "names.0.current", "yes", "names[1].current", values.WRONG_TYPE["flag"]),
    ("regions.toml", "01.population", 1.5, "01.population", values.WRONG_TYPE["integer"]),
    ("regions.toml", "01.population", -1, "01.population", values.WRONG_TYPE["integer"]),
    ("regions.toml", "01.population", True, "01.population", values.WRONG_TYPE["integer"]),
    ("regions.toml", "01.label_lat", "50", "01.label_lat", values.WRONG_TYPE["number"]),
    ("regions.toml", "01.label_lat", float("nan"), "01.label_lat", values.WRONG_TYPE["number"]),
    (POLE, "kind", "national", "kind", values.CHOICE),
    (POLE, "names.0.confidence", "sure", "names[1].confidence", values.CHOICE),
    ("dataset.toml", "themes.0.id", "Idée", "themes[1].id", values.FORM["key"]),
]

FORMS = [
    ("names.0.from", "2012-13", dates.CALENDAR),
    ("names.0.from", "2023-02-29", dates.CALENDAR),
    ("names.0.from", "about 2012", dates.FORM),
    ("names.0.from", "2019/2012", dates.ORDER),
    ("figures", [{"jobs": "9 000"}], values.FORM["amount"]),
    ("contacts.email.value", "info@", values.FORM["email"]),
    ("contacts.email.value", "pole.ardenne@gmail.com", values.PERSONAL_MAIL),
    ("contacts.email.value", "pole@yahoo.co.uk", values.PERSONAL_MAIL),
    ("contacts.email.value", "pole@videotron.ca", values.PERSONAL_MAIL),
    ("contacts.phone.value", "4185550100", values.FORM["phone"]),
    ("contacts.postal_code.value", "g5l1a1", values.FORM["postal-code"]),
    ("contacts.website", {"value": "javascript:alert(1)"}, values.FORM["url"]),
    ("contacts.website", {"value": "ftp://example.org"}, values.FORM["url"]),
    ("contacts.website", {"value": "https://a@example.org"}, values.FORM["url"]),
    ("contacts.website", {"value": "https://exam ple.org"}, values.FORM["url"]),
    ("former_contacts.0.value", "example.com", values.FORM["url"]),
]

NB = "\u00a0"
TEXTS = [
    ("history.text.fr", "Les « mots »", values.QUOTES),
    ("history.text.fr", f"Les «{NB}mots»", values.QUOTES),
    ("history.text.fr", 'Les "mots"', values.QUOTES),
    ("history.text.fr", "Trois rôles: un", values.BEFORE),
    ("history.text.fr", "Trois rôles : un", values.BEFORE),
    ("history.text.fr", "À 10 %", values.BEFORE),
    ("history.text.fr", f"À 10{NB}M $", values.BEFORE),
    ("history.text.fr", "À 10$", values.BEFORE),
    ("history.text.fr", "Quoi ?", values.TIGHT),
    ("history.text.fr", f"Un{NB}; deux", values.TIGHT),
    ("history.text.fr", "L’idée", values.APOSTROPHE),
    ("history.text.en", "It’s", values.APOSTROPHE),
    ("history.text.en", "“It”", values.CURLY),
    ("history.text.en", "10 %", values.PERCENT),
    ("history.text.en", "10%  more", values.SPACES),
    ("short_name", " Pôle", values.SPACES),
    ("short_name", "Po\u0302le", values.NFC),
    ("short_name", "Pôle|Ardenne", values.BAR),
    ("short_name", "=1+1", values.FORMULA),
    ("short_name", "@pole", values.FORMULA),
    ("short_name", "a\x1b[31mb", values.CONTROL),
    ("short_name", "a\nb", values.CONTROL),
    ("short_name", "a\u202eb", values.CONTROL),
    ("short_name", "a\u200bb", values.CONTROL),
    ("short_name", "a\u2028b", values.CONTROL),
]

SOUND = [
    f"Le «{NB}mot{NB}», 10{NB}%, 2,5{NB}M$ et 100{NB}${NB}: rien d'autre; vraiment!",
    f"À 10:30, «{NB}https{NB}»",
]

BETWEEN = [
    (
        POLE,
        "history.sources",
        ["page", "gone"],
        "history.sources[2]",
        references.DANGLING["source"],
    ),
    (POLE, "regions", ["01", "99"], "regions[2]", references.DANGLING["region"]),
    (IDEA, "related", ["mot", "gone"], "related[2]", references.DANGLING["concept"]),
    (IDEA, "theme", "gone", "theme", references.DANGLING["theme"]),
    (
        "figures.toml",
        "figures.0.regions",
        ["98"],
        "figures[1].regions[1]",
        references.DANGLING["area"],
    ),
    (
        "figures.toml",
        "measures.0.series",
        "gone",
        "measures[1].series",
        references.DANGLING["series"],
    ),
    (IDEA, "related", None, "related[1]", references.ONE_WAY),
    (IDEA, "related", ["mot", "idee"], "related[2]", references.ITSELF),
    ("figures.toml", "figures.0.regions", ["00", "01"], "figures[1].regions", references.ALONE),
    (IDEA, "aliases.fr", ["Le Mot"], "term.fr", references.SAME_NAME),
    ("dataset.toml", "expected.poles", 2, "expected.poles", references.COUNT),
    ("dataset.toml", "expected.concepts", 65, "expected.concepts", references.COUNT),
    ("dataset.toml", "expected.regions", 17, "expected.regions", references.COUNT),
    ("dataset.toml", "expected.editions.2012", 20, "expected.editions.2012", references.COUNT),
]


@pytest.mark.parametrize("file, path, value, field, message", SHAPES)
def test_shape(tiny: Any, file: str, path: str, value: Any, field: str, message: str) -> None:
    """A missing, unknown or wrongly typed field is reported, with its place."""
    tiny.change(file, path, value)
    kind = file.partition("/")[0].removesuffix(".toml")
    assert (file, field, message) == one(check_table(kind, tiny.files[file], file))


@pytest.mark.parametrize("path, value, message", FORMS)
def test_form(tiny: Any, path: str, value: Any, message: str) -> None:
    """A badly written date, amount, address or number is reported."""
    tiny.change(POLE, path, value)
    messages = {problem.message for problem in check_table("poles", tiny.files[POLE])}
    assert {message} == messages - {walk.MISSING}


@pytest.mark.parametrize("path, text, message", TEXTS)
def test_text(tiny: Any, path: str, text: str, message: str) -> None:
    """Typography, normal form and unsafe characters are checked in every text."""
    tiny.change(POLE, path, text)
    assert message in {problem.message for problem in check_table("poles", tiny.files[POLE])}


@pytest.mark.parametrize("text", SOUND)
def test_valid_text(tiny: Any, text: str) -> None:
    """Well-typed French is accepted."""
    tiny.change(POLE, "history.text.fr", text)
    assert [] == check_table("poles", tiny.files[POLE])


@pytest.mark.parametrize("file, path, value, field, message", BETWEEN)
def test_between_files(
    tiny: Any, file: str, path: str, value: Any, field: str, message: str
) -> None:
    """Broken references, one-way relations and wrong counts are reported."""
    found = check_directory(tiny.change(file, path, value).write())
    assert (field, message) in {(problem.field, problem.message) for problem in found}


@pytest.mark.parametrize(
    "file, path, value, message",
    [
        ("sources.toml", "spare", None, references.UNUSED["source"]),
        ("dataset.toml", "themes", "spare", references.UNUSED["theme"]),
        ("figures.toml", "series", "spare", references.UNUSED["series"]),
        (POLE, "status", "former", references.UNUSED["region"]),
    ],
)
def test_unused(tiny: Any, file: str, path: str, value: Any, message: str) -> None:
    """Unused sources, themes, series and regions are reported."""
    table = tiny.files[file]
    if path == "spare":
        table["spare"] = table["page"]
    elif value == "spare":
        table[path].append({**table[path][0], "id": "spare"})
    else:
        table[path] = value
    assert message in {problem.message for problem in check_directory(tiny.write())}


def test_same_identity_twice(tiny: Any) -> None:
    """Two themes cannot have the same id."""
    themes = tiny.files["dataset.toml"]["themes"]
    themes.append(themes[0])
    expected = ("dataset.toml", "themes", references.SAME_ID)
    assert expected == one(check_directory(tiny.write()))


def test_file_name_is_the_slug(tiny: Any) -> None:
    """A file name that is not a slug is reported, with the right name."""
    tiny.files["concepts/Le_Mot.toml"] = {**tiny.files.pop("concepts/mot.toml")}
    found = check_directory(tiny.write())
    assert ("concepts/Le_Mot.toml", references.BAD_SLUG) in {(p.file, p.message) for p in found}


def test_missing_dataset(tmp_path: Path) -> None:
    """A missing folder is one problem."""
    assert check.ABSENT_DIRECTORY == one(check_directory(tmp_path / "none"))[2]


def test_missing_file(tiny: Any) -> None:
    """A missing file is reported by name, and so is a folder without entries."""
    del tiny.files["network.toml"], tiny.files[POLE]
    found = [(p.file, p.message) for p in check_directory(tiny.write())]
    assert {("network.toml", contents.ABSENT), ("poles", contents.ABSENT)} <= set(found)


def test_invalid_toml(tiny: Any) -> None:
    """Invalid TOML is reported with the parser's reason, and other files are still checked."""
    root = tiny.write()
    (root / "network.toml").write_text('names = "a"\nnames = 2\n', encoding="utf-8")
    (root / "concepts" / "mot.toml").write_bytes(b"theme = '\xff'")
    found = {p.file: p for p in check_directory(root) if p.message == contents.UNREADABLE}
    assert {"network.toml", "concepts/mot.toml"} == set(found)


def test_a_pipe_is_not_opened(tiny: Any) -> None:
    """A named pipe instead of a file is reported, and never waited for."""
    root = tiny.write()
    (root / "network.toml").unlink()
    os.mkfifo(root / "network.toml")
    assert ("network.toml", "", contents.ABSENT) == one(check_directory(root))


def test_an_older_edition(tiny: Any) -> None:
    """Fields of an older edition give only advice; elsewhere they are unknown."""
    retired = {"languages": ["fr"], "forms": {"phone": "=1"}, "whole": 7}
    tiny.files["dataset.toml"] |= retired
    found = check_directory(tiny.write())
    assert {(name, walk.RETIRED, False) for name in retired} == {
        (problem.field, problem.message, problem.is_error) for problem in found
    }
    tiny.files[POLE]["forms"] = "x"
    assert [True] == [p.is_error for p in check_directory(tiny.write()) if p.file == POLE]
