"""Who may come in: names, roles and argon2 hashes in users.json of the project, readable by its owner only."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from thucydides.model.errors import ProjectError, UsageError

Role = Literal["reader", "coder", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
FILE = "users.json"
_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class User:
    """A name, what they may do, and the hash of their password."""

    name: str
    role: Role
    hash: str = ""

    def may(self, needed: Role) -> bool:
        """True where the role is this one or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(needed)


def load(root: Path) -> dict[str, User]:
    """Users by name; none where there is no file. ProjectError where it is broken."""
    path = root / FILE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        users = [User(**row) for row in told]
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError) as error:
        raise ProjectError(f"is no list of users: {error}", place=str(path), hint="mend it, or delete it") from error
    if wrong := [user.role for user in users if user.role not in ROLES]:
        raise ProjectError(f"no role {wrong[0]!r}", place=str(path), hint=f"known: {', '.join(ROLES)}")
    return {user.name: user for user in users}


def save(root: Path, users: dict[str, User]) -> None:
    """Writes the file, whole or not at all, mode 0600."""
    rows = [{"name": u.name, "role": u.role, "hash": u.hash} for u in sorted(users.values(), key=lambda u: u.name)]
    handle, name = tempfile.mkstemp(dir=root, prefix=".new-")  # mkstemp makes it 0600
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(rows, out, ensure_ascii=False, indent=1)
    Path(name).replace(root / FILE)


def with_password(name: str, role: Role, password: str) -> User:
    """A user with the hash of a password; UsageError for one that is short, or a name of other signs than letters."""
    if not name.replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise UsageError(f"{name!r} is no name for a user", hint="letters, digits, - _ and . are")
    if len(password) < _SHORTEST:
        raise UsageError(f"a password needs at least {_SHORTEST} characters")
    return User(name, role, _hashed(password))


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher  # of the extra [web]; the terminal's verbs do without

    return PasswordHasher().hash(password)


@cache
def _nobody() -> str:
    """Verified against for names that are not there, so that the time taken tells nothing."""
    return _hashed("nobody has this password")


def verified(users: dict[str, User], name: str, password: str) -> User | None:
    """The user whose password it is; None for every other pair, after the same time."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    user = users.get(name)
    try:
        PasswordHasher().verify(user.hash if user else _nobody(), password)
    except (Argon2Error, InvalidHashError):
        return None
    return user
