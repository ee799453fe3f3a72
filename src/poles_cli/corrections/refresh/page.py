"""Read HTML as lines of text, each with its place on the page, and links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from poles_cli.corrections.refresh.client import Answer, Trouble
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
_MOST_TEXT = 100_000  # characters of a page, and of one line: the time to
_LONGEST = 5_000  # put accents in order grows with the square of a line.
_COLUMNS = 20  # of a table
_NESTED = 8  # elements in which one word may be nested
_CHARSET = re.compile(
    r"charset\s*=\s*[\"']?\s*((?:utf|iso|us|windows|cp|latin|mac|ascii|koi)[\w-]{0,20})", re.I
)
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FAX = re.compile(
    r"\b(?:fa|icon|ico|bi|mdi|dashicons)[-_a-z]*[-_](?:fax|printer|print)\b"
    r"|(?:\b|_)(?:fax|t[ée]l[ée]copieur)(?:\b|_)[^/]*\.(?:svg|png|gif|webp)",
    re.I,
)
_SKIPPED = frozenset("head template object select".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s small"
    " span strong sub sup svg time u wbr button meta link title use path g".split()
)
# The place of something, by an element's tag, class, id, role and type.
_PLACES = {
    "card": re.compile(r"\b(?:vcard|h-card)\b|schema\.org/\w*(?:Organization|Business|NGO)"),
    "footer": re.compile(r"\b(?:site-?|main-?|page-?)?(?:footer|colophon|contentinfo|pied)"),
    "header": re.compile(r"\b(?:site-?|main-?)?(?:header|topbar|top-bar|banner)\b"),
    "contact": re.compile(r"\b(?:contact|coordonn[eé]es|address|adresse)"),
    "news": re.compile(r"\b(?:type-post|blog|news|nouvelles?|actualit\w*|events?|evenements?)\b"),
}
_MARKS = ("class", "id", "role", "itemtype", "data-elementor-type")


class Line(NamedTuple):
    """One line of text; `place` is `data`, `card`, `footer`, `header`, `contact`, `news` or ``."""

    text: str
    place: str = ""


class Link(NamedTuple):
    """One link: its address, its words, the text of its icon or title, and its line."""

    href: str
    text: str
    hint: str
    line: int


class Page(NamedTuple):
    """A parsed page; `about` is the text of its pictures and metadata.

    `contact` is the word for contact in its link, empty for other pages.
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


def read(answer: Answer) -> Page:
    """Return the page of an answer; raise `Trouble` if it is not HTML."""
    kind = answer.type.partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml"):
        raise Trouble(kind or "no type", answer.url)
    html, raw = _without_raw(decoded(answer))
    attributes, ends = (match[1] or "" for match in _TAG.finditer(html)), html.count("</")
    if max(ends, html.count("<") - ends) > _MOST_TAGS or any(
        len(one) > _MOST_ATTRIBUTES and len(re.findall(_ATTRIBUTE, one)) > _MOST_ATTRIBUTES
        for one in attributes
    ):
        raise Trouble("too large", answer.url)
    scripts = [text for tag, text in raw if tag == "script"]
    tree = LexborHTMLParser(html)
    lines, links = _read(tree.body) if tree.body is not None else ([], [])
    for text, href in (one for script in scripts for one in statements(script)):
        if href:
            links.append(Link(href, "", text, len(lines)))
        lines.append(Line(clean(text), "data"))
    refresh = tree.css_first("meta[http-equiv=refresh i]")
    return Page(
        answer.url,
        lines,
        links,
        clean(" ".join(unescape(text.partition(">")[2]) for tag, text in raw if tag == "title")),
        _about(tree),
        any("json" not in script.partition(">")[0].lower() for script in scripts),
        tree.css_first("input[type=password i]") is not None,
        _refresh(refresh.attributes.get("content") or "") if refresh else "",
    )


def decoded(answer: Answer) -> str:
    """Return the text of an answer, by its mark, else as UTF-8, as it declares, or as cp1252."""
    told = _CHARSET.findall(answer.type) + _CHARSET.findall(answer.body[:4096].decode("latin-1"))
    told = [mark for sign, mark in _BYTE_ORDER.items() if answer.body.startswith(sign)] or told[:2]
    # No other encoding writes letters with accents that happen to be right in UTF-8.
    for name in (*([] if answer.body.isascii() else ["utf-8"]), *told, "utf-8"):
        try:
            # Like browsers, read a page that claims Latin-1 as cp1252.
            latin = name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")
            return answer.body.decode("cp1252" if latin else name)
        except (LookupError, ValueError):
            continue
    return answer.body.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Return text on one line, without invisible characters and with ordinary spaces."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    seen = (c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in text)
    return " ".join("".join(seen).split())


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


