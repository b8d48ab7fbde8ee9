"""Which addresses may be fetched: public web servers alone, never this machine or its network, however it is spelt."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from thucydides.intake.options import IntakeError

# (host, port) -> addresses, as text
Resolver = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))+")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_HOSTILE = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 2000
_LOCAL = ("localhost", "local", "internal", "home.arpa")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HINT = "only public web addresses are fetched; a file goes in with: thucydides add"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `host` is a lower-case name or an address, `path` has the query and no fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as it is asked for."""
        return f"{self.site}{self.path}"

    @property
    def site(self) -> str:
        """Scheme and host."""
        return f"{self.scheme}://[{self.host}]" if ":" in self.host else f"{self.scheme}://{self.host}"


def _refused(url: str, why: str) -> IntakeError:
    return IntakeError("address", f"{why}: not fetched", place=url[:_LONGEST], hint=_HINT)


def target_of(url: str, base: str = "") -> Target:
    """The parts of an address, relative to `base` where one is given. Raises IntakeError where it may not be fetched."""
    if len(url) > _LONGEST or _HOSTILE.search(url):
        raise _refused(url, "an address that is too long or holds spaces, backslashes or control characters")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise _refused(url, "a malformed address") from error
    if parts.scheme not in _PORTS:
        raise _refused(url, "no address of the web (http or https)")
    if "@" in parts.netloc:
        raise _refused(url, "a name or password in the address")
    if port not in (None, _PORTS[parts.scheme]):
        raise _refused(url, f"port {port} is not that of the web")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        path = "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in path)
    return Target(parts.scheme, _host(host or "", url), _PORTS[parts.scheme], path)


def _host(host: str, url: str) -> str:
    """The host as a plain name or a public address; raises IntakeError for this machine in any spelling."""
    name = host.lower().rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise _refused(url, "no name of a host") from error
    address = _address(name)
    if address is not None:
        if not is_public(address):
            raise _refused(url, "an address of this machine or a private network")
        return str(address)
    labels = name.split(".")
    # 127.1, 2130706433, 0x7f.1 and 0177.0.0.1 are names to a parser and addresses to a system.
    if _NUMBER.fullmatch(labels[-1]):
        raise _refused(url, "an address in an unusual spelling")
    if labels[-1] in _LOCAL or any(name.endswith(f".{local}") for local in _LOCAL):
        raise _refused(url, "a name of this machine or a private network")
    if not _HOST.fullmatch(name):
        raise _refused(url, "no name of a public host")
    return name


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """True for an address on the open internet; one that carries another inside is judged by that as well."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return False
        if int(address) >> 32 == 0:  # "::a.b.c.d", out of use
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def system_resolver(host: str, port: int) -> list[str]:
    """What the system's own look-up gives."""
    return [str(told[4][0]) for told in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def pinned(target: Target, resolver: Resolver) -> str:
    """The one address to connect to, looked up once. Raises IntakeError unless all that the name has are public."""
    try:
        found = resolver(target.host, target.port)
    except OSError as error:
        raise IntakeError("network", "no such host", place=target.url, hint="check the name and the network") from error
    if not found:
        raise IntakeError("network", "no such host", place=target.url, hint="check the name and the network")
    for told in found:
        address = _address(told)
        if address is None or not is_public(address):
            raise _refused(target.url, "a name that leads to this machine or a private network")
    return found[0]
