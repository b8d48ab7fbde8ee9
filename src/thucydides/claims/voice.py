"""Reads the verb group around an event word: voice, negation, and whether it is told, planned or only possible."""

from __future__ import annotations

from thucydides.claims.bracket.group import framed
from thucydides.claims.bracket.verbs import VerbGroup, Voice
from thucydides.claims.scene import Scene, deeds_at, within
from thucydides.claims.verb_first import is_marked_passive, stands_as_noun, unvowelled_voice

__all__ = ["VerbGroup", "Voice", "is_aimed_at", "is_done", "is_oblique", "verb_group"]

_GROUP = frozenset({"be", "have", "aux", "not", "modal", "plan", "adverb", "pron", "purpose", "comp"})
_VERBAL = frozenset({"fin", "inf", "ger", "pp", "app", "refl"})
_AUXILIARY = frozenset({"modal", "plan", "aux"})
_COMPLETED = _AUXILIARY | {"purpose"}
_REACH = 7
_SHARED = 16
_HELD_OFF = 5  # tokens, marks included


def _group(scene: Scene, first: int, participle: bool) -> list[int]:
    """Tokens to the left that belong to the verb group, nearest first."""
    floor = scene.page.sentences[scene.sentence[first]].first
    group: list[int] = []
    i = first - 1 - _is_held_off(scene, first)
    while i >= floor and first - i <= _REACH:
        if scene.gram[i] == "adverb" and i in scene.nouns:
            break  # "la Guardia [Nacional] mató": the end of a name
        if scene.gram[i] not in _GROUP or scene.gram_values[i] == "causes":
            # "aurait par ailleurs touché": a few other words may part an auxiliary from its participle.
            # "is believed to have shelled": behind its own "have" the participle has all its auxiliaries.
            whole = any(scene.gram[k] == "have" for k in group)
            i = _auxiliary_before(scene, i, floor) if participle and not whole else -1
            if i < floor:
                break
        if scene.gram[i] == "pron" and "subject" in scene.features[i]:
            break
        if i in scene.names:
            break  # "el narco-[Estado] atacó": a word of a name is no auxiliary
        group.append(i)
        if scene.gram[i] in ("purpose", "comp"):
            break
        i -= 1
    return group


def _is_held_off(scene: Scene, first: int) -> bool:
    """ "would have been “lifted”": a few words in marks of their own, which belong to the clause around them."""
    if not first or scene.page.tokens.shapes[first - 1] != ".":
        return False
    return any(q.first == first - 1 and q.closed and q.last - q.first <= _HELD_OFF for q in scene.page.quotes)


def _auxiliary_before(scene: Scene, i: int, floor: int) -> int:
    """The auxiliary up to three plain words before token i, -1 where a mark or noun phrase parts them."""
    for j in range(i, max(i - 3, floor) - 1, -1):
        if scene.gram[j] in ("have", "be"):
            return j
        if any("pp" in m.features for m in within(scene.mentions.sources, j, j + 1)):
            return -1  # "ont affirmé avoir tiré": the auxiliary is another verb's
        if scene.page.tokens.shapes[j] != "x" or scene.gram[j] not in ("", "by", "adverb", "prep") or j in scene.nouns:
            return -1
    return -1


def shares_auxiliary(scene: Scene, first: int) -> bool:
    """ "ont visé un char et abattu un soldat", "ont pris X, brûlé Y et tué Z": a participle behind "and", or in a list that
    one ends, has the auxiliary of the verb before it.
    """
    floor, forms = scene.page.sentences[scene.sentence[first]].first, scene.page.tokens.forms
    if first <= floor or not (scene.gram[first - 1] == "and" or (forms[first - 1] == "," and _is_listed(scene, first))):
        return False
    for i in range(first - 2, max(floor, first - 2 * _SHARED) - 1, -1):
        listed = forms[i] == "," and _is_participle(scene, i + 1)
        if scene.gram[i] in ("be", "rel", "comp", "clause") or (forms[i] == "," and not listed):
            return False
        if scene.gram[i] == "have":
            return listed or first - i <= _SHARED or "," in forms[i:first]
    return False


