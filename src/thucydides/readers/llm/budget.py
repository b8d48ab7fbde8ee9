"""How much a run may cost: tokens and money are set aside before a question is asked, so no limit is ever passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from thucydides.model.errors import BudgetSpent

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Money for a million tokens asked and answered; the unit is the user's own."""

    asked: float = 0.0
    answered: float = 0.0

    def of(self, asked: int, answered: int) -> float:
        """What these tokens cost."""
        return (asked * self.asked + answered * self.answered) / _MILLION


@dataclass(slots=True)
class Budget:
    """Shared by all threads of a run. None is no limit. Counts are what the endpoint reported, else what was estimated."""

    max_tokens: int | None = None
    max_cost: float | None = None
    prices: Prices = Prices()
    asked: int = 0
    answered: int = 0
    requests: int = 0
    cached: int = 0
    retries: int = 0
    _aside: list[tuple[int, int]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @property
    def cost(self) -> float:
        """What was spent so far."""
        return self.prices.of(self.asked, self.answered)

    def set_aside(self, asked: int, answered: int) -> tuple[int, int]:
        """Sets tokens aside for one question; BudgetSpent where it could pass a limit."""
        with self._lock:
            all_asked = self.asked + asked + sum(a for a, _ in self._aside)
            all_answered = self.answered + answered + sum(b for _, b in self._aside)
            spent = f"{self.asked + self.answered} tokens used"
            hint = "what was read is kept; run again with a higher limit and it goes on from there"
            if self.max_tokens is not None and all_asked + all_answered > self.max_tokens:
                raise BudgetSpent(f"--max-tokens {self.max_tokens} would be passed ({spent})", hint=hint)
            if self.max_cost is not None and self.prices.of(all_asked, all_answered) > self.max_cost:
                raise BudgetSpent(f"--max-cost {self.max_cost:g} would be passed ({spent})", hint=hint)
            self._aside.append((asked, answered))
            return asked, answered

    def settle(self, aside: tuple[int, int], asked: int, answered: int) -> None:
        """Gives back what was set aside and counts what was used."""
        with self._lock:
            self._aside.remove(aside)
            self.asked += asked
            self.answered += answered
            self.requests += 1

    def note(self, *, cached: int = 0, retries: int = 0) -> None:
        """Counts answers that were known already, and questions that were asked again."""
        with self._lock:
            self.cached += cached
            self.retries += retries
