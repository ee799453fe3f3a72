"""A site is asked little: within robots.txt, one request at a time, no other host."""

from __future__ import annotations

import asyncio
import time

import pytest

from refresh.asking import ESTRIE, SPEAKS, asked, short, trouble
from refresh.fake_sites import QUICK, Handler, Reply, Web, html, redirect


def test_endless_pages(web: Web) -> None:
    """Of an endless site, the first page and five others are read."""
    links = "".join(f'<a href="/contact/{n}">Contact</a>' for n in range(500))
    web.sites[ESTRIE] = {"*": html(SPEAKS + links), "/robots.txt": Reply(b"", 404)}
    asked(web, "estrie")
    assert [f"{ESTRIE}/", *(f"{ESTRIE}/contact/{n}" for n in range(5))] == web.got()
    web.asked.clear()
    asked(web, "estrie", pages=0)
    assert [f"{ESTRIE}/"] == web.got()


def test_other_hosts_are_left_alone(web: Web) -> None:
    """Links and redirects of contact pages are followed only within the site and its subdomains."""
    web.sites |= {
        ESTRIE: {
            "/": html(
                SPEAKS + '<a href="https://other.example/contact">Contact</a>'
                '<a href="/contact">Contact</a><a href="https://aide.economiesocialeestrie.ca/contact">'
                "Contact</a>"
            ),
            "/contact": redirect("https://other.example/contact"),
        },
        f"aide.{ESTRIE}": {"/contact": html("<p>Tél. : 819 555-0170</p>")},
        "other.example": {"/contact": html("<p>Tél. : 819 555-0199</p>")},
    }
    assert [
        f"website confirmed https://{ESTRIE}",
        "phone new 819 555-0170",
        "contact_page error other site",
    ] == [line for line in short(asked(web, "estrie")) if not line.startswith("contact_page new")]
    assert not any(page.startswith("other.example") for page in web.asked)


@pytest.mark.parametrize(
    "rules",
    [
        "".join(f"User-agent: a{n}\n" for n in range(20_000)) + "Disallow: /x\n",
        "User-agent: *\nDisallow: /*" + "a*" * 5000 + "b\n" * 1000,
        "\r" * 2000,
    ],
)
def test_an_excessive_robots_txt_is_not_parsed(web: Web, rules: str) -> None:
    """An excessive robots.txt is not parsed, and the site is left alone."""
    web.sites["hostile.example"] = {"/": html("x"), "/robots.txt": Reply(rules.encode())}
    assert "robots.txt" == trouble(web.client().get("http://hostile.example/"))
    assert [] == web.got()


def test_wildcards_of_robots_txt_do_not_backtrack(web: Web) -> None:
    """A rule with 40 wildcards is answered; a search that backtracks would not end."""
    rules = f"User-agent: *\nDisallow: /{'*a' * 40}*b$"
    web.sites["hostile.example"] = {"*": html("x"), "/robots.txt": Reply(rules.encode())}
    url = f"http://hostile.example/{'a' * 80}"
    assert url == asyncio.run(web.client().get(url)).url


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (Reply("\ufeffUser-agent: *\nDisallow: /".encode()), "robots.txt"),
        (Reply(b"User-agent: *\nAllow: /\nUser-agent: poles-cli\nDisallow: /"), "robots.txt"),
        (Reply(b"", 500), "HTTP 500"),
        (Reply(b"", 429), "HTTP 429"),
    ],
)
def test_rules_that_forbid(web: Web, rules: Reply, words: str) -> None:
    """A site that robots.txt forbids, or whose robots.txt fails, is left alone."""
    web.sites["shy.example"] = {"/": html("x"), "/robots.txt": rules}
    assert words == trouble(web.client().get("http://shy.example/"))
    assert [] == web.got()


def test_requests_to_a_host_wait_for_each_other(web: Web) -> None:
    """Requests to the same host wait for each other."""
    busy: list[int] = []

    def page(handler: Handler) -> None:
        busy.append(1)
        assert 1 == sum(busy)
        time.sleep(0.02)
        busy.append(-1)
        handler.send_response(204)
        handler.end_headers()

    web.sites["polite.example"] = {"/a": page, "/b": page}

    async def both() -> list[int]:
        client = web.client()
        urls = [f"http://polite.example/{name}" for name in "ab"]
        return [answer.status for answer in await asyncio.gather(*map(client.get, urls))]

    assert [204, 204] == asyncio.run(both())


@pytest.mark.parametrize(("asked_for", "kept"), [("", 1), ("4", 4), ("86400", 10)])
def test_a_pause_between_two_requests(
    web: Web, monkeypatch: pytest.MonkeyPatch, asked_for: str, kept: int
) -> None:
    """Requests to a host are a second apart, or the delay of its robots.txt, up to ten."""
    rules = f"User-agent: *\nCrawl-delay: {asked_for}\n".encode()
    web.sites |= {f"{name}.example": {"/robots.txt": Reply(rules), "/": html("x")} for name in "ab"}
    pauses: list[int] = []

    async def slept(seconds: float) -> None:
        pauses.append(max(0, round(seconds)))

    monkeypatch.setattr("poles_cli.corrections.refresh.client.sleep", slept)

    async def pages() -> None:
        client = web.client(QUICK._replace(pause=1))
        for name in "aab":
            await client.get(f"http://{name}.example/")

    asyncio.run(pages())
    assert [0, 1, kept, 0, 1] == pauses
