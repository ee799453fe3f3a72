"""A patch of a file that is laid out otherwise, or is very long."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli

from fuzzing import in_proportion
from overlay.patching import Say, applied, fact
from poles_cli import load
from poles_cli.corrections.patch import patch
from poles_cli.rules.check import check_directory
from program import EDITION


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\n# the end", "\n# the end\n"])
def test_ends_of_files(tmp_path: Path, ending: str) -> None:
    """A file that ends without a line feed, or with many, can be patched."""
    root = tmp_path / "before"
    shutil.copytree(EDITION, root)
    for name in ("poles/laval.toml", "sources.toml"):
        file = root / name
        file.write_text(file.read_text("utf-8").rstrip() + ending, "utf-8")
    said = {"city": fact("Laval", "https://zzz.example.org")}
    data = applied_loosely(patch(load(root), {"laval": said}), root, tmp_path)
    assert [] == check_directory(data)
    assert "Laval" == load(data).pole("laval").contact("city").value  # type: ignore[union-attr]


def applied_loosely(diff: str, root: Path, tmp_path: Path) -> Path:
    """Apply a diff that may hold blank lines at the end of a file."""
    copy = tmp_path / "clone"
    shutil.copytree(root, copy / "data")
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=copy, check=True)
    return copy / "data"


SOURCE = "revue-2012-p8"
CITY = 'value = "A", confidence = "low", sources = ["laval-politique-es"]'
LAYOUTS = {
    "inline": f"contacts = {{ city = {{ {CITY} }} }}\n",
    "dotted": "".join(f"contacts.city.{part}\n" for part in CITY.split(", ")),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_fact_without_a_block_is_refused(say: Say, tmp_path: Path, layout: str) -> None:
    """A fact without a block is refused, and the user is told to edit the file by hand."""
    root = tmp_path / "before"
    shutil.copytree(EDITION, root)
    file = root / "poles" / "laval.toml"
    text = file.read_text("utf-8")
    start, end = text.index("[contacts.email]"), text.index("[[activities]]")
    file.write_text(LAYOUTS[layout] + text[:start] + text[end:], "utf-8")
    command = ["set", "laval", "city", "Laval", "--source", "revue-2012-p8", "--patch"]
    assert "by hand" in say(*command, "--data", str(root), status=3).stderr


OTHERWISE = r'''  [ contacts . "email" ]   # beside
    # why
value = 'info@eslaval.org' # a "#" in it
as_of = """\
   2021/2024"""
confidence = "medium"
sources = [
  # so
  "courrier-laval-122762", # and so
]

[contacts.email.note]
fr = "a"
en = "b"
'''


def test_a_block_with_another_layout_is_replaced(say: Say, tmp_path: Path) -> None:
    """A block with another layout is replaced with its comments; those around it are kept."""
    root = tmp_path / "before"
    shutil.copytree(EDITION, root)
    file = root / "poles" / "laval.toml"
    text = file.read_text("utf-8")
    start, end = text.index("[contacts.email]"), text.index("[contacts.city]")
    file.write_text(f"{text[:start]}# above\n{OTHERWISE}# below\n\n{text[end:]}", "utf-8")
    assert tomli.loads(file.read_text("utf-8"))["contacts"]["email"]["note"]
    said = say(
        "set", "laval", "email", "contact@eslaval.org", "--source", "revue-2012-p8", "--patch",
        "--data", str(root),
    ).stdout  # fmt: skip
    data = applied(said, root, tmp_path)
    new = """[contacts.email]
value = "contact@eslaval.org"
confidence = "medium"
sources = ["revue-2012-p8"]
"""
    expected = f"{text[:start]}# above\n{new}# below\n\n{text[end:]}"
    assert expected == (data / "poles" / "laval.toml").read_text("utf-8")


LONG = {
    "list": '  "{}",\n',
    "blocks": "]\n[[more]]\nx = [\n",
    "comments": "  # x\n",
    "text": """  '''\n{}\n''',\n""",
}


@pytest.mark.parametrize("piece", LONG)
def test_a_big_file_takes_linear_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    """Each line is read a few times, even if many are identical, and the diff stays short."""
    file = Path(shutil.copytree(EDITION, tmp_path / "before")) / "poles" / "laval.toml"
    text, parse, parsed = file.read_text("utf-8"), tomli.loads, [0]

    def loads(text: str) -> dict[str, Any]:
        parsed[0] += len(text)
        return parse(text)

    def act(times: int) -> None:
        more = "".join(LONG[piece].replace("{}", str(n % 150)) for n in range(100 * times))
        file.write_text(text.replace("aliases = [\n", f"aliases = [\n{more}", 1), "utf-8")
        parsed[0] = 0
        said = patch(load(file.parents[1]), {"laval": {"email": fact("a@b.example", SOURCE)}})
        assert len(said.splitlines()) < 40
        assert parsed[0] < 3 * (file.stat().st_size + 50_000)

    monkeypatch.setattr("tomli.loads", loads)
    in_proportion(act, 20)
