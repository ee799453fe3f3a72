"""Build hook: add compiled message catalogues, manual pages and the dataset to the package.

Catalogues are written beside their sources, so that a wheel and an editable install both find them;
the pages, generated from the program, are installed where `man` looks for them, and in the package
for `poles help --man`. A wheel has the dataset inside the package; a checkout, editable or not, has
it at its root.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface[Any]):
    """Runs before a wheel, editable or not, is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, then write the pages, which need them."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        from messages import compile_catalogues

        compile_catalogues(root)
        sys.path.insert(0, str(root / "src"))
        from manual import write

        pages = write(root / "build")
        build_data["shared_data"].update(pages)
        packaged = {page: target.removeprefix("share/") for page, target in pages.items()}
        # Its licence goes with the program's, in the usual place of a wheel.
        data = {item: item.name for item in (root / "data").iterdir() if item.name != "LICENSE"}
        packaged |= {str(item): f"data/{name}" for item, name in data.items()}
        build_data["force_include"].update({f: f"poles_cli/{to}" for f, to in packaged.items()})
