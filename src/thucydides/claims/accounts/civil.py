"""Pages of civil life by their fields (sport, courts, weather ...): what their words of war must show to be told as events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from thucydides.claims.background.newsday import NewsDays
from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.mentions.page import Hit
from thucydides.model.claim import Actor
from thucydides.model.mention import ARMED, FORCES, PlaceMention, TimeMention

# A page is of civil life where so many of its sentences name a field of it, or so many around a deed and some elsewhere.
_PAGE = 0.3
_NEAR = 0.6
_SOME = 0.2
_LEAD = 2  # sentences at the head, in which a page of memories says that it is one
_AROUND = 2  # sentences before and behind a deed
_SENTENCES = 3  # that name a field at least, unless a text is so short
_FEW = 3  # words on a page that opens as one of memories
_WORDS = 5  # different words of fields: one title all through tells of its bearer ("the judge was shot")

# Fields in which people die without a conflict, those of private crimes, and those in which wars of others are told.
_OF_NATURE = frozenset({"accident", "animals", "disaster", "health", "science", "weather"})
MISHAP_FIELDS = frozenset({"accident", "disaster", "health", "weather"})
_PRIVATE = frozenset({"crime"})
_COURT = "court"  # a field of private crimes where the page names such a crime
_TOLD = frozenset({"memory", "stage"})
# Neutral names of those who rule or bear a rank: ministers and captains of teams are told of in peace.
_RULERS = frozenset({"government", "officers"})
NO_ARMS = frozenset({"aircraft", "fire", "other"})  # an airliner, a house fire, a stone
_BY_HAND = frozenset({"blade", "small_arms", "sniper"})
_FLOWN = frozenset({"missile", "rocket"})  # what carries satellites
# What is done in floods and epidemics too, and to whom an arrest is done in politics.
_RELIEF = frozenset({"base_established", "deployment"})
_GATHERINGS = frozenset({"peaceful_protest", "protest_with_intervention", "excessive_force", "violent_demonstration"})
_RIOTS = frozenset({"destruction", "mob_violence", "violent_demonstration"})
# What is not told of a mishap with a place, a day and its dead.
_DEEDS = frozenset(
    "air_strike drone_strike shelling grenade_attack suicide_bombing armed_clash attack abduction chemical_attack".split()
)
_HURT = frozenset({"killed", "injured", "killed_or_injured"})
_FINE = ("settlement", "neighbourhood", "site", "vicinity")
_PUBLIC = frozenset({"journalists", "medics", "police"})
_ENOUGH = 3  # points of what shows a conflict, and the same where people die or wars are told without one
_MORE = 4
# How many times as many sentences must name a field as name fighters or arms: politics is told of a war too.
_TIMES = 2.0
_TIMES_APART, _TIMES_TOLD = 1.0, 0.5
_WAR = 0.2  # share of sentences with fighters that no other page has
_WAR_TOLD = 0.5
_FAR = frozenset({"accident", "animals", "health", "crime", "kitchen", "science", "sport", "weather", "disaster"})
_FROM_AFAR = frozenset({"air_strike", "chemical_attack", "drone_strike", "shelling", "suicide_bombing"})
_OLD = timedelta(days=100)  # before publication: what a page of memories tells of such a day is no news
_CIVIL = "life"  # the field of words that name none


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields the sentences of a page name; `share` of its sentences name one, `war` fighters or arms; `main` is the
    field of most, `words` how many words of fields there are; `recalls` is true of a page that opens as one of memories,
    `fought` the share of sentences that name fighters.
    """

    named: dict[int, frozenset[str]]
    share: float
    war: float
    main: str
    words: int
    recalls: bool = False
    fought: float = 0.0


NO_FIELDS = Fields({}, 0.0, 0.0, "", 0)


def _words_of(scene: Scene) -> Iterator[tuple[Hit, str]]:
    """The words of a page that name a field, each with the field."""
    page = scene.page
    for hit in page.of("fields", "field"):
        yield hit, hit.entry.value
    for hit in page.of("grammar", "civil"):
        yield hit, _CIVIL
    for hit in page.of("grammar", "exercise"):
        if hit.entry.value and "weak" not in hit.entry.flags:
            yield hit, hit.entry.value