def _is_participle(scene: Scene, i: int) -> bool:
    """True where a participle of an event or of harm stands at token i."""
    return any("pp" in w.features and "noun" not in w.features for w in deeds_at(scene, i))


def _is_listed(scene: Scene, first: int) -> bool:
    """ "…, [brûlé] Y et tué Z": a participle behind a comma, with another behind the next conjunction."""
    last = min(first + _SHARED, scene.page.sentences[scene.sentence[first]].last - 1)
    return any(scene.gram[i] == "and" and _is_participle(scene, i + 1) for i in range(first + 1, last))


def _bare_voice(scene: Scene, first: int, last: int, features: frozenset[str]) -> Voice:
    """A participle without auxiliary: the language's default, but passive before an agent ("killed by")."""
    behind = max((t.last for t in within(scene.mentions.times, last, last + 1)), default=last)  # "shot on Monday by X"
    follows = scene.gram[behind] if behind < len(scene.gram) else ""
    if scene.gram[first - 1] == "det" and first and "fin" in features:
        return "passive"  # "across the occupied valley": an adjective
    if follows == "by" and last - first > 1 and "weak" in scene.features[behind] and "fin" in features:
        follows = ""  # "freed [the village] from the rebels": its object stands in the word, "from" brings no agent
    if (
        follows == "by"
        or "fin" not in features
        or _behind_an_object(scene, first)
        or _tells_of_whom(scene, first, last)
    ):
        return "passive"
    return "passive" if scene.page.language.settings.bare_participle == "passive" else "active"


def _tells_of_whom(scene: Scene, first: int, last: int) -> bool:
    """ "The killers of the priests [murdered] on the campus must be tried": behind a governed noun no object right behind a bare participle, and
    an auxiliary of another verb in its clause.
    """
    settings = scene.page.language.settings
    if settings.order != "SVO" or last >= len(scene.gram) or scene.gram[first - 1] in _OPENS_A_VERB or not first:
        return False
    if scene.gram[last] not in ("prep", "at") and not within(scene.mentions.times, last, last + 1):
        return False
    if not _is_governed(scene, first):
        return False
    end = min(scene.page.sentences[scene.sentence[first]].last, last + _SHARED)
    for i in range(last, end):
        if scene.page.tokens.shapes[i] == "." or scene.gram[i] in _ENDS_A_CLAUSE:
            return False
        if scene.gram[i] in ("be", "have", "modal", "plan"):
            return True
    return False


def _is_governed(scene: Scene, first: int) -> bool:
    """True behind a noun phrase that "of" governs: "the killers [of the priests] …"."""
    for i in range(first - 1, max(scene.page.sentences[scene.sentence[first]].first, first - _REACH) - 1, -1):
        if scene.gram[i] == "of":
            return True
        if scene.gram[i] not in ("", "det", "other", "poss") or scene.page.tokens.shapes[i] == ".":
            return False
    return False


_OPENS_A_VERB = frozenset({"pron", "and", "or", "rel", "comp", "adverb"})
_ENDS_A_CLAUSE = frozenset({"and", "or", "rel", "clause", "comp", "cond", "pron"})


def _is_asked_for(scene: Scene, group: list[int], roles: list[str], before: int) -> bool:
    """ "demanded that he be held": a bare "be" that no modal, plan or "to" completes tells of a wish."""
    if "be" not in roles or not any(scene.gram[i] == "be" and scene.gram_values[i] == "bare" for i in group):
        return False
    governed = before >= 0 and scene.gram[before] in ("prep", "purpose")
    return not governed and not any(role in _COMPLETED for role in roles)


def _behind_an_object(scene: Scene, first: int) -> bool:
    """ "had found residents slaughtered": a bare participle in the clause of another verb's auxiliary."""
    floor = scene.page.sentences[scene.sentence[first]].first
    if scene.page.language.settings.order != "SVO" or scene.gram[first - 1] in ("pron", "and"):
        return False
    shapes = scene.page.tokens.shapes
    for i in range(first - 1, floor - 1, -1):
        role = scene.gram[i]
        if shapes[i] in ".n" or (role and role in ("and", "or", "rel", "comp", "clause", "cond")):
            return False
        if role and role in ("be", "have"):
            return True
    return False


