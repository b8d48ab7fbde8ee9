"""Sessions: a one-time link or a password becomes a cookie; both are kept in memory only and end with the server."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from thucydides.web.users import User

COOKIE = "thucydides"
_HOURS = 12
_TRIES, _WINDOW = 8, 300.0


@dataclass(slots=True)
class Sessions:
    """Who is in. `link` is the one-time token, gone when it was used; tries with a password are counted by name."""

    clock: Callable[[], float] = time.monotonic
    link: str | None = None
    _known: dict[str, tuple[User, float]] = field(default_factory=dict)
    _tries: dict[str, list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def new_link(self) -> str:
        """A new one-time token; the one before holds no more."""
        self.link = secrets.token_urlsafe(32)
        return self.link

    def take_link(self, token: str) -> bool:
        """True, once, for the token of the link."""
        with self._lock:
            if self.link is None or not secrets.compare_digest(self.link.encode(), token.encode("utf-8", "replace")):
                return False
            self.link = None
            return True

    def begin(self, user: User) -> str:
        """The value of a new cookie."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self.clock()
            self._known = {key: held for key, held in self._known.items() if held[1] > now}
            self._known[token] = (user, now + _HOURS * 3600)
        return token

    def user(self, token: str | None) -> User | None:
        """Whose cookie it is; None for one that is unknown or too old."""
        held = self._known.get(token or "")
        return held[0] if held and held[1] > self.clock() else None

    def end(self, token: str | None) -> None:
        """Forgets a cookie."""
        with self._lock:
            self._known.pop(token or "", None)

    def may_try(self, name: str) -> bool:
        """False where this name was tried too often in the last minutes; the try is counted."""
        with self._lock:
            now = self.clock()
            self._tries = {
                key: kept for key, tries in self._tries.items() if (kept := [t for t in tries if t > now - _WINDOW])
            }
            tries = self._tries.setdefault(name, [])
            tries.append(now)
            return len(tries) <= _TRIES
