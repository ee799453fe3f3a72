"""One site visited: its first page, and those that may tell how to reach the organization."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from poles_cli.corrections.refresh.client import Client, Trouble
from poles_cli.corrections.refresh.links import next_pages, same_page, same_site
from poles_cli.corrections.refresh.page import Page, read

_REFRESHES = 3
_AT_ONCE = 6  # sites


class Visit(NamedTuple):
    """What a site gave: pages, the first one first, and what went wrong.

    `trouble` is why it gave no page at all; `failed`, why some pages that speak of contact could
    not be read: what they hold is not known.
    """

    url: str
    pages: tuple[Page, ...] = ()
    trouble: Trouble | None = None
    failed: tuple[Trouble, ...] = ()
    whole: bool = False

    @property
    def moved(self) -> bool:
        """True if the address leads to another site."""
        return bool(self.pages) and not same_site(self.pages[0].url, self.url)


def visit_all(
    client: Client, urls: Sequence[str], most: int, done: Callable[[], None]
) -> list[Visit]:
    """Return what each site gives, several at once; `done` is called after each."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(url: str) -> Visit:
        async with gate:
            result = await visit(client, url, most)
        done()
        return result

    async def every() -> list[Visit]:
        return await asyncio.gather(*map(one, urls))

    return asyncio.run(every())


async def visit(client: Client, url: str, most: int) -> Visit:
    """Return what a site gives: its page at `url`, and at most `most` others. Never raises."""
    try:
        home = await _home(client, url)
    except Trouble as trouble:
        return Visit(url, trouble=trouble)
    pages, failed = [home], []
    for address, contact in next_pages(home)[:most]:
        if any(same_page(address, page.url) for page in pages):
            continue
        try:
            page = await _page(client, address, home.url)
            pages.append(page._replace(contact=contact))
        except Trouble as trouble:
            trouble.url = trouble.url or address
            failed += [trouble] if contact else []
            if trouble.words == "timeout":
                break
    whole = not failed and not any(contact for _, contact in next_pages(home)[most:])
    return Visit(url, tuple(pages), None, tuple(failed), whole)


async def _home(client: Client, url: str) -> Page:
    """Return the first page of a site, wherever it sends its readers; raises `Trouble`."""
    for _ in range(_REFRESHES):
        page = await _page(client, url)
        if not page.refresh:
            break
        url = urljoin(page.url, page.refresh)
    return page


async def _page(client: Client, url: str, site: str = "") -> Page:
    answer = await client.get(url, within=(lambda to: same_site(to, site)) if site else None)
    if answer.status != 200:
        raise Trouble(f"HTTP {answer.status}", answer.url)
    return read(answer)
