"""How sure the teller is: modality from mood, hedges and cues; polarity from denials and words of falsity."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, after_a_time, covered, within
from thucydides.claims.sides.blame import passive_of_blame
from thucydides.claims.sides.suspects import held_against, says_what_for
from thucydides.model.claim import Modality, Polarity
from thucydides.model.mention import Mention, SourceMention

_HEDGE_REACH = 1.6
_FALSE_NEXT = 0.5


class Stance(msgspec.Struct, frozen=True, gc=False):
    """Modality, polarity, and the rules that decided them."""

    modality: Modality
    polarity: Polarity
    rules: tuple[str, ...]


def _hedge(scene: Scene, deed: Deed, inner: AttributionFrame | None) -> tuple[Modality, str] | None:
    sentence = scene.page.sentences[deed.sentence]
    for hedge in within(scene.mentions.sources, sentence.first, sentence.last):
        if hedge.role == "unverified" and hedge.args == "sentence":
            return "alleged", hedge.rule
        if hedge.role != "hedge" or (inner is not None and inner.speakers and _is_its_cue(hedge, inner)):
            continue
        if says_what_for(scene, deed, hedge):
            continue
        modality: Modality = "estimated" if hedge.value == "estimated" else "alleged"
        if hedge.first > deed.word.last and scene.gram[hedge.first - 1] in ("rel", "comp") and hedge.args == "clause":
            continue  # "smoke that could be seen"
        if hedge.args == "next":
            if _hedges_actor(scene, hedge) or _takes_lives(scene, hedge) or _hedges_who(scene, deed, hedge):
                continue
            words = [w for w in deed.words if 0 <= w.first - hedge.last <= 1 or 0 <= hedge.first - w.last <= 1]
            if words:
                return modality, hedge.rule
        elif scene.from_nearest(deed.words, hedge) <= _HEDGE_REACH:
            return modality, hedge.rule
    return None


def _is_its_cue(hedge: SourceMention, frame: AttributionFrame) -> bool:
    """ "Witnesses [reported] heavy gunfire": a word of doubt that is the verb of who says it is none."""
    return not frame.carried and frame.cue[0] < hedge.last and hedge.first < frame.cue[1] and not frame.hedged


def _takes_lives(scene: Scene, hedge: SourceMention) -> bool:
    """ "the strike claimed 12 lives": a participle of doubt with a toll behind it is the verb that tells the toll."""
    counted = within(scene.mentions.numbers, hedge.last, hedge.last + 1)
    return any(
        c.role == "outcome" and c.args == "noun"
        for n in counted
        for c in within(scene.mentions.casualties, n.last, n.last + 1)
    )


def _hedges_actor(scene: Scene, hedge: SourceMention) -> bool:
    """True for "suspected gunmen": doubt about who did it is none about the event."""
    actors = within(scene.mentions.actors, max(hedge.first - 6, 0), hedge.last + 1)
    return any(a.last == hedge.first or a.first == hedge.last or a.first <= hedge.first < a.last for a in actors)


def _hedges_who(scene: Scene, deed: Deed, hedge: SourceMention) -> bool:
    """ "lynched two [suspected] thieves": where adjectives stand in front, doubt behind a verb is about the noun behind it."""
    at = hedge.last
    if deed.group.voice == "noun" or hedge.first < deed.word.last or not scene.page.language.has("noun_compounds"):
        return False
    return at < len(scene.gram) and not scene.gram[at] and scene.page.tokens.shapes[at] == "x"


def _conditioned(scene: Scene, deed: Deed) -> bool:
    """True where a word of condition opens the deed's clause."""
    sentence = scene.page.sentences[deed.sentence]
    start = min(deed.group.first, deed.first)
    for i in range(start - 1, sentence.first - 1, -1):
        if scene.gram[i] == "cond" and "weak" not in scene.features[i]:
            return True
        if _opens_inverted(scene, i, start):
            return True
        if scene.cost[start] - scene.cost[i] > 1.2:
            return False
    return False


def _mood_around(scene: Scene, deed: Deed) -> Modality | None:
    """ "A truce [could] be announced", "[preparing a] raid": an event noun between the words of plan and of possibility."""
    first, last, gram = deed.first, deed.word.last, scene.gram
    if first and gram[scene.before(first)] == "plan":
        return "planned"
    behind = tuple([g for g in gram[last : last + 3] if g != "not"][:2])
    if len(behind) == 2 and behind[0] in ("modal", "plan") and behind[1] == "be":
        return "hypothetical" if behind[0] == "modal" else "planned"
    return None


def _opens_inverted(scene: Scene, i: int, start: int) -> bool:
    """ "Had the guards fired, …": an auxiliary of condition that opens its clause, its subject behind it."""
    if scene.gram_values[i] != "inverts" or start - i < 2:
        return False
    page = scene.page
    name = page.tokens.shapes[i + 1] in "XA" and not page.is_shouted(i + 1)
    if not (name or scene.gram[i + 1] in ("det", "poss", "pron") or i + 1 in scene.nouns):
        return False  # "two jets that had taken off": its subject stands in front
    opens = i == scene.page.sentences[scene.sentence[i]].first or scene.gram[i - 1] in ("comp", "rel", "and", "clause")
    return opens or scene.page.tokens.shapes[i - 1] == "."


