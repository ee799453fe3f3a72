"""Visit a site: its first page, and those that may give the organization's contact details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from poles_cli.corrections.refresh.client import Client, Trouble, sent, together
from poles_cli.corrections.refresh.links import next_pages, same_page, same_site
from poles_cli.corrections.refresh.page import Page, read


class Visit(NamedTuple):
    """The pages of a site, the first one first, and the errors.

    `trouble` is why it gave no page at all; `failed`, why some contact pages could not be read. It
    is `whole` if all contact pages were read.
    """

    url: str
    pages: Sequence[Page] = ()
    trouble: Trouble | None = None
    failed: Sequence[Trouble] = ()
    whole: bool = False

    @property
    def text(self) -> str:
        """Return the text of all the pages."""
        lines = (line.text for page in self.pages for line in page.lines)
        abouts = (text for page in self.pages for text in (page.title, page.about))
        return "\n".join([*abouts, *lines])


def visit_all(
    client: Client, urls: Sequence[str], most: int, done: Callable[[], None]
) -> list[Visit]:
    """Visit several sites at once; call `done` after each."""

    async def one(url: str) -> Visit:
        try:
            result = await _visit(client, url, most)
        except Trouble as trouble:
            result = Visit(url, trouble=trouble)
        done()
        return result

    return together(one, urls)


async def _visit(client: Client, url: str, most: int) -> Visit:
    """Visit a site: its page at `url`, and at most `most` others."""
    home = await _page(client, url)
    pages, failed, links = [home], [], next_pages(home)
    for address, contact in links[:most]:
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
    whole = not failed and not any(contact for _, contact in links[most:])
    return Visit(url, pages, None, failed, whole)


async def _page(client: Client, url: str, site: str = "") -> Page:
    """Return the page to which `url` leads; a page that sends its readers on is a redirect."""
    hops: list[str] = []
    while True:
        within = (lambda to: same_site(to, site)) if site else None
        answer = await client.get(url, within, hops=hops)
        if answer.status != 200:
            raise Trouble(f"HTTP {answer.status}", answer.url)
        page = read(answer)
        url = str(sent(page.refresh)) if page.refresh else answer.url
        if url == answer.url:
            return page
        hops.append(answer.url)
