"""Read one page, within limits: its encoding, its lines and links, its description."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from poles_cli.corrections.refresh.client import Answer, Trouble
from poles_cli.corrections.refresh.lines import Line, Link, clean, lines_and_links
from poles_cli.corrections.refresh.structured import statements

# The parser's time grows with the square of the depth, and of the attributes of one tag.
_MOST_TAGS = 20_000
_MOST_ATTRIBUTES = 500
_ATTRIBUTE = (
    r"""(?:[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+[\s/]*+)"""
)
_TAG = re.compile(rf"<(?:[!?]|/(?![a-z]))[^>]*+|</?[a-z][^\s/>]*+[\s/]*+({_ATTRIBUTE}*+)", re.I)
# Elements whose text is not markup: without them, a page has only the tags that are counted.
_RAW = re.compile(
    r"<(!--|(?:script|style|title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)\b)", re.I
)
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)", re.A)
_CHARSET = re.compile(
    r"charset\s*=[\s\"']*((?:utf|iso|us|windows|cp|latin|mac|ascii|koi)[\w-]{0,20})", re.I
)
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Page(NamedTuple):
    """A parsed page; `about` is the text of its pictures and metadata.

    `contact` is the word for contact in its link, empty for other pages; `base` is the base address
    of its links.
    """

    url: str
    lines: list[Line]
    links: list[Link]
    title: str
    about: str
    scripts: bool = False
    login: bool = False
    refresh: str = ""
    contact: str = ""
    base: str = ""


def read(answer: Answer) -> Page:
    """Return the page of an answer; raise `Trouble` if it is not HTML."""
    match = _TYPE.match(answer.type)
    kind = match[1].lower() if match else ""
    if kind not in ("text/html", "application/xhtml+xml"):
        raise Trouble(kind or "no type", answer.url)
    html, raw = _without_raw(decoded(answer))
    if _too_large(html):
        raise Trouble("too large", answer.url)
    scripts = [text for tag, text in raw if tag == "script"]
    tree = LexborHTMLParser(html)
    lines, links = lines_and_links(tree.body) if tree.body is not None else ([], [])
    for text, href in (one for script in scripts for one in statements(script)):
        if href:
            links.append(Link(href, "", text, len(lines)))
        lines.append(Line(clean(text), "data"))
    titles = [unescape(text.partition(">")[2]) for tag, text in raw if tag == "title"]
    refresh, base = tree.css_first("meta[http-equiv=refresh i]"), tree.css_first("base[href]")
    return Page(
        answer.url,
        lines,
        links,
        clean("".join(titles[:1])),  # the others are those of pictures
        _about(tree),
        any("json" not in script.partition(">")[0].lower() for script in scripts),
        tree.css_first("input[type=password i]") is not None,
        _refresh(answer.url, refresh.attributes.get("content") or "") if refresh else "",
        base=(base.attributes.get("href") or "")[:500] if base else "",
    )


def _too_large(html: str) -> bool:
    """Return True if a page has too many tags, or attributes in one, for the parser."""
    attributes, ends = (match[1] or "" for match in _TAG.finditer(html)), html.count("</")
    return max(ends, html.count("<") - ends) > _MOST_TAGS or any(
        len(one) > _MOST_ATTRIBUTES and len(re.findall(_ATTRIBUTE, one)) > _MOST_ATTRIBUTES
        for one in attributes
    )


def decoded(answer: Answer) -> str:
    """Return the text of an answer, by its mark, else as UTF-8, as it declares, or as cp1252."""
    start = answer.body[:4096].decode("latin-1")
    charsets = [mark for sign, mark in _BYTE_ORDER.items() if answer.body.startswith(sign)]
    charsets = charsets or (_CHARSET.findall(answer.type) + _CHARSET.findall(start))[:2]
    # Accented letters in other encodings are never valid UTF-8 by chance.
    for name in (*([] if answer.body.isascii() else ["utf-8"]), *charsets, "utf-8"):
        try:
            # Like browsers, read a page that claims Latin-1 as cp1252.
            latin = name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")
            return answer.body.decode("cp1252" if latin else name)
        except (LookupError, ValueError):
            continue
    return answer.body.decode("cp1252", "replace")


def _without_raw(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a page without comments, scripts and the like, then these, each with its tag."""
    kept, raw, at = [], [], 0
    html = html.replace("<![CDATA[", "<!")
    while match := _RAW.search(html, at):
        kept.append(html[at : match.start()])
        tag = match[1].lower()
        end = re.compile("-->" if tag == "!--" else rf"</{tag}\b[^>]*>?", re.I)
        closing = end.search(html, match.end())
        raw.append((tag, html[match.end() : closing.start() if closing else len(html)]))
        at = closing.end() if closing else len(html)
    return " ".join([*kept, html[at:]]), raw


def _about(tree: LexborHTMLParser) -> str:
    words = []
    for node in tree.css("meta[name=description i], meta[property^='og:'], img[alt]")[:200]:
        words.append(node.attributes.get("content") or node.attributes.get("alt") or "")
    return clean("\n".join(words))


def _refresh(url: str, content: str) -> str:
    """Return the address to which a page redirects within ten seconds, or an empty text."""
    match = re.match(r"\s*(?:\d|10)(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", content, re.I)
    with suppress(ValueError):  # half an address
        return urljoin(url, match[1].strip()) if match else ""
    return ""
