"""Counts: noun phrases that number persons ("at least 12 civilians", "a child", "40 Russian soldiers")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from thucydides.claims.persons.apposed import is_age
from thucydides.claims.persons.groups import (
    are_of,
    bearer_at,
    class_behind,
    in_group,
    is_share,
    is_year_of,
    names_a_family,
    of_a_family,
    past_adjective,
    wounds_of_the_dead,
)
from thucydides.claims.persons.prepositions import is_agent_by_case
from thucydides.claims.persons.things import (
    buries,
    counts_arms,
    counts_sites,
    describes_a_site,
    describes_arms,
    in_name,
    is_arms,
    is_behind_its_harm,
    is_glued,
    is_thing,
    may_stand_between,
    opens_an_object,
)
from thucydides.claims.persons.unnamed import is_source
from thucydides.claims.scene import Mentions, Scene, covered, within
from thucydides.mentions.numbers import approximated
from thucydides.model.claim import Victims
from thucydides.model.mention import ActorMention, CasualtyMention, Exactness, Mention, NumberMention
from thucydides.model.quick import quick

_CLASS_OF_KIND = {
    "state_force": "combatants", "foreign_force": "combatants", "rebel_group": "combatants", "militia": "combatants",
    "police": "police", "civilians": "civilians", "protesters": "civilians",
}  # fmt: skip
_REACH = 4


@quick
@dataclass(frozen=True, slots=True)
class Count(Mention):
    """Persons counted. `outcome` is set where the noun itself tells it ("12 dead"); `bare` where no noun follows.

    `actor` is the mention that the counted noun is ("40 mercenaries"); `plural` a plural without a number.
    """

    low: int | None
    high: int | None
    exactness: Exactness
    victims: Victims
    outcome: CasualtyMention | None = None
    actor: ActorMention | None = None
    bare: bool = False
    plural: bool = False
    of_them: bool = False
    numbered: bool = True


def _is_quantity_of_else(scene: Scene, number: NumberMention) -> bool:
    """True for days, kilometres, percentages and the like, which count no persons."""
    page, mentions = scene.page, scene.mentions
    if number.ordinal or covered(number.first, number.last, mentions.times) or in_name(scene, number):
        return True
    if is_year_of(scene, number) or buries(scene, number):
        return True
    if is_age(scene, number.first, number.last, number.low):
        return True
    after = number.last
    if after < len(page.tokens) and (page.tokens.forms[after] in ("%", "h") or is_glued(scene, after)):
        return True
    if page.tokens.shapes[number.first] == "0" and number.first and page.tokens.forms[number.first - 1] in ("№", "#"):
        return True
    if after < len(scene.gram) and (scene.gram[after] == "unit" or scene.gram_values[after] == "later"):
        return True
    units = page.of("places", "unit")
    return any(h.first == after for h in units) or covered(number.first, number.last, mentions.weapons)


def _can_be_counted(scene: Scene, word: CasualtyMention) -> bool:
    """Victims and outcomes as nouns or participles ("12 dead", "two of the fleeing men"), no verb ("hundreds took out")."""
    if word.args == "kill" and scene.page.language.settings.order == "SVO":
        if "fin" in word.features and not word.features & {"pp", "noun", "adj"}:
            return False
    return word.role == "victim" or (word.role == "outcome" and "ger" not in word.features)


def _noun_behind(scene: Scene, number: NumberMention) -> tuple[Mention, int] | None:
    """The person noun or outcome word behind a number, with the token after it."""
    m = scene.mentions
    limit = min(number.last + _REACH, scene.page.sentences[scene.sentence[number.first]].last)
    i = number.last
    while i < limit:
        if _stops_counting(scene, i):
            return None
        harms = within(m.casualties, i, i + 1)
        if number.weak and len(harms) > 1:
            harms = tuple(sorted(harms, key=lambda c: c.args != "noun"))
        for noun in (*harms, *within(m.actors, i, i + 1)):
            if isinstance(noun, CasualtyMention) and not _can_be_counted(scene, noun):
                continue
            if isinstance(noun, ActorMention) and noun.nationality and i + 1 < limit:
                further = _victim_at(m, noun.last) or bearer_at(m.casualties, noun.last) or past_adjective(scene, noun)
                if further is None and _qualifies(scene, noun):
                    return None
                return (further, further.last) if further else (noun, noun.last)
            if isinstance(noun, ActorMention) and (is_thing(noun) or is_arms(scene, noun)):
                return None
            aged = isinstance(noun, CasualtyMention) and noun.role == "victim" and noun.value == "unknown"
            opens = (isinstance(noun, ActorMention) or aged) and scene.page.language.has("noun_compounds")
            if opens and (further := _victim_at(m, noun.last)) is not None:
                return further, further.last  # "a Hezbollah commander", "a 20-year-old soldier" is one
            return noun, noun.last
        if any(s.role == "cue" and "noun" not in s.features for s in within(m.sources, i, i + 1)):
            return None  # "multiple posts reported the deaths of"
        verbs = [t for t in within(m.triggers, i, i + 1) if not t.features & {"ger", "pp", "app"}]
        foreign = bool(within(m.weapons, i, i + 1)) or bool(verbs)
        if not may_stand_between(scene, i) or foreign:
            return None
        i += 1
    return None


def _stops_counting(scene: Scene, i: int) -> bool:
    """A second figure ("a toll of 60 dead") or the word of a toll counts for itself; an age does not."""
    m = scene.mentions
    if any(c.role == "toll" for c in within(m.casualties, i, i + 1)):
        return True
    return any(
        n.last >= len(scene.gram)
        or not (scene.gram[n.last] == "unit" or scene.gram_values[n.last] == "later" or is_glued(scene, n.last))
        for n in within(m.numbers, i, i + 1)
    )


def _qualifies(scene: Scene, nationality: ActorMention) -> bool:
    """ "a Russian missile", "two French soldiers": a nationality before a thing or an unknown noun is an adjective."""
    page, at, m = scene.page, nationality.last, scene.mentions
    if not page.language.has("noun_compounds") or at >= len(page.tokens) or page.tokens.shapes[at] not in "xX":
        return False
    if within(m.weapons, at, at + 1) or any("noun" in t.features for t in within(m.triggers, at, at + 1)):
        return True
    person = any((within(m.casualties, at, at + 1), within(m.actors, at, at + 1), within(m.sources, at, at + 1)))
    return page.tokens.shapes[at] == "x" and not scene.gram[at] and not person


def _victim_at(mentions: Mentions, token: int) -> CasualtyMention | None:
    return next((c for c in within(mentions.casualties, token, token + 1) if c.role == "victim"), None)


def class_of(noun: Mention) -> Victims:
    """The class of victims that a noun names; military ranks and forces are combatants."""
    if isinstance(noun, ActorMention):
        return cast(Victims, _CLASS_OF_KIND.get(noun.kind, "unknown"))
    if isinstance(noun, CasualtyMention) and noun.role == "victim":
        return cast(Victims, noun.value)
    return "unknown"


def _outcome_behind(scene: Scene, last: int) -> CasualtyMention | None:
    """ "12 people dead", "une fillette martyre": an outcome as adjective or bare participle right behind the noun."""
    here = within(scene.mentions.casualties, last, last + 1)
    floor = scene.page.sentences[scene.sentence[last - 1]].first
    for c in here:
        killed = [k for k in within(scene.mentions.casualties, floor, last) if k.value == "killed"]
        if c.value == "captured" and killed:
            return None  # "executed 15 captured soldiers"
        if c.value == "injured" and wounds_of_the_dead(scene, c):
            return None
        if c.role == "outcome" and c.first == last and (c.args == "noun" or "adj" in c.features):
            verb = any((v.last, "fin" in v.features) == (c.last, True) for v in here)
            return None if verb and opens_an_object(scene, c.last) else c
    return None


def _numbered(scene: Scene, number: NumberMention) -> Count | None:
    if _is_quantity_of_else(scene, number):
        return None
    noun, first, rule = _noun_behind(scene, number), number.first, number.rule
    low, high, exactness = _bounds(scene, number, noun[1] if noun else number.last)
    if noun is None:
        after = number.last
        pronoun = after + 1 < len(scene.gram) and scene.gram[after] == "of" and scene.gram[after + 1] in ("pron", "det")
        pronoun = pronoun or scene.gram[first] == "subset"  # "uno de ellos", in one word of a subset
        if (group := in_group(scene, number)) is not None:
            start, end = scene.page.span(group.first, number.last)
            return Count(start, end, group.first, number.last, rule, low, high, exactness, class_of(group))
        if (kin := of_a_family(scene, number)) is not None:
            start, end = scene.page.span(first, kin.last)
            return Count(start, end, first, kin.last, rule, low, high, exactness, class_of(kin))
        article = number.weak and not pronoun and number.exactness == "exact"
        if article or counts_arms(scene, after) or counts_sites(scene, after):
            return None
        share = is_share(scene, after)
        victims = class_behind(scene, after) if share else "unknown"
        end, of_them = number.end, pronoun or share
        return Count(number.start, end, first, after, rule, low, high, exactness, victims, bare=True, of_them=of_them)
    word, last = noun
    if number.weak and number.high == 1 and word.first == number.last and scene.page.language.has("noun_compounds"):
        if {"pl", "sg"} & getattr(word, "features", frozenset()) == {"pl"}:
            return None  # "a doctors' association"
    start, end = scene.page.span(first, last)
    if isinstance(word, CasualtyMention) and word.role == "outcome":
        if number.weak and (word.args != "noun" or _has_an_object(scene, word)):
            return None
        behind = _victim_at(scene.mentions, last)
        victims = class_of(behind) if behind else "unknown"
        return Count(start, end, first, last, rule, low, high, exactness, victims, outcome=word)
    crowded = {"group", "crowd"} & getattr(word, "features", frozenset()) and not are_of(scene, number, word)
    if crowded or _modifies(scene, word) or is_agent_by_case(scene, first, number.last):
        return None
    outcome = _outcome_behind(scene, last)
    share = word.first == number.last and is_share(scene, word.first)  # "20 of them children"
    victims = class_behind(scene, number.last) if share else class_of(word)
    actor = None if share else _actor_of(scene, word)
    return Count(start, end, first, last, rule, low, high, exactness, victims, outcome, actor, of_them=share)


def _has_an_object(scene: Scene, word: CasualtyMention) -> bool:
    """ "Gunmen on a motorbike killed two guards", "killed her": a verb with its object behind it is no participle."""
    at = word.last
    if at >= len(scene.gram) or scene.sentence[at] != scene.sentence[word.first]:
        return False
    if any(m.first == at for m in within(scene.mentions.times, at, at + 1)):
        return False  # "a pedlar killed the night before"
    return scene.gram[at] in ("det", "poss") or opens_an_object(scene, at)


def _actor_of(scene: Scene, noun: Mention) -> ActorMention | None:
    """The actor that a counted noun is or names too ("four of their soldiers"); plain persons are none."""
    if isinstance(noun, ActorMention):
        return noun
    if isinstance(noun, CasualtyMention) and noun.value == "unknown":
        return None
    same = [a for a in within(scene.mentions.actors, noun.first, noun.last) if not a.nationality]
    return same[0] if same else None


def _bounds(scene: Scene, number: NumberMention, last: int) -> tuple[int | None, int | None, Exactness]:
    """The bounds of a number with an approximator behind its noun ("12 people at least")."""
    base = (number.low, number.high, number.exactness)
    if number.exactness != "exact":
        return base
    for hit in scene.page.of("numbers", "approximator"):
        if hit.first == last and hit.entry.args != "before" and not within(scene.mentions.numbers, last, hit.last + 1):
            return approximated(number.low, number.high, hit.entry.value)
    return base


def _modifies(scene: Scene, noun: Mention) -> bool:
    """ "troop carrier", "civilian casualties": a noun that only modifies the unknown noun or the harm behind it."""
    page, at = scene.page, noun.last
    if not page.language.has("noun_compounds") or at >= len(page.tokens) or "pl" in getattr(noun, "features", ()):
        return False
    behind = within(scene.mentions.casualties, at, at + 1)
    if behind and all(c.role == "outcome" and c.args == "noun" and "pl" in c.features for c in behind):
        return not any(n.last == noun.first for n in within(scene.mentions.numbers, noun.first - 2, noun.first))
    return describes_a_site(scene, noun) or not (page.tokens.shapes[at] != "x" or scene.gram[at] or at in scene.known)


def _opens_a_phrase(scene: Scene, noun: Mention) -> bool:
    """ "captured it from [rebel] fighters": a noun in front of the one that ends an actor's phrase is not one person."""
    page, at = scene.page, noun.last
    if not page.language.has("noun_compounds") or at >= len(page.tokens) or scene.gram[at]:
        return False
    return any(a.last > at for a in within(scene.mentions.actors, noun.first, noun.last))


