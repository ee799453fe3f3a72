"""`locate` with any words: one place at a time, and a stream of lines."""

import io
from functools import cache

from hypothesis import assume, given
from hypothesis import strategies as st

from fuzzing import fuzz
from poles_cli import load
from poles_cli.directory.places.encodings import NOT_TEXT
from poles_cli.directory.places.flat import flatten, tail
from poles_cli.directory.places.gazetteer import Gazetteer
from poles_cli.directory.places.stream import Tally, locate_lines, tag_lines
from poles_cli.records.model import Record
from poles_cli.rules.vocabularies import BASES, PLACE_KINDS


@cache
def gazetteer() -> Gazetteer:
    """The bundled places, read once."""
    return load().territory


@cache
def names() -> list[str]:
    """Every name, code and prefix of the data, with words that people add."""
    places = gazetteer()
    found = [row["name"] for row in places.municipalities.rows()]
    found += [row["code"] for row in places.municipalities.rows()]
    found += [row["alias"] for row in places.aliases.rows()]
    found += [row["label"] for row in places.mrcs.rows()]
    found += [row["prefix"] + " 1A1" for row in places.prefixes.rows()]
    found += [
        "rue",
        "boul.",
        "12, ",
        "app. 3",
        "C.P. 9",
        "ON",
        "Ontario",
        "Canada",
        "(",
        ")",
        " - ",
        "/",
    ]
    found += [
        "Ville de la",
        "Réserve indienne de",
        "(P)",
        "Première Nation",
        "45.40,-72.73",
        "²",
        "°",
    ]
    found += ["MRC de", "ville de", "(Québec)", "QC", "24", "06", "St", "Ste-", "l'", ", ", "G5L"]
    return found


PIECES = st.sampled_from(names()) | st.text(max_size=6)
QUERIES = (
    st.sampled_from(names())
    | st.lists(PIECES, min_size=1, max_size=4).map(" ".join)
    | st.lists(PIECES, min_size=1, max_size=4).map("".join)
    | st.text(st.characters(codec=None))
    | st.from_regex(r"\A[GHJ0-9]{0,3} ?[0-9A-Z]{0,3}\Z")
)


def check(answer: Record) -> None:
    """Check the documented shape of an answer."""
    matches = answer["matches"]
    answers = {tuple(pole["slug"] for pole in match["poles"]) for match in matches}
    assert answer["status"] == ("none", "found", "ambiguous")[min(len(answers), 2)]
    assert all(match["kind"] in PLACE_KINDS and match["region"]["code"] for match in matches)
    assert answer["basis"] in BASES if matches else answer["basis"] is None
    assert {slug for answer_ in answers for slug in answer_} >= {p["slug"] for p in answer["poles"]}
    flatten(answer)
    line = tail(gazetteer().read(answer["query"]))
    assert line.endswith("\n") and 7 == line.count("\t") and 1 == line.count("\n")


@fuzz(200)
@given(QUERIES)
def test_one_place(query: str) -> None:
    """Any query has an answer of the documented shape, the same each time."""
    answer = gazetteer().locate(query)
    check(answer)
    assert answer == gazetteer().locate(query)


@fuzz(100)
@given(st.sampled_from(names()))
def test_known_place(name: str) -> None:
    """A known name is found in upper case, without accents, and with spaces around it."""
    if gazetteer().locate(name)["matches"]:
        assert gazetteer().locate(f"  {name.upper()} ")["matches"]


PARTS = st.sampled_from(names()) | st.sampled_from(
    ["12, rue X", "C.P. 9", "bureau 3", "(Québec)", "QC", "Canada", "12 rue Principale Est", "No 5"]
)


@fuzz(200)
@given(
    st.lists(PARTS, min_size=2, max_size=5), st.sampled_from([", ", " (", " - ", "\n", " / ", "; "])
)
def test_a_cell_answers_no_more_than_its_parts(parts: list[str], mark: str) -> None:
    """A cell gives only pôles that one of its parts names."""
    known = {"capitale-nationale"} if any("Qu" in part for part in parts) else set()
    for part in parts:
        known |= {pole["slug"] for pole in gazetteer().locate(part)["poles"]}
        for words in range(1, len(part.split())):  # a town after a street, a name before a note
            for piece in (part.split()[:words], part.split()[words:]):
                known |= {pole["slug"] for pole in gazetteer().locate(" ".join(piece))["poles"]}
    whole = gazetteer().locate(mark.join(parts))
    bare = gazetteer().read(" ".join(mark.join(parts).replace("(", " ").split()))
    assert {pole["slug"] for pole in whole["poles"]} <= known | {p["slug"] for p in bare.poles}


@fuzz(100)
@given(
    st.sampled_from([*names(), "1", "12", "qc.", "P. Q.", "Canada", "ville", "St"]),
    st.integers(1, 90),
    st.sampled_from([" ", ", ", " de la ", "(", " x ", "."]),
    st.sampled_from(["", "!", " zz", " x 1 1 1 1 1 1 1 1"]),
)
def test_look_ups_are_bounded(piece: str, count: int, mark: str, end: str) -> None:
    """A long cell of known words needs a bounded number of look-ups."""
    looks = 0
    named = gazetteer().named

    def counted(words: str) -> object:
        nonlocal looks
        looks += 1
        return named(words)

    try:
        gazetteer().__dict__["named"] = counted
        gazetteer().locate(mark.join([piece] * count) + end)
    finally:
        del gazetteer().__dict__["named"]
    assert looks < 2000


LINES = st.lists(st.binary(max_size=12) | QUERIES.map(lambda q: q.encode("utf-8", "replace")))


@fuzz(200)
@given(LINES, st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_stream(lines: list[bytes], end: bytes, ended: bool) -> None:
    """Any bytes give one output line per input line, in order."""
    content = end.join(lines) + (end if ended else b"")
    others = (b"PK", b"\xff\xfe", b"\xfe\xff", *(magic for magic, *_ in NOT_TEXT))
    assume(not content.startswith(others))
    text = content if b"\n" in content else content.replace(b"\r", b"\n")  # or CR would end lines
    expected = text.count(b"\n") + (not text.endswith(b"\n") and bool(text))
    tally = Tally()
    out = b"".join(tag_lines(io.BytesIO(content), gazetteer().read, tally))
    assert (expected, expected) == (tally.lines, out.count(b"\n"))
    out.decode("utf-8")
    for answer in locate_lines(io.BytesIO(content), gazetteer().read, Tally()):
        check(answer)
