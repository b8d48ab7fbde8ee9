"""What every profile stands on: gold rows stripped of their labels, and one text read as any user's would be."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thucydides import pipeline
from thucydides.claims.attribution import frames as frames_of
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.attribution.wholes import in_full
from thucydides.claims.scene import Scene
from thucydides.intake.compose import Draft, compose
from thucydides.intake.options import IntakeOptions
from thucydides.knowledge import library
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.model.claim import Claim, Reading
from thucydides.model.document import Document
from thucydides.readers import rules

# The only keys of a gold row that a profile may see; labels never pass.
OPEN_KEYS = ("id", "doc_id", "text", "title", "date", "given_date", "dct", "set", "doc", "outlet", "language")


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a .jsonl or .jsonl.gz file, or the one document of a .json file."""
    if path.suffix == ".json":
        whole = json.loads(path.read_text(encoding="utf-8"))
        yield from whole if isinstance(whole, list) else [whole]
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def rows(path: Path, *keys: str) -> Iterator[dict[str, Any]]:
    """Gold rows with these keys alone; asking for a label is an error."""
    closed = [k for k in keys if k not in OPEN_KEYS]
    if closed:
        raise ValueError(f"not open to a reader: {', '.join(closed)}")
    for row in jsonl(path):
        yield {k: row.get(k) for k in keys}


def document(
    text: str, *, doc_id: str, day: str | None = None, language: str | None = None, outlet: str | None = None
) -> Document:
    """The Document that intake makes of a text; `day` is the publication day as it was given, ISO 8601."""
    draft = Draft(text, doc_id=doc_id, language=language, outlet=outlet)
    return compose(draft, IntakeOptions(date=_day(day)))


def read(
    text: str, *, doc_id: str, day: str | None = None, language: str | None = None, outlet: str | None = None
) -> Reading:
    """All that the ordinary reader says of a text."""
    return pipeline.read(document(text, doc_id=doc_id, day=day, language=language, outlet=outlet))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso else None


def told(claims: Iterable[Claim]) -> list[Claim]:
    """Claims of what is said to have happened: no denials, no plans, nothing hypothetical."""
    return [c for c in claims if c.polarity == "asserted" and c.modality not in ("planned", "hypothetical")]


def words(claim: Claim, *roles: str) -> list[str]:
    """The words that name the actors of these roles, in order."""
    return [a.anchor.exact for a in claim.actors if a.role in roles]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of speech in character spans [start, end) of the text."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open(())


def scene(text: str, *, doc_id: str, language: str | None, day: str | None = None) -> Scene | None:
    """What the builders of claims look at, mentions of all kinds; None in a language that the house does not read."""
    if language is not None and language not in library.languages():
        return None
    doc = document(text, doc_id=doc_id, day=day, language=language)
    return rules.scene_of(doc, _gazetteer())[0] if doc.language in library.languages() else None


def frames(text: str, *, doc_id: str, language: str | None) -> list[Frame]:
    """The frames of speech that the claims' attribution stands on; none in a language that the house does not read."""
    stage = scene(text, doc_id=doc_id, language=language)
    return [] if stage is None else frames_in(stage)


def frames_in(stage: Scene) -> list[Frame]:
    """The frames of speech of a scene."""
    tokens = stage.page.tokens
    found = []
    for frame in frames_of(stage):
        root = frame.speakers[-1] if frame.speakers else None
        content = tuple((tokens.starts[a], tokens.ends[b - 1]) for a, b in frame.content if a < b)
        cue = stage.page.span(*frame.cue)
        found.append(Frame((_whole(stage, root),) if root else (), cue, content))
    return found


def _whole(stage: Scene, root: Speaker) -> tuple[int, int]:
    """The characters of a speaker's words in full, as a claim's source has them."""
    return in_full(stage, [root])[root.start, root.name][1:]
