"""What a sentence names without telling that it happened: what is asked, feared, to end, a habit, refuted or made up."""

from __future__ import annotations

from thucydides.claims.persons.things import is_thing
from thucydides.claims.scene import Scene, deeds_at, within
from thucydides.claims.voice import VerbGroup, verb_group
from thucydides.mentions.page import Hit
from thucydides.model.mention import ActorMention, CasualtyMention, Mention
from thucydides.text.sentences import Sentence

_DAYS = ("day", "night", "hour", "part_of_day")
_ASKS = frozenset("?؟")
_MARKS = 3  # tokens at the end of a sentence among which its question mark stands
_FEARED = 8  # tokens from a word of danger to what is feared
_ENDED = 14  # tokens from a word of ending to the last of what is to end
_STOPPED = 6  # tokens from what is to stop to the words that say so
_LISTED = 16  # tokens back from a participle to the negation that it shares
_CLAUSE = 1.0  # clause distance within one clause
_BURNED = 7  # tokens from a word of burning to what was burned
_RELATIVE = 5  # tokens from a relative to its verb
_GOVERNED = 4  # the same where nothing is listed before it
_PHRASE = frozenset({"", "det", "of", "and", "or", "poss", "prep", "other", "against"})
_VERBAL = frozenset({"pp", "fin", "ger", "inf"})
_CLOSES = frozenset({"rel", "clause", "comp", "cond", "pron", "modal"})


def _is_numbered(scene: Scene, s: Sentence) -> bool:
    """True where a figure counts persons in a sentence."""
    counted = [c for c in within(scene.mentions.casualties, s.first, s.last) if c.role == "victim" or c.args == "noun"]
    figures = [n for n in within(scene.mentions.numbers, s.first, s.last) if scene.gram[n.first - 1] != "not"]
    return any(0 <= c.first - n.last <= 1 for c in counted for n in figures)


def _is_dated(scene: Scene, s: Sentence) -> bool:
    return any(t.precision in _DAYS for t in within(scene.mentions.times, s.first, s.last))


def _has_a_spot(scene: Scene, s: Sentence) -> bool:
    """True where a sentence has a day, a figure of persons or a place: it tells of one event."""
    fine = any(p.role == "event" and p.precision != "country" for p in within(scene.mentions.places, s.first, s.last))
    return fine or _is_dated(scene, s) or _is_numbered(scene, s)


def _asks(scene: Scene, s: Sentence) -> bool:
    """A question that gives no day with a toll or place ("Are there any policemen wounded?")."""
    tokens = scene.page.tokens
    marks = [i for i in range(max(s.last - _MARKS, s.first), s.last) if tokens.forms[i] in _ASKS]
    if not marks:
        return False
    at = marks[-1]
    if at + 1 < len(tokens) and tokens.starts[at + 1] == tokens.ends[at] and tokens.shapes[at + 1] not in ".n":
        return False  # "Ka?thane": a letter that was lost on the way
    told = _is_numbered(scene, s) or any(p.role == "event" for p in within(scene.mentions.places, s.first, s.last))
    return not (_is_dated(scene, s) and told)


def _closed(scene: Scene, first: int, last: int) -> bool:
    """True where a word that opens another clause stands between two tokens."""
    return any(scene.gram[i] in _CLOSES for i in range(first, last))


def _is_feared(scene: Scene, first: int, hit: Hit) -> bool:
    """ "the danger of his being [shot] at", "el peligro de que le [disparen]": right behind a word of danger."""
    return 0 <= first - hit.last <= _FEARED and not any(
        scene.page.tokens.shapes[i] in ".n" and scene.page.tokens.forms[i] != "," for i in range(hit.last, first)
    )


def _is_to_end(scene: Scene, first: int, voice: str, hit: Hit) -> bool:
    """ "the end of bomb [explosions]": a noun under a word of ending that is itself only wished or promised."""
    if voice != "noun" or not 0 <= first - hit.last <= _ENDED:
        return False
    forms = scene.page.tokens.forms
    listed = any(forms[i] == "," or scene.gram[i] == "and" for i in range(hit.last, first))
    open_ = all(scene.gram[i] in _PHRASE or forms[i] == "," for i in range(hit.last, first))
    return open_ and (listed or first - hit.last <= _GOVERNED)


