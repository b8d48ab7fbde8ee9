"""Frames that no verb opens: a preposition of sources, a colon, a dash, a name in parentheses."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from thucydides.claims.attribution.framed import noun_before, noun_behind
from thucydides.claims.attribution.phrases import past_the_addressee, phrase_after
from thucydides.claims.attribution.sentence import SentenceFrames, quote_from
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.attribution.subjects import (
    ENDS,
)
from thucydides.claims.scene import within
from thucydides.model.claim import SourceKind
from thucydides.model.mention import SourceMention

_PREP_REACH = 0.5
_NEAR_HEAD = 8  # tokens in which the colon of a speaker at the head of a sentence stands
_HEAD = 12  # the same where an hour or an office stands beside him
_STEM, _ENDING = 4, 3  # letters of a name that no case changes, and that a case may add
_GLOSS = 8  # tokens of what stands beside a source before the next clause
_WRITTEN = 4  # tokens from a paper to "by" or "from"


def read_preposition(s: SentenceFrames, cue: SourceMention) -> None:
    """Adds the frame of "according to X", "X zufolge"."""
    sentence = s.sentence
    if cue.args == "self":  # "by his account": the words themselves take the last speaker up again
        if s.context.last:
            taken = Speaker(cue.start, cue.end, cue.first, cue.last, cue.rule, cue.name, "unknown", pronoun=True)
            _from_preposition(s, cue, taken)
        return
    if cue.args.startswith("holds:"):  # "nach Polizeiangaben": the words themselves name who speaks
        _from_preposition(s, cue, _held_by(s, cue))
        return
    if cue.args == "after":
        speaker = s.before(cue.first, _PREP_REACH, verb=False)
        if s.scene.page.language.has("verb_bracket") and (speaker is None or speaker.last != cue.first):
            speaker = noun_before(s.scene, cue.first) or speaker
        if speaker is not None:
            s.emit(speaker, cue, [(sentence.first, speaker.first), (cue.last, sentence.last)], "prep")
        return
    if s.scene.page.language.has("verb_bracket") and (beside := noun_behind(s, cue.last)) is not None:
        _from_preposition(s, cue, beside)
        return
    speaker = past_the_addressee(s.scene, s.speakers, s.after(cue.last, _PREP_REACH), cue.last) or phrase_after(
        s.scene, cue.last
    )
    if speaker is not None and not ("weak" in cue.features and _says_itself(s, speaker)):
        _from_preposition(s, cue, _with_its_noun(s, cue, _who_wrote(s, speaker)))


def _held_by(s: SentenceFrames, cue: SourceMention) -> Speaker:
    """The speaker that a preposition's own words name; its kind stands on the row."""
    nouns = [i for i in range(cue.first, cue.last) if s.scene.page.tokens.shapes[i] in "XA" and not s.scene.gram[i]]
    first = nouns[-1] if nouns else cue.last - 1
    start, end = s.scene.page.span(first, first + 1)
    kind = cast(SourceKind, cue.args.removeprefix("holds:"))
    return Speaker(start, end, first, first + 1, cue.rule, s.scene.page.text[start:end], kind, head=True)


def _with_its_noun(s: SentenceFrames, cue: SourceMention, speaker: Speaker) -> Speaker:
    """ "de [sources militaires]": the noun that ends the words of the preposition is told with the adjective behind it."""
    beside = speaker.first == cue.last and speaker.head and "adj" in speaker.features
    if not beside or cue.last - cue.first < 2 or s.scene.gram[cue.last - 1]:
        return speaker
    start, end = s.scene.page.span(cue.last - 1, speaker.last)
    return replace(speaker, start=start, first=cue.last - 1, name=s.scene.page.text[start:end])


def _who_wrote(s: SentenceFrames, paper: Speaker) -> Speaker:
    """ "according to a report from X", "a document filed by X": who wrote the paper that nobody is named by."""
    if paper.kind != "unknown" or paper.source_id or paper.pronoun or paper.back:
        return paper
    gram, shapes = s.scene.gram, s.scene.page.tokens.shapes
    for i in range(paper.last, min(paper.last + _WRITTEN, s.sentence.last - 1)):
        if gram[i] == "by":
            behind = i + 1 + (gram[i + 1] == "det")
            writer = next((x for x in s.speakers if i < x.first <= behind and not x.pronoun), None)
            return paper if writer is None else replace(writer, start=paper.start, first=paper.first, title=False)
        if gram[i] or shapes[i] != "x":
            break
    return paper


