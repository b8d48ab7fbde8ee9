"""Doers that no list of actors holds: a name ("Jane Doe shot a judge") or a noun of persons ("two men were charged")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.attribution.frames import AttributionFrame
from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.apposed import name_before_an_aside
from thucydides.claims.persons.named import (
    in_a_list,
    is_name,
    is_surname,
    name_after,
    name_before,
    name_behind_a_title,
)
from thucydides.claims.persons.prepositions import is_agent_by_case, is_nominative
from thucydides.claims.persons.taken_up import has_its_object_before
from thucydides.claims.scene import Scene, within
from thucydides.claims.tolls import Harm
from thucydides.knowledge.gazetteer.lookalikes import lookalikes
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor
from thucydides.model.mention import FORCES, ActorMention

Span = tuple[int, int]  # tokens

_AGENT = 8  # tokens from a passive to its "by", and from a preposition or verb to the noun of persons behind it
_CAME = 10  # tokens from the head of a clause to its verb
_BEFORE_NOUN = 3  # tokens of a figure and adjectives before the noun of persons
_BESIDE = ("", "det", "prep", "at", "against", "of", "with", "adverb", "other", "poss", "garb")
_INSIDE = ("", "det", "adverb", "of", "other")


def strangers_before(scene: Scene, token: int) -> list[Span]:
    """Who is told right before a verb: "Jane Doe [shot]", "Jane Doe, a lawyer, [shot]", else a noun of persons."""
    if token >= len(scene.sentence):
        return []
    while token and scene.page.tokens.forms[token - 1] == '"':  # Jane Doe "is behind this attack"
        token -= 1
    if names := _names(scene, name_before(scene, token) or name_before_an_aside(scene, token)):
        return names
    if token > 1 and scene.gram[token - 1] == "rel":  # "the commander [who] ordered"
        token -= 1
    subject = phrase_before(scene, token)
    if subject is None or not _is_of_persons(scene, subject.first, subject.last):
        return []
    opened = scene.before(subject.first)
    if opened >= 0 and scene.gram[opened] in _GOVERNS:
        return []  # "activists [from that group] fired"
    return [(subject.first, subject.last)]


_GOVERNS = frozenset({"prep", "of", "by", "against"})


def are_only_persons(scene: Scene, spans: Sequence[Span]) -> bool:
    """True for "the persons", "those men": words for people that say no more of them than that they did it."""
    for first, last in spans:
        nouns = within(scene.mentions.casualties, first, last)
        bands = any(first <= h.first and h.last <= last for h in scene.page.of("actors", "band"))
        if bands or any(c.role == "victim" and c.value == "unknown" and c.last == last for c in nouns):
            return True
    return False


def strangers_behind(scene: Scene, token: int) -> list[Span]:
    """Who is told right behind a verb or preposition: "accused [the lawyer Jane Doe] of", "by [two men]"."""
    if token >= len(scene.sentence):
        return []
    if names := _names(scene, name_after(scene, token) or name_behind_a_title(scene, token)):
        return names
    limit = min(scene.page.sentences[scene.sentence[token]].last, token + _AGENT)
    nouns = [c for c in within(scene.mentions.casualties, token, limit) if c.role == "victim"]
    ends = [n.last for n in nouns if _is_of_persons(scene, n.first, n.last)][:1] or [
        h.last for h in scene.page.of("actors", "band") if token <= h.first and h.last <= limit
    ][:1]
    if not ends or (nouns and nouns[0].last < ends[0]):
        return []
    plain = all(scene.gram[k] in _INSIDE for k in range(token, ends[0] - 1))
    return [(token, ends[0])] if plain else []


def _persons_at_head(scene: Scene, sentence: int, token: int) -> list[Span]:
    """ "[Two men] on a motorcycle shot a judge": the persons at the head of a clause, behind whom only words of how they
    came or looked stand before its verb.
    """
    floor, at = max(scene.page.sentences[sentence].first, token - _CAME), token
    while at > floor and scene.gram[at - 1] in _BESIDE and scene.page.tokens.shapes[at - 1] not in ".n":
        at -= 1
    if at > floor and scene.page.tokens.shapes[at - 1] not in ".n" and scene.gram[at - 1] not in ("clause", "comp"):
        return []
    if at == floor == token - _CAME:
        return []
    cues = [s.last for s in within(scene.mentions.sources, at, token) if s.role == "cue"]
    at = max((at, *cues))  # "police said [two men]"
    nouns = [c for c in within(scene.mentions.casualties, at, token) if c.role == "victim"]
    if not nouns or nouns[0].value != "unknown":
        return []
    at = max(
        at, max((t.last for t in within(scene.mentions.times, at, nouns[0].first)), default=at)
    )  # "on Monday two men"
    last = nouns[0].last
    if nouns[0].first - at > _BEFORE_NOUN or any(scene.gram[i] not in _INSIDE for i in range(at, nouns[0].first)):
        return []
    told = within(scene.mentions.triggers, at, token)
    harmed = any(c.role == "outcome" for c in within(scene.mentions.casualties, at, token))
    return [] if last == token or told or harmed else [(at, last)]


def _names(scene: Scene, found: Span | None) -> list[Span]:
    """The names of the list that one belongs to; none where capitals tell nothing and no given name opens them."""
    if found is None:
        return []
    names = in_a_list(scene, found, agents=True)
    given = lookalikes(scene.page.language.code).given
    sure = all(not scene.page.is_shouted(i) or scene.page.tokens.forms[i] in given for i, _ in names)
    return names if sure else []


def _is_of_persons(scene: Scene, first: int, last: int) -> bool:
    """True for words that end with a noun of persons of which nothing more is known ("three men") or of a rank, with its
    bearer's name ("Colonel X"), and for a band that no list holds ("an unknown group").
    """
    nouns = [c for c in within(scene.mentions.casualties, first, last) if c.role == "victim"]
    if any(c.value == "unknown" and c.last == last for c in nouns):
        return True
    if any(c.value in _OF_RANK and _is_named(scene, c.last, last) for c in nouns[-1:]):
        return not any(a.last == last for a in within(scene.mentions.actors, first, last))  # asked before
    bands = [h for h in scene.page.of("actors", "band") if first <= h.first and h.last <= last]
    if scene.page.language.has("noun_compounds"):
        return any(h.last == last for h in bands)
    return any(all(scene.gram[i] == "det" for i in range(first, h.first)) for h in bands)


def _is_named(scene: Scene, first: int, last: int) -> bool:
    """True for the words of a name, or none, at tokens [first, last)."""
    return last - first <= _BORNE_BY and all(is_name(scene, i) or is_surname(scene, i) for i in range(first, last))


_OF_RANK = ("combatants", "police")
_BORNE_BY = 3  # tokens of a name behind a rank


def _whole_name(scene: Scene, first: int, last: int) -> int:
    """The first token of the name whose last words, tokens [first, last), are known: "[The Workers' Self-]Defence"."""
    floor = scene.page.sentences[scene.sentence[first]].first
    while first > floor and last - first < _LONG_NAME:
        before = first - 1
        joined = scene.gram[before] in ("poss", "of") or scene.page.tokens.forms[before] in ("-", "'")
        if scene.page.is_shouted(before) or not (joined or (scene.page.tokens.shapes[before] in "XA")):
            break
        first -= 1
        if scene.gram[first] == "det":
            break
    return first


_LONG_NAME = 8  # tokens


def by_its_words(scene: Scene, speaker: Speaker, frame: AttributionFrame) -> list[Actor]:
    """ "The group claimed the attack", "The Workers' Self-Help claimed it": who claims a deed did it, whoever that is."""
    claims = (
        frame.stance == "claiming_responsibility" or speaker.kind == "armed_group"
    )  # "the front said it had killed"
    if not claims or speaker.pronoun or speaker.kind not in _CLAIMANTS:
        return []
    return list(as_doers(scene, [(_whole_name(scene, speaker.first, speaker.last), speaker.last)]))


_CLAIMANTS = ("armed_group", "person", "unknown")


def as_doers(scene: Scene, spans: Sequence[Span]) -> tuple[Actor, ...]:
    """The words of strangers as those who did it."""
    anchors = [scene.page.anchor(*span) for span in spans]
    return tuple(Actor("initiator", a.exact, a, "unknown") for a in anchors)


def meant_by_pronoun(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "The latter bombed …", "[one of them] opened fire": a subject pronoun means the armed actor named last before it, here
    or a sentence ago; one of several persons is one of those told last.
    """
    verb = deed.light[1] if deed.light else deed.group
    if any(a.role != "target" for a in actors) or verb.voice != "active":
        return actors
    before = scene.before(verb.first)
    if scene.gram[verb.first] == "pron" and _is_one_of_them(scene, verb.first):
        before = verb.first  # "l'un d'[eux a] tiré": taken for a part of the verb's group
    if before < 0 or scene.gram[before] not in ("pron", "subset"):
        return actors
    part = _is_one_of_them(scene, before)
    if not part and ("subject" not in scene.features[before] or scene.gram_values[before] not in _PERSONS):
        return actors
    here = scene.page.sentences[deed.sentence]
    there = scene.page.sentences[max(deed.sentence - 1, 0)]
    first = there.first if here.paragraph == there.paragraph else here.first
    quoted = [q for q in scene.page.quotes if not q.first <= before < q.last]
    one = scene.gram_values[before] in ("he", "she")
    kinds = (*FORCES, "unknown") if part else FORCES
    named = [m for m in within(scene.mentions.actors, first, before) if m.kind in kinds and not (one and _is_many(m))]
    named = [m for m in named if not any(q.first <= m.first < q.last for q in quoted)]
    if part and (persons := _persons_told_last(scene, max(first, named[-1].last) if named else first, before)):
        return (*actors, *(replace(a, inferred=True) for a in as_doers(scene, [persons])))
    if not named:
        return actors
    own = [m for m in named if m.first >= here.first]
    m = (own or named)[-1]
    anchor = scene.page.anchor(m.first, m.last)
    return (*actors, Actor("initiator", m.name, anchor, m.kind, m.actor_id, m.label, inferred=True))


