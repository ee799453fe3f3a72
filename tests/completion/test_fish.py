"""Completion in a real fish, from `complete -C`."""

import subprocess
from pathlib import Path

import pytest

from poles_cli.cli import completion
from poles_cli.cli.completion import fish as writer
from shells import SAMPLE, fish, script, world


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with the program in its PATH."""
    return world(tmp_path_factory.mktemp("fish"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("poles expl", ["explain"]),
        ("poles show lav", ["laval"]),
        ("poles show laval mau", ["mauricie"]),
        ("poles explain Économie-so", ["Économie-sociale", "Économie-solidaire"]),
        ("poles explain economie-so", ["economie-sociale", "economie-solidaire"]),
        ("poles list --sta", ["--status"]),
        ("poles list --status ", ["active", "former"]),
        ("poles list --status=f", ["--status=former"]),
        ("poles list --region saguenay", ["saguenay-lac-saint-jean"]),
        ("poles list -r 06", ["06"]),
        ("poles list --region=estrie,Montré", ["--region=estrie,Montréal"]),
        ("poles list --fields slug,postal_code.conf", ["slug,postal_code.confidence"]),
        ("poles list --format geoj", ["geojson"]),
        ("poles --lang en sho", ["show"]),
        ("poles -f csv sho", ["show"]),
        ("poles search list --in ", ["concept", "example", "guide", "pole", "region"]),
        ("poles stats --measure j", ["jobs"]),
        ("poles locate st-telesp", ["st-telesphore"]),
        ("poles set laval webs", ["website"]),
        ("poles set laval website ", []),
        ("poles help exit", ["exit-codes"]),
        ("poles completion f", ["fish"]),
        ("poles show -- lav", ["laval"]),
    ],
)
def test_a_line_completes(line: str, expected: list[str], env: dict[str, str]) -> None:
    """Commands, options, vocabularies and names complete in their places."""
    found = fish(line, env)
    # fish also offers names that contain the word after their beginning.
    word = line.rpartition(" ")[2]
    assert sorted(expected) == sorted(f for f in found if f.startswith(word) or "é" in word)


def test_descriptions_are_in_the_users_language(
    env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Descriptions of the script and of names are in the user's language."""
    assert {"laval": "Pôle régional d'économie sociale de Laval"} == fish("poles show lav", env)
    assert "Afficher ce message et terminer." == fish("poles show --hel", env)["--help"]
    english = world(tmp_path_factory.mktemp("fish-en"), "en")
    assert "Show this message and exit." == fish("poles show --hel", english)["--help"]
    assert "social economy" == fish("poles explain economie-soc", english)["economie-sociale"]


def test_files_complete_after_output(env: dict[str, str]) -> None:
    """Files complete after --output, as anywhere in fish, and nowhere else."""
    Path(env["HOME"], "répertoire.csv").touch()
    assert [f"{env['HOME']}/répertoire.csv"] == list(fish(f"poles list -o {env['HOME']}/rép", env))
    assert {} == fish(f"poles show {env['HOME']}/rép", env)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_script_parses(language: str, tmp_path: Path) -> None:
    """The whole script parses, even parts that no completion reached; so does its template."""
    made = script("fish", world(tmp_path, language))
    for path in (made, Path(completion.__file__).with_name("script.fish")):
        done = subprocess.run(["fish", "--no-execute", path], capture_output=True, text=True)
        assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_signs_in_help_are_unchanged(tmp_path: Path) -> None:
    """Brackets, quotes, colons, dollars and backslashes in help texts are unchanged."""
    path = tmp_path / "poles.fish"
    path.write_text(writer.script(SAMPLE, lambda text: text))
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {path}; complete -C 'poles odd --opt'"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("--option\t" + SAMPLE[1].options[0].text + "\n", "") == (done.stdout, done.stderr)