def _outcome_alone(scene: Scene, noun: CasualtyMention) -> Count | None:
    """A noun of harm that is one or two persons by its own form, where no person stands before it ("two martyrs")."""
    many = 2 if "dual" in noun.features else 1 if "one" in noun.features and "pl" not in noun.features else 0
    m, near = scene.mentions, max(noun.first - 4, 0)
    persons = [c for c in within(m.casualties, near, noun.first) if c.role == "victim"]
    before = [*persons, *within(m.numbers, near, noun.first)]
    if not many or noun.args != "noun" or any(x.last == noun.first for x in before):
        return None
    start, end, first, last, rule = noun.start, noun.end, noun.first, noun.last, noun.rule
    return Count(start, end, first, last, rule, many, many, "exact", "unknown", noun, numbered=False)


def _unnumbered(scene: Scene, noun: Mention, taken: list[Count]) -> Count | None:
    """A bare singular is one, a bare plural an unknown number."""
    if any(c.first <= noun.first < c.last for c in taken) or is_source(scene, noun):
        return None
    features = noun.features if isinstance(noun, CasualtyMention) else frozenset()
    a, b, first, last, rule = noun.start, noun.end, noun.first, noun.last, noun.rule
    if isinstance(noun, CasualtyMention) and noun.role == "outcome" and scene.page.language.has("bare_singular"):
        return _outcome_alone(scene, noun)
    if isinstance(noun, CasualtyMention):
        if noun.role != "victim" or "group" in features or _modifies(scene, noun) or describes_arms(scene, noun):
            return None
        if describes_a_site(scene, noun) or _opens_a_phrase(scene, noun) or is_agent_by_case(scene, first, last, noun):
            return None
        outcome, kind = _outcome_behind(scene, noun.last), class_of(noun)
        actor = _actor_of(scene, noun)
        if "dual" in features:
            return Count(a, b, first, last, rule, 2, 2, "exact", kind, outcome, actor, numbered=False)
        if "one" in features and "pl" not in features:
            return Count(a, b, first, last, rule, 1, 1, "exact", kind, outcome, actor, numbered=False)
        # "gunmen killed": behind a plural without a figure only an adjective tells its outcome.
        outcome = outcome if outcome and "adj" in outcome.features else None
        return Count(a, b, first, last, rule, None, None, "vague", kind, outcome, actor, plural=True, numbered=False)
    if isinstance(noun, ActorMention) and noun.plural_noun and noun.kind not in ("infrastructure", "other"):
        here = within(scene.mentions.casualties, noun.first, noun.last)
        if is_arms(scene, noun) or names_a_family(noun, here):
            return None
        kind = class_of(noun)
        return Count(a, b, first, last, rule, None, None, "vague", kind, None, noun, plural=True, numbered=False)
    return None


