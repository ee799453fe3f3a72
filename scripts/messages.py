"""Collect messages from the source, and update and compile the catalogues of translations.

`make messages` runs this file. A message is an English text written in `N_("…")` or `t(N_("…"))`,
in `v.t("…")` of a template, or the metavar of an option. French is in
`src/poles_cli/locale/fr/LC_MESSAGES/poles.po`.
"""

from __future__ import annotations

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
MARKS = ("N_", "t", "_", "translate")
TEMPLATE = re.compile(r'\bt\("([^"]+)"\)')
# Words that the framework writes in the first line of a help page.
FRAMEWORK = ("[OPTIONS]", "COMMAND [ARGS]...")

_BOILERPLATE = (b'"Report-Msgid-Bugs-To', b'"Last-Translator', b'"Generated-By')


def collect(root: Path = ROOT) -> dict[str, list[str]]:
    """Return each message of the source with the files it is in, in order of appearance."""
    found: dict[str, list[str]] = {message: ["typer"] for message in FRAMEWORK}
    # The manual pages are made at build time, from the same catalogue.
    files = [*(root / "src").rglob("*.py"), *(root / "src").rglob("*.j2")]
    for path in [*sorted(files), root / "scripts/manual.py"]:
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for message in (
            _messages(ast.parse(text)) if path.suffix == ".py" else TEMPLATE.findall(text)
        ):
            places = found.setdefault(message, [])
            if name not in places:
                places.append(name)
    return found


def _messages(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        candidates = [node.args[0]] if name in MARKS and node.args else []
        candidates += [word.value for word in node.keywords if word.arg == "metavar"]
        for candidate in candidates:
            if isinstance(candidate, ast.Constant) and isinstance(candidate.value, str):
                yield candidate.value


def catalogues(root: Path = ROOT) -> list[Path]:
    """Return the catalogues of the repository."""
    return sorted((root / "src/poles_cli/locale").glob("*/LC_MESSAGES/*.po"))


def read_catalogue(path: Path) -> Catalog:
    """Return the translations of one language."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write the translations of one language, without obsolete messages."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(_BOILERPLATE)))


def update(path: Path, root: Path = ROOT) -> list[str]:
    """Bring a catalogue up to date with the source; return the messages it lacks.

    Obsolete messages are dropped; no translation is guessed from a similar message.
    """
    catalogue = read_catalogue(path)
    template = Catalog(project="poles", charset="utf-8", creation_date=catalogue.creation_date)
    for message, files in collect(root).items():
        template.add(message, locations=[(file, 0) for file in files])
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    write_catalogue(path, catalogue)
    return [str(message.id) for message in catalogue if message.id and not message.string]


def compile_catalogues(root: Path = ROOT) -> None:
    """Write each catalogue's `.mo` beside it if it changes, in one step for concurrent readers."""
    for path in catalogues(root):
        buffer = io.BytesIO()
        write_mo(buffer, read_catalogue(path))
        target = path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            temporary = target.with_suffix(f".{os.getpid()}.mo")
            temporary.write_bytes(buffer.getvalue())
            temporary.replace(target)


def main() -> int:
    """Update and compile every catalogue; list the messages left to translate."""
    missing = 0
    for path in catalogues():
        for message in update(path):
            missing += 1
            print(f"{path.relative_to(ROOT)}: {message!r} has no translation", file=sys.stderr)
    compile_catalogues()
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
