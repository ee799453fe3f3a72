"""A real browser on the page, offline; a test fails if it reports an error or requests anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from outside import BROWSER
from poles_cli import load
from poles_cli.output.page.build import build
from program import EDITION

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# No sandbox, since tests also run in containers, and no requests of the browser itself.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run"
).split()

Visit = Callable[..., Any]


@pytest.fixture(scope="session")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Mapping[bool, str]:
    """The file addresses of the page, and of the small edition's page."""
    folder = tmp_path_factory.mktemp("page")
    found = {False: folder / "whole.html", True: folder / "small.html"}
    for small, path in found.items():
        path.write_text(build(load(EDITION if small else None)), encoding="utf-8")
    return {small: path.as_uri() for small, path in found.items()}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, started once per file, because its event loop conflicts with other tests."""
    assert BROWSER is not None, "chromium is needed here; on Debian: apt-get install chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def contexts(chromium: Browser) -> Callable[..., BrowserContext]:
    """Makes browser contexts by width and options, once each, since reusing one is faster."""

    @lru_cache
    def context(width: int, **options: Any) -> BrowserContext:
        usual: dict[str, Any] = {"locale": "fr-CA", "reduced_motion": "reduce", "offline": True}
        return chromium.new_context(viewport={"width": width, "height": 800}, **(usual | options))

    return context


@pytest.fixture
def visit(
    contexts: Callable[..., BrowserContext], addresses: Mapping[bool, str]
) -> Iterator[Visit]:
    """Opens the page at a hash, then checks that there were no requests or errors."""
    complaints: list[str] = []
    requests: list[str] = []
    pages: list[Page] = []

    def visit(
        hash_: str = "#fr", *, small: bool = False, width: int = 1280, **options: Any
    ) -> Page:
        page = contexts(width, **options).new_page()
        pages.append(page)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(addresses[small] + hash_)
        return page

    yield visit
    for page in pages:
        page.close()
    assert [] == complaints
    asked = {url.partition("#")[0] for url in requests if not url.startswith("data:image/svg+xml,")}
    assert asked <= set(addresses.values())
