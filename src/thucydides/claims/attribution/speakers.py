"""Finds noun phrases that can speak: heads of sources, outlets, actors, states, persons' names, pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from thucydides.claims.attribution.headlines import is_headline, verbs_of_headline
from thucydides.claims.attribution.nouns import all_are_known, capitals_in, names_nobody
from thucydides.claims.attribution.titles import accuses, title_of
from thucydides.claims.scene import Scene, covered, within
from thucydides.knowledge.gazetteer.keys import bare as without_article
from thucydides.knowledge.paradigms import CASES
from thucydides.model.claim import SourceKind
from thucydides.model.mention import ActorMention, Mention, SourceMention, in_order
from thucydides.model.quick import quick

_KIND_OF_ACTOR: dict[str, SourceKind] = {
    "state_force": "official_military", "foreign_force": "official_military", "rebel_group": "armed_group",
    "militia": "armed_group", "police": "official_political", "civilians": "witness", "protesters": "witness",
    "other": "unknown", "infrastructure": "unknown", "unknown": "official_political",
}  # fmt: skip
_NAME_WORDS = 5
_NO_TITLE = range(0)
_BODIES = frozenset("official_military official_political armed_group un_body ngo monitor medical_rescue".split())


@quick
@dataclass(frozen=True, slots=True)
class Speaker(Mention):
    """Who can speak. `pronoun` and `back` (kinds, "any", or "word": by the same noun) refer to somebody told before; so
    does `bare`, one who speaks for others and says not for whom. `own` is the outlet's own reporter; `head` is named by
    a word of the sources' own lists; `personal` is a body that a person of that name speaks for.
    """

    name: str
    kind: SourceKind
    source_id: str | None = None
    pronoun: bool = False
    back: str = ""
    own: bool = False
    title: bool = False
    head: bool = False
    bare: bool = False
    personal: bool = False
    features: frozenset[str] = frozenset()


def of_source(m: SourceMention) -> Speaker:
    """A source's words as one who may speak."""
    kind = cast(SourceKind, m.value if m.role in ("head", "named") else "unknown")
    if m.role == "own_voice":
        return Speaker(m.start, m.end, m.first, m.last, m.rule, m.name, "outlet", own=True)
    if m.role == "back":
        kind = cast(SourceKind, "unknown" if m.value == "any" else m.value)
        back = f"{m.value} {m.args}".strip()
        return Speaker(m.start, m.end, m.first, m.last, m.rule, m.name, kind, back=back, features=m.features)
    source_id = (m.args or None) if m.role == "named" else None
    return Speaker(
        m.start, m.end, m.first, m.last, m.rule, m.name, kind, source_id, title=m.args == "of", head=True,
        bare="speaks" in m.features, features=m.features,
    )  # fmt: skip


def is_whole(scene: Scene, m: Mention) -> bool:
    """True where no genitive, name or unknown word goes on with a phrase."""
    at = m.last
    if at >= scene.page.sentences[scene.sentence[m.first]].last or scene.page.tokens.shapes[at] == ".":
        return True
    if any(x.role in ("cue", "prep", "chain") for x in within(scene.mentions.sources, at, at + 1)):
        return True
    forms = scene.page.tokens.forms
    if without_article(forms[at - 1]) != forms[at - 1] and without_article(forms[at]) == forms[at]:
        return True  # a noun with its article written on to it has no genitive, and its adjective has one too
    return scene.gram[at] not in ("", "of", "unit", "other") or bool(within(scene.mentions.times, at, at + 1))


def _refers(scene: Scene, m: SourceMention) -> bool:
    """False for a plain noun that takes nobody up: it goes on ("the army of X"), or has no definite article that it
    needs.
    """
    if "plain" not in m.features:
        return True
    defined = "definite" not in m.features or (m.first > 0 and scene.gram_values[m.first - 1] == "def")
    return defined and is_whole(scene, m)


