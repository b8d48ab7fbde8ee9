"""The default reader: rules over words; offline, deterministic, every claim with the rules that made it."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.assembly.assemble import READER, assemble
from thucydides.claims.assembly.outlet import outlet_of
from thucydides.claims.background.newsday import news_days
from thucydides.claims.carry import carry
from thucydides.claims.document import read_document
from thucydides.claims.gate import admit
from thucydides.claims.scene import Mentions, Ordered, Scene, set_scene
from thucydides.claims.sense import make_sense
from thucydides.claims.triage import page_may_tell
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.library import actors as roster
from thucydides.knowledge.library import language, languages
from thucydides.knowledge.times import time_book
from thucydides.mentions import actors, casualties, numbers, places, sources, times, triggers, weapons
from thucydides.mentions.page import Page, open_page
from thucydides.mentions.times import TimeWords
from thucydides.mentions.times.publication import DatedName
from thucydides.model.claim import DocumentRef, Reading
from thucydides.model.document import Document, Published
from thucydides.model.mention import NumberMention

NAME = READER


def _dated(page: Page) -> tuple[DatedName, ...]:
    """Names of the roster that were borne only for a time: they bound the document's day."""
    known = roster()
    found = []
    for hit in page.of("actors", "named"):
        actor = known[hit.entry.value]
        if actor.since or actor.until:
            start, end = page.span(hit.first, hit.last)
            found.append(DatedName(actor.name, actor.since, actor.until, start, end))
    return tuple(found)


def _homes(page: Page) -> tuple[str, ...]:
    """Countries of the armed actors that a page names, by the roster."""
    known = roster()
    homes = dict.fromkeys(known[hit.entry.value].country for hit in page.of("actors", "named"))
    return tuple(code for code in homes if code)


def _of_no_date(found: Sequence[NumberMention], words: Sequence[TimeWords]) -> list[NumberMention]:
    """The numbers but those of a whole date ("8 May 2024 Doctors were killed"), which may stand in a dateline and be no
    time of an event.
    """
    dates = [(w.first, w.last) for w in words if w.kind == "date" and w.number("year") is not None]
    return [n for n in found if not any(a <= n.first and n.last <= b for a, b in dates)] if dates else list(found)


def gather(page: Page, gazetteer: Gazetteer) -> tuple[Mentions, Published]:
    """All mentions of a page, resolved, and the day it was published."""
    book = time_book(page.language.code)
    words = times.find(page, book)
    published = times.document_day(page, page.document.stamps, words, _dated(page))
    toponyms = places.find(page, gazetteer)
    frame = places.frame(toponyms, page, _homes(page))
    mentions = Mentions(
        places=Ordered(places.resolve(toponyms, frame, gazetteer, page)),
        times=Ordered(times.resolve(words, published, page)),
        numbers=Ordered(_of_no_date(numbers.find(page), words)),
        actors=Ordered(actors.find(page, published.latest)),
        weapons=Ordered(weapons.find(page)),
        casualties=Ordered(casualties.find(page)),
        triggers=Ordered(triggers.find(page)),
        sources=Ordered(sources.find(page)),
    )
    return mentions, published


def scene_of(document: Document, gazetteer: Gazetteer) -> tuple[Scene, Published]:
    """A document as a scene: what the builders of claims look at."""
    page = open_page(document, language(document.language))
    mentions, published = gather(page, gazetteer)
    return set_scene(page, mentions), published


def read(document: Document, gazetteer: Gazetteer) -> Reading:
    """Reads one document. A language without knowledge gives an empty reading, never an error."""
    if document.language not in languages():
        unknown = Published(None, None, "unknown", ("the language is not known",))
        return Reading(_ref(document, unknown), ())
    page = open_page(document, language(document.language))
    if not page_may_tell(page):
        words = times.find(page, time_book(page.language.code))
        return Reading(_ref(document, times.document_day(page, document.stamps, words, _dated(page))), ())
    mentions, published = gather(page, gazetteer)
    scene = set_scene(page, mentions)
    ref = _ref(document, published)
    outlet = outlet_of(scene)
    news = news_days(scene, published)
    told, _ = read_document(scene, outlet, news)
    told.drafts = carry(scene, told.drafts, news)
    drafts = make_sense(scene, told, published)
    claims, refused = admit(assemble(scene, drafts, ref, outlet), document.text, document.forwarded_from)
    not_coded = tuple(sorted(told.not_coded, key=lambda n: (n.anchor.start, n.anchor.end, n.reason)))
    return Reading(ref, claims, refused, not_coded)


def _ref(document: Document, published: Published) -> DocumentRef:
    return DocumentRef(document.doc_id, document.uri, document.title, document.language, document.outlet, published)
