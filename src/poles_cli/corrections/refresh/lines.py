"""Read HTML as lines of text, each with its place on the page, and links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from poles_cli.base.text import printable

_MOST_TEXT = 100_000  # characters of a page, and of one line: the time to
_LONGEST = 5_000  # put accents in order grows with the square of a line.
_COLUMNS = 20  # of a table
_NESTED = 8  # elements in which one word may be nested
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
# Headings of sections about others, or about one event; the next heading ends the section.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OTHERS = re.compile(
    r"\b(?:membres?|members?|partenaires?|partners?|actualit\w+|nouvelles|news|[ée]v[ée]nements?"
    r"|events?|activit[ée]s|projets?|projects|r[ée]alisations|t[ée]moignages|offres? d.emploi"
    r"|conseil d.administration|board|[ée]quipe|team)\b",
    re.I,
)
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


def lines_and_links(body: LexborNode) -> tuple[list[Line], list[Link]]:
    """Return the lines and links of a page: a line ends with its block element."""
    reader = _Reader(body)
    for node in body.traverse(include_text=True):
        if node.mem_id != body.mem_id:
            reader.read(node)
    reader.end()
    return reader.lines, reader.links


class _Reader:
    """Turns the nodes of a page, in order, into lines and links.

    `known` is the block and place of each element, None if its content is ignored; `titled` is the
    place of elements with headings, before the first heading.
    """

    def __init__(self, body: LexborNode) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self._pieces: list[str] = []
        self._pending: list[tuple[str, str, str]] = []
        self._known: dict[int, tuple[int, str] | None] = {body.mem_id: (body.mem_id, "")}
        self._titled: dict[int, str] = {}
        self._heads: dict[int, list[str]] = {}
        self._now, self._size, self._beside = (body.mem_id, ""), 0, body

    def read(self, node: LexborNode) -> None:
        """Add the content of a node to the line, or start a line."""
        parent = node.parent
        around = self._known.get(parent.mem_id) if parent is not None else None
        if parent is None or around is None:
            return
        tag, attributes = node.tag or "", node.attributes if node.is_element_node else {}
        if tag in _HEADINGS:
            around = self._under(node, parent, around)
        if node.is_element_node:
            self._known[node.mem_id] = around = _within(node, tag, attributes, around)
        if around is None:
            return
        if around[0] != self._now[0] or tag == "br":
            self.end()
            self._now = around
        if tag == "-text":
            # Two adjacent elements are two words; pieces of text within one element are not.
            apart = not (_holds(parent, self._beside) or _holds(self._beside, parent))
            self._pieces.append(" " * apart + (node.text_content or ""))
            self._beside = parent
        self._pieces.append(self._head(node) if tag == "td" else _spoken(tag, attributes))
        if tag == "a" and (href := attributes.get("href")):
            hint = " ".join(attributes.get(name) or "" for name in ("aria-label", "title", "class"))
            self._pending.append((href, node.text()[:300], hint[:300]))

    def end(self) -> None:
        """End the line."""
        text = clean("".join(self._pieces)).replace(" ,", ",") if self._size < _MOST_TEXT else ""
        self._pieces.clear()
        if text or self._pending:
            self._size += len(text)
            self.links.extend(Link(*link, len(self.lines)) for link in self._pending)
            self._pending.clear()
            self.lines.append(Line(text, self._now[1]))

    def _under(
        self, heading: LexborNode, parent: LexborNode, around: tuple[int, str]
    ) -> tuple[int, str]:
        """Return the block and place of a heading, which also apply to the text after it."""
        before = self._titled.setdefault(parent.mem_id, around[1])
        of_others = before in ("", "contact") and _OTHERS.search(_start(heading))
        self._known[parent.mem_id] = place = around[0], "news" if of_others else before
        return place

    def _head(self, cell: LexborNode) -> str:
        """Return the header of a cell's column, if the first row of the table has one."""
        table = cell.parent
        while table is not None and table.tag in ("tr", "tbody", "thead", "tfoot"):
            table = table.parent
        if table is None or table.tag != "table":
            return ""
        if table.mem_id not in self._heads:
            row = table.css_first("tr")
            inner = islice(row.iter(), _COLUMNS) if row is not None else ()
            cells = [one for one in inner if one.is_element_node]
            heads = [_start(one) if one.tag == "th" else "" for one in cells]
            self._heads[table.mem_id] = heads if "td" not in [one.tag for one in cells] else []
        index, before = 0, cell.prev
        while before is not None and index < _COLUMNS:
            index, before = index + before.is_element_node, before.prev
        heads = self._heads[table.mem_id]
        return f"{heads[index]}: " if index < len(heads) and heads[index] else ""


def _start(node: LexborNode) -> str:
    """Return the first words of an element."""
    inner = islice(node.traverse(include_text=True), 20)
    return "".join((one.text_content or "")[:80] for one in inner if one.tag == "-text")[:80]


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


def uncloaked(secret: str) -> str:
    """Decode an address that Cloudflare hides from robots: bytes XORed with the first one."""
    try:
        key, *coded = bytes.fromhex(secret)
        return bytes(byte ^ key for byte in coded).decode()
    except ValueError:
        return ""


def clean(text: str) -> str:
    """Return text on one line, without invisible characters and with ordinary spaces."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    seen = (
        c if printable(c) else "" if unicodedata.category(c) in ("Cf", "Mn") else " " for c in text
    )
    return " ".join("".join(seen).split())
