"""Reads one cue: who its speaker is and what stands under it, by word order, commas and quotes."""

from __future__ import annotations

from thucydides.claims.attribution.phrases import phrase_after, phrase_before
from thucydides.claims.attribution.sentence import SentenceFrames, quote_from
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.attribution.subject_behind import read_verb_first
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup, verb_group
from thucydides.model.mention import SourceMention

_SUBJECT_REACH = 2.7
_INVERTED_REACH = 0.75
_PREP_REACH = 0.5
_OPENERS = frozenset({",", '"', "»", "-", "”"})
_CLOSERS = frozenset({'"', "»", "”"})
_ENDS = frozenset({",", ".", '"', "»", ";", "!", "?", "…"})


def is_name_part(scene: Scene, first: int) -> bool:
    """True for a capitalised word inside a sentence: "Jonglei State" states nothing."""
    page = scene.page
    sentence = page.sentences[scene.sentence[first]]
    if not page.language.has("capitals_mark_names") or page.tokens.shapes[first] not in "XA":
        return False
    if first == sentence.first or page.roles[scene.sentence[first]] in ("title", "heading", "title_repeat"):
        return False
    if page.tokens.forms[first - 1] in ('"', "«", ":", "-", "(") or page.tokens.shapes[first - 1] not in "XAx":
        return False
    return not page.is_shouted(first)


def _is_noun(scene: Scene, cue: SourceMention) -> bool:
    """True for "the figures", "a report": a form that is a noun too, behind a determiner or a number."""
    if not cue.features & {"pres", "inf"} or cue.features & {"past", "pp"}:
        return False
    before = cue.first - 1
    if before < scene.page.sentences[scene.sentence[cue.first]].first:
        return False
    return scene.gram[before] in ("det", "of", "poss") or scene.page.tokens.shapes[before] == "0"


def _behind_asides(s: SentenceFrames, token: int) -> int:
    """The token behind words of time and an addressee ("on Monday", "the agency by phone")."""
    scene = s.scene
    while token < s.sentence.last:
        asides = [*within(scene.mentions.times, token, token + 1)]
        if not asides and scene.gram[token] in ("prep", "against", "det"):
            asides = [*within(scene.mentions.times, token + 1, token + 2)]
        if not asides:
            return token
        token = asides[0].last
    return token


def _commas(s: SentenceFrames, first: int, last: int) -> int:
    return sum(1 for i in range(first, last) if s.scene.page.tokens.forms[i] == ",")