def _says_itself(s: SentenceFrames, speaker: Speaker) -> bool:
    """ "a spokesman for X said": the verb behind the phrase tells what is said."""
    i = speaker.last
    while i < s.sentence.last and s.scene.gram[i] in ("adverb", "have"):
        i += 1
    return any(m.role == "cue" and "fin" in m.features for m in within(s.scene.mentions.sources, i, i + 1))


def _from_preposition(s: SentenceFrames, cue: SourceMention, speaker: Speaker) -> None:
    """Emits the frame: in front it covers what follows, elsewhere what stands before and behind it."""
    sentence = s.sentence
    opening = sum(1 for i in range(sentence.first, cue.first) if s.scene.page.tokens.shapes[i] != ".")
    if opening <= 2:
        s.emit(speaker, cue, [s.extended(speaker.last, sentence.last)], "prep")
        return
    edge = max([f.cue[1] for f in s.out if f.pattern == "prep" and f.cue[1] < cue.first], default=sentence.first)
    start, end = s.reached(edge, cue.first), sentence.last
    inner = _clause_around(s, cue.first)
    if inner is not None:
        start, end = (max(start[0], inner[0]), start[1]), inner[1]
    s.emit(speaker, cue, [start, (speaker.last, _next_clause(s, speaker.last, end))], "prep")


def _clause_around(s: SentenceFrames, first: int) -> tuple[int, int] | None:
    """ "…, where, according to X, fighters hid": a source right behind the word that opens a relative clause answers for
    that clause alone.
    """
    gram, forms, i = s.scene.gram, s.scene.page.tokens.forms, first - 1
    while i > s.sentence.first and forms[i] == ",":
        i -= 1
    if i == first - 1 or gram[i] != "rel" or i <= s.sentence.first + 1:
        return None
    return i, s.sentence.last


def _next_clause(s: SentenceFrames, first: int, last: int) -> int:
    """ "…, according to X, while the police held ten": a clause that a conjunction opens behind the source is not his."""
    gram, forms = s.scene.gram, s.scene.page.tokens.forms
    for i in range(first, min(first + _GLOSS, last - 1)):
        if forms[i] == "," and gram[i + 1] == "clause" and s.scene.gram_values[i + 1] == "while":
            return i
    return last


def read_colon(s: SentenceFrames) -> None:
    """ "X: «…»" and headline "X: …" with a speaker alone before the colon and a quote behind it."""
    forms, shapes = s.scene.page.tokens.forms, s.scene.page.tokens.shapes
    for i in range(s.sentence.first, min(s.sentence.first + _HEAD, s.sentence.last - 1)):
        if forms[i] != ":" or (shapes[i + 1] == "0" and i > s.sentence.first and shapes[i - 1] == "0"):
            continue  # the hour that heads an entry ("21:40 X: …") has a colon of its own
        speaker = s.speakers[0] if s.speakers and s.speakers[0].last <= i else None
        if speaker is None and not s.out and i - s.sentence.first <= 3:
            speaker = _named_at_the_head(s, i)
        if (
            speaker is not None
            and (speaker.last == i or _is_glossed(s, speaker, i))
            and not s.out
            and (_is_source(s, speaker) or _has_turn(s, speaker) or speaker.last < i)
        ):
            last = s.sentence.last if _is_source(s, speaker) else s.paragraph_end()
            s.emit(speaker, _cue_of(speaker, "attribution.colon"), [s.extended(i + 1, last)], "say")
            return
        quote = quote_from(s.scene.page.quotes, i, i + 3) if i - s.sentence.first < _NEAR_HEAD else None
        if speaker is None or quote is None or any(f.covers(quote.first) for f in s.out):
            return
        s.emit(speaker, _cue_of(speaker, "attribution.colon"), [(quote.first, quote.last)], "say")
        return


def _is_glossed(s: SentenceFrames, speaker: Speaker, colon: int) -> bool:
    """ "NAME, mayor of Y: …": a speaker at the head of a sentence with his office between a comma and the colon."""
    page, gloss = s.scene.page, speaker.last + 1
    if s.scene.gram[speaker.last] == "prep" and speaker.first <= s.sentence.first + 1 and speaker.head:
        named = [p for p in within(s.scene.mentions.places, speaker.last, colon) if p.last == colon]
        return bool(named) and named[0].first <= gloss  # "a spokesman of X in Y: …"
    if page.tokens.forms[speaker.last] != "," or speaker.first > s.sentence.first + 1:
        return False
    if any(within(kind, gloss, colon) for kind in (s.scene.mentions.triggers, s.scene.mentions.casualties)):
        return False
    return any(m.role in ("head", "named") for m in within(s.scene.mentions.sources, gloss, colon))


