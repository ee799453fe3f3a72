"""Find e-mail addresses on a page: as links, as text, or hidden from robots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from poles_cli.corrections.refresh.lines import uncloaked
from poles_cli.corrections.refresh.page import Page

_PLAIN = re.compile(r"([\w.+-]{1,64})\s?@\s?((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})\b", re.I | re.A)
_DOT = r"(?:\.|\s*[\[({]\s*(?:dot|point|\.)\s*[\])}]\s*|\s+(?:point|dot)\s+)"
_CLOAKED = re.compile(
    r"([\w.+-]{1,64})(?:\s*[\[({<]\s*(?:at?|arobase?|arobas|@|à|chez)\s*[\])}>]\s*"
    r"|\s+(?:arobase?|(?-i:AT))\s+)"
    rf"((?:[\w-]{{1,63}}{_DOT}){{1,5}}[a-z]{{2,24}})\b",
    re.I,
)
_SPACED = re.compile(r"([\w.+-]{1,64}) @ ((?:[\w-]{1,63} \. ){1,5}[a-z]{2,24})\b", re.I | re.A)
_MODELS = frozenset(  # domains left from a site template
    "mysite.com monsite.com example.com exemple.com domain.com domaine.com yourdomain.com email.com"
    " votredomaine.com votresite.com yoursite.com company.com courriel.com".split()
)
_CLOUDFLARE = "/cdn-cgi/l/email-protection#"


class Mailbox(NamedTuple):
    """An address, the words that give it, and their line."""

    value: str
    evidence: str
    line: int


def mailboxes(page: Page) -> Iterator[Mailbox]:
    """Yield the addresses of a page, in its text and then in its links."""
    for index, line in enumerate(page.lines):
        for pattern in (_PLAIN, _CLOAKED, _SPACED):
            yield from _read(pattern, line.text, index, "")
    for link in page.links:
        target = link.href.strip()
        if target[:7].lower() == "mailto:":
            target = unquote(target[7:].partition("?")[0])
        elif _CLOUDFLARE in target:
            target = uncloaked(target.partition("#")[2])
        else:
            continue
        yield from _read(_PLAIN, target[:300], link.line, "mailto:")


def _read(pattern: re.Pattern[str], text: str, line: int, before: str) -> Iterator[Mailbox]:
    for match in pattern.finditer(text):
        domain = re.sub(_DOT, ".", match[2], flags=re.I).replace(" ", "").lower()
        if domain not in _MODELS:
            yield Mailbox(f"{match[1].strip('.').lower()}@{domain}", before + match[0], line)
