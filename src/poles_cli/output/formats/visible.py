"""Hidden characters in formats that are read back: escaped, so that they steer nothing."""

from __future__ import annotations

import re

# What JSON and TOML may hold as it is, and a terminal may obey: DEL, C1 and bidirectional controls,
# line separators, the byte-order mark. C0 controls are escaped by every writer already.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """Return a JSON or TOML text with the hidden characters of its strings escaped by code."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
