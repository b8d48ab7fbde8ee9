"""Whose verb is it: actors near an event word that another verb, clause or pronoun keeps from being its doers."""

from __future__ import annotations

from thucydides.claims.scene import Scene, covered, within
from thucydides.claims.voice import VerbGroup, verb_group
from thucydides.model.mention import FORCES, ActorMention, Mention

_PARTS = frozenset({",", ";", ":", "(", "-"})


def is_of_another_clause(scene: Scene, actor: ActorMention, group: VerbGroup) -> bool:
    """ "two guards were unhurt when a shell hit": behind a conjunction that no comma closes another subject stands."""
    if scene.page.language.settings.order != "SVO":
        return False
    for i in range(group.first - 1, actor.last - 1, -1):
        if scene.page.tokens.forms[i] in _PARTS:
            return False
        if scene.gram[i] == "clause" and "weak" not in scene.features[i]:
            return True
    return False


def has_a_verb_between(scene: Scene, last: int, actor: ActorMention) -> bool:
    """ "the loot that was found by police": an agent behind an auxiliary is that of the verb there; "the raid [was blamed
    on] X": an auxiliary right before words that are a preposition of agents is theirs.
    """
    end = actor.first
    while end > last and scene.gram[end - 1] in ("det", "by"):
        end -= 1
    while end > last and scene.gram[end - 1] in ("be", "have"):
        end -= 1
    return any(scene.gram[i] in ("be", "have") for i in range(last, end))


def has_a_told_verb_between(scene: Scene, last: int, first: int) -> bool:
    """ "gangs in Syria launch attacks", "a source in Damascus confirmed strikes": a verb parts a name from a noun."""
    cues = within(scene.mentions.sources, last, first)
    lights = within(scene.mentions.triggers, last, first)
    return any(m.role == "cue" and "fin" in m.features and "noun" not in m.features for m in cues) or any(
        t.sense == "light" and "fin" in t.features for t in lights
    )


def has_a_verb_of_harm_between(scene: Scene, last: int, first: int) -> bool:
    """ "un adolescente palestino murió por disparos": whose people he was, no doer of what killed him."""
    if scene.page.language.settings.order != "SVO":
        return False
    harms = within(scene.mentions.casualties, last, first)
    return any(c.role == "outcome" and "fin" in c.features and "noun" not in c.features for c in harms)


def has_a_pronoun_subject(scene: Scene, group: VerbGroup, actor: ActorMention) -> bool:
    """ "police held a man after he shot …": who stands before a subject pronoun in its own clause is no subject."""
    before = scene.before(group.first)
    if before < actor.last or scene.gram[before] != "pron" or "subject" not in scene.features[before]:
        return False
    if scene.gram_values[before] not in ("he", "she") or scene.page.language.has("verb_first"):
        return False
    return any(scene.gram[i] in ("clause", "cond", "comp") for i in range(actor.last, before))


def has_a_verb_of_its_own(scene: Scene, actor: ActorMention, group: VerbGroup) -> bool:
    """ "police had found residents slaughtered": an auxiliary outside the deed's group shows whose subject an actor is."""
    if scene.page.language.settings.order != "SVO":
        return False
    if group.purpose and not group.infinitive and _holds_somebody(scene, actor.last, group.first):
        return True
    forms = scene.page.tokens.forms
    for i in range(group.first - 1, actor.last - 1, -1):
        if scene.gram[i] in ("and", "or", "rel", "clause", "comp", "pron") or forms[i] in _PARTS:
            return False
        if scene.gram[i] in ("have", "be", "modal", "plan"):
            return all(scene.gram[k] not in ("rel", "and") and forms[k] not in _PARTS for k in range(actor.last, i))
    return False


def _holds_somebody(scene: Scene, first: int, last: int) -> bool:
    """ "police held two men for stealing": a gerund behind a preposition is the deed of those who were held."""
    held = [t for t in within(scene.mentions.triggers, first, last) if t.args == "arrest" and "noun" not in t.features]
    return any(verb_group(scene, t.first, t.last, t.features).voice == "active" for t in held)


def relative_aside(scene: Scene, verb: int) -> tuple[int, int] | None:
    """Tokens of ", who had crossed the river, [killed]": a relative clause between two commas right before the token of a
    verb; None where there is none.
    """
    forms, gram = scene.page.tokens.forms, scene.gram
    if verb < 2 or forms[verb - 1] != ",":
        return None
    floor = max(scene.page.sentences[scene.sentence[verb]].first, verb - _ASIDE)
    for i in range(verb - 2, floor, -1):
        if forms[i] in (",", ";", ":"):
            return (i, verb) if forms[i] == "," and gram[i + 1] in ("rel", "comp") else None
    return None


_ASIDE = 16  # tokens of a relative clause between commas


def is_anybody(scene: Scene, actor: ActorMention) -> bool:
    """ "5,000 people have fled": a word for persons of no kind names nobody; the toll counts them."""
    if actor.actor_id is not None or actor.kind != "civilians":
        return False
    return any(
        c.role == "victim" and c.value == "unknown" for c in within(scene.mentions.casualties, actor.first, actor.last)
    )


def is_subject_of_relative(scene: Scene, actor: ActorMention, group: VerbGroup) -> bool:
    """ "action against the guards who on Monday shot …": the noun right before a relative pronoun is the subject behind
    it, whatever governs it; a day, adverbs and auxiliaries may stand between.
    """
    at = actor.last
    if at >= group.first or scene.page.language.settings.order != "SVO":
        return False
    if scene.gram[at] != "rel" and not _is_relative_too(scene, at):
        return False
    times = scene.mentions.times
    return all(
        scene.gram[i] in ("adverb", "have", "be", "aux", "not", "prep", "against") or covered(i, i + 1, times)
        for i in range(at + 1, group.first)
    )


def _is_relative_too(scene: Scene, at: int) -> bool:
    """ "uno de los pistoleros [que] participaron": a conjunction right behind a noun and before a verb is a relative."""
    if scene.gram[at] != "comp" or not at:
        return False
    return not any(s.role == "cue" for s in within(scene.mentions.sources, at - 1, at))


def is_taken_from(scene: Scene, word: Mention, group: VerbGroup, actor: ActorMention) -> bool:
    """ "a repris la ville à X", "arrebató la ciudad a X": who loses ground stands behind the word that means "to"."""
    if getattr(word, "args", "") != "gain" or group.voice != "active" or actor.first < word.last:
        return False
    at = scene.before(actor.first)
    taken = at > word.last and scene.gram_values[at] == "to" and actor.kind in FORCES and not actor.nationality
    return taken and not has_a_verb_between(scene, word.last, actor)


def is_when_done(scene: Scene, group: VerbGroup) -> bool:
    """ "murieron [al] caer un obús": the subject of an infinitive that tells when stands behind it."""
    at = group.first - 1
    return group.infinitive and at > 0 and scene.gram_values[at] == "to" and scene.gram[at] == "adverb"


def is_of_those_who_die(scene: Scene, word: Mention) -> bool:
    """ "murieron a tiros": a word of an act that holds a verb of dying has the dead for its subject."""
    if scene.page.language.settings.order != "SVO" or word.last - word.first < 2:
        return False
    inside = within(scene.mentions.casualties, word.first, word.last)
    return any(c.args == "die" and "fin" in c.features for c in inside)
