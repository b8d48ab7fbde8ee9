"""Blame without an accuser: "the army is accused of shelling X", "the army was blamed"."""

from __future__ import annotations

import msgspec

from thucydides.claims.attribution.subject_behind import accused_behind
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.prepositions import cases_of
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.claims.sides.strangers import are_only_persons, as_doers, strangers_before, strangers_behind
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor
from thucydides.model.mention import FORCES, ActorMention, SourceMention

_BESIDE = 2  # tokens from a word of blame to its event noun
REACH = 6  # tokens between a passive of blame and the deed, and between whom it blames and it


class Blame(msgspec.Struct, frozen=True, gc=False):
    """A passive of blame: its cue, the first token of its verb group, and whether a plural without a subject stands for
    it ("Армию обвинили"); whom it blames where he stands behind it.
    """

    cue: SourceMention
    first: int
    impersonal: bool
    accused: ActorMention | None = None


def _verb_of(scene: Scene, cue: SourceMention, floor: int) -> int:
    """The first token of a word of blame with the auxiliaries and adverbs in front of it."""
    at = cue.first
    while at > floor and scene.gram[at - 1] in ("be", "have", "adverb"):
        at -= 1
    return at


def passive_of_blame(scene: Scene, deed: Deed) -> Blame | None:
    """The passive right before a deed that says what its subject is blamed for or believed to have done, the nearest."""
    floor = scene.page.sentences[deed.sentence].first
    if deed.group.voice == "passive":
        return None
    for cue in reversed(within(scene.mentions.sources, max(floor, deed.group.first - REACH), deed.first)):
        blames = (cue.role == "cue" and cue.args == "accuse") or (cue.role == "hedge" and cue.value == "alleged")
        raises = deed.group.perfect and cue.role in ("cue", "hedge")  # "is believed to have shelled"
        at = _verb_of(scene, cue, floor)
        impersonal = blames and {"fin", "pl"} <= cue.features and scene.page.language.has("case_roles")
        accused = accused_behind(scene, cue)
        if accused is not None:
            return Blame(cue, at, impersonal, accused)
        if impersonal or ((blames or raises) and "be" in scene.gram[at : cue.last]):
            return Blame(cue, at, impersonal)
    return None


def _doer(scene: Scene, mention: ActorMention) -> Actor:
    return as_actor(scene, mention, "initiator")


def _subject_behind(scene: Scene, deed: Deed) -> tuple[Actor, ...]:
    """ "Behind the-blast stand [the-rebels]": who stands behind the verb that follows the event noun and its place."""
    last = scene.page.sentences[deed.sentence].last
    for i in range(deed.word.last + 1, min(last, deed.word.last + REACH)):
        if scene.gram[i - 1] or scene.page.tokens.shapes[i - 1] != "x" or i - 1 in scene.nouns:
            continue
        known = [a for a in within(scene.mentions.actors, i, i + 1) if a.kind not in _UNBLAMED]
        if known:
            return (_doer(scene, known[0]),)
        if spans := strangers_behind(scene, i):
            return as_doers(scene, spans)
    return ()


def claimed_by(scene: Scene, deed: Deed) -> tuple[Actor, ...]:
    """ "The murder [was claimed by X]": the agent of a passive of responsibility behind the event noun that is its subject."""
    if deed.group.voice != "noun":
        return ()
    last = scene.page.sentences[deed.sentence].last
    for cue in within(scene.mentions.sources, deed.word.last, min(last, deed.word.last + _CLAIMED)):
        if cue.role != "cue" or cue.args != "responsibility" or "pp" not in cue.features:
            continue
        at = cue.last if scene.gram[cue.last - 1] != "by" else cue.last - 1
        passive = any(scene.gram[i] == "be" for i in range(max(cue.first - 2, deed.word.last), cue.first))
        told = any(scene.gram[i] in ("rel", "clause", "comp", "not") for i in range(deed.word.last, cue.first))
        if told or not passive or at + 1 >= last or scene.gram[at] != "by":
            continue
        known = [a for a in within(scene.mentions.actors, at + 1, at + 4) if scene.before(a.first) == at]
        if known and known[0].kind not in _UNBLAMED:
            return (_doer(scene, known[0]),)
        return as_doers(scene, strangers_behind(scene, at + 1))
    return ()


