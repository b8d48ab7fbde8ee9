#!/usr/bin/env python3
"""The parity card: whether camps, forms of names and charged words are read alike, measured on own sentences in each language.

python bench/evenness.py [--json] [--show N] [LANGUAGE...]. Three figures a language:

- swap: share of (sentence, pair of camps) in which the camps change places and the claims stay the same but for who is who;
- forms, camps: the greatest recall of "who did it" in a group of names (acronym, bare plural, nationality + noun, name,
  romanized ...; state, non-state) minus the least;
- charged: share of the charged words of the lexicon that leave type, toll and kind of actor as they are and stand in the
  claim as the word used.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reading import read
from thucydides.knowledge import library
from thucydides.knowledge.lexicon import Row, entries_of
from thucydides.knowledge.paradigms import CASES, load_paradigms
from thucydides.model.claim import Claim

SHEETS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
DAY = "2024-05-08"
# Codes of the field that differ by who did it alone (ground won, shots at a crowd): for a swap they are one.
BY_SIDE = {
    "territory_gain_state": "territory_gain",
    "territory_gain_nonstate": "territory_gain",
    "excessive_force": "attack",
}
Name = str | dict[str, str]


class _Forms(dict[str, str]):
    """The forms of a name by slot; what is not given is as the subject."""

    def __missing__(self, slot: str) -> str:
        return self["g"] if slot == "o" and "g" in self else self["n"]


def _forms(name: Name) -> _Forms:
    return _Forms({"n": name} if isinstance(name, str) else name)


def _said(frame: str, a: Name, b: Name = "") -> str:
    text = frame.format(a=_forms(a), b=_forms(b))
    return text[0].upper() + text[1:]


def _claims(text: str, language: str) -> tuple[Claim, ...]:
    return read(text, doc_id="card", day=DAY, language=language).claims


def _who(words: str, names: Mapping[str, Name]) -> str:
    """Which slot an actor's words fill."""
    for slot, name in names.items():
        if any(
            words.casefold() in form.casefold() or form.casefold() in words.casefold() for form in _forms(name).values()
        ):
            return slot
    return "other"


def _seen(claims: tuple[Claim, ...], names: Mapping[str, Name]) -> list[tuple[Any, ...]]:
    """What a swap may not change, with the slots in place of the names."""
    return [
        (
            BY_SIDE.get(c.event_type, c.event_type), c.polarity, c.modality, len(c.attribution),
            tuple(sorted(f"{t.outcome} {t.low} {t.high}" for t in c.casualties)),
            tuple(sorted((a.role, _who(a.anchor.exact, names)) for a in c.actors)),
        )
        for c in claims
    ]  # fmt: skip


def swaps(language: str) -> Iterator[tuple[bool, str, str]]:
    """(the same?, text, text with the camps exchanged); texts without any claim are not counted."""
    sheet = SHEETS[language]
    for frame in sheet["frames"]:
        for a, b in sheet["pairs"]:
            one, other = _said(frame, a, b), _said(frame, b, a)
            told = _seen(_claims(one, language), {"a": a, "b": b}), _seen(_claims(other, language), {"a": b, "b": a})
            if any(told):
                yield told[0] == told[1], one, other


def recalls(language: str, groups: str) -> dict[str, tuple[float, list[str]]]:
    """For each group of names: the share of sentences in which the name is who did it, and the sentences where not."""
    sheet = SHEETS[language]
    found = {}
    for group, names in sheet[groups].items():
        missed = [
            text
            for frame in sheet["parity"]
            for name in names
            if not _did(_claims(text := _said(frame, name), language), name)
        ]
        found[group] = (1 - len(missed) / (len(names) * len(sheet["parity"])), missed)
    return found


def _did(claims: tuple[Claim, ...], name: Name) -> bool:
    return any(a.role == "initiator" and _who(a.anchor.exact, {"a": name}) == "a" for c in claims for a in c.actors)


