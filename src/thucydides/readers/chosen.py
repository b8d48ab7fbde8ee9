"""The reader that a call has chosen, as plain settings that can go to other processes, and made from them once in each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thucydides.model.errors import BudgetSpent, EndpointError, MissingExtra, UsageError

if TYPE_CHECKING:
    from thucydides.readers.llm.budget import Budget
    from thucydides.readers.telling import Reader

# What ends a run of a chosen reader, since no other document would fare better.
FATAL = (BudgetSpent, EndpointError, MissingExtra, UsageError)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reader by name with its settings; picklable, and plain for JSON. `at_once`: questions at a time."""

    name: str
    settings: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[str, Any], ...] = ()
    at_once: int = 1

    @property
    def waits(self) -> bool:
        """True where reading is waiting for a server, so that threads do and processes would cost."""
        return bool(self.told)


# By choice, for the run: `forget` empties it, so that each run has its own budget.
_made: dict[Chosen, tuple[Reader, Budget | None]] = {}


def forget() -> None:
    """Lets go of what was made."""
    _made.clear()


def made(chosen: Chosen) -> tuple[Reader, Budget | None]:
    """The reader, made once a process, and the budget of one that costs. UsageError where it cannot be made."""
    if chosen not in _made:
        from thucydides.readers.registry import LLM, parts_of, plugged

        name, _ = parts_of(chosen.name)
        _made[chosen] = _language_model(dict(chosen.told)) if name == LLM else (plugged(name, chosen.settings), None)
    return _made[chosen]


def _language_model(told: dict[str, Any]) -> tuple[Reader, Budget]:
    from thucydides.readers.llm.budget import Budget, Prices
    from thucydides.readers.llm.reader import Asked, LanguageModel

    budget = Budget(told["max_tokens"], told["max_cost"], Prices(told["price_in"] or 0.0, told["price_out"] or 0.0))
    asked = Asked(
        told["endpoint"],
        told["model"],
        told["chunk"],
        timeout_s=told["timeout"],
        retries=told["retries"],
        cache=Path(told["cache"]) if told["cache"] else None,
    )
    return LanguageModel(asked, budget), budget


def with_rules(chosen: Chosen) -> bool:
    """True where the rules read beside it."""
    from thucydides.readers.registry import parts_of

    return parts_of(chosen.name)[1]
