"""How one server wants to be asked: the same question in other words, learnt from what it refuses."""

from __future__ import annotations

from threading import Lock
from typing import Any

from thucydides.readers.llm.replies import Refusal

FORM = "response_format"
LIMIT, NEW_LIMIT = "max_tokens", "max_completion_tokens"
_NOT_NEEDED = ("temperature", "seed")
_LEAST_ANSWER = 512
_OF_FORM = (FORM, "schema", "json_object", "grammar", "structured output", "guided")
_OF_WINDOW = ("context", "too long", "too large", "max_model_len", "prompt is longer")
# llama.cpp and vLLM: the question alone is too long, so that a shorter answer does not help.
_ALONE_TOO_LONG = ("exceed_context_size_error", "even without any output")


class Dialect:
    """Shared by all threads: what one learnt, all ask by. A question keeps its words; only what goes beside them changes."""

    def __init__(self) -> None:
        self._forms: tuple[str, ...] = ("json_schema", "json_object", "")
        self._dropped: frozenset[str] = frozenset()
        self._renamed = False
        self._longest: int | None = None
        self._lock = Lock()

    def worded(self, question: dict[str, Any], longest: int | None = None) -> dict[str, Any]:
        """The question as the server is known to take it, with the strictest form of answer; `longest` answer in tokens."""
        told = {name: value for name, value in question.items() if name not in self._dropped}
        form = self._forms[0]
        if form != "json_schema":
            told.pop(FORM, None)
            if form:
                told[FORM] = {"type": form}
        limits = [n for n in (told.get(LIMIT), self._longest, longest) if n is not None]
        if limits:
            told.pop(LIMIT, None)
            told[NEW_LIMIT if self._renamed else LIMIT] = min(limits)
        return told

    def shorter(self, asked: dict[str, Any], refusal: Refusal) -> int | None:
        """The answer's length to ask for next, where question and answer together do not fit; None where that is no use."""
        longest = asked.get(LIMIT) or asked.get(NEW_LIMIT)
        if not longest or longest <= _LEAST_ANSWER or refusal.says(*_ALONE_TOO_LONG):
            return None
        return max(int(longest) // 2, _LEAST_ANSWER)

    def fits(self, longest: int | None) -> None:
        """An answer of that length was granted where a longer one was not."""
        if longest is not None:
            with self._lock:
                self._longest = min(longest, self._longest or longest)

    @staticmethod
    def too_long(refusal: Refusal) -> bool:
        """True where it says that the model's window is too small."""
        return refusal.status in (400, 413, 422, 500) and refusal.says(*_OF_WINDOW)

    def learns(self, asked: dict[str, Any], refusal: Refusal) -> bool:
        """True where the refused question is worth asking in other words; each call takes one thing away."""
        if refusal.status not in (400, 422, 500, 501):
            return False
        with self._lock:
            if refusal.says(NEW_LIMIT) and LIMIT in asked and not refusal.says("too large"):
                self._renamed = True
                return True
            for name in _NOT_NEEDED:
                if name in asked and refusal.says(name):
                    self._dropped |= {name}
                    return True
            if FORM not in asked or not (refusal.says(*_OF_FORM) or refusal.status in (422, 501)):
                return False
            if self._forms[0] == asked[FORM]["type"]:
                self._forms = self._forms[1:]
            return True
