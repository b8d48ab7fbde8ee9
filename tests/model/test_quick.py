"""Dataclasses made quickly are made, compared, kept and refused to be changed as all others are."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from thucydides.model.anchor import Anchor
from thucydides.model.mention import Mention, WeaponMention
from thucydides.model.quick import quick


def test_it_stays_frozen() -> None:
    """No field of a finished object can be set."""
    anchor = Anchor(0, 3, "Gao")
    with pytest.raises(FrozenInstanceError):
        anchor.start = 1  # type: ignore[misc]


def test_inherited_fields_and_defaults_are_filled() -> None:
    """A class takes the fields of its parent first; defaults stand where nothing is given."""
    made = WeaponMention(0, 4, 1, 2, "a/weapons:3", "mortar", name="mortar")
    assert (made.first, made.code, made.count) == (1, "mortar", None)
    assert isinstance(made, Mention)
    with pytest.raises(TypeError):
        WeaponMention(0, 4, 1, 2, "a/weapons:3")  # type: ignore[call-arg]


def test_it_is_copied_and_kept_as_before() -> None:
    """`replace` and pickle give equal objects, with equal hashes."""
    made = WeaponMention(0, 4, 1, 2, "a/weapons:3", "mortar", "mortar", 2)
    assert replace(made, count=3) == WeaponMention(0, 4, 1, 2, "a/weapons:3", "mortar", "mortar", 3)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert hash(again) == hash(made)
    assert repr(again) == repr(made)


def test_what_is_filled_in_other_ways_is_refused() -> None:
    """Factories would be shared between objects, so such a class is an error where it is defined."""
    with pytest.raises(TypeError, match="other ways"):

        @quick
        @dataclass(frozen=True, slots=True)
        class Shelf:
            books: list[str] = field(default_factory=list)
