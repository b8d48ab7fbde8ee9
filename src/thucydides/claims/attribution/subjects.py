"""Who is the subject of a cue: in front of it, behind it, of the whole sentence, or of what was told before."""

from __future__ import annotations

from dataclasses import replace

from thucydides.claims.attribution.clause_ends import behind_asides, ends_sentence, has_told
from thucydides.claims.attribution.phrases import phrase_after, phrase_before
from thucydides.claims.attribution.sentence import SentenceFrames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.scene import within
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.paradigms import CASES
from thucydides.model.mention import SourceMention

INVERTED_REACH = 0.75
OPENERS = frozenset({",", '"', "»", "-", "”", "'"})
_GOES_ON = frozenset({"have", "be", "modal", "plan", "aux"})
_ASIDES = frozenset({",", "-", "("})
_CLOSERS = frozenset({'"', "»", "”", "'"})
_QUOTES = frozenset({'"', "«", "»"})
_ADDRESSEE = 10
_TO = frozenset({"prep", "against", "of"})
_NEAR_QUOTE = 6
ENDS = frozenset({",", ".", '"', "»", ";", "!", "?", "…"})

_ADJECTIVES = 2  # adjectives between an agency that hears and the subject who tells it


def _commas(s: SentenceFrames, first: int, last: int) -> int:
    return sum(1 for i in range(first, last) if s.scene.page.tokens.forms[i] == ",")


def coordinated(s: SentenceFrames, group: VerbGroup, conjunction: bool) -> Speaker | None:
    """ "X said A and denied B": the second cue has the first one's speaker; two with a conjunction go together."""
    scene = s.scene
    before = scene.before(group.first)
    if before < 0 or scene.gram[before] != "and" or not s.out:
        return None
    alike = [f for f in s.out if opens_content(s, f.cue[1]) and f.pattern != "prep"] if conjunction else []
    frame = (alike or s.out)[-1]
    return frame.speakers[-1] if frame.speakers else None


def _unknown_name(s: SentenceFrames, token: int) -> Speaker | None:
    """A word that nothing knows, alone behind an inverted cue: "…, indique assafir." names who speaks."""
    page = s.scene.page
    if (
        token >= s.sentence.last
        or s.scene.gram[token]
        or token in s.scene.known
        or page.tokens.shapes[token] not in "xXA"
    ):
        return None
    if token + 1 < s.sentence.last and page.tokens.shapes[token + 1] != ".":
        return None
    start, end = page.span(token, token + 1)
    return Speaker(start, end, token, token + 1, "attribution.unknown_name", page.text[start:end], "unknown")


def _alone_behind(s: SentenceFrames, cue: SourceMention) -> Speaker | None:
    """ "“…,” said the ruling.": an open noun phrase that ends the clause, or at a relative, behind an inverted cue; behind
    a comma alone ("…, said a handful of villagers") one with a determiner, a name or a known speaker.
    """
    composed = cue.first > s.sentence.first and s.scene.gram[cue.first - 1] == "have"
    if cue.last >= s.sentence.last or ("fin" not in cue.features and not composed) or hears(s, cue):
        return None
    phrase = phrase_after(s.scene, behind_asides(s, cue.last))
    if phrase is None or not (ends_clause(s, phrase.last) or _goes_on_about(s, phrase.last)):
        return None
    known = [x for x in s.speakers if phrase.first <= x.first and x.last <= phrase.last and not x.pronoun]
    quoted = s.scene.page.tokens.forms[cue.first - 1] in _CLOSERS
    if s.scene.gram[phrase.first] == "of" or not (quoted or known or s.scene.gram[phrase.first] == "det"):
        return None
    if not known:
        return phrase
    return replace(known[-1], start=phrase.start, end=phrase.end, first=phrase.first, last=phrase.last)


