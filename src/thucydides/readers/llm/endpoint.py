"""Asks an OpenAI-compatible endpoint (llama.cpp, vLLM, Ollama ...): time limits, back-off, and errors that say what to do."""

from __future__ import annotations

import time
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from thucydides.model.errors import EndpointError, MissingExtra, ThucydidesError, UsageError
from thucydides.readers.llm.dialect import Dialect
from thucydides.readers.llm.replies import Answer, Overlong, Refusal, reply

if TYPE_CHECKING:
    import httpx2

KEY = "THUCYDIDES_LLM_KEY"
_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_LEAST_PAUSE_S = 0.02
_BIGGEST = 4_000_000
_DOWN_AFTER = 5
_AGAIN = frozenset({408, 409, 425, 429})
_NOT_SUPPORTED = 501
# Where Ollama tells what is loaded; how many tokens beside half a window it may keep of a question that it cuts.
_LOADED, _KEPT = "/api/ps", 64


class Unanswered(ThucydidesError):  # noqa: N818 - named for what it leaves
    """A question got no usable answer: the document is left unread, the others are read."""

    code = "model"


class Notes(Protocol):
    """Who counts what is asked again."""

    def note(self, *, cached: int = 0, retries: int = 0) -> None:
        """Counts."""


def _unreached() -> tuple[type[Exception], ...]:
    """What a request may end in instead of an answer."""
    import httpx2

    return (httpx2.TimeoutException, httpx2.TransportError, OSError)


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
        self._dialect = Dialect()
        self._windows: dict[str, int | None] = {}
        self._named: set[str] = set()

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
        why, kind, attempt = "", "", 0
        loaded_by = time.monotonic() + self._timeout_s
        while attempt <= self._retries:
            if self._over is not None:
                raise self._over
            wait = min(self._pause_s * 2**attempt, _LONGEST_PAUSE_S)
            try:
                came, headers = self._answered(question)
            except _unreached() as error:
                kind, why = self._silence(error)
            else:
                if isinstance(came, Answer):
                    self._well()
                    self._is_named(question["model"], came)
                    self._is_whole(question["model"], came)
                    return came
                if came.status == 503 and came.says("loading") and time.monotonic() < loaded_by:
                    self._woken.wait(max(wait, _LEAST_PAUSE_S))
                    continue
                self._judge(came, question)
                kind, why = "", f"answers {came.status}"
                wait = min(_seconds(headers.get("retry-after")) or wait, _LONGEST_PAUSE_S)
            if attempt < self._retries:
                if self._notes:
                    self._notes.note(retries=1)
                self._woken.wait(wait)
            attempt += 1
        raise self._given_up(why, kind)

    def _answered(self, question: dict[str, Any]) -> tuple[Answer | Refusal, httpx2.Headers]:
        """What comes of a question in the words that the server takes; a refusal for its words alone is asked otherwise."""
        longest: int | None = None
        while True:
            worded = self._dialect.worded(question, longest)
            status, headers, body = self._post(worded)
            came = reply(status, body)
            if isinstance(came, Answer):
                self._dialect.fits(longest)
                return came, headers
            if self._dialect.too_long(came):
                longest = self._dialect.shorter(worded, came)
                if longest is None:
                    raise Overlong
            elif self._is_unknown(came, question) or not self._dialect.learns(worded, came):
                return came, headers

    def _silence(self, error: Exception) -> tuple[str, str]:
        """What kind of silence it was, and how it is told."""
        import httpx2

        if isinstance(error, httpx2.TimeoutException):
            kind = "unreachable" if isinstance(error, httpx2.ConnectTimeout) else "slow"
            return kind, f"no answer in {self._timeout_s:g} s"
        kind = "unreachable" if isinstance(error, httpx2.ConnectError) else ""
        return kind, f"cannot be reached ({type(error).__name__})"

    def _given_up(self, why: str, kind: str) -> ThucydidesError:
        """The end of a question; of all questions where several in a row ended so, or nobody is there."""
        with self._lock:
            self._failed_in_a_row += 1
            down = kind == "unreachable" or self._failed_in_a_row >= _DOWN_AFTER
        slow = "a slow server wants a longer --timeout, a smaller --chunk or --concurrency 1"
        if down:
            hint = slow if kind == "slow" else "start it, or mend --endpoint"
            return EndpointError(
                why, place=self.url, hint=f"{hint}; what was read is kept, and a run goes on where this one ended"
            )
        hint = slow if kind == "slow" else "run again later"
        return Unanswered(f"{self.url} {why}, asked {self._retries + 1} times", hint=hint)

    def _is_named(self, model: str, answer: Answer) -> None:
        """UsageError where another model answers than the one that was asked for: readings are kept under its name.

        llama.cpp and LM Studio answer under any name. Told by another name, it is the same where the endpoint lists it.
        """
        if model in self._named or answer.model is None:
            return
        if answer.model != model:
            names = self.models()
            if names and model not in names:
                hint = f"--model {answer.model}, or start the server with this name (llama-server --alias {model})"
                raise UsageError(f"no model {model!r}: {answer.model!r} answers", place=self.url, hint=hint)
        self._named.add(model)

    def _is_whole(self, model: str, answer: Answer) -> None:
        """Overlong where the server has cut the question to its window without a word, as Ollama does."""
        if answer.asked is None:
            return
        if model not in self._windows:
            self._windows[model] = self._window(model)
        window = self._windows[model]
        # It keeps a whole window of tokens, in newer versions half of one and a few.
        if window and (answer.asked >= window or 0 <= answer.asked - window // 2 <= _KEPT):
            raise Overlong(answer.asked, answer.answered)

    def _window(self, model: str) -> int | None:
        """The window in tokens with which Ollama has loaded a model; None where another server answers."""
        import httpx2

        try:
            told = self._client.get(self.url.removesuffix("/v1") + _LOADED, timeout=min(self._timeout_s, 10.0)).json()
            named = [one for one in told["models"] if one.get("name") in (model, f"{model}:latest")]
            window = named[0].get("context_length") if named else None
        except (httpx2.HTTPError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return window if isinstance(window, int) else None

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

    def _is_unknown(self, refusal: Refusal, question: dict[str, Any]) -> bool:
        """True where it is refused for the model's name."""
        if refusal.status != 400 or not refusal.says("model"):
            return False
        names = self.models()
        return bool(names) and question["model"] not in names

    def _judge(self, refusal: Refusal, question: dict[str, Any]) -> None:
        """Raises for an answer that asking again does not change. No words of the answer: they may be the document's."""
        status = refusal.status
        if status in _AGAIN or (status >= 500 and status != _NOT_SUPPORTED):
            return
        if status in (401, 403):
            what = f"the key in {KEY} is refused" if self._key else "a key is wanted"
            raise UsageError(what, place=self.url, hint=f"give it in the environment variable {KEY}")
        if status == 402:
            raise EndpointError("wants to be paid first (402)", place=self.url, hint="look at your account there")
        if status == 404 or self._is_unknown(refusal, question) or refusal.says("unexpected endpoint"):
            names = self.models()
            known = f"known there: {', '.join(names[:20])}" if names else "see the endpoint's own list of models"
            if question["model"] in names or refusal.says("unexpected endpoint"):
                hint = "is the path right? such as http://127.0.0.1:8080/v1"
                raise EndpointError(f"answers {status}", place=self.url, hint=hint)
            raise UsageError(f"no model {question['model']!r}, or no chat", place=self.url, hint=known)
        if 300 <= status < 400:
            raise EndpointError(
                "sends elsewhere, and is not followed", place=self.url, hint="name the right --endpoint"
            )
        kind = f", {refusal.kind}" if refusal.kind else ""
        raise Unanswered(f"{self.url} refuses the question ({status}{kind})", hint="see the server's own log")

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
