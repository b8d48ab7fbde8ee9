"""Reads one cue: who its speaker is and what stands under it, by word order, commas and quotes."""

from __future__ import annotations

from msgspec.structs import replace

from thucydides.claims.attribution.clause_ends import behind_asides, behind_outlet
from thucydides.claims.attribution.framed import read_framed
from thucydides.claims.attribution.headlines import is_headline
from thucydides.claims.attribution.phrases import has_a_clitic, phrase_before
from thucydides.claims.attribution.sentence import SentenceFrames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.attribution.subject_before import (
    accused_by_nobody,
    after_comma,
    before_apposition,
    before_aside,
    before_relative,
    goes_on,
    nearer_phrase,
    of_relative,
    subject_of_all,
)
from thucydides.claims.attribution.subject_behind import read_verb_first
from thucydides.claims.attribution.subjects import (
    ENDS,
    INVERTED_REACH,
    OPENERS,
    coordinated,
    floats,
    follows,
    is_adverbial,
    labels,
    opens_clause,
    opens_content,
    quotes_next,
    taken_up_before,
    told_in_front,
)
from thucydides.claims.scene import Scene, covered, within
from thucydides.claims.voice import VerbGroup, shares_auxiliary, verb_group
from thucydides.model.mention import SourceMention

_SUBJECT_REACH = 2.7


def is_name_part(scene: Scene, first: int) -> bool:
    """True for a capitalised word inside a sentence: "Jonglei State" states nothing."""
    page = scene.page
    if page.tokens.shapes[first] not in "XA" or not page.language.has("capitals_mark_names"):
        return False
    if page.language.has("capital_nouns"):
        return False
    sentence = page.sentences[scene.sentence[first]]
    if first == sentence.first or page.roles[scene.sentence[first]] in ("title", "heading", "title_repeat"):
        return False
    if is_headline(scene, sentence.first, sentence.last):
        return False
    if page.tokens.forms[first - 1] in ('"', "«", ":", "-", "(") or page.tokens.shapes[first - 1] not in "XAx":
        return False
    return not page.is_shouted(first)


_GONE = frozenset({"past", "pp"})
_NEAR_SOURCE = 5


def _is_noun(scene: Scene, cue: SourceMention) -> bool:
    """True for "the figures", "a report": a form that is a noun too, behind a determiner or a number."""
    before = cue.first - 1
    present = "pres" in cue.features or "inf" in cue.features
    if present and _says_itself(scene, cue):
        return True
    if before < scene.page.sentences[scene.sentence[cue.first]].first:
        return False
    if cue.args == "accuse" and "pp" in cue.features:  # "the accused", "the prime accused in the case"
        after = scene.gram[cue.last] if cue.last < len(scene.gram) else ""
        plain = not scene.gram[before] and scene.page.tokens.shapes[before] == "x"
        numbered = bool(within(scene.mentions.numbers, before, cue.first))
        return scene.gram[before] == "det" or numbered or (plain and after in ("prep", "be", "have", "modal"))
    if cue.value == "denying" and "noun" not in cue.features and scene.page.language.has("case_roles"):
        return False  # "X it denies": what is denied stands before the verb
    if _is_an_adjective(scene, cue) or covered(cue.first, cue.first + 1, scene.mentions.weapons):
        return True  # "two dynamite [charges]"
    if not present or not _GONE.isdisjoint(cue.features) or has_a_clitic(scene, cue):
        return False
    if _is_of_a_source(scene, cue):
        return True
    return scene.gram[before] in ("det", "of", "poss") or scene.page.tokens.shapes[before] == "0"


def _says_itself(scene: Scene, cue: SourceMention) -> bool:
    """ ", [witnesses] said": a source's name that has the form of a verb, with a verb of saying of its own behind it."""
    near = within(scene.mentions.sources, max(cue.first - 4, 0), cue.first + 1)
    if not any(m.role == "head" and m.last == cue.last for m in near):
        return False
    at = cue.last + (scene.gram[cue.last : cue.last + 1] == ("have",))
    return any(m.role == "cue" and "fin" in m.features for m in within(scene.mentions.sources, at, at + 1))


