"""How far the frames of one sentence reach once all are read: clauses that take up, second speakers, words of falsity."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.attribution.clause_ends import behind_asides
from thucydides.claims.attribution.sentence import AttributionFrame, SentenceFrames, bounds_of
from thucydides.claims.attribution.subjects import ends_clause
from thucydides.claims.scene import Scene, within

_INSIDE_GROUP = frozenset({"det", "adverb", "have", "be", "aux", "not", "modal", "pron"})
_FALSE_REACH = 0.9
_FIGURE = 3  # tokens behind a source: "according to Y - fifteen"


def settle(s: SentenceFrames) -> list[AttributionFrame]:
    """The frames of a sentence with their content as it stands beside the other frames."""
    if not s.out:
        return []
    if len(s.out) == 1:  # most: what follows here sets frames against each other
        return [_turned(s, _taking_up(s, _of_that(s, s.out[0])))]
    cut = [_before_next_cue(s, s.out, f) for f in s.out]
    found = [_turned(s, _taking_up(s, _of_that(s, f))) for f in cut]
    for f in found:
        edge = _clause_edge(s, f)
        if edge is not None:
            found = [_cut(s, x, edge) if x.cue[0] < f.cue[0] and not _same_speaker(x, f) else x for x in found]
    for f in found:
        quoted = _own_quote(s, f)
        if quoted is not None:
            found = [_cut(s, x, quoted) if x.cue[0] < quoted and not _same_speaker(x, f) else x for x in found]
    found = _each_its_own(s, [_before_next_cue(s, found, f) for f in found])
    for f in [x for x in found if affirms(s.scene, x)]:
        found = [_affirmed(s, x, f) for x in found]
    return [_denied_itself(s, found, _beside_denial(found, _within_others(found, f))) for f in found]


_DENIED = 3  # tokens from a word of denial to the claim that it denies


def _denied_itself(s: SentenceFrames, frames: Sequence[AttributionFrame], x: AttributionFrame) -> AttributionFrame:
    """ "Kyiv denied [a Russian claim] to have taken X": a claim that is the object of a denial passes nothing on."""
    for f in frames:
        gap = range(f.cue[1], x.cue[0])
        if f.stance == "denying" and x.stance != "denying" and x.cue[0] >= f.cue[1] and len(gap) <= _DENIED:
            if all(s.scene.gram[i] in ("det", "poss", "") for i in gap) and _is_plain(s, gap):
                return _with_content(x, [x.cue])
    return x


def _is_plain(s: SentenceFrames, gap: range) -> bool:
    marks = [i for i in gap if s.scene.page.tokens.shapes[i] in ".n" and s.scene.gram[i] != "poss"]
    return all(
        s.scene.page.tokens.forms[i] in "'’" and s.scene.page.language.has("possessive_s") for i in marks
    )  # "rebels' claim"


def _within_others(frames: Sequence[AttributionFrame], x: AttributionFrame) -> AttributionFrame:
    """ "X claimed A, [the group's agency said]": the words of who passes on all that X claims are none of it."""
    if x.stance == "neutral" or not x.speakers or x.bounds[0] < x.cue[1]:
        return x
    for f in frames:
        before = [b for a, b in f.content if b <= f.cue[0] and a <= x.cue[0] < b]
        if not before or f is x or not x.covers(before[0]):
            continue
        start, end = before[0], min((a for a, _ in f.content if a >= f.cue[1]), default=f.cue[1])
        parts = [(a, min(b, start)) for a, b in x.content] + [(max(a, end), b) for a, b in x.content]
        x = _with_content(x, [(a, b) for a, b in parts if a < b])
    return x


def _of_that(s: SentenceFrames, f: AttributionFrame) -> AttributionFrame:
    """ "The staff [that] denied: …", "but the army denied [that], stressing …": a demonstrative alone beside a word of
    denial is all that it denies.
    """
    if f.stance != "denying" or not f.speakers:
        return f
    scene, (first, last) = s.scene, f.cue
    before = first > s.sentence.first and scene.gram[first - 1] == "det" and f.speakers[-1].last <= first - 1
    behind = last + 1 < s.sentence.last and scene.gram[last] == "det" and scene.page.tokens.shapes[last + 1] == "."
    if before and scene.page.language.has("case_roles"):
        return _with_content(f, [(first - 1, last)])
    return _with_content(f, [(first, last + 1)]) if behind else f


def affirms(scene: Scene, f: AttributionFrame) -> bool:
    """True for "as Y affirms", "contrary to what Y says": Y stands for what somebody denies in the same sentence."""
    here = within(scene.mentions.sources, f.cue[0], f.cue[0] + 1)
    return f.pattern == "prep" and bool(f.speakers) and any(m.role == "prep" and "affirms" in m.features for m in here)


def _affirmed(s: SentenceFrames, x: AttributionFrame, f: AttributionFrame) -> AttributionFrame:
    """A denial ends where "as Y affirms" begins, and Y answers for what stands behind his name alone."""
    denials = [d for d in s.out if d.stance == "denying" and d.cue[1] <= f.cue[0]]
    if not denials:
        return x
    if x is f:
        return _with_content(x, [(max(a, f.speakers[-1].last), b) for a, b in x.content])
    if x.stance == "denying" and x.cue[1] <= f.cue[0] and x.covers(f.cue[0]):
        return _with_content(x, [(a, min(b, f.cue[0])) for a, b in x.content])
    return x


def _each_its_own(s: SentenceFrames, frames: list[AttributionFrame]) -> list[AttributionFrame]:
    """ "Ten died according to X, fifteen according to Y": two sources of one sentence that a mark or "and" parts each
    answer for their own figure.
    """
    found = list(frames)
    for i, a in enumerate(frames):
        for j, b in enumerate(frames):
            if a.pattern != "prep" or b.pattern != "prep" or a.cue[0] >= b.cue[0] or not (a.speakers and b.speakers):
                continue
            edge = _between(s, a.speakers[-1].last, b)
            if edge is None:
                continue
            found[i] = _with_content(found[i], [(x, min(y, edge)) for x, y in found[i].content])
            found[j] = _with_content(found[j], [(max(x, edge), y) for x, y in found[j].content])
    return found


def _between(s: SentenceFrames, first: int, b: AttributionFrame) -> int | None:
    """The last comma or "and" before a source, where a figure stands between it and the source or right behind both."""
    marks = [
        i for i in range(first, b.cue[0]) if s.scene.page.tokens.forms[i] in (",", ";") or s.scene.gram[i] == "and"
    ]
    if not marks:
        return None
    behind = (b.speakers[-1].last, b.speakers[-1].last + _FIGURE)
    figures = within(s.scene.mentions.numbers, marks[-1], b.cue[0]) or (
        marks[-1] == b.cue[0] - 1 and within(s.scene.mentions.numbers, *behind)
    )
    return marks[-1] if figures else None


def _own_quote(s: SentenceFrames, f: AttributionFrame) -> int | None:
    """ "X says ten died, a toll “cooked up”, he said": the quote that closes right before a short speaker is his own."""
    if not f.speakers or f.carried or f.pattern == "prep" or f.bounds[0] >= f.cue[0]:
        return None
    first = min(f.cue[0], f.speakers[-1].first)
    for q in s.scene.page.quotes:
        if q.closed and s.sentence.first < q.first and q.last <= first:
            if all(s.scene.page.tokens.forms[i] == "," for i in range(q.last, first)):
                return q.first
    return None


def _before_next_cue(s: SentenceFrames, frames: list[AttributionFrame], f: AttributionFrame) -> AttributionFrame:
    """ "X rejected the report and said that …", "X denied the raid, accusing Y of …": what is denied, blamed or labelled
    ends where the same speaker goes on to say something else.
    """
    if not f.speakers or f.carried:
        return f
    for other in frames:
        joined = other.cue[0] - 1
        if other.cue[0] < f.cue[1] or other.stance == f.stance == "denying" or not _same_speaker(f, other):
            continue
        joint = s.scene.gram[joined] == "and" or s.scene.gram_values[joined] == "but"
        joint = joint or (f.stance == "denying" and s.scene.page.tokens.forms[joined] == ",")
        if joint and other.bounds[0] >= other.cue[1]:
            return _with_content(f, [(a, min(b, joined)) for a, b in f.content])
    return f


def _same_speaker(a: AttributionFrame, b: AttributionFrame) -> bool:
    return bool(a.speakers) and bool(b.speakers) and a.speakers[-1].first == b.speakers[-1].first


def _with_content(frame: AttributionFrame, ranges: Sequence[tuple[int, int]]) -> AttributionFrame:
    kept = tuple((a, b) for a, b in ranges if b > a) or (frame.cue,)
    return replace(frame, content=kept, bounds=bounds_of(kept))


def _taking_up(s: SentenceFrames, f: AttributionFrame) -> AttributionFrame:
    """ "X said it took the town, which Y denied": the clause takes up what was told; it tells nothing anew."""
    if not f.speakers or (f.pattern == "prep" and f.stance != "denying"):
        return f
    scene, speaker = s.scene, f.speakers[-1]
    start, end = min(f.cue[0], speaker.first), max(f.cue[1], speaker.last)
    i = start - 1
    while i > s.sentence.first and scene.gram[i] in _INSIDE_GROUP:
        i -= 1
    if scene.gram[i] not in ("rel", "comp"):
        return _with_content(f, [f.cue]) if _is_apposed_denial(s, f, i) else f
    if scene.gram[i] == "comp" and f.stance not in ("denying", "confirming"):
        return f
    while scene.gram[i - 1] in ("rel", "comp") and i > s.sentence.first:
        i -= 1
    if f.stance == "denying" and scene.page.tokens.forms[i - 2] == "," and not scene.gram[i - 1]:
        i -= 1  # ", something that the army denies"
    if i <= s.sentence.first or scene.page.tokens.forms[i - 1] != "," or speaker.first < i:
        return f
    if not ends_clause(s, behind_asides(s, end)):
        return f
    told = any(x.cue[1] <= i for x in s.out) or _tells(scene, s.sentence.first, i)
    return _with_content(f, [f.cue]) if told else f


def _tells(scene: Scene, first: int, last: int) -> bool:
    """True where a word of an event or of harm stands at tokens [first, last)."""
    harmed = any(c.role != "victim" for c in within(scene.mentions.casualties, first, last))
    return harmed or bool(within(scene.mentions.triggers, first, last))


def _is_apposed_denial(s: SentenceFrames, f: AttributionFrame, noun: int) -> bool:
    """ "X said it took the town, a claim denied by Y", ", a claim Y denies": a noun between a comma and the participle of a
    denial, or its subject, takes up what was told.
    """
    if f.stance != "denying" or noun - 1 <= s.sentence.first:
        return False
    if f.speakers[-1].first < f.cue[0] and not s.scene.page.language.has("bare_relative"):
        return False
    if s.scene.page.tokens.forms[noun] == ",":  # "announces the taking of X, denied by Y"
        return _tells(s.scene, s.sentence.first, noun) and any(x.cue[1] <= noun for x in s.out)
    opened = noun - 1 - (s.scene.gram[noun - 1] == "det")
    plain = not s.scene.gram[noun] and s.scene.page.tokens.shapes[noun] in "xX"
    return plain and s.scene.page.tokens.forms[opened] == "," and _tells(s.scene, s.sentence.first, opened)


def _clause_edge(s: SentenceFrames, f: AttributionFrame) -> int | None:
    """The mark before a speaker who opens a clause of his own in front of his verb: "…, a doctor speaks of four"; where the
    verb comes first, behind a word that opens what somebody else tells: "…, while said the rebels".
    """
    if not f.speakers or f.carried or f.pattern == "prep":
        return None
    scene, speaker = s.scene, f.speakers[-1]
    opened = min(speaker.first, f.cue[0]) - 1
    inverted = speaker.first >= f.cue[0] and scene.gram_values[opened] != "while"
    if speaker.pronoun or inverted or f.bounds[0] < min(speaker.first, f.cue[0]):
        return None
    while opened > s.sentence.first and scene.gram[opened] in ("det", "poss", "adverb", "clause", "and"):
        opened -= 1
    return opened if scene.page.tokens.forms[opened] in (",", ";") and opened > s.sentence.first else None


def _cut(s: SentenceFrames, f: AttributionFrame, edge: int) -> AttributionFrame:
    """A frame whose content ends where another speaker's clause begins, unless a quote holds both."""
    if not f.covers(edge) or not f.speakers:
        return f
    parted = s.scene.page.tokens.forms[edge] == ";"
    if f.pattern == "prep" and s.scene.gram[edge + 1] != "clause" and not parted:
        return f  # "according to X, Y said …": Y speaks within what X tells; "…, while Y says" does not
    if any(q.first < edge < q.last and q.first >= f.bounds[0] for q in s.scene.page.quotes):
        return f
    return _with_content(f, [(a, min(b, edge)) for a, b in f.content])


