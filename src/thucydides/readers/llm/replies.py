"""What an OpenAI-compatible server answers: the text and tokens of a completion, or the words of a refusal."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

REFUSED = 400
_MOST_WORDS = 4000


class Overlong(Exception):  # noqa: N818 - the passage is cut smaller, nothing failed
    """Question or answer did not fit into the model's window; `asked` and `answered` tokens were paid for it."""

    def __init__(self, asked: int | None = 0, answered: int | None = 0) -> None:
        super().__init__()
        self.asked, self.answered = asked, answered


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said, the tokens of question and answer, and the name it goes by; None where the endpoint does not tell."""

    text: str
    asked: int | None = None
    answered: int | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question was not answered. `told` is for looking up, in small letters; only `kind` may be shown: `told` may hold
    words of the document.
    """

    status: int
    told: str
    kind: str = ""

    def says(self, *marks: str) -> bool:
        """True where one of the words is in it."""
        return any(mark in self.told for mark in marks)


def reply(status: int, body: bytes) -> Answer | Refusal:
    """An answer, or the refusal in any of the shapes of llama.cpp, vLLM, Ollama, LM Studio and OpenAI.

    Unusable shapes give an empty text, which is no JSON and is asked again. Raises Overlong for an answer that was cut off.
    """
    told = _json(body)
    if status != 200:
        return _refusal(status, told, body)
    # LM Studio says with status 200 that it knows no such path, or that a question is too long.
    if isinstance(told, dict) and told.get("error") and not told.get("choices"):
        return _refusal(REFUSED, told, body)
    return _answer(told)


def _answer(told: Any) -> Answer:
    try:
        choice = told["choices"][0]
        text = _text(choice["message"].get("content"))
        usage = told.get("usage") or {}
        asked, answered = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
        cut_off, model = choice.get("finish_reason") == "length", told.get("model")
    except (KeyError, IndexError, TypeError, AttributeError):
        return Answer("")
    if cut_off:
        raise Overlong(asked, answered)
    return Answer(text, asked, answered, model if isinstance(model, str) else None)


def _text(content: Any) -> str:
    """The content of a message: a text, or a list of parts with texts."""
    if isinstance(content, list):
        return "".join(part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))
    return "" if content is None else str(content)


def _count(told: Any) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _refusal(status: int, told: Any, body: bytes) -> Refusal:
    """`{"error": {"message", "type", "code"}}`, `{"error": "…"}`, `{"object": "error", "message"}`, `{"detail": …}`, or text."""
    error = told.get("error") or told if isinstance(told, dict) else told
    kind = ""
    if isinstance(error, dict):
        names = (error.get("type"), error.get("code"))
        kind = next((n for n in names if isinstance(n, str) and re.fullmatch(r"[A-Za-z_]{3,40}", n)), "")
        words = json.dumps(error, ensure_ascii=False)
    else:
        words = error if isinstance(error, str) else body[:_MOST_WORDS].decode("utf-8", "replace")
    return Refusal(status, words[:_MOST_WORDS].lower(), kind)
