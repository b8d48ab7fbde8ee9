"""Rows of words: what stands in the wrong column is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from thucydides.knowledge.lexicon import load_rows
from thucydides.model.errors import KnowledgeError


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("near,relation,near,,where it is said,,,", "unknown flag 'is'"),
        ("from,origin,,weak,,,,", "take no args"),
        ("near,relatoin,near,,,,,", "unknown role"),
    ],
)
def test_a_cell_that_slipped_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    """A note among the flags and a flag among the arguments name their line."""
    path = tmp_path / "places.csv"
    path.write_text(f"form,role,value,args,flags,note,finds,spares\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=fault):
        load_rows(path, "places", "xx/places")
