"""A start-up budget without a clock: the exact modules that a command may import.

Add a module here only if `make bench` still passes, and first try to avoid it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from program import environment

FLOOR = """
import runpy, sys
sys.argv = ["hello", "hello"]
try:
    runpy.run_path({hello!r}, run_name="__main__")
finally:
    print(*sys.modules, file=sys.stderr)
"""
CHILD = """
import sys
from poles_cli.cli.main import main
sys.argv = ["poles", *sys.argv[1:]]
try:
    sys.exit(main())
finally:
    print(*sys.modules, file=sys.stderr)
"""
HELLO = Path(__file__).parent.parent / "benchmarks" / "hello.py"
EDITION = Path(__file__).with_name("edition")

ALWAYS = {"gc", "unicodedata"}  # small, and compiled into the interpreter
DATASET = ALWAYS | {"tomli"}
FRENCH = {"struct"}  # to read the catalogue
RULES = {"calendar", "csv", "json"}  # the rules of the data
BROWSER = {"webbrowser", "shlex", "markupsafe", "string"}


def imported(code: str, *arguments: str, **env: str) -> set[str]:
    """Return the packages that a child interpreter has loaded when its program ends.

    Private ones (accelerators, `__future__`) and mypyc's with a hashed name are left out.
    """
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment() | {"BROWSER": "/bin/true"} | env,
    )
    assert "Traceback" not in done.stderr
    names = {_package(name) for name in done.stderr.splitlines()[-1].split()}
    return {name for name in names if not name.startswith("_") and not name.endswith("__mypyc")}


def _package(name: str) -> str:
    """Return the top-level package of a module; for our own, the whole name."""
    head = name.partition(".")[0]
    return name if head == "poles_cli" else head


@pytest.fixture(scope="module")
def floor() -> set[str]:
    """The modules of a hello-world."""
    return imported(FLOOR.format(hello=str(HELLO)))


CASES = [
    ("list", DATASET),
    ("list --region montreal --format csv", DATASET),
    ("explain economie-sociale", DATASET | FRENCH),
    ("explain", DATASET),
    ("show tresca", DATASET | FRENCH),
    ("search coopérative", DATASET | FRENCH),
    ("regions", DATASET),
    ("sources", DATASET),
    ("locate Granby", DATASET),
    ("stats", DATASET),
    ("map", DATASET),
    ("about", DATASET | FRENCH | {"calendar"}),
    ("export --what poles -f csv", DATASET),
    ("export -f json", DATASET | {"json"}),
    ("set --list", DATASET | {"calendar"}),
    ("unset laval city", DATASET | FRENCH | {"calendar"}),
    ("check --coverage", DATASET | RULES),
    ("open montreal", DATASET | BROWSER),
    ("schema list", ALWAYS | {"json"}),
    ("help exit-codes", ALWAYS),
    ("completion bash", ALWAYS | FRENCH | {"calendar"}),
    ("", ALWAYS | FRENCH),
    ("--help", ALWAYS | FRENCH),
    ("--help --lang en", ALWAYS),
    ("--version", ALWAYS),
]


@pytest.mark.parametrize(("command", "allowed"), CASES)
def test_a_command_in_a_pipe_imports_what_it_needs(
    command: str, allowed: set[str], floor: set[str]
) -> None:
    """A command in a pipe imports no Rich, JSON, Babel, Jinja or importlib.metadata."""
    new = imported(CHILD, *command.split()) - floor
    assert allowed == {name for name in new if not name.startswith("poles_cli")}


@pytest.mark.parametrize(
    "part",
    [
        "cli.completion",
        "corrections",
        "directory.places",
        "directory.search",
        "output.cards",
        "output.map",
        "output.page",
    ],
)
def test_a_listing_leaves_the_other_parts_of_the_program_alone(part: str) -> None:
    """`poles list` imports only what it uses."""
    assert f"poles_cli.{part}" not in imported(CHILD, "list")


@pytest.mark.parametrize("command", ["list", "__complete bash poles l"])
def test_an_edition_is_not_checked_again(command: str, tmp_path: Path) -> None:
    """A second command on the same edition imports no rules of the data."""
    env = {"POLES_DATA": str(EDITION), "XDG_CACHE_HOME": str(tmp_path)}
    rules = {"poles_cli.rules.problem", "poles_cli.rules.registry", "poles_cli.rules.check"}
    loaded = [rules & imported(CHILD, *command.split(), **env) for _ in range(2)]
    assert [rules, set()] == loaded


def test_no_correction_no_validation() -> None:
    """A listing imports the vocabularies of the data, but not its fields or rules."""
    modules = {name for name in imported(CHILD, "list") if name.startswith("poles_cli.rules")}
    assert {"poles_cli.rules", "poles_cli.rules.vocabularies"} == modules
