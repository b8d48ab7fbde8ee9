"""Cues whose speaker stands behind them, where the verb comes first: "said the ministry that …", "denied X the raid"."""

from __future__ import annotations

from dataclasses import replace

from thucydides.claims.attribution.phrases import phrase_after
from thucydides.claims.attribution.sentence import SentenceFrames
from thucydides.claims.attribution.speakers import Speaker, speakers_in
from thucydides.claims.attribution.subjects import coordinated
from thucydides.claims.scene import Scene, within
from thucydides.claims.verb_first import subject_before
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import FORCES, ActorMention, SourceMention

_REACH = 1.3
_COMPLEMENT = 14
_SHORT_REST = 2
_PAPER = 3  # tokens from a word for a statement to whose it is
_NAME = 6  # tokens of the name of a band
_QUOTES = frozenset({'"', "«", ":"})
_BARS = frozenset({"comp", "rel", "clause", "against", "by", "with"})


def _complement(s: SentenceFrames, first: int, written: bool = False) -> int | None:
    """The token of the conjunction or colon that opens what is said, if one comes soon; behind a word of writing a quote too."""
    forms, gram = s.scene.page.tokens.forms, s.scene.gram
    for i in range(first, min(first + _COMPLEMENT, s.sentence.last)):
        if gram[i] == "comp" or forms[i] == ":":
            return i
        if written and forms[i] == "«":
            return i
    return None


def _spoke_before(s: SentenceFrames, first: int) -> bool:
    """True where a speaker stands right before the verb: "as for the head of the clinic, he told …"."""
    scene = s.scene
    while first > s.sentence.first and scene.gram[first - 1] in ("and", "aux"):
        first -= 1
    for x in s.speakers:
        gap = range(x.last, first)
        opened = scene.before(x.first)
        free = opened < 0 or scene.gram[opened] not in ("of", "prep", "by", "with", "against")
        if (
            x.last <= first
            and len(gap) <= 2
            and free
            and all(scene.page.tokens.shapes[i] == "x" and not scene.gram[i] for i in gap)
        ):
            return True
    return False


def _clause_end(s: SentenceFrames, first: int) -> int:
    """Where a statement without a conjunction ends: at the next comma that a conjunction of contrast follows."""
    forms, gram = s.scene.page.tokens.forms, s.scene.gram
    for i in range(first, s.sentence.last - 1):
        if forms[i] in (",", ";") and gram[i + 1] == "clause":
            return i
    return s.sentence.last


def _speaker(s: SentenceFrames, cue: SourceMention, complement: int | None) -> Speaker | None:
    """The phrase behind the cue that speaks: a known one with no conjunction or preposition before it, else the words
    up to the conjunction.
    """
    scene = s.scene
    after = next((x for x in s.speakers if x.first >= cue.last and not x.pronoun), None)
    if after is not None and scene.cost[after.first] - scene.cost[cue.last - 1] <= _REACH:
        gap = range(cue.last, after.first)
        asides = within(scene.mentions.times, cue.last, after.first)
        plain = [i for i in gap if not any(t.first <= i < t.last for t in asides)]
        opened = scene.before(after.first)
        while opened >= cue.last and scene.page.tokens.forms[opened] in _QUOTES:
            opened -= 1
        governed = opened >= cue.last and scene.gram[opened] in ("prep", "of")
        if governed and _is_paper(scene, cue.last) and after.first - cue.last <= _PAPER:
            return after
        if not governed and not any(scene.gram[i] in _BARS for i in plain) and len(plain) <= 4:
            return after
    if complement is None or complement <= cue.last:
        return _band(s, cue.last) if cue.value == "denying" else None
    first = cue.last
    for t in within(scene.mentions.times, first, first + 1):
        first = max(first, t.last)  # "had said on-Thursday that": a day says nothing
    return phrase_after(scene, first) if first < complement else None


def _is_paper(scene: Scene, at: int) -> bool:
    """ "confirmed a-statement of-the-army the downing": the word for what is written stands for who wrote it."""
    return any(m.role == "paper" and m.first == at for m in within(scene.mentions.sources, at, at + 1))


def _band(s: SentenceFrames, first: int) -> Speaker | None:
    """ "denied the-battalion-of NAME reports of …": a name that a noun of bands opens, up to the first word of a list."""
    scene = s.scene
    if not any(h.first == first for h in scene.page.of("actors", "shape")):
        return None
    last = first + 1
    while last < min(first + _NAME, s.sentence.last) and _is_of_a_name(scene, last):
        last += 1
    start, end = scene.page.span(first, last)
    return Speaker(start, end, first, last, "attribution.band", scene.page.text[start:end], "armed_group")


def _is_of_a_name(scene: Scene, i: int) -> bool:
    """True for a word of no list, a place, and the marks of a quote."""
    if scene.page.tokens.forms[i] in ('"', "«", "»"):
        return True
    place = bool(within(scene.mentions.places, i, i + 1))
    return not scene.gram[i] and scene.page.tokens.shapes[i] == "x" and (i not in scene.known or place)