def _one_each(found: list[Speaker]) -> list[Speaker]:
    """One speaker for each range of tokens: a head that is a name too has its id, one that takes up another can."""
    if not any(found[n].first == found[n - 1].first for n in range(1, len(found))):  # in most sentences
        return found
    kept: dict[tuple[int, int], Speaker] = {}
    for s in found:
        old = kept.get((s.first, s.last))
        if old is None or old.own or s.own:
            kept[(s.first, s.last)] = old if old is not None and old.own else s
            continue
        head, other = (s, old) if old.back and s.head else (old, s)
        back, known = head.back or other.back, head.source_id or other.source_id
        kept[(s.first, s.last)] = replace(head, source_id=known, back=back, head=True)
    return list(kept.values())


_NAMED_IN_QUOTES = frozenset({"armed_group", "media", "agency", "social_media", "ngo", "monitor"})
_QUOTED_NAME = 7


def _with_quoted_name(scene: Scene, s: Speaker) -> Speaker:
    """A head with the name in quotes right behind it (the channel "X")."""
    if s.kind not in _NAMED_IN_QUOTES or s.own or not scene.page.quotes:
        return s
    page = scene.page
    for q in page.quotes:
        if q.first == s.last and q.closed and q.last - q.first <= _QUOTED_NAME:
            if page.tokens.shapes[q.first + 1] not in "XA" and page.language.has("capitals_mark_names"):
                return s
            start, end = page.span(q.first + 1, q.last - 1)
            inside = within(scene.mentions.sources, q.first + 1, q.first + 2)
            known = next((m.args for m in inside if m.role == "named" and m.last == q.last - 1), None)
            whole = page.span(s.first, q.last)
            return replace(s, end=whole[1], last=q.last, name=page.text[start:end], source_id=known or None, back="")
    return s


def _of_actor(m: ActorMention) -> Speaker:
    return Speaker(
        m.start, m.end, m.first, m.last, m.rule, m.name, _KIND_OF_ACTOR[m.kind], m.actor_id, features=m.features
    )


def _with_head(scene: Scene, actor: Speaker, heads: list[Speaker]) -> Speaker:
    """ "a doctor of the hospital": a class of civilians that the sources' lists know by its first word."""
    if actor.kind != "witness":
        return actor
    known = next((h for h in heads if h.first == actor.first and h.kind != "unknown" and not h.back), None)
    if known is None:
        return actor
    name = scene.page.text[actor.start : actor.end]
    return Speaker(
        actor.start, actor.end, actor.first, actor.last, actor.rule, name, known.kind, actor.source_id,
        features=actor.features,
    )  # fmt: skip


def _pronouns(scene: Scene, first: int, last: int) -> list[Speaker]:
    found: list[Speaker] = []
    gram = scene.gram
    for i in range(first, last):
        if gram[i] != "pron" or "subject" not in scene.features[i] or _is_article(scene, i):
            continue
        if scene.gram_values[i] not in ("who", "we", "i", "you"):
            start, end = scene.page.span(i, i + 1)
            name = scene.page.text[start:end]
            kind: SourceKind = "person" if scene.gram_values[i] in ("he", "she") else "unknown"
            found.append(Speaker(start, end, i, i + 1, "attribution.pronoun", name, kind, pronoun=True))
    return found


def _is_article(scene: Scene, i: int) -> bool:
    """ "ce mercredi": a pronoun that is an article too, in front of a day."""
    times = scene.mentions.times
    dated = covered(i, i + 1, times) or bool(within(times, i + 1, i + 2))
    return dated and any(h.first == i for h in scene.page.of("grammar", "det"))


def _opens_a_saying(scene: Scene, first: int, last: int) -> bool:
    """True for a lone unknown word at the head of a sentence right before a cue or auxiliary ("Scott says")."""
    if last >= len(scene.gram) or (first in scene.known and not _is_name_of_deed(scene, first, first)):
        return False
    cue = any(m.role == "cue" for m in within(scene.mentions.sources, last, last + 1))
    return cue or scene.gram[last] in ("have", "be", "adverb", "modal", "aux")


