"""E-mail addresses on a page, as links, as text, or hidden from robots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from poles_cli.corrections.refresh.page import Page, uncloaked

_PLAIN = re.compile(r"([\w.+-]{1,64})\s?@\s?((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})\b", re.I | re.A)
_DOT = r"(?:\.|\s*[\[({]\s*(?:dot|point|\.)\s*[\])}]\s*|\s+(?:point|dot)\s+)"
_CLOAKED = re.compile(
    r"([\w.+-]{1,64})(?:\s*[\[({<]\s*(?:at|arobase?|arobas|@|à|chez)\s*[\])}>]\s*|\s+arobase?\s+)"
    rf"((?:[\w-]{{1,63}}{_DOT}){{1,5}}[a-z]{{2,24}})\b",
    re.I,
)
_CLOUDFLARE = "/cdn-cgi/l/email-protection#"


class Mailbox(NamedTuple):
    """An address, the words that give it, and the line that they stand in."""

    value: str
    evidence: str
    line: int


def mailboxes(page: Page) -> Iterator[Mailbox]:
    """Yield the addresses of a page, in its text and then in its links."""
    for index, line in enumerate(page.lines):
        for pattern in (_PLAIN, _CLOAKED):
            for match in pattern.finditer(line.text):
                yield Mailbox(_joined(match[1], match[2]), match[0], index)
    for link in page.links:
        target = link.href.strip()
        if target[:7].lower() == "mailto:":
            target = unquote(target[7:].partition("?")[0])
        elif _CLOUDFLARE in target:
            target = uncloaked(target.partition("#")[2])
        else:
            continue
        for match in _PLAIN.finditer(target[:300]):
            yield Mailbox(_joined(match[1], match[2]), f"mailto:{match[0]}", link.line)


def _joined(local: str, domain: str) -> str:
    domain = re.sub(_DOT, ".", domain, flags=re.I)
    return f"{local.strip('.').lower()}@{domain.lower()}"
