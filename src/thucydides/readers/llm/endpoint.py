"""Asks an OpenAI-compatible endpoint (llama.cpp, vLLM, Ollama ...): time limits, back-off, and errors that say what to do."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from thucydides.model.errors import EndpointError, MissingExtra, ThucydidesError, UsageError

if TYPE_CHECKING:
    import httpx2

KEY = "THUCYDIDES_LLM_KEY"
_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_BIGGEST = 4_000_000
_DOWN_AFTER = 5
_AGAIN = frozenset({408, 409, 425, 429})


class Unanswered(ThucydidesError):  # noqa: N818 - named for what it leaves
    """A question got no usable answer: the document is left unread, the others are read."""

    code = "model"


class Overlong(Exception):  # noqa: N818 - the passage is cut smaller, nothing failed
    """Question or answer did not fit into the model's window."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said and the tokens of question and answer; None where the endpoint does not count them."""

    text: str
    asked: int | None
    answered: int | None


class Notes(Protocol):
    """Who counts what is asked again."""

    def note(self, *, cached: int = 0, retries: int = 0) -> None:
        """Counts."""


def base_of(url: str) -> str:
    """The address that paths are joined to. UsageError for what is none, and for one that has a password in it."""
    try:
        parts = urlsplit(url)
        bad = parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0
    except ValueError:
        bad, parts = True, urlsplit("")
    if bad:
        raise UsageError(f"--endpoint {url}: no address", hint="such as http://127.0.0.1:8080/v1")
    if parts.username or parts.password or parts.query:
        raise UsageError("--endpoint may hold no password and no query", hint=f"give the key in {KEY}")
    path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}"


