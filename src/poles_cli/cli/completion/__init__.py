"""Completion for bash, zsh and fish.

A script, made from the program, knows commands, options and fixed vocabularies. Names that depend
on the data (pôles, concepts, regions, sources…) are asked of the program at each Tab: `answer` is
that quick way in, which never imports the command-line framework.
"""

from __future__ import annotations

from collections.abc import Mapping

from poles_cli.base.resources import packaged


def filled(name: str, parts: Mapping[str, str]) -> str:
    """Return the script `name` of this folder, with `parts` in place of its marks."""
    script = (packaged("cli/completion") / name).read_text(encoding="utf-8")
    for mark, part in parts.items():
        script = script.replace(mark, part)
    return script