def charged(language: str) -> Iterator[tuple[bool, str, str]]:
    """(read as the plain word is?, the charged word, what is wrong) for each charged noun of actors."""
    sheet = SHEETS[language]
    paradigms = load_paradigms(library.folder(language) / "paradigms.csv")
    plain = _shape(_claims(_said(sheet["loaded"][0], sheet["plain"]), language))
    for row in library.language(language).rows:
        if row.kind == "actors" and row.entry.role == "generic" and "charged" in row.entry.flags:
            for form in _subjects(row, paradigms):
                yield _best(form, row, plain, language)


def _best(form: str, row: Row, plain: tuple[Any, ...], language: str) -> tuple[bool, str, str]:
    """A word is even if it is in the frame whose article and verb agree with it; else the first fault is told."""
    first = ""
    for frame in SHEETS[language]["loaded"]:
        fault = _fault(form, row, frame, plain, language)
        if fault is None:
            return True, form, ""
        first = first or fault
    return False, form, first


def _subjects(row: Row, paradigms: Any) -> list[str]:
    """Forms of a row that may be the subject of a sentence, once each."""
    forms = [form for form, e in entries_of(row, paradigms) if "nom" in e.features or not e.features & CASES]
    return list(dict.fromkeys(forms))


def _shape(claims: tuple[Claim, ...]) -> tuple[Any, ...]:
    return tuple((c.event_type, c.polarity, tuple((t.outcome, t.low, t.high) for t in c.casualties)) for c in claims)


def _fault(form: str, row: Row, frame: str, plain: tuple[Any, ...], language: str) -> str | None:
    """What a charged subject changed; None where nothing."""
    claims = _claims(_said(frame, form), language)
    shape = _shape(claims)
    if [told[1:] for told in shape] != [told[1:] for told in plain]:
        return f"claims {shape}"
    if shape != plain and not any(c.weapons for c in claims):  # "regime jets" say with what
        return f"type {shape[0][0]}"
    actors = [a for a in claims[0].actors if a.role == "initiator"]
    if not actors:
        return "nobody did it"
    named = library.actors().get(actors[0].actor_id or "")
    if named is None and actors[0].kind != row.entry.value:
        return f"{actors[0].kind}, not {row.entry.value}"
    if named is not None and form.casefold() in {known.casefold() for known in (named.name, *named.forms)}:
        return None  # a name that the roster holds plain
    kept = (actors[0].label_used or "").casefold()
    return None if kept and (kept in form.casefold() or form.casefold() in kept) else f"label {actors[0].label_used!r}"


@cache
def card(language: str) -> dict[str, Any]:
    """All figures of one language, and what was not even."""
    swapped, words = list(swaps(language)), list(charged(language))
    forms, camps = recalls(language, "forms"), recalls(language, "camps")
    shares = {group: round(share, 3) for group, (share, _) in (forms | camps).items()}
    return {
        "sentences": len(swapped),
        "swap": round(sum(same for same, *_ in swapped) / len(swapped), 4),
        "forms_gap": round(_gap(forms), 3),
        "camps_gap": round(_gap(camps), 3),
        "charged_words": len(words),
        "charged": round(sum(even for even, *_ in words) / len(words), 4),
        "recalls": shares,
        "uneven": {
            "swap": [texts for same, *texts in swapped if not same],
            "names": [text for _, missed in (forms | camps).values() for text in missed],
            "charged": [list(why) for even, *why in words if not even],
        },
    }


def _gap(groups: dict[str, tuple[float, list[str]]]) -> float:
    shares = [share for share, _ in groups.values()]
    return max(shares) - min(shares)


def main() -> None:
    """Prints the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=list(SHEETS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="so many of each kind of unevenness")
    args = parser.parse_args()
    for language in args.languages:
        figures = dict(card(language))
        uneven = figures.pop("uneven")
        if args.json:
            print(json.dumps({"language": language, **figures}, ensure_ascii=False))
            continue
        print(language, " ".join(f"{k} {v}" for k, v in figures.items()))
        for kind, cases in uneven.items():
            for case in cases[: args.show]:
                print(f"  {kind}: {case}")


if __name__ == "__main__":
    main()