def _ends_a_clause(s: SentenceFrames, before: Speaker | None, comma: int, ends: bool = False) -> bool:
    """ "The rebels are losing, said …": a comma with a verb behind the subject in front of it, and no aside between; any
    comma behind a clause with a verb where the cue `ends` its sentence.
    """
    forms, scene = s.scene.page.tokens.forms, s.scene
    first = s.sentence.first if before is None else before.last
    if ends and forms[comma] == "," and not scene.page.language.has("case_roles"):
        return has_told(s, comma)
    if forms[comma] != "," or scene.page.language.has("case_roles") or first > comma:
        return False
    if any(forms[i] in _ASIDES or scene.gram[i] == "rel" for i in range(first, comma)):
        return False
    last = (
        comma if before is None or first < comma else before.first
    )  # "…, X, said …": an apposition has no verb before
    deeds = within(scene.mentions.triggers, s.sentence.first, last)
    harms = within(scene.mentions.casualties, s.sentence.first, last)
    if any("fin" in t.features for t in deeds) or any("fin" in c.features for c in harms):
        return True
    return any(scene.gram[i] in _GOES_ON for i in range(s.sentence.first, last))


def _goes_on_about(s: SentenceFrames, token: int) -> bool:
    """True for a bracket or a relative behind a noun phrase."""
    return s.scene.page.tokens.forms[token] == "(" or s.scene.gram[token] in ("with", "rel", "at", "comp")


def hears(s: SentenceFrames, cue: SourceMention) -> bool:
    """True for "told": a cue whose bare object hears, and never speaks."""
    return any(
        m.role == "chain" and m.value == "via" for m in within(s.scene.mentions.sources, cue.first, cue.first + 1)
    )


def _stands_alone(s: SentenceFrames, cue: SourceMention, after: Speaker) -> bool:
    """True where the phrase behind a cue follows it at once and is whole: no unknown word goes on with it. Where case
    tells the subject, an addressee may stand between and a genitive behind.
    """
    scene = s.scene
    if scene.page.language.has("case_roles"):
        gap = range(cue.last, after.first)
        marks = [i for i in gap if scene.page.tokens.shapes[i] in ".n" and scene.page.tokens.forms[i] not in _QUOTES]
        return not marks and not any(scene.gram[i] in ("rel", "comp", "clause") for i in gap)
    gap = range(behind_asides(s, cue.last), after.first)
    if any(scene.gram[i] not in ("det", "adverb", "poss") for i in gap) and not _is_trade(s, cue, gap):
        return False
    if after.last >= s.sentence.last:
        return True
    if scene.gram[after.last] in _GOES_ON:
        return False  # "the director, X, said the army had left": the subject of what is said
    goes_on = scene.page.tokens.shapes[after.last] == "x" and not scene.gram[after.last]
    return not goes_on or _parts_clauses(s, after.last)


def _is_trade(s: SentenceFrames, cue: SourceMention, gap: range) -> bool:
    """ "“…,” said 2/3 veteran NAME": a few plain words and figures between a verb right behind a quote and a name."""
    forms, shapes = s.scene.page.tokens.forms, s.scene.page.tokens.shapes
    if cue.first <= s.sentence.first or forms[cue.first - 1] not in _CLOSERS or len(gap) > 4:
        return False
    return all(not s.scene.gram[i] and (shapes[i] in "x0" or forms[i] in ("/", "-")) for i in gap)


def _parts_clauses(s: SentenceFrames, token: int) -> bool:
    """True for words that end a speaker's phrase though no closed class has them: of time, of another cue."""
    mentions = s.scene.mentions
    if within(mentions.times, token, token + 1):
        return True
    return any(m.role in ("cue", "prep", "chain", "hedge") for m in within(mentions.sources, token, token + 1))


def _behind_addressee(s: SentenceFrames, cue: SourceMention) -> Speaker | None:
    """ "…, told to X a mayor": behind phrases of an addressee or a place the first speaker that no preposition opens."""
    scene = s.scene
    first = cue.last - 1 if _is_to(s, cue.last - 1) else behind_asides(s, cue.last)
    if first >= s.sentence.last or not _is_to(s, first):
        return None
    this = 1 + (first + 1 < s.sentence.last and scene.gram[first + 1] in ("pron", "det", "poss"))  # "to this station"
    for speaker in s.speakers:
        if speaker.first <= first or (scene.gram_values[first] == "to" and speaker.first <= first + this):
            continue
        gap = range(first + this, speaker.first)
        if len(gap) > _ADDRESSEE or any(scene.page.tokens.shapes[i] == "." for i in gap):
            return None
        if any(scene.gram[i] in ("rel", "comp", "clause", "cond", "and", "pron", "have", "be") for i in gap):
            return None
        opened = scene.before(speaker.first)
        article = any(h.first == opened for h in scene.page.of("grammar", "det"))  # "à X des habitants": no genitive
        if opened < first or article or scene.gram[opened] not in ("of", "prep", "by", "against", "with"):
            return speaker
    return None


