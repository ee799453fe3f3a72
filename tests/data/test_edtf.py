"""Dates: which texts are valid, and which days they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poles_cli.base.i18n import LANGUAGES, translator
from poles_cli.output.cards.dates import date
from poles_cli.rules import dates
from poles_cli.rules.dates import Span, span

MEANT = [
    ("2020", (2020, 1, 1), (2020, 12, 31)),
    ("2020-02", (2020, 2, 1), (2020, 2, 29)),
    ("2020-10-31", (2020, 10, 31), (2020, 10, 31)),
    ("2021-21", (2021, 3, 1), (2021, 5, 31)),
    ("2021-24", (2021, 12, 1), (2022, 2, 28)),
    ("2010~", (2010, 1, 1), (2010, 12, 31)),
    ("2010-05?", (2010, 5, 1), (2010, 5, 31)),
    ("2021/2024", (2021, 1, 1), (2024, 12, 31)),
    ("2005~/2006~", (2005, 1, 1), (2006, 12, 31)),
    ("2019/..", (2019, 1, 1), None),
    ("../2019-03", None, (2019, 3, 31)),
    ("[2017-04..2020-03]", (2017, 4, 1), (2020, 3, 31)),
    ("[2017-12,2018-01]", (2017, 12, 1), (2018, 1, 31)),
    ("[..2012]", None, (2012, 12, 31)),
    ("[2019..]", (2019, 1, 1), None),
    ("[2018-21..2019-05]", (2018, 3, 1), (2019, 5, 31)),
    ("[2010,2012..2014]", (2010, 1, 1), (2014, 12, 31)),
]

REFUSED = [
    ("", dates.FORM),
    ("n.d.", dates.FORM),
    ("20", dates.FORM),
    ("2020-1", dates.FORM),
    ("2020-10-31T10:00", dates.FORM),
    ("2020~?", dates.FORM),
    ("~2020", dates.FORM),
    ("2020/", dates.FORM),
    ("../..", dates.FORM),
    ("[..]", dates.FORM),
    ("[2020", dates.FORM),
    ("[]", dates.FORM),
    ("2020/2021/2022", dates.FORM),
    ("२०२०", dates.FORM),
    ("2020" * 100, dates.FORM),
    ("2020-13", dates.CALENDAR),
    ("2020-25", dates.CALENDAR),
    ("2020-00", dates.CALENDAR),
    ("2021-02-29", dates.CALENDAR),
    ("2021-04-31", dates.CALENDAR),
    ("2021-21-01", dates.CALENDAR),
    ("2024/2021", dates.ORDER),
    ("[2020-03..2017-04]", dates.ORDER),
]


@pytest.mark.parametrize("text, first, last", MEANT)
def test_span(text: str, first: dates.Day | None, last: dates.Day | None) -> None:
    """A date means all the days from its first to its last."""
    assert Span(first, last) == span(text)


@pytest.mark.parametrize("text, message", REFUSED)
def test_refused(text: str, message: str) -> None:
    """A text that is not a date is refused, with the reason."""
    with pytest.raises(ValueError) as caught:
        span(text)
    assert message == str(caught.value)


PIECES = ["2017", "2019-05", "2020-23~", "2021-01-02", "..", ",", "/", "[", "]", "~", "?", " "]


@given(
    st.text(alphabet="0123456789-/.,[]~? ", max_size=24)
    | st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
    | st.lists(st.sampled_from(PIECES), max_size=7).map(lambda parts: f"[{''.join(parts)}]")
)
def test_any_text_is_refused_or_has_words(text: str) -> None:
    """Any text is either refused, or a date with ordered days and words in both languages."""
    try:
        first, last = span(text)
    except ValueError:
        return
    assert first is None or last is None or first <= last
    for language in LANGUAGES:
        words = date(text, translator(language), language)
        assert words and not set("[]/") & set(words)
