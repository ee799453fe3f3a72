"""What a site's structured data (JSON-LD) says of the organization, as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

_BIGGEST = 300_000  # characters of a script
# Where a description of the organization stands within that of the page, or an office in its own.
_INNER = ("@graph", "mainEntity", "publisher", "contactPoint", "location", "department")


def statements(script: str) -> Iterator[tuple[str, str]]:
    """Yield what a script states of an organization: a line of text, and an address or nothing.

    `script` is a script element without its opening `<script`. Fax numbers and persons are left
    out; a script that is no JSON-LD states nothing.
    """
    head, _, body = script.partition(">")
    if "ld+json" not in head.lower() or len(body) > _BIGGEST:
        return
    try:
        for node in _organizations(json.loads(body), False, 0):
            yield from _of(node)
    except (ValueError, RecursionError):
        return


def _organizations(value: Any, inside: bool, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the descriptions of organizations, and what is described within them."""
    for node in value if isinstance(value, list) else [value]:
        if not isinstance(node, dict) or depth > 5 or "Person" in _types(node):
            continue
        is_one = inside or any(
            "Organization" in name or "Business" in name or name in ("NGO", "Corporation")
            for name in _types(node)
        )
        if is_one and "fax" not in _text(node.get("contactType")).lower():
            yield node
        for key in _INNER:
            if key in node:
                yield from _organizations(node[key], is_one, depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    return [name for name in _texts(node.get("@type"))]


def _of(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("telephone", "email"):
        for text in _texts(node.get(key)):
            yield f"{key}: {text}", ""
    for address in (
        node["address"] if isinstance(node.get("address"), list) else [node.get("address")]
    ):
        if isinstance(address, dict):
            street, city, code = (
                _text(address.get(key))
                for key in ("streetAddress", "addressLocality", "postalCode")
            )
            yield f"{street}, {city} (Québec) {code}", ""
        elif isinstance(address, str):
            yield unescape(address), ""
    for link in _texts(node.get("sameAs")):
        yield "sameAs", link


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [unescape(one) for one in values[:50] if isinstance(one, str)]


def _text(value: Any) -> str:
    return next(iter(_texts(value)), "")
