"""A web server on this machine and a resolver of its own, for the tests of fetching: nothing leaves the machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from thucydides.intake.fetching.client import Client, Limits

PUBLIC = "93.184.216.34"
Told = tuple[int, dict[str, str], bytes]


@dataclass(slots=True)
class Web:
    """`pages`: path -> (status, headers, body); `asked`: what came in, as (host, path, headers)."""

    port: int = 0
    pages: dict[str, Told] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    drip: float = 0.0

    def resolver(self, host: str, _port: int) -> list[str]:
        """The addresses of a name: the next ones told, the last for ever; public where none are told."""
        told = self.names.get(host, [[PUBLIC]])
        return told.pop(0) if len(told) > 1 else told[0]

    def connect(self, address: str, _port: int, seconds: float) -> socket.socket:
        """A connection to this server, whatever the address."""
        self.connected.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def client(self, **limits: float) -> Client:
        """A client that meets no other server."""
        return Client("thucydides/test", Limits(**limits), self.resolver, self.connect)  # type: ignore[arg-type]

    def put(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        """Serves a body."""
        named = {"Content-Type": "text/html", **{k.replace("_", "-"): v for k, v in headers.items()}}
        self.pages[path] = (status, named, body)


def _handler(web: Web) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.headers.get("Host", ""), self.path, dict(self.headers)))
            status, headers, body = web.pages.get(self.path, (404, {"Content-Type": "text/plain"}, b"none"))
            if status == 200 and headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if web.drip:
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(web.drip)
                else:
                    self.wfile.write(body)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            return

    return Handler


@contextmanager
def serving() -> Iterator[Web]:
    """A running server."""
    web = Web()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(web))
    server.daemon_threads = True
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