def _is_to(s: SentenceFrames, token: int) -> bool:
    """True for a word that opens an addressee: a preposition, or an adverb of objects that its row marks."""
    return s.scene.gram[token] in _TO or s.scene.gram_values[token] == "to"


def _where_told(s: SentenceFrames, cue: SourceMention) -> Speaker | None:
    """ "They told the family at X": a plural verb without a subject is told by those of the place behind it."""
    scene = s.scene
    if "pl" not in cue.features or not scene.page.language.has("case_roles"):
        return None
    for speaker in s.speakers:
        if speaker.first < cue.last:
            continue
        if any(scene.page.tokens.shapes[i] == "." or scene.gram[i] == "comp" for i in range(cue.last, speaker.first)):
            return None
        cases = speaker.features & CASES
        if "nom" in cases:
            return None
        if speaker.kind != "witness" and ("loc" in cases or not cases) and s.stands_in(speaker):
            return speaker
    return None


def ends_clause(s: SentenceFrames, token: int) -> bool:
    """True where a clause ends at a token: a mark, or a preposition or conjunction that goes on."""
    forms, scene = s.scene.page.tokens.forms, s.scene
    return token >= s.sentence.last or forms[token] in ENDS or scene.gram[token] in ("prep", "and", "clause", "at")


def _is_apposed(s: SentenceFrames, before: Speaker, verb: int) -> bool:
    """ "X, the Y of Z, said": a subject and its verb are parted by no comma or by two around an apposition; one comma
    alone ends what was said.
    """
    scene = s.scene
    opened = scene.page.tokens.forms[before.last] == ","
    clause = any(scene.gram[i] in ("and", "or", "clause", "comp") for i in range(before.last, verb))
    return opened and not clause and _commas(s, before.last, verb) >= 2


def _behind_hearer(s: SentenceFrames, after: Speaker | None) -> Speaker | None:
    """ "told «X» the mayor", "told AGENCY the mayor": where case tells, a name in quotes that nothing knows and an agency
    without cases hear the subject behind.
    """
    forms = s.scene.page.tokens.forms
    if after is None or not s.scene.page.language.has("case_roles") or after.last >= s.sentence.last:
        return after
    if after.kind in ("agency", "media") and not after.features & CASES:
        near = [x for x in s.speakers if 0 <= x.first - after.last <= _ADJECTIVES]  # "told AGENCY the local mayor"
        plain = all(
            not s.scene.gram[i] and s.scene.page.tokens.shapes[i] == "x"
            for i in range(after.last, near[0].first if near else after.last)
        )
        behind = near[0] if near and plain else None
    elif after.kind == "person" and forms[after.last] in _CLOSERS:
        behind = next((x for x in s.speakers if x.first == after.last + 1), None)
    else:
        return after
    return behind if behind is not None and "nom" in behind.features else after