def _did_not_happen(scene: Scene, last: int) -> bool:
    """ "авиаударов не было": words behind a noun, in its clause, that say that there was none."""
    for i in range(last, min(last + _REACH, scene.page.sentences[scene.sentence[last - 1]].last)):
        if scene.page.tokens.shapes[i] == ".":
            return False
        if scene.gram[i] == "not" and scene.gram_values[i] == "none":
            return True
    return False


def _shares_aim(scene: Scene, before: int, features: frozenset[str]) -> bool:
    """ "orders to hold or deport them": an infinitive that "or" or "and" joins to one with its mark."""
    if "inf" not in features or scene.gram[before] not in ("or", "and"):
        return False
    for i in range(before - 1, max(scene.page.sentences[scene.sentence[before]].first, before - _REACH) - 1, -1):
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] in ("pron", "clause", "rel", "comp", "have", "be"):
            return False
        if scene.gram[i] == "prep" and scene.gram_values[i] == "inf":
            return True
    return False


def _has_no_subject(scene: Scene, first: int, helped: bool) -> bool:
    """ "not a single raider was held": a subject in front of the group, in its clause, that says nobody. Where the group has
    an auxiliary (`helped`), a relative clause without one may stand between: "none of those who shelled X was held".
    """
    floor = max(scene.page.sentences[scene.sentence[first]].first, first - _SHARED * (1 + helped))
    gram = scene.gram
    if not any(gram[i] == "not" for i in range(floor, first)):  # of most words
        return False
    if gram[first] == "comp" and _relates(scene, first):
        return False  # "none of those [who shelled] X"
    related = False
    for i in range(first - 1, floor - 1, -1):
        if scene.page.tokens.shapes[i] in ".n":
            return False
        if helped and not related and (gram[i] == "rel" or (gram[i] == "comp" and _relates(scene, i))):
            related = True
        elif gram[i] in ("be", "have", "modal", "clause", "rel", "comp"):
            return False
        elif gram[i] == "not" and (scene.gram_values[i] == "subject" or (not related and _is_article_too(scene, i))):
            return True
    return False


def _relates(scene: Scene, comp: int) -> bool:
    """ "ninguno de los que", not "ninguno dijo que": a conjunction that is a relative too, behind no word of saying."""
    cued = within(scene.mentions.sources, max(comp - 1, 0), comp)
    return comp > 0 and scene.page.tokens.shapes[comp - 1] in "xX" and not any(c.role == "cue" for c in cued)


def _is_article_too(scene: Scene, i: int) -> bool:
    """ "[no] military site had been hit": a negation that is an article opens a subject that is nothing; "[no] fewer than
    eleven men" is a figure.
    """
    if any(h.first == i for h in scene.page.of("numbers", "approximator")):
        return False
    return any(h.first == i and h.last == i + 1 for h in scene.page.of("grammar", "det"))


