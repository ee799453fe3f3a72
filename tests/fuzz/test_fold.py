"""`fold` and similar functions with any text."""

import re
from collections.abc import Callable
from time import process_time

from hypothesis import example, given
from hypothesis import strategies as st

from fuzzing import CASES, fuzz, in_proportion
from poles_cli.base.suggest import suggest
from poles_cli.base.text import ascii_only, fold, name_key, one_line, plain, slugify
from poles_cli.directory.search.entries import fold_lines

# Any code point, including stray bytes of a command line (lone surrogates), and important letters.
ANY = st.text(st.characters(codec=None)) | st.text(
    st.sampled_from("aAéÉœŒæßİıſŉǰΐﬁ…¼²Ⅷ\u0300\u0345\u1e9e'’-–·.,() stSTE\t\n\u00a0\u200d\udcff09")
)
WORDS = re.compile(r"(?:[0-9a-z\u1400-\u167f]+(?: [0-9a-z\u1400-\u167f]+)*)?")


@fuzz(400)
@given(ANY)
@example("St-Ste")
def test_fold(text: str) -> None:
    """Any text folds to plain words, and folding again changes nothing."""
    folded = fold(text)
    assert WORDS.fullmatch(folded)
    assert folded == fold(folded)


@fuzz(400)
@given(ANY)
def test_keys(text: str) -> None:
    """The key of a key is itself, and only texts that fold to nothing have an empty key."""
    key = name_key(text)
    assert WORDS.fullmatch(key)
    assert bool(key) == bool(fold(text))
    assert slugify(text) == slugify(slugify(text))


@fuzz(400)
@given(ANY)
def test_safe_text(text: str) -> None:
    """Printed text has no terminal controls or line breaks, and ASCII text is ASCII."""
    for safe in (one_line(text), plain(text)):
        assert len(text) == len(safe)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", safe)
    assert ascii_only(text).isascii()


FOLDING: list[Callable[[str], object]] = [
    fold, name_key, slugify, ascii_only, one_line, plain,
    lambda text: fold_lines([text]), lambda text: suggest(text, ["laval", "saint hyacinthe"]),
]  # fmt: skip


@fuzz(20)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=4), st.sampled_from(FOLDING))
def test_work(piece: str, folding: Callable[[str], object]) -> None:
    """A text four times as long takes four times as many steps."""
    in_proportion(lambda times: folding(piece * times), 100)


if CASES:  # a clock has no place in the suite

    @fuzz(1)
    @given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=4), st.sampled_from(FOLDING))
    @example("\u0301\u0316", fold)
    def test_length(piece: str, folding: Callable[[str], object]) -> None:
        """A text repeated four times takes at most ten times as long."""

        def best(text: str) -> float:
            times = []
            for _ in range(3):
                start = process_time()
                folding(text)
                times.append(process_time() - start)
            return min(times)

        assert best(piece * 8000) < 10 * best(piece * 2000) + 0.05
