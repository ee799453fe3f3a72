"""`poles locate --csv` finds the encoding of a file, and refuses what is not text."""

from __future__ import annotations

import re

import pytest

from program import Program
from territory.tagged import TERRITORY, tagged


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
     "cp1252", "mac-roman"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_detected(encoding: str, end: str) -> None:
    """Encodings are detected with or without a mark, and CR line ends are kept."""
    lines = ["nom,ville", "Évêque,Belœil", "Hélène,Trois-Rivières", ""]
    if encoding == "mac-roman":
        lines[1] = "Évêque,Montréal"
    rows = tagged(end.join(lines).encode(encoding)).split(end)

    assert [f"{lines[0]},pole,pole_status", f"{lines[2]},mauricie,found"] == rows[::2]


def test_names_in_old_encodings_are_read() -> None:
    """Every name is read in cp1252, and in Mac Roman if it has a small accented letter."""
    names = [row["name"] for row in TERRITORY.municipalities.rows()]
    quoted = [f"{name},“x” – ‘y’ • z™ l’œuvre…" for name in names]
    for encoding, lines in (
        ("cp1252", [*names, *map(str.upper, names), *quoted]),
        ("mac-roman", [name for name in names if set(name) & set("éèêàâçù") and "–" not in name]),
    ):
        rows = tagged("\n".join(["ville,x", *lines]).encode(encoding)).split("\n")[1:]
        assert all(row.startswith(line) for line, row in zip(lines, rows, strict=True))


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"PK\x03\x04\x14\0xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04\x14\0\0\0clients.csv", "a ZIP archive"),
        (b"\x1f\x8b\x08\0\0\0", "a gzip archive"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document in an old Office format"),
    ],
)
def test_a_binary_file_is_refused_with_its_type(start: bytes, what: str) -> None:
    """A file that is not text is refused, with its type and what to do."""
    for arguments in (("--csv", "-", "--column", "ville"), ("-",)):
        refused = Program("locate", *arguments).lang("en").stdin(start + b"\0" * 100)
        refused.run(status=2, stderr=re.compile(f"The file is {what}, not text.\n(Type|Save)"))
