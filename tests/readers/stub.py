"""A stub of an OpenAI-compatible server: it answers as each test tells it to, well or badly, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = "dict[str, Any] | str | Raw"


@dataclass
class Raw:
    """An answer below the chat shape: a status with a body, after a while."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    after_s: float = 0.0
    finish: str = "stop"


@dataclass
class Stub:
    """`asked` has every question in order of arrival, `keys` the Authorization header of each."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0


def passage_of(question: dict[str, Any]) -> str:
    """What stands between the two marks of a question."""
    user = question["messages"][-1]["content"]
    _head, _, rest = user.partition("<<<")
    mark, _, text = rest.partition("\n")
    return text.rpartition(f"\n{mark}>>>")[0]


def completion(text: Any, finish: str = "stop", asked: int = 100, answered: int = 10, **more: Any) -> bytes:
    """A chat completion with usage."""
    told = {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        "usage": {"prompt_tokens": asked, "completion_tokens": answered},
    }
    return json.dumps(told | more).encode()


@contextmanager
def serving(reply: Callable[[dict[str, Any], int], Any], pages: dict[str, Any] | None = None) -> Iterator[Stub]:
    """A server on this machine. `reply(question, n)` gives a dict (as JSON text), a text, or a Raw; n counts from 0.

    `pages`: what stands at other paths than the list of models, as JSON.
    """
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            listed = {"data": [{"id": "tiny"}, {"id": "large"}]}
            found = listed if self.path == "/v1/models" else (pages or {}).get(self.path)
            self._send(Raw(404) if found is None else Raw(body=json.dumps(found).encode()))

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with lock:
                n = len(stub.asked)
                stub.asked.append(question)
                stub.keys.append(self.headers.get("authorization"))
                stub.busy += 1
                stub.most_busy = max(stub.most_busy, stub.busy)
            try:
                told = reply(question, n)
            finally:
                with lock:
                    stub.busy -= 1
            self._send(
                told
                if isinstance(told, Raw)
                else Raw(body=completion(told if isinstance(told, str) else json.dumps(told)))
            )

        def _send(self, raw: Raw) -> None:
            time.sleep(raw.after_s)
            try:
                self.send_response(raw.status)
                for name, value in {"content-type": "application/json", **raw.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(raw.body)))
                self.end_headers()
                self.wfile.write(raw.body)
            except OSError:
                pass  # the asker gave up

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub = Stub(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


TEXT = (
    "Market hit in Saraqib\n\n"
    "Warplanes bombed the market of Saraqib on 3 March 2020, killing at least 12 civilians, the hospital said. "
    "The army denied the raid.\n\n"
    "Prices rose in the capital."
)


def said(words: str, start: int | None = None, **more: Any) -> dict[str, Any]:
    """Words as the schema has them."""
    return {"words": words, "start": start, **more}


def strike(**changed: Any) -> dict[str, Any]:
    """The air strike of TEXT, as an honest model tells it."""
    return {
        "clause": said("Warplanes bombed the market of Saraqib on 3 March 2020, killing at least 12 civilians, the hospital said."),
        "trigger": said("bombed"),
        "event_type": "air_strike",
        "polarity": "asserted",
        "modality": "stated",
        "sources": [said("the hospital", kind="medical_rescue", stance="neutral", cue=said("said"))],
        "actors": [said("the market", role="target", kind="infrastructure")],
        "place": said("Saraqib"),
        "time": said("3 March 2020", earliest="2020-03-03", latest="2020-03-03"),
        "weapons": [said("Warplanes", code="aircraft")],
        "casualties": [said("at least 12 civilians", outcome="killed", victims="civilians", low=12, high=None, exactness="at_least")],
    } | changed  # fmt: skip


def answer(*claims: dict[str, Any]) -> dict[str, Any]:
    """An answer of the schema."""
    return {"claims": list(claims)}
