"""Persons, who are left out: their mailboxes, their direct lines, their pages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.names import Names
from poles_cli.corrections.refresh.page import Line, Page

# Mailboxes that any organization may have, in the order in which one writes to it.
GENERIC = (
    "info infos information informations contact contacts contactez nous joindre accueil bonjour"
    " allo hello hi reception bureau office courriel mail general generale pole poles equipe team"
    " admin administration secretariat direction coordination communication communications comm"
).split()
_THEME = frozenset("economie sociale economiesociale es".split())
_TITLES = re.compile(
    r"\b(?:direct(?:eur|rice)s?|coordon(?:nateur|natrice|atrice)s?|conseill(?:er|ere)s?|agente?s?"
    r"|chargee?s?|adjointe?s?|president(?:e|s|es)?|vice|responsable|gestionnaire|secretaire"
    r"|tresor(?:ier|iere)|administrat(?:eur|rice)s?|stagiaire|technicien(?:ne)?|analyste|commis"
    r"|manager|director|coordinator|advisor|officer|chair|assistant|specialist|mr|mme|ms|mrs)\b"
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:['’-][A-ZÀ-Þ]?[a-zà-ÿ]+)*[ ,:]*){2,3}")
# Words of titles that look like a name: « Siège Social », « Nous Joindre », « Head Office ».
_NO_NAME = frozenset(
    "contact contactez nous joindre rejoindre coordonnees telephone tel phone courriel email"
    " adresse address bureau siege social sociale head main office principal pole poles economie"
    " sans frais"
    " toll free informations information general generale accueil reception heures ouverture"
    " nos bureaux point service services region regional entrepreneuriat collectif conseil table"
    " comite"
    " rue avenue boulevard chemin route rang place edifice immeuble centre maison ville lundi mardi"
    " mercredi jeudi vendredi monday tuesday wednesday thursday friday"
    " call us reach find appelez ecrivez suivez social economy quebec canada".split()
)
_AROUND = 3  # lines


def mailbox_rank(address: str, names: Names, site: str) -> int | None:
    """Return how well a mailbox stands for the organization, 0 the best; None for a person's.

    Beside the words of any organization, it may hold the pôle's own name or that of its site.
    """
    words = [word.strip("0123456789") for word in fold(address.partition("@")[0]).split()]
    rest = "".join(word for word in words if word not in GENERIC and word not in _THEME)
    if not "".join(words) or (rest and not names.are(rest) and rest != site):
        return None
    ranks = [GENERIC.index(word) for word in words if word in GENERIC]
    return max(ranks, default=len(GENERIC) // 2)


def personal(
    page: Page, index: int, mailboxes: Sequence[tuple[int, bool]], vocabulary: Container[str]
) -> bool:
    """Return True if what stands in a line is a person's: a title, a name or a mailbox tells.

    `mailboxes` are the lines of the page's mailboxes, each with whether it is a person's; that of
    the organization in the same few lines makes them the organization's. Words of its `vocabulary`
    are in no name.
    """
    near = [private for line, private in mailboxes if abs(line - index) <= 2]
    if near and not all(near):
        return False
    return bool(near) or any(
        _TITLES.search(fold(text)) or _named(text, vocabulary)
        for text in _before(page.lines, index)
    )


def _before(lines: Sequence[Line], index: int) -> Iterator[str]:
    """Yield a line and the short ones before it, as long as they stand together."""
    for at in range(index, max(index - _AROUND, -1), -1):
        if lines[at].place != lines[index].place:
            return
        if len(lines[at].text) <= 120:
            yield lines[at].text


def _named(text: str, vocabulary: Container[str]) -> bool:
    """Return True if a line starts with two or three capitalized words that may be a name."""
    match = _NAME.match(text)
    words = fold(match[0]).split() if match else ()
    return bool(words) and not any(word in _NO_NAME or word in vocabulary for word in words)