def _is_name_of_text(scene: Scene, first: int, last: int) -> bool:
    """ "Trent, speaking to nurses, said": a lone unknown word at the head, a comma behind it, that is a name elsewhere."""
    page = scene.page
    if last >= len(scene.gram) or page.tokens.forms[last] not in (",", "-") or first in scene.known:
        return False
    form, tokens = page.tokens.forms[first], page.tokens
    again = [i for i, f in enumerate(tokens.forms) if f == form and tokens.shapes[i] in "XA"]
    return any(i != page.sentences[scene.sentence[i]].first for i in again)


def _first_names(scene: Scene, first: int, last: int, taken: set[int]) -> list[int]:
    """Tokens of places' names in front of another name that nothing knows: first names of persons."""
    shapes, found = scene.page.tokens.shapes, []
    for p in within(scene.mentions.places, first, last - 1):
        i = p.last
        if p.last - p.first == 1 and i < last and shapes[i] == "X" and not scene.gram[i] and i not in taken:
            found.append(p.first)
    return found


def _is_name_of_deed(scene: Scene, first: int, token: int) -> bool:
    """True for a capitalised word right before a verb of saying that looks like an event ("…, Strike said"); at the
    head of a sentence only where a clause follows.
    """
    page = scene.page
    if page.tokens.shapes[token] != "X" or not page.language.has("capitals_mark_names"):
        return False
    cues = within(scene.mentions.sources, token + 1, token + 2)
    if not any(m.role == "cue" and "fin" in m.features for m in cues) or is_headline(scene, first, token + 2):
        return False
    if token > first:
        return page.tokens.forms[token - 1] not in (":", "-")
    behind = cues[0].last
    return behind < len(scene.gram) and scene.gram[behind] in ("comp", "pron", "det", "poss")


def _taken(scene: Scene, first: int, last: int, known: Sequence[Mention]) -> set[int]:
    """The tokens that something else names than a person: those `known`, and events, wide cues and idioms."""
    m = scene.mentions
    others = list(known)
    others += [t for t in within(m.triggers, first, last) if not _is_name_of_deed(scene, first, t.first)]
    others += [c for c in within(m.sources, first, last) if c.last - c.first > 1 and c.role in ("cue", "chain")]
    taken = {i for other in others for i in range(other.first, other.last)}
    for spare in scene.page.of("triggers", "spare"):
        if first <= spare.first < last:
            taken.update(range(spare.first, spare.last))
    return taken


def _persons(scene: Scene, first: int, last: int, named: list[Speaker]) -> list[Speaker]:
    """Capitalised words that nothing else names, where the language marks names by capitals."""
    page = scene.page
    capitals = capitals_in(scene, first, last) if page.language.has("capitals_mark_names") else []
    if not capitals:
        return []
    shapes, forms = page.tokens.shapes, page.tokens.forms
    known = [*named, *within(scene.mentions.times, first, last), *within(scene.mentions.places, first, last)]
    if all_are_known(capitals, known) or page.is_shouted(first):
        return []
    taken = _taken(scene, first, last, known)
    for token in _first_names(scene, first, last, taken):
        taken.discard(token)
    found: list[Speaker] = []
    says = verbs_of_headline(scene, first, last)
    heads = {q.first for q in page.quotes}
    end = first
    for i in capitals:
        if i < end or i in taken or i in says:
            continue
        end = i + 1
        while end < last and end - i < _NAME_WORDS and end not in taken:
            initial = forms[end] == "." and end + 1 < last and shapes[end + 1] in "XA"  # "Mr. NAME", "NAME B. NAME"
            if (shapes[end] not in "XA" or end in says) and not (initial and end + 1 not in taken):
                break
            end += 1
        if names_nobody(scene, i, end):
            continue
        start_char, end_char = page.span(i, end)
        opened = i == first or (i - 1 in heads and forms[min(end, last - 1)] not in ('"', "»"))
        if not opened or end - i > 1 or _opens_a_saying(scene, i, end) or _is_name_of_text(scene, i, end):
            name = page.text[start_char:end_char]
            found.append(Speaker(start_char, end_char, i, end, "attribution.name", name, "person"))
    return found


