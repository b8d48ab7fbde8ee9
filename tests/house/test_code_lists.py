"""The code lists that several files repeat say the same everywhere: contract, codebook, lexicon, model."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from house.source import DATA, ROOT
from thucydides.knowledge import lexicon, library
from thucydides.model import claim, mention

SHARED = ROOT.parent / "shared" / "contract"


def test_lexicon_and_codebook_agree():
    """A row of triggers.csv can name every event type and no other; the same for weapons."""
    assert set(library.event_types()) == lexicon.EVENTS
    assert set(library.weapon_codes()) == lexicon.WEAPONS


def test_lexicon_and_model_agree():
    """Values that rows may have are the values that claims may have."""
    assert set(get_args(claim.Outcome)) == lexicon.OUTCOMES
    assert set(get_args(claim.Victims)) == lexicon.VICTIMS
    assert set(get_args(claim.SourceKind)) == lexicon.SOURCE_KINDS
    assert set(get_args(claim.Stance)) == lexicon.STANCES
    assert set(get_args(mention.ActorKind)) == lexicon.ACTOR_KINDS


@pytest.mark.parametrize("schema", ["claim.schema.json", "event.schema.json"])
def test_bundled_schema_is_the_contract(schema):
    """What the package ships is the contract's schema, where the contract stands beside the project."""
    if not SHARED.is_dir():
        pytest.skip("no contract beside the project")
    ours = json.loads((DATA / "schema" / schema).read_text(encoding="utf-8"))
    theirs = json.loads((SHARED / schema).read_text(encoding="utf-8"))
    assert ours["$id"] == theirs["$id"]
    missing = set(theirs["properties"]) - set(ours["properties"])
    assert not missing, "the contract may grow, not shrink"
    assert set(ours["required"]) == set(theirs["required"])
