"""Reads a cue whose parts frame its clause ("teilte die Polizei am Abend mit"): its subject and what it says."""

from __future__ import annotations

from thucydides.claims.attribution.sentence import SentenceFrames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.attribution.subjects import taken_up_before
from thucydides.claims.bracket.clauses import Clause, Phrase, is_finite, phrases_in
from thucydides.claims.bracket.group import clause_of_verb
from thucydides.claims.bracket.slots import subject_of
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import SourceMention

_CLOSERS = frozenset({'"', "«", "»"})
_MARKS = frozenset({",", ":"})
_NAME = 7  # tokens of a name in quotes, the marks included


def _whole(scene: Scene, clause: Clause, phrase: Phrase) -> Phrase:
    """The subject with what it governs ("der Sprecher der Armee in Kidal") and joins to it."""
    last = phrase.last
    for p in phrases_in(scene, phrase.last, clause.last):
        gap = [scene.gram[i] for i in range(last, p.first)]
        if not gap or any(g not in ("of", "det", "poss", "other", "") for g in gap) or "of" not in gap:
            break
        last = p.last
    return Phrase(phrase.first, last, phrase.governed, phrase.case)


def _speaker(s: SentenceFrames, phrase: Phrase) -> Speaker:
    """The known speaker in a phrase, with all its words; else the phrase itself as a person."""
    mine = [x for x in s.speakers if x.first < phrase.last and phrase.first < x.last and not x.pronoun]
    if mine:
        return mine[0]
    page = s.scene.page
    start, end = page.span(phrase.first, phrase.last)
    return Speaker(start, end, phrase.first, phrase.last, "attribution.phrase", page.text[start:end], "person")


def _pronoun(s: SentenceFrames, clause: Clause) -> Speaker | None:
    """ "sagte er": a speaker that is a pronoun in the clause of the cue."""
    found = [x for x in s.speakers if x.pronoun and clause.first <= x.first < clause.last]
    return found[0] if found else None


def _relative_subject(s: SentenceFrames, clause: Clause) -> Speaker | None:
    """ "der Minister, der sagte": whom a relative pronoun means."""
    at = clause.first - 2
    return next((x for x in s.speakers if x.last == at or x.last == at - 1), None) if clause.opens == "rel" else None


def _before(s: SentenceFrames, clause: Clause) -> bool:
    """True where what is said stands in front of the clause of the cue: behind a comma or a closed quote."""
    forms = s.scene.page.tokens.forms
    if clause.opens == "comp" and s.scene.gram_values[clause.first - 1] == "as":
        return clause.first - 1 > s.sentence.first  # ", wie X mitteilte"
    if clause.first <= s.sentence.first or clause.opens in ("rel", "comp", "and"):
        return False
    return forms[clause.first - 1] in (",", *_CLOSERS) or clause.opens == "clause"


def _behind(s: SentenceFrames, clause: Clause, cue: SourceMention, speaker: Speaker) -> int:
    """The token at which what is said begins behind the cue and its speaker: behind a colon, a quote, or the first comma
    that a clause follows; else right behind them.
    """
    at = max(cue.last, speaker.last if speaker.first > cue.first and speaker.last <= clause.last else cue.last)
    forms, end = s.scene.page.tokens.forms, s.sentence.last
    names = {q.first: q.last for q in s.scene.page.quotes if q.last - q.first <= _NAME and q.last < end}
    first, i = -1, at
    while i < end:
        if forms[i] in _CLOSERS and i in names and forms[names[i]] in (",", "("):
            i = names[i]  # "die Seite „Golem“, …": a name in quotes
            continue
        if forms[i] == ":" or forms[i] in _CLOSERS:
            return i
        if forms[i] == ",":
            first = i if first < 0 else first
            if _opens_a_clause(s, i + 1):
                return i
        i += 1
    return first if first == at else at


def _opens_a_clause(s: SentenceFrames, token: int) -> bool:
    """True where a conjunction or a verb stands before the next mark."""
    for i in range(token, s.sentence.last):
        if s.scene.gram[i] in ("comp", "cond") or is_finite(s.scene, i):
            return s.scene.gram[token] != "rel"
        if s.scene.page.tokens.shapes[i] == ".":
            return s.scene.page.tokens.forms[i] in _CLOSERS
    return False


