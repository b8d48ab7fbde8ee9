"""Where and when a deed happened: the words beside it, else what the paragraph, the section or the title lends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.background.newsday import NewsDays, day_alone, day_of_heading, goes_back
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, covered, within
from thucydides.claims.spots.compared import is_compared, told_then
from thucydides.claims.spots.day_lists import dates_another, heads_relative, is_of_the_court, price_of_head, stretched
from thucydides.claims.spots.event_places import (
    WIDE,
    denies,
    event_places,
    finer,
    goes_on_in,
    holds,
    in_the_town,
    is_elsewhere,
    is_stage,
    is_vast,
    on_the_map,
    only_says_so,
)
from thucydides.claims.spots.spoken_days import of_a_count, of_a_cue, of_a_thing, since_when, stands_beside
from thucydides.model.mention import Mention, PlaceMention, TimeMention

_COARSE = {"country": 1.6, "admin1": 0.9, "admin1_part": 0.7, "admin2": 0.5, "unresolved": 0.5}
_TIME_REACH = 5.0
_OF_ANOTHER = 3.0  # what a day behind an interval costs a deed before it ("on Monday, hours after X fell on Sunday")
_BEFORE_VERB = 0.4  # "rebels of X killed 12 in Y": what stands right before an active verb is its subject's
_POINTED = 0.2  # "there" comes after what is named


class Chosen(msgspec.Struct, frozen=True, gc=False):
    """A place or time of a deed; `inferred` where it was carried over; `reason` in words; `lost` the other candidates."""

    mention: PlaceMention | TimeMention
    inferred: bool
    reason: str
    lost: tuple[Mention, ...] = ()


@dataclass(slots=True)
class Memory:
    """What earlier sentences leave behind while a document is read in order; private to one reading."""

    paragraph: int = -1
    place: PlaceMention | None = None
    time: TimeMention | None = None
    heading_place: PlaceMention | None = None
    heading_time: TimeMention | None = None
    titled: bool = False
    last_place: PlaceMention | None = None
    title_place: PlaceMention | None = None
    dateline: PlaceMention | None = None
    main_place: PlaceMention | None = None
    home: str | None = None
    timed: int = -1
    news: NewsDays = field(default_factory=NewsDays)
    aside: tuple[int, TimeMention] | None = None  # background: its sentence, for the next one alone
    sentence: int = -1
    strays: frozenset[str] = frozenset()
    here: list[PlaceMention] = field(default_factory=list)  # the event places of that sentence, asked for most
    places: dict[int, list[PlaceMention]] = field(default_factory=dict)

    def places_of(self, scene: Scene, sentence: int) -> list[PlaceMention]:
        """The event places of a sentence, found once."""
        if sentence == self.sentence:
            return self.here
        known = self.places.get(sentence)
        if known is None:
            s = scene.page.sentences[sentence]
            found = event_places(scene, s.first, s.last)
            known = self.places[sentence] = [p for p in found if p.gazetteer_id not in self.strays]
        self.sentence, self.here = sentence, known
        return known

    def enter(self, scene: Scene, sentence: int) -> None:
        """Moves on to a sentence: a new paragraph forgets the paragraph's place and time."""
        s = scene.page.sentences[sentence]
        if s.paragraph != self.paragraph:
            self.paragraph, self.place, self.time, self.aside = s.paragraph, None, None, None
        role = scene.page.roles[sentence]
        if role == "body":
            return
        places = self.places_of(scene, sentence)
        if role in ("heading", "title", "header"):  # a header tells at most the day that it covers
            self.heading_time = day_of_heading(scene, sentence, self.news) or self.heading_time
        if role == "heading":
            self.heading_place, self.titled = places[0] if places else None, False
            self.last_place = None if places else self.last_place
        if role in ("title", "title_repeat") and places and self.title_place is None:
            self.title_place = places[0]

    def leave(self, scene: Scene, sentence: int) -> None:
        """A sentence without a deed of its own still sets the scene for the next one of its paragraph."""
        if scene.page.roles[sentence] in ("header", "credit", "heading", "title", "title_repeat"):
            return
        self.time = day_alone(scene, sentence, self.news) or self.time
        places = self.places_of(scene, sentence)
        if places and self.place is not None and places[0].precision in WIDE and any(p is self.place for p in places):
            return  # "in Darfur, 23 were killed in Kutum": that of the deed told in it
        if places and places[0].precision != "country":
            self.place = places[0]


