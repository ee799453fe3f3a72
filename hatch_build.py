"""What a build adds to the package: compiled message catalogues, manual pages, the dataset.

Catalogues are written beside their sources, so that a wheel and an editable install both find them;
the pages, made from the program, are installed where `man` looks for them, and in the package for
`poles help --man`. A wheel holds the dataset inside the package; a checkout, editable or not, keeps
it at its root.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface[Any]):
    """Runs before a wheel, or an editable one, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, then write the pages, which speak by them."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        from messages import compile_catalogues

        compile_catalogues(root)
        sys.path.insert(0, str(root / "src"))
        from manual import write

        pages = write(root / "build")
        build_data["shared_data"].update(pages)
        packaged = {page: target.removeprefix("share/") for page, target in pages.items()}
        # Its licence stands with the program's, where a wheel has them.
        data = {item: item.name for item in (root / "data").iterdir() if item.name != "LICENSE"}
        packaged |= {str(item): f"data/{name}" for item, name in data.items()}
        build_data["force_include"].update({f: f"poles_cli/{to}" for f, to in packaged.items()})
