"""Any change to a dataset or corrections gives an answer, or a sentence and exit code 3."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from complete import complete, written
from fuzzing import fuzz, in_proportion
from poles_cli.rules.vocabularies import CONFIDENCE
from program import Output, call

EDITION = Path(__file__).parent.parent / "edition"
SUFFIXES = (".toml", ".csv", ".geojson")
CORRECTIONS = """\
[laval.email]
value = "info@example.org"
confidence = "high"
sources = ["https://example.org/contact"]
set_on = "2026-11-24"

[laval.legal_form]
value.fr = "coopérative"
value.en = "co-operative"
as_of = "2021/2024"
confidence = "low"
sources = ["revue-2012-p58"]
set_on = "2026-11-24"

[jamesie.founded]
value = "2024~"
confidence = "low"
sources = ["revue-2012-p44"]
set_on = "2026-11-24"
"""
COMMANDS = [
    "list", "list --json", "list -f table", "list -f vcard", "list -f geojson", "show laval",
    "show laval -f table", "show inuit -f markdown", "show presl --json", "explain",
    "explain concertation -f table", "explain capital-patient", "search coopérative",
    "search crédit -f table", "regions", "sources", "sources revue-2012-p58", "stats",
    "stats -f table", "stats --shares", "about", "about -f table", "locate Kuujjuaq",
    "locate Kuujjuaq -f table", "locate chapais --json", "map", "set --list", "set --list -f table",
    "set --patch", "check", "check -f table", "check --coverage", "check --stale 1 -f table",
    "export -f json", "export -f toml", "export -f jsonl", "export -f csv --what poles",
    "export -f csv --what territory", "export -f csv --what figures", "export -f html",
    "export -f sqlite -o x.sqlite --force", "open",
    # Files of the complete dataset that the small edition does not have.
    "map -f table", "map -f svg", "map --region 01", "list -f table --fields slug,founded",
    "show ardenne", "show ardenne -f table", "show ardenne -f vcard", "show ardenne --lang en",
    "explain idee -f table", "locate g5l -f table", "locate g5l1a1", "locate Bastogne -f table",
    "locate Vieux-Moulin --json", "sources page -f table",
]  # fmt: skip

TEXTS = st.sampled_from([
    "", " ", "x", "00", "01", "02", "99", "2026", "2021/2024", "..", "../..", "2026-13", "~9000",
    ">1", "2/3", "1e9", "laval", "revue-2012-p58", "nowhere", "concertation", "active", "former",
    "regional", "cree", "Kuujjuaq", "650", "65005", "[/b]", "[bold]x", "<script>alert(1)</script>",
    "</script>", "{{ 7 * 7 }}", "{0}", "{value}", "%s", "javascript:alert(1)", "=1+1", "+1", "@x",
    "-x", "a|b", "a\tb", "a\nb", "a\x1b[2Jb", "\x9b2J", "\u202ea", "a\u2028b", "é", "e\u0301", "’",
    "« x »", "\ufeff", "https://example.org", "https://example.org/\u202e", "a@example.org",
    "450 555-0100", "H7N 1A1", "<=10", "[2017..2019,2021..]", "[2017-01,2019]", "100:x", "2012",
    "idee", "ardenne", "page", "count", "share", "10:5", "-1", "1e400", "x" * 3000, "\U0001f600",
    "́́", *CONFIDENCE,
])  # fmt: skip
SCALARS = (
    TEXTS | st.text(st.characters(codec="utf-8"), max_size=5) | st.booleans()
    | st.integers(-(2**70), 2**70) | st.floats() | st.just(date(2026, 11, 24))
)  # fmt: skip
VALUES = SCALARS | st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fr", "en", "value", "x"]), inner)
    ),
    max_leaves=5,
)


class Spoilt(NamedTuple):
    """A copy of a dataset to damage and restore, with its original files."""

    root: Path
    files: dict[str, bytes]

    @property
    def tables(self) -> list[str]:
        """Return the TOML files."""
        return [name for name in self.files if name.endswith(".toml")]


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to write in, without browser or disk synchronization."""
    folder = tmp_path_factory.mktemp("toml")
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    patch.setattr("tempfile.tempdir", str(folder))
    patch.setattr("webbrowser.get", lambda *_: _absent())
    patch.setattr("os.fsync", lambda _: None)
    yield folder
    patch.undo()


def _absent() -> None:
    import webbrowser

    raise webbrowser.Error


@pytest.fixture(scope="module", params=["edition", "complete"])
def dataset(request: pytest.FixtureRequest, folder: Path) -> Spoilt:
    """The small edition, or the dataset with every field and a map."""
    root = folder / request.param
    if request.param == "edition":
        shutil.copytree(EDITION, root)
    else:
        written(root, complete())
    found = sorted(path for path in root.rglob("*") if path.suffix in SUFFIXES)
    return Spoilt(root, {str(path.relative_to(root)): path.read_bytes() for path in found})


