"""The wheel and the sdist have everything, and work without anything else."""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
BIN = "Scripts" if sys.platform == "win32" else "bin"


def run(command: list[str], cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run a command that must succeed; return its stdout."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True)
    assert 0 == done.returncode, done.stderr.decode()
    return done.stdout.decode()


def build(source: Path, target: str, into: Path) -> Path:
    """Build a wheel or an sdist of `source` with the tools of this environment."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)]
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    run(command, cwd=source, env=env)
    [built] = into.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of this checkout."""
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked as by a packager of a distribution."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    [root] = folder.iterdir()
    return root


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the sdist, not from the checkout, to prove that the sdist is complete."""
    return build(unpacked, "wheel", tmp_path_factory.mktemp("wheel"))


def installed(folder: Path, *what: str) -> Path:
    """Make a virtual environment, install into it, and return the folder of its programs.

    Nothing is fetched: only the declared dependencies of the build, then of the program, are linked
    from the environment of the tests.
    """
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    tools = linked(folder / "tools", [*project["build-system"]["requires"], "editables"])
    command = [sys.executable, "-m", "pip", "--python", str(folder / BIN / "python"), "install"]
    run(
        [*command, "--quiet", "--no-deps", "--no-build-isolation", *what],
        env=os.environ | {"PYTHONPATH": str(tools)},
    )
    [site] = folder.rglob("site-packages")
    linked(site, project["project"]["dependencies"])
    return folder / BIN


def linked(folder: Path, needs: Iterable[str]) -> Path:
    """Link the files of distributions into a folder, and return it."""
    folder.mkdir(exist_ok=True)
    for path in packages(needs):
        (folder / path.name).symlink_to(path)
    return folder


def packages(needs: Iterable[str]) -> set[Path]:
    """Return the files and folders of the needed distributions and of their dependencies."""
    found: set[Path] = set()
    for need in map(Requirement, needs):
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            there = distribution(need.name)
            tops = {file.parts[0] for file in there.files or ()} - {"..", BIN, "__pycache__"}
            found |= {Path(str(there.locate_file(top))) for top in tops}
            found |= packages(there.requires or ())
    return found


def poles(programs: Path, cwd: Path, *arguments: str) -> str:
    """Run the installed program outside the checkout, in a bare environment."""
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return run([str(programs / "poles"), *arguments], cwd=cwd, env=env)


def files_of(folder: str, pattern: str = "*") -> set[str]:
    """Return the files of the checkout in a folder, as paths from it."""
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_has_the_program_data_and_catalogues(wheel: Path) -> None:
    """The wheel has every file of the package and of data/, the compiled French, and no more."""
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = {f"poles_cli/{name}" for name in files_of("src/poles_cli")}
    data = {f"poles_cli/data/{name}" for name in files_of("data") if name != "LICENSE"}
    manual = {"poles_cli/man/man1/poles.1", "poles_cli/man/fr/man1/poles.1"}
    package = {name for name in names if name.startswith("poles_cli/")}
    pages = {name.partition("/share/")[2] for name in names if "/share/" in name}
    assert {"man/man1/poles.1", "man/fr/man1/poles.1"} == pages
    assert data | manual | {name for name in sources if not name.endswith(".po")} == package
    assert {"poles_cli/locale/fr/LC_MESSAGES/poles.mo", "poles_cli/py.typed"} <= package
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert {"LICENSE", "data/LICENSE"} == licences


def test_the_wheel_declares_both_licences(wheel: Path) -> None:
    """The wheel declares both licences, and no authors or addresses, which the project lacks."""
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        lines = archive.read(name).decode().partition("\n\n")[0].splitlines()
    assert "License-Expression: MIT AND CC-BY-4.0" in lines
    assert [] == [line for line in lines if line.startswith(("Author", "Project-URL", "Home-page"))]
    assert "Requires-Dist: jinja2>=3.1.6" in lines  # earlier versions have security advisories
    [needed] = [line for line in lines if "platformdirs" in line and "extra" not in line]
    assert needed.endswith("; sys_platform == 'win32' or sys_platform == 'darwin'")


def test_the_sdist_has_data_tests_and_docs(sdist: Path) -> None:
    """The sdist has the data, tests and documents, and no compiled file."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("src", "data", "tests", "scripts", "benchmarks"):
        sources = {f"{folder}/{name}" for name in files_of(folder) if not name.endswith(".mo")}
        assert set() == sources - names
    assert {"README.md", "LICENSE", "CHANGELOG.md", "Makefile", "hatch_build.py"} <= names
    assert set() == {name for name in names if name.endswith((".mo", ".pyc"))}


def test_the_wheel_is_reproducible(wheel: Path, tmp_path: Path) -> None:
    """Wheels of the checkout and of the sdist, built at different times, have the same bytes."""
    again = build(ROOT, "wheel", tmp_path)
    assert wheel.name == again.name
    assert (
        hashlib.sha256(wheel.read_bytes()).digest() == hashlib.sha256(again.read_bytes()).digest()
    )


def test_the_wheel_works_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    """The wheel works outside the checkout, with its declared dependencies, in both languages."""
    programs = installed(tmp_path / "venv", str(wheel))
    listed = poles(programs, tmp_path, "list")
    assert 22 == len(listed.splitlines())
    assert listed.startswith("bas-saint-laurent\t")
    assert "Utilisation" in poles(programs, tmp_path, "--help")
    assert "Usage" in poles(programs, tmp_path, "--help", "--lang", "en")
    for language, title in (("fr", '"Les pôles d'), ("en", '"Québec\\(aqs')):
        page = poles(programs, tmp_path, "help", "--man", "--lang", language)
        assert title in page.partition(".SH")[0]
    assert '"urn:poles-cli:records:poles"' in poles(programs, tmp_path, "schema", "list")
    version = re.search(r"-([\d.]+)-", wheel.name)
    assert version
    assert f"poles {version[1]}\n" == poles(programs, tmp_path, "--version")


@pytest.fixture(scope="module")
def needed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the program's dependencies, like `pip install --target`."""
    folder = tmp_path_factory.mktemp("needed")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for path in packages(project["project"]["dependencies"]):
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, folder / path.name)
    return folder