def _named_at_the_head(s: SentenceFrames, colon: int) -> Speaker | None:
    """A lone capitalised word in front of a colon, that the text uses as a name elsewhere."""
    first, page = s.sentence.first, s.scene.page
    first += page.tokens.forms[first] == '"'
    if colon != first + 1 or s.scene.gram[first] or first in s.scene.known or page.tokens.shapes[first] not in "XA":
        return None
    start, end = page.span(first, colon)
    return Speaker(start, end, first, colon, "attribution.name", page.text[start:end], "person")


def _has_turn(s: SentenceFrames, speaker: Speaker) -> bool:
    """True for a person whose name alone opens a headline or a turn of talk: of two words, or used in the text again."""
    scene, page = s.scene, s.scene.page
    if speaker.rule != "attribution.name" or not page.language.has("capitals_mark_names"):
        return False
    if speaker.first > s.sentence.first + 1 or within(scene.mentions.places, speaker.first, speaker.last):
        return False
    form, shapes = page.tokens.forms[speaker.last - 1], page.tokens.shapes
    if not page.is_shouted(s.sentence.last - 1) and all(shapes[i] == "A" for i in range(speaker.first, speaker.last)):
        return False  # "NORTHERN FRONT: …": a heading in capitals
    stem = form[: max(_STEM, len(form) - 2)] if page.language.has("case_roles") else form
    for i in range(s.sentence.last, len(shapes)):
        again = page.tokens.forms[i]
        same = again == form or (stem != form and again.startswith(stem) and abs(len(again) - len(form)) <= _ENDING)
        if same and shapes[i] in "XA" and i != page.sentences[scene.sentence[i]].first:
            return True
    return False


def read_dash(s: SentenceFrames) -> None:
    """ "… - medical source": the source alone behind the last dash of a flash; "“…” - NAME": who is quoted."""
    forms, last, first = s.scene.page.tokens.forms, s.sentence.last, s.sentence.first
    if s.speakers and forms[first] == "-" and s.speakers[0].first == first + 1:
        quotes = [q for q in s.scene.page.quotes if q.closed and q.last == first]
        ended = s.speakers[0].last >= last or forms[s.speakers[0].last] in ENDS
        if quotes and ended and s.speakers[0].rule == "attribution.name":
            s.emit(s.speakers[0], _cue_of(s.speakers[0], "attribution.dash"), [(quotes[0].first, first)], "say")
            return
    for speaker in s.speakers:
        before = speaker.first - 1
        ends = last - speaker.last <= 5 and not _tells(s, speaker.last)
        if before > s.sentence.first and forms[before] == "-" and ends and _is_source(s, speaker):
            if not s.out:
                s.emit(speaker, _cue_of(speaker, "attribution.dash"), [(s.sentence.first, before)], "say")
            return


def _tells(s: SentenceFrames, first: int) -> bool:
    """ "… - the medics were not hurt": a word of harm behind the dash's noun tells of it."""
    return any(c.role in ("none", "outcome") for c in within(s.scene.mentions.casualties, first, s.sentence.last))


def read_parenthesis(s: SentenceFrames) -> None:
    """ "… (X)." at the end of a sentence: a source alone in brackets, unless it only glosses the name before."""
    forms, last = s.scene.page.tokens.forms, s.sentence.last
    for speaker in s.speakers:
        before = speaker.first - 1 - (s.scene.gram[speaker.first - 1] == "det")
        if before <= s.sentence.first or forms[before] != "(" or forms[min(speaker.last, last - 1)] != ")":
            continue
        glosses = any(x.last == before for x in s.speakers)
        glosses = glosses or any(x.last == before for x in s.scene.mentions.actors.all)
        if last - speaker.last <= 2 and _is_source(s, speaker) and not s.out and not glosses:
            s.emit(speaker, _cue_of(speaker, "attribution.parenthesis"), [(s.sentence.first, before)], "say")
        return


def _is_source(s: SentenceFrames, speaker: Speaker) -> bool:
    """True for a head noun of sources or a known outlet, not for any person or state."""
    return any(
        m.role in ("head", "named") and m.first < speaker.last
        for m in within(s.scene.mentions.sources, speaker.first, speaker.last)
    )


def _cue_of(speaker: Speaker, rule: str) -> SourceMention:
    return SourceMention(speaker.start, speaker.end, speaker.first, speaker.last, rule, "cue", "neutral")
