"""The attacks of a hostile site, and the promised limits."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Callable

import pytest

from poles_cli.corrections.refresh.client import Client, Limits, is_public
from poles_cli.corrections.refresh.page import read
from poles_cli.corrections.refresh.visit import visit_all
from refresh.asking import ESTRIE, SPEAKS, asked, of_page, short, trouble
from refresh.fake_sites import HERE, QUICK, Handler, Page, Reply, Web, html, interrupted, redirect

SMALL = QUICK._replace(size=100_000)


def onward(to: str) -> Reply:
    """Return a page that sends its readers to another."""
    return html(f"<meta http-equiv=refresh content='0;url={to}'>")


def why(web: Web, page: Page, limits: Limits = SMALL) -> str:
    """Return the reason why a page gives nothing."""
    web.sites["hostile.example"] = {"/": page}

    async def call() -> None:
        read(await web.client(limits).get("http://hostile.example/"))

    return trouble(call())


def dripping(*pieces: bytes) -> Callable[[Handler], None]:
    """Return a page whose pieces come one by one, the last one repeated until the client leaves."""

    def drip(handler: Handler) -> None:
        for piece in (*pieces, *[pieces[-1]] * 1000):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.02)

    return drip


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (dripping(HEAD + b"\r\n", b"<"), "timeout"),
        (dripping(HEAD, b"X-More: 1\r\n"), "timeout"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"X"), "timeout"),
        (html("x" * 100_001), "too large"),
        (Reply(gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"}), "too large"),
        (Reply(gzip.compress(b"x")[:-9], headers={"Content-Encoding": "gzip"}), None),
        (Reply(b"nothing of it", headers={"Content-Encoding": "gzip"}), "encoding"),
        (Reply(b"x", headers={"Content-Encoding": "br"}), "encoding"),
        (Reply(b"x", headers={"Content-Encoding": "utf-8"}), None),
        (Reply(b"x", headers={"Content-Type": "image/png\x1b[31m"}), "image/png"),
        (Reply(b"x", headers={"Content-Type": "=HYPERLINK(1)"}), "no type"),
        (Reply(b"", 302, {"Location": "/"}), "redirects"),
        (Reply(b"", 302, {"Location": "http://[/"}), "unknown host"),
        (Reply(b"", 302, {"Location": "file:///etc/passwd"}), "address"),
        (Reply(b"", 302, {"Location": "ftp://hostile.example/"}), "address"),
        (Reply(b"", 302, {"Location": "javascript:alert(1)"}), "address"),
        (Reply(b"", 302, {"Location": "http://hostile.example:99999/"}), "address"),
        (Reply(b"", 302, {"Location": "http://xn--a/"}), "unknown host"),
        (Reply(b"", 302, {"Location": "http://moi:secret@hostile.example/"}), "address"),
        (Reply(b"", 302, {"Location": "http://hostile.example:22/"}), "address"),
        (Reply(b"", 302, {"Location": "http://nowhere.example/"}), "unknown host"),
        (Reply(b"", 302, {"Location": "/" + "a" * 2000}), "address"),
        (Reply(b"", 302, {"Location": "/" + "é" * 500}), "address"),
        (html("<div>" * 20_001), "too large"),
        (html("<p>" + "</b>" * 20_001), "too large"),
        (html("<a " + " ".join(f"a{n}" for n in range(1000)) + ">"), "too large"),
        (html("<a b='" + '"' * 50 + "'" + " ".join(f"a{n}='>'" for n in range(600))), "too large"),
        (html("<textarea><a b='</textarea><a " + " c" * 600 + ">'>"), "too large"),
        (html("<!-- <a b=' --><a " + " c" * 600 + ">'>"), "too large"),
        (html("<?<a b='><a " + " c" * 600 + ">'>"), "too large"),
        (html("<script>" * 1000 + "<a " + " ".join(f"a{n}='>'" for n in range(2000))), None),
    ],
)
def test_an_answer_is_bounded(web: Web, page: Page, words: str | None) -> None:
    """Slow, endless, huge, bomb, looping or non-page answers each give a short reason."""
    if words is None:
        web.sites["hostile.example"] = {"/": page}
        read(asyncio.run(web.client(SMALL).get("http://hostile.example/")))
    else:
        limits = SMALL._replace(seconds=0.2) if words == "timeout" else SMALL
        assert words == why(web, page, limits)


def test_a_slow_site(web: Web) -> None:
    """A slow site gets one record with the reason, and no more requests."""
    web.sites[ESTRIE] = {
        "/": dripping(HEAD + b"\r\n" + SPEAKS.encode(), b"<a href=/contact>Contact")
    }
    slow = asked(web, "estrie", limits=QUICK._replace(seconds=0.2))
    assert ["website error timeout"] == short(slow)
    assert [f"{ESTRIE}/"] == web.got()


def test_redirects_end(web: Web) -> None:
    """Redirects to a new address each time are followed only a few times."""
    web.sites["hostile.example"] = {
        f"/{n or ''}": redirect(f"http://hostile.example/{n + 1}") for n in range(99)
    }
    assert "redirects" == trouble(web.client().get("http://hostile.example/"))
    assert QUICK.redirects + 1 == len(web.got())


def test_pages_that_send_their_readers_on_end(web: Web) -> None:
    """Pages and redirects that lead on and on are followed five times in all."""
    web.sites[ESTRIE] = {
        f"/{n or ''}": onward(f"/{n + 1}") if n % 2 else redirect(f"/{n + 1}") for n in range(99)
    }
    assert ["website error redirects"] == short(asked(web, "estrie"))
    assert QUICK.redirects + 1 == len(web.got())


@pytest.mark.parametrize("lead", [redirect, onward])
def test_a_contact_page_leads_to_no_other_site(web: Web, lead: Callable[[str], Reply]) -> None:
    """A contact page that leads to another site is not read there, whatever the means."""
    web.sites |= {
        ESTRIE: {"/": html(f"{SPEAKS}<a href=/contact>x</a>"), "/contact": lead("//b.example/")},
        "b.example": {"/": html("819 555-0170")},
    }
    assert "contact_page error other site" in short(asked(web, "estrie"))
    assert not any(page.startswith("b.example") for page in web.asked)


def test_a_page_that_reloads_itself_is_read(web: Web) -> None:
    """A page that reloads itself is read."""
    web.sites[ESTRIE] = {"/": html(f"{onward('/#top').body.decode()}{SPEAKS}")}
    assert [f"website confirmed https://{ESTRIE}"] == short(asked(web, "estrie"))


def test_a_long_address_is_not_followed(web: Web) -> None:
    """A link or page that leads to an address over 2000 characters is not followed, nor quoted."""
    long = "/contact/" + "a" * 60_000
    assert [] == of_page(web, f"<a href={long}>Contact</a><a href=/contact/>x</a>")[1:]
    web.sites[ESTRIE] = {"/": onward(long)}
    assert [("address", f"https://{ESTRIE}")] == [
        (record["evidence"], record["page"]) for record in asked(web, "estrie")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://192.168.1.1:8080/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://intranet.example/",
    ],
)
def test_a_private_address_is_never_requested(web: Web, address: str) -> None:
    """A private address is never requested, by its name, by a redirect or by robots.txt."""
    web.elsewhere["intranet.example"] = "192.168.0.9"
    assert "private address" == trouble(web.client().get(address))
    assert "private address" == why(web, redirect(address))
    web.sites["hostile.example"] = {"/": html("x"), "/robots.txt": redirect(address)}
    assert "private address" == trouble(web.client().get("http://hostile.example/"))


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("127.0.0.1", False), ("0.0.0.0", False), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("192.0.2.1", False),
        ("::1", False), ("::", False), ("fe80::1", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True), ("64:ff9b::", False), ("64:ff9b:1::a00:1", False),
        ("fec0::1", False), ("::7f00:1", False), ("::ffff:0:7f00:1", False), ("5f00::1", False),
        ("2002:7f00:1::", False), ("2001:0:7f00:1::", False), ("2001:db8::1", False),
        ("8.8.8.8", True), ("2606:4700::1111", True),
    ],
)  # fmt: skip
def test_public_addresses(ip: str, public: bool) -> None:
    """Private, local, reserved and shared addresses are recognized in any notation."""
    assert public == is_public(ip)


def test_only_the_checked_address_is_requested(web: Web) -> None:
    """Each request resolves a name once, and connects to the checked address."""
    web.sites["hostile.example"] = {"/": html("x")}
    looks = []

    async def resolve(host: str, port: int) -> list[tuple[str, int]]:
        looks.append(host)
        return [(HERE, web.port)] if len(looks) < 2 else [("127.0.0.2", web.port)]

    client = Client(limits=QUICK, resolve=resolve, public=lambda ip: ip == HERE)
    assert "private address" == trouble(client.get("http://hostile.example/"))
    assert (2, []) == (len(looks), web.got())


@pytest.mark.parametrize("to", ["http://localhost:{port}/", "http://127.0.0.1:{other}/"])
def test_only_the_typed_private_host_is_requested(web: Web, to: str) -> None:
    """Only the private host and port that the user typed may be requested."""
    client = Client([(HERE, web.port)], QUICK)
    mine, other = f"http://{HERE}:{web.port}/", web.secure_port
    web.sites[HERE] = {"/": html("x")}
    assert mine == asyncio.run(client.get(mine)).url
    web.sites[HERE] = {"/": redirect(to.format(port=web.port, other=other))}
    assert "private address" == trouble(client.get(mine))


def test_an_interruption_ends_every_request(web: Web) -> None:
    """Ctrl-C ends all requests, and leaves nothing."""
    web.sites |= {f"{name}.example": {"/": html("x")} for name in "abcdefghij"}

    def interrupt() -> None:
        raise KeyboardInterrupt

    with interrupted():
        visit_all(web.client(), [f"http://{name}.example/" for name in "abcdefghij"], 5, interrupt)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("stranger", "unable to get local issuer certificate"),
        ("expired", "certificate has expired"),
        ("other", f"Hostname mismatch, certificate is not valid for '{ESTRIE}'."),
    ],
)
def test_a_page_with_a_bad_certificate_is_not_read(web: Web, kind: str, words: str) -> None:
    """A page with a bad certificate is not read, and the error is shown."""
    web.sites[ESTRIE] = {"/": html(SPEAKS)}
    web.certificates[ESTRIE] = kind
    assert [f"website error certificate: {words}"] == short(asked(web, "estrie"))


def test_a_request_has_no_cookies_or_passwords(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request has no cookies, no .netrc password, no referrer and no proxy."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{HERE}:9/")
    sent: list[set[str]] = []

    def page(handler: Handler) -> None:
        sent.append({name.lower() for name in handler.headers})
        handler.send_response(200)
        handler.send_header("Set-Cookie", "visitor=1")
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(b"<a href=/contact>Contact</a>")

    web.sites[ESTRIE] = {"/": page, "/contact": page}
    asked(web, "estrie")
    usual = {"host", "user-agent", "accept", "accept-language", "accept-encoding"}
    assert [usual, usual] == sent


@pytest.mark.parametrize(
    "body",
    [
        "<footer>\x1b[31mTél\u202e. : 819 555-0170\x07</footer>",
        "<footer>=HYPERLINK(1) Tél. : +1 819 555-0170</footer>",
        "<footer>| Tél. : 819 555-0170 |</footer>",
        "<footer>Tél. : 819 555-0170" + " x" * 100_000 + "</footer>",
        "<footer>Tél. : 819 555-0170</footer>" + "<p>" + "a\u0301\u0316" * 50_000,
        "<footer>Tél. : 819 555-0170</footer>" + "<p>" + "1-" * 50_000,
        "<footer>Tél. : 819 555-0170</footer>" + "<p>" + "a@a." * 25_000,
        "<footer>Tél. : 819 555-0170</footer>" + "<p>" + "1, rue a, " * 10_000 + "J1H 1P9",
        "<footer>Tél. : 819 555-0170</footer>" + '<script type="application/ld+json">' + "[" * 9999,
        "<footer>Tél. : 819 555-0170</footer>" + "<a href='" + "//" * 9999 + "'>Contact</a>",
        "<footer>Tél. : 819 555-0170</footer>" + "<a href='http://[x/'>Contact</a>" * 99,
        "<footer>Tél. : 819 555-0170</footer>" + "<b>" * 19_000,
        "<meta http-equiv=refresh content='0;url=http://[x'><footer>Tél. : 819 555-0170</footer>",
        "<meta charset=punycode><footer>Tél. : 819 555-0170</footer>" + "a" * 99_000 + "-b",
    ],
    ids=lambda body: ascii(body[:50]),
)
def test_a_hostile_page_gives_one_plain_proposal(web: Web, body: str) -> None:
    """A page with controls, formulas, bars or floods of text gives one plain proposal."""
    assert ["phone new 819 555-0170"] == of_page(web, body)
    web.sites[ESTRIE] = {"/": html(SPEAKS + body)}
    for record in asked(web, "estrie"):
        for text in record.values():
            assert text.isprintable() and text[0] not in "=+-@|" and "|" not in text
            assert len(text) <= 160