def _without_the_accused(s: SentenceFrames, cue: SourceMention, speaker: Speaker) -> Speaker:
    """ "accused the-committees the-army of …": two phrases side by side, of which the second is whom blame names."""
    scene = s.scene
    if cue.value != "accusing" or cue.args != "accuse" or scene.gram[min(speaker.last, s.sentence.last - 1)] != "prep":
        return speaker
    inside = within(scene.mentions.actors, speaker.first + 1, speaker.last)
    accused = next((a for a in inside if a.last == speaker.last and not a.nationality), None)
    before = speakers_in(scene, speaker.first, accused.first) if accused is not None else ()
    return before[-1] if before and accused is not None and before[-1].last == accused.first else speaker


def accused_behind(scene: Scene, cue: SourceMention) -> ActorMention | None:
    """ "was-accused the-army of-shelling": where no vowel tells a passive, one actor alone between a verb of blame and
    the preposition of what for is whom it blames.
    """
    if cue.args != "accuse" or "fin" not in cue.features or not scene.page.language.has("verb_first"):
        return None
    for a in within(scene.mentions.actors, cue.last, cue.last + 1):
        if a.last < len(scene.gram) and scene.gram[a.last] == "prep" and not a.nationality and a.kind in FORCES:
            return a
    return None


def _accuser_before(s: SentenceFrames, cue: SourceMention, group: VerbGroup, behind: Speaker) -> Speaker | None:
    """ "denied X that ..., and accused the-army of …": a joined verb of blame with one phrase behind it, right before
    the preposition, has the speaker of the verb before it, and the phrase is whom it blames.
    """
    after = min(behind.last, s.sentence.last - 1)
    if cue.value != "accusing" or cue.args != "accuse" or behind.first > cue.last:
        return None
    ends = s.scene.page.tokens.shapes[after] in ".n"
    if s.scene.gram[after] != "prep" and not ends and not _owns_up(s, behind):
        return None
    return coordinated(s, group, False)


def _owns_up(s: SentenceFrames, speaker: Speaker) -> bool:
    """ "announced X its-responsibility for the attack": right behind the speaker the word of what he takes upon himself."""
    at = speaker.last
    while at < s.sentence.last and (s.scene.gram[at] == "adverb" or s.scene.page.tokens.forms[at] in ("»", '"')):
        at += 1
    near = within(s.scene.mentions.sources, at, at + 1)
    return any(m.role == "responsibility" and m.first == at for m in near)


def read_verb_first(s: SentenceFrames, cue: SourceMention, group: VerbGroup, pattern: str) -> bool:
    """Adds the frame of a finite cue whose speaker follows; False where none does or one stands before."""
    scene, sentence = s.scene, s.sentence
    if "ger" in cue.features and "fin" not in cue.features and s.out and s.out[-1].speakers:
        s.emit(s.out[-1].speakers[-1], cue, [s.extended(cue.last, sentence.last)], pattern)
        return True  # "…, accusing Y": the participle has the subject of the sentence
    if "fin" not in cue.features or group.voice == "noun" or "pl" in cue.features:
        return False
    if subject_before(scene, group.first) is not None or _spoke_before(s, group.first):
        return False
    if pattern == "responsibility" and group.first > sentence.first and scene.gram[group.first - 1] == "rel":
        return True  # "the attack that X claimed": the words around it are another's
    if cue.value == "accusing" and group.first > sentence.first and scene.gram[group.first - 1] == "rel":
        told = next((x for x in s.speakers if x.last == group.first - 1), None)
        if told is not None:  # "said the-network, which blamed the-army": whom the relative clause is of
            s.emit(told, cue, [s.extended(cue.last, sentence.last)], pattern)
            return True
    complement = _complement(s, cue.last, "weak" in cue.features)
    speaker = _speaker(s, cue, complement)
    if speaker is None:
        return False
    named, speaker = speaker, _without_the_accused(s, cue, speaker)
    accuser = _accuser_before(s, cue, group, speaker) if speaker is named else None
    if accuser is not None:
        s.emit(accuser, cue, [s.extended(cue.last, sentence.last)], pattern)
        return True
    if speaker is named and accused_behind(scene, cue) is not None:
        return True  # "was-accused the-army of shelling": who is blamed says nothing
    if cue.value in ("neutral", "confirming") and _owns_up(s, speaker):
        cue, pattern = replace(cue, value="claiming_responsibility"), "responsibility"
    if "weak" in cue.features and complement is None:
        forms = scene.page.tokens.forms
        if not any(forms[i] in _QUOTES for i in range(cue.last, min(speaker.last + 3, sentence.last))):
            return False
    rest = (
        speaker.last,
        _clause_end(s, speaker.last) if "tallies" in cue.features or cue.value == "denying" else sentence.last,
    )
    words = sum(1 for i in range(*rest) if scene.page.tokens.shapes[i] in "xXA0")
    if words <= _SHORT_REST and group.first - sentence.first > _SHORT_REST + 1:
        # "…, and claimed-it X", "…, and denied X that": what was told before stays its teller's
        joined = cue.value == "denying" and scene.gram[group.first - 1] == "and"
        own = pattern == "responsibility" or joined
        s.emit(speaker, cue, [(cue.first, cue.last)] if own else [s.reached(sentence.first, group.first)], pattern)
    else:
        s.emit(speaker, cue, [s.extended(*rest)], pattern)
    return True
