"""Reads a whole document in order: deeds of each sentence, their tolls, denials, and what one sentence lends the next."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.accounts.additions import ends_a_taking, tells_how, with_harms_of
from thucydides.claims.accounts.agents import by_agent, is_done_by_another, names_agent
from thucydides.claims.accounts.denials import of_denied, unless_denied, with_denials
from thucydides.claims.accounts.doubted import doubted
from thucydides.claims.accounts.loose import ANGRY, by_itself, take_share, tell_loose
from thucydides.claims.accounts.peace import without_figures
from thucydides.claims.accounts.periods import of_a_period, periods_summed_up, without_those_summed_up
from thucydides.claims.accounts.tellers import affirmed, by_teller, kept, told_apart
from thucydides.claims.accounts.told import Told
from thucydides.claims.attribution.frames import Frames, frames
from thucydides.claims.background.answers import is_answered
from thucydides.claims.background.newsday import NewsDays
from thucydides.claims.background.occasions import is_predicate
from thucydides.claims.background.unreported import (
    is_in_a_clause_unsaid,
    is_not_reported,
    is_object_of_silence,
)
from thucydides.claims.background.untold import untold
from thucydides.claims.background.wars import is_total_of_a_war, names_only_the_war
from thucydides.claims.borrowed import is_denied, taken_up
from thucydides.claims.deeds import Deed, deeds_in
from thucydides.claims.doubts import (
    are_recovered,
    describes_the_displaced,
    is_of_another,
    kills_elsewhere,
    names_victims,
    side_of_battle,
    unlikely,
    unsupported,
)
from thucydides.claims.drafts import Draft, chain_at, draft
from thucydides.claims.objects import of_harm, with_damage_told_behind
from thucydides.claims.persons.harm import of_word
from thucydides.claims.persons.identified import identified_in, is_behind
from thucydides.claims.scene import Scene, within
from thucydides.claims.settings import Memory
from thucydides.claims.sides.states import home_of
from thucydides.claims.sides.suspects import is_held_for
from thucydides.claims.spots.event_places import may_hold
from thucydides.claims.spots.strays import strays_of
from thucydides.claims.tolls import Harm, harms_in
from thucydides.model.claim import Source
from thucydides.model.mention import PlaceMention
from thucydides.text.fold import fold_word

_REACH = 3.2
_OWN_CLAUSE = 0.6
_LET_GO = 0.8
_SAME_CLAUSE = 0.9
_UNREAD = ("header", "credit", "title_repeat")
_DEEDS_OF = {
    "arrested": ("arrest",),
    "abducted": ("abduction", "arrest"),
    "displaced": ("displacement",),
    "captured": ("armed_clash", "arrest", "abduction", "gain"),
}


def _takes(deed: Deed, harm: Harm) -> bool:
    """Can a deed of this kind have this outcome."""
    if harm.word.first < deed.word.last and deed.word.first < harm.word.last:
        return True
    if deed.sense == "gain" and are_recovered(deed, harm):
        return False
    wanted = _DEEDS_OF.get(harm.outcome)
    if wanted is not None:
        return deed.sense in wanted
    found = deed.sense == "casualties_only" and harm.outcome == "killed"
    return deed.violent or found or (harm.outcome == "missing" and deed.sense == "abduction")


def _owner(scene: Scene, deeds: list[Deed], harm: Harm) -> int | None:
    """The deed that a toll belongs to: its own word, else the nearest that can have it."""
    best, cost = None, _REACH
    for i, deed in enumerate(deeds):
        if (
            deed.reason
            or not _takes(deed, harm)
            or _led_to_protest(scene, deed, harm)
            or is_of_another(scene, harm, deed)
            or kills_elsewhere(scene, harm, deed)
            or is_held_for(scene, deed, harm.word)
        ):
            continue
        overlap = any(harm.word.first < w.last and w.first < harm.word.last for w in deed.words)
        if not overlap and names_agent(scene, harm):
            if scene.from_nearest(deed.words, harm.word) >= _OWN_CLAUSE:
                continue
        distance = 0.0 if overlap else scene.from_nearest(deed.words, harm.word) + 0.01
        if distance < cost:
            best, cost = i, distance
    return best


def _led_to_protest(scene: Scene, deed: Deed, harm: Harm) -> bool:
    """ "marched after six were killed": harm in a clause behind a protest is what it was about, or another's deed."""
    angry = deed.sense in ANGRY and is_done_by_another(scene, harm)
    if not (deed.args == "protest" or angry) or harm.word.first < deed.word.last:
        return False
    between = range(deed.word.last, harm.word.first)
    return any(scene.gram[i] == "clause" and "weak" not in scene.features[i] for i in between)


