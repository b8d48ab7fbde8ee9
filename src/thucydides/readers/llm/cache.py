"""Answers of models by the content of the question, in files that only their owner can read."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any


class Cache:
    """One file an answer, named by the hash of the question: a document is never paid for twice. None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def key(question: dict[str, Any], endpoint: str) -> str:
        """The name of a question put to an endpoint; the key of the endpoint is no part of it."""
        told = json.dumps([endpoint, question], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer; None where there is none, or its file is broken: then it is asked again."""
        if self._folder is None:
            return None
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) and isinstance(kept.get("text"), str) else None

    def put(self, key: str, answer: dict[str, Any]) -> None:
        """Keeps an answer whole or not at all. A folder that cannot be written to costs the cache, not the reading."""
        if self._folder is None:
            return
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(answer, out, ensure_ascii=False)
            Path(name).replace(path)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.json"