def _is_to_stop(scene: Scene, last: int, voice: str, hit: Hit) -> bool:
    """ "the [killings] have to stop": a noun that is the subject of words for what must end."""
    return voice == "noun" and 0 <= hit.first - last <= _STOPPED and not _closed(scene, last, hit.first)


def _is_alive(scene: Scene, first: int, hit: Hit) -> bool:
    """ "The pilot who was said to have been [killed] is alive and well": nobody died, as the sentence itself says."""
    return first < hit.first and not any(scene.gram[i] == "clause" for i in range(first, hit.first))


def _is_nought(scene: Scene, word: Mention) -> bool:
    """True of harm in a sentence that names no day, place or figure: "never" denies no event there."""
    return isinstance(word, CasualtyMention) and not _has_a_spot(
        scene, scene.page.sentences[scene.sentence[word.first]]
    )


def _is_a_relative(scene: Scene, first: int) -> bool:
    """ "who [attacked] us every day", "qui nous [attaquaient]": a relative a few tokens before a verb."""
    floor = scene.page.sentences[scene.sentence[first]].first
    return any(scene.gram[i] in ("rel", "comp") for i in range(max(first - _RELATIVE, floor), first))


def _hits_a_thing(scene: Scene, s: Sentence) -> bool:
    return any(is_thing(a) for a in within(scene.mentions.actors, s.first, s.last))


def _is_named_so(scene: Scene, word: Mention, voice: str, hit: Hit, s: Sentence) -> bool:
    """Does a word of the sentence that says so take the event at a word out of what happened."""
    value = hit.entry.value
    if value == "peril":
        return _is_feared(scene, word.first, hit)
    if value == "ending":
        return _is_to_end(scene, word.first, voice, hit) and not _has_a_spot(scene, s)
    if value == "stop":
        return _is_to_stop(scene, word.last, voice, hit)
    if value == "alive":
        return isinstance(word, CasualtyMention) and _is_alive(scene, word.first, hit)
    if value == "kin":
        return hit.first <= word.first and word.last <= hit.last
    if value == "ever":
        return any(g == "not" for g in scene.gram[s.first : s.last]) and _is_nought(scene, word)
    if value == "invented":
        return hit.last <= word.first
    if value == "often":
        return _is_a_relative(scene, word.first) and not (_has_a_spot(scene, s) or _hits_a_thing(scene, s))
    return value == "habit" and not (_is_dated(scene, s) or _is_numbered(scene, s))


_SAID = {
    "peril": "feared, not told as done",
    "ending": "what is to end, no event of its own",
    "stop": "what is to end, no event of its own",
    "ever": "negated: said not to have happened",
    "kin": "says who they are, not what befell them",
    "alive": "refuted: who was said to be dead is alive",
    "invented": "made up, as the sentence says",
    "habit": "a habit, no event",
    "often": "a habit, no event",
}


def _may_act(scene: Scene, actor: ActorMention) -> bool:
    """Where the verb comes first, persons behind it are its subject."""
    return scene.page.language.has("verb_first") and not is_thing(actor)


def _burns_a_likeness(scene: Scene, word: Mention, s: Sentence, hits: list[Hit]) -> bool:
    """ "burned eight U.S. [flags]", "a [model] of the base": a likeness is all that is burned; behind a building, or before
    one that "and" adds, it is not.
    """
    for hit in hits:
        if hit.entry.value != "likeness" or not 0 <= hit.first - word.last <= _BURNED:
            continue
        named = [a for a in within(scene.mentions.actors, word.last, hit.first) if a.last <= hit.first]
        struck = [a for a in named if is_thing(a) or not (a.nationality or _may_act(scene, a))]
        if struck or _closed(scene, word.last, hit.first):
            continue
        added = [i for i in range(hit.last, min(hit.last + _BURNED, s.last)) if scene.gram[i] == "and"]
        more = added and any(is_thing(a) for a in within(scene.mentions.actors, added[0], s.last))
        return not more
    return False


