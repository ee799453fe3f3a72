"""Programs that some tests need and that Python does not include: a browser, shells, `man`.

A test that needs one is in a file that `left_out` names while the program is missing, so that `make
test` runs anywhere; the header of the run lists what was left out. If they are required
(`POLES_REQUIRE_BROWSER=1` and `POLES_REQUIRE_SHELLS=1`, set by `.ci/run`), nothing is left out, and
a missing one fails.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# The test file for each program, and its Debian package.
_SHELLS = {
    "bash": ("completion/test_bash.py", "bash"),
    "zsh": ("completion/test_zsh.py", "zsh"),
    "fish": ("completion/test_fish.py", "fish"),
    "man": ("manual/test_man.py", "man-db groff"),
    "mandoc": ("manual/test_mandoc.py", "mandoc"),
    "shellcheck": ("completion/test_shellcheck.py", "shellcheck"),
}

BROWSER = next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def left_out() -> dict[str, str]:
    """Return the files that cannot run here, as patterns, each with what it needs."""
    found = {}
    here = BROWSER is not None and find_spec("playwright") is not None
    if not here and os.environ.get("POLES_REQUIRE_BROWSER") != "1":
        found["page/test_browser_*.py"] = "chromium (on Debian: apt-get install chromium)"
    if os.environ.get("POLES_REQUIRE_SHELLS") != "1":
        for program, (files, packages) in _SHELLS.items():
            if shutil.which(program) is None:
                found[files] = f"{program} (on Debian: apt-get install {packages})"
    return found


def header() -> list[str]:
    """Return the header lines on the tests that are left out."""
    return [f"left out: {files}, which need {what}" for files, what in left_out().items()]
