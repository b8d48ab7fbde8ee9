"""One claim as a block of lines: what, who, where, when, toll, according to whom, how sure, and the words."""

from __future__ import annotations

from collections.abc import Iterator

from thucydides.cli.render import phrases
from thucydides.cli.render.paint import Paint, Span, right_to_left, sentence, shown
from thucydides.cli.render.sentences import around
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim
from thucydides.model.mention import Kind

_LABEL = 14
_SHORT_ID = 8


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """All words that back the claim, by kind, the most telling first."""
    found: list[tuple[Anchor | None, Kind]] = [(claim.trigger, "triggers")]
    found += [(t.anchor, "casualties") for t in claim.casualties]
    found += [(w.anchor, "weapons") for w in claim.weapons]
    found += [(a.anchor, "actors") for a in claim.actors]
    found += [(claim.place.anchor, "places")] if claim.place else []
    found += [(claim.time.anchor, "times")] if claim.time else []
    for source in claim.attribution:
        found += [(source.anchor, "sources"), (source.cue, "sources")]
    return tuple(dict.fromkeys(Span(a.start, a.end, kind) for a, kind in found if a is not None))


def line(label: str, said: str, paint: Paint) -> str:
    """A labelled line of a block."""
    return f"   {paint(label.ljust(_LABEL - 1) + ' ', 'faint')}{said}"


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "who", phrases.who(claim)
    yield "where", phrases.where(claim.place)
    yield "when", phrases.when(claim.time)
    yield "weapon", phrases.weapons(claim)
    for number, toll in enumerate(claim.casualties):
        yield "toll" if number == 0 else "", phrases.toll(toll)
    yield "according to", phrases.chain(claim)
    yield "how sure", phrases.certainty(claim)


def words(claim: Claim, text: str, spans: list[tuple[int, int]], paint: Paint) -> Iterator[str]:
    """The sentence of the claim with its words marked, then the other sentences that lent it a value."""
    marked = spans_of(claim)
    main = around(spans, claim.anchor.start, claim.anchor.end)
    lent: dict[tuple[int, int], list[str]] = {}
    for span in marked:
        if not (main[0] <= span.start and span.end <= main[1]):
            lent.setdefault(around(spans, span.start, span.end), []).append(span.kind)
    for start, end in (main, *sorted(lent)):
        kinds = ", ".join(dict.fromkeys(lent.get((start, end), ())))
        label = f"{kinds} in" if kinds else "words"
        yield line(label, sentence(text, start, end, marked, paint), paint)
        if right_to_left(text[start:end]):
            inside = [s for s in marked if start <= s.start and s.end <= end]
            for span in sorted(inside, key=lambda s: (s.start, s.end)):
                yield line("", f"{span.kind}: {paint(shown(text[span.start : span.end]), span.kind)}", paint)


def block(number: int, claim: Claim, text: str, spans: list[tuple[int, int]], paint: Paint) -> Iterator[str]:
    """The lines of a claim."""
    what = phrases.plain(claim.event_type)
    if claim.polarity == "denied":
        what = f"DENIED: {what}"
    what = what[0].upper() + what[1:]
    yield f"{number:>2} {paint(what, 'triggers')}  {paint(claim.claim_id[:_SHORT_ID], 'faint')}"
    for label, said in _facts(claim):
        if said:
            yield line(label, shown(said), paint)
    yield from words(claim, text, spans, paint)
