"""Dates, amounts and confidence in words."""

import pytest

from poles_cli.base.i18n import Language, translator
from poles_cli.output.cards.amounts import amount, money, number
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import backing, provision
from poles_cli.output.formats.asides import aside_text

NB = "\u00a0"


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        ("2019", "2019", "2019"),
        ("2019-05", "mai 2019", "May 2019"),
        ("2021-01-01", "1er janvier 2021", "1 January 2021"),
        ("2023-23~", "vers l'automne 2023", "about autumn 2023"),
        ("2020~", "vers 2020", "about 2020"),
        ("2021/2024", "de 2021 à 2024", "2021 to 2024"),
        ("2019~/2020~", "vers 2019-2020", "about 2019-2020"),
        ("[..2012]", "au plus tard 2012", "by 2012"),
        ("[..2011-05-26]", "au plus tard le 26 mai 2011", "by 26 May 2011"),
        (
            "[2018-21..2019-05]",
            "entre le printemps 2018 et mai 2019",
            "between spring 2018 and May 2019",
        ),
        ("[2019..]", "2019 ou plus tard", "2019 or later"),
        (
            "[2017-04..2020-03]",
            "entre avril 2017 et mars 2020",
            "between April 2017 and March 2020",
        ),
        ("[2017-12,2018-01]", "décembre 2017 ou janvier 2018", "December 2017 or January 2018"),
        (
            "[2017..2019,2021-05]",
            "entre 2017 et 2019 ou mai 2021",
            "between 2017 and 2019 or May 2021",
        ),
        (
            "[2017-01,2019-02..]",
            "janvier 2017 ou février 2019 ou plus tard",
            "January 2017 or February 2019 or later",
        ),
        (None, "", ""),
    ],
)
def test_a_date_has_words_in_both_languages(edtf: str | None, french: str, english: str) -> None:
    """Every form of date in the data has words in both languages."""
    assert date(edtf, translator("fr"), "fr") == french
    assert date(edtf, translator("en"), "en") == english


@pytest.mark.parametrize(
    ("text", "dollars", "language", "words"),
    [
        ("581", False, "fr", "581"),
        ("~9000", False, "fr", f"environ 9{NB}000"),
        ("~9000", False, "en", "about 9,000"),
        ("<~350000000", True, "fr", f"près de 350{NB}M$"),
        ("<~230", False, "en", "nearly 230"),
        (">568000000", True, "fr", f"plus de 568{NB}M$"),
        (">568000000", True, "en", "more than $568M"),
        (">=96700000", True, "fr", f"au moins 96,7{NB}M$"),
        ("53600000000", True, "en", "$53.6B"),
        ("53600000000", True, "fr", f"53,6{NB}G$"),
        ("<5", False, "en", "less than 5"),
        ("<=5", False, "fr", "au plus 5"),
        (None, False, "fr", ""),
    ],
)
def test_an_amount_keeps_its_hedge(
    text: str | None, dollars: bool, language: Language, words: str
) -> None:
    """Amounts show about, nearly, more than, less than and at least; exact amounts show nothing."""
    assert amount(text, translator(language), language, dollars=dollars) == words


def test_numbers_are_grouped_as_the_language_does() -> None:
    """Numbers are grouped by a no-break space in French, a comma in English."""
    assert number(11360, "fr") == f"11{NB}360"
    assert number(11360, "en") == "11,360"
    assert money(150000, "fr") == f"150{NB}000{NB}$"
    assert money(150000, "en") == "$150,000"


def test_an_aside_shows_confidence_date_and_sources() -> None:
    """An aside has the note, confidence, date and sources, in that order."""
    fact = {
        "value": "x",
        "note": {"fr": "lu sur place", "en": "read there"},
        "confidence": "low",
        "as_of": "2020",
        "sources": ["a", "b"],
    }
    english = aside_text(backing(fact, "en"), translator("en"), "en")
    assert english == "read there · low confidence · seen: 2020 · sources: a, b"
    french = aside_text(backing(fact, "fr"), translator("fr"), "fr")
    assert french == f"lu sur place · confiance faible · vu{NB}: 2020 · sources{NB}: a, b"


@pytest.mark.parametrize(
    ("article", "french", "english"),
    [
        (("3, 1er al.", "3, 1st par."), "Loi, art. 3, 1er al.", "Act, s. 3, 1st par."),
        (("préambule", "preamble"), "Loi, préambule", "Act, preamble"),
        (("–", "–"), "Loi", "Act"),
    ],
)
def test_only_a_numbered_section_is_called_one(
    article: tuple[str, str], french: str, english: str
) -> None:
    """A preamble is shown by its name, and a dash means the whole statute."""
    law = {
        "law": {"fr": "Loi", "en": "Act"},
        "article": dict(zip(("fr", "en"), article, strict=True)),
    }
    assert provision(law, translator("fr"), "fr") == french
    assert provision(law, translator("en"), "en") == english
