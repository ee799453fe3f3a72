"""A real browser on the page, offline: a test fails when it complains or asks for anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from outside import BROWSER
from poles_cli import load
from poles_cli.output.page.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No sandbox: tests run in containers too. Nothing of the browser's own goes out.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run"
).split()

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page's address on disk."""
    path: Path = tmp_path_factory.mktemp("page") / "poles.html"
    path.write_text(build(load()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    assert BROWSER is not None, "chromium is needed here; on Debian: apt-get install chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Open]:
    """Opens the page at a hash; afterwards nothing may have been asked for or complained of."""
    complaints: list[str] = []
    requests: list[str] = []
    contexts: list[Any] = []

    def visit(hash_: str = "#fr", *, width: int = 1280, **options: Any) -> Any:
        size = {"width": width, "height": 800}
        context = chromium.new_context(
            **{"viewport": size, "locale": "fr-CA", "reduced_motion": "reduce", "offline": True}
            | options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address + hash_)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [] == complaints
    asked = {url.partition("#")[0] for url in requests if not url.startswith("data:image/svg+xml,")}
    assert asked <= {address}
