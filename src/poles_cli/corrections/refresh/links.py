"""Addresses on a page: which lead to the same site, to its contact page, to its social pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.page import Link, Page

_CONTACT = re.compile(r"\b(?:contact(?:ez|er|s|us)?|(?:nous )?joindre|coordonnees|reach us)\b")
# Words that a link to a contact page may hold and nothing else: never a person's name.
_CONTACT_WORDS = frozenset(
    "contact contacts contactez contacter nous joindre rejoindre coordonnees pour et de du le la"
    " les page pole us reach get in touch info informations formulaire form".split()
)
_ABOUT = re.compile(
    r"\b(?:a propos|about|qui sommes|qui nous sommes|who we are|le pole|our pole|mission"
    r"|l organi(?:sme|sation)|our organi[sz]ation|notre organi(?:sme|sation)|presentation)\b"
)
_LANGUAGE = re.compile(r"^(?:fr|francais|en|english|accueil|home|entrer|enter)$")
_NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|zip|docx?|xlsx?|pptx?|mp[34]|ics|xml|css|js)$", re.I
)
_FACEBOOK = re.compile(r"(?:[\w-]+\.)?(?:facebook|fb)\.com")
_NO_PROFILE = frozenset(
    "sharer share sharer.php share.php dialog plugins tr login login.php events groups people"
    " profile.php photo photo.php story.php hashtag watch help policies pg l.php privacy".split()
)
_LINKEDIN = re.compile(r"(?:[\w-]+\.)?linkedin\.com")


def host(url: str) -> str:
    """Return the host of an address with its port, without « www. »."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def same_site(url: str, site: str) -> bool:
    """Return True if an address is of a site: its host, or one below it."""
    return host(url) == host(site) or host(url).endswith(f".{host(site)}")


def same_page(one: str, other: str) -> bool:
    """Return True if two addresses differ by scheme, « www. », a slash or a question alone."""
    paths = [unquote(urlsplit(url).path).rstrip("/").lower() for url in (one, other)]
    return host(one) == host(other) and paths[0] == paths[1]


def resolved(page: Page, link: Link) -> str:
    """Return where a link leads, without its fragment; empty if that is no page."""
    try:
        parts = urlsplit(urljoin(page.url, link.href.strip()))
        parts.port  # noqa: B018  it may not be a number
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or len(link.href) > 1000:
        return ""
    return urlunsplit(parts._replace(fragment=""))


def next_pages(home: Page) -> list[tuple[str, str]]:
    """Return the pages of a site that may tell how to reach it, best first.

    With each, the word that speaks of contact in its link or its address, or nothing.
    """
    ranks: dict[str, tuple[int, int, str]] = {}
    for order, link in enumerate(home.links[:2000]):
        url = resolved(home, link)
        if not url or not same_site(url, home.url) or same_page(url, home.url):
            continue
        if _NOT_PAGES.search(urlsplit(url).path):
            continue
        rank, word = _rank(link, url, few=len(home.links) < 10)
        if rank < 3:
            ranks[url] = min(ranks.get(url, (rank, order, word)), (rank, order, word))
    return [(url, ranks[url][2]) for url in sorted(ranks, key=ranks.__getitem__)]


def _rank(link: Link, url: str, *, few: bool) -> tuple[int, str]:
    """Return what a link is worth, 0 the best and 3 nothing, and its word of contact."""
    text = fold(link.text[:80] or link.hint[:80])
    path = fold(unquote(urlsplit(url).path)[-80:])
    contact = _CONTACT.search(path)
    if contact is None and _CONTACT_WORDS.issuperset(text.split()):
        contact = _CONTACT.search(text)
    if contact is not None:
        return 0, contact[0]
    if _ABOUT.search(text) or _ABOUT.search(path):
        return 1, ""
    # The door of a site in two languages has a few links and nothing else.
    return (2 if few and _LANGUAGE.match(text) else 3), ""


def social(page: Page) -> Iterator[tuple[str, str, Link]]:
    """Yield the organizations' pages that a page leads to, with their field; never a person's."""
    for link in page.links[:2000]:
        url = resolved(page, link)
        parts = urlsplit(url)
        name, *rest = [part for part in parts.path.split("/") if part] or [""]
        if _FACEBOOK.fullmatch(parts.hostname or ""):
            if name == "pages" and len(rest) == 2:  # /pages/NAME/NUMBER, as it was written once
                yield "facebook", f"https://www.facebook.com/pages/{'/'.join(rest)}", link
            elif name and name.lower() not in _NO_PROFILE:
                yield "facebook", f"https://www.facebook.com/{name}", link
        elif (
            _LINKEDIN.fullmatch(parts.hostname or "")
            and name
            in (
                "company",
                "school",
                "showcase",
            )
            and rest
        ):
            yield "linkedin", f"https://www.linkedin.com/{name}/{rest[0]}", link