def _is_of_a_source(scene: Scene, cue: SourceMention) -> bool:
    """ "according to a congressional [report]": behind a preposition of sources, with no mark between."""
    for m in within(scene.mentions.sources, max(cue.first - _NEAR_SOURCE, 0), cue.first):
        if m.role == "prep" and "weak" not in m.features and m.args == "before":
            shapes = scene.page.tokens.shapes[m.last : cue.first]
            return "." not in shapes and "n" not in shapes and m.last <= cue.first
    return False


def _is_an_adjective(scene: Scene, cue: SourceMention) -> bool:
    """ "the group's [reported] losses": a participle between a possessive and a plain noun, where adjectives stand so."""
    if "pp" not in cue.features or cue.last >= len(scene.gram):
        return False
    if scene.gram[cue.first - 1] not in _BEFORE_ADJECTIVES and not (cue.value == "distancing" and _counted(scene, cue)):
        return False
    plain = scene.page.tokens.shapes[cue.last] == "x" and not scene.gram[cue.last]
    return plain and scene.page.language.has("noun_compounds")


_BEFORE_ADJECTIVES = frozenset({"poss", "det", "of", "against", "by", "with"})


def _counted(scene: Scene, cue: SourceMention) -> bool:
    """ "two alleged rebels": a figure right before the adjective."""
    return any(n.last == cue.first for n in within(scene.mentions.numbers, max(cue.first - 2, 0), cue.first))


def _is_verb(scene: Scene, cue: SourceMention) -> bool:
    """False for names and nouns that only look like a verb of saying."""
    held = cue.value == "accusing" and scene.gram[cue.first] == "by"
    if held and ("pp" in cue.features or scene.gram[cue.first - 1] == "by"):
        return False  # "an attack [blamed on] X": nobody says so, X is held to have done it
    marked = cue.first and scene.page.tokens.shapes[cue.first - 1] == "."
    if marked and any(q.first == cue.first - 1 and q.last == cue.last + 1 for q in scene.page.quotes):
        return False  # "it was “exact”"
    return not (is_name_part(scene, cue.first) or _is_noun(scene, cue) or _carries_persons(scene, cue))


