"""Turns drafts into claims: anchors, the chain with the outlet first, ranges of days, ids from content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from thucydides.claims.assembly.confidence import confidence
from thucydides.claims.attribution.wholes import in_full
from thucydides.claims.drafts import Draft
from thucydides.claims.persons.apposed import bearer_before
from thucydides.claims.persons.named import name_after, name_of_an_office
from thucydides.claims.persons.roll import names_of
from thucydides.claims.persons.who import name_told
from thucydides.claims.scene import Scene, after_a_time, within
from thucydides.claims.tolls import Harm
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim, DocumentRef, Place, Source, Time, Toll, Weapon
from thucydides.model.document import content_id
from thucydides.model.mention import PlaceMention, TimeMention, WeaponMention

READER = "rules/0.1.0"
# Gold guide: no words of time means from three days before publication to the day itself.
_PUBLICATION_DAYS = 3
_BEFORE = timedelta(days=_PUBLICATION_DAYS)
_LENT_KM = 30.0  # what is only lent by a neighbour lies so far from that in 85 of 100 (measured)
UNNAMED_OUTLET = "the outlet"


def _attribution(
    scene: Scene, d: Draft, outlet: Source, names: dict[tuple[int, str], tuple[str, int, int]]
) -> tuple[Source, ...]:
    # Who forwarded the text stands beside it, in no words of its own.
    links = [outlet, *(Source(name, "outlet", None, None, "neutral") for name in scene.page.document.forwarded_from)]
    for speaker in d.chain:
        last = speaker is d.chain[-1]
        cue = scene.page.anchor(*d.cue.cue) if d.cue and last else None
        stance = d.cue.stance if d.cue and last else "neutral"
        name, start, end = names[speaker.start, speaker.name]
        anchor = Anchor.of(scene.page.text, start, end)
        links.append(Source(name, speaker.kind, anchor, cue, stance, speaker.source_id))
    return tuple(links)


def _place(scene: Scene, d: Draft) -> Place | None:
    if d.place is None or not isinstance(d.place.mention, PlaceMention):
        return None
    p = d.place.mention
    reason = f"{d.place.reason}; {p.reason}" if p.reason else d.place.reason
    radius = p.radius_km
    if d.place.inferred and radius is not None:
        radius = max(radius, _LENT_KM)
    return Place(
        p.name, Anchor.of(scene.page.text, p.start, p.end), p.precision, reason, p.gazetteer_id, p.country, p.admin1,
        p.lat, p.lon, radius, p.alternatives,
    )  # fmt: skip


def _time(scene: Scene, d: Draft, ref: DocumentRef) -> Time | None:
    if d.time is not None and isinstance(d.time.mention, TimeMention):
        t = d.time.mention
        return Time(t.earliest, t.latest, t.precision, Anchor.of(scene.page.text, t.start, t.end), t.symbolic, t.clock)
    return untold_time(ref)


def untold_time(ref: DocumentRef) -> Time:
    """When an event was that is told without words of time: some days up to the publication."""
    said = ref.published
    if said.earliest is None or said.latest is None:
        return Time(None, None, "symbolic", None, f"DOC-{_PUBLICATION_DAYS}d/DOC")
    return Time(said.earliest - _BEFORE, said.latest, "publication", None)


def _weapon_count(scene: Scene, weapon: WeaponMention) -> tuple[int | None, int]:
    """The number told right before a weapon, with the first character of both."""
    for number in within(scene.mentions.numbers, max(weapon.first - 3, 0), weapon.first):
        parted = "." in scene.page.tokens.shapes[number.last : weapon.first]  # "in 2016. Artillery …"
        if 0 <= weapon.first - number.last <= 1 and not parted and number.low is not None and not number.ordinal:
            return number.low, number.start
    return None, weapon.start


def _weapons(scene: Scene, d: Draft) -> tuple[Weapon, ...]:
    out: dict[str, Weapon] = {}
    for weapon in d.weapons:
        if weapon.code in out:
            continue
        count, start = _weapon_count(scene, weapon)
        anchor = Anchor.of(scene.page.text, start, weapon.end)
        out[weapon.code] = Weapon(weapon.code, weapon.name, anchor, count)
    return tuple(out.values())


def _tolls(scene: Scene, d: Draft) -> tuple[Toll, ...]:
    if d.stance.polarity == "denied":
        return ()
    return tuple(
        Toll(
            h.outcome,
            h.victims,
            h.low,
            h.high,
            h.exactness,
            Anchor.of(scene.page.text, h.start, h.end),
            part_of=h.part_of,
            names=_names(scene, h),
        )  # fmt: skip
        for h in d.harms
    )


_OPENERS = (",", ":", "(", "-", "–", "—")


def _names(scene: Scene, h: Harm) -> tuple[Anchor, ...]:
    """Who a toll of one is by name: the toll's own words ("Jane Doe"), or the name beside them ("a farmer, Jane Doe,")."""
    if h.count is None or h.low != h.high or not h.low:
        return ()
    if h.low > 1:
        return _all_names(scene, h.last, h.low)
    comma = h.last < len(scene.sentence) and scene.page.tokens.forms[h.last] == ","
    inside = [n for i in range(h.first, h.last) if (n := name_after(scene, i)) is not None]  # "Mayor Jane Doe"
    found = inside[0] if inside else name_after(scene, h.last + comma) or name_of_an_office(scene, h.last)
    found = found or bearer_before(scene, h) or name_told(scene, h)
    if found is None:
        return _names(scene, h.again) if h.again is not None else ()
    return (scene.page.anchor(*found),)