def _is_light(deeds: list[Deed], harm: Harm) -> bool:
    """True for "raids executed by six bombers": a word of harm that only carries an event noun; "the strike killed 40
    people" has persons for its object.
    """
    lights = [d.light[0] for d in deeds if d.light is not None and d.group.voice == "noun"]
    carries = any(w.first <= harm.word.first and harm.word.last <= w.last for w in lights)
    behind = harm.count is not None and not harm.count.bare and harm.count.first >= harm.word.last
    ahead = harm.group.voice == "passive" and harm.count is not None and harm.count.last <= harm.word.first
    if ahead and harm.count is not None and harm.count.numbered:
        return False  # "two men were shot during a raid"
    beside = behind and harm.count is not None and harm.count.first - harm.word.last <= 1  # "detained: ten men"
    return carries and not (behind and (harm.group.voice == "active" or beside))


def _is_none_of(scene: Scene, deeds: list[Deed], harm: Harm) -> bool:
    """True for a toll of no deed told here: of a light word, or of what another deed answers."""
    silent = is_answered(scene, harm.word) or is_not_reported(scene, harm)
    silent = silent or bool(untold(scene, harm.word, harm.group, harm.word.features))
    return _is_light(deeds, harm) or silent or _are_let_go(scene, deeds, harm)


def _are_let_go(scene: Scene, deeds: list[Deed], harm: Harm) -> bool:
    """ "exchanged 150 prisoners", "freed forty hostages": those who are let go were taken before."""
    if harm.word.args != "noun" or harm.outcome not in ("captured", "abducted", "arrested"):
        return False
    return any(d.sense == "agreement" and not d.reason and scene.distance(d.word, harm.word) < _LET_GO for d in deeds)


def _allot(scene: Scene, deeds: list[Deed], harms: list[Harm]) -> tuple[list[list[Harm]], list[Harm]]:
    """Tolls by deed, and those that no deed of the sentence takes; parts go with their whole."""
    if not harms:
        return [[] for _ in deeds], []
    by_deed: list[list[int]] = [[] for _ in deeds]
    free: list[int] = []
    place: dict[int, list[int]] = {}
    for i, harm in enumerate(harms):
        if harm.part_of is not None and harm.part_of in place:
            place[harm.part_of].append(i)
            place[i] = place[harm.part_of]
            continue
        owner = _owner(scene, deeds, harm)
        if owner is None and i and (beside := _next_in_list(scene, harms, i)) is not None:
            shelf = place[beside]
            shelf.append(i)
            place[i] = shelf
            continue
        shelf = free if owner is None else by_deed[owner]
        shelf.append(i)
        place[i] = shelf
    return [list(kept(harms, shelf)) for shelf in by_deed], list(kept(harms, free))


def _next_in_list(scene: Scene, harms: list[Harm], i: int) -> int | None:
    """ "struck X: eleven dead, two of them children, 89 hurt": the toll that a toll follows behind a mere comma or "and"."""
    harm = harms[i]
    before = [k for k in range(i) if harms[k].last <= harm.first and harms[k].part_of is None]
    ends = max((h.last for h in harms if h.last <= harm.first), default=-1)
    if not before or harm.first - ends > 2 or harm.outcome not in ("killed", "injured"):
        return None
    plain = all(scene.page.tokens.forms[k] == "," or scene.gram[k] == "and" for k in range(ends, harm.first))
    return before[-1] if plain else None


def _beside_its_cause(scene: Scene, deeds: list[Deed], harms: list[Harm]) -> list[Deed]:
    """ "Two fighters were eliminated in an operation": a word of destruction that is one of harm, with the noun of a
    battle behind it, tells of the harm done there.
    """
    out = list(deeds)
    for i, deed in enumerate(deeds):
        if deed.reason or deed.sense not in ("destruction", "weapons_disrupted"):
            continue
        own = any(h.count is not None for h in of_word(deed.word, harms))
        behind = deeds[i + 1 : i + 2]
        told = deeds[i - 1 : i] if i else []
        if own and told and not told[0].reason and told[0].group.voice == "noun" and told[0].family == "battle":
            if scene.distance(told[0].word, deed.word) < _SAME_CLAUSE:
                out[i] = replace(deed, reason="the harm done in the event told beside it")
                continue
        if own and behind and not behind[0].reason and behind[0].group.voice == "noun" and behind[0].args != "protest":
            near = scene.distance(deed.word, behind[0].word) < _SAME_CLAUSE
            if near and behind[0].violent and behind[0].family in ("battle", "force"):
                out[i] = replace(deed, reason="the harm done in the event told beside it")
    return out


