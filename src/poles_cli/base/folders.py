"""The user's own folders for this program, for corrections and for the record of checks."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

# The variable that sets each kind of folder on Linux, and the default under the home.
_XDG = {"data": ("XDG_DATA_HOME", ".local/share"), "cache": ("XDG_CACHE_HOME", ".cache")}


def user_folder(kind: str, env: Mapping[str, str]) -> Path | None:
    """Return the user's folder of "data" or of "cache" for this program, None without a home.

    It is the folder of platformdirs, computed on Linux without importing it. A relative path in the
    environment is ignored, as the XDG specification asks.
    """
    if sys.platform in ("win32", "darwin"):
        import platformdirs

        find = {"data": platformdirs.user_data_dir, "cache": platformdirs.user_cache_dir}[kind]
        return Path(find("poles", appauthor=False))
    variable, under_home = _XDG[kind]
    if (folder := Path(env.get(variable, "").strip())).is_absolute():
        return folder / "poles"
    home = env.get("HOME")
    return Path(home, under_home, "poles") if home else None
