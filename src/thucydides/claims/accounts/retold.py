"""A later sentence that takes up an event told before to say when or where it was ("The blow fell on Saturday")."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene, within
from thucydides.knowledge.gazetteer.keys import bare
from thucydides.model.mention import FORCES, TriggerMention

_HEAD = 3  # tokens in which such a sentence names the event
_COMMENTED = 8  # tokens from a word of saying over its subject to the event it is about
_SENTENCES = 3  # from the event to the sentence that takes it up
_SENSES = ("strike", "blast", "assault", "generic")


def is_retold(scene: Scene, k: Draft, d: Draft) -> bool:
    """True where `d` opens its sentence with the bare noun of an event ("Удар", "The attack") and brings no harm, means or
    teller of its own, so close behind `k` that it can only be the same; languages without articles show it by the place
    of the noun alone.
    """
    gap = d.deed.sentence - k.deed.sentence
    if gap == 1 and _went_off(scene, k, d):
        return True
    if not 0 < gap <= _SENTENCES or d.deed.group.voice != "noun" or d.harms or d.weapons or len(d.deed.words) > 1:
        return False
    if d.deed.sense.split(":")[0] not in _SENSES or not k.deed.violent or k.stance != d.stance:
        return False
    if scene.page.roles[k.deed.sentence] != scene.page.roles[d.deed.sentence] or (d.root and d.root != k.root):
        return False
    here = scene.page.sentences[d.deed.sentence]
    if here.paragraph - scene.page.sentences[k.deed.sentence].paragraph > 1:
        return False
    return _opens(scene, d, here.first) and not any(a.role in ("initiator", "party") for a in d.actors)


def brings_nothing(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "The president called the blow terror": where no article tells, one bare noun in the singular soon behind an event of
    its paragraph, with no harm, doer, means, place or day of its own, is that event.
    """
    gap = d.deed.sentence - k.deed.sentence
    if not 0 < gap <= _SENTENCES or not (scene.page.language.has("case_roles") or _is_definite(scene, d)):
        return False
    if any("noun" not in w.features for w in d.deed.words if isinstance(w, TriggerMention)):
        return False
    one = "sg" in d.deed.features or scene.page.language.has("verb_first")
    plain = d.deed.group.voice == "noun" and not (d.harms or d.weapons or d.actors) and one
    if not plain or d.deed.sense.split(":")[0] not in _SENSES or not k.deed.violent or k.stance != d.stance:
        return False
    spots = [x for x in (d.place, d.time) if x is not None and not x.inferred]
    same = scene.page.sentences[d.deed.sentence].paragraph == scene.page.sentences[k.deed.sentence].paragraph
    near = range(max(d.deed.first - 2, 0), d.deed.first)
    fresh = any(scene.gram[i] == "other" for i in near) or within(scene.mentions.numbers, near.start, d.deed.first)
    return same and not spots and not fresh and d.root in ("", k.root)


def _is_definite(scene: Scene, d: Draft) -> bool:
    """ "because of the-shelling": where the article is written on, a noun that has it."""
    form = scene.page.tokens.forms[d.deed.word.first]
    return scene.page.language.has("verb_first") and bare(form) != form