def _coordinated(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "X said A and denied B": the second cue has the first one's speaker."""
    scene = s.scene
    before = scene.before(group.first)
    if before < 0 or scene.gram[before] != "and" or not s.out or not s.out[-1].speakers:
        return None
    return s.out[-1].speakers[-1]


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


def _stands_alone(s: SentenceFrames, cue: SourceMention, after: Speaker) -> bool:
    """True where the phrase behind a cue follows it at once and is whole: no unknown word goes on with it. Where case
    tells the subject, an addressee may stand between and a genitive behind.
    """
    scene = s.scene
    if scene.page.language.has("case_roles"):
        gap = range(cue.last, after.first)
        return not any(scene.page.tokens.shapes[i] in ".n" or scene.gram[i] in ("rel", "comp", "clause") for i in gap)
    if any(scene.gram[i] not in ("det", "adverb", "poss") for i in range(_behind_asides(s, cue.last), after.first)):
        return False
    if after.last >= s.sentence.last:
        return True
    goes_on = scene.page.tokens.shapes[after.last] == "x" and not scene.gram[after.last]
    return not goes_on or after.last in scene.known


def _is_apposed(s: SentenceFrames, before: Speaker, verb: int) -> bool:
    """ "X, the Y of Z, said": a subject and its verb are parted by no comma or by two around an apposition; one comma
    alone ends what was said.
    """
    scene = s.scene
    opened = scene.page.tokens.forms[before.last] == ","
    clause = any(scene.gram[i] in ("and", "or", "clause", "comp") for i in range(before.last, verb))
    return opened and not clause and _commas(s, before.last, verb) >= 2


def _follows(s: SentenceFrames, cue: SourceMention, group: VerbGroup, before: Speaker | None) -> Speaker | None:
    """The speaker behind an inverted cue ("indique X", ", said X")."""
    scene = s.scene
    after = s.after(cue.last, _INVERTED_REACH, subject=scene.gram[cue.last - 1] != "prep")
    first = group.first
    opens = first > s.sentence.first and scene.page.tokens.forms[first - 1] in _OPENERS
    if before is not None and before.last == first:  # the closing mark is that of a quoted name
        opens = False
    if after is None and opens and scene.page.language.has("inverted_cues"):
        return _unknown_name(s, cue.last)
    if after is None or group.voice == "noun" or not _stands_alone(s, cue, after):
        return None
    if after.pronoun and after.first <= cue.last + 1:
        return after if opens or (before is None and scene.page.language.has("inverted_cues")) else None
    if not opens:
        return after if before is None and scene.page.language.has("inverted_cues") else None
    if before is None or before.last > first:
        return after
    if scene.page.tokens.forms[first - 1] in _CLOSERS:
        return after
    return None if _is_apposed(s, before, first) and not scene.page.language.has("inverted_cues") else after


def read_verb(s: SentenceFrames, cue: SourceMention) -> None:
    """Adds the frame of a verb of saying, if it has a speaker."""
    scene, sentence = s.scene, s.sentence
    if is_name_part(scene, cue.first) or _is_noun(scene, cue):
        return
    group = verb_group(scene, cue.first, cue.last, cue.features)
    if group.negated and cue.value != "denying":
        return
    pattern = cue.args or "say"
    if "pp" in cue.features and "fin" not in cue.features and group.first == cue.first:
        _impersonal(s, cue, group)  # "the so-called", "en lieux dits sûrs": a bare participle says nothing by itself
        return
    comp_after = _comp_after(s, cue.last)
    if scene.page.language.has("verb_first") and read_verb_first(s, cue, group, pattern):
        return
    shared = _coordinated(s, group)
    if shared is not None:
        s.emit(shared, cue, [s.extended(cue.last, sentence.last)], pattern)
        return
    if "weak" in cue.features and not comp_after and not _quotes_next(s, cue) and not _floats(s, cue, group):
        return
    before = _before_relative(s, group) or s.before(group.first, _SUBJECT_REACH)
    if "ger" in cue.features and not cue.features & {"fin", "noun"} and _after_comma(s, group):
        before = _subject_of_all(s, before)
    told_before = _told_before(s, group)
    inverted = not comp_after or (before is None and scene.page.language.has("case_roles"))
    after = _follows(s, cue, group, before) if inverted else None
    if told_before and (after or before):
        s.emit(after or before, cue, [*told_before, (cue.last, sentence.last)], pattern)
        return
    if after is not None:
        s.emit(after, cue, [s.reached(sentence.first, group.first), s.extended(after.last, sentence.last)], pattern)
        return
    if pattern == "pass" and before is not None and not before.pronoun:
        s.emit(before, cue, [s.extended(cue.last, sentence.last)], pattern)
        return
    if pattern == "pass" or (group.voice == "passive" and group.first != cue.first):
        _impersonal(s, cue, group)
        return
    if before is None and "weak" not in cue.features and not cue.features & {"ger", "inf"}:
        before = phrase_before(scene, group.first)
    if before is not None:
        _subject_first(s, cue, before, comp_after, pattern)
        return
    opens = cue.first > sentence.first and scene.page.tokens.forms[cue.first - 1] in _OPENERS
    if "ger" in cue.features and not comp_after:
        if group.first > sentence.first and not _is_adverbial(s, cue):
            s.emit(None, cue, [s.extended(cue.last, sentence.last)], pattern)
    elif opens and not comp_after:
        s.emit(None, cue, [s.reached(sentence.first, group.first)], pattern)
    elif comp_after or scene.page.language.has("pro_drop"):
        s.emit(None, cue, [s.extended(cue.last, sentence.last)], pattern)


def _comp_after(s: SentenceFrames, token: int) -> bool:
    """True where a conjunction opens what is said, a comma before it; where case tells, behind an addressee too."""
    gram, forms, last = s.scene.gram, s.scene.page.tokens.forms, s.sentence.last
    far = 8 if s.scene.page.language.has("case_roles") else 0
    for i in range(token, min(token + far + 1, last)):
        if gram[i] == "comp" or (forms[i] == "," and i + 1 < last and gram[i + 1] == "comp"):
            return True
        if s.scene.page.tokens.shapes[i] == ".":
            return False
    return False


def _told_before(s: SentenceFrames, group: VerbGroup) -> list[tuple[int, int]]:
    """ "Об этом сообщили в X": words that take up what was said put the sentences before under the cue."""
    scene = s.scene
    for i in range(s.sentence.first, group.first):
        if scene.gram[i] == "same" and scene.gram_values[i] == "said":
            sentences = scene.page.sentences
            here = sentences[s.number].paragraph
            prior = [x for x in sentences[max(s.number - 3, 0) : s.number] if here - x.paragraph <= 1]
            same = [x for x in prior if x.paragraph == here] or prior
            return [(x.first, x.last) for x in same] + [(s.sentence.first, i)]
    return []


def _before_relative(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """ "X, who …, rejects": the subject stands before the relative clause that the comma closes."""
    scene = s.scene
    if not _after_comma(s, group):
        return None
    for i in range(group.first - 2, s.sentence.first, -1):
        relative = scene.gram[i] == "rel" or (scene.gram[i] == "pron" and scene.gram_values[i] == "who")
        if relative and scene.page.tokens.forms[i - 1] == ",":
            return next((x for x in s.speakers if x.last == i - 1), None) or phrase_before(scene, i - 1)
    return None


def _quotes_next(s: SentenceFrames, cue: SourceMention) -> bool:
    """True where a quote or colon follows the cue, or closes before it."""
    forms = s.scene.page.tokens.forms
    follows = cue.last < s.sentence.last and forms[cue.last] in ('"', "«", ":")
    return follows or (cue.first > s.sentence.first and forms[cue.first - 1] in _CLOSERS)


def _floats(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """True for a cue at the edge of what is said: right behind a comma, or with the end of the clause behind it."""
    forms = s.scene.page.tokens.forms
    tail = _behind_asides(s, cue.last)
    ends = tail >= s.sentence.last or forms[tail] in _ENDS
    return ends or (group.first > s.sentence.first and forms[group.first - 1] in _OPENERS)


def _after_comma(s: SentenceFrames, group: VerbGroup) -> bool:
    return group.first > s.sentence.first and s.scene.page.tokens.forms[group.first - 1] == ","


def _subject_of_all(s: SentenceFrames, nearest: Speaker | None) -> Speaker | None:
    """ "X accused Y of …, adding that": a participle behind a comma has the subject of the whole sentence."""
    if s.out and s.out[-1].speakers:
        return s.out[-1].speakers[-1]
    subjects = [x for x in s.speakers if s.scene.gram[max(s.scene.before(x.first), 0)] not in ("of", "prep", "by")]
    return subjects[0] if subjects else nearest


def _is_adverbial(s: SentenceFrames, cue: SourceMention) -> bool:
    """ "reporting from X": a participle with a preposition says nothing."""
    return cue.last < s.sentence.last and s.scene.gram[cue.last] in ("prep", "by", "with", "against")


def _subject_first(s: SentenceFrames, cue: SourceMention, before: Speaker, comp_after: bool, pattern: str) -> None:
    """A speaker in front of the verb: what follows is said, or, in a parenthesis, what stands around it."""
    scene, sentence = s.scene, s.sentence
    forms = scene.page.tokens.forms
    if "ger" in cue.features and not comp_after and _is_adverbial(s, cue):
        return
    opened = scene.before(before.first)
    tail = _behind_asides(s, cue.last)
    ends = tail >= sentence.last or forms[tail] in _ENDS
    if ends and not comp_after and opened >= 0 and before.first > sentence.first + 1:
        s.emit(before, cue, [s.reached(sentence.first, before.first), s.extended(tail, sentence.last)], pattern)
        return
    between = [(before.last, cue.first)] if scene.page.language.settings.order == "free" else []  # "X удар признал"
    s.emit(before, cue, [*between, s.extended(cue.last, sentence.last)], pattern)


def _impersonal(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> None:
    """ "It was reported by X": the agent speaks; without one the outlet does."""
    after = s.after(cue.last, _INVERTED_REACH)
    if after is None or s.scene.gram[max(s.scene.before(after.first), 0)] != "by":
        return
    content = [(s.sentence.first, group.first), (after.last, s.sentence.last)]
    s.emit(after, cue, content, "pass")


def read_preposition(s: SentenceFrames, cue: SourceMention) -> None:
    """Adds the frame of "according to X", "X zufolge"."""
    sentence = s.sentence
    if cue.args == "self":  # "by his account": the words themselves take the last speaker up again
        if s.context.last:
            taken = Speaker(cue.start, cue.end, cue.first, cue.last, cue.rule, cue.name, "unknown", pronoun=True)
            _from_preposition(s, cue, taken)
        return
    if cue.args == "after":
        speaker = s.before(cue.first, _PREP_REACH)
        if speaker is not None:
            s.emit(speaker, cue, [(sentence.first, speaker.first), (cue.last, sentence.last)], "prep")
        return
    speaker = s.after(cue.last, _PREP_REACH) or phrase_after(s.scene, cue.last)
    if speaker is not None:
        _from_preposition(s, cue, speaker)


def _from_preposition(s: SentenceFrames, cue: SourceMention, speaker: Speaker) -> None:
    """Emits the frame: in front it covers what follows, elsewhere what stands before and behind it."""
    sentence = s.sentence
    opening = sum(1 for i in range(sentence.first, cue.first) if s.scene.page.tokens.shapes[i] != ".")
    if opening <= 2:
        s.emit(speaker, cue, [s.extended(speaker.last, sentence.last)], "prep")
        return
    edge = max([f.cue[1] for f in s.out if f.pattern == "prep" and f.cue[1] < cue.first], default=sentence.first)
    s.emit(speaker, cue, [s.reached(edge, cue.first), (speaker.last, sentence.last)], "prep")


def read_colon(s: SentenceFrames) -> None:
    """ "X: «…»" and headline "X: …" with a speaker alone before the colon and a quote behind it."""
    forms = s.scene.page.tokens.forms
    for i in range(s.sentence.first, min(s.sentence.first + 8, s.sentence.last - 1)):
        if forms[i] != ":":
            continue
        speaker = s.speakers[0] if s.speakers and s.speakers[0].last <= i else None
        if speaker is not None and speaker.last == i and _is_source(s, speaker) and not s.out:
            s.emit(speaker, _cue_of(speaker, "attribution.colon"), [s.extended(i + 1, s.sentence.last)], "say")
            return
        quote = quote_from(s.scene.page.quotes, i, i + 3)
        if speaker is None or quote is None or any(f.covers(quote.first) for f in s.out):
            return
        s.emit(speaker, _cue_of(speaker, "attribution.colon"), [(quote.first, quote.last)], "say")
        return


def read_dash(s: SentenceFrames) -> None:
    """ "… - medical source": the source alone behind the last dash of a flash."""
    forms, last = s.scene.page.tokens.forms, s.sentence.last
    for speaker in s.speakers:
        before = speaker.first - 1
        if before > s.sentence.first and forms[before] == "-" and last - speaker.last <= 5 and _is_source(s, speaker):
            if not s.out:
                s.emit(speaker, _cue_of(speaker, "attribution.dash"), [(s.sentence.first, before)], "say")
            return


def _is_source(s: SentenceFrames, speaker: Speaker) -> bool:
    """True for a head noun of sources or a known outlet, not for any person or state."""
    return any(
        m.role in ("head", "named") and m.first < speaker.last
        for m in within(s.scene.mentions.sources, speaker.first, speaker.last)
    )


def _cue_of(speaker: Speaker, rule: str) -> SourceMention:
    return SourceMention(speaker.start, speaker.end, speaker.first, speaker.last, rule, "cue", "neutral")
