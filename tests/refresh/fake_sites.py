"""A small web server that simulates sites by name, on 127.0.0.1, in this process."""

from __future__ import annotations

import gc
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from poles_cli.corrections.refresh.client import Client, Limits

SITES = Path(__file__).with_name("sites")
HERE = "127.0.0.1"
QUICK = Limits(seconds=5, pause=0)


class Reply(NamedTuple):
    """The response of a simulated address."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


Handler = BaseHTTPRequestHandler
Page = Reply | Callable[[Handler], None]
Site = Mapping[str, Page]


def html(text: str | bytes, charset: str = "utf-8") -> Reply:
    """Return a page of HTML."""
    body = text.encode(charset) if isinstance(text, str) else text
    return Reply(body, headers={"Content-Type": f"text/html; charset={charset}"})


def redirect(to: str, status: int = 301) -> Reply:
    """Return a redirect."""
    return Reply(b"", status, {"Location": to})


def kept(name: str, *paths: str, **more: Page) -> dict[str, Page]:
    """Return a site from the folder of that name: `/` and these paths, one file each."""
    folder = SITES / name
    site: dict[str, Page] = {"/": html((folder / "index.html").read_bytes())}
    for path in paths:
        file = path.strip("/").replace("/", "-").removesuffix(".html")
        site[path] = html((folder / f"{file}.html").read_bytes())
    return site | more


@contextmanager
def interrupted() -> Iterator[None]:
    """Expect Ctrl-C; a connection that it ends is closed only when garbage-collected."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with pytest.raises(KeyboardInterrupt):
            yield
        gc.collect()


class Web:
    """Sites by name; `asked` lists their requests, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.secure_port = 0
        self.sites: dict[str, Site] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.elsewhere: dict[str, str] = {}  # names of this machine or network
        self.certificates: dict[str, str] = {}  # "stranger", "expired" or "other", by name
        self.authority = trustme.CA()
        self.tls = ssl.create_default_context()
        self.authority.configure_trust(self.tls)

    def clear(self) -> None:
        """Remove the sites and their requests."""
        for memory in (self.sites, self.asked, self.agents, self.elsewhere, self.certificates):
            memory.clear()

    async def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        """Return this server for its simulated names, an IP address for itself, else nothing."""
        if host in self.elsewhere or host[0].isdigit() or ":" in host:
            return [(self.elsewhere.get(host, host), port)]
        if host.removeprefix("www.") not in {name.removeprefix("www.") for name in self.sites}:
            raise UnicodeError(host)
        return [(HERE, self.secure_port if port == 443 else self.port)]

    def got(self) -> list[str]:
        """Return the requested pages, without robots.txt."""
        return [page for page in self.asked if not page.endswith("/robots.txt")]

    def client(self, limits: Limits = QUICK) -> Client:
        """Return a client that finds the simulated sites, and treats this machine as public."""
        return Client(
            limits=limits, resolve=self.resolve, public=lambda ip: ip == HERE, tls=self.tls
        )

    def context(self) -> ssl.SSLContext:
        """Return the TLS context, with a certificate for each name."""
        contexts: dict[tuple[str | None, str], ssl.SSLContext] = {}

        def named(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            kind = self.certificates.get(name or "", "")
            key = name, kind
            if key not in contexts:
                authority = trustme.CA() if kind == "stranger" else self.authority
                contexts[key] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                authority.issue_cert(
                    "other.example" if kind == "other" else name or HERE,
                    not_after=datetime(2025, 1, 1, tzinfo=UTC) if kind == "expired" else None,
                ).configure_cert(contexts[key])
            connection.context = contexts[key]

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = named
        return context

    def reply(self, host: str, path: str) -> Page:
        """Return the response of a site at a path."""
        site = self.sites.get(host) or self.sites.get(host.removeprefix("www.")) or {}
        self.asked.append(f"{host}{path}")
        for known in (path, path.rstrip("/"), f"{path}/"):
            if known in site:
                return site[known]
        return site.get("*", Reply(b"not here", 404, {"Content-Type": "text/html"}))


@contextmanager
def playing() -> Iterator[Web]:
    """Serve a `Web` inside the block, over HTTP and TLS."""
    web = Web(0)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.agents.add(self.headers["User-Agent"])
            page = web.reply(self.headers["Host"].partition(":")[0], self.path)
            if not isinstance(page, Reply):
                page(self)
                return
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that has left

    plain, secure = (Server((HERE, 0), Answer) for _ in range(2))
    secure.socket = web.context().wrap_socket(
        secure.socket, server_side=True, do_handshake_on_connect=False
    )
    web.port, web.secure_port = plain.server_port, secure.server_port
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield web
    finally:
        for server in (plain, secure):
            server.shutdown()
            server.server_close()
