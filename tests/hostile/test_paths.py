"""Files that change while they are used, links that lead elsewhere, and non-files."""

import os
import shlex
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.base import atomic
from poles_cli.base.errors import PolesError
from poles_cli.base.files import parse_toml, read_regular
from poles_cli.output.formats import files
from poles_cli.rules.check import check_directory
from program import EDITION, call, environment

SECRET = "user:$6$salt$secret:19000"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small edition, and a private file beside it."""
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    return Path(shutil.copytree(EDITION, tmp_path / "data"))


def _linked(name: str, target: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / name).unlink()
        (root / name).symlink_to(target)

    return spoil


def _folder_linked(root: Path) -> None:
    (root / "poles").rename(root.parent / "poles")
    (root / "poles").symlink_to("../poles")


def _copied(root: Path) -> None:
    shutil.copy(root.parent / "secret", root / "territory" / "mrc.csv")


OUTSIDE: dict[str, Callable[[Path], None]] = {
    "table": _linked("territory/mrc.csv", "../../secret"),
    "pole": _linked("poles/laval.toml", "../../secret"),
    "sources": _linked("sources.toml", "../secret"),
    "toml outside": _linked("sources.toml", str(EDITION / "sources.toml")),
    "system": _linked("territory/mrc.csv", "/proc/self/environ"),
    "endless": _linked("poles/laval.toml", "/dev/zero"),
    "circle": _linked("sources.toml", "sources.toml"),
    "nowhere": _linked("sources.toml", "nowhere"),
    "folder": _folder_linked,
    "no table": _copied,
}


@pytest.mark.parametrize("spoilt", OUTSIDE)
def test_nothing_outside_the_folder_is_read(root: Path, spoilt: str) -> None:
    """A link out of a dataset is refused, and no message quotes a file that is not a table."""
    OUTSIDE[spoilt](root)
    for line in ("check -f json", "list"):
        done = call(*line.split(), "--data", str(root))
        assert 3 == done.status
        assert "secret:" not in done.stdout + done.stderr and "PATH=" not in done.stdout


def test_a_link_inside_the_folder_is_followed(root: Path) -> None:
    """Links inside a dataset's folder are followed, and so is a link to the folder itself."""
    (root / "sources.toml").rename(root / "x")
    (root / "sources.toml").symlink_to("x")
    (root.parent / "link").symlink_to(root)
    assert 0 == call("list", "--data", str(root.parent / "link")).status
    assert [] == check_directory(root.parent / "link")


@pytest.mark.parametrize("name", ["/proc/self/environ", "/proc/self/status", "/dev/null"])
def test_generated_files_are_not_read(name: str) -> None:
    """A file that the system generates is not read as data or as corrections."""
    assert None is read_regular(Path(name))
    done = call("list", env={"POLES_OVERLAY": name, "POLES_LANG": "en"})
    assert (3, "") == done[:2]


def test_setuid_and_setgid_are_not_kept(tmp_path: Path) -> None:
    """`--force` keeps the permissions of a file, except setuid and setgid."""
    path = tmp_path / "list.tsv"
    path.write_text("")
    path.chmod(0o6754)
    assert 0 == call("list", "-o", str(path), "--force").status
    assert 0o754 == stat.S_IMODE(path.stat().st_mode)


def test_a_broken_link_is_reported(tmp_path: Path) -> None:
    """A broken link is reported, and its target is not created, even with --force."""
    link = tmp_path / "link.tsv"
    link.symlink_to("nowhere.tsv")
    for force in ((), ("--force",)):
        done = call("list", "-o", str(link), *force, env={"POLES_LANG": "en"})
        assert (4, f"{link} cannot be written: it is a broken link.\n") == (done[0], done[2])
    assert [link] == list(tmp_path.iterdir())


def test_a_file_replacing_a_device_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that replaces a device after the check keeps its content."""
    path = tmp_path / "list.tsv"
    path.write_text("mine")
    device = Path(os.devnull)
    monkeypatch.setattr(files, "target_of", lambda *_, **__: path)
    monkeypatch.setattr(Path, "is_file", lambda path: False)
    with pytest.raises(PolesError, match="exists"):
        files.write_file(str(device), [b"theirs"], force=False)
    assert "mine" == path.read_text()


@pytest.mark.parametrize("links", [True, False])
def test_a_link_created_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """The target of a link created meanwhile is kept, with or without hard links."""
    path, victim = tmp_path / "list.tsv", tmp_path / "victim"
    victim.write_text("mine")
    if not links:
        monkeypatch.setattr(os, "link", _no_links)

    def pieces() -> object:
        yield b"theirs"
        path.symlink_to("victim")

    with pytest.raises(FileExistsError):
        atomic.replace(path, pieces(), new=True)  # type: ignore[arg-type]
    assert "mine" == victim.read_text()
    assert {"list.tsv", "victim"} == set(os.listdir(tmp_path))


def _no_links(*_: object) -> None:
    raise PermissionError


# Prints the signals that end a process, and are not handled; and those that do not, and are.
WRONG = """
import os, resource, signal
from poles_cli.cli.main import _handle_signals
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
def ends(number):
    child = os.fork()
    if not child:
        os.kill(os.getpid(), number)
        os._exit(0)
    status = os.waitpid(child, os.WUNTRACED)[1]
    if os.WIFSTOPPED(status):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
