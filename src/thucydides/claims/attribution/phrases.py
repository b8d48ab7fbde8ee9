"""Open noun phrases beside a cue: speakers whose words no list knows ("the announcer said", "according to exit polls")."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.scene import Scene, deeds_at, within
from thucydides.model.mention import SourceMention

_LONGEST = 7
_INSIDE = ("", "det", "of", "poss", "other", "same")
_LINKS = frozenset({"prep", "by", "against"})
_RULE = "attribution.open_phrase"


def _speaker(scene: Scene, first: int, last: int) -> Speaker | None:
    """The phrase at tokens [first, last) as a speaker of unknown kind; None where nothing in it is a word."""
    if first >= last or not any(
        scene.page.tokens.shapes[i] in "xXA" and scene.gram[i] in ("", "unit", "other") for i in range(first, last)
    ):
        return None
    start, end = scene.page.span(first, last)
    return Speaker(start, end, first, last, _RULE, scene.page.text[start:end], "unknown")


def _is_word(scene: Scene, i: int) -> bool:
    """True for what a noun phrase may hold: words of no closed class, numbers, units behind a number or capitalised."""
    shape, gram = scene.page.tokens.shapes[i], scene.gram[i]
    if gram == "unit":
        return shape in "XA" or (i > 0 and (scene.page.tokens.shapes[i - 1] == "0" or i in scene.nouns))
    return shape in "xXA0" and gram in _INSIDE


def is_verb(scene: Scene, i: int) -> bool:
    """True where a known verb of saying or doing stands at token i."""
    cues = within(scene.mentions.sources, i, i + 1)
    deeds = within(scene.mentions.triggers, i, i + 1)
    return any(m.role == "cue" for m in cues) or any("fin" in m.features for m in deeds)


def phrase_before(scene: Scene, token: int) -> Speaker | None:
    """The noun phrase right before a verb: back to its determiner or to the head of its sentence, or a proper name."""
    floor = scene.page.sentences[scene.sentence[token]].first
    last = token
    while last > floor and (scene.gram[last - 1] in ("adverb", "have", "be", "aux") or _in_time(scene, last - 1)):
        last -= 1
    end = last
    if end > floor and scene.page.tokens.forms[end - 1] == ")":
        while end > floor and scene.page.tokens.forms[end - 1] != "(":
            end -= 1
        end -= 1
        last = end
    first = last
    while first > floor and last - first < _LONGEST and _is_word(scene, first - 1) and not is_verb(scene, first - 1):
        first -= 1
        if scene.gram[first] == "det" and (first == floor or scene.gram[first - 1] != "of"):
            break
    if first >= last:
        return None
    if first > floor and scene.gram[first - 1] in _LINKS:
        first = _from_the_head(scene, floor, first)
    opened = (
        first == floor
        or (first == floor + 1 and scene.gram[floor] == "adverb")
        or scene.page.tokens.shapes[first - 1] == "."
        or scene.gram[first - 1] in ("comp", "clause", "and", "with")
    )
    if scene.gram[first] == "det" or opened or scene.page.tokens.shapes[first] in "XA":
        return _speaker(scene, first, last)
    return None


def _from_the_head(scene: Scene, floor: int, first: int) -> int:
    """The head of the sentence where one long noun phrase without a verb stands from there ("data from the survey show");
    else `first`.
    """
    if scene.gram[floor] in _LINKS or first - floor > _LONGEST:
        return first
    whole = all(_is_word(scene, i) or scene.gram[i] in _LINKS for i in range(floor, first))
    return floor if whole and not any(is_verb(scene, i) for i in range(floor, first)) else first


def _in_time(scene: Scene, token: int) -> bool:
    return any(t.first <= token < t.last for t in scene.mentions.times.all)


def phrase_after(scene: Scene, token: int) -> Speaker | None:
    """The noun phrase right behind a preposition of sources, up to a mark or a verb."""
    limit = min(scene.page.sentences[scene.sentence[token]].last, token + _LONGEST)
    last = token
    while last < limit and (_is_word(scene, last) or _is_inside(scene, last)) and not is_verb(scene, last):
        last += 1
    return _speaker(scene, token, last)


def phrase_at(scene: Scene, first: int, last: int) -> Speaker | None:
    """The words behind a label as a speaker of unknown kind; None where nothing in them is a word."""
    return _speaker(scene, first, min(last, first + _LONGEST))


def _is_inside(scene: Scene, i: int) -> bool:
    """ "the [most] recent data": an adverb between a determiner and a word."""
    return scene.gram[i] in ("adverb", "subset") and scene.gram[i - 1] == "det"


def past_the_addressee(
    scene: Scene, speakers: Sequence[Speaker], speaker: Speaker | None, token: int
) -> Speaker | None:
    """ "as told to this station by-inversion the mayor": who stands behind a preposition right after a cue that ends at
    a token is told; the speaker right behind speaks.
    """
    if speaker is None or speaker.last >= len(scene.gram):
        return speaker
    gap = range(token, speaker.first)
    said = within(scene.mentions.sources, token, speaker.first)  # "según contó a …": a verb of saying between
    told = len(gap) > 1 and any(m.role == "cue" for m in said)
    if not told and not (gap and scene.gram[gap[0]] == "prep"):
        return speaker
    det = scene.gram[speaker.last] == "det"
    return next((x for x in speakers if x.first == speaker.last + det), speaker)


def _ends_a_deed(scene: Scene, token: int) -> bool:
    """ "ont assassiné [le juge]": right behind a verb of a deed or of harm an article opens its object."""
    told = [w.features for w in deeds_at(scene, token - 1) if w.last == token]
    return any("noun" not in features and {"pp", "fin"} & features for features in told)


def has_a_clitic(scene: Scene, cue: SourceMention) -> bool:
    """ "The army [le] dément", "[lo] desmiente", "who [l']attribue to X": what looks like an article right behind a
    noun or a relative is the pronoun that is the object of the verb.
    """
    at, floor = cue.first - 1, scene.page.sentences[scene.sentence[cue.first]].first
    if scene.gram[at] != "det" or at - 1 < floor or "fin" not in cue.features:
        return False
    if scene.page.language.settings.order != "SVO":
        return False
    subject = not scene.gram[at - 1] and scene.page.tokens.shapes[at - 1] in "xXA"
    subject = subject and not _ends_a_deed(scene, at)
    return subject or scene.gram[at - 1] == "rel" or (scene.gram[at - 1], scene.gram_values[at - 1]) == ("pron", "who")
