"""Write the corrections, even with concurrent writers and failures."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from overlay.kept import GOOD, SOURCE, written
from poles_cli.base.errors import IO, PolesError
from poles_cli.corrections import store
from program import ANY, Program, environment

Say = Callable[..., Any]


def as_nobody(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a uid that owns nothing, after importing its modules as the caller."""
    code = (
        "import contextlib, io, os, sys, tempfile\n"
        "from poles_cli.cli.main import main\n"
        "warm = ['set', 'laval', 'city', 'Laval', '--source', 'https://a.org']\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):\n"
        "    with tempfile.TemporaryDirectory() as folder:\n"
        "        real = os.environ.pop('POLES_OVERLAY', None)\n"
        "        os.environ['POLES_OVERLAY'] = folder + '/x.toml'\n"
        "        main(warm), main(['list']), main(['show', 'laval'])\n"
        "        del os.environ['POLES_OVERLAY']\n"
        "        real is None or os.environ.update(POLES_OVERLAY=real)\n"
        "os.getuid() or (os.setgid(65534), os.setuid(65534))\n"
        "sys.exit(main())\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment() | {"POLES_LANG": "en"} | env,
        cwd="/",
    )


def test_no_permission() -> None:
    """Missing permissions give an error: 3 for reading, 4 for writing."""
    # Root may do anything, so it acts as another user; others remove their own permission.
    hidden, fixed = (0o600, 0o755) if os.getuid() == 0 else (0, 0o555)
    home = Path(f"/var/tmp/poles-test-{os.getpid()}")
    home.mkdir(mode=0o755)
    try:
        overlay = written(home / "poles" / "corrections-quebec.toml", GOOD)
        overlay.chmod(hidden)
        overlay.parent.chmod(fixed)
        env = {"XDG_DATA_HOME": str(home)}
        done = as_nobody("list", **env)
        assert (3, "") == (done.returncode, done.stdout), done.stderr
        assert "permission denied" in done.stderr
        done = as_nobody("set", "laval", "city", "Laval", *SOURCE, **env)
        assert (3, "") == (done.returncode, done.stdout), done.stderr
        overlay.parent.chmod(0o755)
        overlay.unlink()
        overlay.parent.chmod(fixed)
        done = as_nobody("set", "laval", "city", "Laval", *SOURCE, **env)
        assert (4, "") == (done.returncode, done.stdout), done.stderr
        assert "permission denied" in done.stderr and "Traceback" not in done.stderr
        assert [] == os.listdir(overlay.parent)
        home.chmod(0o700 if os.getuid() == 0 else 0)
        assert 0 == as_nobody("list", **env).returncode  # an unreadable folder means none
        done = as_nobody("list", POLES_OVERLAY=str(overlay))
        assert (3, "") == (done.returncode, done.stdout), done.stderr
    finally:
        subprocess.run(["chmod", "-R", "u+rwx", str(home)], check=True)
        subprocess.run(["rm", "-rf", str(home)], check=True)


def test_full_disk(say: Say, overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up during writing leaves only the whole old file."""
    written(overlay, GOOD)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = say("set", "laval", "city", "Laval", *SOURCE, status=4)
    assert "the disk is full" in said.stderr
    assert GOOD == overlay.read_text("utf-8")
    assert {overlay.name, f"{overlay.name}.lock"} == set(os.listdir(overlay.parent))


def test_eight_writers(program: Callable[..., Program], overlay: Path) -> None:
    """Eight processes that write at once, several times each, lose no correction."""
    fields = {
        "website": "https://laval.example.org", "host_website": "https://laval.ca", "city": "Laval",
        "shared_website": "https://poles.ca", "email": "info@eslaval.org",
        "phone": "450 555-0100", "address": "1, rue A", "postal_code": "H7A 1A1",
    }  # fmt: skip
    script = (
        "import sys, os; from poles_cli.cli.main import main\n"
        "for slug in ('laval', 'mauricie', 'estrie'):\n"
        f"    main(['set', slug, *sys.argv[1:], *{SOURCE!r}])\n"
    )
    env = environment() | {"XDG_DATA_HOME": str(overlay.parent.parent)}
    running = [
        subprocess.Popen([sys.executable, "-c", script, *pair], env=env, stdout=subprocess.DEVNULL)
        for pair in fields.items()
    ]
    seen = 0
    while any(process.poll() is None for process in running):
        seen = max(seen, sum(map(len, store.read(overlay).values())))  # never a partial file
    assert [0] * 8 == [process.wait() for process in running]
    kept = tomli.loads(overlay.read_text("utf-8"))
    assert {slug: set(fields) for slug in ("laval", "mauricie", "estrie")} == {
        slug: set(facts) for slug, facts in kept.items()
    }
    assert {overlay.name, f"{overlay.name}.lock"} == set(os.listdir(overlay.parent))


def test_a_writer_waits(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits for a lock that is never released, but not forever."""
    monkeypatch.setattr(store, "PATIENCE", 0.2)
    overlay.parent.mkdir(parents=True)
    with open(f"{overlay}.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PolesError, match="Another poles") as error:
            store.update(overlay, lambda corrections: None)
    assert IO == error.value.kind
    store.update(overlay, lambda corrections: None)


@pytest.mark.parametrize("place", ["fsync", "replace", "chmod"])
def test_interrupted(overlay: Path, env: dict[str, str], place: str) -> None:
    """Ctrl-C at any step leaves a whole file, no temporary file, and exit code 130."""
    written(overlay, GOOD)
    script = (
        "import os, sys, signal; from poles_cli.cli.main import main\n"
        f"real = os.{place}\n"
        "def step(*arguments):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(*arguments)\n"
        f"os.{place} = step\n"
        f"sys.exit(main(['set', 'laval', 'city', 'Laval', *{SOURCE!r}]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment() | env, capture_output=True
    )
    assert 130 == done.returncode, done.stderr
    assert b"" == done.stderr
    assert GOOD == overlay.read_text("utf-8")
    assert {overlay.name, f"{overlay.name}.lock"} == set(os.listdir(overlay.parent))


def test_interrupted_at_any_moment(overlay: Path, env: dict[str, str]) -> None:
    """SIGINT at any time leaves a readable file."""
    written(overlay, GOOD)
    command = [sys.executable, "-m", "poles_cli", "set", "laval", "city", "Laval", *SOURCE]
    for delay in range(0, 300, 40):
        with subprocess.Popen(
            command, env=environment() | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            time.sleep(delay / 1000)
            process.send_signal(signal.SIGINT)
            process.communicate()
        assert "phone" in store.read(overlay)["laval"]


def test_no_network(program: Callable[..., Program]) -> None:
    """Nothing is fetched: an address is saved as typed, whatever its content."""
    program("set", "laval", "website", "https://absent.invalid", *SOURCE).run(stdout=ANY)
