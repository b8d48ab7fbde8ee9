"""Words of violence in texts of civil life: votes, markets, matches, sickness and accidents tell no event without arms."""

from __future__ import annotations

from dataclasses import dataclass

from thucydides.claims.accounts.civil import NO_ARMS, NO_FIELDS, civil_reason, fields_of, has_a_town, tells_of_war
from thucydides.claims.accounts.told import Told
from thucydides.claims.accounts.unarmed import Unarmed, unarmed, unarmed_reason
from thucydides.claims.background.newsday import NewsDays
from thucydides.claims.background.occasions import MISHAPS
from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.model.mention import ARMED, FORCES

# What is told of a vote, a match or a market as of a battle: "attacked the bill", "a fight over pay", "captured the mood".
_FIGURES = frozenset({"assault", "hit", "strike", "gain", "armed_clash", "siege"})
_FIGURED = frozenset({"clash", "converse", "hit", "gain", "lose", "besiege"})
# What nobody tells of a land at peace unless somebody is harmed or armed.
_OF_WAR = frozenset(
    "air_strike drone_strike shelling bombing suicide_bombing grenade_attack chemical_attack armed_clash attack siege "
    "territory_gain_state territory_gain_nonstate transfer_of_territory base_established weapons_disrupted group_change "
    "deployment destruction displacement casualties_only".split()
)
_BY_NATURE = frozenset({"casualties_only", "displacement", "deployment", "destruction", "attack"})
_LEAD = 3  # sentences at the head, in which a text says what it is about


@dataclass(frozen=True, slots=True)
class Peace:
    """What a page says of civil life: the sentences that name it, whether the whole text is of it, and of a mishap."""

    sentences: frozenset[int]
    whole: bool
    mishap: bool


def _is_armed(scene: Scene) -> bool:
    """True where armed men or arms are named anywhere."""
    armed = any(a.kind in ARMED and (a.plural_noun or a.actor_id) for a in scene.mentions.actors.all)
    return armed or any(w.code not in NO_ARMS for w in scene.mentions.weapons.all)


def _peace(scene: Scene) -> Peace:
    page = scene.page
    at = frozenset(page.sentence_at(h.first) for h in page.of("grammar", "civil"))
    fields = [h for h in page.of("grammar", "exercise") if h.entry.value]
    told = at | {page.sentence_at(h.first) for h in fields}
    mishaps = {page.sentence_at(h.first) for h in fields if h.entry.value in MISHAPS}
    if not told or _is_armed(scene):
        return Peace(at, False, False)
    return Peace(at, len(told) > 1 or min(told) < _LEAD, len(mishaps) > 2 or (bool(mishaps) and min(mishaps) < _LEAD))


def _is_supported(made: Draft) -> bool:
    """True where somebody is harmed, armed men, arms or a thing that is struck stand in the draft itself, or a noun of it
    has a town of its own ("clashes in Tripoli").
    """
    hurt = any(h.outcome in ("killed", "injured", "killed_or_injured") for h in made.harms)
    armed = any(a.kind in FORCES or a.kind == "infrastructure" for a in made.actors)
    if made.deed.group.voice == "noun" and has_a_town(made):
        return True
    return hurt or armed or any(w.code not in NO_ARMS for w in made.weapons)


def _is_figure(made: Draft) -> bool:
    general = made.deed.sense.split(":", maxsplit=1)[0]
    return general in _FIGURES or made.deed.args in _FIGURED


def _reason(made: Draft, peace: Peace) -> str:
    if peace.mishap and made.code in _BY_NATURE and not any(a.kind in FORCES for a in made.actors):
        if made.code != "attack" or _is_figure(made):
            return "harm of a mishap, no event of the conflict"
    if _is_supported(made):
        return ""
    if (peace.whole and made.code in _OF_WAR) or (made.deed.sentence in peace.sentences and _is_figure(made)):
        return "a figure of speech in a text of civil life: no arms, armed men or harm"
    return ""


def without_figures(scene: Scene, told: Told, news: NewsDays) -> list[Draft]:
    """The drafts without what a text of civil life tells in words of war; each one dropped is noted with its reason."""
    if not told.drafts:
        return told.drafts
    peace, fields = _peace(scene), fields_of(scene)
    if war := tells_of_war(scene, fields, told.drafts):
        fields = NO_FIELDS
    page = Unarmed() if war else unarmed(scene, fields, told.drafts)
    if not (peace.sentences or peace.whole or fields.named or page.asked):
        return told.drafts
    kept: list[Draft] = []
    for made in told.drafts:
        if reason := _reason(made, peace) or civil_reason(scene, fields, made, news) or unarmed_reason(page, made):
            told.spare(scene, made.deed.word, reason)
        else:
            kept.append(made)
    return kept
