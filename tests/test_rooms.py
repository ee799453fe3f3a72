"""Each room of the program imports only itself and those below it, without import cycles."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import poles_cli

SOURCE = Path(poles_cli.__file__).parent
ROOMS = ("base", "rules", "records", "corrections", "directory", "output", "cli")
FACE = ("__init__.py", "__main__.py")
MOST_LINES = 300


def modules(source: Path) -> dict[str, Path]:
    """Return the file of each module of the package, by dotted name."""
    names = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source.parent).with_suffix("").parts
        names[".".join(parts).removesuffix(".__init__")] = path
    return names


def imports(path: Path) -> Iterator[str]:
    """Yield a file's imports from the package, even lazy or for types; `a.b` for a name b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                yield "a relative import"
            elif node.module and node.module.split(".")[0] == "poles_cli":
                yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "poles_cli")


def out_of_order(source: Path) -> list[str]:
    """Return the imports from a higher room, or from outside the rooms."""
    wrong = []
    for path in modules(source).values():
        room = path.relative_to(source).parts[0]
        if room in FACE:
            continue
        allowed = ROOMS[: ROOMS.index(room) + 1]
        for name in imports(path):
            if name.split(".")[1] not in allowed:
                wrong.append(f"{path.relative_to(source)} imports {name}")
    return wrong


def circle(source: Path) -> list[str]:
    """Return the modules of one import cycle, empty if there is none."""
    known = modules(source)
    graph = {
        module: {name if name in known else name.rpartition(".")[0] for name in imports(path)}
        for module, path in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(module) for module in error.args[1]]
    return []


def test_a_room_imports_only_itself_and_those_below() -> None:
    """A room imports only itself and those below: base, rules, … directory, output, cli."""
    assert [] == out_of_order(SOURCE)


def test_no_circle_of_imports() -> None:
    """No module imports itself through others."""
    assert [] == circle(SOURCE)


def test_nothing_is_outside_the_rooms() -> None:
    """The package has only the rooms, the public names and the entry point."""
    assert sorted(ROOMS) == sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
    assert sorted(FACE) == sorted(path.name for path in SOURCE.glob("*.py"))


def test_no_module_is_too_long() -> None:
    """No module of the program or of its tests has more than 300 lines."""
    files = [*SOURCE.rglob("*.py"), *Path(__file__).parent.rglob("*.py")]
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert [] == [path.name for path, count in lines.items() if count > MOST_LINES]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small package of the same rooms, in order."""
    source = tmp_path / "poles_cli"
    for room in ROOMS:
        (source / room).mkdir(parents=True)
        (source / room / "__init__.py").touch()
    (source / "__init__.py").touch()
    (source / "records" / "model.py").touch()
    (source / "output" / "cards.py").write_text("from poles_cli.records.model import Pole\n")
    return source


@pytest.mark.parametrize(
    "line",
    [
        "from poles_cli.output.cards import card\n",
        "from poles_cli import output\n",
        "def read():\n    import poles_cli.output.cards\n",
        "if TYPE_CHECKING:\n    from poles_cli.output.cards import card\n",
    ],
)
def test_an_import_that_goes_up_is_found(house: Path, line: str) -> None:
    """An import from a higher room is found at the top, in a function or for types."""
    assert [] == out_of_order(house) == circle(house)
    (house / "records" / "model.py").write_text(line)
    assert 1 == len(out_of_order(house))


def test_a_circle_is_found(house: Path) -> None:
    """A cycle of two modules in one room is found, even with a lazy import."""
    (house / "records" / "lookup.py").write_text("from poles_cli.records.model import Pole\n")
    (house / "records" / "model.py").write_text(
        "def find():\n    from poles_cli.records.lookup import find\n"
    )
    assert {"poles_cli.records.lookup", "poles_cli.records.model"} == set(circle(house))
