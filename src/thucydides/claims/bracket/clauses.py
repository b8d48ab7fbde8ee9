"""The clause of a verb that frames it: where it begins and ends, its auxiliaries, and the noun phrases in it."""

from __future__ import annotations

import msgspec

from thucydides.claims.scene import Scene, covered, within

AUXILIARY = frozenset({"have", "be", "modal", "plan", "aux"})
_OPENS = frozenset({"rel", "comp", "clause", "cond"})
_STOPS = frozenset({";", ":", '"', "«", "»", "(", ")"})
_GOVERNS = frozenset({"prep", "by", "against", "with", "between", "of", "despite", "subset"})
_PLAIN = frozenset({"", "exercise", "inquiry", "unit"})  # classes of words that may be nouns
_SKIPS = frozenset({"det", "adverb", "poss", "other", "same", "not"})


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """The noun phrase of tokens [first, last): the class of what governs it ("" for none), and its case by its article."""

    first: int
    last: int
    governed: str
    case: str


class Clause(msgspec.Struct, frozen=True, gc=False):
    """Tokens [first, last) of a clause. `opens` is the class of the word that opens it, `finite` its finite auxiliary or
    verb (-1 for none), `closing` what completes its participle at the end.
    """

    first: int
    last: int
    opens: str
    finite: int
    closing: tuple[int, ...]


def is_finite(scene: Scene, token: int) -> bool:
    """True for auxiliaries in a finite form, and for verbs of events, harm and speech that can be nothing else."""
    if scene.gram[token] in AUXILIARY:
        return "fin" in scene.features[token]
    m = scene.mentions
    told = [t.features for t in within(m.triggers, token, token + 1)]
    told += [c.features for c in within(m.casualties, token, token + 1)]
    told += [s.features for s in within(m.sources, token, token + 1) if s.role == "cue"]
    return any("fin" in features and not features & {"noun", "pp", "inf"} for features in told)


def closing_of(scene: Scene, last: int) -> tuple[int, ...]:
    """The auxiliaries right behind a participle or infinitive: "[worden sind]", "[zu haben]"."""
    found: list[int] = []
    i, end = last, scene.page.sentences[scene.sentence[last - 1]].last
    while i < end:
        if scene.gram[i] in AUXILIARY:
            found.append(i)
        elif not (scene.gram[i] in ("prep", "purpose") and i + 1 < end and "inf" in scene.features[i + 1]):
            break
        i += 1
    return tuple(found)


def clause_of(scene: Scene, first: int, last: int, is_finite_itself: bool) -> Clause:
    """The clause of the verb at tokens [first, last)."""
    closing = closing_of(scene, last)
    whole = is_finite_itself or any("fin" in scene.features[i] for i in closing)
    finite = first if is_finite_itself else next((i for i in closing if "fin" in scene.features[i]), -1)
    sentence = scene.page.sentences[scene.sentence[first]]
    forms = scene.page.tokens.forms
    start, opens, i = sentence.first, "", first - 1
    joint = -1
    while i >= sentence.first:
        if scene.gram[i] in _OPENS:
            start, opens = i + 1, scene.gram[i]
            break
        if forms[i] in _STOPS:
            start = i + 1
            break
        if is_finite(scene, i):
            if whole:  # a verb of its own stands before: this clause begins behind the mark or word between
                start = joint if joint >= 0 else i + 1
                opens = "and" if joint >= 0 and scene.gram[joint - 1] == "and" else ""
                break
            if scene.gram[i] in AUXILIARY:
                finite, whole = i, True
                joint = -1
            else:
                start = joint if joint >= 0 else i + 1
                break
        elif (forms[i] == "," or scene.gram[i] == "and") and (joint < 0 or scene.gram[joint - 1] == "and"):
            joint = i + 1
        i -= 1
    end = closing[-1] + 1 if closing else last
    while end < sentence.last and not (forms[end] in _STOPS or forms[end] == "," or scene.gram[end] in _OPENS):
        if scene.gram[end] == "and" and any(is_finite(scene, k) for k in range(end + 1, min(end + 4, sentence.last))):
            break
        end += 1
    return Clause(start, end, opens, finite, closing)


def phrases_in(scene: Scene, first: int, last: int) -> list[Phrase]:
    """The noun phrases of tokens [first, last) in order; those of time are left out."""
    found: list[Phrase] = []
    governed, case, i = "", "", first
    shapes = scene.page.tokens.shapes
    while i < last:
        role = scene.gram[i]
        if role in _PLAIN and (i in scene.nouns or shapes[i] in "XA0"):
            j, dated = i + 1, covered(i, i + 1, scene.mentions.times)
            while j < last and (shapes[j] in "XA0" or j in scene.nouns) and scene.gram[j] not in _GOVERNS:
                if covered(j, j + 1, scene.mentions.times) != dated or within(scene.mentions.numbers, j, j + 1):
                    break  # "von Ärzten [neun Menschen]"
                j += 1
            if not dated:
                found.append(Phrase(i, j, governed, case))
            governed, case, i = "", "", j
            continue
        if role in _GOVERNS:
            governed, case = role, ""
        elif role == "det" and scene.gram_values[i]:
            case = case or scene.gram_values[i]
        elif shapes[i] == "." or (role and role not in _SKIPS):
            governed, case = ("", "") if role != "and" else (governed, case)
        i += 1
    return found
