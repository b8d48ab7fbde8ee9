"""The report of methodology: what a casualty recorder must publish about sources, reading, counting and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thucydides.export.dossier import Dossier
from thucydides.export.reports.blocks import Block, Heading, Paragraph, Table
from thucydides.export.reports.plots import Heat
from thucydides.knowledge.policies import policies
from thucydides.model.claim import Claim

_OUTLETS, _DAYS, _COUNTRIES = 25, 62, 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report needs to know of a project beside its events. `languages` is (code, documents)."""

    version: str
    linker: str
    audit_head: str
    documents: int
    unread: int
    judgements: int
    languages: tuple[tuple[str, int], ...]


def report(facts: Facts, dossiers: Sequence[Dossier]) -> list[Block]:
    """The blocks of the report."""
    claims = [c for d in dossiers for c in d.claims]
    return [
        Heading(1, "Methodology"),
        Paragraph(
            "This report is made from the record itself, by the program that made the record. It follows the list of "
            "what the Standards for Casualty Recording ask recorders to publish: types of sources, collection, "
            "evaluation, corroboration, quality control, definitions, and what is not covered."
        ),
        *_material(facts, dossiers, claims),
        *_sources(claims),
        *_reading(facts, claims),
        *_linking(facts, dossiers),
        *_counting(),
        *_coverage(claims, dossiers),
        Heading(2, "What this record cannot tell"),
        Paragraph(
            "It holds what sources say and not what happened. Silence is no denial and no sign that nothing happened. "
            "Sources that were not collected, languages that are not read, and documents without a day are gaps. Figures "
            "are derived by named policies and are no totals of the dead; a total needs estimation of what nobody told."
        ),
    ]


def _table(head: tuple[str, ...], counted: Iterable[tuple[str, int]]) -> Table:
    return Table(head, tuple((name, str(number)) for name, number in counted))


def _material(facts: Facts, dossiers: Sequence[Dossier], claims: Sequence[Claim]) -> list[Block]:
    several = sum(len(d.event.roots) > 1 for d in dossiers)
    told: tuple[tuple[str, int], ...] = (
        ("documents", facts.documents), ("documents not read yet", facts.unread), ("claims", len(claims)),
        ("claims that deny", sum(c.polarity == "denied" for c in claims)), ("events", len(dossiers)),
        ("events told by two independent roots or more", several), ("judgements of people", facts.judgements),
    )  # fmt: skip
    return [
        Heading(2, "Material"),
        _table(("what", "number"), told),
        Heading(3, "Languages"),
        _table(("language", "documents"), facts.languages),
    ]


def _ranked(names: Iterable[str], most: int) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _sources(claims: Sequence[Claim]) -> list[Block]:
    return [
        Heading(2, "Sources"),
        Paragraph(
            "A source is kept as a chain, from the outlet to whoever said it first. Voices are counted by the root of "
            "the chain: one text under several mastheads is one voice. No source is graded by whom it belongs to."
        ),
        Heading(3, "Kinds of roots"),
        _table(("kind", "claims"), _ranked((c.attribution[-1].kind.replace("_", " ") for c in claims), 20)),
        Heading(3, f"Outlets (the first {_OUTLETS})"),
        _table(("outlet", "claims"), _ranked((c.document.outlet or "not named" for c in claims), _OUTLETS)),
    ]


def _reading(facts: Facts, claims: Sequence[Claim]) -> list[Block]:
    modalities = _ranked((c.modality for c in claims), 10)
    published = _ranked((c.document.published.status for c in claims), 10)
    return [
        Heading(2, "Reading"),
        Paragraph(
            f"Read by thucydides {facts.version}; readers: {', '.join(sorted({c.reader for c in claims})) or 'none'}. "
            "A claim enters the record only if each of its values stands in the words of the document at the place that "
            "is kept with it. What has no words is not recorded. Corrections by people are kept beside the reading. "
            f"Head of the audit chain: {facts.audit_head}."
        ),
        Heading(3, "How sure sources are"),
        _table(("modality", "claims"), modalities),
        Heading(3, "How the day of publication is known"),
        _table(("status", "claims"), published),
    ]


def _linking(facts: Facts, dossiers: Sequence[Dossier]) -> list[Block]:
    relations = _ranked((r.kind.replace("_", " ") for d in dossiers for r in d.event.relations), 20)
    return [
        Heading(2, "Corroboration"),
        Paragraph(
            f"Claims are linked to events by {facts.linker or 'nothing yet'}: day, place, kind, weapons, actors and "
            "words, each with its share of the score; a toll that differs is never evidence against one event. What "
            "people judged to be one event, or two, stays so."
        ),
        _table(("relation of two claims", "number"), relations),
    ]


def _counting() -> list[Block]:
    rows = tuple((p.name, p.version, p.rule, p.title, p.source) for p in policies().values())
    return [Heading(2, "Counting"), Table(("policy", "version", "rule", "what", "after"), rows)]


def _coverage(claims: Sequence[Claim], dossiers: Sequence[Dossier]) -> list[Block]:
    places = [d.placed() for d in dossiers]
    countries = _ranked((p.place.country or "not known" if p and p.place else "not known" for p in places), _COUNTRIES)
    precisions = _ranked((p.place.precision if p and p.place else "no place" for p in places), 12)
    blocks: list[Block] = [
        Heading(2, "Coverage"),
        _table(("country", "events"), countries),
        _table(("precision of the place", "events"), precisions),
    ]
    heat = outlets_by_day(claims)
    return [*blocks, heat] if heat is not None else blocks


def outlets_by_day(claims: Sequence[Claim]) -> Heat | None:
    """Claims of the busiest outlets over the days of publication; by weeks where the span is long."""
    dated = [(c.document.outlet or "not named", c.document.published.earliest) for c in claims]
    known = [(outlet, day) for outlet, day in dated if day is not None]
    if not known:
        return None
    first, last = min(day for _, day in known), max(day for _, day in known)
    step = max(1, ((last - first).days + _DAYS) // _DAYS)
    columns = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    rows = [name for name, _ in _ranked((outlet for outlet, _ in known), _OUTLETS)]
    counts = Counter((outlet, (day - first).days // step) for outlet, day in known)
    grid = tuple(tuple(counts[name, n] for n in range(len(columns))) for name in rows)
    title = "Outlets by day of publication" if step == 1 else f"Outlets by {step} days of publication"
    return Heat(title, tuple(rows), tuple(_iso(c) for c in columns), grid)


def _iso(day: date) -> str:
    return day.isoformat()