def read_framed(s: SentenceFrames, cue: SourceMention, group: VerbGroup, pattern: str) -> bool:
    """Adds the frame of an active cue with its subject; False where another reading must find its speaker."""
    scene = s.scene
    if pattern == "responsibility" or says_nothing(s.scene, cue):
        return pattern != "responsibility"
    if group.voice != "active" or group.infinitive or pattern == "pass":
        return _unsaid(s, cue, group, pattern)
    _, clause = clause_of_verb(scene, cue.first, cue.last, cue.features)
    speaker = _pronoun(s, clause) or _relative_subject(s, clause)
    if speaker is None:
        subject = subject_of(scene, clause)
        if subject is None:
            return False
        speaker = _speaker(s, _whole(scene, clause, subject))
    behind = _behind(s, clause, cue, speaker)
    told = taken_up_before(s, cue, group, behind)
    if told:
        s.emit(speaker, cue, told, pattern)
        return True
    if _before(s, clause):
        tail = [(behind, s.sentence.last)] if behind < s.sentence.last - 1 else []
        ends = clause.first - (clause.opens in ("comp", "clause"))
        s.emit(speaker, cue, [s.reached(s.sentence.first, ends), *tail], pattern)
        return True
    marked = behind < s.sentence.last and scene.page.tokens.forms[behind] in (*_MARKS, *_CLOSERS)
    if not marked and ("weak" in cue.features or not _tells(s, cue)):
        return True  # "forderte den Rücktritt": nothing is said
    start = behind if marked else max(cue.last, speaker.last if speaker.first > cue.first else cue.last)
    s.emit(speaker, cue, [s.extended(start, s.sentence.last)], pattern)
    return True


def _tells(s: SentenceFrames, cue: SourceMention) -> bool:
    """ "bestätigte den Angriff", "sprach von zwei Toten": an event or harm in the clause of a cue that has no clause behind."""
    m, first, last = s.scene.mentions, s.sentence.first, s.sentence.last
    told = any(t.sense != "light" for t in within(m.triggers, first, last))
    return told or any(c.role != "victim" for c in within(m.casualties, first, last)) or cue.args == "toll"


def _unsaid(s: SentenceFrames, cue: SourceMention, group: VerbGroup, pattern: str) -> bool:
    """A passive of saying: read elsewhere where an agent stands beside it; a clause of what is said ("es hieß, …", "wurde
    berichtet, dass …") is nobody's who is named; else nothing is said.
    """
    forms, scene, last = s.scene.page.tokens.forms, s.scene, s.sentence.last
    at = cue.last
    while at < last and scene.gram[at] in ("be", "have"):
        at += 1
    clause = at + 1 < last and (forms[at] == ":" or (forms[at] == "," and _opens_a_clause(s, at + 1)))
    agent = any(scene.gram[i] == "by" for i in range(s.sentence.first, cue.first))
    named = s.after(cue.last, 1.0) if pattern == "pass" and not clause else None
    head = next((x for x in s.speakers if x.last <= cue.first and x.head), None) if pattern == "pass" else None
    if clause and head is not None and group.voice == "active":  # "aus Militärkreisen hieß es, …"
        s.emit(head, cue, [s.extended(at, last)], pattern)
        return True
    opened = cue.first > s.sentence.first and forms[cue.first - 1] in (",", *_CLOSERS)
    if agent or named is not None or group.infinitive or not (clause or (opened and pattern == "pass")):
        return not (agent or named is not None or cue.value in ("accusing", "denying"))
    nobody = Speaker(cue.start, cue.end, cue.first, cue.last, cue.rule, cue.name, "unknown", own=True)
    said = s.extended(at, last) if clause else s.reached(s.sentence.first, cue.first)
    s.emit(nobody, cue, [said], pattern)
    return True


def says_nothing(scene: Scene, cue: SourceMention) -> bool:
    """ "[nicht näher] bezeichnete Gründe": a participle before its noun is no cue."""
    if "adj" not in cue.features and not ({"fin", "pp"} <= cue.features):
        return False
    at = cue.last
    if at >= len(scene.gram) or scene.page.tokens.shapes[at] != "X" or scene.gram[at]:
        return False
    before = scene.gram[cue.first - 1] if cue.first else ""
    return before in ("det", "poss", "of") or bool(within(scene.mentions.numbers, cue.first - 1, cue.first))


def noun_behind(s: SentenceFrames, token: int) -> Speaker | None:
    """ "laut [Verfassung] der Präsident": the first noun phrase behind a preposition of sources, known as a speaker or not."""
    found = phrases_in(s.scene, token, s.sentence.last)
    clause = Clause(token, s.sentence.last, "", -1, ())
    if not found or found[0].first - token > _NAME or found[0].governed not in ("", "of"):
        return None
    return _speaker(s, _whole(s.scene, clause, found[0]))


def noun_before(scene: Scene, token: int) -> Speaker | None:
    """ "ersten [Angaben] zufolge": the noun right before a token with its adjectives, as nobody's name."""
    first = token - 1
    page = scene.page
    if first < page.sentences[scene.sentence[token]].first or page.tokens.shapes[first] not in "XA":
        return None
    floor = page.sentences[scene.sentence[token]].first
    while first > floor and page.tokens.shapes[first - 1] == "x" and not scene.gram[first - 1] and first > token - 3:
        first -= 1
    start, end = page.span(first, token)
    return Speaker(start, end, first, token, "attribution.phrase", page.text[start:end], "unknown")