def _is_actor_name(place: PlaceMention, actors: Sequence[Mention]) -> bool:
    return any(a.first < place.last and place.first < a.last for a in actors)


_LASTING = ("displace", "abduct")  # what goes on as long as the fighting told before it
_LEAVING = ("withdraw", "displace", "expel", "lose")
_BESIDE_SPEAKER = 3
_OFFICES = ("official_political", "official_military", "medical_rescue")
_OFFICE, _SURNAME = 2, 2  # tokens between an office and the state that it is of, and the last word of a name
_FROM_AFAR = ("official_military", "medical_rescue")
_THROWN = frozenset({"rocket", "missile", "drone", "artillery"})
_FLIGHT = 1.0  # clause distance from a launch to where it goes


def _aimed_at(scene: Scene, deed: Deed) -> list[PlaceMention]:
    """ "fired rockets towards X": where munitions go is where the event is."""
    s = scene.page.sentences[deed.sentence]
    if deed.args == "gain":  # "swept into X": the preposition is the verb's own
        return [
            p for p in within(scene.mentions.places, deed.word.last - 1, deed.word.last + 1) if p.role == "destination"
        ]
    if deed.args == "deploy":  # "sent 500 troops to X"
        gone = (p for p in within(scene.mentions.places, deed.word.last, s.last) if p.role == "destination")
        return [p for p in gone if p.lat is not None and scene.distance(deed.word, p) <= _FLIGHT][:1]
    if deed.family not in ("remote", "force"):
        return []
    found = [p for p in within(scene.mentions.places, deed.word.last, s.last) if p.role == "destination"]
    found = [p for p in found if p.lat is not None and scene.distance(deed.word, p) <= _FLIGHT]
    if not found:
        return []
    thrown = [w for w in within(scene.mentions.weapons, s.first, found[0].first) if w.code in _THROWN]
    return found[:1] if any(scene.distance(w, deed.word) <= _FLIGHT for w in thrown) else []


def _left(scene: Scene, deed: Deed) -> list[PlaceMention]:
    """For a withdrawal or a flight the place that is left, for an abduction the town people are taken from if none else is."""
    follow = scene.page.language.has("verb_first")  # "arrested two men of the town of X"
    taken = deed.args == "abduct" or (deed.args == "arrest" and follow)
    if deed.args not in _LEAVING and not taken:
        return []
    s = scene.page.sentences[deed.sentence]
    here = within(scene.mentions.places, s.first, s.last)
    found = [p for p in here if p.role == "origin" and p.lat is not None]
    if taken and not follow:
        named = any(p.role == "event" and p.precision != "country" for p in here)
        found = [p for p in found if not named and p.precision != "country" and p.first >= deed.word.first]
    return found


def of_a_speaker(place: PlaceMention, frames: Sequence[AttributionFrame]) -> bool:
    """True for where a speaker works or speaks ("a nurse at Medina Hospital said"): outside what is said."""
    return _speaker_at(place, frames) is not None


def is_of_a_person(scene: Scene, place: PlaceMention, frames: Sequence[AttributionFrame]) -> bool:
    """ "said the minister X Y": where no capital tells a name, a bare word right behind an office that speaks is his name."""
    if scene.page.language.has("capitals_mark_names") or scene.gram[max(place.first - 1, 0)]:
        return False
    heads = [s for f in frames for s in f.speakers if s.head and s.kind in _OFFICES]
    return any(0 <= place.first - s.last <= _SURNAME and place.precision != "country" for s in heads)