def _modality(scene: Scene, deed: Deed, inner: AttributionFrame | None) -> tuple[Modality, str]:
    group = deed.group
    if _conditioned(scene, deed):
        return "hypothetical", "stance.condition"
    if group.planned or "planned" in deed.features:
        return "planned", "stance.plan"
    mood = _mood_around(scene, deed) if group.voice == "noun" and deed.light is None else None
    if mood is not None:
        return mood, "stance.plan"
    if group.conditional:
        rumour = scene.page.language.has("rumour_conditional")
        return ("alleged", "stance.rumour_conditional") if rumour else ("hypothetical", "stance.conditional")
    if group.modal:
        return ("alleged", "stance.modal_perfect") if group.perfect else ("hypothetical", "stance.modal")
    if any(h.group.conditional for h in deed.harms) and scene.page.language.has("rumour_conditional"):
        return "alleged", "stance.rumour_conditional"
    hedge = _hedge(scene, deed, inner)
    if hedge is not None:
        return hedge
    if (inner is None or not inner.speakers) and (blame := passive_of_blame(scene, deed)) is not None:
        if blame.cue.args == "accuse":
            return "alleged", blame.cue.rule  # "is accused of shelling": by nobody who is named
    if rule := held_against(scene, deed):
        return "alleged", rule
    if inner is not None and inner.hedged:
        return "alleged", inner.rule
    if inner is not None and inner.stance == "estimating":
        return "estimated", inner.rule
    return "stated", ""


def _falsity(scene: Scene, deed: Deed, frames: Frames, inner: AttributionFrame | None) -> str:
    """The rule of a word that calls the deed false ("baseless"), where it stands behind it in the sentence."""
    sentence = scene.page.sentences[deed.sentence]
    for word in within(scene.mentions.sources, sentence.first, sentence.last):
        if word.role != "falsity" or _is_of_another(frames, inner, word):
            continue
        if covered(word.first, word.last, scene.mentions.places):
            continue  # "Bulo Marer": a name that has the form of a word of falsity
        if deed.light is not None and deed.light[0].first == word.first and _has_agent(scene, word):
            continue  # "the attack staged by gunmen": they carried it out
        if "said" in word.features and (inner is None or not inner.speakers or not inner.covers(word.first)):
            continue  # "had nothing to do with the raid" denies only where somebody says so
        if word.first >= deed.word.last or (word.args == "before" and scene.distance(word, deed.word) < _FALSE_NEXT):
            return word.rule
    return ""


def _has_agent(scene: Scene, verb: Mention) -> bool:
    """ "the attack staged (on Monday) by gunmen": a participle with its agent behind it."""
    last = after_a_time(scene, verb.last)
    return last < len(scene.gram) and scene.gram[last] == "by"


def _is_of_another(frames: Frames, inner: AttributionFrame | None, word: SourceMention) -> bool:
    """ "X says planes hit the town; Y calls that a lie": the word is Y's, and the deed is denied by Y alone."""
    if inner is None or not inner.speakers or inner.covers(word.first):
        return False
    mine = inner.speakers[-1].name
    for f in frames.all:
        named = f.speakers and f.speakers[-1].name != mine
        if named and (f.covers(word.first) or f.cue[0] <= word.first < f.cue[1]):
            return True
    return False


def stance_of(scene: Scene, deed: Deed, frames: Frames) -> Stance:
    """Modality and polarity of a deed under the frames that cover its word."""
    cover = frames.covering(deed.first)
    inner = cover[-1] if cover else None
    modality, rule = _modality(scene, deed, inner)
    rules = [rule] if rule else []
    denied = inner is not None and inner.stance == "denying"
    if denied and inner is not None:
        rules.append(inner.rule)
        modality = "stated" if modality == "alleged" else modality
    false = _falsity(scene, deed, frames, inner)
    if false:
        denied = True
        modality = "stated" if modality == "alleged" else modality
        rules.append(false)
    return Stance(modality, "denied" if denied else "asserted", tuple(rules))


def denies_that(scene: Scene, frame: AttributionFrame) -> bool:
    """ "The staff [that] denied: by its account …": a demonstrative alone right before a verb of denial is all it denies."""
    if scene.page.language.has("verb_first") and frame.speakers:
        at = max(frame.cue[1], frame.speakers[-1].last)
        ends = at + 1 < len(scene.gram) and (scene.gram[at + 1] == "and" or scene.page.tokens.shapes[at + 1] in ".n")
        return ends and scene.gram[at] == "det"
    at = frame.cue[0] - 1
    alone = at > 0 and scene.gram[at] == "det" and scene.page.language.has("case_roles")
    return alone and bool(frame.speakers) and frame.speakers[-1].last <= at


def denies_elsewhere(scene: Scene, frame: AttributionFrame, spots: Sequence[Mention]) -> bool:
    """ "denied the presence of its troops in X": of two `spots`, that of what is denied and the event's, in two lands."""
    lands = [getattr(x, "country", None) for x in spots]
    blame = any(m.role in ("blame", "responsibility") for m in within(scene.mentions.sources, *frame.bounds))
    if frame.cue[1] - frame.cue[0] == 1:  # "denied that the plant in X was …", not "denied reports that …"
        blame = blame or "comp" in scene.gram[frame.cue[1] : frame.bounds[1]]
    return not blame and len(lands) > 1 and all(lands) and lands[0] != lands[1]


_FIRED = frozenset({"shelling", "air_strike", "drone_strike"})


def may_mean(code: str, told: str) -> bool:
    """False for fire from afar as a word for what was told as something else: who denies shelling denies no mine."""
    return code not in _FIRED or told in _FIRED or told == "chemical_attack"