_PERSONS = ("he", "she", "they", "it")


def _is_many(actor: ActorMention) -> bool:
    """True for a force, a people or a plural: no "he" or "she" takes it up."""
    return (
        actor.plural_noun or actor.nationality or actor.actor_id is not None or actor.kind in ("police", "state_force")
    )


def _is_one_of_them(scene: Scene, pronoun: int) -> bool:
    """ "one of them", "l'un d'eux": a figure and "of" in front of a pronoun."""
    if scene.gram[pronoun] == "subset":  # one word of grammar: "one of them"
        first = pronoun
        while first and scene.gram[first - 1] == "subset":
            first -= 1
        return first < pronoun and bool(within(scene.mentions.numbers, first, first + 1))
    if pronoun < 2 or scene.gram[pronoun - 1] != "of":
        return False
    return any(n.last == pronoun - 1 for n in within(scene.mentions.numbers, max(pronoun - 3, 0), pronoun - 1))


def _persons_told_last(scene: Scene, first: int, last: int) -> Span | None:
    """ "[Several men] got out of a car": the last noun of several persons of which nothing more is known."""
    nouns = [c for c in within(scene.mentions.casualties, first, last) if c.role == "victim" and "pl" in c.features]
    if not nouns or nouns[-1].value != "unknown":
        return None
    counts = [n.first for n in within(scene.mentions.numbers, max(nouns[-1].first - _BEFORE_NOUN, 0), nouns[-1].first)]
    return (min(counts, default=nouns[-1].first), nouns[-1].last)