def is_of_an_office(scene: Scene, place: PlaceMention, frames: Sequence[AttributionFrame]) -> bool:
    """ "by the words of the minister of health of Y": a state or province right behind who speaks, or in his name, is whom he
    speaks for; a state that is itself named as a speaker may be where its own died.
    """
    if place.precision not in ("country", "admin1"):
        return False
    for f in frames:
        for s in f.speakers:
            gap = range(s.last, place.first)
            inside = s.first < place.first < s.last
            behind = (
                s.head
                and 0 <= len(gap) <= _OFFICE
                and all(scene.page.tokens.shapes[i] == "x" and scene.gram[i] in ("", "of", "det") for i in gap)
            )
            if inside or (behind and scene.gram[place.first - 1] != "prep"):
                return True
    return False


def _speaker_at(place: PlaceMention, frames: Sequence[AttributionFrame]) -> Speaker | None:
    for f in frames:
        if f.carried:
            continue
        for s in f.speakers:
            if f.covers(place.first) and not _is_behind(f, s, place):
                continue
            lo, hi = min(s.first, f.cue[0]), max(s.last, f.cue[1])
            if (place.first < hi and lo < place.last) or 0 <= place.first - s.last <= _BESIDE_SPEAKER:
                return s
    return None


def _is_behind(frame: AttributionFrame, speaker: Speaker, place: PlaceMention) -> bool:
    """ "…, said an official in Kabul": a place that ends a sentence right behind who said the rest of it before."""
    tail = next((part for part in frame.content if part[0] <= place.first < part[1]), None)
    if tail is None or len(frame.content) < _SAID_BEFORE or tail[0] < max(speaker.last, frame.cue[1]):
        return False
    return tail[0] <= speaker.last + 1 and place.last >= tail[1] - 1


_SAID_BEFORE, _OF_A_LAND = 2, ("admin1", "admin2")


def _speaks_from_afar(scene: Scene, place: PlaceMention, frames: Sequence[AttributionFrame]) -> bool:
    """A state, a ministry or a hospital tells of other places than its own; a governor or a resident does not."""
    s = _speaker_at(place, frames)
    said = s is not None and place.precision == "country" and s.first <= place.first < s.last  # "the US accused ..."
    if s is None or said or s.kind not in _FROM_AFAR or s.first >= place.last or place.first > s.last + _BESIDE_SPEAKER:
        return said
    own = scene.gram[place.first - 1] == "of" or (
        s.last <= place.first and "of" in scene.gram[s.last : place.first + 1]
    )
    return not (
        own and s.kind == "official_military" and place.precision in _OF_A_LAND
    )  # "the authorities of the X region"