def _refresh(content: str) -> str:
    """Return the address to which a page redirects within ten seconds, or an empty text."""
    match = re.match(r"\s*(?:\d|10)(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", content, re.I)
    return match[1].strip() if match else ""


def _read(body: LexborNode) -> tuple[list[Line], list[Link]]:
    """Return the lines and links of a page: a line ends with its block element."""
    lines: list[Line] = []
    links: list[Link] = []
    pieces: list[str] = []
    pending: list[tuple[str, str, str]] = []
    known: dict[int, tuple[int, str] | None] = {body.mem_id: (body.mem_id, "")}
    now, size, beside = (body.mem_id, ""), 0, body

    def end() -> None:
        nonlocal size
        text = clean("".join(pieces)).replace(" ,", ",") if size < _MOST_TEXT else ""
        pieces.clear()
        if text or pending:
            size += len(text)
            links.extend(Link(*link, len(lines)) for link in pending)
            pending.clear()
            lines.append(Line(text, now[1]))

    for node in body.traverse(include_text=True):
        parent = node.parent
        around = known.get(parent.mem_id) if parent is not None else None
        if node.mem_id == body.mem_id or around is None:
            continue  # the body itself, or something inside an ignored element
        tag, attributes = node.tag or "", node.attributes if node.is_element_node else {}
        if node.is_element_node:
            known[node.mem_id] = around = _within(node, tag, attributes, around)
        if around is None:
            continue
        if around[0] != now[0] or tag == "br":
            end()
            now = around
        if tag == "-text" and parent is not None:
            # Two adjacent elements are two words; pieces of text within one element are not.
            apart = not (_holds(parent, beside) or _holds(beside, parent))
            pieces.append(" " * apart + (node.text_content or ""))
            beside = parent
        if tag == "td" and (head := _head(node)):
            pieces.append(f"{head}: ")
        pieces.append(_spoken(tag, attributes))
        if tag == "a" and (href := attributes.get("href")):
            hint = " ".join(attributes.get(name) or "" for name in ("aria-label", "title", "class"))
            pending.append((href, node.text()[:300], hint[:300]))
    end()
    return lines, links


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    """Return True if an element is another one, or contains it."""
    node: LexborNode | None = inner
    for _ in range(_NESTED):
        if node is None or node.mem_id == outer.mem_id:
            return node is not None
        node = node.parent
    return False


def _within(
    node: LexborNode, tag: str, attributes: Mapping[str, Any], around: tuple[int, str]
) -> tuple[int, str] | None:
    """Return the block and place of an element's content, None if it must not be read."""
    hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")
    if tag in _SKIPPED or hidden:
        return None
    words = " ".join([tag, *(attributes.get(name) or "" for name in _MARKS)])[:500]
    place = next((name for name, mark in _PLACES.items() if mark.search(words)), around[1])
    block = around[0] if tag in _INLINE else node.mem_id
    return block, "card" if around[1] == "card" else place


def _spoken(tag: str, attributes: Mapping[str, Any]) -> str:
    """Return the text of a picture, an icon or hidden data."""
    if secret := attributes.get("data-cfemail"):
        return uncloaked(secret)
    if tag == "img" and (words := attributes.get("alt")):
        return f" {words} "
    if tag == "meta" and attributes.get("itemprop") in ("telephone", "email"):
        return f" {attributes.get('content') or ''} "
    names = ("class",) if tag == "a" else ("class", "src", "href", "xlink:href")
    icon = _FAX.search(" ".join((attributes.get(name) or "")[:200] for name in names))
    return " fax: " if icon or attributes.get("itemprop") == "faxNumber" else ""


def _head(cell: LexborNode) -> str:
    """Return the head of a cell's column, if the table has one in its first row."""
    before, row, index = cell.prev, cell.parent, 0
    while before is not None and index < _COLUMNS:
        index, before = index + (before.is_element_node), before.prev
    table = row.parent if row is not None else None
    while table is not None and table.tag in ("tbody", "thead", "tfoot"):
        table = table.parent
    first = table.css_first("tr") if table is not None and table.tag == "table" else None
    if first is None or row is None or first.mem_id == row.mem_id:
        return ""
    heads = [node for node in islice(first.iter(), _COLUMNS) if node.is_element_node]
    return heads[index].text()[:40] if index < len(heads) and heads[index].tag == "th" else ""


def uncloaked(secret: str) -> str:
    """Decode an address that Cloudflare hides from robots: bytes XORed with the first one."""
    try:
        key, *coded = bytes.fromhex(secret)
        return bytes(byte ^ key for byte in coded).decode()
    except ValueError:
        return ""
