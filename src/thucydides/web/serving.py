"""What a server may be told: where it listens, who may come in, and how much anybody may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thucydides.model.errors import UsageError

LOCAL_ADDRESSES = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request: bytes of a body, seconds of work, rows of a page, rows of a map."""

    body: int = 2_000_000
    seconds: float = 20.0
    rows: int = 200
    points: int = 5_000


@dataclass(frozen=True, slots=True)
class Serving:
    """`by` is who judges where nobody logs in by name; `auth` asks for names and passwords; `keys` are remapped keys.

    `hosts` are names that the Host header may have beside the address itself. `tiles` is a URL template or a PMTiles
    path of the user's own, empty for the bundled outline.
    """

    host: str = "127.0.0.1"
    port: int = 0
    auth: bool = False
    by: str = "local"
    hosts: tuple[str, ...] = ()
    read_only: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    tiles: str = ""
    limits: Limits = field(default_factory=Limits)

    def allowed_hosts(self) -> frozenset[str]:
        """Names, without port, that a request may be for; all others are refused (DNS rebinding)."""
        own = {"127.0.0.1", "localhost", "[::1]"} if self.host in LOCAL_ADDRESSES else {self.host}
        return frozenset({name.lower() for name in (*own, *self.hosts)})


def checked(serving: Serving) -> Serving:
    """The same; UsageError where an address beyond this machine is asked for without passwords."""
    if serving.host not in LOCAL_ADDRESSES and not serving.auth:
        raise UsageError(
            f"{serving.host} is not this machine alone", hint="add --auth, and users: thucydides users add NAME"
        )
    return serving
