"""What every test needs before it runs."""

from messages import compile_catalogues
from outside import header, left_out

collect_ignore_glob = list(left_out())


def pytest_configure() -> None:
    """Compile the catalogues, so that the suite speaks French from a fresh checkout too."""
    compile_catalogues()


def pytest_report_header() -> list[str]:
    """Say what is left out for want of a program that this machine does not have."""
    return header()