class Endpoint:
    """One address, shared by all threads. Goes nowhere else: no redirects, no proxies or passwords of the environment."""

    def __init__(
        self, url: str, *, key: str | None = None, timeout_s: float = 120.0, retries: int = 4, pause_s: float = _PAUSE_S,
        notes: Notes | None = None,
    ) -> None:  # fmt: skip
        try:
            import httpx2
        except ImportError as error:
            raise MissingExtra("--reader llm needs httpx2", hint="pip install 'thucydides[llm]'") from error
        self.url = base_of(url)
        self._key, self._timeout_s, self._retries, self._pause_s, self._notes = key, timeout_s, retries, pause_s, notes
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx2.Client(headers=headers, timeout=timeout_s, trust_env=False, follow_redirects=False)
        self._over: ThucydidesError | None = None
        self._woken = Event()
        self._lock = Lock()
        self._failed_in_a_row = 0
        self._forms: tuple[str, ...] = ("json_schema", "json_object", "")

    def ask(self, question: dict[str, Any]) -> Answer:
        """The answer to a question of the chat shape whose `response_format` is a JSON schema.

        Raises Unanswered, Overlong; EndpointError and UsageError where no question can be answered at all: then the other
        threads end as well.
        """
        try:
            return self._ask(question)
        except (EndpointError, UsageError) as error:
            self._over = self._over or error
            self._woken.set()
            raise

    def _ask(self, question: dict[str, Any]) -> Answer:
        import httpx2

        why = ""
        for attempt in range(self._retries + 1):
            if self._over is not None:
                raise self._over
            wait = min(self._pause_s * 2**attempt, _LONGEST_PAUSE_S)
            unreachable = False
            try:
                status, headers, body = self._post(self._formed(question))
            except httpx2.TimeoutException as error:
                unreachable = isinstance(error, httpx2.ConnectTimeout)
                why = f"no answer in {self._timeout_s:g} s"
            except (httpx2.TransportError, OSError) as error:
                unreachable = isinstance(error, httpx2.ConnectError)
                why = f"cannot be reached ({type(error).__name__})"
            else:
                if status == 200:
                    self._well()
                    return _answer(body)
                if status == 400 and self._simpler(question, body):
                    continue
                self._judge(status, body, question)
                why = f"answers {status}"
                wait = min(_seconds(headers.get("retry-after")) or wait, _LONGEST_PAUSE_S)
            if attempt < self._retries:
                if self._notes:
                    self._notes.note(retries=1)
                self._woken.wait(wait)
        raise self._given_up(why, unreachable)

    def _given_up(self, why: str, unreachable: bool) -> ThucydidesError:
        """The end of a question; of all questions where several in a row ended so, or nobody is there."""
        with self._lock:
            self._failed_in_a_row += 1
            down = unreachable or self._failed_in_a_row >= _DOWN_AFTER
        if down:
            hint = "start it, or mend --endpoint; what was read is kept, and a run goes on where this one ended"
            return EndpointError(why, place=self.url, hint=hint)
        return Unanswered(f"{self.url} {why}, asked {self._retries + 1} times", hint="run again later")

    def _well(self) -> None:
        with self._lock:
            self._failed_in_a_row = 0

    def _post(self, question: dict[str, Any]) -> tuple[int, httpx2.Headers, bytes]:
        """One request; a server that sends for ever, or without an end, is cut off."""
        import httpx2

        ends = time.monotonic() + self._timeout_s
        body = bytearray()
        with self._client.stream("POST", f"{self.url}/chat/completions", json=question) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > _BIGGEST:
                    raise Unanswered(f"{self.url} answers more than {_BIGGEST // 1_000_000} MB")
                if time.monotonic() > ends:
                    raise httpx2.ReadTimeout("too slow")
            return response.status_code, response.headers, bytes(body)

    def _formed(self, question: dict[str, Any]) -> dict[str, Any]:
        """The question with the strictest form of answer that the endpoint is known to take."""
        form = self._forms[0]
        if form == "json_schema":
            return question
        return {k: v for k, v in question.items() if k != "response_format"} | (
            {"response_format": {"type": form}} if form else {}
        )

    def _simpler(self, question: dict[str, Any], body: bytes) -> bool:
        """True where the endpoint cannot be asked for JSON in this way and is asked in a simpler one from now on."""
        asked = self._formed(question).get("response_format")
        told = body[:4000].lower()
        if asked is None or not (b"response_format" in told or b"json_schema" in told or b"json_object" in told):
            return False
        with self._lock:
            if self._forms[0] == asked["type"]:
                self._forms = self._forms[1:]
        return True

    def _judge(self, status: int, body: bytes, question: dict[str, Any]) -> None:
        """Raises for an answer that asking again does not change. No words of the answer: they may be the document's."""
        if status in _AGAIN or status >= 500:
            return
        told = body[:4000].lower()
        if status in (400, 413, 422) and any(mark in told for mark in (b"context", b"too long", b"too large")):
            raise Overlong
        if status in (401, 403):
            what = f"the key in {KEY} is refused" if self._key else "a key is wanted"
            raise UsageError(what, place=self.url, hint=f"give it in the environment variable {KEY}")
        if status == 404 or (status == 400 and b"model" in told):
            names = self.models()
            known = f"known there: {', '.join(names[:20])}" if names else "see the endpoint's own list of models"
            if question["model"] in names:
                path = "is the path right? such as http://127.0.0.1:8080/v1"
                hint = path if status == 404 else "it does not take temperature, seed, max_tokens or response_format"
                raise EndpointError(f"answers {status}", place=self.url, hint=hint)
            raise UsageError(f"no model {question['model']!r}, or no chat", place=self.url, hint=known)
        if 300 <= status < 400:
            raise EndpointError(
                "sends elsewhere, and is not followed", place=self.url, hint="name the right --endpoint"
            )
        raise Unanswered(f"{self.url} refuses the question ({status})")

    def models(self) -> list[str]:
        """Names of the models that the endpoint has; none where it does not tell."""
        import httpx2

        try:
            told = self._client.get(f"{self.url}/models", timeout=min(self._timeout_s, 10.0))
            return sorted(str(m["id"]) for m in told.json()["data"])
        except (httpx2.HTTPError, ValueError, KeyError, TypeError, RecursionError):
            return []


def _seconds(told: str | None) -> float:
    try:
        return max(float(told or 0), 0.0)
    except ValueError:
        return 0.0


def _answer(body: bytes) -> Answer:
    """The text of a completion. Unusable shapes give an empty text, which is no JSON and is asked again."""
    try:
        told = json.loads(body)
        choice = told["choices"][0]
        text = choice["message"].get("content") or ""
        usage = told.get("usage") or {}
        cut_off = choice.get("finish_reason") == "length"
        asked, answered = usage.get("prompt_tokens"), usage.get("completion_tokens")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Answer("", None, None)
    if cut_off:
        raise Overlong
    return Answer(str(text), *(n if isinstance(n, int) and n >= 0 else None for n in (asked, answered)))
