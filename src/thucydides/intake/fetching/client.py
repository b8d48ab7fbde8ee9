"""One request at a time over a pinned connection, with limits on bytes, time and redirects."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from thucydides.intake.compose import sha256
from thucydides.intake.fetching.addresses import Resolver, Target, pinned, system_resolver, target_of
from thucydides.intake.http_body import unwrapped
from thucydides.intake.options import IntakeError

# (address, port, seconds) -> a connected socket
Connector = Callable[[str, int, float], socket.socket]
_MOVED = (301, 302, 303, 307, 308)
FINE, UNCHANGED = 200, 304
_CHUNK = 1 << 16
_PACKED_BY = "gzip"


@dataclass(frozen=True, slots=True)
class Limits:
    """`bytes` of a body, packed and unpacked; `seconds` for a whole answer, `silence` for one read; `redirects`."""

    bytes: int = 10_000_000
    seconds: float = 60.0
    silence: float = 20.0
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: `url` where it was found at last, `raw` the bytes of the body, `at` the time in UTC."""

    url: str
    status: int
    raw: bytes
    headers: Mapping[str, str]
    at: datetime

    @property
    def sha256(self) -> str:
        """The hash of the body."""
        return sha256(self.raw)

    @property
    def media(self) -> str:
        """The kind of the body, without its charset."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the server told, if any."""
        _, sign, told = self.headers.get("content-type", "").lower().partition("charset=")
        return told.split(";")[0].strip(" \"'") or None if sign else None


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks and how. `resolver` and `connect` are the system's own outside of tests."""

    agent: str
    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = system_resolver
    connect: Connector = _connect

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, may: Callable[[Target], None] | None = None
    ) -> Answer:
        """The answer to a GET, redirects followed, each checked like the first and passed to `may`.

        Raises IntakeError for addresses that may not be fetched, for what is too large or slow, and for broken answers.
        """
        target = target_of(url)
        until = time.monotonic() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            if may is not None:
                may(target)
            answer = self._ask(target, headers or {}, until)
            if answer.status not in _MOVED:
                return answer
            target = target_of(answer.headers.get("location", ""), target.url)
        message = f"more than {self.limits.redirects} redirects"
        raise IntakeError("redirects", message, place=url, hint="name the address where it ends")

    def _ask(self, target: Target, headers: Mapping[str, str], until: float) -> Answer:
        address = pinned(target, self.resolver)
        seconds = until - time.monotonic()
        if seconds <= 0:
            raise self._slow(target)
        connection = _Pinned(target, address, self.connect, min(seconds, self.limits.silence))
        # A server that sends a byte now and then never trips the time-out of a single read.
        watch = threading.Timer(seconds, connection.cut)
        watch.daemon = True
        watch.start()
        try:
            told = {"User-Agent": self.agent, "Accept-Encoding": _PACKED_BY, "Connection": "close", **headers}
            connection.request("GET", target.path, headers=told)
            with connection.getresponse() as response:
                answer = self._answer(target, response)
            # A body without a length that was cut looks whole.
            if connection.was_cut:
                raise self._slow(target)
            return answer
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, TimeoutError) or connection.was_cut:
                raise self._slow(target) from error
            message = f"no answer: {type(error).__name__}"
            raise IntakeError("network", message, place=target.url, hint="try again later") from error
        finally:
            watch.cancel()
            connection.close()

    def _answer(self, target: Target, response: http.client.HTTPResponse) -> Answer:
        headers = {name.lower(): value for name, value in response.getheaders()}
        pieces: list[bytes] = []
        size = 0
        while response.status not in _MOVED and (chunk := response.read(_CHUNK)):
            size += len(chunk)
            if size > self.limits.bytes:
                raise self._large(target)
            pieces.append(chunk)
        # http.client has joined the chunks.
        raw = unwrapped(b"".join(pieces), "", headers.get("content-encoding", ""), self.limits.bytes)
        if len(raw) > self.limits.bytes:
            raise self._large(target)
        return Answer(target.url, response.status, raw, headers, datetime.now(UTC).replace(microsecond=0))

    def _slow(self, target: Target) -> IntakeError:
        message = f"no whole answer within {self.limits.seconds:.0f} seconds"
        return IntakeError("too_slow", message, place=target.url, hint="try again later")

    def _large(self, target: Target) -> IntakeError:
        message = f"an answer of more than {self.limits.bytes:,} bytes"
        return IntakeError("too_large", message, place=target.url, hint="save its text yourself")


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked; the name is used for the Host header and the certificate alone."""

    def __init__(self, target: Target, address: str, connect: Connector, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._target, self._address, self._connector, self._seconds = target, address, connect, seconds
        self.was_cut = False
        # http.client forgets its socket once a body has begun.
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connects, with TLS where the address asks for it."""
        self.sock = self._line = self._connector(self._address, self._target.port, self._seconds)
        if self._target.scheme == "https":
            # Greeted only when it can be cut: a server may greet as slowly as it likes.
            self.sock = self._line = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def cut(self) -> None:
        """Ends the connection from another thread."""
        self.was_cut = True
        with suppress(OSError):
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)