def _joined(scene: Scene, speakers: list[Speaker]) -> list[Speaker]:
    """Heads take in what names them: "spokesman for the army", "ministry of defence of X", "X spokesman"."""
    out: list[Speaker] = []
    for s in speakers:
        if out and not s.pronoun:
            title = title_of(scene, s.first, s.last) if s.rule == "attribution.name" else _NO_TITLE
            mine = [n for n, x in enumerate(out) if x.first in title and not x.pronoun] if title else []
            parted = bool(mine) and out[mine[0]].last < title.stop  # else a plain apposition
            if parted and out[mine[0]].kind not in ("witness", "person", "anonymous"):
                out[mine[0] :] = [replace(out[mine[0]], end=s.end, last=s.last, personal=True)]
                continue
            last = out[-1]
            gap = scene.gram[last.last : s.first] if 0 < s.first - last.last <= 3 else ()
            of = bool(gap) and ("of" in gap or "poss" in gap)  # "told X a mayor": two, not one
            of = of and all(role in ("of", "det", "poss") for role in gap)
            inside = not of and _stands_within(scene, last, s)
            touching = s.first == last.last and not (_begins_anew(scene, s) or accuses(scene, last.first))
            if _is_apposition(scene, last, s):
                who = last.source_id or s.source_id
                out[-1] = replace(last, end=s.end, last=s.last, source_id=who, personal=s.kind == "person")
                continue
            if inside:
                out[-1] = _within_body(scene, last, s)
                continue
            joins = (of or touching) and not last.pronoun and s.first >= last.last
            if joins and not (_cases_part(last, s) or (s.kind not in ("person", "unknown") and _hears(scene, last))):
                out[-1] = _merge(last, s, touching)
                continue
            if s.first < last.last:
                if last.own and s.source_id:  # "X correspondent" told by others is X
                    out[-1] = replace(last, own=False, name=s.name, kind=s.kind, source_id=s.source_id)
                elif _weight(s) > _weight(last):
                    out[-1] = s
                continue
        out.append(s)
    return out


def _begins_anew(scene: Scene, s: Speaker) -> bool:
    """ "told X [two] mayors": a figure of its own, or a suffix behind a name, parts it from what it touches."""
    return scene.has_suffix(s) or bool(within(scene.mentions.numbers, s.first, s.first + 1))


def _stands_within(scene: Scene, a: Speaker, b: Speaker) -> bool:
    """ "a source in the army", "an adviser to the rebels", "director of the": a title or somebody unnamed whom a
    preposition puts into a body; its voice is heard.
    """
    if not (a.title or a.kind == "anonymous") or a.source_id or a.pronoun or b.kind not in _BODIES or b.back:
        return False
    if not (b.source_id or b.head):
        return False
    gap = [scene.gram[i] for i in range(a.last, b.first) if scene.gram[i] != "det"]
    own = scene.gram[a.last - 1] in ("of", "prep")
    return len(gap) <= 1 and all(role in ("prep", "of") for role in gap) and bool(gap or own)


def _within_body(scene: Scene, a: Speaker, b: Speaker) -> Speaker:
    """The body that somebody unnamed stands in, as its voice; under the whole phrase where no roster has it."""
    whole = replace(b, start=a.start, first=a.first, bare=False, features=a.features)
    return whole if b.source_id or a.kind != "anonymous" else replace(whole, name=scene.page.text[a.start : b.end])


