"""One web for all the tests of a process, emptied before each."""

import asyncio
from collections.abc import Iterator

import pytest

from refresh.fake_sites import Web, playing


@pytest.fixture(scope="session")
def _web() -> Iterator[Web]:
    with playing() as web:
        yield web


@pytest.fixture
def web(_web: Web) -> Web:
    """A web without any site."""
    _web.clear()
    return _web


@pytest.fixture(autouse=True)
def no_running_loop() -> Iterator[None]:
    """Hide the event loop that the browser of other tests keeps running in this process."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)