@cache
def table(content: bytes) -> dict[str, Any]:
    """Return a file's table."""
    return tomli.loads(content.decode())


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value under another."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


@st.composite
def changed(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    """Return a table with one to three of its values changed, removed or added."""
    found = deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        known = list(places(found))
        if not known:
            break
        *above, last = draw(st.sampled_from(known))
        inner = found
        for key in above:
            inner = inner[key]
        action = draw(st.sampled_from(["put", "put", "put", "take", "add"]))
        if action == "put":
            inner[last] = draw(VALUES)
        elif action == "take":
            del inner[last]
        elif isinstance(inner, list):
            inner.append(draw(VALUES))
        else:
            name = draw(st.sampled_from(["note", "as_of", "x", "", "\x1b[2J", "a.b"]))
            inner[name] = draw(VALUES)
    return found


@st.composite
def cut(draw: st.DrawFn, text: bytes) -> bytes:
    """Return a file with a part replaced by something else."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    piece = draw(
        st.binary(max_size=6)
        | st.sampled_from([b"[" * 5000, b"a." * 5000, b'"""', b"\n", b"\xff", b"\0", b"9" * 5000])
    )
    return text[:start] + piece + text[end:]


def check(done: Output) -> None:
    """Check a run against the promises, whatever the files contain."""
    assert done.status in (0, 1, 2, 3), done.stderr
    hidden = set(range(0x20)) - {0x09, 0x0A, 0x0D} | set(range(0x7F, 0xA0)) | {0x202E, 0x2028}
    assert not hidden & set(map(ord, done.stdout + done.stderr))
    if done.status == 3 and not done.stdout:
        assert done.stderr


@fuzz(50)
@given(st.sampled_from(COMMANDS), st.data())
def test_changed_dataset(dataset: Spoilt, command: str, data: st.DataObject) -> None:
    """A dataset may have values changed, removed and added."""
    name = data.draw(st.sampled_from(dataset.tables))
    content = tomli_w.dumps(data.draw(changed(table(dataset.files[name])))).encode()
    _try(dataset, name, content, command)


@fuzz(30)
@given(st.sampled_from(COMMANDS), st.data())
def test_cut_dataset(dataset: Spoilt, command: str, data: st.DataObject) -> None:
    """A dataset may have changed bytes in a file."""
    name = data.draw(st.sampled_from(list(dataset.files)))
    _try(dataset, name, data.draw(cut(dataset.files[name])), command)


def _try(dataset: Spoilt, name: str, content: bytes, command: str) -> None:
    path = dataset.root / name
    path.write_bytes(content)
    try:
        check(call(*command.split(), "--data", str(dataset.root)))
    finally:
        path.write_bytes(dataset.files[name])


@fuzz(50)
@given(st.sampled_from(COMMANDS), st.data())
def test_corrections(folder: Path, command: str, data: st.DataObject) -> None:
    """Corrections may have changed values or bytes."""
    as_tables = changed(tomli.loads(CORRECTIONS)).map(lambda table: tomli_w.dumps(table).encode())
    overlay = folder / "mine.toml"
    overlay.write_bytes(data.draw(as_tables | cut(CORRECTIONS.encode())))
    env = {"POLES_OVERLAY": str(overlay)}
    check(call(*command.split(), "--data", str(EDITION), env=env))


PIECES = [
    "# x\n", "# \u202e\n", "k{} = 1\n", "[t{}]\n", "[[examples]]\n", "[[names]]\nname = 'x{}'\n",
    "k{} = '''\n# x\n'''\n", "'=k{}' = 1\n", "[contacts.c{}]\nvalue = 'x'\n", "[a.b.c{}]\nd = 1\n",
]  # fmt: skip


@fuzz(12)
@given(
    st.sampled_from(PIECES),
    st.sampled_from(["poles/laval.toml", "sources.toml", "concepts/concertation.toml", "mine"]),
    st.sampled_from(["list", "check", "set laval city Laval --source https://a.org --patch"]),
)
def test_length(folder: Path, piece: str, name: str, command: str) -> None:
    """A file with four times as many lines takes at most four times as many steps."""
    root = folder / "length"
    if not root.exists():
        shutil.copytree(EDITION, root)
    path = folder / "mine.toml" if name == "mine" else root / name
    env = {"POLES_OVERLAY": str(folder / "mine.toml"), "POLES_DATA": str(root)}
    before = path.read_bytes() if name != "mine" else b""

    def act(times: int) -> None:
        more = "".join(piece.replace("{}", str(number)) for number in range(times))
        path.write_bytes(before + b"\n" + more.encode())
        check(call(*command.split(), env=env))

    try:
        in_proportion(act, 60)
    finally:
        path.write_bytes(before)
