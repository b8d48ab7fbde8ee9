"""How an event word stands: what its verb group tells of it."""

from __future__ import annotations

from typing import Literal

import msgspec

Voice = Literal["active", "passive", "noun"]


class VerbGroup(msgspec.Struct, frozen=True, gc=False):
    """How an event word stands. `first` is the leftmost token of its group; `rules` name what was seen.

    `conditional` is the mood of rumour or condition; `infinitive` an infinitive that no auxiliary completes.
    """

    voice: Voice
    first: int
    negated: bool = False
    planned: bool = False
    modal: bool = False
    conditional: bool = False
    infinitive: bool = False
    purpose: bool = False
    perfect: bool = False
    finite: bool = False
    stative: bool = False
