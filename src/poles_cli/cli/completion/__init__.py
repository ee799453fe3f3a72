"""Completion for bash, zsh and fish.

A script, generated from the program, has the commands, options and fixed vocabularies. For names
that depend on the data (pôles, concepts, regions, sources…) it calls the program at each Tab:
`answer` is this fast entry point, which never imports the command-line framework.
"""

from __future__ import annotations

from collections.abc import Mapping

from poles_cli.base.folders import packaged


def filled(name: str, parts: Mapping[str, str]) -> str:
    """Return the script `name` of this folder, with its marks replaced by `parts`."""
    script = (packaged("cli/completion") / name).read_text(encoding="utf-8")
    for mark, part in parts.items():
        script = script.replace(mark, part)
    return script
