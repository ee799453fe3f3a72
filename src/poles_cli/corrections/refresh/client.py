"""The only HTTP client: polite, within limits, and closed to private addresses."""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from asyncio import sleep
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, NamedTuple, TypeVar

import httpx
from protego import Protego

from poles_cli.base.text import one_line
from poles_cli.base.version import __version__

TOKEN = "poles-cli"  # our name in robots.txt
_HEADERS = {
    "User-Agent": f"{TOKEN}/{__version__} (directory of Quebec's social economy hubs)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Language": "fr-CA,fr,en",
    "Accept-Encoding": "gzip",
}
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")  # all other addresses of the public Internet are in it
LONGEST = 2000  # characters of an address
_LONGEST_PAUSE = 10.0  # longest delay that a robots.txt may ask for, in seconds
_MOST_RULES = 1000  # lines of robots.txt: parsing time grows with their square

_AT_ONCE = 8  # hosts

Address = tuple[str, int]
Asked = TypeVar("Asked")
Got = TypeVar("Got")
Within = Callable[[str], bool] | None
Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]


class Trouble(Exception):
    """Why an address gave no page, as a short untranslated text: `HTTP 403`, `timeout`."""

    def __init__(self, words: str, url: str = "") -> None:
        super().__init__(words)
        self.words = one_line(words)[:160]
        self.url = url


class Limits(NamedTuple):
    """The limits on the time and size of a response, and the pause between two requests."""

    seconds: float = 15.0
    size: int = 3_000_000
    redirects: int = 5
    pause: float = 1.0


class Answer(NamedTuple):
    """The response of an address: its target if it redirects, else its body."""

    url: str
    status: int
    location: str
    type: str
    body: bytes
    expires: str


def together(ask: Callable[[Asked], Awaitable[Got]], items: Sequence[Asked]) -> list[Got]:
    """Call a function on several items at once and return the results; Ctrl-C stops them all."""
    stops: list[BaseException] = []

    async def every() -> list[Got]:
        gate, main = asyncio.Semaphore(_AT_ONCE), asyncio.current_task()

        async def one(item: Asked) -> Got:
            async with gate:
                try:
                    return await ask(item)
                except (KeyboardInterrupt, SystemExit) as stop:
                    # In the middle of a task, the interruption would leave the others running.
                    stops.append(stop)
                    if main is not None:
                        main.cancel()
                    raise asyncio.CancelledError from None

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(item)) for item in items]
        return [task.result() for task in tasks]

    try:
        return asyncio.run(every())
    except asyncio.CancelledError:
        raise stops[0] from None


