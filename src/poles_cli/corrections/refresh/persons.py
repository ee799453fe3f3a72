"""Recognize persons, to leave out their mailboxes, direct lines and pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.names import Names
from poles_cli.corrections.refresh.page import Page

# Mailboxes that any organization may have, the best to write to first.
_GENERIC = (
    "info infos information informations contact contacts contactez nous joindre accueil bonjour"
    " allo hello hi reception bureau office courriel mail general generale pole poles equipe team"
    " admin administration secretariat direction dg coordination coordo communication"
    " communications comm"
).split()
_THEME = frozenset("economie sociale economiesociale es".split())
_TITLES = re.compile(
    r"\b(?:direct(?:eur|rice)s?|coordon(?:n?ateur|natrice|atrice)s?|conseill(?:er|ere)s?|agente?s?"
    r"|chargee?s?|adjointe?s?|president(?:e|s|es)?|vice|responsable|gestionnaire|secretaire"
    r"|tresor(?:ier|iere)|administrat(?:eur|rice)s?|stagiaire|technicien(?:ne)?|analyste|commis"
    r"|lignes? directes?|direct lines?"
    r"|manager|director|coordinator|advisor|officer|chair|assistant|specialist|mr|mme|ms|mrs)\b"
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:['’-][A-ZÀ-Þ]?[a-zà-ÿ]+)*[ ,:]*){2,3}")
_WORD = r"(?:[A-ZÀ-Þ][a-zà-ÿ]*(?:['’-][A-ZÀ-Þ]?[a-zà-ÿ]+)*\.?|[A-ZÀ-Þ][A-ZÀ-Þ'’-]+)"
_PERSON = re.compile(
    rf"(?:(?:Photo|Portrait) d(?:e |['’]))?{_WORD}(?:,?\s+(?:(?:de|la|du|des)\s+)*{_WORD}){{1,3}}"
)
_BEFORE = re.compile(rf"(?:^|[^\w-])({_WORD}(?:\s+{_WORD}){{1,2}})\Z")
_BEHIND = re.compile(rf"[\s,(|/•·–—-]+({_WORD}(?:\s+{_WORD}){{1,2}})\s*(?:[,;.)|–—].*)?\Z")
# Separators between a name and its number.
_LABEL = re.compile(
    r"[\s,:;.(|/•·–—-]*(?:\bt[ée]l(?:[ée]phone)?|\bphone|\bau)?[\s,:;.(|/•·–—-]*\Z", re.I
)
# Words about the maker of the site, whose number and mailbox may be in the footer too.
CREDIT = re.compile(
    r"\b(?:conception|realisation|creation|cree|design\w*|developp\w*|developed|propulse|powered"
    r"|heberge\w*|site (?:web |internet )?(?:par|by)|agence|agency|web ?mestre|webmaster)\b"
)
# Words of titles that look like a name: « Siège Social », « Nous Joindre », « Head Office ».
_NO_NAME = frozenset(
    "abonnez accueil address adresse appelez au aux avenue boulevard bureau bureaux call"
    " canada centre chemin comite conseil contact contactez coordonnees courriel"
    " economie economy ecrivez edifice email entrepreneuriat equipe find frais free general"
    " generale head heures immeuble information informations joindre le les liens lundi"
    " main maison membre membres mission monday nos notre nous office ouverture phone place"
    " plan point pole poles principal propos quebec rang reach reception region regional"
    " rejoindre restez route rue sans service services siege site social sociale suivez table"
    " tel telephone toll us vendredi ville votre".split()
)
_PARTICLES = ("de", "la", "du", "des")
_ABOVE = 3  # lines over a number that may say whose it is
_ENDS = ("footer", "header", "data")
_LONG = 120  # a line this long is not a label


def mailbox_rank(address: str, names: Names, site: str) -> int | None:
    """Return how general a mailbox is, 0 being best; None for a person's.

    Besides the words of any organization, it may contain the name of the pôle or of its site.
    """
    words = [word.strip("0123456789") for word in fold(address.partition("@")[0]).split()]
    rest = "".join(word for word in words if word not in _GENERIC and word not in _THEME)
    if not "".join(words) or (rest and not names.are(rest) and rest != site):
        return None
    ranks = [_GENERIC.index(word) for word in words if word in _GENERIC]
    return max(ranks, default=len(_GENERIC) // 2)


def personal(
    page: Page,
    index: int,
    written: str,
    mailboxes: Sequence[tuple[int, bool]],
    vocabulary: Collection[str],
) -> bool:
    """Return True if what is `written` in a line is a person's, by a mailbox, a title or a name.

    `mailboxes` are the lines of the page's mailboxes, each with whether it is a person's; that of
    the organization in the same few lines makes them the organization's. No word of its
    `vocabulary` is in a person's name.
    """
    own, *above = page.lines[index::-1][: _ABOVE + 1]
    same = [private for line, private in mailboxes if line == index]
    near = [
        private
        for line, private in mailboxes
        if abs(line - index) <= 2 and page.lines[line].place == own.place
    ]
    if same:
        return all(same)
    if _titled(own.text) or _beside(own.text, written, vocabulary):
        return True
    if near:
        return all(near)
    # In a footer, words in capitals are more often titles than names.
    lines = list(takewhile(lambda line: line.place == own.place, [own, *above]))
    return any(_titled(line.text) for line in lines) or (
        own.place not in _ENDS
        and (
            any(_named(line.text, vocabulary) for line in lines[:2])
            or any(_PERSON.fullmatch(one.text) and _is_name(one.text, vocabulary) for one in lines)
        )
    )


def _titled(text: str) -> bool:
    """Return True if a line is short and has a person's title."""
    return len(text) <= _LONG and _TITLES.search(fold(text)) is not None


def _beside(text: str, written: str, vocabulary: Collection[str]) -> bool:
    """Return True if a name is right before or after the text in a line."""
    before, _, after = text.partition(written)
    start = _BEFORE.search(_LABEL.sub("", before[-80:]))
    match = start if start and not re.search(r"\d", before[-80:]) else _BEHIND.match(after)
    return match is not None and _is_name(match[1], vocabulary)


def _named(text: str, vocabulary: Collection[str]) -> bool:
    """Return True if a line starts with two or three capitalized words that may be a name."""
    match = _NAME.match(text)
    return match is not None and len(text) <= _LONG and _is_name(match[0], vocabulary)


def _is_name(text: str, vocabulary: Collection[str]) -> bool:
    """Return True if no word of a text is from a title, or from the organization's name."""
    words = [word for word in fold(text).split() if word not in _PARTICLES]
    return len(words) > 1 and not any(word in _NO_NAME or word in vocabulary for word in words)
