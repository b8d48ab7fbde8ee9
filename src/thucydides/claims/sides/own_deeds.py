"""When a speaker tells of a deed of his own: "said it had struck", "denied shelling", "claimed an attack"."""

from __future__ import annotations

from thucydides.claims.attribution.frames import AttributionFrame
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.bracket.slots import takes_up
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.claims.sides.states import is_state
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.patterns import patterns
from thucydides.model.mention import FORCES

_ADMITTED = 3  # tokens between a word of admission and the deed
_INFINITIVE = 8  # tokens between a cue and an infinitive of its speaker
_CLAUSES = ("comp", "rel", "clause")
_FORCES = ("official_military", "armed_group")
_NAME = 5  # tokens of a rank and a name between a word of saying and what is said
_VERBAL_NOUNS = ("strike", "destroy", "hit")
_INTO = frozenset({"det", "prep", "of", "adverb", "against"})


def claims_it(scene: Scene, deed: Deed, frame: AttributionFrame) -> bool:
    """ "The group claimed an attack that …": an event noun that is the object of an armed group's claim is its deed, and so
    is what it or any other force admits ("admitted the killing of X").
    """
    if deed.group.voice != "noun":
        return False
    gap = range(frame.cue[1], deed.first)
    if frame.stance == "confirming" and frame.speakers[-1].kind in (*_FORCES, "person", "unknown"):
        cues = within(scene.mentions.sources, frame.cue[0], frame.cue[0] + 1)
        admitted = any("admits" in c.features for c in cues)
        return admitted and len(gap) <= _ADMITTED and all(scene.gram[i] in ("det", "", "of", "prep") for i in gap)
    if frame.stance != "distancing" or frame.speakers[-1].kind != "armed_group":
        return False
    return len(gap) <= 2 and all(scene.gram[i] in ("det", "") for i in gap)


def speaks_of_itself(scene: Scene, deed: Deed, frame: AttributionFrame) -> bool:
    """A pronoun subject, an infinitive or a possessive in the content takes the speaker up again."""
    killing = _killing_told(deed, frame)
    verb = killing or (deed.light[1] if deed.light else deed.group)
    # "announced the-shelling-of X": the verb that lends its subject is the one that says it
    said = killing is None and deed.light is not None and deed.light[0].first == frame.cue[0]
    if verb.voice == "noun" or said:
        if _announces_a_killing(scene, deed, frame):
            return True
        return _denies_its_own(scene, deed, frame) or _announces_its_own(scene, deed, frame)
    if deed.light is None and deed.args != "converse" and patterns().get(deed.args, {}).get("subj") != "initiator":
        return False  # "said its vehicle hit a mine": the subject of such a verb did not do it
    if verb.infinitive or (verb.perfect and not verb.finite):
        return verb.first - frame.cue[1] <= _INFINITIVE
    if "ger" in deed.features and not verb.finite and frame.stance == "denying":  # "denied shelling the camp"
        return 0 <= verb.first - frame.cue[1] <= 1
    before = scene.before(verb.first)
    if before < 0:
        return False
    if scene.page.language.has("verb_bracket"):
        return frame.covers(deed.first) and takes_up(scene, deed.light[0] if deed.light else deed.word)
    force = frame.speakers[-1].kind in _FORCES or _acts_by_name(scene, frame.speakers[-1])
    told = getattr(deed.light[0], "features", frozenset()) if deed.light else deed.features
    if force and _drops_its_subject(scene, verb, frame) and not _are_others(scene, frame, told):
        return True
    if force and _goes_on_of_them(scene, deed, verb, frame):
        return True
    if force and scene.page.language.has("possessive_s") and scene.gram_values[before] in ("he", "she"):
        return False  # "the army said he had thrown": a person, where a body is "it" or "they"
    pronoun = scene.gram[before] in ("pron", "poss") or (
        before > 0 and scene.gram[before - 1] == "poss" and frame.covers(before)
    )
    return pronoun and frame.covers(before)


def _killing_told(deed: Deed, frame: AttributionFrame) -> VerbGroup | None:
    """ "said that it killed 30 in an attack": the verb of killing in what is said, before the noun that names the event."""
    if deed.group.voice != "noun":
        return None
    verbs = (h.group for h in deed.harms if h.word.args == "kill" and h.group.finite and h.group.voice == "active")
    return next((g for g in verbs if frame.covers(g.first) and g.first < deed.first), None)


def _announces_a_killing(scene: Scene, deed: Deed, frame: AttributionFrame) -> bool:
    """ "announced the-killing-of four in a raid": where a verbal noun stands for an infinitive, that of a verb of killing
    right behind a force and its word of saying is its own deed.
    """
    if not scene.page.language.has("verb_first") or frame.stance not in ("neutral", "confirming"):
        return False
    if frame.speakers[-1].kind not in _FORCES and not _acts_by_name(scene, frame.speakers[-1]):
        return False
    said = max(frame.cue[1], frame.speakers[-1].last)
    nouns = (h.word for h in deed.harms if h.word.args == "kill" and "noun" in h.word.features)
    return any(frame.covers(w.first) and 0 <= w.first - said <= 1 and w.first < deed.first for w in nouns)


