"""The program completes names for a shell, quickly."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.cli.completion.answer import MOST_PLACES
from program import ANY, Program, call, environment

EDITION = Path(__file__).resolve().parents[1] / "edition"
SPELLINGS = ["econo", "Econo", "Écono", "ÉCONO", "E\u0301cono", '"écono', "'Écono"]


def ask(shell: str, kind: str, word: str, *typed: str, **env: str) -> list[str]:
    """Return the lines of an answer."""
    done = Program("__complete", shell, kind, word, *typed).env(**env).run(stdout=ANY)
    return done.stdout.splitlines()


@pytest.mark.parametrize("word", SPELLINGS)
def test_accents_case_and_an_open_quote_do_not_matter(word: str) -> None:
    """The slug is offered, however its beginning was typed."""
    expected = ["economie-plurielle", "economie-sociale", "economie-solidaire"]
    assert expected == ask("bash", "concepts", word)
    assert expected == [line.partition("\t")[0] for line in ask("zsh", "concepts", word)]


def test_every_name_of_the_data_is_offered() -> None:
    """All pôles (former ones too), concepts, regions, sources and series are offered."""
    data = load()
    assert [pole.slug for pole in data.poles] == ask("bash", "poles", "")
    assert [concept.slug for concept in data.concepts] == ask("bash", "concepts", "")
    assert [region.slug for region in data.regions] == ask("bash", "regions", "")
    assert [source.id for source in data.sources] == ask("bash", "sources", "")
    assert [series["id"] for series in data.series] == ask("bash", "series", "")
    assert ["2012"] == ask("bash", "editions", "")
    years = ask("bash", "years", "20")
    assert "2022" in years
    assert [0] * len(years) == [call("stats", "--year", year).status for year in years]


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        ("poles", "tres", ["tresca", "tresl"]),
        ("concepts", "collective-w", ["collective-wealth"]),
        ("regions", "iles", ["iles-de-la-madeleine"]),
        ("places", "Granb", ["granby"]),
        ("places", "la tuq", ["la-tuque", "la-tuque-falls"]),
        ("places", "L’Ange-Gar", ["l-ange-gardien"]),
        ("places", "haute-yam", ["haute-yamaska"]),
        ("places", "st-hya", ["saint-hyacinthe", "saint-hyacinthe-le-confesseur"]),
        ("places", "notre-dame-de-st-h", ["notre-dame-de-saint-hyacinthe"]),
        ("places", "Ste-Adèl", ["sainte-adele"]),
        ("places", "stans", ["stanstead-est", "stanstead", "stanstead-east", "stanstead-plain"]),
        ("poles", "vallee-du-haut-st-", ["vallee-du-haut-saint-laurent"]),
        ("places", "rimous", ["rimouski", "rimouski-neigette", "rimouski-est"]),
    ],
)
def test_other_names_are_completed(kind: str, word: str, expected: list[str]) -> None:
    """Acronyms, terms of the other language and places complete if no slug does."""
    assert expected == ask("bash", kind, word)


def test_places_are_offered_when_there_are_not_too_many() -> None:
    """No place is offered for one letter, some for a common beginning."""
    assert [] == ask("bash", "places", "s")
    places = ask("bash", "places", "saint")
    assert MOST_PLACES / 2 < len(places) == len(set(places)) <= MOST_PLACES


def test_a_digit_offers_region_codes() -> None:
    """Typing a digit offers region codes, with names if the shell shows descriptions."""
    assert [f"{code:02}" for code in range(10)][1:] == ask("bash", "regions", "0")
    assert ["06\tMontréal"] == ask("zsh", "regions", "06")


def test_a_list_continues_after_a_comma() -> None:
    """After a comma, the items already typed are kept, and not offered again."""
    assert ["slug,website"] == ask("bash", "fields:poles", "slug,website")[:1]
    assert ["estrie,montreal"] == ask("bash", "regions", "estrie,Montré")
    assert "name,name" not in ask("bash", "fields:poles", "name,")


def test_fish_keeps_the_accents_that_were_typed() -> None:
    """Typed accents are kept, since fish rejects other completions; the program accepts them."""
    assert ["Économie-sociale\tsocial economy"] == ask(
        "fish", "concepts", "Économie-soc", POLES_LANG="en"
    )
    Program("explain", "Économie-sociale", "--fields", "slug").run(stdout="economie-sociale\n")


def test_descriptions_are_in_the_users_language() -> None:
    """Descriptions are in French unless the environment sets another language."""
    assert ["economie-sociale\téconomie sociale"] == ask("zsh", "concepts", "economie-soc")
    english = ask("zsh", "concepts", "economie-soc", LANG="en_CA.UTF-8")
    assert ["economie-sociale\tsocial economy"] == english


def test_names_are_those_of_the_dataset_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names come from the dataset of POLES_DATA, or of the typed --data, which may have a tilde."""
    other = sorted(pole.slug for pole in load(EDITION).poles)
    assert other
    assert other == sorted(ask("bash", "poles", "", POLES_DATA=str(EDITION)))
    assert other == sorted(ask("bash", "poles", "", "show", "--data", str(EDITION)))
    assert other == sorted(ask("bash", "poles", "", f"--data={EDITION}", "show"))
    assert other == sorted(ask("bash", "poles", "", "--data", "=", str(EDITION)))
    monkeypatch.setenv("HOME", str(EDITION.parent))
    assert other == sorted(ask("bash", "poles", "", "--data", f"~/{EDITION.name}"))


@pytest.mark.parametrize("arguments", [[], ["bash"], ["bash", "nonsense", "x"], ["tcsh", "poles"]])
def test_a_meaningless_request_gives_no_traceback(arguments: list[str]) -> None:
    """A meaningless request gives no traceback in the middle of a command line."""
    Program("__complete", *arguments).run(stdout=ANY)


def test_an_answer_never_imports_the_framework() -> None:
    """An answer imports neither Typer nor Rich, which are slow."""
    code = (
        "import sys; from poles_cli.cli.main import main;"
        " main(['__complete', 'bash', 'poles', '']);"
        " print(sorted({'typer', 'rich', 'json', 'difflib', 'jinja2'} & set(sys.modules)),"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert "[]\n" == done.stderr


@pytest.mark.parametrize("spoilt", ["pipe", "empty", "name", "id"])
def test_invalid_data_offers_no_names(spoilt: str, tmp_path: Path) -> None:
    """Invalid data offers no names, and no pipe is opened, since a shell types what it gets."""
    root = Path(shutil.copytree(EDITION, tmp_path / "data"))
    pole = root / "poles" / "laval.toml"
    if spoilt == "pipe":
        pole.unlink()
        os.mkfifo(pole)
    elif spoilt == "empty":
        pole.write_text("")
    elif spoilt == "name":
        pole.rename(root / "poles" / "x;touch ${HOME}.toml")
    else:
        with (root / "sources.toml").open("a") as file:
            file.write('["$(touch x)"]\ntitle = "x"\npublisher = "x"\nkind = ["press"]\n')
    for kind in ("poles", "sources"):
        Program("__complete", "bash", kind, "", "--data", str(root)).run(status=3, stderr=ANY)
