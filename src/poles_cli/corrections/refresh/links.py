"""Find the links of a page that lead to the same site, its contact page and its social pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.client import LONGEST
from poles_cli.corrections.refresh.lines import Link
from poles_cli.corrections.refresh.page import Page

_CONTACT = re.compile(
    r"\b(?:contact(?:ez|er|s|us)?|(?:nous )?joindre|coordonnees|reach us|get in touch|ecrivez nous"
    r"|nous ecrire|nous trouver|find us|communiquez avec nous)\b"
)
# The only words allowed in a contact page's name or link: never a person's name.
_CONTACT_WORDS = frozenset(
    "contact contacts contactez contacter nous joindre rejoindre coordonnees pour et de du le la"
    " les page pole us reach get in touch info informations formulaire form ecrivez ecrire trouver"
    " find communiquez avec ou heures d ouverture acces plan equipe bureau bureaux".split()
)
_ABOUT = re.compile(
    r"\b(?:a propos|about|(?:qui|who) (?:nous )?(?:sommes|we are)|(?:le|our) pole|mission"
    r"|(?:l|our|notre) organi[sz](?:me|ation)|presentation)\b"
)
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm|pdf)\Z", re.I)
_PAGE = re.compile(rf"[^.]*(?:{_ENDING.pattern})?", re.I)
_FACEBOOK = re.compile(r"(?:[\w-]+\.)?(?:facebook|fb)\.com")
_LINKEDIN = re.compile(r"(?:[\w-]+\.)?linkedin\.com")
_NO_PROFILE = re.compile(
    r"(?:share|sharer|dialog|plugins|tr|login|events|groups|people|profile|photo|story|hashtag"
    r"|watch|help|policies|pages|pg|p|l|privacy|reels?|media|intent|posts|videos?|permalink"
    # Links that site templates contain until someone changes them.
    r"|wix|wixstudio|squarespace|webflow|wordpress|elegantthemes|elementor|shopify|godaddy|weebly"
    r"|jimdo|joomla|drupal|facebook|meta)(?:\.php)?",
    re.I,
)
_MOST = 2000  # links of a page


def host(url: str) -> str:
    """Return the host of an address with its port, without « www. »."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def same_site(url: str, site: str) -> bool:
    """Return True if an address belongs to a site: its host, or a subdomain."""
    return host(url) == host(site) or host(url).endswith(f".{host(site)}")


def same_page(one: str, other: str) -> bool:
    """Return True if two addresses differ only by scheme, « www. », case or a slash."""
    parts = [urlsplit(url) for url in (one, other)]
    paths = [(unquote(part.path).rstrip("/").lower(), part.query) for part in parts]
    return host(one) == host(other) and paths[0] == paths[1]


def _leads(page: Page) -> Iterator[tuple[str, Link]]:
    """Yield the http(s) addresses that a page links to, without their fragments."""
    for link in page.links[:_MOST]:
        try:
            base = urljoin(page.url, page.base)
            parts = urlsplit(urljoin(base, link.href.strip()[: LONGEST + 1]))
            good = parts.scheme in ("http", "https") and parts.port != 0 and bool(parts.netloc)
        except ValueError:  # a bad port, or part of an address
            continue
        url = parts._replace(fragment="").geturl()
        if good and len(url) <= LONGEST:
            yield url, link


def next_pages(home: Page) -> list[tuple[str, str]]:
    """Return the pages of a site that may give its contact details, best first.

    With each comes the word for contact in its link or address, or an empty text.
    """
    ranks: dict[str, tuple[int, int, str]] = {}
    for order, (url, link) in enumerate(_leads(home)):
        # Only the last part of the path counts: « /contact/NAME » is a person's page.
        name = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2][-80:]
        if same_site(url, home.url) and not same_page(url, home.url) and _PAGE.fullmatch(name):
            texts = [fold(_ENDING.sub("", name)), fold(link.text[:80] or link.hint[:80])]
            contact = next((match for text in texts if (match := _contact(text))), "")
            if contact or any(_ABOUT.search(text) for text in texts):
                rank = (not contact, order, contact)
                ranks[url] = min(ranks.get(url, rank), rank)
    return [(url, ranks[url][2]) for url in sorted(ranks, key=ranks.__getitem__)]


def _contact(text: str) -> str:
    """Return the word for contact in a folded name or text, if it is about nothing else."""
    match = _CONTACT.search(text)
    return match[0] if match and _CONTACT_WORDS.issuperset(re.findall("[a-z]+", text)) else ""


def social(page: Page) -> Iterator[tuple[str, str, Link]]:
    """Yield the organizations' social pages that a page links to, with their field; no persons'."""
    for url, link in _leads(page):
        site = urlsplit(url).hostname or ""
        name, *rest = [part for part in urlsplit(url).path.split("/") if part] or [""]
        if _FACEBOOK.fullmatch(site) and name and not _NO_PROFILE.fullmatch(name):
            yield "facebook", f"https://www.facebook.com/{name}", link
        elif _LINKEDIN.fullmatch(site) and name in ("company", "school", "showcase") and rest:
            yield "linkedin", f"https://www.linkedin.com/{name}/{rest[0]}", link
