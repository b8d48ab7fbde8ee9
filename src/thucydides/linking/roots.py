"""Who is answerable for a claim: the last link of its chain, under one name in all languages as far as that is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.knowledge.gazetteer.phones import phones
from thucydides.knowledge.library import actors, outlets
from thucydides.model.claim import Claim, Source

# Speakers without a name: they are somebody only through the one who spoke with them.
_ARTICLE = 3  # letters
_UNNAMED = frozenset({"witness", "anonymous", "unknown", "social_media", "person"})


@dataclass(frozen=True, slots=True)
class Root:
    """`key` is equal for one speaker in all texts; `named` where it is a name and no description; `label` to show.

    `paper` is a statement, a report, a text that nobody is named for.
    """

    key: str
    named: bool
    label: str
    paper: bool = False


@cache
def _known() -> dict[str, str]:
    """Folded form -> id of every outlet, agency and armed actor that the rosters name."""
    found: dict[str, str] = {}
    for outlet in outlets().values():
        for form in (outlet.name, *outlet.forms):
            found.setdefault(fold_key(form), outlet.id)
    for actor in actors().values():
        for form in (actor.name, *actor.forms):
            found.setdefault(fold_key(form), actor.id)
    return found


@cache
def _agencies() -> dict[str, str]:
    """Folded form -> id of every agency."""
    return {
        fold_key(form): outlet.id
        for outlet in outlets().values()
        if outlet.kind == "agency"
        for form in (outlet.name, *outlet.forms)
    }


@cache
def _force_of(name: str) -> str:
    """The id of the whole force that a state's army, air force or command speaks for: "the IDF" and "the Israeli army"
    are one voice. Ministries, which have no parent in the roster, and factions of armed groups stay their own.
    """
    known = actors()
    while name in known and known[name].kind == "state_force" and known[name].parent in known:
        name = known[name].parent
    return name


@cache
def _named(name: str) -> tuple[str, bool]:
    key = fold_key(name)
    # By its sounds, without articles: "the army" and "army", with or without the Arabic article, are one name.
    return (f"id:{_force_of(_known()[key])}", True) if key in _known() else (phones(key) or key or name, False)


@cache
def house_of(outlet: str) -> str:
    """The key of an outlet; of the agency whose copy it says to carry ("The Herald (AFP)")."""
    key, known = _named(outlet)
    if known:
        return key
    words = fold_key(outlet).split()
    for length in (3, 2, 1):
        for at in range(1, len(words) - length + 1):
            agency = _agencies().get(" ".join(words[at : at + length]))
            if agency:
                return f"id:{agency}"
    return key


def own_voice(claim: Claim) -> bool:
    """True where the outlet itself tells it."""
    return len(claim.attribution) == 1 or claim.attribution[-1].kind == "outlet"


def _key(source: Source) -> tuple[str, bool]:
    if source.source_id:
        return f"id:{_force_of(source.source_id)}", True
    return _named(source.source)


def root_of(claim: Claim) -> Root:
    """The root of a claim's chain. An unnamed root is told apart by whoever passed it on."""
    chain = list(claim.attribution)
    # A statement is the voice of whoever made it.
    while len(chain) > 1 and _is_paper(chain[-1]) and chain[-2].kind != "outlet":
        chain.pop()
    root = chain[-1]
    if own_voice(claim):
        return Root(house_of(root.source), True, root.source)
    key, known = _key(root)
    if known or root.kind not in _UNNAMED:
        return Root(key, True, root.source)
    before = chain[-2]
    passed = house_of(before.source) if before.kind == "outlet" else _key(before)[0]
    return Root(f"{root.kind}:{key} / {passed}", False, f"{root.source} ({before.source})", _is_paper(root))


def has_capitals(source: str) -> bool:
    """True for what looks like a name; the capital of an article that opens a sentence is none."""
    first, _, rest = source.partition(" ")
    if rest and len(first) <= _ARTICLE and first.istitle():
        return any(c.isupper() for c in rest)
    return any(c.isupper() for c in source)


def _is_paper(source: Source) -> bool:
    return source.kind == "unknown" and source.source_id is None and not _named(source.source)[1]