def fields_of(scene: Scene) -> Fields:
    """The fields of civil life that a page names, sentence by sentence."""
    named: dict[int, set[str]] = {}
    words: set[tuple[str, ...]] = set()
    forms = scene.page.tokens.forms
    for hit, field in _words_of(scene):
        named.setdefault(scene.page.sentence_at(hit.first), set()).add(field)
        words.add(tuple(forms[hit.first : hit.last]))
    body = [n for n, role in enumerate(scene.page.roles) if role not in ("header", "credit", "title_repeat")]
    told = [n for n in body if n in named]
    counts: dict[str, int] = {}
    for n in told:
        for field in named[n]:
            counts[field] = counts.get(field, 0) + 1
    main = max(sorted(counts), key=counts.__getitem__) if counts else ""
    private = "crime" in counts
    found = {n: frozenset(named[n] | {"crime"} if private and _COURT in named[n] else named[n]) for n in told}
    at = [n for n in told if "memory" in named[n]]
    recalls = len(at) > 1 and at[0] in body[:_LEAD] and len(at) >= _SOME * len(body)
    main = "memory" if recalls else main
    size = max(len(body), 1)
    fought = _sentences_of_fighters(scene)
    war = fought | _sentences_of_arms(scene)
    of_war, of_fighters = len(war.intersection(body)) / size, len(fought.intersection(body)) / size
    return Fields(found, len(told) / size, of_war, main, len(words), recalls, of_fighters)


def _sentences_of_fighters(scene: Scene) -> set[int]:
    """Sentences that name who fights."""
    at = scene.sentence
    armed = [a for a in scene.mentions.actors.all if a.kind in ARMED and a.name not in _RULERS]
    return {at[a.first] for a in armed if a.kind != "militia" or a.actor_id}


def _sentences_of_arms(scene: Scene) -> set[int]:
    """Sentences that name arms, or what is done with arms from afar, beside a place or a figure."""
    at = scene.sentence
    arms = {at[w.first] for w in scene.mentions.weapons.all if w.code not in NO_ARMS and w.code not in _BY_HAND}
    arms |= {at[t.first] for t in scene.mentions.triggers.all if t.sense in _FROM_AFAR}
    told = {at[p.first] for p in scene.mentions.places.all} | {at[n.first] for n in scene.mentions.numbers.all}
    # "The artillery of the opposition" is fired nowhere and at nobody.
    return arms & told


def _is_civil(scene: Scene, fields: Fields, number: int) -> bool:
    """True where a page, or what stands around one of its sentences, is of civil life."""
    least = min(_SENTENCES, len(scene.page.sentences))
    if fields.words < (_FEW if fields.recalls else _WORDS) or len(fields.named) < least:
        return False
    times, most = _TIMES, _WAR
    if fields.main in _TOLD:
        times, most = _TIMES_TOLD, _WAR_TOLD
    elif fields.main in _FAR:
        times, most = _TIMES_APART, 1.0
    if fields.share < times * fields.war or fields.fought >= most:
        return False
    if fields.share >= _PAGE or fields.recalls:
        return True
    around = range(max(number - _AROUND, 0), min(number + _AROUND + 1, len(scene.page.sentences)))
    return fields.share >= _SOME and sum(n in fields.named for n in around) >= _NEAR * len(around)


def _field_at(fields: Fields, number: int) -> frozenset[str]:
    """The fields of a sentence, else of the nearest one before it, else the main field of the page."""
    for n in (number, number - 1, number + 1, number - 2):
        if n in fields.named:
            return fields.named[n]
    return frozenset()


def _is_fighter(actor: Actor, private: bool) -> bool:
    """True for who fights; beside private crimes a gang or masked men are none without a name."""
    if actor.kind not in ARMED or actor.name in _RULERS:
        return False
    return not (private and actor.kind == "militia" and actor.actor_id is None)


def hurts(made: Draft) -> int:
    """Two points for persons who are counted, one for others who are harmed."""
    hurt = [h for h in made.harms if h.outcome in _HURT and h.high != 0]
    counted = any(h.count is not None and h.count.numbered for h in hurt)
    return 2 if counted else 1 if hurt else 0


def has_a_town(made: Draft) -> bool:
    """True where a town, or a place as fine, is named beside a deed itself."""
    where = made.place.mention if made.place is not None and not made.place.inferred else None
    return isinstance(where, PlaceMention) and where.precision in _FINE


def _has_a_day(made: Draft) -> bool:
    """True where words of time stand beside a deed itself."""
    return made.time is not None and not made.time.inferred


def shown(made: Draft, at: frozenset[str]) -> int:
    """How much in a draft is of a conflict: who fights, arms, harm, a thing that is hit, a place and a day of its own."""
    hard = bool(at & (_PRIVATE | _OF_NATURE | _TOLD))
    private = bool(at & _PRIVATE)
    doers = [a for a in made.actors if a.role != "target"]
    fights = any(_is_fighter(a, private) for a in doers) or (bool(doers) and made.code in _FROM_AFAR)
    points = 2 if fights else int(any(_is_fighter(a, private) for a in made.actors))
    fired = {w.code for w in made.weapons} - NO_ARMS
    fired -= _BY_HAND if at & (_PRIVATE | _OF_NATURE) else frozenset()
    fired -= _FLOWN if "science" in at else frozenset()
    points += 2 if fired else 0
    shot = bool(doers) and made.deed.sense == "attack" and not private  # "unknown men shot at a car"
    dated = _has_a_day(made) and (shot or (fired and points and hurts(made) > 1))
    if at & _TOLD and not (fights or dated):
        return 0
    if fights or fired or not hard:
        points += hurts(made)
        points += any(a.kind == "infrastructure" for a in made.actors if a.role == "target")
    return points + shot + has_a_town(made) + _has_a_day(made)


