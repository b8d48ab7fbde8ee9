"""What a figure or a noun counts that is nobody: arms, buildings, names, and words that only describe them."""

from __future__ import annotations

from thucydides.claims.persons.groups import is_theirs
from thucydides.claims.persons.named import name_after
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import ActorMention, CasualtyMention, Mention, NumberMention

_FAREWELL = 5  # tokens from a number to the verb of who came
_FLIES = ("drone", "missile", "rocket", "aircraft")


def is_thing(noun: ActorMention) -> bool:
    """True for what can be struck and is nobody: a building, a post, a vehicle."""
    return noun.kind == "infrastructure" or (noun.kind == "other" and "/objects:" in noun.rule)


def is_arms(scene: Scene, noun: ActorMention) -> bool:
    """ "31 enemy drones": a chunk whose head is a weapon counts no persons, unless a person is the weapon."""
    return any(
        w.first < noun.last and noun.first < w.last and w.code not in ("sniper", "suicide_vest")
        for w in within(scene.mentions.weapons, noun.first, noun.last)
    )


def describes_a_site(scene: Scene, noun: Mention) -> bool:
    """ "a [civilian] object", "a [military] bus": a word of persons that opens the name of a thing counts nobody."""
    near = within(scene.mentions.actors, noun.first, noun.last)
    if scene.page.language.has("noun_compounds") and "pl" not in getattr(noun, "features", ()):
        behind = within(scene.mentions.actors, noun.last, noun.last + 1)
        if any(a.kind == "infrastructure" and not a.nationality for a in behind):
            return True
    return any(a.kind == "infrastructure" and a.first <= noun.first and a.last > noun.last for a in near)


def describes_arms(scene: Scene, noun: Mention) -> bool:
    """ "des drones ennemis": where adjectives stand behind, a plural right behind a weapon says whose it is."""
    if scene.page.language.has("noun_compounds") or scene.page.language.has("case_roles"):
        return False
    return any(
        w.last == noun.first and w.code in _FLIES
        for w in within(scene.mentions.weapons, max(noun.first - 3, 0), noun.first)
    )


def counts_sites(scene: Scene, at: int) -> bool:
    """ "ont brûlé cent maisons", "took 12 checkpoints": what stands right behind the figure is a thing; where a noun can be
    another's adjective ("12 hospital workers"), a plural.
    """
    compounds = scene.page.language.has("noun_compounds")
    here = within(scene.mentions.actors, at, at + 1)
    return any(is_thing(a) and (a.plural_noun or not compounds) for a in here)


def may_stand_between(scene: Scene, i: int) -> bool:
    """Tokens that may stand between a number and its noun: adjectives and words that the lexicon does not know."""
    tokens = scene.page.tokens
    return (
        tokens.shapes[i] != "."
        and (scene.gram[i] in ("", "of", "det", "other", "adverb", "poss") or is_theirs(scene, i))
        and tokens.shapes[i] != "n"
    )


def counts_arms(scene: Scene, at: int) -> bool:
    """True where a weapon is what is counted ("16 ударних дронів"), adjectives between."""
    for i in range(at, min(at + 3, len(scene.gram))):
        if within(scene.mentions.weapons, i, i + 1):
            return True
        if not may_stand_between(scene, i) or scene.page.tokens.shapes[i] not in "x0":
            return False
    return False


def in_name(scene: Scene, word: Mention) -> bool:
    """A word or figure within the name of an armed actor counts nobody ("Taliban" has the form of two students)."""
    actors = scene.mentions.actors
    near = within(actors, word.first - actors.longest, word.first + 1)
    return any(a.actor_id is not None and a.first <= word.first and word.last <= a.last for a in near)


def is_behind_its_harm(scene: Scene, noun: CasualtyMention) -> bool:
    """ "was-killed a-soldier", "and hurt was a third": a word that is an adjective too is one person right behind a verb of
    harm, which no adjective follows.
    """
    before = within(scene.mentions.casualties, noun.first - 1, noun.first)
    return any(c.role == "outcome" and c.last == noun.first and c.args != "noun" for c in before)


def buries(scene: Scene, number: NumberMention) -> bool:
    """ "Hundreds attended the funeral of X, killed on Monday": who buries the dead is none of them."""
    if number.first and scene.gram[number.first - 1] == "mourn":
        return True
    for i in range(number.last, min(number.last + _FAREWELL, len(scene.gram))):
        if scene.gram[i] == "mourn":
            return True
        if scene.page.tokens.shapes[i] in ".n":
            return False
    return False


def is_glued(scene: Scene, at: int) -> bool:
    """ "12-летняя", "16-поверховому": a word behind a hyphen makes an adjective of the figure before it."""
    tokens, page = scene.page.tokens, scene.page
    if not page.language.has("figure_endings") or tokens.shapes[at] not in "xX":
        return False
    return page.folded[tokens.ends[at - 1] : tokens.starts[at]] == "-"


def opens_an_object(scene: Scene, at: int) -> bool:
    """ "a bomber killed [eight people]": a number or a person right behind a form that is noun and verb: the verb."""
    m = scene.mentions
    while at < len(scene.gram) and scene.gram[at] in ("det", "adverb", "other", "poss"):
        at += 1
    if at < len(scene.gram) and scene.gram[at] == "pron" and "subject" not in scene.features[at]:
        return True  # "three men kidnapped him"
    persons = [c for c in within(m.casualties, at, at + 1) if c.role == "victim"]
    if persons or within(m.numbers, at, at + 1):
        return True
    if within(m.actors, at, at + 1):
        return True
    return name_after(scene, at) is not None  # "an armed man killed [Jane Doe]"


def is_of_those_beside(scene: Scene, word: CasualtyMention, first: int, last: int) -> bool:
    """ "The general was called in the case of [the murdered priests]": a participle right beside a plural of persons is
    theirs, and of nobody who is told of elsewhere at tokens [first, last).
    """
    noun = word.args == "noun" and "pl" in word.features  # "об убитых священниках"
    if not ("pp" in word.features or noun) or scene.page.language.has("verb_first"):
        return False  # where the verb comes first, who stands right behind it may be its subject
    behind = within(scene.mentions.casualties, word.last, word.last + 1)
    ahead = () if noun else within(scene.mentions.casualties, max(word.first - _NOUN, 0), word.first)
    beside = [c for c in (*behind, *ahead) if c.role == "victim" and "pl" in c.features]
    beside = [c for c in beside if c.first == word.last or c.last == word.first]
    return any(not (c.first < last and first < c.last) for c in beside)


_NOUN = 3  # tokens of a noun of persons
