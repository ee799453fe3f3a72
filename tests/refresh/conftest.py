"""One web for all the tests of a process, emptied before each."""

from collections.abc import Iterator

import pytest

from refresh.played import Web, playing


@pytest.fixture(scope="session")
def _web() -> Iterator[Web]:
    with playing() as web:
        yield web


@pytest.fixture
def web(_web: Web) -> Web:
    """A web without a site."""
    _web.clear()
    return _web