_CLAIMED = 16  # tokens from an event noun to the passive of who claims it


def _told_behind(scene: Scene, deed: Deed) -> tuple[Actor, ...]:
    """ "Responsible for the murder of six priests [are soldiers of X]": where order is free the nominative behind an event
    noun that its word of blame opens, where the verb comes first who stands behind a pronoun there.
    """
    language, gram = scene.page.language, scene.gram
    last = scene.page.sentences[deed.sentence].last
    if not (language.has("case_roles") or language.has("verb_first")):
        return ()
    for i in range(deed.word.last, min(last, deed.word.last + _TOLD)):
        if scene.page.tokens.shapes[i] in ".n" or gram[i] in ("clause", "rel", "comp"):
            return ()
        for actor in within(scene.mentions.actors, i, i + 1):
            cases = cases_of(scene, actor)
            alone = "nom" in cases and not cases & {"gen", "dat"} if cases else gram[i - 1] == "pron"
            if alone and actor.kind not in _UNBLAMED:
                return (_doer(scene, actor),)
    return ()


_TOLD = 9  # tokens from an event noun to who is told behind it to have done it
_UNBLAMED = ("infrastructure", "civilians")


def _named_behind(scene: Scene, deed: Deed) -> tuple[Actor, ...]:
    """ "Those responsible for the murder of the mayor [are soldiers]": who is said to be those who did it."""
    last = scene.page.sentences[deed.sentence].last
    for i in range(deed.word.last, min(last - 1, deed.word.last + _VICTIM)):
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] in _ENDS_A_VICTIM:
            return ()
        if scene.gram[i] == "be":
            known = [a for a in within(scene.mentions.actors, i + 1, i + _PREDICATE) if a.kind in FORCES]
            told = known and all(scene.gram[k] in ("", "det") for k in range(i + 1, known[0].first))
            return (_doer(scene, known[0]),) if told else ()
    return ()


_ENDS_A_VICTIM = ("and", "rel", "clause", "comp", "by", "have", "not")
_VICTIM = 9  # tokens of whom a deed befell
_PREDICATE = 4  # tokens from "are" to who they are


def culprits_of(scene: Scene, deed: Deed, floor: int) -> tuple[Actor, ...]:
    """ "X is responsible for the attack", "X was behind it": the subject of a word of blame right before an event noun."""
    near = within(scene.mentions.sources, max(floor, deed.first - REACH), deed.first)
    if patterns().get(deed.args, {}).get("subj", "initiator") == "party":
        return ()  # "troops involved in the fighting"
    if deed.group.voice != "noun":
        return ()
    if any(word.role == "blame" for word in near) and (named := _named_behind(scene, deed)):
        return named
    for word in near:
        at = _verb_of(scene, word, floor)
        told = "be" in scene.gram[at : word.last]
        if word.role == "blame" and word.args == "around":
            return _subject_behind(scene, deed)
        if word.role != "blame" or deed.first - word.last > _BESIDE:
            continue
        at = at if told else word.first  # "holds [the rebels] responsible for", "the rebels responsible for"
        doers = within(scene.mentions.actors, max(floor, at - REACH), at)
        known = [a for a in doers if a.last == at and a.kind not in _UNBLAMED]
        if known:
            return (_doer(scene, known[0]),)
        spans = strangers_before(scene, at)
        circular = not told and are_only_persons(scene, spans)  # "the persons responsible for the murder"
        return (() if circular else as_doers(scene, spans)) or _told_behind(scene, deed)
    return ()
