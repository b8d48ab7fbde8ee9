"""The keys of the browser: what each does, shown in the footer, remapped by [keys] of thucydides.toml."""

from __future__ import annotations

from collections.abc import Mapping

from thucydides.model.errors import UsageError

# Act -> key and what the footer says; the act is the data-act of a button or link, or known to keys.js.
ACTS: Mapping[str, tuple[str, str]] = {
    "accept": ("a", "accept, next"),
    "reject": ("x", "reject"),
    "skip": (" ", "skip"),
    "unsure": ("u", "unsure"),
    "edit": ("e", "edit"),
    "take-words": ("w", "selected words to the field"),
    "comment": ("c", "comment"),
    "flag": ("f", "flag"),
    "undo": ("z", "undo"),
    "next-claim": ("j", "next claim"),
    "previous-claim": ("k", "previous claim"),
    "next-document": ("n", "next document"),
    "previous-document": ("p", "previous document"),
    "evidence": ("v", "its words"),
    "previous-mention": ("[", "previous words"),
    "next-mention": ("]", "next words"),
    "match": ("m", "same event"),
    "different": ("d", "different"),
    "split": ("s", "split"),
    "map": ("g", "map"),
    "accept-visible": ("A", "accept what is on screen"),
    "search": ("/", "search"),
    "help": ("?", "all keys"),
}


def mapped(chosen: Mapping[str, str]) -> dict[str, str]:
    """Key -> act, with the user's own keys; UsageError for an act that is unknown or a key that two acts want."""
    if unknown := [act for act in chosen if act not in ACTS]:
        raise UsageError(f"[keys] knows no {unknown[0]!r}", hint=f"known: {', '.join(ACTS)}")
    told: dict[str, str] = {}
    for act, (usual, _) in ACTS.items():
        key = chosen.get(act, usual)
        if key in told:
            raise UsageError(f"[keys] {told[key]} and {act} both want {key!r}")
        told[key] = act
    return told | {"Backspace": "undo"}


def help_of(keys: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(key, what it does) as the footer shows them."""
    of_act = {act: key for key, act in keys.items() if key != "Backspace"}
    return tuple(("Space" if of_act[act] == " " else of_act[act], told) for act, (_, told) in ACTS.items())
