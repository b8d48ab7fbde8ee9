"""The shape of a model's answer, as a JSON schema for the endpoint and as tellings for the house."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any, cast, get_args

import msgspec

from thucydides.knowledge.library import event_types, weapon_codes
from thucydides.model.claim import Modality, Outcome, Polarity, Role, SourceKind, Stance, Victims
from thucydides.model.mention import ActorKind, Exactness
from thucydides.readers.llm.chunks import Chunk
from thucydides.readers.telling import Telling, ToldActor, ToldSource, ToldTime, ToldToll, ToldWeapon, Words


class BadAnswer(Exception):  # noqa: N818 - it is asked again, and is no error until that fails as well
    """The answer is no JSON of the shape; its message has no words of the document."""


class _Said(msgspec.Struct):
    words: str | None = None
    start: int | None = None


class _Who(_Said):
    role: str = ""
    kind: str = ""


class _Source(_Said):
    kind: str = ""
    stance: str = ""
    cue: _Said | None = None


class _Days(_Said):
    earliest: str | None = None
    latest: str | None = None


class _Toll(_Said):
    outcome: str = ""
    victims: str = ""
    low: int | None = None
    high: int | None = None
    exactness: str = ""


class _Weapon(_Said):
    code: str = ""


class _Claim(msgspec.Struct):
    trigger: _Said
    event_type: str
    clause: _Said | None = None
    polarity: str = "asserted"
    modality: str = "stated"
    sources: list[_Source] = []
    actors: list[_Who] = []
    place: _Said | None = None
    time: _Days | None = None
    weapons: list[_Weapon] = []
    casualties: list[_Toll] = []


class _Answer(msgspec.Struct):
    claims: list[_Claim]


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "properties": properties, "required": list(properties),
    }  # fmt: skip


def _said(**more: Any) -> dict[str, Any]:
    return _object(words={"type": "string"}, start={"type": ["integer", "null"]}, **more)


def _codes(kind: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(get_args(kind))}


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}


def _many(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": shape}


@cache
def schema() -> dict[str, Any]:
    """The JSON schema that an endpoint holds the model to, where it can: every property required, no other allowed."""
    number, day = {"type": ["integer", "null"]}, {"type": ["string", "null"]}
    claim = _object(
        clause=_said(),
        trigger=_said(),
        event_type={"type": "string", "enum": list(event_types())},
        polarity=_codes(Polarity),
        modality=_codes(Modality),
        sources=_many(_said(kind=_codes(SourceKind), stance=_codes(Stance), cue=_or_null(_said()))),
        actors=_many(_said(role=_codes(Role), kind=_codes(ActorKind))),
        place=_or_null(_said()),
        time=_or_null(_said(earliest=day, latest=day)),
        weapons=_many(_said(code={"type": "string", "enum": list(weapon_codes())})),
        casualties=_many(
            _said(
                outcome=_codes(Outcome),
                victims=_codes(Victims),
                low=number,
                high=number,
                exactness=_codes(Exactness),
            )
        ),
    )
    return _object(claims=_many(claim))


def _json_of(text: str) -> Any:
    """The JSON in an answer: all of it, or what stands in a fence or behind a model's thoughts."""
    bare = text.rpartition("</think>")[2].strip()
    bare = bare.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    try:
        told = json.loads(bare)
        json.dumps(told, ensure_ascii=False).encode()  # halves of letters cannot be kept anywhere
        return told
    except RecursionError as error:
        raise BadAnswer("the answer is nested too deep") from error
    except ValueError as error:
        raise BadAnswer("the answer is no JSON") from error


def _known(code: str, kind: Any, default: str) -> Any:
    """A code of a kind that only describes; what it is of stands without it."""
    return code if code in get_args(kind) else default


def tellings(answer: str, chunk: Chunk, rule: str, unseen: tuple[tuple[int, int], ...] = ()) -> tuple[Telling, ...]:
    """What an answer tells of a passage, at offsets of the document. BadAnswer where it is not of the shape.

    Codes that decide (type, polarity, outcome) stay as the model said them: the gate refuses those that do not exist.
    """
    try:
        told = msgspec.convert(_json_of(answer), _Answer)
    except msgspec.ValidationError as error:
        raise BadAnswer("the answer is not of the schema") from error
    return tuple(_telling(c, chunk, rule, unseen) for c in told.claims)


def _telling(c: _Claim, chunk: Chunk, rule: str, unseen: tuple[tuple[int, int], ...]) -> Telling:
    def words(said: _Said) -> Words:
        return Words(said.words or "", None if said.start is None else chunk.start + said.start)

    def maybe(said: _Said | None) -> Words | None:
        return words(said) if said is not None and said.words else None

    return Telling(
        event_type=c.event_type,
        trigger=words(c.trigger),
        clause=maybe(c.clause),
        polarity=cast(Polarity, c.polarity),
        modality=cast(Modality, c.modality),
        sources=tuple(
            ToldSource(
                words(s), _known(s.kind, SourceKind, "unknown"), maybe(s.cue), _known(s.stance, Stance, "neutral")
            )
            for s in c.sources if s.words
        ),
        actors=tuple(
            ToldActor(cast(Role, a.role), words(a), _known(a.kind, ActorKind, "unknown"))
            for a in c.actors if a.words
        ),
        place=maybe(c.place),
        time=ToldTime(words(c.time), _day(c.time.earliest), _day(c.time.latest)) if c.time and c.time.words else None,
        weapons=tuple(ToldWeapon(w.code, words(w)) for w in c.weapons if w.words),
        tolls=tuple(
            ToldToll(
                cast(Outcome, t.outcome), words(t), _known(t.victims, Victims, "unknown"), t.low, t.high,
                _known(t.exactness, Exactness, "exact"),
            )
            for t in c.casualties if t.words
        ),
        rules=(rule,),
        within=(chunk.start, chunk.end),
        unseen=unseen,
    )  # fmt: skip


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
