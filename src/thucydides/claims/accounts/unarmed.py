"""Pages on which nobody fights and nothing is fired: their words of war are figures, their dead those of mishaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.claims.accounts.civil import MISHAP_FIELDS, Fields, hurts, shown
from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.model.mention import FORCES

_LENGTH = 4  # sentences of a page that could have told who fights
_QUIET = 0.06  # share of its sentences that may name fighters or arms, or one of them
_CIVIL = 3  # different words of civil life on it
_SHARE = 0.15  # of its sentences with such words
_ENOUGH = 3  # points of what shows a conflict
# Words that are said of a match, a vote or a market as of a war; shots and murders are not.
_FIGURES = frozenset({"assault", "blast", "gain", "hit", "strike"})
_FIGURED = frozenset(
    {"armed_clash", "siege", "weapons_disrupted", "abduction", "agreement", "base_established", "deployment"}
)
_UNTOLD = "casualties_only"


@dataclass(frozen=True, slots=True)
class Unarmed:
    """How a page is without war: `asked` points must a figure of war show on it, 0 on any other page; `bodily` is true where
    shots and murders are figures too; `still` where its dead are those of a mishap.
    """

    asked: int = 0
    bodily: bool = False
    still: bool = False


def unarmed(scene: Scene, fields: Fields, drafts: Sequence[Draft]) -> Unarmed:
    """What a page shows of war, seen with all that was drafted from it."""
    body = sum(role not in ("header", "credit", "title_repeat") for role in scene.page.roles)
    if body < _LENGTH or fields.war > max(_QUIET, 1.01 / body):
        return Unarmed()
    bloody = sum(_is_bloody(made) for made in drafts)
    riots = any(a.kind == "protesters" for a in scene.mentions.actors.all)
    if riots or bloody > 1 or any(made.deed.args == "protest" for made in drafts):
        return Unarmed()
    peace = not fields.war and not bloody
    civil = fields.words >= _CIVIL and fields.share >= _SHARE
    forced = any(a.kind in FORCES and a.role != "target" for made in drafts for a in made.actors)
    mishap = any(not MISHAP_FIELDS.isdisjoint(at) for at in fields.named.values())
    return Unarmed(_ENOUGH if civil else 0, civil and peace, mishap and peace and not forced)


def _is_bloody(made: Draft) -> bool:
    """True for a deed with persons harmed in it who are counted, and a place or a day of its own."""
    own = [chosen for chosen in (made.place, made.time) if chosen is not None and not chosen.inferred]
    untold = made.code == _UNTOLD or made.deed.sense == "generic"
    return not untold and hurts(made) > 1 and bool(own)


def unarmed_reason(page: Unarmed, made: Draft) -> str:
    """Why a draft of such a page is no event of the conflict; empty where it may be one."""
    if page.still and (made.code == _UNTOLD or made.deed.sense == "generic"):
        return "harm on a page that tells of no conflict"
    if not page.asked or made.stance.polarity == "denied":
        return ""
    points = shown(made, frozenset())
    figured = made.deed.sense.split(":", maxsplit=1)[0] in _FIGURES or made.code in _FIGURED
    if made.code == "abduction" and (made.harms or any(a.kind == "civilians" for a in made.actors)):
        figured = False  # persons were taken
    if (figured and points < page.asked) or (made.code == "attack" and page.bodily and not points):
        return "words of war on a page on which nobody fights"
    return ""