def _one_more(scene: Scene, first: int, last: int) -> list[Count]:
    """ "killed two and wounded [another]", "[another] was hurt": a word for one more that stands alone beside a harm."""
    found: list[Count] = []
    gram, harms = scene.gram, scene.mentions.casualties
    for i in range(first, last):
        if gram[i] != "other" or scene.gram_values[i] != "one" or (i + 1 < last and gram[i + 1] == "other"):
            continue
        start = i - 1 if i > first and gram[i - 1] == "other" and scene.gram_values[i - 1] == "one" else i
        behind = i + 1 < last and (gram[i + 1] in ("be", "have") or _is_harm(scene, i + 1))
        near = within(harms, max(start - 3, first), start) if start > first else ()
        before = any(c.last == start and c.role == "outcome" for c in near)
        persons = any((within(harms, i + 1, i + 2), within(scene.mentions.actors, i + 1, i + 2)))
        named = i + 1 < last and persons and not _is_harm(scene, i + 1)
        if behind or (before and not named):
            a, b = scene.page.span(start, i + 1)
            found.append(Count(a, b, start, i + 1, "grammar.one_more", 1, 1, "exact", "unknown", bare=True))
    return found


def _is_harm(scene: Scene, i: int) -> bool:
    return any(c.role == "outcome" for c in within(scene.mentions.casualties, i, i + 1))


