"""Which readers there are: the house's own, and those that other packages bring under the entry point thucydides.readers."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from thucydides.model.errors import UsageError
from thucydides.readers.telling import Reader

GROUP = "thucydides.readers"
RULES, LLM = "rules", "llm"


def _points() -> dict[str, EntryPoint]:
    """Entry points by name. The house's own names cannot be taken; of two packages with one name the first in order wins."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        if point.name not in (RULES, LLM) and "+" not in point.name:
            found.setdefault(point.name, point)
    return found


def names() -> tuple[str, ...]:
    """All readers, the house's own first."""
    return RULES, LLM, *_points()


def parts_of(name: str) -> tuple[str, bool]:
    """(reader, beside the rules) of "rules", "NAME" or "rules+NAME"; UsageError names the readers there are."""
    beside = name.startswith(f"{RULES}+")
    reader = name.removeprefix(f"{RULES}+")
    if name == RULES or reader == LLM:  # whoever uses these does not wait for a look at all installed packages
        return reader, beside
    if reader not in names() or (beside and reader == RULES):
        known = ", ".join(names())
        raise UsageError(f"no reader {name!r}", hint=f"there are: {known}; and rules+NAME for both")
    return reader, beside


def plugged(name: str, settings: tuple[tuple[str, str], ...] = ()) -> Reader:
    """The plug-in of this name, made with its settings; UsageError where it cannot be made, with its own words."""
    point = _points()[name]
    try:
        made: Reader = point.load()(**dict(settings))
        shaped = bool(made.name) and callable(made.tell)
    except Exception as error:
        raise UsageError(
            f"reader {name!r} cannot be started: {type(error).__name__}: {error}",
            place=point.value, hint="settings are given as --set KEY=VALUE",
        ) from error  # fmt: skip
    if not shaped:
        raise UsageError(f"reader {name!r} has no name or does not tell", place=point.value, hint="see docs/readers.md")
    return made
