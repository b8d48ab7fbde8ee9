"""Pages on which nobody fights and nothing is fired: their words of war are figures, their dead those of mishaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.claims.accounts.civil import Fields, hurts, shown
from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene

_LENGTH = 4  # sentences of a page that could have told who fights
_QUIET = 0.15  # share of its sentences that may name fighters or arms, or one of them
_CIVIL = 3  # different words of civil life on it
_SHARE = 0.15  # of its sentences with such words
_ENOUGH = 3  # points of what shows a conflict
# Words that are said of a match, a vote or a market as of a war; shots and murders are not.
_FIGURES = frozenset({"assault", "blast", "gain", "hit", "strike"})
_FIGURED = frozenset(
    {"armed_clash", "siege", "weapons_disrupted", "abduction", "agreement", "base_established", "deployment"}
)
_CROWDS = frozenset({"protesters", "police"})
_UNTOLD = "casualties_only"


@dataclass(frozen=True, slots=True)
class Unarmed:
    """Whether a page is `quiet` of war, and `still`: no sentence and no draft of it shows any."""

    quiet: bool
    still: bool


def unarmed(scene: Scene, fields: Fields, drafts: Sequence[Draft]) -> Unarmed:
    """What a page shows of war, seen with all that was drafted from it."""
    body = sum(role not in ("header", "credit", "title_repeat") for role in scene.page.roles)
    if body < _LENGTH or fields.war > max(_QUIET, 1.01 / body):
        return Unarmed(False, False)
    crowds = any(a.kind in _CROWDS for a in scene.mentions.actors.all)
    bloody = sum(_is_bloody(made) for made in drafts)
    if any(made.deed.args == "protest" for made in drafts) or bloody > 1:
        return Unarmed(False, False)
    civil = fields.words >= _CIVIL and fields.share >= _SHARE
    return Unarmed(
        civil and not any(a.kind == "protesters" for a in scene.mentions.actors.all),
        not (fields.war or crowds or bloody),
    )


def _is_bloody(made: Draft) -> bool:
    """True for a deed with persons harmed in it who are counted, and a place or a day of its own."""
    own = [chosen for chosen in (made.place, made.time) if chosen is not None and not chosen.inferred]
    return made.code != _UNTOLD and hurts(made) > 1 and bool(own)


def unarmed_reason(page: Unarmed, made: Draft) -> str:
    """Why a draft of such a page is no event of the conflict; empty where it may be one."""
    if page.still and made.code == _UNTOLD:
        return "harm on a page that tells of no conflict"
    figured = made.deed.sense.split(":", maxsplit=1)[0] in _FIGURES or made.code in _FIGURED
    if not page.quiet or not figured or made.stance.polarity == "denied":
        return ""
    return "words of war on a page on which nobody fights" if shown(made, frozenset()) < _ENOUGH else ""