def _shares_negation(scene: Scene, group: VerbGroup, features: frozenset[str]) -> bool:
    """ "No priest was ever imprisoned, [murdered] or exiled": a verb without an auxiliary of its own in a list of verbs, the
    first of which nobody did or suffered.
    """
    at, gram = group.first - 1, scene.gram
    if group.voice == "noun":  # "nor [to] attacks"
        return at > 0 and gram[at] == "prep" and gram[at - 1] == "not"
    if at < 0 or not features & _VERBAL:
        return False
    if gram[at] not in ("and", "or") and scene.page.tokens.forms[at] != ",":
        return False
    floor = max(scene.page.sentences[scene.sentence[at]].first, at - _LISTED)
    listed = False
    for i in range(at - 1, floor - 1, -1):
        if gram[i] in _CLOSES or scene.page.tokens.forms[i] in (";", ":", "(", ")", '"', "-"):
            return False
        if gram[at] == "or" and gram[i] == "not":
            return True
        for v in deeds_at(scene, i):
            if v.last > at or not v.features & _VERBAL:
                continue
            other = verb_group(scene, v.first, v.last, v.features)
            if other.negated:
                return not (group.voice == "active" and "fin" in features and "pp" not in features) or gram[at] == "or"
            listed = True
        if listed and gram[i] in ("be", "have"):
            return False
    return False


def _is_a_trait(scene: Scene, group: VerbGroup, features: frozenset[str], s: Sentence) -> bool:
    """ "the criminals who [murder] humble people": a present in a relative clause of a sentence without place, day or figure
    says what they are like.
    """
    if "pres" not in features or "past" in features or group.voice != "active" or group.first == s.first:
        return False
    at = group.first - 1
    if scene.gram[at] not in ("rel", "comp") and not (group.first != at and scene.gram[group.first] in ("rel", "comp")):
        return False
    said = within(scene.mentions.sources, max(at - 1, 0), at)
    if scene.gram[at] == "comp" and any(c.role == "cue" for c in said):
        return False
    return not _has_a_spot(scene, s)


def _is_of_years(scene: Scene, group: VerbGroup, word: Mention, s: Sentence) -> bool:
    """ "leaders who for years have [fought] the rebels": a relative clause that tells what went on for years."""
    if group.voice == "noun":
        return False
    for i in range(s.first, s.last):
        if scene.gram[i] != "history" or scene.gram_values[i] or "weak" in scene.features[i]:
            continue
        low, high = min(i, group.first), max(i, word.last - 1)
        if scene.cost[high] - scene.cost[low] < _CLAUSE and not _is_numbered(scene, s):
            relative = range(max(low - 2, s.first), low)
            if any(scene.gram[k] == "rel" or (scene.gram[k] == "comp" and k > s.first) for k in relative):
                return True
    return False


def untold(scene: Scene, word: Mention, group: VerbGroup, features: frozenset[str]) -> str:
    """Why an event or harm at a word is not told as one that happened; empty where it is."""
    s = scene.page.sentences[scene.sentence[word.first]]
    if _asks(scene, s):
        return "asked, not told"
    hits = [h for h in scene.page.of("grammar", "untold") if s.first <= h.first < s.last]
    for hit in hits:
        if _is_named_so(scene, word, group.voice, hit, s):
            return _SAID[hit.entry.value]
    burns = hits and any(t.args == "destroy" for t in within(scene.mentions.triggers, word.first, word.first + 1))
    if burns and _burns_a_likeness(scene, word, s, hits):
        return "a likeness or a flag, no thing of war"
    if _shares_negation(scene, group, features):
        return "negated: said not to have happened"
    if _is_a_trait(scene, group, features, s):
        return "says what somebody is like, no event"
    return "background: told as history" if _is_of_years(scene, group, word, s) else ""