def _of_persons(number: int, deed: Deed, harms: Sequence[Harm]) -> Deed:
    """ "Destroyed: 40 fighters": the word of destruction that has a toll of its own tells of harm."""
    if deed.sense not in ("destruction", "weapons_disrupted"):
        return deed
    own = of_word(deed.word, harms)
    return of_harm(number, own[0]) if own else deed


def _own_voice(found: Frames, outlet: Source) -> Frames:
    """An outlet that names itself speaks in its own voice."""
    outlet_name = fold_word(outlet.source)
    speakers = [s for f in found.all for s in f.speakers]
    names = {name for name in {s.name for s in speakers} if fold_word(name) == outlet_name}
    own = [s for s in speakers if s.name in names or (outlet.source_id is not None and s.source_id == outlet.source_id)]
    if not own:
        return found
    return Frames(replace(f, speakers=tuple(s for s in f.speakers if s not in own)) for f in found.all)


def _unless_in_a_source(found: Frames, deed: Deed) -> Deed:
    """A deed with the reason why it is none where its word is a part of a source's name ("War Media")."""
    if deed.reason:
        return deed
    for f in found.of(deed.sentence):
        if f.stance == "denying" and f.cue[0] < deed.first < f.cue[1]:
            return replace(deed, reason="part of the words of a denial")  # "denies targeting civilians"
        if any(s.first <= deed.first and deed.word.last <= s.last for s in f.speakers):
            if any(s.last - s.first > deed.word.last - deed.first for s in f.speakers):
                return replace(deed, reason="part of a source's name")
    return deed


def _left_open(scene: Scene, deed: Deed, harms: Sequence[Harm]) -> str:
    """Why an event noun without a toll tells of no new event: nobody reports it, or it says what was told before."""
    if harms:
        return ""
    noun = deed.group.voice == "noun"
    silent = (noun or "pp" in deed.features) and is_object_of_silence(scene, deed.first)
    if silent or is_in_a_clause_unsaid(scene, deed.first):
        return "what nobody is said to report"
    return "says what the event told before was" if noun and is_predicate(scene, deed.word) else ""


def _read_sentence(
    scene: Scene, number: int, deeds: list[Deed], harms: list[Harm], shown: Frames, memory: Memory, told: Told
) -> None:
    """Drafts of one sentence's deeds and tolls; deeds that are not coded get their reason in place."""
    deeds[:] = _beside_its_cause(scene, deeds, harms)
    summed = periods_summed_up(scene, harms, deeds)
    totals: list[Harm] = []
    if summed:
        others = [i for i in range(len(harms)) if i not in summed]
        totals, harms = list(kept(harms, list(summed))), list(kept(harms, others))
        deeds[:] = without_those_summed_up(deeds, totals)
    harms = unless_denied(shown, deeds, harms)
    shelves, loose = _allot(scene, deeds, harms)
    for i, own in enumerate(shelves):
        deed = deeds[i]
        of_persons = _of_persons(number, deed, own)
        if (
            of_persons is not deed and not deed.reason and any(f.speakers for f in shown.covering(deed.first))
        ):  # "destroyed: forty": a toll, perhaps of the event told before
            tell_loose(scene, number, own, shown, memory, told)
            continue
        deed = of_persons
        if not deed.reason and tells_how(scene, deed, own):
            chain, _ = chain_at(shown, own[0].first)
            if take_share(scene, number, own, chain[-1].name if chain else "", told):
                continue
        whole_war = bool(own) and not deed.reason and is_total_of_a_war(scene, number, own)
        if whole_war and names_only_the_war(deed.sense, deed.group.voice):
            tell_loose(scene, number, own, shown, memory, told)
            continue
        reason = deed.reason or names_victims(deed, harms) or describes_the_displaced(scene, deed)
        reason = reason or _left_open(scene, deed, own)
        reason = reason or ("" if is_denied(deed, shown) else unsupported(scene, deed, own))
        if not reason:
            made = taken_up(scene, draft(scene, deed, shown, memory, own), told.drafts)
            made = by_itself(scene, made) if whole_war else of_denied(made, scene, told.drafts)
            reason = unlikely(scene, made, told.drafts) or side_of_battle(made, deeds)
            if not reason and told.drafts and ends_a_taking(scene, told.drafts[-1], made):
                told.drafts[-1] = with_harms_of(told.drafts[-1], made)
            elif not reason:
                told.drafts.extend(told_apart(scene, made, shown))
        if reason:
            told.spare(scene, deed.word, reason)
            deeds[i] = replace(deeds[i], reason=reason)
    for of_one in by_teller(loose, shown):
        for group in by_agent(scene, of_one):
            tell_loose(scene, number, group, shown, memory, told)
    if totals:
        made = draft(scene, of_harm(number, totals[0]), shown, memory, totals)
        told.drafts.append(of_a_period(scene, made, *summed[min(summed)]))