def place_of(scene: Scene, deed: Deed, doers: Sequence[Mention], memory: Memory, frames: Frames) -> Chosen | None:
    """The place of a deed; `doers` are mentions of its initiators, whose names are no places here. A speaker's own
    place comes after the paragraph's.
    """
    here = frames.of(deed.sentence)
    away: list[PlaceMention] = []
    verbal = deed.group.voice == "active" and scene.page.language.settings.order == "SVO"
    options: list[tuple[float, int, PlaceMention]] = []
    speakers: list[tuple[float, int, PlaceMention]] = []
    for p in (*_left(scene, deed), *_aimed_at(scene, deed), *memory.places_of(scene, deed.sentence)):
        if _is_actor_name(p, doers) or is_of_a_person(scene, p, here):
            continue
        speaks = of_a_speaker(p, here)
        if is_elsewhere(scene, deed, p) or (denies(p, here) if speaks else only_says_so(scene, p, deed.first)):
            away.append(p)
            continue
        cost = scene.from_nearest(deed.words, p) * (1.0 if p.first >= deed.first else 1.15)
        cost += _BEFORE_VERB if verbal and p.last == deed.group.first else 0.0
        shelf = speakers if speaks else options
        coarse = _COARSE["country"] if is_vast(p) else _COARSE.get(p.precision, 0.0)
        shelf.append((cost + coarse + (_POINTED if p.anaphor else 0.0), p.first, p))
    if memory.last_place is not None or memory.heading_place is not None:
        speakers = [o for o in speakers if o[2] is memory.place or not _speaks_from_afar(scene, o[2], here)]
        speakers = [o for o in speakers if not goes_on_in(scene, deed, o[2], memory.last_place)]
    if not options and (memory.place is None or memory.place in [o[2] for o in speakers]):
        options = speakers
    if len(options) > 1:
        options = [o for o in options if not is_stage(o[2], here, deed.first)] or options
        options.sort(key=lambda o: o[:2])
    if options:
        first = on_the_map([o[2] for o in options], memory.home)
        alone = len(options) == 1
        town = in_the_town(scene, first, (memory.place, memory.last_place, memory.title_place)) if alone else None
        if town is not None:
            return Chosen(town, True, "of the town told before: a building that no gazetteer has", (first,))
        return Chosen(first, False, "named beside the event", tuple(o[2] for o in options if o[2] is not first))
    heading, last = memory.heading_place, memory.last_place
    town = last if last is not None and memory.titled else memory.title_place if last is None else None
    if heading is not None and town is not None and holds(heading, town):
        # the title names the province, the text the town; or a line of sources
        heading = None if town is last else town
    seat = _seat_of_source(scene, deed) if memory.last_place is None else _land_of_source(scene, deed)
    carried = memory.place or memory.last_place or heading
    if seat is not None and carried is not None and carried.country != seat.country and deed.sense == "harm":
        return Chosen(seat, True, "of who tells it")
    for place, reason in (
        (memory.place, "carried over from the same paragraph"),
        (finer(memory.last_place, memory.heading_place), "carried over from the event told before"),
        (heading, "lent by the section's heading"),
        (memory.last_place, "carried over from the event told before"),
        (memory.title_place, "lent by the title"),
        (seat, "of who tells it"),
        (None if _is_the_doer(scene, memory.main_place, doers) else memory.main_place, "the place named most often"),
        (memory.dateline, "lent by the dateline"),
    ):
        if place is not None and not any(place is p or place.gazetteer_id == p.gazetteer_id for p in away):
            return Chosen(place, True, reason)
    return None


def _is_the_doer(scene: Scene, place: PlaceMention | None, doers: Sequence[Mention]) -> bool:
    """True for a state that does the deed ("Israel struck ..."): where it struck is told elsewhere or not at all."""
    if place is None or place.precision != "country":
        return False
    states = {(p.first, p.last) for p in scene.mentions.places.all if p.country == place.country}
    return any((d.first, d.last) in states for d in doers)


def _seat_of_source(scene: Scene, deed: Deed) -> PlaceMention | None:
    """ "The health ministry in Gaza said": where nothing else says where, the place that a source of its sentence is of."""
    s = scene.page.sentences[deed.sentence]
    heads = [m for m in within(scene.mentions.sources, s.first, s.last) if m.role == "head"]
    if (land := _land_of_source(scene, deed)) is not None:
        return land
    for p in within(scene.mentions.places, s.first, s.last):
        fine = p.lat is not None and not p.anaphor and p.precision in ("settlement", "admin1", "admin2", "vicinity")
        if fine and p.role in ("event", "seat") and any(m.first < p.first <= m.last + 1 for m in heads):
            return p
    return None


