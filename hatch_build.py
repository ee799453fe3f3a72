"""What a build adds to the files of the repository: compiled message catalogues, manual pages.

Catalogues are written beside their sources, so that a wheel and an editable install both find them;
the pages, made from the program, are installed where `man` looks for them.
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

        build_data["shared_data"].update(write(root / "build"))
