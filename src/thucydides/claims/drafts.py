"""Drafts: deeds with everything read of them, in mentions; what assemble.py turns into claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.deeds import Deed
from thucydides.claims.kinds import decide, with_hostages
from thucydides.claims.objects import open_target, with_killers
from thucydides.claims.persons.averted import came_about
from thucydides.claims.roles import roles
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.claims.settings import Chosen, Memory, is_of_background, place_of, remember, time_of
from thucydides.claims.sides.adjectives import qualifies_a_noun
from thucydides.claims.sides.arms import carried_by, one_bomb, weapons_of, with_owner_of_arms
from thucydides.claims.sides.blame import REACH, claimed_by, culprits_of, passive_of_blame
from thucydides.claims.sides.harmed import told_by_name, with_the_rest, with_victims, without_the_harmed
from thucydides.claims.sides.own_deeds import claims_it, speaks_of_itself
from thucydides.claims.sides.owners import with_owners
from thucydides.claims.sides.states import is_state
from thucydides.claims.sides.strangers import (
    as_doers,
    by_its_words,
    meant_by_pronoun,
    strangers_before,
    strangers_behind,
    with_open_doer,
)
from thucydides.claims.stance import Stance, stance_of
from thucydides.claims.tolls import Harm
from thucydides.knowledge.library import event_types
from thucydides.model.claim import Actor, Role
from thucydides.model.mention import FORCES, ActorKind, ActorMention, WeaponMention

BACKGROUND = "settings.day_of_background"  # the rule of an event told beside the news


class Draft(msgspec.Struct, frozen=True, gc=False):
    """One claim to be. `chain` from the outermost speaker to the root; empty is the outlet's own voice."""

    deed: Deed
    code: str
    stance: Stance
    chain: tuple[Speaker, ...]
    cue: AttributionFrame | None
    actors: tuple[Actor, ...]
    weapons: tuple[WeaponMention, ...]
    harms: tuple[Harm, ...]
    place: Chosen | None
    time: Chosen | None
    rules: tuple[str, ...]

    @property
    def root(self) -> str:
        """The root speaker's name, "" for the outlet."""
        return self.chain[-1].name if self.chain else ""


def chain_at(frames: Frames, token: int) -> tuple[tuple[Speaker, ...], AttributionFrame | None]:
    """The chain of speakers who answer for a token, with the innermost frame; nested frames add up."""
    chain: list[Speaker] = []
    cover = frames.covering(token)
    for frame in cover:
        if not frame.speakers:
            chain = []  # the outlet's own reporter
        for speaker in frame.speakers:
            if not any(s.name == speaker.name for s in chain):
                chain.append(speaker)
    return tuple(chain), cover[-1] if cover else None


