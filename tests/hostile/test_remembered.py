"""An edition is checked once, and only checked files are read."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poles_cli.output.context import Context
from poles_cli.rules import usable
from program import Output, call

EDITION = Path(__file__).resolve().parents[1] / "edition"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small edition, to change."""
    return Path(shutil.copytree(EDITION, tmp_path / "data"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The cache folder, with the record of checks."""
    return tmp_path / "cache" / "poles"


@pytest.fixture
def say(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Output]:
    """Run the program on the edition, whose files count as settled even if they are new."""
    monkeypatch.setattr(usable, "TICK", -(10**18))

    def run(*arguments: str, **env: str) -> Output:
        known = {"POLES_DATA": str(root), "XDG_CACHE_HOME": str(cache.parent), "POLES_LANG": "en"}
        return call(*arguments, env=known | env)

    return run


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The list of the checked folders, in order."""
    found: list[Path] = []
    real = usable.refuse_unusable

    def counted(root: Path) -> None:
        found.append(root)
        real(root)

    monkeypatch.setattr(usable, "refuse_unusable", counted)
    return found


def test_an_edition_is_checked_once(say: Any, checks: list[Path], cache: Path, root: Path) -> None:
    """An edition is checked once by any command, and only the user can write the record."""
    lines = ("list", "show laval", "__complete bash poles l", "locate Chapais", "list", "export")
    for line in lines:
        say(*line.split())
    assert [root] == checks
    [file] = cache.iterdir()
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert 0o700 == stat.S_IMODE(cache.stat().st_mode)


def _in_place(root: Path) -> None:
    """Change a letter and restore the modification time."""
    path = root / "regions.toml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Laval", b"Lavaj"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "in place": _in_place,
    "added": lambda root: (root / "poles" / "x.toml").write_text(""),
    "removed": lambda root: (root / "concepts" / "capital-patient.toml").unlink(),
    "renamed": lambda root: (root / "poles" / "inuit.toml").rename(root / "poles" / "x.toml"),
    "map": lambda root: shutil.copytree(root / "poles", root / "map"),
    "touched": lambda root: os.utime(root / "territory" / "mrc.csv"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_checked(say: Any, checks: list[Path], root: Path, change: str) -> None:
    """Any change to the files is checked again, even if its time is hidden."""
    say("list")
    CHANGES[change](root)
    say("list")
    assert [root, root] == checks


def test_another_program_checks_again(
    say: Any, checks: list[Path], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer version of the program checks again."""
    say("list")
    monkeypatch.setattr(usable, "__version__", "99")
    say("list")
    assert [root, root] == checks


def test_invalid_data_is_never_remembered(say: Any, cache: Path, root: Path) -> None:
    """An invalid edition is never recorded, even if it was valid: completion offers no names."""
    assert 0 == say("__complete", "bash", "poles", "").status
    with (root / "sources.toml").open("a") as file:
        file.write('["$(touch x)"]\ntitle = "x"\npublisher = "x"\nkind = ["press"]\n')
    shutil.rmtree(cache)
    for _ in range(2):
        assert (3, "") == say("__complete", "bash", "sources", "")[:2]
    assert not cache.exists()


def test_new_files_are_not_remembered(
    say: Any, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New files are not recorded, since a second write could have the same time."""
    monkeypatch.setattr(usable, "TICK", 10**18)
    assert 0 == say("list").status
    assert not cache.exists()


def _link(file: Path) -> None:
    file.rename(file.with_suffix(".x"))
    file.symlink_to(file.with_suffix(".x"))


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


SPOILT: dict[str, Callable[[Path], object]] = {
    "writable": lambda file: file.chmod(0o622),
    "folder writable": lambda file: file.parent.chmod(0o722),
    "link": _link,
    "pipe": _pipe,
    "other": lambda file: file.write_bytes(b"[]"),
    "empty": lambda file: file.write_bytes(b""),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b" "),
    "huge": lambda file: os.truncate(file, 10**12),
    "folder": _folder,
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_cache_that_others_may_have_written_is_ignored(
    say: Any, checks: list[Path], cache: Path, root: Path, spoilt: str
) -> None:
    """A cache that others may have written is ignored, and the answer is the same."""
    expected = say("list")
    [file] = cache.iterdir()
    SPOILT[spoilt](file)
    assert expected == say("list")
    assert [root, root] == checks


def test_a_cache_of_another_user_is_ignored(
    say: Any, checks: list[Path], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache of another user is ignored, whatever its permissions."""
    say("list")
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1, raising=False)
    say("list")
    assert [root, root] == checks


@pytest.mark.parametrize("place", ["file", "nothing", "null"])
def test_without_a_cache_folder(say: Any, tmp_path: Path, place: str) -> None:
    """Without a usable cache folder or home, the answer is the same."""
    (tmp_path / "file").write_text("")
    env = {
        "file": {"XDG_CACHE_HOME": str(tmp_path / "file")},
        "nothing": {"XDG_CACHE_HOME": ""},
        "null": {"XDG_CACHE_HOME": "rel", "HOME": os.devnull},
    }[place]
    assert say("list") == say("list", **env)
    assert not (tmp_path / "rel").exists()


def test_the_cache_is_bounded(say: Any, cache: Path, root: Path) -> None:
    """Many editions leave a bounded number of files in the cache."""
    for number in range(usable.PLACES + 5):
        (root.parent / str(number)).symlink_to(root)
        other = shutil.copytree(root, root.parent / f"copy-{number}")
        assert 0 == say("regions", POLES_DATA=str(other)).status
    assert len(list(cache.iterdir())) <= usable.PLACES


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Do something between the check and the reading."""
    real = usable.usable

    def arrange(act: Callable[[], object]) -> None:
        def then_act(folder: Path, cache: Path | None) -> usable.States:
            states = real(folder, cache)
            act()
            return states

        monkeypatch.setattr(usable, "usable", then_act)

    return arrange


def _swapped(root: Path, name: str, how: str) -> None:
    path = root / name
    if how == "written":
        path.write_text(path.read_text("utf-8").replace("Laval", "=1+1"), "utf-8")
    elif how == "renamed":
        other = path.with_suffix(".new")
        other.write_bytes(path.read_bytes())
        other.rename(path)
    else:
        path.unlink()
    if how == "pipe":
        os.mkfifo(path)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("how", ["written", "renamed", "gone", "pipe"])
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("list", "poles/laval.toml"),
        ("regions", "regions.toml"),
        ("locate Laval", "territory/mrc.csv"),
        ("explain concertation", "sources.toml"),
        ("set laval city Laval --source https://a.org --patch", "poles/laval.toml"),
        ("__complete bash poles l", "poles/laval.toml"),
    ],
)
def test_a_file_changed_after_the_check_is_refused(
    say: Any, root: Path, after: Any, line: str, name: str, how: str, known: bool
) -> None:
    """A file that changes between the check and the reading is refused in one sentence."""
    if known:
        say("list")
    after(lambda: _swapped(root, name, how))
    done = say(*line.split())
    assert (3, "") == done[:2]
    assert str(root) in done.stderr


def test_a_file_created_after_the_check_is_not_read(say: Any, root: Path, after: Any) -> None:
    """A file created after the check is not read."""
    expected = say("list")
    after(lambda: (root / "poles" / "added.toml").write_text(""))
    assert expected == say("list")


def test_files_that_change_while_they_are_checked(
    say: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that change during the check are refused."""
    monkeypatch.setattr(usable, "refuse_unusable", _in_place)
    done = say("list")
    assert (3, "") == done[:2]
    assert "changed" in done.stderr


def test_the_bundled_dataset_is_not_checked(checks: list[Path]) -> None:
    """The bundled dataset is trusted, and not checked."""
    assert None is Context(env={}).dataset.states
    assert [] == checks
