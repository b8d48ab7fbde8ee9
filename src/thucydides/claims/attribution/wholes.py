"""The whole words of who speaks: a title with the body and the person it belongs to, a noun with what stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.attribution.phrases import is_verb
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.scene import Scene, within

_FURTHER = 9  # tokens from a title to the end of its bearer's name
_BEFORE = 3  # adjectives and numbers before a noun
_QUOTED = 6  # tokens of a name in quotes
_LEAST = 3  # letters of an adjective: "же", "ce" are none
_LEFT_OF = frozenset({"det", "prep", "of", "by", "comp", "poss", "and"})
_SPEAKS = ("head", "named", "back", "own_voice")
_PRESS = ("agency", "media", "outlet")
_ANYBODY = ("witness", "anonymous", "unknown", "person")  # "residents" told of again may be others


def in_full(scene: Scene, speakers: Sequence[Speaker]) -> dict[tuple[int, str], tuple[str, int, int]]:
    """For each speaker of a page, by where he stands and his name: the name in full, and its characters. One told before
    under the same name ("the governor") keeps the fuller one.
    """
    found: dict[tuple[int, str], tuple[str, int, int]] = {}
    fuller: dict[str, str] = {}
    for s in sorted(set(speakers), key=lambda x: (x.start, x.end, x.name)):
        text = scene.page.text
        at = text.find(s.name, s.start, s.end)
        if s.source_id or s.kind in _PRESS or (at < 0 and s.name not in fuller):
            found[s.start, s.name] = (s.name, s.start, s.end)
            continue
        if at < 0:
            found[s.start, s.name] = (fuller[s.name], s.start, s.end)
            continue
        first = next(i for i in range(s.first, s.last) if scene.page.tokens.ends[i] > at)
        if first > s.first and scene.page.tokens.forms[first - 1] == '"':  # a channel's name in quotes is whole
            found[s.start, s.name] = (s.name, s.start, s.end)
            continue
        last = next(i for i in range(s.last, first, -1) if scene.page.tokens.starts[i - 1] < at + len(s.name))
        if all(_is_free(scene, i) for i in range(last, s.last)):  # else an agency that is told
            last = s.last
        low, high = whole_phrase(scene, s.first, last)
        start, end = scene.page.span(low if first == s.first else first, high)
        name = " ".join(text[start:end].split())
        if name != s.name and s.kind not in _ANYBODY:
            fuller[s.name] = name
        elif name == s.name and scene.gram[low - 1] != "poss":  # "its governor" is another's
            name = fuller.get(name, name)
        found[s.start, s.name] = (name, min(s.start, start), max(s.end, end))
    return found


def _is_free(scene: Scene, i: int) -> bool:
    """True for a word of no closed class that tells no event, harm, time or saying."""
    if scene.page.tokens.shapes[i] not in "xXA" or scene.gram[i] not in ("", "unit", "other") or is_verb(scene, i):
        return False
    m = scene.mentions
    told = (m.triggers, m.casualties, m.times, m.numbers, m.weapons)
    if any(x.first <= i < x.last for kind in told for x in within(kind, max(i - 3, 0), i + 1)):
        return False
    says = within(m.sources, max(i - 3, 0), i + 1)
    if any(x.first <= i < x.last and (x.role not in _SPEAKS or x.value in _PRESS) for x in says):
        return False  # "a source [to agency X]" tells it to the agency
    return not any(h.first == i for h in scene.page.of("places", "stop"))


def whole_phrase(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The tokens of a speaker with the adjectives before it, and what names it behind: "governor [of X Jane Doe]"."""
    low = _left(scene, first)
    stands_in = scene.page.language.has("case_roles") and low > 0 and scene.gram[low - 1] == "prep"
    return low, _right(scene, first, last, stands_in)


def _right(scene: Scene, first: int, last: int, stands_in: bool) -> int:
    """Behind the last capitalised word, known place or genitive that goes on with a noun phrase; behind a body that
    somebody is quoted in (`stands_in`: "at the ministry") an unknown word is no part of it.
    """
    sentence = scene.page.sentences[scene.sentence[first]]
    shapes, gram = scene.page.tokens.shapes, scene.gram
    named = scene.page.language.has("capitals_mark_names") and not scene.page.is_shouted(first)
    end, i, limit = last, last, min(sentence.last, last + _FURTHER)
    governed = last - first > 1 and gram[last - 1] in ("of", "det")
    while i < limit:
        if gram[i] == "of" or (gram[i] == "det" and gram[i - 1] == "of"):
            governed = True
        elif not _is_free(scene, i):
            break
        elif (shapes[i] in "XA" and named) or governed or _is_place(scene, i):
            end = i + 1
        elif stands_in:
            break
        i += 1
    return _with_a_name(scene, end, sentence.last)


def _with_a_name(scene: Scene, end: int, last: int) -> int:
    """Behind the name that a phrase goes on with: in quotes, or between two commas ("the governor, Jane Doe,")."""
    if end >= last:
        return end
    quote = next((q for q in scene.page.quotes if q.first == end and q.closed and q.last - end <= _QUOTED), None)
    if quote is not None and scene.page.tokens.forms[quote.last - 2] not in ",.?!":
        return quote.last
    i, shapes = end + 1, scene.page.tokens.shapes
    if scene.page.tokens.forms[end] != "," or not scene.page.language.has("capitals_mark_names"):
        return end
    while i < last and shapes[i] in "XA" and not scene.gram[i] and _is_free(scene, i):
        i += 1
    parted = i >= last or shapes[i] == "." or is_verb(scene, i)
    return i if parted and 2 <= i - end - 1 <= 4 else end


def _is_place(scene: Scene, i: int) -> bool:
    """True for a token within a place's name or head."""
    return any(p.first <= i < p.last for p in within(scene.mentions.places, max(i - 3, 0), i + 1))


def _counts(scene: Scene, i: int) -> bool:
    """True for a token of a number that is no hour or day and no article."""
    if scene.gram[i]:
        return False
    m, near = scene.mentions, max(i - 3, 0)
    timed = any(x.first <= i < x.last for x in within(m.times, near, i + 1))
    return not timed and any(x.first <= i < x.last and not x.ordinal for x in within(m.numbers, near, i + 1))


def _left(scene: Scene, first: int) -> int:
    """Adjectives and numbers before a noun, back to what opens its phrase; none where a verb stands there, and one at
    most at the head of a sentence.
    """
    shapes, forms = scene.page.tokens.shapes, scene.page.tokens.forms
    head = scene.page.sentences[scene.sentence[first]].first
    i, floor = first, max(head, first - _BEFORE)
    while i > floor and ((_is_free(scene, i - 1) and len(forms[i - 1]) >= _LEAST) or _counts(scene, i - 1)):
        i -= 1
    if i == head:
        titled = all(shapes[k] in "XA" for k in range(i, first))  # "X Province Governor Jane Doe said"
        return i if first - i <= 1 or titled else first
    return i if scene.gram[i - 1] in _LEFT_OF or shapes[i - 1] == "." else first