def _all_names(scene: Scene, last: int, many: int) -> tuple[Anchor, ...]:
    """ "Two nurses, Jane Doe and Ann Poe, were killed", "… in Kita: Jane Doe and Ann Poe": as many names as persons."""
    end = scene.page.sentences[scene.sentence[last - 1]].last
    colons = [i for i in range(last, end) if scene.page.tokens.forms[i] == ":"]
    for i in (after_a_time(scene, last), *colons[:1]):  # "two nurses on Monday, Jane Doe and Ann Poe"
        if i + 1 < end and scene.page.tokens.forms[i] in _OPENERS:
            found = names_of(scene, i + 1)
            if len(found) == many:
                return tuple(scene.page.anchor(*name) for name in found)
    return ()


def _sentence(scene: Scene, d: Draft) -> Anchor:
    s = scene.page.sentences[d.deed.sentence]
    return scene.page.anchor(s.first, s.last)


def assemble(scene: Scene, drafts: Sequence[Draft], ref: DocumentRef, outlet: Source) -> tuple[Claim, ...]:
    """Claims of a document in order of their triggers. Ids are hashes of reader, document and what is claimed."""
    claims = []
    names = in_full(scene, [s for d in drafts for s in d.chain])
    for d in drafts:
        trigger = Anchor.of(scene.page.text, d.deed.word.start, d.deed.word.end)
        chain = _attribution(scene, d, outlet, names)
        identity = (
            READER,
            ref.doc_id,
            str(trigger.start),
            str(trigger.end),
            d.code,
            d.stance.polarity,
            d.chain[-1].name if d.chain else chain[-1].source,
        )
        claims.append(
            Claim(
                claim_id=content_id(*identity, *(str(h.start) for h in d.harms)),
                document=ref,
                anchor=_sentence(scene, d),
                trigger=trigger,
                event_type=d.code,
                polarity=d.stance.polarity,
                modality=d.stance.modality,
                attribution=chain,
                actors=d.actors,
                place=_place(scene, d),
                time=_time(scene, d, ref),
                weapons=_weapons(scene, d),
                casualties=_tolls(scene, d),
                reader=READER,
                rules=d.rules,
                confidence=confidence(scene, d),
            )
        )
    return tuple(sorted(claims, key=lambda c: (c.trigger.start, c.trigger.end, c.claim_id)))
