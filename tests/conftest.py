"""What every test needs before it runs."""

import signal

from messages import compile_catalogues
from outside import header, left_out

collect_ignore_glob = list(left_out())


def pytest_configure() -> None:
    """Compile the catalogues, so that the suite speaks French from a fresh checkout too.

    A suite that a script runs in the background is told to ignore Ctrl-C, and so would be the
    programs that it interrupts: they are to heed it, as in a terminal.
    """
    compile_catalogues()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> list[str]:
    """Say what is left out for want of a program that this machine does not have."""
    return header()