def _deny(scene: Scene, number: int, deeds: list[Deed], shown: Frames, memory: Memory, told: Told) -> None:
    """The drafts with what a sentence that tells something, or somebody who speaks in it, denies, claims or affirms."""

    def anew(deed: Deed) -> Draft:
        return draft(scene, deed, shown, memory, ())

    drafts = with_denials(scene, number, shown, told.drafts, deeds, anew)
    told.drafts = affirmed(scene, number, shown, drafts)


def _told_behind(scene: Scene, number: int, told: Told) -> None:
    """ "Two cars were damaged", "The victims were Jane Doe and John Roe": a sentence without an event of its own tells
    what the one before it came to.
    """
    last = told.drafts[-1]
    actors = with_damage_told_behind(scene, number, last.deed, last.actors)
    if is_behind(number, last.deed.sentence) and last.deed.violent:
        if victims := identified_in(scene, number):
            known = {a.name for a in actors}
            actors = (*actors, *[a for a in victims if a.name not in known])
    if len(actors) > len(last.actors):
        told.drafts[-1] = replace(last, actors=actors)


def read_document(scene: Scene, outlet: Source, news: NewsDays) -> tuple[Told, Frames]:
    """All drafts of a document in order of telling, before the document's sense merges them."""
    told, memory = Told(), Memory(news=news)
    all_frames = frames(scene)
    shown = _own_voice(all_frames, outlet)
    memory.strays = strays_of(scene)
    memory.main_place = _main_place(scene, memory.strays)
    memory.dateline = _dateline_place(scene)
    memory.home = home_of(scene.mentions.places)
    for number, role in enumerate(scene.page.roles):
        if role == "header":  # "Summary for 11 August"
            memory.enter(scene, number)
        if role in _UNREAD:
            continue
        memory.enter(scene, number)
        sentence = scene.page.sentences[number]
        deeds = [_unless_in_a_source(shown, d) for d in deeds_in(scene, number)]
        harms = [h for h in harms_in(scene, sentence.first, sentence.last) if not _is_none_of(scene, deeds, h)]
        before = len(told.drafts)
        if deeds or harms:
            _read_sentence(scene, number, deeds, harms, shown, memory, told)
        if before and before == len(told.drafts):
            _told_behind(scene, number, told)
            told.drafts = doubted(scene, number, told.drafts)
        if deeds or (told.drafts and shown.of(number)):
            _deny(scene, number, deeds, shown, memory, told)
        memory.leave(scene, number)
    told.drafts = without_figures(scene, told, news)
    return told, all_frames


def _dateline_place(scene: Scene) -> PlaceMention | None:
    """The first place of the dateline ("KHARTOUM, March 2 -"), for a report that names no other."""
    found = [
        p for p in within(scene.mentions.places, *scene.dateline) if p.lat is not None and p.precision != "country"
    ]
    return found[0] if found else _seat_at_the_head(scene)


def _seat_at_the_head(scene: Scene) -> PlaceMention | None:
    """ "Mogadiscio.- A bomb ...": a town that opens the first sentence of the body, a full stop or colon behind it."""
    for number, s in enumerate(scene.page.sentences):
        if scene.page.roles[number] != "body":
            continue
        for p in within(scene.mentions.places, s.first, s.first + 1):
            ends = scene.page.tokens.forms[p.last : p.last + 1]
            if (
                p.role == "seat"
                and p.lat is not None
                and p.precision == "settlement"
                and ends in ([".-"], ["."], [":"], ["-"])
            ):
                return p
        return None
    return None


def _main_place(scene: Scene, strays: frozenset[str]) -> PlaceMention | None:
    """The event place named most often, the first on a tie; countries only where nothing finer is named."""
    places = [
        p for p in scene.mentions.places.all if may_hold(scene, p) and not p.anaphor and p.gazetteer_id not in strays
    ]
    fine = [p for p in places if p.precision not in ("country", "unresolved")] or places
    if not fine:
        return None
    counted: dict[str, int] = {}
    for p in fine:
        mark = p.gazetteer_id or p.name
        counted[mark] = counted.get(mark, 0) + 1
    most = max(counted.values())
    return next(p for p in fine if counted[p.gazetteer_id or p.name] == most)
