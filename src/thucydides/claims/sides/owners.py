"""Who is hit with a site: whose the house, car or position is, who rode or sheltered in it, and who was harmed there."""

from __future__ import annotations

from thucydides.claims.deeds import Deed
from thucydides.claims.persons.prepositions import cases_of
from thucydides.claims.scene import Scene, as_actor, deeds_at, within
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor
from thucydides.model.mention import ActorMention, CasualtyMention, Mention

_FAR = 7  # tokens from a site to the head of whose it is
_SITES = ("infrastructure", "other", "unknown")
_INSIDE = ("", "of", "det", "poss", "other", "adverb", "with", "and")
_TIES = ("of", "with")


def _ties(scene: Scene, i: int) -> bool:
    """True for "of" and "with", and for a preposition that means "with" before some case."""
    return scene.gram[i] in _TIES or (scene.gram[i] == "prep" and scene.gram_values[i].startswith("with:"))


def _is_open(scene: Scene, i: int) -> bool:
    """True where token `i` may stand between a site and whose it is: no comma, verb, time or place."""
    m = scene.mentions
    if scene.page.tokens.shapes[i] == "." or not (scene.gram[i] in _INSIDE or _ties(scene, i)):
        return False
    verbs = any("fin" in w.features and "noun" not in w.features for w in deeds_at(scene, i))
    return not verbs and not within(m.times, i, i + 1) and not within(m.places, i, i + 1)


def _persons_at(scene: Scene, i: int) -> Mention | None:
    """The actor or the noun of persons that begins at token `i`."""
    for actor in within(scene.mentions.actors, i, i + 1):
        if actor.first == i and actor.kind != "infrastructure" and not actor.nationality:
            return actor
    return next((c for c in within(scene.mentions.casualties, i, i + 1) if c.role == "victim" and c.first == i), None)


def owner_behind(scene: Scene, last: int) -> Mention | None:
    """Whose the site is that ends before token `last`: "the house of a deputy", "a car with instructors of X"."""
    end = min(scene.page.sentences[scene.sentence[last - 1]].last, last + _FAR)
    tied = False
    by_case = scene.page.language.has("case_roles")
    for i in range(last, end):
        found = _persons_at(scene, i)
        if found is not None:
            owned = by_case and "gen" in _cases(scene, found)
            return found if tied or owned else None
        if not _is_open(scene, i):
            return None
        tied = tied or _ties(scene, i)
    return None


def _owner_inside(scene: Scene, site: ActorMention) -> Mention | None:
    """Whose a site is where its mention takes them in: "the home of a policeman"."""
    tied = range(site.first + 1, site.last - 1) if site.kind == "infrastructure" else ()
    if not any(scene.gram[i] == "of" for i in tied):
        return None
    if any(h.first == site.first and h.last == site.last for h in scene.page.of("actors", "generic")):
        return None  # "jardin d'enfants": one name of one thing
    persons = within(scene.mentions.casualties, site.first + 1, site.last)
    return next((c for c in persons if c.role == "victim" and c.last == site.last), None)


def _cases(scene: Scene, found: Mention) -> frozenset[str]:
    if isinstance(found, ActorMention):
        return cases_of(scene, found)
    return frozenset(getattr(found, "features", frozenset()))


def _as_target(scene: Scene, found: Mention) -> Actor:
    if isinstance(found, ActorMention):
        return as_actor(scene, found, "target")
    anchor = scene.page.anchor(found.first, found.last)
    civil = isinstance(found, CasualtyMention) and found.value in ("civilians", "children", "women")
    return Actor("target", anchor.exact, anchor, "civilians" if civil else "unknown")


def with_owners(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors, each target that is a site followed by whose it is."""
    out: list[Actor] = []
    for actor in actors:
        out.append(actor)
        if actor.role != "target" or actor.kind not in _SITES:
            continue
        site = next((m for m in scene.mentions.actors if m.start == actor.anchor.start), None)
        found = None if site is None else _owner_inside(scene, site) or owner_behind(scene, site.last)
        if found is None:
            continue
        target = _as_target(scene, found)
        if not any(a.anchor.overlaps(target.anchor) for a in actors if a is not actor):
            out.append(target)
    if not any(a.role in ("target", "party") for a in actors) and (inside := _in_its_words(scene, deed)) is not None:
        out.append(_as_target(scene, inside))
    return tuple(out)


def _takes_an_object(deed: Deed) -> bool:
    return patterns().get(deed.args, {}).get("obj") == "target" or deed.sense == "gain"


def _in_its_words(scene: Scene, deed: Deed) -> Mention | None:
    """Who is told inside the words of a deed: "losses of-the-army amounted to", "drove out the-enemy"."""
    word = deed.word
    for actor in within(scene.mentions.actors, word.first, word.last):
        if actor.kind == "infrastructure" and actor.last == word.last:
            return owner_behind(scene, word.last)
        within_word = word.first < actor.first < word.last
        if deed.sense == "harm" and within_word and "gen" in _cases(scene, actor):
            return actor
        if within_word and actor.last == word.last and "acc" in _cases(scene, actor) and _takes_an_object(deed):
            return actor
    return None
