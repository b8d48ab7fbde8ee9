"""The door: foreign hosts, cross-site requests and bodies that are too large are refused before a page is asked."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thucydides.web.serving import Serving

# 'unsafe-inline' stands nowhere: no script and no style of a page is its own. MapLibre draws its controls from data:
# images of its own stylesheet and decodes blobs that it made; no page shows an image of an article.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = frozenset({"GET", "HEAD", "POST"})


class TooLarge(Exception):  # noqa: N818 (a state of a request, told as 413)
    """A body went over its bound."""


def refusal(scope: Scope, serving: Serving) -> tuple[int, str] | None:
    """Status and words for a request that must not come in; None for one that may."""
    headers = Headers(scope=scope)
    if scope["method"] not in _METHODS:
        return 405, "GET and POST are understood"
    host = headers.get("host", "")
    if _name(host) not in serving.allowed_hosts():
        return 400, "this server does not go by that name"
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if scope["method"] in _SAFE:
        opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site in ("cross-site", "same-site") and not opened:
            return 403, "another site may not ask this"
    else:
        if site is not None and site not in ("same-origin", "none"):
            return 403, "another site may not send this"
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "another origin may not send this"
        if site is None and origin is None:
            return 403, "a request that writes must tell where it comes from"
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > serving.limits.body:
        return 413, "more than this server takes"
    return None


def _name(host: str) -> str:
    """The host without its port, in lower case."""
    name = host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name.lower()


class Guard:
    """Refuses, bounds, adds headers, and logs method, kind of page, status and time: never a word of a document."""

    def __init__(self, app: ASGIApp, serving: Serving, *, log: bool = True) -> None:
        self.app = app
        self.serving = serving
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0
        over: list[bool] = []

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                if over:  # what the application made of a body that was cut off
                    message["status"] = 413
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        refused = refusal(scope, self.serving)
        if refused is not None:
            await PlainTextResponse(refused[1] + "\n", refused[0])(scope, receive, sending)
        else:
            try:
                await self.app(scope, _bounded(receive, self.serving.limits.body, over), sending)
            except TooLarge:
                pass  # answered as 413
            except Exception as error:  # noqa: BLE001 (its message may hold words of a document: it goes nowhere)
                sys.stderr.write(f"fault: {whereabouts(error)}\n")
        if self.log:
            took = (time.perf_counter() - begun) * 1000
            page = scope["path"].split("/")[1][:20] if status and status < 400 else "-"
            sys.stderr.write(f"{scope['method']} /{page} {status} {took:.0f} ms\n")


def whereabouts(error: BaseException) -> str:
    """The kind of a fault and the line it came from, without a word of what it says."""
    at = traceback.extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
    return type(error).__name__ + (f" at {Path(at.filename).name}:{at.lineno}" if at else "")


def _bounded(receive: Receive, most: int, over: list[bool]) -> Receive:
    """The same body, cut off with TooLarge where it goes on beyond `most` bytes, whatever its head promised.

    `over` gets an element then, so that the answer can tell.
    """
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            over.append(True)
            raise TooLarge
        return message

    return receiving