def verb_group(scene: Scene, first: int, last: int, features: frozenset[str]) -> VerbGroup:
    """The verb group of the word at tokens [first, last), whose form has these features."""
    unvowelled = scene.page.language.has("verb_first")
    fin, pp, inf = "fin" in features, "pp" in features, "inf" in features
    if unvowelled and fin and "noun" in features and stands_as_noun(scene, first):
        before = scene.before(first)
        return VerbGroup("noun", first, before >= 0 and scene.gram[before] == "not")
    if not (fin or pp) and (_VERBAL.isdisjoint(features) or "noun" in features):
        before = scene.before(first)
        negated = before >= 0 and scene.gram[before] == "not"
        planned = _is_planned_behind(scene, last)
        return VerbGroup("noun", first, negated or _did_not_happen(scene, last), planned=planned)
    if scene.page.language.has("verb_bracket"):
        return framed(scene, first, last, features)
    group = _group(scene, first, pp)
    roles = [scene.gram[i] for i in group]
    forms = features
    for i in group:
        forms |= scene.features[i]
    be, have = "be" in roles, "have" in roles
    voice: Voice
    if "refl" in features:
        voice = "passive"
    elif unvowelled and fin and (pp or is_marked_passive(scene, first)):
        voice = unvowelled_voice(scene, first, last, features)
    elif pp and (be or have):
        voice = "passive" if be else "active"
    elif pp:
        voice = "active" if shares_auxiliary(scene, first) else _bare_voice(scene, first, last, features)
    else:
        voice = "active"
    leftmost = group[-1] if group else first
    before = scene.before(leftmost)
    governed = before >= 0 and (scene.gram[before] in ("prep", "purpose", "of") or _shares_aim(scene, before, features))
    infinitive = inf and (governed or not (fin or pp)) and not any(role in _AUXILIARY for role in roles)
    after = scene.gram[last] if last < len(scene.gram) and scene.gram_values[last] != "lack" else ""
    negated = "not" in roles
    if negated and after == "comp" and scene.page.language.has("restrictive_comp") and roles.count("not") == 1:
        negated = False  # "n'a touché que": only
    return VerbGroup(
        voice=voice,
        first=leftmost,
        negated=negated or "neg" in forms or (after == "not" and fin) or _has_no_subject(scene, leftmost, be or have),
        planned="fut" in forms or "plan" in roles or _is_asked_for(scene, group, roles, before),
        modal="modal" in roles
        or "may" in forms
        or ("pres" in features and any(scene.gram_values[i] == "may" for i in group)),
        conditional="cond" in forms,
        infinitive=infinitive and not have,
        purpose="purpose" in roles or governed,
        perfect=have,
        finite=not (governed or "purpose" in roles) and _is_finite(_finite_forms(scene, group, forms)),
        stative=pp and be and not have and "pres" in forms and "past" not in forms,
    )


def _is_finite(forms: frozenset[str]) -> bool:
    return "fin" in forms or "cond" in forms or "fut" in forms


def _finite_forms(scene: Scene, group: list[int], forms: frozenset[str]) -> frozenset[str]:
    """The forms that tell whether a verb is finite: of "avoir détruit" those of the auxiliary, whatever else the participle
    may be.
    """
    if not group:
        return forms
    auxiliaries = [scene.features[i] for i in group if scene.gram[i] == "have"]
    return frozenset().union(*auxiliaries) if any("inf" in x for x in auxiliaries) else forms


def _is_planned_behind(scene: Scene, last: int) -> bool:
    """ "The next exchange they-plan for March": where order is free, a verb of plans right behind its object."""
    if last >= len(scene.gram) or scene.gram[last] != "plan" or not scene.page.language.has("case_roles"):
        return False
    return "weak" not in scene.features[last] and not scene.features[last] & {"noun"}


def is_aimed_at(scene: Scene, first: int) -> bool:
    """ "regroup for an attack": a noun behind a preposition of aims, with at most one word between."""
    for i in range(max(first - 2, 0), first):
        if scene.gram[i] == "purpose" or (scene.gram[i] == "prep" and scene.gram_values[i] == "aim"):
            return True
    return False


_OBLIQUE = frozenset({"gen", "dat", "loc", "ins"})


def is_oblique(features: frozenset[str]) -> bool:
    """ "the spokesman of the seized plant": a participle in a case that no predicate has."""
    return "adj" in features and bool(features & _OBLIQUE) and "nom" not in features


_ACCUSED = 14  # tokens between blame and what it is for
_CAUSED = 7  # tokens between a word of compulsion and what it led to


def is_done(scene: Scene, sentence: int, group: VerbGroup) -> bool:
    """ "accused X of attacking", "forcing police to open fire": an infinitive that tells what was done, no aim."""
    floor = max(scene.page.sentences[sentence].first, group.first - _ACCUSED)
    if any(c.role == "cue" and c.value == "accusing" for c in within(scene.mentions.sources, floor, group.first)):
        return True
    near = range(group.first - 2, max(floor, group.first - _CAUSED) - 1, -1)
    for i in near:
        if scene.gram[i] == "aux" and scene.gram_values[i] == "causes":
            return True
        if scene.page.tokens.shapes[i] == ".":
            return False
    return False