def with_open_doer(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Three men threw a bomb at a post", "Jane Doe shot a judge": the subject right before an active verb, or the agent
    behind a passive one, did it where no other doer is told.
    """
    if any(a.role != "target" for a in actors) or deed.family in ("demonstration", "movement"):
        return actors
    subject = "subj" if deed.light is None else "light_subj"  # "a car bomb attack carried out by a local group"
    if not (deed.violent or deed.sense == "destruction") or patterns().get(deed.args, {}).get(subject) != "initiator":
        return actors
    spans = _doers(scene, deed, actors)
    if not deed.violent:  # a name may be a storm's
        spans = [span for span in spans if _is_of_persons(scene, *span)]
    doers = as_doers(scene, spans)
    counts = [h.count for h in deed.harms if h.count is not None]
    harmed = [scene.page.anchor(c.first, c.last) for c in counts]
    if any(a.anchor.overlaps(x) for a in doers for x in (*harmed, *(t.anchor for t in actors))):
        return actors
    return (*actors, *doers)


def _doers(scene: Scene, deed: Deed, actors: Sequence[Actor]) -> list[Span]:
    group = deed.group
    carried = deed.light is not None and group.voice == "noun" and deed.light[1].voice == "passive"
    if carried or group.voice == "passive":  # "the raid was carried out by three men"
        verb = deed.light[0] if carried and deed.light is not None else deed.word
        return _agents(scene, deed, verb.last)
    if deed.light is not None and group.voice == "noun" and scene.page.language.settings.order == "SVO":
        carrier = deed.light[1]  # "Colonel X masterminded the murder"
        borne = getattr(deed.light[0], "args", "") in ("borne", "none")
        borne = borne or "planned" in getattr(deed.light[0], "features", frozenset())
        does = carrier.voice == "active" and carrier.finite and not borne and deed.light[0].last <= deed.word.first
        return strangers_before(scene, carrier.first) if does else []
    if group.voice != "active" or not group.finite:
        return []
    if (behind := _persons_behind(scene, deed.word.last, nominative=True)) is not None:
        return [behind]
    if scene.page.language.has("verb_first"):  # "kidnapped-him three men": its object written on, the subject follows
        return strangers_behind(scene, deed.word.last) if "clitic" in deed.features else []
    if has_its_object_before(scene, group.first, deed.features):
        return strangers_behind(scene, deed.word.last)
    found = strangers_before(scene, group.first)
    if scene.page.language.settings.order == "SVO":
        told = any(a.role == "target" for a in actors) or any(_is_behind(deed, h) for h in deed.harms)
        return found or (_persons_at_head(scene, deed.sentence, group.first) if told else [])
    # Where order is free, a name before the verb is its subject if the verb has an object and the same number.
    named = found and (("pl" in deed.features) == (len(found) > 1)) and any(a.role == "target" for a in actors)
    return found if named and name_before(scene, group.first) is not None else []


def _is_behind(deed: Deed, harm: Harm) -> bool:
    """True for harm whose sufferers stand behind the deed's verb."""
    return harm.count is not None and harm.count.first >= deed.word.last


def _agents(scene: Scene, deed: Deed, verb: int) -> list[Span]:
    """ "was shot on Monday by two men on a motorcycle": who stands behind the "by" of a passive, days and places between;
    `verb` is the token behind it.
    """
    end = scene.page.sentences[deed.sentence].last
    for i in range(verb, min(end - 1, verb + _AGENT)):
        if scene.gram[i] == "by" and scene.gram[i + 1] == "by":
            continue  # one preposition of two words: "at the-hands-of"
        if scene.gram[i] == "by" and "weak" not in scene.features[i]:
            return strangers_behind(scene, i + 1)
        if (behind := _persons_behind(scene, i, nominative=False)) is not None:
            return [behind]
        if scene.gram[i] in ("be", "have", "rel", "clause", "and", "comp") or scene.page.tokens.shapes[i] in ".n":
            return []
    return []


def _persons_behind(scene: Scene, token: int, *, nominative: bool) -> Span | None:
    """ "was killed [by-two men]", "killed [two men] in masks": where cases tell, the persons right behind a passive in the
    instrumental, and behind an active verb in the nominative, are who did it.
    """
    if not scene.page.language.has("case_roles"):
        return None
    if not nominative and any(
        h.last == token and "ins" in h.entry.features for h in scene.page.of("triggers", "event")
    ):
        return None  # "the-shot man turned out to be X": the participle describes him
    for first, last in strangers_behind(scene, token):
        nouns = [c for c in within(scene.mentions.casualties, first, last) if c.role == "victim" and c.last == last]
        noun = nouns[0] if nouns else None
        if noun is None:
            return None
        if not nominative:
            return (first, last) if is_agent_by_case(scene, first, noun.first, noun) else None
        alone = "nom" in noun.features and "acc" not in noun.features
        return (first, last) if alone or is_nominative(scene, first, last) else None
    return None