ASKED = {
    "list": r"^bas-saint-laurent\t",
    "help formats": "JSON",
    "locate Granby": r"\testrie\|monteregie-est\n",
    "help --man": "POLES 1",
    "completion zsh": "#compdef poles",
    "export -f html": "<html",
}


def ask(archive: Path, root: Path, most: int) -> None:
    """Run commands of a zip application, outside the checkout, that read each kind of file."""
    temporary = root / "temporary"
    temporary.mkdir()
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SHIV_ROOT": str(root / "shiv")}
    env["TMPDIR"] = str(temporary)
    for words, answer in list(ASKED.items())[:most]:
        assert re.search(answer, run([sys.executable, str(archive), *words.split()], root, env))
    assert [] == list(temporary.iterdir())


def documented(tool: str) -> list[str]:
    """Return the words of the line of docs/python.md that packs the program with a tool."""
    lines = (ROOT / "docs/python.md").read_text("utf-8").splitlines()
    [words] = [shlex.split(line) for line in lines if line.startswith(f"{tool} ")]
    return words


def test_a_zip_application_works(wheel: Path, needed: Path, tmp_path: Path) -> None:
    """A zipapp finds its files in itself, without unpacking, and leaves nothing behind."""
    words = documented("pip install --target")
    copied, packed = words.index("cp"), words.index("python")
    shutil.copytree(needed, tmp_path / "app")
    install = [str(wheel) if word == "." else word for word in words[: copied - 1]]
    # Bytecode beside the modules would take time, and is not read in an archive.
    run([sys.executable, "-m", *install, "--no-deps", "--no-compile"], tmp_path)
    run(words[copied : packed - 1], tmp_path)
    run([sys.executable, *words[packed + 1 :]], tmp_path)
    ask(tmp_path / "poles.pyz", tmp_path, len(ASKED))


def test_shiv_makes_an_application_that_works(wheel: Path, needed: Path, tmp_path: Path) -> None:
    """A shiv application unpacks itself on its first run, then works like an installed program."""
    words = [str(wheel) if word == "." else word for word in documented("shiv")]
    run([sys.executable, "-m", *words, "--site-packages", str(needed), "--no-deps"], tmp_path)
    ask(tmp_path / "poles.pyz", tmp_path, 2)


def test_an_editable_install_works(unpacked: Path, tmp_path: Path) -> None:
    """An editable install finds the data at the root of the checkout, and the catalogue."""
    programs = installed(tmp_path / "venv", "--editable", str(unpacked))
    assert 22 == len(poles(programs, tmp_path, "list").splitlines())
    assert "Utilisation" in poles(programs, tmp_path, "--help")