def is_commented(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "The secretary general condemned the bombing": soon behind an event, one bare noun of its kind as the object of what
    somebody says, with nothing told of it; he answers for no event.
    """
    here, there = scene.page.sentences[d.deed.sentence], scene.page.sentences[k.deed.sentence]
    soon = 0 < d.deed.sentence - k.deed.sentence <= _SENTENCES and here.paragraph - there.paragraph <= _SENTENCES
    if not soon or d.deed.group.voice != "noun" or len(d.deed.words) > 1 or d.harms or d.weapons or d.actors:
        return False
    kin = d.code == k.code or d.deed.sense.split(":")[0] in _SENSES
    if not (kin and k.deed.violent) or k.stance.polarity != d.stance.polarity:
        return False
    if any(x is not None and not x.inferred for x in (d.place, d.time)) or "pl" in d.deed.features - {"sg"}:
        return False
    if d.cue is None:
        ends = d.deed.word.last >= here.last - 1 and d.deed.light is None
        return ends and _is_definite(scene, d) and bool(within(scene.mentions.sources, here.first, d.deed.first))
    gap = range(d.cue.cue[1], d.deed.first)
    said = d.cue.stance in ("neutral", "accusing") and d.cue.sentence == d.deed.sentence and 0 <= len(gap) <= _COMMENTED
    if not said or any(scene.gram[i] in ("comp", "rel", "clause", "prep") for i in gap):
        return False
    article = scene.page.language.has("case_roles") or _is_definite(scene, d)
    at = d.deed.first
    return article or scene.gram_values[at - 1] == "def" or "same" in scene.gram[at - 1 : at + 1]


def is_damage_of(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "Gunmen attacked the mine. They burned the depot": what was destroyed right behind an act of violence, with no place,
    day or harm of its own, is a part of that.
    """
    gap = d.deed.sentence - k.deed.sentence
    damaged = d.deed.sense == "hit" and d.deed.group.voice == "passive" and not d.weapons  # "houses were damaged"
    if not (damaged or "destruction" in (d.code, d.deed.sense)) or d.harms or not 0 <= gap <= 1 + damaged:
        return False
    if k.code == "destruction" or not k.deed.violent or (damaged and any(a.kind in FORCES for a in d.actors)):
        return False
    told_by_another = d.root not in ("", k.root) and not (damaged and k.deed.family == "remote")
    if k.stance.polarity != "asserted" or d.stance.polarity != "asserted" or told_by_another:
        return False
    spots = [x for x in (d.place, d.time) if x is not None and not x.inferred]
    if gap == 0:
        spots = [x for x in spots if x.mention.first > d.deed.word.last and k.deed.first < d.deed.first]
    same = scene.page.sentences[d.deed.sentence].paragraph == scene.page.sentences[k.deed.sentence].paragraph
    return same and not spots


def with_damage_of(k: Draft, d: Draft) -> Draft:
    """What an act of violence came to, with the things that the telling of its damage names."""
    if any(a.role == "party" for a in k.actors):
        return k
    told = {a.anchor.exact.lower() for a in k.actors}
    things = [a for a in d.actors if a.role == "target" and a.kind == "infrastructure"]
    more = tuple(a for a in things if a.anchor.exact.lower() not in told)
    return replace(k, actors=(*k.actors, *more)) if more else k


def blames_for_it(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "X put the toll at 45. It accused Y of carrying out the attack": who told an event names its doer, and nothing more."""
    accuses = d.cue is not None and d.cue.stance == "accusing" and d.deed.group.voice == "noun"
    accuses = (
        accuses
        and scene.page.language.settings.order == "SVO"
        and not (k.cue is not None and k.cue.stance == "accusing")
    )
    spots = [x for x in (d.place, d.time) if x is not None and not x.inferred]
    alone = not (d.harms or d.weapons or spots or any(a.role in ("initiator", "party") for a in k.actors))
    return (
        accuses and alone and bool(d.root) and d.root == k.root and 0 < d.deed.sentence - k.deed.sentence <= _SENTENCES
    )


def _went_off(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "A blast rang out on the square. A car bomb went off at a bus stop": what exploded, right behind the blast."""
    explode = k.deed.args == d.deed.args == "explode" and k.deed.group.voice == "noun" and not (d.harms and k.harms)
    own = d.time is not None and not d.time.inferred
    here = scene.page.sentences[d.deed.sentence]
    near = range(here.first, d.deed.word.last)
    fresh = any(scene.gram[i] == "other" for i in near) or any(
        n.ordinal for n in within(scene.mentions.numbers, near.start, near.stop)
    )
    same = here.paragraph == scene.page.sentences[k.deed.sentence].paragraph
    tellers = d.root in ("", k.root) or (not k.root and bool(d.harms))
    return explode and same and not own and not fresh and tellers and k.stance == d.stance


def _opens(scene: Scene, d: Draft, first: int) -> bool:
    """True where only small words stand before the noun, none of them telling of another event or of several."""
    at = d.deed.first
    if not first <= at <= first + _HEAD or within(scene.mentions.numbers, first, at):
        return False
    if "pl" in d.deed.features and "sg" not in d.deed.features:
        return False
    before = range(first, at)
    if any(scene.gram[i] not in ("det", "same", "poss", "and", "clause", "adverb", "be") for i in before):
        return scene.page.language.has("verb_first") and _happened(scene, d, first)
    cases = d.deed.features & {"nom", "acc"}
    if scene.page.language.has("case_roles"):
        return bool(cases) or not d.deed.features & {"gen", "ins", "dat", "loc"}
    return any(scene.gram[i] in ("det", "same", "poss") for i in before)


def _happened(scene: Scene, d: Draft, first: int) -> bool:
    """ "And happened the-attack on Friday": the verb that lends itself to the event's noun right before it."""
    light = d.deed.light[0] if d.deed.light is not None else None
    if not isinstance(light, TriggerMention) or light.args != "none" or light.last != d.deed.first:
        return False
    return all(scene.gram[i] in ("and", "aux", "have", "be", "") for i in range(first, light.last))
