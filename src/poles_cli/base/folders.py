"""The user's own folder for this program: where corrections are kept."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(env: Mapping[str, str]) -> Path | None:
    """Return the folder of the user's data for this program, None without a home.

    It is platformdirs' own, found on Linux without importing it. A relative XDG_DATA_HOME is
    ignored, as the XDG specification asks.
    """
    if sys.platform in ("win32", "darwin"):
        import platformdirs

        return Path(platformdirs.user_data_dir("poles", appauthor=False))
    if (share := Path(env.get("XDG_DATA_HOME", "").strip())).is_absolute():
        return share / "poles"
    home = env.get("HOME")
    return Path(home, ".local", "share", "poles") if home else None
