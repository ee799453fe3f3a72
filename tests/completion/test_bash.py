"""Completion in a real bash: by its function, and by Tab on a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shells import Terminal, bash, script, world


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with the program in its PATH."""
    return world(tmp_path_factory.mktemp("bash"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("poles expl", ["explain"]),
        ("poles show lav", ["laval"]),
        ("poles show laval mau", ["mauricie"]),
        ("poles explain Économie-so", ["economie-sociale", "economie-solidaire"]),
        ("poles explain econo", ["economie-plurielle", "economie-sociale", "economie-solidaire"]),
        ("poles sources revue-2012-p8", ["revue-2012-p8", "revue-2012-p81"]),
        ("poles list --sta", ["--status"]),
        ("poles list --status ", ["active", "former"]),
        ("poles list --status=f", ["former"]),
        ("poles list --kind=", ["regional", "first-nations", "cree", "inuit"]),
        ("poles list --edition ", ["2012"]),
        ("poles list --region sag", ["saguenay-lac-saint-jean"]),
        ("poles list -r 06", ["06"]),
        ("poles list --region=estrie,Montré", ["estrie,montreal"]),
        ("poles list --fields slug,postal_code.c", ["slug,postal_code.confidence"]),
        ("poles list --sort founded.conf", ["founded.confidence"]),
        ("poles list --limit ", []),
        ("poles list --format ge", ["geojson"]),
        ("poles explain --format ge", []),
        ("poles --lang ", ["fr", "en"]),
        ("poles --lang en sho", ["show"]),
        ("poles -f csv sho", ["show"]),
        ("poles --lang=en show lav", ["laval"]),
        ("poles search list --in ", ["pole", "concept", "region", "example", "guide"]),
        ("poles stats --series isq", ["isq-2016", "isq-2022"]),
        ("poles stats --measure j", ["jobs"]),
        ("poles locate st-telesp", ["saint-telesphore"]),
        ("poles locate --kind po", ["popular", "postal", "postal-name"]),
        ("poles locate --add p", ["place", "pole"]),
        ("poles export --what ter", ["territory"]),
        ("poles set laval we", ["website"]),
        ("poles set laval website ", []),
        ("poles help exi", ["exit-codes"]),
        ("poles help stat", ["stats"]),
        ("poles completion f", ["fish"]),
        ("poles show -- lav", ["laval"]),
        ("poles nonsense x", []),
    ],
)
def test_a_line_completes(line: str, expected: list[str], env: dict[str, str]) -> None:
    """Commands, options, vocabularies and names complete in their places."""
    assert sorted(expected) == sorted(bash(line, env))


def test_files_complete_after_output(env: dict[str, str]) -> None:
    """After --output, files complete, as anywhere in bash."""
    Path(env["HOME"], "répertoire.csv").touch()
    assert [f"{env['HOME']}/répertoire.csv"] == bash(f"poles list -o {env['HOME']}/rép", env)


def test_the_script_works_in_bash_3_2(env: dict[str, str]) -> None:
    """The script works in bash 3.2, the only one of macOS."""
    text = script("bash", env).read_text()
    for newer in ("mapfile", "readarray", "local -A", "declare -A", ",,}", "^^}", "nosort", "${|"):
        assert newer not in text


@pytest.fixture
def terminal(env: dict[str, str]) -> Iterator[Terminal]:
    """An interactive bash that has read the script, as from a .bashrc."""
    rc = Path(env["HOME"], "rc")
    rc.write_text(
        "PS1='> '\nbind 'set bell-style none' 'set show-all-if-ambiguous on'\n"
        'bind "set enable-bracketed-paste off"\neval "$(poles completion bash)"\necho ready\n'
    )
    shell = Terminal(["bash", "--noprofile", "--rcfile", str(rc), "-i"], env)
    shell.type("", until="ready")
    yield shell
    shell.close()


def test_tab_completes_on_a_terminal(terminal: Terminal) -> None:
    """Tab replaces an accented beginning with the slug, and the line then runs."""
    terminal.type("poles explain Économie-soc\t", until="economie-sociale ")
    terminal.type("--fields theme -f tsv\r", until="idea")