def _land_of_source(scene: Scene, deed: Deed) -> PlaceMention | None:
    """ "According to Gaza's health ministry": the land in the name of an authority that counts the dead of it."""
    s = scene.page.sentences[deed.sentence]
    bodies = [m for m in within(scene.mentions.sources, s.first, s.last) if m.role == "named"]
    for p in within(scene.mentions.places, s.first, s.last):
        if p.role == "seat" and p.precision == "admin1" and any(m.first <= p.first < m.last for m in bodies):
            return p
    return None


def time_of(scene: Scene, deed: Deed, frames: Frames, memory: Memory) -> Chosen | None:
    """The time of a deed, None where no words give one."""
    s = scene.page.sentences[deed.sentence]
    options = []
    times = within(scene.mentions.times, scene.told_from(s.first), s.last)
    for t in times:
        if dates_another(scene, t, times, deed):
            continue
        if covered(t.last - 1, t.last, scene.mentions.actors):
            continue  # "the 23 March Movement", "Maï-Maï": a day within a name
        if is_compared(scene, t):
            then = told_then(scene, t, deed)
            if then is None:
                continue
            t = then
        beside = stands_beside(t, deed, frames)
        if (
            (of_a_cue(scene, t, frames) and not beside)
            or of_a_count(scene, t)
            or since_when(scene, t)
            or of_a_thing(scene, t)
        ):
            continue
        if t.earliest is None and t.symbolic is None:
            continue
        cost = scene.from_nearest(deed.words, t) + (0.5 if t.window else 0.0)
        cost = 0.0 if heads_relative(scene, t, deed) else cost - price_of_head(scene, t, deed)
        if cost <= _TIME_REACH:
            cost += _OF_ANOTHER if t.first > deed.word.first and is_elsewhere(scene, deed, t) else 0.0
            options.append((cost, t.first, t))
    if len(options) > 1:
        options = [o for o in options if not is_of_the_court(scene, o[2], deed, [k[2] for k in options])]
        options.sort(key=lambda o: o[:2])
    if options:
        best = options[0][2]
        told = stretched(scene, best, times) if best in times else best
        return Chosen(told, False, "told beside the event", tuple(o[2] for o in options[1:]))
    aside = memory.aside[1] if memory.aside and deed.sentence - memory.aside[0] <= 1 else None
    moves = deed.sense != "harm" and bool(memory.places_of(scene, deed.sentence))  # deaths are of what was told last
    if aside is not None and moves and not memory.news.is_aside(aside):
        aside = None  # "… today. A strike had killed four yesterday. Shells hit X": elsewhere the story goes on
    for time, reason in (
        (aside or memory.time, "carried over from the same paragraph"),
        (memory.heading_time, "lent by the section's heading"),
    ):
        lasting = time is memory.time and deed.args in _LASTING
        if time is not None and (lasting or not time.window):
            return Chosen(time, True, reason)
    return None


def is_of_background(memory: Memory, time: Chosen) -> bool:
    """True for a day that is only told beside the news."""
    return isinstance(time.mention, TimeMention) and memory.news.is_aside(time.mention)


def remember(memory: Memory, place: Chosen | None, time: Chosen | None, role: str, deed: Deed) -> None:
    """What a coded deed in a sentence of this role leaves to the next ones. A death told beside an event of its sentence
    leaves them no day: people die of an event later on.
    """
    heading = role in ("heading", "title", "title_repeat")
    if place is not None and isinstance(place.mention, PlaceMention) and not place.inferred:
        if heading:
            memory.heading_place, memory.titled = place.mention, role != "heading"
        else:
            memory.place = memory.last_place = place.mention
    if time is not None and isinstance(time.mention, TimeMention) and not time.inferred and not heading:
        if memory.news.is_ahead(time.mention):
            return
        if memory.news.is_aside(time.mention) or (memory.time is not None and goes_back(memory.time, time.mention)):
            memory.aside = (deed.sentence, time.mention)
        elif not (deed.sense == "harm" and memory.timed == deed.sentence):
            memory.time, memory.aside = time.mention, None
        memory.timed = deed.sentence