def _is_apposition(scene: Scene, a: Speaker, b: Speaker) -> bool:
    """ "the press committee, NAME, said": a second name between two commas."""
    forms = scene.page.tokens.forms
    skipped = b.first - 1 - (b.first > 0 and scene.gram[b.first - 1] == "det")
    between = skipped == a.last and forms[a.last] == ","
    closed = b.last < len(forms) and forms[b.last] in (",", ".")
    return between and closed and not (a.pronoun or b.pronoun) and a.kind != "witness" and b.kind != "witness"


def _cases_part(a: Speaker, b: Speaker) -> bool:
    """True for "told X-dative Y-nominative": case shows that the second phrase begins anew; a paper or agency that has
    no cases hears the subject behind it.
    """
    if "nom" not in b.features:
        return False
    mine = a.features & CASES
    if not mine:
        return a.kind in ("agency", "media") and a.head and not b.own
    return mine.isdisjoint(b.features)


def _hears(scene: Scene, s: Speaker) -> bool:
    """ "ont indiqué [à X] des habitants": an agency behind the word that means "to" hears who stands behind it."""
    return s.kind in ("agency", "media") and s.first > 0 and scene.gram_values[s.first - 1] == "to"


def _weight(s: Speaker) -> int:
    return (s.last - s.first) * 4 + (0 if s.kind in ("person", "unknown") else 2) + (1 if s.own or s.head else 0)


def _merge(a: Speaker, b: Speaker, touching: bool) -> Speaker:
    """One speaker out of two noun phrases: a title yields its name and kind to what it speaks for."""
    if not (touching or a.own or a.title or a.kind in ("agency", "media", "unknown")):
        if b.own or (b.kind in ("agency", "media") and b.source_id):
            return replace(a, end=b.end, last=b.last)  # "a source of the agency" told it, and is not the agency
    head = b if (a.title or a.kind in ("person", "unknown")) and b.kind != "person" and not b.own else a
    if touching and b.title:
        head = a
    if touching and b.kind not in ("person", "unknown") and a.kind in ("official_political", "unknown", "person"):
        head = b  # "Russia's defence ministry": the head follows
    named = next((x for x in (a, b) if x.source_id and not x.own), None)
    own = (a.own or b.own) and named is None  # "X's correspondent" is X's own voice, not that of who quotes X
    head = named if named is not None and (a.own or b.own) else head
    name = head.name
    titled = "person" in (a.kind, b.kind) and not (a.source_id or b.source_id)  # "Governor NAME"
    if touching and (titled or (a.head and b.head and a.kind == b.kind == "ngo")):  # "the board of the committees"
        name = f"{a.name} {b.name}"
    return replace(
        head, name=name, start=a.start, end=b.end, first=a.first, last=b.last, own=own, back=a.back or b.back,
        source_id=b.source_id or a.source_id, bare=False, features=a.features,
        personal="person" in (a.kind, b.kind) or a.personal or b.personal,
    )  # fmt: skip


def _may_speak(scene: Scene, a: ActorMention) -> bool:
    """False for things; where the verb comes first "a-child" behind any verb is told of, where it does not an outpost is."""
    if a.kind == "infrastructure":
        return False
    if scene.page.language.has("verb_first"):
        return not (a.kind == "civilians" and "weak" in a.features)
    return not (scene.page.language.settings.order == "SVO" and "objects:" in a.rule)


def speakers_in(scene: Scene, first: int, last: int) -> tuple[Speaker, ...]:
    """Speakers among tokens [first, last) in order, none overlapping."""
    m = scene.mentions
    roles = ("head", "named", "back", "own_voice")
    heads = [of_source(s) for s in within(m.sources, first, last) if s.role in roles and _refers(scene, s)]
    heads = [_with_quoted_name(scene, s) for s in (_one_each(heads) if len(heads) > 1 else heads)]
    found = list(heads)
    for a in within(m.actors, first, last):
        if _may_speak(scene, a):
            found.append(_with_head(scene, _of_actor(a), heads))
    persons = _persons(scene, first, last, found)
    found += _pronouns(scene, first, last)
    found += persons
    if len(found) > 1:
        return tuple(_joined(scene, in_order(found)))
    return tuple(found)