def _is_whole_verb(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """True for "said" and for "a déclaré", "ha dicho": the verb with its auxiliary alone."""
    return all(s.scene.gram[i] == "have" for i in range(group.first, cue.first))


def _is_accused(s: SentenceFrames, cue: SourceMention, group: VerbGroup, after: Speaker) -> bool:
    """ "The founder, X, accuses Y of …", "the mission, which blamed the rebels": who stands behind a verb of blame and
    before its "of", or behind a preposition or in a relative clause, is blamed and says nothing.
    """
    gram, last = s.scene.gram, s.sentence.last
    if cue.value != "accusing" or s.scene.page.language.settings.order != "SVO":
        return False
    between = range(cue.last - 1, after.first)
    governed = any(gram[i] in ("prep", "against", "of") or s.scene.gram_values[i] == "to" for i in between)
    relative = group.first > s.sentence.first and gram[group.first - 1] in ("rel", "comp")
    comma = group.first - 1
    if comma > s.sentence.first and s.scene.page.tokens.forms[comma] == "," and not has_told(s, comma):
        return True  # "The governor, X, blamed Y"
    return governed or relative or (after.last < last and gram[after.last] in ("of", "prep"))


def follows(s: SentenceFrames, cue: SourceMention, group: VerbGroup, before: Speaker | None) -> Speaker | None:
    """The speaker behind an inverted cue ("indique X", ", said X")."""
    scene = s.scene
    after = s.after(cue.last, INVERTED_REACH, subject=scene.gram[cue.last - 1] != "prep")
    after = _behind_hearer(s, after)
    subject = before is not None or phrase_before(scene, group.first) is not None
    if after is not None and subject and _is_accused(s, cue, group, after):
        return None
    own = cue.last - cue.first > 1 and scene.gram[cue.last - 1] == "of"
    if subject and (own or scene.gram[min(cue.last, s.sentence.last - 1)] == "of"):
        return None  # "the governor, X, fait état de 37 civilians": of whom the verb speaks
    first = group.first
    opens = first > s.sentence.first and scene.page.tokens.forms[first - 1] in OPENERS
    if before is not None and before.last == first:  # the closing mark is that of a quoted name
        opens = False
    if scene.page.language.has("inverted_cues") and (opens or before is None) and group.voice != "noun":
        far = _behind_addressee(s, cue) or _where_told(s, cue)
        if far is not None:
            return far
    hearer = hears(s, cue) and cue.last - cue.first > 1 and scene.page.language.has("pro_drop")
    if after is not None and hearer and after.first <= cue.last + 1:
        after = None  # "“…”, dijo a la AFP"
    if after is None and opens and scene.page.language.has("inverted_cues"):
        unknown = _unknown_name(s, cue.last)
        if unknown is not None or scene.page.language.settings.order != "SVO":
            return unknown
    if "ger" in cue.features and "fin" not in cue.features:
        return None
    if after is not None and cue.value == "accusing" and _is_to(s, after.first - 1):
        return None  # "que culpó al ejército": whom it blames
    if hears(s, cue) and before is not None and not scene.page.language.has("inverted_cues"):
        return None
    alone = after is not None and _stands_alone(s, cue, after)
    if not alone and opens and _is_whole_verb(s, cue, group):
        if scene.page.tokens.forms[first - 1] in _CLOSERS or _ends_a_clause(
            s, before, first - 1, ends_sentence(s, cue)
        ):
            return _alone_behind(s, cue)
    if after is None or group.voice == "noun" or not alone:
        return None
    if after.pronoun and after.first <= cue.last + 1:
        if not ends_clause(s, after.last):
            return None  # "X, …, said it would …": the subject of what is said
        return after if opens or (before is None and scene.page.language.has("inverted_cues")) else None
    if not opens:
        return after if before is None and scene.page.language.has("inverted_cues") else None
    if before is None or before.last > first:
        return after
    if scene.page.tokens.forms[first - 1] in _CLOSERS:
        return after
    return None if _is_apposed(s, before, first) and not scene.page.language.has("inverted_cues") else after


def opens_content(s: SentenceFrames, token: int) -> bool:
    """True where a conjunction opens what is said, a comma before it; where case tells, behind an addressee too."""
    gram, forms, last = s.scene.gram, s.scene.page.tokens.forms, s.sentence.last
    if gram[token - 1] == "comp":
        return True  # the cue's own words end with it
    if token < last and gram[token] == "have" and "inf" in s.scene.features[token]:
        return True  # "soutient avoir tué"
    token = min(behind_asides(s, token), max(last - 1, token))
    far = 8 if s.scene.page.language.has("case_roles") else 0
    for i in range(token, min(token + far + 1, last)):
        if gram[i] == "comp" or (forms[i] == "," and i + 1 < last and gram[i + 1] == "comp"):
            return True
        if s.scene.page.tokens.shapes[i] == ".":
            return False
    return False


def taken_up_before(s: SentenceFrames, cue: SourceMention, group: VerbGroup, after: int) -> list[tuple[int, int]]:
    """ "Об этом сообщили в X": words that take up what was said put the sentences before under the cue, with what stands
    from token `after` on; what is denied so is another's to tell, and the cue stands alone.
    """
    scene = s.scene
    for i in range(s.sentence.first, group.first):
        if scene.gram[i] == "same" and scene.gram_values[i] == "said":
            if scene.gram[group.first - 1] == "and" and "not" in scene.gram[i : group.first]:
                continue  # "X did not confirm these data and said": the object of the verb before
            if cue.value == "denying":
                return [(cue.first, cue.last)]
            behind = (after, s.sentence.last)
            sentences = scene.page.sentences
            here = sentences[s.number].paragraph
            if i - s.sentence.first > 4:  # behind a dash: of this sentence alone
                return [(s.sentence.first, i), behind]
            prior = [x for x in sentences[max(s.number - 3, 0) : s.number] if here - x.paragraph <= 1]
            same = [x for x in prior if x.paragraph == here] or prior
            return [(x.first, x.last) for x in same] + [(s.sentence.first, i), behind]
    return []


def quotes_next(s: SentenceFrames, cue: SourceMention) -> bool:
    """True where a quote or colon follows the cue, a colon behind a word too ("put it briefly:"), or one closes before."""
    forms = s.scene.page.tokens.forms
    follows = cue.last < s.sentence.last and forms[cue.last] in ('"', "«", ":")
    if cue.last + 1 < s.sentence.last and s.scene.page.tokens.shapes[cue.last] == "x" and not s.scene.gram[cue.last]:
        follows = follows or forms[cue.last + 1] == ":"
    return follows or (cue.first > s.sentence.first and forms[cue.first - 1] in _CLOSERS)


def told_in_front(s: SentenceFrames, group: VerbGroup) -> bool:
    """True for "“…,” she added": a quote closes right before the short phrase in front of the verb."""
    forms, gram = s.scene.page.tokens.forms, s.scene.gram
    for i in range(group.first - 1, max(group.first - _NEAR_QUOTE, s.sentence.first), -1):
        if forms[i] in _CLOSERS:
            return any(q.last == i + 1 and q.closed for q in s.scene.page.quotes) and i < group.first - 1
        if s.scene.page.tokens.shapes[i] == "." or gram[i] in ("comp", "clause", "and"):
            return False
    return False


def opens_clause(s: SentenceFrames, cue: SourceMention) -> bool:
    """True for "noted they had left": a pronoun that can only be a subject opens what is said without a conjunction."""
    i = cue.last
    if i + 1 >= s.sentence.last or "ger" in cue.features or s.scene.gram[i] != "pron":
        return False
    return "subject" in s.scene.features[i] and not ends_clause(s, i + 1)


def labels(s: SentenceFrames, cue: SourceMention) -> bool:
    """True for "called the report a fabrication": a word of falsity ends what a cue says of something told before."""
    cost, reach = s.scene.cost, min(cue.last + 12, s.sentence.last)
    words = [m for m in within(s.scene.mentions.sources, cue.last, reach) if m.role == "falsity"]
    return bool(words) and cost[words[0].first] - cost[cue.last - 1] <= 0.9


def floats(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """True for a cue at the edge of what is said: right behind a comma, or with the end of the clause behind it."""
    forms = s.scene.page.tokens.forms
    tail = behind_asides(s, cue.last)
    ends = tail >= s.sentence.last or forms[tail] in ENDS
    return ends or (group.first > s.sentence.first and forms[group.first - 1] in OPENERS)


def is_adverbial(s: SentenceFrames, cue: SourceMention) -> bool:
    """ "reporting from X": a participle with a preposition says nothing."""
    return cue.last < s.sentence.last and s.scene.gram[cue.last] in ("prep", "by", "with", "against")
