"""Escape hidden characters in formats that are parsed again, so that they are harmless."""

from __future__ import annotations

import re

from poles_cli.base.text import UNSEEN


def visible(text: str, *, wide: bool = False) -> str:
    """Return a JSON or TOML text with the hidden characters of its strings escaped.

    Beyond 16 bits, JSON uses two escapes for a character; TOML has a `wide` one.
    """

    def escaped(character: str) -> str:
        code = ord(character)
        if code < 0x10000:
            return f"\\u{code:04x}"
        if wide:
            return f"\\U{code:08x}"
        return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"

    return re.sub(UNSEEN, lambda found: escaped(found[0]), text)
