"""Loads the argument patterns: what each slot of an event word means, for all languages."""

from __future__ import annotations

import tomllib
from functools import cache

from thucydides.knowledge.files import bundled
from thucydides.model.errors import KnowledgeError

SLOTS = frozenset("subj obj agent against with between gen adj poss light_subj".split())
ROLES = frozenset("initiator target party".split())


@cache
def patterns() -> dict[str, dict[str, str]]:
    """Pattern name -> slot -> role; KnowledgeError for a slot or role that is none."""
    path = bundled() / "patterns.toml"
    table: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, slots in table.items():
        for slot, role in slots.items():
            if slot not in SLOTS or role not in ROLES:
                raise KnowledgeError(f"{slot} = {role!r}", place=f"{path}:$.{name}")
    return table