def counts_in(scene: Scene, first: int, last: int) -> tuple[Count, ...]:
    """All counts of tokens [first, last) in order; numbered ones win over the bare noun they hold."""
    m = scene.mentions
    found = [c for n in within(m.numbers, first, last) if (c := _numbered(scene, n)) is not None]
    persons = within(m.casualties, first, last)
    singular = {c.first for c in persons if "one" in c.features and "pl" not in c.features}
    persons = tuple(
        c
        for c in persons
        if (c.first not in singular or "one" in c.features) and not ("dual" in c.features and in_name(scene, c))
        if "behind" not in c.features or is_behind_its_harm(scene, c)
    )
    found.extend(_one_more(scene, first, last))
    verb_first = scene.page.language.has("verb_first")
    for noun in (*persons, *within(m.actors, first, last)):
        near = within(m.casualties, noun.first - m.casualties.longest, noun.first) if verb_first else ()
        near = tuple(c for c in near if c.last == noun.first and c.role == "victim")
        one = "sg" in getattr(noun, "features", ())  # "kidnapped gunmen a-merchant": no adjective of theirs
        if any(not (one and c.features & {"pl", "dual"}) for c in near):
            continue  # an adjective behind its noun: "a civilian activist" is one
        bare = _unnumbered(scene, noun, found)
        if bare is not None:
            found.append(bare)
    if len(found) > 1:
        found.sort(key=lambda c: (c.first, c.last))
    return _doubled(found) if verb_first else tuple(found)


def _doubled(counts: Sequence[Count]) -> tuple[Count, ...]:
    """ "nurses two": where the figure of a dual stands behind its noun, both are one count."""
    out: list[Count] = []
    for c in counts:
        p = out[-1] if out else None
        if p is not None and c.bare and c.low == 2 == c.high and p.last == c.first and not p.numbered and p.low != 1:
            out[-1] = replace(p, end=c.end, last=c.last, low=2, high=2, exactness="exact", plural=False)
        else:
            out.append(c)
    return tuple(out)


def total(counts: Sequence[Count]) -> Count:
    """The sum of coordinated counts ("a monk and three novices"): one toll, its class that of all or unknown."""
    lows, highs = [c.low for c in counts], [c.high for c in counts]
    classes = {c.victims for c in counts}
    kinds = sorted({c.exactness for c in counts} - {"exact"})
    return replace(
        counts[0],
        start=counts[0].start,
        end=counts[-1].end,
        last=counts[-1].last,
        low=None if None in lows else sum(n for n in lows if n is not None),
        high=None if None in highs else sum(n for n in highs if n is not None),
        exactness=kinds[0] if kinds else "exact",
        victims=classes.pop() if len(classes) == 1 else "unknown",
    )
