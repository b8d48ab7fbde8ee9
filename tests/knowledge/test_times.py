"""The books of times load in every language, quickly, and say where a mistake is."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from thucydides.knowledge.files import bundled
from thucydides.knowledge.time_book import Classes, compile_patterns
from thucydides.knowledge.times import time_book
from thucydides.model.errors import KnowledgeError

CODES = sorted(p.parent.name for p in (bundled() / "languages").glob("*/times.toml"))


@pytest.mark.parametrize("code", CODES)
def test_book_loads(code):
    """A language has all months and weekdays, and patterns for them."""
    book = time_book(code)
    months = {v for lexeme in book.single.values() for c, v in lexeme.senses.items() if c in ("month", "mon")}
    longer = [pair for seconds in book.heads.values() for rests in seconds.values() for pair in rests]
    months |= {x.senses[c] for _, x in longer for c in ("month", "mon") if c in x.senses}
    assert set(range(1, 13)) <= months
    assert book.patterns


def test_book_loads_quickly():
    """A language costs little when it is first used."""
    time_book.cache_clear()
    started = time.process_time()
    time_book("fr")
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("path", sorted((bundled() / "times").glob("*.json")), ids=lambda p: p.stem)
def test_built_files_are_as_the_tool_writes_them(path: Path):
    """Files that are built are never edited by hand: their form is the tool's."""
    text = path.read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text


def test_unreadable_pattern_names_its_place():
    """A mistake in a pattern says in which row it stands."""
    with pytest.raises(KnowledgeError) as caught:
        compile_patterns([("xx/times:1", "no colon here")], Classes())
    assert "xx/times:1" in str(caught.value)
