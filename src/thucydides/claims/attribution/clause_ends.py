"""Where what is said ends before an inverted cue: asides of time, clauses with a verb of their own, the end of a sentence."""

from __future__ import annotations

from thucydides.claims.attribution.phrases import phrase_after
from thucydides.claims.attribution.sentence import SentenceFrames
from thucydides.claims.scene import within
from thucydides.model.mention import SourceMention

_GOES_ON = frozenset({"have", "be", "modal", "plan", "aux"})


def behind_asides(s: SentenceFrames, token: int) -> int:
    """The token behind words of time and an addressee ("on Monday", "the agency by phone")."""
    scene = s.scene
    while token < s.sentence.last:
        asides = within(scene.mentions.times, token, token + 1)
        if not asides and scene.gram[token] == "adverb" and scene.gram_values[token] != "to":
            token += 1
            continue
        if not asides and scene.gram[token] in ("prep", "against", "det"):
            asides = within(scene.mentions.times, token + 1, token + 2)
        if not asides:
            return token
        token = asides[0].last
    return token


def behind_outlet(s: SentenceFrames, token: int) -> int:
    """The token behind the outlet that hears and the words of time around it ("… a-t-il dit [à l'AFP mardi]")."""
    token = behind_asides(s, token)
    if token >= s.sentence.last or (
        s.scene.gram_values[token] != "to" and s.scene.gram[token] not in ("prep", "against", "at")
    ):
        return token
    heard = [x for x in s.speakers if token < x.first <= token + 2 and x.kind in ("agency", "media", "outlet")]
    return behind_asides(s, heard[0].last) if heard else token


def ends_sentence(s: SentenceFrames, cue: SourceMention) -> bool:
    """True where the noun phrase behind a cue is the last of its sentence."""
    phrase = phrase_after(s.scene, behind_asides(s, cue.last)) if cue.last < s.sentence.last else None
    return phrase is not None and phrase.last >= s.sentence.last - 1


def has_told(s: SentenceFrames, comma: int) -> bool:
    """ "Three were killed by a strike on X, in the east, [a annoncé le parquet].": a clause with a verb of its own and no
    relative stands before the comma of a cue that ends its sentence.
    """
    scene, head = s.scene, range(s.sentence.first, comma)
    if any(scene.gram[i] == "rel" or scene.gram_values[i] == "who" for i in head):
        return False
    deeds = within(scene.mentions.triggers, head.start, comma)
    harms = within(scene.mentions.casualties, head.start, comma)
    finite = any("fin" in t.features and "noun" not in t.features for t in deeds) or any(
        "fin" in c.features for c in harms
    )
    return finite or any(scene.gram[i] in _GOES_ON for i in head)
