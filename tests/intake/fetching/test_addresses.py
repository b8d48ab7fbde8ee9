"""No spelling of this machine or its network is fetched: directly, by redirect, by name, or on a second look."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

import pytest

from intake.web import PUBLIC, Web, serving
from thucydides.intake.fetching.addresses import is_public, pinned, target_of
from thucydides.intake.options import IntakeError

FORMS = [
    "http://127.0.0.1/", "http://localhost./", "http://127.1/", "http://2130706433/", "http://0x7f.1/",
    "http://0177.0.0.1/", "http://0.0.0.0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://user@127.0.0.1:80#@example.org/",
]  # fmt: skip
MORE = [
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "http://example.org:8080/", "https://example.org:80/",
    "http://localhost/", "http://LOCALHOST/", "http://a.localhost/", "http://127.0.0.1./", "http://[::]/", "http://[fe80::1]/",
    "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/", "http://0/",
    "http://example.org@10.0.0.1/", "http://example.org\\@10.0.0.1/", "http://exa mple.org/", "http:///x", "http://[::1",
    "//example.org/", "example.org", "http://224.0.0.1/", "http://255.255.255.255/", "http://100.64.0.1/", "http://printer/",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://example.org:0/", "http://example.org:99999/", "javascript:alert(1)",
    "http://0x7f000001/", "http://017700000001/", "http://127.0.1/", "http://box.internal/", "",
]  # fmt: skip


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on this machine."""
    with serving() as running:
        running.put("/robots.txt", b"")
        yield running


@pytest.mark.parametrize("url", [*FORMS, *MORE])
def test_address_is_refused(url: str) -> None:
    """Refused before anything is looked up."""
    with pytest.raises(IntakeError) as refusal:
        target_of(url)
    assert refusal.value.code == "address"


@pytest.mark.parametrize(
    "url", [*FORMS, *(u for u in MORE if u not in ("", "example.org", "//example.org/", "http:///x"))]
)
def test_address_is_refused_as_the_target_of_a_redirect(url: str, web: Web) -> None:
    """A server that sends elsewhere is asked once, and the other place never."""
    web.put("/go", b"", 302, Location=url.encode("ascii", "backslashreplace").decode())
    with pytest.raises(IntakeError):
        web.client().get("http://ford.example/go")
    assert [path for _, path, _ in web.asked] == ["/go"]


@pytest.mark.parametrize("address", [
    "127.0.0.1", "0.0.0.0", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.1", "172.16.9.9", "192.168.1.1",
    "fd00::1", "fe80::1%eth0", "64:ff9b::a00:1", "2002:a00:1::", "100.64.0.1", "224.0.0.251", "240.0.0.1", "::",
    "2001:db8::1", "192.0.2.1", "198.18.0.1", "::10.0.0.1", "ff02::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
])  # fmt: skip
def test_name_that_leads_to_it_is_refused(address: str) -> None:
    """Also where a public address stands beside it."""
    target = target_of("http://ford.example/")
    for told in ([address], [PUBLIC, address], [address, PUBLIC]):
        with pytest.raises(IntakeError) as refusal:
            pinned(target, lambda _host, _port, told=told: told)
        assert refusal.value.code == "address"


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111"])
def test_public_addresses_pass(address: str) -> None:
    """The guard is no wall."""
    assert is_public(ipaddress.ip_address(address))
    assert pinned(target_of("https://ford.example/a?b#c"), lambda *_: [address]) == address


def test_what_is_asked_for() -> None:
    """Host in lower case without its dot, query kept, fragment dropped, letters beyond ASCII written as bytes."""
    target = target_of("HTTPS://Ford.Example.:443/news/é?x=1#top")
    assert target.url == "https://ford.example/news/%C3%A9?x=1"
    assert target_of("/b", "https://ford.example/a/c").url == "https://ford.example/b"
    assert target_of("http://bücher.example/").host == "xn--bcher-kva.example"


def test_a_name_that_changes_its_mind_meets_the_address_that_was_checked(web: Web) -> None:
    """Looked up once for each request: a loopback answer on the second look is refused, not connected to."""
    web.put("/a", b"<p>words</p>")
    web.names["ford.example"] = [[PUBLIC], ["127.0.0.1"]]
    client = web.client()
    assert client.get("http://ford.example/a").status == 200
    assert web.connected == [PUBLIC]
    with pytest.raises(IntakeError):
        client.get("http://ford.example/a")
    assert web.connected == [PUBLIC]
