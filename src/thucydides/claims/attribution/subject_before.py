"""Who is the subject of a cue in front of it: of its relative clause, before an aside, of the clause before."""

from __future__ import annotations

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.attribution.sentence import SentenceFrames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.attribution.subjects import OPENERS
from thucydides.claims.scene import within
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import SourceMention

_APPOSITION = 18
_LEADS = frozenset({"det", "poss", "clause", "adverb"})


def before_relative(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "X, who …, rejects": the subject stands before the relative clause that the comma closes."""
    scene = s.scene
    if not after_comma(s, group):
        return None
    for i in range(group.first - 2, s.sentence.first, -1):
        relative = scene.gram[i] == "rel" or (scene.gram[i] == "pron" and scene.gram_values[i] == "who")
        comma = next((j for j in (i - 1, i - 2) if scene.page.tokens.forms[j] == ","), -1) if relative else -1
        if comma == i - 1 or (comma >= 0 and scene.page.language.has("case_roles")):  # ", на которого ссылается X,"
            return next((x for x in s.speakers if x.last == comma), None) or phrase_before(scene, comma)
    return None


def of_relative(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "X of Y who speaks of …": the subject of a relative clause is the noun phrase before it; "who, on Z, says" too."""
    scene, forms = s.scene, s.scene.page.tokens.forms
    i = group.first - 1 + _opens_with_relative(s, group.first)
    if i > s.sentence.first and forms[i] == ",":  # a phrase between commas behind the pronoun
        i = next((j for j in range(i - 1, max(i - 6, s.sentence.first), -1) if forms[j] == ","), i) - 1
    while i > s.sentence.first and scene.gram[i] in ("adverb", "not"):
        i -= 1
    if i <= s.sentence.first:
        return None
    if not (scene.gram[i] == "rel" or scene.gram_values[i] == "who" or _is_relative(s, i)):
        return None
    end = i - 1 if forms[i - 1] == "," else i
    for speaker in reversed(s.speakers):
        if speaker.last > end or speaker.pronoun:
            continue
        gap = range(speaker.last, end)
        near = len(gap) <= 4 and all(
            scene.gram[j] in ("", "of", "det") and scene.page.tokens.shapes[j] != "." for j in gap
        )
        verbs = any(m.role == "cue" for m in within(scene.mentions.sources, speaker.last, end))
        return speaker if near and not verbs else None
    return None


def accused_by_nobody(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """ "мужчину, [которого обвиняют] в": a plural right behind a relative that is its object has no subject."""
    at = group.first - 1
    return "pl" in cue.features and at >= s.sentence.first and s.scene.gram_values[at] == "oblique"


def _opens_with_relative(s: SentenceFrames, first: int) -> bool:
    """True where the verb group takes in the conjunction that is its relative."""
    return s.scene.gram[first] == "comp" and first > s.sentence.first and _is_relative(s, first)


def _is_relative(s: SentenceFrames, i: int) -> bool:
    """ "informed the mission, [que] blamed X": a conjunction right behind a speaker and a comma is a relative."""
    scene = s.scene
    if scene.gram[i] != "comp" or scene.page.tokens.forms[i - 1] != "," or scene.page.language.settings.order != "SVO":
        return False
    name = i - 1
    while name > s.sentence.first and scene.page.tokens.shapes[name - 1] in "XA":  # "the Organisation Kachin, que"
        name -= 1
    return any(name <= x.last <= i - 1 and not x.pronoun for x in s.speakers)


def before_apposition(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "X, a group with Y of its own, said": the subject stands before the apposition between commas."""
    forms, gram = s.scene.page.tokens.forms, s.scene.gram
    if not after_comma(s, group):
        return None
    for i in range(group.first - 2, max(group.first - _APPOSITION, s.sentence.first), -1):
        if forms[i] == ",":
            speaker = next((x for x in s.speakers if x.last == i and not x.pronoun), None)
            if speaker is None:
                continue  # "X, the head of Y, one of the towns, said": one apposition behind another
            if any(x.first > i and x.last >= group.first - 1 and "," not in forms[i + 1 : x.first] for x in s.speakers):
                return None  # "killed three people, the mayor, X, said": a title with its name is the whole subject
            return speaker if gram[i + 1] == "det" else None
        if s.scene.page.tokens.shapes[i] == "." or gram[i] in ("comp", "clause"):
            return None
    return None


def before_aside(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "X, 39, a man visiting Y with Z, said", "X - who did Y - said": who stands at the head of the sentence, right before
    an aside that the same mark closes before the verb.
    """
    forms, shapes = s.scene.page.tokens.forms, s.scene.page.tokens.shapes
    mark = forms[group.first - 1] if group.first > s.sentence.first else ""
    if mark not in (",", "-"):
        return None
    for speaker in () if s.scene.page.language.has("case_roles") else s.speakers:
        if speaker.last >= group.first - 2 or speaker.pronoun:
            break
        if speaker.last <= s.scene.dateline[1]:
            continue
        head = max(s.sentence.first, s.scene.dateline[1])
        opened = all(shapes[i] == "." or s.scene.gram[i] in _LEADS for i in range(head, speaker.first))
        if not opened:
            break
        last = speaker.last
        if forms[last] == "(" and ")" in forms[last : group.first - 2]:  # "X (of Y), a man …, said"
            last += forms[last : group.first].index(")") + 1
        if forms[last] == mark:
            return speaker
    return _name_at_head(s, group) if mark == "," else None


def _name_at_head(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "[Doe], speaking to reporters in Z, said": a name that no list knows, at the head of the sentence, before an aside
    that opens with neither an office nor an article and tells no event and no word of saying.
    """
    head, forms = max(s.sentence.first, s.scene.dateline[1]), s.scene.page.tokens.forms
    comma = next((i for i in range(head + 1, min(head + _NAMED, group.first - 2)) if forms[i] == ","), -1)
    if comma < 0 or s.scene.gram[comma + 1] == "det" or not s.scene.page.language.has("capitals_mark_names"):
        return None
    if s.scene.page.tokens.shapes[comma + 1] != "x" or any(x.first <= comma + 1 < x.last for x in s.speakers):
        return None
    if not all(s.scene.page.tokens.shapes[i] in "XA" and not s.scene.gram[i] for i in range(head, comma)):
        return None
    m = s.scene.mentions
    told = any(c.role == "cue" for c in within(m.sources, comma, group.first)) or within(m.triggers, comma, group.first)
    inside = "," in forms[comma + 1 : group.first - 1] or bool(within(m.places, head, comma))
    return None if told or inside else phrase_before(s.scene, comma)


_NAMED = 4  # tokens of a name and its comma


def nearer_phrase(s: SentenceFrames, cue: SourceMention, group: VerbGroup, before: Speaker | None) -> Speaker | None:
    """ "Z …, the study found": a clause's own noun phrase right before its verb, though no list knows it, beats a speaker
    of the clause before.
    """
    scene = s.scene
    if before is None or before.last >= group.first or scene.page.language.has("case_roles"):
        return before
    if "weak" in cue.features or not cue.features & {"fin", "past", "pres"}:
        return before
    phrase = phrase_before(scene, group.first)
    if phrase is None or phrase.first < before.last or phrase.first - 1 < s.sentence.first:
        return before
    apposed = "," in scene.page.tokens.forms[before.first - 1 : before.last]
    if before.last == phrase.first - 1 and phrase.last - phrase.first == 1 and apposed and _is_plain(s, phrase.first):
        return before  # "the chief, X, bluntly said": one word behind an apposition says how
    mark = scene.page.tokens.forms[phrase.first - 1]
    opened = mark in OPENERS or mark in (";", ":") or scene.gram[phrase.first - 1] in ("comp", "clause")
    return phrase if opened and scene.cost[phrase.first] - scene.cost[before.last - 1] >= 0.5 else before


def after_comma(s: SentenceFrames, group: VerbGroup) -> bool:
    """True right behind a comma."""
    return group.first > s.sentence.first and s.scene.page.tokens.forms[group.first - 1] == ","


def _is_plain(s: SentenceFrames, token: int) -> bool:
    """True for a plain word in small letters that counts nobody, right behind a comma."""
    counted = bool(within(s.scene.mentions.numbers, token, token + 1))  # "…, many said"
    plain = s.scene.page.tokens.shapes[token] == "x" and not s.scene.gram[token] and not counted
    return plain and token > s.sentence.first and s.scene.page.tokens.forms[token - 1] == ","


def subject_of_all(s: SentenceFrames, nearest: Speaker | None) -> Speaker | None:
    """ "X accused Y of …, adding that": a participle behind a comma has the subject of the whole sentence."""
    if s.out and s.out[-1].speakers:
        return s.out[-1].speakers[-1]
    behind = s.scene.dateline[1]
    told = [x for x in s.speakers if x.first >= behind]
    subjects = [x for x in told if s.scene.gram[max(s.scene.before(x.first), 0)] not in ("of", "prep", "by")]
    return subjects[0] if subjects else nearest


def goes_on(s: SentenceFrames, group: VerbGroup) -> bool:
    """ "X toured the camp of Y, and said": right behind a conjunction the verb has the subject of the clause before."""
    scene, first = s.scene, group.first
    if scene.page.language.has("case_roles") or first - 1 <= s.sentence.first:
        return False
    if scene.gram[first - 1] == "clause":
        if scene.gram_values[first - 1] == "but":
            return True
        return scene.gram_values[first - 1] == "" and scene.page.tokens.forms[first - 2] == ","
    return scene.gram[first - 1] == "and"
