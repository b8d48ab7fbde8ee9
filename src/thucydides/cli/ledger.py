"""What a verb did: counts, failures, outputs; told as one line each, or as one JSON object at the end (--json)."""

from __future__ import annotations

import json
import sys

import click

from thucydides.cli.version import version

OK, MISSING, PARTIAL = 0, 3, 4
# What was spent or gone through: it is nothing that came of a call.
_EFFORT = frozenset({"questions", "cached", "retries", "tokens_in", "tokens_out", "rounds", "shards", "failed"})
_BUDGET = "budget"


class Ledger:
    """Kept by a verb while it works. Failures are told at once on standard error, one line each."""

    def __init__(self, command: str, *, as_json: bool = False) -> None:
        self.command = command
        self.as_json = as_json
        self.counts: dict[str, int] = {}
        self.outputs: list[str] = []
        self._failed: list[dict[str, str]] = []

    def count(self, what: str, more: int = 1) -> None:
        """Adds to a count."""
        self.counts[what] = self.counts.get(what, 0) + more

    def fail(self, place: str, code: str, message: str, hint: str = "") -> None:
        """Notes a failure: where, a stable code, what, and what to do."""
        told = {"item": place, "code": code, "message": message, "hint": hint}
        self._failed.append(told)
        if not self.as_json:
            line = f"{place}: {message}" if place else message
            say(f"thucydides: {line}" + (f" ({hint})" if hint else ""))

    @property
    def failures(self) -> int:
        """How many failures were noted."""
        return len(self._failed)

    def finish(self, code: int | None = None) -> int:
        """Prints the envelope, where it is asked for, and gives the exit code.

        Without `code`: 0 where nothing failed, 4 where something did or a budget was spent, 3 where nothing else came of it.
        """
        if code is None:
            worked = any(number for name, number in self.counts.items() if name not in _EFFORT)
            worked = worked or any(failed["code"] == _BUDGET for failed in self._failed)
            code = OK if not self._failed else PARTIAL if worked else MISSING
        if self.as_json:
            envelope = {
                "ok": code == OK and not self._failed,
                "command": self.command,
                "version": version(),
                "counts": self.counts,
                "failed": self._failed,
                "outputs": self.outputs,
            }
            click.echo(json.dumps(envelope, ensure_ascii=False))
        return code


def say(line: str) -> None:
    """One line on standard error: control characters of hostile names are shown, never obeyed."""
    shown = "".join(c if c.isprintable() or c == "\t" else repr(c)[1:-1] for c in line)
    print(shown, file=sys.stderr)
