"""What every test needs before it runs."""

from messages import compile_catalogues


def pytest_configure() -> None:
    """Compile the catalogues, so that the suite speaks French from a fresh checkout too."""
    compile_catalogues()