def _says(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """False for what is said not to be said, and for what nobody named believes."""
    scene = s.scene
    # a negation behind the cue ("says neither fired") is of what is said
    if group.negated and "not" in scene.gram[group.first : cue.first]:
        return False
    # "warplanes believed to be …" says of them what nobody named believes
    second = min(cue.last + 1, s.sentence.last - 1)
    raised = "pp" in cue.features and scene.gram[second] == "be" and scene.gram[cue.last] in ("purpose", "prep")
    return not (raised and cue.value == "estimating")


def _opens(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """True where what stands around a word that can also mean other things shows that something is said."""
    mentions = s.scene.mentions
    if cue.args == "quoted":
        return quotes_next(s, cue) or told_in_front(s, group)
    if quotes_next(s, cue) or floats(s, cue, group) or labels(s, cue) or told_in_front(s, group):
        return True
    if opens_clause(s, cue):
        return True
    if cue.value == "accusing":
        return bool(within(mentions.triggers, cue.last, cue.last + 3))
    return cue.args == "toll" and bool(within(mentions.numbers, cue.last, cue.last + 3))


def _of_the_writer(s: SentenceFrames, cue: SourceMention) -> None:
    """ "We do not confirm it": the first person is the outlet."""
    writer = Speaker(cue.start, cue.end, cue.first, cue.last, cue.rule, cue.name, "outlet", own=True)
    s.emit(writer, cue, [(cue.first, cue.last), (cue.last, s.sentence.last)], cue.args or "say")


def _ends_what_is_said(s: SentenceFrames, cue: SourceMention, before: Speaker, pattern: str) -> bool:
    """ "X, … öldüğünü açıkladı": where the verb ends its clause, what is said stands between it and the speaker."""
    if not s.scene.page.language.has("verb_last") or before.last >= cue.first:
        return False
    s.emit(before, cue, [s.reached(before.last, cue.first), (cue.first, cue.last)], pattern)
    return True


def read_verb(s: SentenceFrames, cue: SourceMention) -> None:
    """Adds the frame of a verb of saying, if it has a speaker."""
    scene, sentence = s.scene, s.sentence
    if "own" in cue.features:
        _of_the_writer(s, cue)
        return
    group = verb_group(scene, cue.first, cue.last, cue.features) if _is_verb(scene, cue) else None
    if group is None or not _says(s, cue, group) or (cue.args == "responsibility" and group.negated):
        return  # a name; "No armed group has claimed the attack"
    pattern = cue.args or "say"
    if scene.page.language.has("verb_bracket") and read_framed(s, cue, group, pattern):
        return
    shared = bool(s.out) and shares_auxiliary(scene, cue.first)  # "ont nié tout et affirmé que"
    bare = "pp" in cue.features and "fin" not in cue.features and group.first == cue.first and not shared
    if cue.last - cue.first > 1 and group.first < cue.first and scene.gram[cue.first - 1] == "have":
        group = replace(group, voice="active")  # "has rejected claims by X": the claims are X's
    agent = cue.last < sentence.last and scene.gram[cue.last] == "by" and not cue.features & {"fin", "inf", "ger"}
    agent = agent and (group.voice != "active" or group.first == cue.first)
    if bare or agent:
        if "weak" in cue.features and pattern != "pass" and not (opens_content(s, cue.last) or _opens(s, cue, group)):
            return
        _impersonal(s, cue, group)  # "the so-called", "en lieux dits sûrs": a bare participle says nothing by itself
        return
    comp_after = opens_content(s, cue.last)
    if scene.page.language.has("verb_first") and read_verb_first(s, cue, group, pattern):
        return
    if (joined := coordinated(s, group, comp_after)) is not None:
        s.emit(joined, cue, [s.extended(cue.last, sentence.last)], pattern)
        return
    if "weak" in cue.features and not (comp_after or _opens(s, cue, group)):
        return
    before = _speaker_before(s, cue, group)
    if before is not None and not comp_after and _ends_what_is_said(s, cue, before, pattern):
        return
    before = _subject_before(s, cue, group, before)
    told_before = taken_up_before(s, cue, group, cue.last)
    inverted = not comp_after or (before is None and scene.page.language.has("case_roles"))
    after = follows(s, cue, group, before) if inverted else None
    if told_before and after is None:
        after = s.after(cue.last, INVERTED_REACH, subject=True)
    if told_before and (after or before):
        s.emit(after or before, cue, told_before, pattern)
        return
    if after is not None:
        s.emit(after, cue, [s.reached(sentence.first, group.first), *s.tail(group.first, after.last)], pattern)
        return
    if pattern == "pass" and group.voice != "passive" and _impersonal(s, cue, group):
        return
    if pattern == "pass" and before is not None and not before.pronoun and _says_more(s, cue):
        s.emit(before, cue, [s.extended(cue.last, sentence.last)], pattern)
        return
    if pattern == "pass" or (group.voice == "passive" and group.first != cue.first):
        _impersonal(s, cue, group)
        return
    if before is None and _takes_phrase(s, cue, group):
        before = _open_phrase(s, group)
    if before is not None:
        _subject_first(s, cue, before, comp_after, pattern)
        return
    _nobody_named(s, cue, group, comp_after, pattern)


def _open_phrase(s: SentenceFrames, group: VerbGroup) -> Speaker | None:
    """The noun phrase that no list knows right before a verb; none where its case says that it is whom they accused."""
    found = phrase_before(s.scene, group.first)
    if found is not None and any(x.first < found.last <= x.last and not s.can_be_subject(x) for x in s.speakers):
        return None  # "Армию обвинили"
    return found


def _says_more(s: SentenceFrames, cue: SourceMention) -> bool:
    """ "rebels fled; two dead were reported": a passive of saying with nothing behind it has no speaker in front."""
    free = s.scene.page.language.settings.order != "SVO"
    return free or any(s.scene.page.tokens.shapes[i] != "." for i in range(cue.last, s.sentence.last))


def _speaker_before(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> Speaker | None:
    """The speaker in front of a cue: of a relative clause, before an aside, or the nearest."""
    if accused_by_nobody(s, cue, group):
        return None
    return (
        of_relative(s, group)
        or before_relative(s, group)
        or before_apposition(s, group)
        or before_aside(s, group)
        or s.before(group.first, _SUBJECT_REACH, "pl" in cue.features)
    )


def _subject_before(s: SentenceFrames, cue: SourceMention, group: VerbGroup, before: Speaker | None) -> Speaker | None:
    """The subject in front of a cue: a phrase that stands nearer than the speaker, or that of the clause before."""
    before = nearer_phrase(s, cue, group, before)
    participle = "ger" in cue.features and not cue.features & {"fin", "noun"} and after_comma(s, group)
    return subject_of_all(s, before) if participle or goes_on(s, group) else before


def _takes_phrase(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """True for a finite cue whose subject may be a phrase that no list knows; a weak one right behind a quote or before
    a conjunction alone.
    """
    if "ger" in cue.features or group.infinitive or ("inf" in cue.features and "fin" not in cue.features):
        return False
    return "weak" not in cue.features or told_in_front(s, group) or opens_content(s, cue.last)


def _nobody_named(s: SentenceFrames, cue: SourceMention, group: VerbGroup, comp_after: bool, pattern: str) -> None:
    """A cue without a speaker in its sentence: whoever spoke last goes on; "they say that" is hearsay of nobody."""
    scene, sentence = s.scene, s.sentence
    if any(m.role == "hedge" and m.last == cue.last for m in within(scene.mentions.sources, cue.first, cue.first + 1)):
        return
    opens = cue.first > sentence.first and scene.page.tokens.forms[cue.first - 1] in OPENERS
    if "ger" in cue.features and not comp_after:
        if group.first > sentence.first and not is_adverbial(s, cue):
            s.emit(None, cue, [s.extended(cue.last, sentence.last)], pattern)
    elif opens and not comp_after:
        s.emit(None, cue, [s.reached(sentence.first, group.first)], pattern)
    elif comp_after or scene.page.language.has("pro_drop"):
        s.emit(None, cue, [s.extended(cue.last, sentence.last)], pattern)


def _subject_first(s: SentenceFrames, cue: SourceMention, before: Speaker, comp_after: bool, pattern: str) -> None:
    """A speaker in front of the verb: what follows is said, or, in a parenthesis, what stands around it."""
    scene, sentence = s.scene, s.sentence
    forms = scene.page.tokens.forms
    if "ger" in cue.features and not comp_after and is_adverbial(s, cue):
        return
    opened = scene.before(before.first)
    tail = behind_outlet(s, cue.last) if before.first >= cue.first - 1 else behind_asides(s, cue.last)
    ends = tail >= sentence.last or (forms[tail] in ENDS and forms[tail + 1 : tail + 2] != ['"'])
    ends = ends or (not comp_after and (s.closes_before(before.first) or _told_around(s, before, cue.last)))
    if ends and not comp_after and opened >= 0 and before.first > sentence.first + 1:
        s.emit(before, cue, [s.reached(sentence.first, before.first), *s.tail(before.first, tail)], pattern)
        return
    if not comp_after and (spoken := s.quote_before(before) or s.quote_before_phrase(before)):
        s.emit(before, cue, [spoken, *s.tail(before.first, tail, quoted=True)], pattern)
        return
    plain = all(scene.page.tokens.shapes[i] not in ".n" for i in range(before.last, cue.first))
    free = plain and scene.page.language.settings.order == "free"
    between = [(before.last, cue.first)] if free else []  # "X удар признал"
    s.emit(before, cue, [*between, s.extended(cue.last, sentence.last)], pattern)


def _told_around(s: SentenceFrames, speaker: Speaker, first: int) -> bool:
    """ ""…," X told Y by phone.": behind a comma or a quote's end a speaker whose verb is followed by no event."""
    scene, last = s.scene, s.sentence.last
    mark = _before_figures(scene, speaker.first)
    while mark > s.sentence.first and scene.gram[mark] == "and":  # ", residents and an official told X"
        joined = next((x for x in s.speakers if x.last == mark), None)
        if joined is None:
            break
        mark = _before_figures(scene, joined.first)
    if mark <= s.sentence.first or scene.page.tokens.forms[mark] not in OPENERS:
        return False
    if scene.gram[s.sentence.first] == "prep" and scene.page.tokens.forms[mark] == "," and _is_phrase(s, mark):
        return False  # "In a book, X noted …": a phrase says nothing
    if any(
        scene.gram[i] in ("comp", "be", "have", "pron") or scene.page.tokens.forms[i] in ('"', ":")
        for i in range(first, last)
    ):
        return False
    return not within(scene.mentions.triggers, first, last) and not within(scene.mentions.casualties, first, last)


def _before_figures(scene: Scene, first: int) -> int:
    """The token before the article or the figure of a noun: ", [an] official", ", [two] witnesses"."""
    mark = first - 1
    figure = next((n for n in within(scene.mentions.numbers, max(mark - 2, 0), first) if n.last == first), None)
    if figure is not None:
        return figure.first - 1
    return mark - (scene.gram[mark] == "det")


def _is_phrase(s: SentenceFrames, last: int) -> bool:
    """True where no verb stands between the head of the sentence and a token."""
    gram, first = s.scene.gram, s.sentence.first
    verbal = any(gram[i] in ("be", "have", "aux", "modal", "plan") for i in range(first, last))
    return not verbal and not any("fin" in m.features for m in within(s.scene.mentions.triggers, first, last))


def _carries_persons(scene: Scene, cue: SourceMention) -> bool:
    """ "passed the wounded on to the hospital": a verb of passing on whose object are persons says nothing."""
    at = cue.last
    if "passes" not in cue.features or at >= len(scene.gram):
        return False
    return any(c.role == "victim" or c.args == "noun" for c in within(scene.mentions.casualties, at, at + 1))


def _impersonal(s: SentenceFrames, cue: SourceMention, group: VerbGroup) -> bool:
    """ "It was reported by X": the agent speaks; without one the outlet does; true where one was found."""
    after = s.after(cue.last, INVERTED_REACH)
    openers = ("by", "prep") if cue.args == "pass" and group.voice != "passive" else ("by",)  # "one says at X"
    if after is None:
        return False
    told_between = bool(within(s.scene.mentions.triggers, cue.last, after.first))
    if told_between and cue.args == "pass" and group.voice != "passive":
        return False  # "it is a question of an attack led by X": the agent is the attack's
    opener = max(s.scene.before(after.first), 0)
    if any(h.first == cue.first and h.last == opener + 1 for h in s.scene.page.of("grammar", "by")):
        return False  # "an attack attributed to X": whom it is laid at, who says nothing
    own = cue.args == "pass" and opener == cue.last - 1 and s.scene.gram[opener] in ("of", "prep")  # "one learns from"
    if s.scene.gram[opener] not in openers and not own:
        return False
    goes_on = after.last < s.sentence.last and s.scene.gram[after.last] in ("rel", "pron")  # "by X, who …"
    behind = (after.last, after.last if goes_on else s.sentence.last)
    s.emit(after, cue, [(s.sentence.first, group.first), behind], "pass")
    return True
