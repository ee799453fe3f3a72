"""What a build adds to the files of the repository: the compiled message catalogues.

They are written beside their sources, so that a wheel and an editable install both find them.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface[Any]):
    """Runs before a wheel, or an editable one, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        from messages import compile_catalogues

        compile_catalogues(root)