def _answerable(scene: Scene, deed: Deed, frames: Frames, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The initiator that attribution tells: who speaks of an own deed ("X said it had struck"), claims or is blamed."""
    cover = frames.covering(deed.first)
    if not any(a.role == "initiator" for a in actors) and (named := _accused(scene, deed)):
        return (*(a for a in actors if not any(a.anchor.overlaps(x.anchor) for x in named)), *named)
    if not cover or not cover[-1].speakers:
        return actors
    frame = cover[-1]
    speaker = frame.speakers[-1]
    acts: Role = "target" if deed.args == "converse" else "initiator"  # "said its forces had repelled attacks"
    doers = [a for a in actors if a.role == acts]
    if len(doers) == 1 and speaker.kind in _DOERS and _belongs_to_speaker(scene, doers[0], frame):
        own = [dataclasses.replace(a, role=acts) for a in doer_of_speaker(scene, speaker)]
        its = [dataclasses.replace(a, anchor=doers[0].anchor) for a in own[:1]]  # its own words, its owner's name
        bodies = own and own[0].kind != "civilians"  # not "the mayor said his guards had"
        return (*its, *(a for a in actors if a not in doers)) if bodies else actors
    if doers:
        return actors
    if frame.stance == "denying" and (
        cleared := _of_the_claim(scene, frame, frames)
        or _cleared(scene, deed, frame)
        or _whose_claim(scene, deed, frame)
    ):
        return (*actors, *cleared)
    if frame.stance == "accusing":
        return _with_the_blamed(scene, deed, frame, actors)
    if deed.group.voice == "passive":
        return actors
    own_deed = frame.stance == "claiming_responsibility" or claims_it(scene, deed, frame)
    own_deed = own_deed or (speaker.kind in _DOERS and speaks_of_itself(scene, deed, frame))
    if not own_deed:
        return actors
    doers = list(doer_of_speaker(scene, speaker)) or by_its_words(scene, speaker, frame)
    return (*actors, *(dataclasses.replace(a, role=acts) for a in doers))


def _with_the_blamed(scene: Scene, deed: Deed, frame: AttributionFrame, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors with whom the content of blame names; "blamed the raid on X" blames X and "condemned the raid on X" nobody."""
    found = [a for a in blamed(scene, frame, deed.first) if _is_blamed_for(scene, a, deed)]
    beside = list(_blamed_strangers(scene, deed, frame))
    end = scene.page.tokens.ends[deed.word.last - 1]
    if beside and all(a.anchor.start >= end for a in found):  # "blamed the group for the raid; others spoke of X"
        found = beside
    hit = [a for a in actors if any(a.anchor.overlaps(f.anchor) for f in found)]
    if hit and frame.pattern != "accuse":
        return actors
    return (*(a for a in actors if a not in hit), *found)


def _blamed_strangers(scene: Scene, deed: Deed, frame: AttributionFrame) -> tuple[Actor, ...]:
    """ "accused Jane Doe of killing a judge": whom no list knows, right behind the verb of blame."""
    spans = strangers_behind(scene, frame.cue[1]) if frame.pattern == "accuse" else []
    gap = scene.gram[spans[-1][1] : deed.first] if spans else ()
    return as_doers(scene, spans) if 0 < len(gap) <= _BLAME and not {"rel", "clause"} & set(gap) else ()


def _accused(scene: Scene, deed: Deed) -> tuple[Actor, ...]:
    """ "The army is accused of shelling X", "is suspected of having shelled", "is behind the raid": the subject of blame."""
    floor = scene.page.sentences[deed.sentence].first
    if deed.group.voice == "passive":
        return ()
    if culprits := culprits_of(scene, deed, floor) or claimed_by(scene, deed):
        return culprits
    blame = passive_of_blame(scene, deed)
    if blame is None:
        return ()
    if blame.accused is not None:
        return (as_actor(scene, blame.accused, "initiator"),)
    for m in within(scene.mentions.actors, max(floor, blame.first - REACH), blame.first):
        case = blame.impersonal and "nom" in m.features  # "Армию обвинили"
        if m.last == blame.first and m.kind in FORCES and not case:
            return (as_actor(scene, m, "initiator"),)
    told = blame.cue.args == "accuse" or deed.group.perfect  # not "the weapon that could be used to kill"
    return as_doers(scene, strangers_before(scene, blame.first)) if told and not blame.impersonal else ()


def _belongs_to_speaker(scene: Scene, doer: Actor, frame: AttributionFrame) -> bool:
    """ "said its fighters had hit": a nameless force with a possessive in what its owner tells."""
    if doer.actor_id is not None:
        return False
    for m in scene.mentions.actors.all:
        if (m.start, m.end) == (doer.anchor.start, doer.anchor.end):
            told = frame.covers(m.first) or frame.cue[0] < m.first < frame.cue[1]
            return told and (scene.gram[m.first - 1] == "poss" or _has_owner_suffix(m))
    return False


def _has_owner_suffix(force: ActorMention) -> bool:
    """ "its-fighters": a nameless force in one word of which the language's lists keep the owner's suffix."""
    return "owned" in force.features


_CLAIM = 3  # tokens from a denial to the claim that it denies


def _of_the_claim(scene: Scene, frame: AttributionFrame, frames: Frames) -> tuple[Actor, ...]:
    """ "Kyiv denied a Russian claim to have taken X": who claims it did it, as the denial has it."""
    for x in frames.of(frame.sentence):
        if x.speakers and x.content == (x.cue,) and 0 < x.cue[0] - frame.cue[1] <= _CLAIM:
            return tuple(dataclasses.replace(a, role="initiator") for a in doer_of_speaker(scene, x.speakers[-1]))
    return ()


def _whose_claim(scene: Scene, deed: Deed, frame: AttributionFrame) -> tuple[Actor, ...]:
    """ "dismissed claims by the rebels that they had killed …": armed men between a denial and the "that" or the infinitive
    of what is denied, which has no subject of its own, are who claims it, not who denies it.
    """
    group = deed.light[1] if deed.light is not None else deed.group
    claimers = [
        m
        for m in within(scene.mentions.actors, frame.cue[1], group.first)
        if m.kind in FORCES and not m.nationality and frame.covers(m.first)
    ]
    if len(claimers) != 1 or group.voice != "active":
        return ()
    between = range(claimers[0].last, group.first)
    opened = [i for i in between if scene.gram[i] in ("comp", "of", "prep", "rel")]
    own = any(a.first >= claimers[0].last for a in within(scene.mentions.actors, claimers[0].last, group.first))
    return (
        (as_actor(scene, claimers[0], "initiator"),)
        if opened and not own and claimers[0].first > frame.cue[1] - 1
        else ()
    )


def _cleared(scene: Scene, deed: Deed, frame: AttributionFrame) -> tuple[Actor, ...]:
    """ "denied the involvement of its forces in the attack": an armed side between a denial and its event noun."""
    lo = max(frame.cue[1], deed.first - _BLAME)
    if deed.group.voice != "noun" or any(scene.gram[i] in ("rel", "clause") for i in range(lo, deed.first)):
        return ()
    for m in within(scene.mentions.actors, lo, deed.first):
        said = frame.covers(m.first) and not any(s.first <= m.first < s.last for s in frame.speakers)
        if m.kind in FORCES and said and not m.nationality and not _is_harmed(scene, lo, m):
            doer = as_actor(scene, m, "initiator")
            its = doer_of_speaker(scene, frame.speakers[-1]) if _belongs_to_speaker(scene, doer, frame) else ()
            return (dataclasses.replace(its[0], anchor=doer.anchor),) if its else (doer,)
    return ()


def _is_harmed(scene: Scene, lo: int, actor: ActorMention) -> bool:
    """ "denied reports of the-death-of ten [of its-soldiers] in an attack": behind a word of harm stands who suffered it."""
    return any(c.role == "outcome" for c in within(scene.mentions.casualties, lo, actor.first))


def _is_blamed_for(scene: Scene, actor: Actor, deed: Deed) -> bool:
    """ "blamed X for the attack"; not "blamed X for a situation which led to the attack"."""
    mention = next((m for m in scene.mentions.actors.all if m.start == actor.anchor.start), None)
    if mention is None:
        return True
    if deed.group.voice == "active" and 0 <= mention.first - deed.word.last <= 1:
        return False  # "accused snipers of shooting at the crowd"
    if mention.last > deed.first:  # "condemned the murder of a U.S. nurse in La Paz" blames neither state
        return not qualifies_a_noun(scene, mention) and not (is_state(mention) and _is_in(scene, mention))
    gap = range(mention.last, deed.first)
    if gap and scene.gram[gap[-1]] in (
        "with",
        "prep",
    ):  # a clitic that ties the deed to "accused": "accused X with-shelling"
        gap = gap[:-1]
    return len(gap) <= _BLAME and all(scene.gram[i] not in ("rel", "clause", "with") for i in gap)


def _is_in(scene: Scene, state: ActorMention) -> bool:
    """True for a state behind a word that tells where things happen."""
    before = scene.before(state.first)
    here = (h for h in scene.page.of("places", "at") if "weak" not in h.entry.flags)
    return before >= 0 and any(h.last == before + 1 for h in here)


def blamed(scene: Scene, frame: AttributionFrame, deed: int = -1) -> tuple[Actor, ...]:
    """Whom the content of blame names right before the token of a deed ("accused the authorities that Y set up X
    of-attacking"), else first; civilians, objects and those who are counted are not blamed.
    """
    named = [m for m in within(scene.mentions.actors, *frame.bounds) if frame.covers(m.first)]
    named = [m for m in named if m.kind not in ("infrastructure", "civilians") and not _says(scene, m, deed)]
    named = [m for m in named if not _is_counted(scene, m, frame.cue[1])]
    beside = [m for m in named if m.last == deed - 1 and scene.gram[m.last] in ("prep", "of", "with")]
    for m in (*beside, *named[:1]):
        return (as_actor(scene, m, "initiator"),)
    return ()


def _is_counted(scene: Scene, m: ActorMention, cue: int) -> bool:
    """True behind a figure, unless it stands right behind the verb of blame: "accused two soldiers of"."""
    return any(n.last == m.first and n.first != cue for n in within(scene.mentions.numbers, m.first - 3, m.first))


def _says(scene: Scene, m: ActorMention, deed: int) -> bool:
    """ "a man accused in the attack gave himself up, police said": who speaks behind a deed is not blamed for it."""
    cues = within(scene.mentions.sources, m.last, m.last + 2)
    return m.first > deed and any(c.role == "cue" and "fin" in c.features for c in cues)


def doer_of_speaker(scene: Scene, speaker: Speaker) -> tuple[Actor, ...]:
    """A speaker as the initiator of what it tells of itself: the actor in its words, else its own name."""
    for mention in scene.mentions.actors.all:
        if mention.first < speaker.last and speaker.first < mention.last and mention.kind != "infrastructure":
            return (as_actor(scene, mention, "initiator"),)
    if speaker.pronoun or speaker.back or speaker.kind not in _KIND_OF_SPEAKER:
        return ()
    anchor = scene.page.anchor(speaker.first, speaker.last)
    return (Actor("initiator", speaker.name, anchor, _KIND_OF_SPEAKER[speaker.kind], speaker.source_id),)


_BLAME = 8  # tokens between the blamed and what for

_KIND_OF_SPEAKER: dict[str, ActorKind] = {
    "armed_group": "rebel_group", "official_military": "state_force", "unknown": "unknown",
}  # fmt: skip

# Sources that can do what they tell of; media, monitors and hospitals cannot.
_DOERS = ("official_military", "official_political", "armed_group", "unknown", "person", "social_media")


def _is_of_doers(harm: Harm, actors: Sequence[Actor]) -> bool:
    """ "rebels captured the town": a plural without a figure that did it did not suffer it."""
    count = harm.count
    if count is None or not count.plural or (harm.outcome != "captured" and count.low is not None):
        return False
    return any(a.role == "initiator" and a.anchor.start <= count.start < a.anchor.end for a in actors)


def _doers_named(scene: Scene, actors: tuple[Actor, ...]) -> list[ActorMention]:
    """The mentions of actors within the words of those who are no targets."""
    found: list[ActorMention] = []
    for actor in actors:
        if actor.role == "target":
            continue
        start, end = actor.anchor.start, actor.anchor.end
        for m in scene.mentions.actors.all:
            if m.start >= end:  # so do all behind it
                break
            if m.start >= start:
                found.append(m)
    return found


def draft(scene: Scene, deed: Deed, frames: Frames, memory: Memory, harms: Sequence[Harm]) -> Draft:
    """Reads everything of one deed; remembers its place and time for the next ones."""
    deed = replace(deed, harms=tuple(harms)) if harms else deed
    stance = stance_of(scene, deed, frames)
    chain, frame = chain_at(frames, deed.first)
    if not chain and harms:
        told = [chain_at(frames, h.first) for h in harms if h.part_of is None]
        if told and all(
            by for by, _ in told
        ):  # "five died in the ambush; the army says twenty attackers did": two tellers
            chain, frame = told[0]
    said = [s for f in frames.of(deed.sentence) if f.pattern != "responsibility" for s in f.speakers]
    actors = with_killers(scene, deed, roles(scene, deed, said), harms, said)
    actors = _answerable(scene, deed, frames, actors)
    actors = with_open_doer(scene, deed, meant_by_pronoun(scene, deed, actors))
    actors = without_the_harmed(scene, deed.word, actors, harms)
    actors = open_target(scene, deed, with_victims(scene, actors, harms))
    if not any(a.role in ("target", "party") for a in actors):
        actors = (*actors, *told_by_name(scene, harms))
    actors = with_the_rest(scene, actors, harms)
    actors = with_owners(scene, deed, actors)
    harms = came_about(scene, [h for h in harms if not _is_of_doers(h, actors)])
    if len(harms) != len(deed.harms):
        deed = replace(deed, harms=tuple(harms))
    weapons = (*weapons_of(scene, deed), *carried_by(scene, actors))
    actors = with_owner_of_arms(scene, deed, actors, weapons)
    kind = decide(scene, deed, weapons, actors)
    if (kind.code, deed.args) == ("weapons_disrupted", "converse"):  # who wards off arms brings them down
        actors = tuple(dataclasses.replace(a, role="initiator") if a.kind in FORCES else a for a in actors)
    weapons = one_bomb(weapons, kind.code)
    kind = with_hostages(kind, harms)
    if kind.code == "arrest":  # who is captured by the police is arrested
        harms = [dataclasses.replace(h, outcome="arrested") if h.outcome == "captured" else h for h in harms]
    place = place_of(scene, deed, _doers_named(scene, actors), memory, frames)
    time = time_of(scene, deed, frames, memory)
    remember(memory, place, time, scene.page.roles[deed.sentence], deed)
    rules = (*deed.rules, kind.rule, *stance.rules, *((frame.rule,) if frame else ()))
    if time is not None and not time.inferred and is_of_background(memory, time):
        rules = (*rules, BACKGROUND)
    return Draft(
        deed, kind.code, stance, chain, frame, actors, weapons, tuple(harms), place, time, tuple(dict.fromkeys(rules))
    )


def is_bare(scene: Scene, d: Draft) -> bool:
    """ "As a result of [attack] three were hurt": where no article tells, a lone singular noun of an event means that before."""
    if not scene.page.language.has("case_roles") or d.deed.group.voice != "noun" or len(d.deed.words) > 1:
        return False
    word, spots = d.deed.word, [x for x in (d.place, d.time) if x is not None and not x.inferred]
    general = d.deed.sense.split(":")[0] in ("strike", "blast", "assault", "generic") and "sg" in d.deed.features
    before = within(scene.mentions.actors, word.first - 1, word.first) if word.first else ()
    side = next((a for a in before if a.nationality and a.country is None), None)  # "[enemy] attack": nobody new
    acts = [a for a in d.actors if a.role in ("initiator", "party")]
    acted = bool(d.weapons) or any(side is None or a.anchor.start != side.start for a in acts)
    if word.last - word.first > 1 or not general or spots or acted:
        return False
    first = word.first if side is None else side.first
    return scene.gram[first - 1] not in ("", "other") or first == scene.page.sentences[d.deed.sentence].first


_SELDOM = ("abduction", "sexual_violence")


def can_kill(d: Draft) -> bool:
    """False for a code that kills nobody, and for an abduction of whose dead nothing is told."""
    if d.code in _SELDOM and not any(h.outcome == "killed" for h in d.harms):
        return False
    return event_types()[d.code].family in ("remote", "battle", "civilian_harm", "demonstration")
