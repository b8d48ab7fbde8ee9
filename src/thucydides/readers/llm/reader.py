"""The reader of language models: passages out, words back; a document is material, whatever it says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.knowledge.prompts import prompt, prompt_hash
from thucydides.model.anchor import Anchor
from thucydides.model.claim import NotCoded
from thucydides.model.document import Document
from thucydides.model.errors import UsageError
from thucydides.readers.llm.budget import Budget
from thucydides.readers.llm.cache import Cache
from thucydides.readers.llm.chunks import Chunk, cut, halves
from thucydides.readers.llm.endpoint import KEY, Endpoint, Unanswered, base_of
from thucydides.readers.llm.replies import Overlong
from thucydides.readers.llm.shape import BadAnswer, schema, tellings
from thucydides.readers.telling import Telling

NAME, VERSION = "llm", "0.1.0"
_TRIES = 3
_SMALLEST = 400
_BYTES_A_TOKEN = 2
_WIDER = "start the server with a larger window: llama-server -c, vllm --max-model-len, OLLAMA_CONTEXT_LENGTH"
_NOT_SENT = frozenset({"header", "credit", "title_repeat"})
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for. `chunk` in characters; `answer_tokens` is the longest answer to a passage."""

    endpoint: str
    model: str
    chunk: int = 6000
    answer_tokens: int = 4096
    timeout_s: float = 120.0
    retries: int = 4
    pause_s: float = 0.5
    cache: Path | None = None


class LanguageModel:
    """See readers.telling.Reader. May be used by several threads at once."""

    def __init__(self, asked: Asked, budget: Budget | None = None) -> None:
        """No network before the first question. The key comes from the environment and from nowhere else."""
        if not asked.model:
            raise UsageError("--reader llm needs --model NAME")
        self.name = name_of(asked.model)
        self.budget = budget or Budget()
        self._asked = asked
        self._cache = Cache(asked.cache)
        self._endpoint = Endpoint(
            asked.endpoint, key=os.environ.get(KEY) or None, timeout_s=asked.timeout_s, retries=asked.retries,
            pause_s=asked.pause_s, notes=self.budget,
        )  # fmt: skip

    def tell(self, document: Document, /) -> Iterator[Telling | NotCoded]:
        """What the model tells of each passage, in order. Unanswered where it gives no usable answer to one of them."""
        text, unseen, hidden = _shown(document)
        yield from hidden
        waiting = list(cut(text, 0, len(text), self._asked.chunk))
        while waiting:
            chunk = waiting.pop(0)
            try:
                yield from self._passage(document, chunk, unseen)
            except Overlong:
                if len(chunk.text) < _SMALLEST:
                    raise Unanswered("a short passage and its answer do not fit into the model", hint=_WIDER) from None
                waiting[:0] = halves(chunk)

    def _passage(self, document: Document, chunk: Chunk, unseen: Spans) -> tuple[Telling, ...]:
        """The answer to one passage, asked again with another seed where it is unusable; only usable ones are kept."""
        why = ""
        for attempt in range(_TRIES):
            question = self._question(document, chunk, attempt)
            key = Cache.key(question, base_of(self._asked.endpoint))
            kept = self._cache.get(key)
            try:
                if kept is not None:
                    told = tellings(kept["text"], chunk, self.name, unseen)
                    self.budget.note(cached=1)
                    return told
                answer = self._paid(question)
                told = tellings(answer, chunk, self.name, unseen)
            except BadAnswer as bad:
                why = str(bad)
                continue
            self._cache.put(key, {"model": self._asked.model, "text": answer})
            return told
        raise Unanswered(f"{why}, asked {_TRIES} times", hint="try another model, or a smaller --chunk")

    def _paid(self, question: dict[str, Any]) -> str:
        size = sum(len(m["content"].encode("utf-8", "surrogatepass")) for m in question["messages"])
        aside = self.budget.set_aside(size // _BYTES_A_TOKEN, self._asked.answer_tokens)
        used = 0, 0
        try:
            answer = self._endpoint.ask(question)
            guessed = len(answer.text.encode("utf-8", "surrogatepass")) // _BYTES_A_TOKEN
            used = (
                aside[0] if answer.asked is None else answer.asked,
                guessed if answer.answered is None else answer.answered,
            )
        except Overlong as cut_off:
            used = (
                aside[0] if cut_off.asked is None else cut_off.asked,
                aside[1] if cut_off.answered is None else cut_off.answered,
            )
            raise
        finally:
            self.budget.settle(aside, *used)
        return answer.text

    def _question(self, document: Document, chunk: Chunk, attempt: int) -> dict[str, Any]:
        # A text cannot hold the hash of itself, so it cannot write the line that ends it.
        mark = sha256(chunk.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        given = next((s for s in document.stamps if s.kind == "given"), None)
        user = prompt().user.format(
            language=document.language, outlet=_one_line(document.outlet), mark=mark, passage=chunk.text,
            published=given.earliest.isoformat() if given and given.earliest == given.latest else "-",
        )  # fmt: skip
        return {
            "model": self._asked.model,
            "messages": [{"role": "system", "content": _system(mark)}, {"role": "user", "content": user}],
            "temperature": 0,
            "seed": attempt,
            "max_tokens": self._asked.answer_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema()},
            },
        }


def name_of(model: str) -> str:
    """The reader's name in claims: its version, its prompt and the model."""
    return f"{NAME}/{VERSION}.{prompt_hash()}+{model}"


def _system(mark: str) -> str:
    return _lists().replace("\0", mark)


@cache
def _lists() -> str:
    types = "\n".join(f"- {e.code}: {e.definition}" for e in event_types().values())
    weapons = "\n".join(f"- {code}: {definition}" for code, definition in weapon_codes().items())
    return prompt().system.format(event_types=types, weapons=weapons, mark="\0")


def _one_line(name: str | None) -> str:
    """A name from outside as a part of the head of a question: one short line."""
    return re.sub(r"\s+", " ", name or "-").strip()[:80]


def _shown(document: Document) -> tuple[str, Spans, tuple[NotCoded, ...]]:
    """The text as the model sees it: blanks stand for headers, and for paragraphs that speak to a machine, which are told.

    Offsets stay the document's. What a model cannot see it can neither obey nor quote.
    """
    text = document.text
    hidden: list[NotCoded] = []
    spans = [(s.start, s.end) for s in document.segments if s.role in _NOT_SENT]
    paragraphs = r"\S(?:.|\n(?!\s*\n))*" if re.search(r"\n\s*\n", text) else r"\S.*"
    for paragraph in re.finditer(paragraphs, text):
        folded = re.sub(r"\s+", " ", paragraph.group()).casefold()
        if any(mark in folded for mark in prompt().instructions):
            spans.append(paragraph.span())
            why = "speaks to a machine, and was not shown to the model"
            hidden.append(NotCoded(Anchor.of(text, *paragraph.span()), why, NAME))
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text, tuple(spans), tuple(hidden)
