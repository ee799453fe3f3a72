"""Show long answers on a terminal through the user's pager, as git and gh do."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import subprocess

from poles_cli.base.errors import N_
from poles_cli.output.context import Context, speakable

_DEFAULT = "less -FRX"  # keep colours, and exit at once if the text fits the screen
_KEYS = N_("space: more, q: quit")
_NONE = ("", "cat")
_ITS_OWN = [signal.SIGINT, *([signal.SIGPIPE] if hasattr(signal, "SIGPIPE") else [])]


def command(context: Context) -> list[str]:
    """Return the pager to start, empty for none: POLES_PAGER, PAGER, else less if it is there."""
    if not context.options.pager or context.height is None:
        return []
    for name in ("POLES_PAGER", "PAGER"):
        if name in context.env:
            wanted = context.env[name].strip()
            break
    else:
        wanted = _DEFAULT
    try:
        words = shlex.split(wanted)
    except ValueError:  # an unclosed quote
        return []
    return words if wanted not in _NONE and shutil.which(words[0]) else []


def _environment(context: Context) -> dict[str, str]:
    """Return the environment of the pager: `less` shows its keys, and UTF-8 unchanged.

    The user's own settings for `less` are kept, as in git.
    """
    keys = re.sub(r"([?:.%\\])", r"\\\1", context.translate(_KEYS))  # special in prompts
    return {"LESSCHARSET": "utf-8", "LESS": f"-Ps{keys}$"} | dict(context.env)


def show(text: str, context: Context) -> bool:
    """Show `text` in the pager if it is longer than the screen; return False if it was not."""
    height = context.height
    if height is None or text.count("\n") < height or not (words := command(context)):
        return False
    context.stdout.flush()
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=_environment(context),
        )
    except OSError:
        return False
    # The pager handles Ctrl-C, and the user may quit before the end.
    previous = {name: signal.signal(name, signal.SIG_IGN) for name in _ITS_OWN}
    try:
        process.communicate(speakable(text, context.stdout))
    finally:
        for name, handler in previous.items():
            signal.signal(name, handler)
    return True
