"""The one place that lets the program out: only with --allow-network, or `allowed = true` under [fetch] of a project."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from thucydides.cli.interrupts import Stop
from thucydides.cli.options import from_settings
from thucydides.cli.version import version
from thucydides.intake.options import IntakeError
from thucydides.model.errors import NetworkNotAllowed, UsageError

if TYPE_CHECKING:
    from thucydides.intake.fetching.manners import Manners
    from thucydides.store.project import Project

F = TypeVar("F", bound=Callable[..., Any])
AGENT = "thucydides"
_LEAST_PAUSE, _PAUSE = 0.5, 2.0
_SLICE = 0.25


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person wants to fetch, as typed: None where the project's settings decide."""

    allowed: bool
    pause: float | None
    contact: str | None


def network_options(verb: F) -> F:
    """--allow-network, --pause, --contact."""
    given = (
        click.option("--allow-network", "allowed", is_flag=True, help="Let this call fetch; else `[fetch] allowed = true` must stand in thucydides.toml."),
        click.option("--pause", type=click.FloatRange(_LEAST_PAUSE), metavar="S", help="Seconds between two requests to a site (by default 2; robots.txt may ask for more)."),
        click.option("--contact", metavar="ADDRESS", help="Who to turn to, told to servers with each request: a page or mail address."),
    )  # fmt: skip
    for option in reversed(given):
        verb = option(verb)
    return verb


def manners_of(project: Project, manner: Manner, stop: Stop) -> Manners:
    """Who fetches for this project. NetworkNotAllowed unless a person has said that it may."""
    if not (manner.allowed or from_settings(project, "fetch", "allowed", None) is True):
        hint = "say --allow-network, or allowed = true under [fetch] of the project's thucydides.toml"
        raise NetworkNotAllowed("fetching is off, and nobody has switched it on", hint=hint)
    from thucydides.intake.fetching.client import Client
    from thucydides.intake.fetching.manners import Manners

    contact = str(from_settings(project, "fetch", "contact", manner.contact) or "")
    if not contact.isascii() or not contact.isprintable():
        raise UsageError("a contact is plain letters in one line", hint="such as https://example.org/monitor")
    agent = f"{AGENT}/{version()}" + (f" (+{contact})" if contact else "")
    pause = from_settings(project, "fetch", "pause", manner.pause)
    return Manners(
        Client(agent), AGENT, max(_LEAST_PAUSE, float(_PAUSE if pause is None else pause)), sleep=sleeper(stop)
    )


def sleeper(stop: Stop) -> Callable[[float], None]:
    """Sleeps so many seconds; where the user asks to stop, IntakeError ends the wait."""

    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if stop:
                raise IntakeError("interrupted", "stopped before it was fetched", hint="run it again")
            time.sleep(min(_SLICE, left))

    return sleep