crashes = {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT}
every = signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}
for number in every:
    signal.signal(number, signal.SIG_DFL)
ending = {number for number in every - crashes if ends(number)}
assert {signal.SIGPIPE, signal.SIGPROF, signal.SIGXFSZ, signal.SIGRTMAX} <= ending
_handle_signals()
print(*(n for n in every if (n in ending) == (signal.getsignal(n) is signal.SIG_DFL)))
"""


def test_every_signal_that_ends_the_program_is_handled() -> None:
    """All signals that end a process, and no others, are handled, except those of a crash."""
    done = subprocess.run([sys.executable, "-c", WRONG], env=environment(), capture_output=True)
    assert (0, b"\n", b"") == (done.returncode, done.stdout, done.stderr)


PAIRS = ("SIGINT+SIGTERM", "SIGPIPE+SIGPROF", "SIGXCPU+SIGRTMIN", "SIGIO+SIGSYS")
# Sends itself two signals in a row, once the temporary file exists.
TWO = """
import os, signal, sys
from poles_cli import load
from poles_cli.base import atomic
from poles_cli.cli.main import main
real = os.fsync
names = sys.argv[1].split("+")
for name in names:  # a signal may be ignored, as under nohup
    if signal.getsignal(getattr(signal, name)) == signal.SIG_IGN:
        usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
        signal.signal(getattr(signal, name), usual)
def send_signals(handle):
    for name in names:
        os.kill(os.getpid(), getattr(signal, name))
    real(handle)
os.fsync = send_signals
unlink = os.unlink
def told_again(path):
    os.kill(os.getpid(), getattr(signal, names[-1]))
    unlink(path)
os.unlink = told_again
sys.argv[1:] = sys.argv[2:]
sys.exit(main())
"""


def test_two_signals_leave_no_file(tmp_path: Path) -> None:
    """Two different signals, in a row or during clean-up, leave no temporary file."""
    target = tmp_path / "all"
    target.write_text("before")
    children = [
        subprocess.Popen(
            [sys.executable, "-c", TWO, pair, "help", "list", "--force", "-o", str(target)],
            env=environment(), stderr=subprocess.PIPE,
        )
        for pair in PAIRS
    ]  # fmt: skip
    errors = [child.communicate(timeout=60)[1] for child in children]
    for pair, child, err in zip(PAIRS, children, errors, strict=True):
        codes = {128 + getattr(signal, name) for name in pair.split("+")}
        assert child.returncode in codes, (pair, err)
        assert b"" == err, pair
    assert "before" == target.read_text()
    assert ["all"] == os.listdir(tmp_path)


@pytest.mark.parametrize("name", ["q $(touch pwned);x", "it's `x`", "-rf", "~"])
def test_a_hint_is_safe_to_paste(name: str) -> None:
    """A command to type next has the name of a folder as one argument, whatever it contains."""
    hint = call("list", f"--data={name}", env={"POLES_LANG": "en"}).stderr.splitlines()[-1]
    with pytest.raises(PolesError) as error:
        parse_toml(Path(name), b"x = [")
    argument = "./-rf" if name == "-rf" else shlex.quote(name)
    assert [f"Type: poles check {argument}"] * 2 == [hint, error.value.render(str)[-1]]


def test_a_hint_quotes_fields() -> None:
    """A command to type next has the fields that the user typed as one argument."""
    done = call("export", "-f", "json", "--fields", "a$(x);b c", env={"POLES_LANG": "en"})
    assert done.stderr.endswith(" --fields 'a$(x);b c'\n")


def test_a_hint_quotes_words_of_the_data(root: Path) -> None:
    """A command to type next has a word of another edition as one argument."""
    laval = root / "poles" / "laval.toml"
    name = "Pôle régional d'économie sociale de Laval"
    assert name in laval.read_text("utf-8")
    laval.write_text(laval.read_text("utf-8").replace(name, f"{name} $(touchpwned)"), "utf-8")
    done = call("search", "touchpwneddd", "--data", str(root), env={"POLES_LANG": "en"})
    assert "Type: poles search '$(touchpwned'\n" == done.stderr.split("\n", 1)[1]


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000])
def test_an_impossible_folder_name(name: str) -> None:
    """An impossible name gives a sentence and exit 3, for editions and corrections alike."""
    lines = ("list", "search x", "check --coverage", "set laval city Laval --source https://a.org")
    for line in lines:
        for env, option in (({}, ["--data", name]), ({"POLES_OVERLAY": name}, [])):
            done = call(*line.split(), *option, env=env)
            assert (3, "") == done[:2]
    for directory in (load(name), load(overlay=name)):
        with pytest.raises(PolesError, match="cannot be read"):
            print(directory.poles)