def _turned(s: SentenceFrames, f: AttributionFrame) -> AttributionFrame:
    """ "That is false, X replied": content that tells no event and calls something false denies what was told before."""
    if f.stance == "denying" or not f.speakers:
        return f
    mentions = s.scene.mentions
    first, last = f.bounds
    if any(f.covers(m.first) and m.sense != "light" for m in within(mentions.triggers, first, last)):
        return f
    for word in within(mentions.sources, first, last):
        if (
            word.role == "falsity"
            and "weak" not in word.features
            and f.covers(word.first)
            and _is_said(s, f, word.first)
        ):
            return replace(f, stance="denying")
    return f


def _is_said(s: SentenceFrames, f: AttributionFrame, token: int) -> bool:
    """True where a word of falsity stands near its cue, in a clause of its own."""
    cost, colon = s.scene.cost, s.scene.page.tokens.forms[f.cue[1] : f.cue[1] + 2]
    if token >= f.cue[1] and ":" in colon:
        return cost[token] - cost[f.cue[1] + colon.index(":")] <= _FALSE_REACH
    gap = cost[token] - cost[f.cue[1] - 1] if token >= f.cue[1] else cost[f.cue[0]] - cost[token]
    return gap <= _FALSE_REACH


def _beside_denial(frames: Sequence[AttributionFrame], f: AttributionFrame) -> AttributionFrame:
    """ "X denies A, as Y claims, who …": what somebody else asserts inside a denial is only what stands behind it."""
    if f.stance == "denying" or not f.speakers or f.pattern == "prep":
        return f
    for outer in frames:
        if outer.stance == "denying" and outer.cue[1] <= f.cue[0] and f.bounds[0] < outer.cue[0]:
            end = max(f.cue[1], f.speakers[-1].last)
            return _with_content(f, [(max(a, end), b) for a, b in f.content])
    return f
