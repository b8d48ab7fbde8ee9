"""How to behave towards a server: what its robots.txt allows, and a pause between two requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from thucydides.intake.fetching.addresses import Target
from thucydides.intake.fetching.client import FINE, Answer, Client
from thucydides.intake.options import IntakeError

_MOST_ROBOTS = 500_000
_LONGEST_PAUSE = 60.0
_DAY = 86_400.0
_REFUSALS = range(400, 500)


class Manners:
    """Keeps, for each site, its rules and when it was last asked. `agent` is the short name in robots.txt."""

    def __init__(
        self, client: Client, agent: str, pause: float = 2.0, *,
        clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._client, self._agent, self._pause = client, agent, pause
        self._clock, self._sleep = clock, sleep
        self._rules: dict[str, tuple[float, RobotFileParser]] = {}
        self._asked: dict[str, float] = {}

    def get(self, url: str, headers: dict[str, str] | None = None) -> Answer:
        """Asks for a page, after a pause, if its site allows. Raises IntakeError as `Client.get` does, and if not."""
        return self._client.get(url, headers, may=self._may)

    def _may(self, target: Target) -> None:
        rules = self._rules_of(target)
        if not rules.can_fetch(self._agent, target.url):
            hint = "ask the outlet, or save the page yourself"
            raise IntakeError("robots", "the site's robots.txt does not allow it", place=target.url, hint=hint)
        told = rules.crawl_delay(self._agent)
        self._wait(target.site, min(max(self._pause, float(told or 0)), _LONGEST_PAUSE))

    def _wait(self, site: str, pause: float) -> None:
        left = self._asked.get(site, self._clock() - pause) + pause - self._clock()
        if left > 0:
            self._sleep(left)
        self._asked[site] = self._clock()

    def _rules_of(self, target: Target) -> RobotFileParser:
        """The rules of a site. Where it has none all is allowed; where it cannot be asked, nothing is."""
        learnt, rules = self._rules.get(target.site, (0.0, None))
        if rules is None or self._clock() - learnt > _DAY:
            rules = RobotFileParser()
            answer = self._client.get(f"{target.site}/robots.txt")
            self._asked[target.site] = self._clock()
            if answer.status == FINE:
                rules.parse(answer.raw[:_MOST_ROBOTS].decode("utf-8", "replace").splitlines())
            elif answer.status in _REFUSALS:
                rules.parse([])
            else:
                message = f"the site's robots.txt cannot be had (answer {answer.status})"
                raise IntakeError("robots", message, place=target.url, hint="try again later")
            self._rules[target.site] = self._clock(), rules
        return rules
