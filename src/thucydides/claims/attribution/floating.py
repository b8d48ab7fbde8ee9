"""Speech that floats: a sentence that is a quote, or told in the mood of report, and names nobody goes on with who spoke."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.attribution.sentence import AttributionFrame
from thucydides.claims.scene import Scene
from thucydides.text.sentences import Quote

_LEAST = 5  # tokens, marks included, of a quote that says something
_LINES = 2  # from one paragraph to the next
_SAYS = ("say", "accuse")


def with_floating(scene: Scene, frames: list[AttributionFrame]) -> list[AttributionFrame]:
    """The frames with what their speakers go on to say in quotes behind them; what follows a denial or blame is of the
    same speaker but neither denied nor blamed, and stays as it was.
    """
    if not scene.page.quotes or not frames:
        return frames
    by_sentence: dict[int, list[int]] = {}
    for i, frame in enumerate(frames):
        by_sentence.setdefault(frame.sentence, []).append(i)
    reached: dict[int, int] = {}
    out = list(frames)
    for q in scene.page.quotes:
        span = _sentences_of(scene, q)
        if span is None or any(f.covers(q.first) for f in frames):
            continue
        if any(
            not q.first <= frames[i].cue[0] < q.last
            for n in range(span[0], span[1] + 1)
            for i in by_sentence.get(n, ())
        ):
            continue
        at = reached.get(span[0] - 1, _who_spoke(out, by_sentence.get(span[0] - 1, ())))
        if at is None or not _goes_on(scene, span, out[at]):
            continue
        out[at] = replace(out[at], content=(*out[at].content, (q.first, q.last)), bounds=(out[at].bounds[0], q.last))
        reached |= dict.fromkeys(range(span[0], span[1] + 1), at)
    return out


def _sentences_of(scene: Scene, q: Quote) -> tuple[int, int] | None:
    """The sentences that a closed quote fills, no word behind it; None where it stands within one."""
    page = scene.page
    if not q.closed or q.last - q.first < _LEAST:
        return None
    first, last = scene.sentence[q.first], scene.sentence[q.last - 1]
    whole = page.sentences[first].first == q.first and page.roles[first] == "body"
    behind = range(q.last, page.sentences[last].last)
    return (first, last) if whole and all(page.tokens.shapes[i] == "." for i in behind) else None


def _who_spoke(frames: Sequence[AttributionFrame], at: Sequence[int]) -> int | None:
    """Index of the last frame of a sentence that stands in no other's content and names a speaker."""
    for i in reversed(at):
        f = frames[i]
        inner = any(j != i and frames[j].covers(f.cue[0]) for j in at)
        if f.speakers and not inner:
            return i if f.pattern in _SAYS and f.stance not in ("denying", "accusing") else None
    return None


def _goes_on(scene: Scene, span: tuple[int, int], frame: AttributionFrame) -> bool:
    """In its paragraph a quote goes on with the speaker of the sentence before; a paragraph that is a quote alone does
    where he was quoted there already.
    """
    sentences = scene.page.sentences
    before, here = sentences[span[0] - 1], sentences[span[0]]
    if here.paragraph == before.paragraph:
        return True
    alone = span[1] + 1 >= len(sentences) or sentences[span[1] + 1].paragraph > sentences[span[1]].paragraph
    quoted = any(q.first < frame.bounds[1] and frame.covers(q.first) for q in scene.page.quotes)
    return alone and quoted and here.paragraph - before.paragraph <= _LINES


_FINITE = frozenset({"be", "have", "modal", "plan", "aux", "adverb"})
MOOD = "attribution.reported_mood"


def _reporting_verb(scene: Scene, number: int) -> int:
    """The first finite verb of a sentence, if it is in the mood of what somebody says ("sei", "habe"); else -1."""
    s = scene.page.sentences[number]
    quoted = [q for q in scene.page.quotes if q.first < s.last and s.first < q.last]
    for i in range(s.first, s.last):
        if scene.gram[i] in ("cond", "rel", "clause"):
            return -1
        if scene.gram[i] not in _FINITE or "fin" not in scene.features[i] or any(q.first <= i < q.last for q in quoted):
            continue
        return i if "subj" in scene.features[i] else -1
    return -1


def with_mood(scene: Scene, frames: list[AttributionFrame]) -> list[AttributionFrame]:
    """The frames with one for each sentence told in the mood of report that has none: who spoke last goes on."""
    if not frames:
        return frames
    out: list[AttributionFrame] = []
    by_sentence: dict[int, list[AttributionFrame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    last: AttributionFrame | None = None
    for number, role in enumerate(scene.page.roles):
        mine = by_sentence.get(number, [])
        outer = [f for f in mine if f.speakers and not any(o is not f and o.covers(f.cue[0]) for o in mine)]
        out += mine
        if mine or role != "body":
            last = outer[-1] if outer else None if mine else last
            continue
        verb = _reporting_verb(scene, number) if last is not None else -1
        if last is None or verb < 0:
            last = None
            continue
        s = scene.page.sentences[number]
        span = (s.first, s.last)
        last = replace(
            last, cue=(verb, verb + 1), content=(span,), bounds=span, stance="neutral", pattern="say", rule=MOOD,
            sentence=number, carried=True,
        )  # fmt: skip
        out.append(last)
    return out
