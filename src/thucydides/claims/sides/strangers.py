"""Doers that no list of actors holds: a name ("Jane Doe shot a judge") or a noun of persons ("two men were charged")."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.apposed import name_before_an_aside
from thucydides.claims.persons.named import in_a_list, name_after, name_before, name_behind_a_title
from thucydides.claims.persons.prepositions import is_agent_by_case, is_nominative
from thucydides.claims.scene import Scene, within
from thucydides.knowledge.gazetteer.lookalikes import lookalikes
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor

Span = tuple[int, int]  # tokens

_AGENT = 8  # tokens from a passive to its "by", and from a preposition or verb to the noun of persons behind it
_CAME = 10  # tokens from the head of a clause to its verb
_BEFORE_NOUN = 3  # tokens of a figure and adjectives before the noun of persons
_BESIDE = ("", "det", "prep", "at", "against", "of", "with", "adverb", "other", "poss")
_INSIDE = ("", "det", "adverb", "of", "other")


def strangers_before(scene: Scene, token: int) -> list[Span]:
    """Who is told right before a verb: "Jane Doe [shot]", "Jane Doe, a lawyer, [shot]", else a noun of persons."""
    if token >= len(scene.sentence):
        return []
    while token and scene.page.tokens.forms[token - 1] == '"':  # Jane Doe "is behind this attack"
        token -= 1
    if names := _names(scene, name_before(scene, token) or name_before_an_aside(scene, token)):
        return names
    subject = phrase_before(scene, token)
    if subject is None or not _ends_with_persons(scene, subject.first, subject.last):
        return []
    return [(subject.first, subject.last)]


def strangers_behind(scene: Scene, token: int) -> list[Span]:
    """Who is told right behind a verb or preposition: "accused [the lawyer Jane Doe] of", "by [two men]"."""
    if token >= len(scene.sentence):
        return []
    if names := _names(scene, name_after(scene, token) or name_behind_a_title(scene, token)):
        return names
    limit = min(scene.page.sentences[scene.sentence[token]].last, token + _AGENT)
    nouns = [c for c in within(scene.mentions.casualties, token, limit) if c.role == "victim"]
    plain = bool(nouns) and all(scene.gram[k] in _INSIDE for k in range(token, nouns[0].first))
    return [(token, nouns[0].last)] if plain and _ends_with_persons(scene, token, nouns[0].last) else []


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


def _ends_with_persons(scene: Scene, first: int, last: int) -> bool:
    """True for words that end with a noun of persons of which nothing more is known: "three men"."""
    nouns = within(scene.mentions.casualties, first, last)
    return any(c.role == "victim" and c.value == "unknown" and c.last == last for c in nouns)


def as_doers(scene: Scene, spans: Sequence[Span]) -> tuple[Actor, ...]:
    """The words of strangers as those who did it."""
    anchors = [scene.page.anchor(*span) for span in spans]
    return tuple(Actor("initiator", a.exact, a, "unknown") for a in anchors)


def with_open_doer(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Three men threw a bomb at a post", "Jane Doe shot a judge": the subject right before an active verb, or the agent
    behind a passive one, did it where no other doer is told.
    """
    if any(a.role != "target" for a in actors) or deed.family in ("demonstration", "movement"):
        return actors
    if not deed.violent or patterns().get(deed.args, {}).get("subj") != "initiator":
        return actors
    doers = as_doers(scene, _doers(scene, deed, actors))
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
    if group.voice != "active" or not group.finite:
        return []
    if (behind := _persons_behind(scene, deed.word.last, nominative=True)) is not None:
        return [behind]
    if scene.page.language.has("verb_first"):  # "kidnapped-him three men": its object written on, the subject follows
        return strangers_behind(scene, deed.word.last) if "clitic" in deed.features else []
    found = strangers_before(scene, group.first)
    if scene.page.language.settings.order == "SVO":
        told = any(a.role == "target" for a in actors)
        return found or (_persons_at_head(scene, deed.sentence, group.first) if told else [])
    # Where order is free, a name before the verb is its subject if the verb has an object and the same number.
    named = found and (("pl" in deed.features) == (len(found) > 1)) and any(a.role == "target" for a in actors)
    return found if named and name_before(scene, group.first) is not None else []


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
