"""Turn a site's structured data (JSON-LD) on the organization into lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

_BIGGEST = 300_000  # characters of a script
# The keys that lead to the organization in a page's data, or to an office in its own.
_INNER = ("@graph", "mainEntity", "publisher", "contactPoint", "location", "department")
_KINDS = ("Organization", "Business", "NGO", "Corporation")


def statements(script: str) -> Iterator[tuple[str, str]]:
    """Yield an organization's facts in a script: a line of text, and an address or nothing.

    `script` is a script element without its `<script`. Fax numbers and persons are left out; a
    script that is not JSON-LD yields nothing.
    """
    head, _, body = script.partition(">")
    if "ld+json" in head.lower() and len(body) <= _BIGGEST:
        try:
            yield from _stated(json.loads(body), False, 5)
        except (ValueError, RecursionError):
            return


def _stated(value: Any, inside: bool, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the facts, `inside` the description of an organization or while searching for one."""
    for node in value if isinstance(value, list) else [value]:
        kinds = " ".join(_texts(node.get("@type"))) if isinstance(node, dict) else "Person"
        if "Person" in kinds or not depth:
            continue
        one = inside or any(kind in kinds for kind in _KINDS)
        if one and "fax" not in " ".join(_texts(node.get("contactType"))).lower():
            for key in ("telephone", "email"):
                yield from ((f"{key}: {text}", "") for text in _texts(node.get(key)))
            yield from (("sameAs", link) for link in _texts(node.get("sameAs")))
            yield from ((_address(one), "") for one in _listed(node.get("address")))
        for key in _INNER:
            yield from _stated(node.get(key), one, depth - 1)


def _address(value: Any) -> str:
    if not isinstance(value, dict):
        return unescape(str(value or ""))
    keys = ("streetAddress", "addressLocality", "postalCode")
    street, city, code = (" ".join(_texts(value.get(key))) for key in keys)
    return f"{street}, {city} (Québec) {code}"


def _listed(value: Any) -> list[Any]:
    return value[:50] if isinstance(value, list) else [value]


def _texts(value: Any) -> list[str]:
    return [unescape(one) for one in _listed(value) if isinstance(one, str)]