async def resolved(host: str, port: int) -> list[Address]:
    """Return the IP addresses of a host, from the system's resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(info[4][0]), port) for info in found]


def is_public(ip: str) -> bool:
    """Return True if an IP address is on the public Internet, however it is written."""
    address = ip_address(ip)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped or address in _NAT64:
            return is_public(str(IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _UNICAST or address.sixtofour or address.teredo:
            return False
    return address.is_global and not address.is_multicast


def sent(url: str) -> httpx.URL:
    """Return an http(s) address encoded for a request; raise `Trouble` for any other, or longer."""
    try:
        parts = httpx.URL(url).copy_with(fragment=None)
        named = parts.scheme in ("http", "https") and parts.host and not parts.userinfo
    except (httpx.InvalidURL, UnicodeError) as error:
        raise Trouble("address") from error
    port = port_of(parts)
    if not named or len(str(parts)) > LONGEST or not (port in (80, 443) or 1023 < port < 65536):
        raise Trouble("address")
    return parts


def port_of(url: httpx.URL) -> int:
    """Return the port of an address: its own, else the default of its scheme."""
    return url.port or (443 if url.scheme == "https" else 80)


class Client:
    """Requests addresses, one at a time per host, and only those that robots.txt allows.

    `allowed` are the hosts and ports that may be private, because the user typed them. `resolve`,
    `public` and `tls` replace the system's resolver, `is_public` and the usual certificate
    authorities.
    """

    def __init__(
        self,
        allowed: Sequence[Address] = (),
        limits: Limits | None = None,
        *,
        resolve: Resolve = resolved,
        public: Callable[[str], bool] = is_public,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._allowed = frozenset(allowed)
        self._resolve = resolve
        self._public = public
        self._tls = tls or httpx.create_ssl_context(trust_env=False)
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ready: dict[str, float] = defaultdict(float)  # when a host may get the next request
        self._pauses: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}

    async def get(
        self, url: str, within: Within = None, *, whole: bool = True, hops: list[str] | None = None
    ) -> Answer:
        """Return the answer at `url`, following redirects `within` a site; None allows any.

        The body is read only if `whole`. `hops` are the addresses that led here; redirects
        are added to them. Raises `Trouble` if there is no answer, or if robots.txt forbids it.
        """
        hops = [] if hops is None else hops
        while url not in hops and len(hops) <= self.limits.redirects:
            if hops and within is not None and not within(url):
                raise Trouble("other site", url)
            await self._obey(sent(url))
            answer = await self._ask(url, whole)
            if not answer.location:
                return answer
            hops.append(url)
            url = answer.location
        raise Trouble("redirects", url)

    async def _obey(self, url: httpx.URL) -> None:
        """Raise `Trouble` if robots.txt forbids an address, or cannot be read."""
        site = f"{url.scheme}://{url.netloc.decode()}"
        try:
            if site not in self._robots:
                self._robots[site] = await self._rules(f"{site}/robots.txt")
            rules = self._robots[site]
            if rules is None or not rules.can_fetch(str(url), TOKEN):
                raise Trouble("robots.txt")
        except Trouble as trouble:
            raise Trouble(trouble.words, str(url)) from trouble
        self._pauses[url.host] = min(rules.crawl_delay(TOKEN) or 0.0, _LONGEST_PAUSE)

    async def _rules(self, url: str) -> Protego | None:
        """Return the rules of a robots.txt, None if there are too many; a 4xx means no rules."""
        answer = await self._ask(url)
        for _ in range(self.limits.redirects):
            answer = await self._ask(answer.location) if answer.location else answer
        if answer.status >= 500 or answer.status == 429:  # try later, or less often
            raise Trouble(f"HTTP {answer.status}")
        text = answer.body.decode("utf-8-sig", "replace") if answer.status == 200 else ""
        return Protego.parse(text) if len(text.splitlines()) < _MOST_RULES else None

    async def _ask(self, url: str, whole: bool = True) -> Answer:
        """Wait for the host's next turn, then make one request and return the answer."""
        parts = sent(url)
        local = (parts.host, port_of(parts)) in self._allowed
        clock = asyncio.get_running_loop().time
        async with self._turns[parts.host]:
            await sleep(self._ready[parts.host] - clock())
            try:
                async with asyncio.timeout(self.limits.seconds):
                    return await self._exchange(parts, local, whole)
            except TimeoutError:
                raise Trouble("timeout", str(parts)) from None
            except (socket.gaierror, UnicodeError) as error:
                raise Trouble("unknown host", str(parts)) from error
            except httpx.InvalidURL as error:  # httpx parses the target of the redirect itself
                raise Trouble("address", str(parts)) from error
            except (httpx.HTTPError, OSError) as error:
                raise Trouble(_failure(error), str(parts)) from error
            finally:
                pause = max(self.limits.pause, self._pauses.get(parts.host, 0.0))
                self._ready[parts.host] = 0.0 if local else clock() + pause

    async def _exchange(self, url: httpx.URL, local: bool, whole: bool) -> Answer:
        """Connect to the IP address that was checked, so that DNS cannot change it meanwhile."""
        addresses = await self._resolve(url.raw_host.decode(), port_of(url))
        if not local and not all(self._public(ip) for ip, _ in addresses):
            raise Trouble("private address", str(url))
        error: Exception = Trouble("unknown host", str(url))
        for ip, port in addresses:
            request = httpx.Request(
                "GET",
                url.copy_with(host=ip, port=port),
                headers={**_HEADERS, "Host": url.netloc.decode()},
                extensions={"sni_hostname": url.raw_host.decode()},
            )
            # Keep no connection alive: hosts with the same IP address would share its certificate.
            async with httpx.AsyncClient(verify=self._tls, trust_env=False, timeout=None) as http:
                try:
                    response = await http.send(request, stream=True)
                except httpx.ConnectError as refusal:
                    error = refusal
                    continue
                return await self._answer(response, str(url), whole)
        raise error

    async def _answer(self, response: httpx.Response, url: str, whole: bool) -> Answer:
        try:
            expires = _expiry(response.extensions["network_stream"].get_extra_info("ssl_object"))
            type_ = response.headers.get("content-type", "text/html")
            location, body = "", b""
            if response.has_redirect_location:
                location = str(sent(str(httpx.URL(url).join(response.headers["location"]))))
            elif whole:
                body = await self._body(response, url)
            return Answer(url, response.status_code, location, type_, body, expires)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Trouble("address", url) from error
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response, url: str) -> bytes:
        """Return the body, decompressed piece by piece, so that it never exceeds the limit."""
        encoding = response.headers.get("content-encoding", "").lower()
        zipped = encoding in ("gzip", "x-gzip", "deflate")
        if encoding in ("br", "zstd", "compress") or "," in encoding:
            raise Trouble("encoding", url)  # any other value is not an encoding, as in browsers
        unzip = zlib.decompressobj(47) if zipped else None  # gzip or zlib
        body = b""
        try:
            async for piece in response.aiter_raw():
                room = self.limits.size + 1 - len(body)
                body += unzip.decompress(piece, room) if unzip else piece[:room]
                if len(body) > self.limits.size:
                    raise Trouble("too large", url)
        except zlib.error:
            raise Trouble("encoding", url) from None
        return body


def _failure(error: BaseException) -> str:
    """Return why a connection failed: the certificate's error, else that there is no answer."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"certificate: {cause.verify_message}"
        cause = cause.__cause__ or cause.__context__
    return "no answer"


def _expiry(layer: Any) -> str:
    """Return the day when the certificate of a connection expires, or an empty text."""
    until = (layer.getpeercert() or {}).get("notAfter") if layer else None
    seconds = ssl.cert_time_to_seconds(until) if until else 0
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if until else ""