def _is_stoppage(scene: Scene, made: Draft) -> bool:
    """True for a strike of workers: the word of the gathering is one of labour itself."""
    words = made.deed.words or (made.deed.word,)
    at = {h.first for h in scene.page.of("fields", "field") if h.entry.value == "labour"}
    return all(w.first in at for w in words)


def _is_of_old(made: Draft, news: NewsDays) -> bool:
    """True for what is told with a day of its own long before the page was published, or with none at all."""
    time = made.time.mention if made.time is not None else None
    if not isinstance(time, TimeMention) or made.time is None or made.time.inferred:
        return True
    return news.first is not None and time.earliest is not None and time.earliest < news.first - _OLD


def _is_politics(made: Draft, at: frozenset[str]) -> bool:
    """True for an arrest of demonstrators or of those who fight, or one in a sentence about politics."""
    held = [a for a in made.actors if a.role == "target"]
    known = any(a.kind == "protesters" or (a.kind in ARMED and (a.kind != "militia" or a.actor_id)) for a in held)
    named = any(a.role == "initiator" and a.kind in FORCES for a in made.actors)  # the codebook knows no private arrest
    return "sport" not in at and (known or bool(at & {"politics", "diplomacy"}) or (named and "crime" in at))


def _hits_an_animal(scene: Scene, made: Draft) -> bool:
    """ "The keepers shot [the lion]": whom a deed hits is named by a word of animals."""
    hit = [a.anchor for a in made.actors if a.role == "target"]
    words = [h for h in scene.page.of("fields", "field") if h.entry.value == "animals"]
    spans = [scene.page.anchor(h.first, h.last) for h in words]
    return any(a.overlaps(span) for a in hit for span in spans)


def _is_of_the_public(made: Draft, at: frozenset[str]) -> bool:
    """ "A politician was shot dead on Tuesday": the killing of one who is told of in politics, of a journalist, of police or
    of medics, with a place or a day of its own, is no private crime.
    """
    killed = [h for h in made.harms if h.outcome == "killed" and h.high != 0]
    own = any(x is not None and not x.inferred for x in (made.place, made.time))
    known = bool(at & {"politics", "diplomacy"}) or any(h.victims in _PUBLIC for h in killed)
    return bool(killed) and own and known and made.deed.sense in ("attack", "assault:attack") and not at & _OF_NATURE


def _asked(made: Draft, at: frozenset[str]) -> int:
    """How much must be shown in these fields: more where people die or wars are told without a conflict, most without a doer."""
    if at & _OF_NATURE and not any(a.kind in ARMED for a in made.actors):
        return _MORE + 1
    return _MORE if at & (_PRIVATE | _OF_NATURE | _TOLD) or made.code in _RELIEF else _ENOUGH


def _reason(scene: Scene, made: Draft, at: frozenset[str], news: NewsDays) -> str:
    if made.code in _GATHERINGS and made.deed.args == "protest":
        return "a strike of workers, no demonstration" if _is_stoppage(scene, made) else ""
    if made.code in _RIOTS and "sport" not in at and any(a.kind == "protesters" for a in made.actors):
        return ""
    if made.code == "arrest" and made.deed.args == "arrest":
        return "" if _is_politics(made, at) else "an arrest in a text of civil life"
    if "memory" in at and _is_of_old(made, news):
        return "history or a life, told in a text of memories"
    if made.code in _RELIEF and at & _OF_NATURE:
        return "help in a disaster, no move of a war"
    if "animals" in at and _hits_an_animal(scene, made):
        return "an animal that is hunted or killed"
    if shown(made, at) < _asked(made, at) and not _is_of_the_public(made, at):
        return "words of war in a text of civil life: too little beside them shows a conflict"
    return ""


def tells_of_war(scene: Scene, fields: Fields, drafts: Sequence[Draft]) -> bool:
    """True where two deeds of a page show a conflict by themselves, or crowds are told of again and again, in fields that
    are told of a land at war too.
    """
    if fields.main in _FAR or fields.recalls:
        return False
    plain = [made for made in drafts if made.code in _DEEDS and shown(made, frozenset()) >= _MORE]
    strong = sum(_has_a_day(made) or fields.main not in _TOLD for made in plain)
    crowds = {scene.sentence[a.first] for a in scene.mentions.actors.all if a.kind == "protesters"}
    return strong > 1 or len(crowds) > 1


def civil_reason(scene: Scene, fields: Fields, made: Draft, news: NewsDays) -> str:
    """Why a draft of a page of civil life is no event of the conflict; empty where it is one, or the page another."""
    number = made.deed.sentence
    if not _is_civil(scene, fields, number):
        return ""
    return _reason(scene, made, _field_at(fields, number) | {fields.main}, news)
