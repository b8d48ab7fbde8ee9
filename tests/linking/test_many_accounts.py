"""Stories told by several reports, in our own words: what is one event is joined, what only looks like it is not."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from thucydides import Document, read
from thucydides.linking.link import Linking, copies_of, link, published_days
from thucydides.model.claim import Claim
from thucydides.model.document import Stamp

STORIES = sorted((Path(__file__).parents[1] / "data" / "stories").glob("*.toml"))


def reports_of(story: Path) -> list[dict[str, Any]]:
    """The reports of a story: id, outlet, language, day, text, and the event of each trigger by its words."""
    return tomllib.loads(story.read_text(encoding="utf-8"))["reports"]


def document(report: dict[str, Any]) -> Document:
    """A report as intake gives it."""
    stamp = Stamp("given", report["day"], report["day"], "given")
    return Document(report["id"], report["text"], report["language"], outlet=report["outlet"], stamps=(stamp,))


@cache
def claims_of(story: Path) -> tuple[Claim, ...]:
    """The claims of all reports of a story, as they are read."""
    return tuple(claim for report in reports_of(story) for claim in read(document(report)).claims)


def expected(story: Path) -> dict[str, str]:
    """claim_id -> the event that a person would put it into, for each trigger that the story names."""
    home = {}
    for report in reports_of(story):
        for words, event in report["events"].items():
            (claim_id,) = [
                c.claim_id for c in claims_of(story) if c.document.doc_id == report["id"] and words in c.trigger.exact
            ]
            home[claim_id] = f"{story.stem}/{event}"
    return home


def told_as(claims: list[Claim], stories: list[Path]) -> dict[str, str]:
    """claim_id -> the event of the linker."""
    copies = copies_of([document(r) for story in stories for r in reports_of(story)], published_days(claims))
    return {claim_id: event.event_id for event in link(claims, Linking(copies)) for claim_id in event.claims}


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_story_is_linked_as_a_person_would(story: Path):
    """Any two accounts are in one event where they tell one, and in two where they tell two."""
    wanted, found = expected(story), told_as(list(claims_of(story)), [story])
    for a, b in combinations(sorted(wanted), 2):
        assert (wanted[a] == wanted[b]) == (found[a] == found[b]), (a, wanted[a], b, wanted[b])


def test_all_stories_together_are_linked_alike():
    """Nothing of one story moves a claim of another, in whatever order the claims come."""
    claims = [claim for story in STORIES for claim in claims_of(story)]
    random.Random(7).shuffle(claims)
    found = told_as(claims, STORIES)
    wanted = {claim_id: event for story in STORIES for claim_id, event in expected(story).items()}
    for a, b in combinations(sorted(wanted), 2):
        assert (wanted[a] == wanted[b]) == (found[a] == found[b]), (a, wanted[a], b, wanted[b])