def _acts_by_name(scene: Scene, speaker: Speaker) -> bool:
    """ "Russia says that …", "the police said that …": a state that speaks under its own name tells of its own forces, and
    so do the police.
    """
    named = within(scene.mentions.actors, speaker.first, speaker.first + 1)
    return any((is_state(a) or a.kind in FORCES) and a.last == speaker.last for a in named)


def _denies_its_own(scene: Scene, deed: Deed, frame: AttributionFrame) -> bool:
    """ "denied the-shelling-of the camp": a verbal noun that opens what a force denies is what it is said to have done,
    where such a noun stands for an infinitive.
    """
    if frame.stance != "denying" or frame.speakers[-1].kind not in _FORCES or not scene.page.language.has("verb_first"):
        return False
    last = deed.word.last
    opened = (
        last < len(scene.gram) and not scene.gram[last] and scene.page.tokens.shapes[last] not in ".n"
    )  # its object
    between = range(max(frame.cue[1], frame.speakers[-1].last), deed.first)
    return opened and frame.covers(deed.first) and all(scene.gram[i] not in _CLAUSES for i in between)


def _announces_its_own(scene: Scene, deed: Deed, frame: AttributionFrame) -> bool:
    """ "The air force reported [the] downing of 37 drones": the noun of arms brought down right behind a force and its word
    of saying; of any deed that has its object right behind it, where such a noun stands for an infinitive.
    """
    if frame.stance not in ("neutral", "confirming") or frame.speakers[-1].kind not in _FORCES:
        return False
    verbal = scene.page.language.has("verb_first")
    noun = min((w for w in deed.words if frame.covers(w.first)), key=lambda w: w.first, default=deed.word)
    own = verbal and deed.args == "gain" and "owned" in getattr(noun, "features", ())  # "announced its-control of X"
    if deed.args != "disrupt" and not own:
        bare = noun.last < len(scene.gram) and not scene.gram[noun.last]
        features: frozenset[str] = getattr(noun, "features", frozenset())
        if not (verbal and bare and deed.args in _VERBAL_NOUNS and "noun" in features and "owned" not in features):
            return False
    told = range(max(frame.cue[1], frame.speakers[-1].last), noun.first)
    asides = within(scene.mentions.times, told.start, told.stop)
    if verbal and len(told) > _NAME:
        return False
    return frame.covers(noun.first) and all(
        scene.gram[i] in _INTO
        or (verbal and not scene.gram[i] and i not in scene.nouns)  # the name of a spokesman
        or any(t.first <= i < t.last for t in asides)
        for i in told
    )


def _drops_its_subject(scene: Scene, verb: VerbGroup, frame: AttributionFrame) -> bool:
    """ "said that [overnight] shot down …": an active verb with nothing before it in what is said but times, where a
    subject may go unsaid or its case would show it.
    """
    language = scene.page.language
    if verb.voice != "active" or not (language.has("pro_drop") or language.has("case_roles")):
        return False
    if language.has("pro_drop") and not language.has("case_roles") and _disagrees(scene, verb, frame):
        return False
    if not verb.finite or not frame.covers(verb.first):
        return False
    start = next((a for a, b in frame.content if a <= verb.first < b), verb.first)
    start = max([start, *(i for i in range(start, verb.first) if scene.gram[i] == "comp")])
    times = within(scene.mentions.times, start, verb.first)
    told = (i for i in range(start, verb.first) if not any(t.first <= i < t.last for t in times))
    return all(
        scene.gram[i] in ("comp", "adverb", "pron", "prep", "det") or scene.page.tokens.shapes[i] == "." for i in told
    )


def _are_others(scene: Scene, frame: AttributionFrame, told: frozenset[str]) -> bool:
    """ "Полиция сообщила, что [обстреляли] кафе": a plural without a subject, where cases tell, under a singular verb of who
    says it is done by somebody.
    """
    if not scene.page.language.has("case_roles") or "pl" not in told or "sg" in told:
        return False
    cues = within(scene.mentions.sources, frame.cue[0], frame.cue[0] + 1)
    return any("sg" in c.features and "pl" not in c.features for c in cues if c.role == "cue")


def _goes_on_of_them(scene: Scene, deed: Deed, verb: VerbGroup, frame: AttributionFrame) -> bool:
    """ "said that-they killed forty and captured five", "that its-fighters hit a tank, also shelled a post": where the verb
    comes first, a plural verb joined to one of theirs has no subject behind it.
    """
    at, told = verb.first - 1, frame.cue[1]
    if not scene.page.language.has("verb_first") or "pl" not in deed.features or verb.voice != "active" or at <= told:
        return False
    if scene.gram[at] != "and" and scene.gram_values[at] != "also":
        return False
    if any(scene.gram[i] == "comp" and "subject" in scene.features[i] for i in range(told, at)):
        return frame.covers(verb.first)
    own = any("owned" in a.features for a in within(scene.mentions.actors, told, at))
    return own and frame.covers(verb.first)


def _disagrees(scene: Scene, verb: VerbGroup, frame: AttributionFrame) -> bool:
    """ "la coalición niega que [hayan] alcanzado": a plural auxiliary under the singular verb of who denies it."""
    cues = within(scene.mentions.sources, frame.cue[0], frame.cue[0] + 1)
    many = any(
        "pl" in scene.features[i]
        for i in range(verb.first, min(verb.first + 3, len(scene.gram)))
        if scene.gram[i] == "have"
    )
    return many and any("sg" in c.features for c in cues if c.role == "cue")
