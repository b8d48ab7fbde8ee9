"""A server that is killed while it writes, and one with two writers and twenty readers: python bench/web_soak.py kills|crowd."""

from __future__ import annotations

import argparse
import importlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from thucydides.store.project import Project

READERS, WRITERS = 20, ("a", "b")
PATHS = ("/queue", "/claims.json", "/events", "/documents", "/map", "/audit")


class Served:
    """The program over a project, in a process of its own, and a session in it."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "thucydides", "serve", "--project", str(root), "--by", "rana"]
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.running.stdout is not None
        link = self.running.stdout.readline().strip()
        found = re.search(r":(\d+)/", link)
        assert found is not None, "the server did not start"
        self.port = int(found[1])
        self.cookie = ""
        for _ in range(600):  # a machine under load is slow, not broken
            try:
                self.cookie = self.ask("GET", "/" + link.split("/", 3)[3])[1]["set-cookie"].split(";")[0]
                return
            except (ConnectionError, HTTPException):
                time.sleep(0.05)
        raise TimeoutError("the server does not answer")

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"sec-fetch-site": "same-origin", "cookie": self.cookie}
        body = urlencode(form) if form else None
        if body:
            headers["content-type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def end(self, how: int = signal.SIGTERM) -> None:
        """Ends it."""
        os.kill(self.running.pid, how)
        self.running.wait(60)
        if self.running.stdout is not None:
            self.running.stdout.close()


def _claims(root: Path) -> list[str]:
    with Project.open(root) as project:
        return [claim.claim_id for claim in project.claims()]


@dataclass(frozen=True, slots=True)
class Killed:
    """`answered` verdicts, those `lost` of them, and what else is `wrong` with the project."""

    kills: int
    answered: int
    lost: tuple[str, ...]
    wrong: tuple[str, ...]


def kills(root: Path, times: int, *, seed: int = 1) -> Killed:
    """kill -9 at random moments of a stream of verdicts; what was answered must be there, once, in a sound chain."""
    claims, chance, answered = _claims(root), random.Random(seed), list[str]()
    for kill in range(times):
        served = Served(root)
        first = threading.Event()

        def killer(
            served: Served = served, first: threading.Event = first, wait: float = chance.uniform(0.0, 0.4)
        ) -> None:
            first.wait(60)
            time.sleep(wait)
            served.end(signal.SIGKILL)

        ending = threading.Thread(target=killer)
        ending.start()
        try:
            for number in range(100_000):
                why = f"{kill}/{number}"
                form = {"subject": claims[number % len(claims)], "verdict": "comment", "why": why}
                if number == (kill + 1) % 4:  # before the first answer as well
                    first.set()
                if served.ask("POST", "/judge", form)[0] == 303:
                    answered.append(why)
        except (OSError, HTTPException):
            pass
        ending.join()
    with Project.open(root) as project:
        kept = [judgement.why for judgement in project.judgements()]
        wrong = [*project.faults(), *(["a verdict is there twice"] if len(kept) != len(set(kept)) else [])]
    return Killed(times, len(answered), tuple(sorted(set(answered) - set(kept))), tuple(wrong))


@dataclass(frozen=True, slots=True)
class Crowd:
    """Verdicts `written` and pages `read`, those `lost`, and what went `wrong`."""

    written: int
    read: int
    lost: tuple[str, ...]
    wrong: tuple[str, ...]


def crowd(root: Path, seconds: float) -> Crowd:
    """Two writers and twenty readers at once."""
    claims, served = _claims(root), Served(root)
    until = time.monotonic() + seconds
    wrong: list[str] = []
    written: list[str] = []
    read: list[int] = []

    def keeps(work: Callable[[int], None]) -> None:
        turn = 0
        while turn == 0 or time.monotonic() < until:  # everybody comes to their turn once, however slow it is
            try:
                work(turn)
            except Exception as error:  # noqa: BLE001 (every one counts)
                wrong.append(repr(error))
                return
            turn += 1

    def writer(name: str) -> None:
        def once(turn: int) -> None:
            why = f"{name}/{turn}"
            form = {"subject": claims[turn % len(claims)], "verdict": "accept", "why": why}
            status, _, _ = served.ask("POST", "/judge", form)
            written.append(why) if status == 303 else wrong.append(f"write {status}")

        keeps(once)

    def reader(number: int) -> None:
        def once(turn: int) -> None:
            path = PATHS[(number + turn) % len(PATHS)]
            status, _, body = served.ask("GET", path)
            read.append(len(body)) if status == 200 else wrong.append(f"{path} {status}")

        keeps(once)

    threads = [threading.Thread(target=writer, args=(name,)) for name in WRITERS]
    threads += [threading.Thread(target=reader, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    served.end()
    with Project.open(root) as project:
        kept = {judgement.why for judgement in project.judgements()}
        wrong += project.faults()
    lost = tuple(sorted(set(written) ^ kept))
    return Crowd(len(written), len(read), lost, tuple(wrong))


def main() -> int:
    """Runs one of the soaks over a fresh copy of a demo project and prints what came of it."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    make = importlib.import_module("web.demo").make
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("kills", "crowd"))
    parser.add_argument("--times", type=int, default=100, help="how many kills")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the crowd stays")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    try:
        root = make(folder / "p")
        told = kills(root, asked.times) if asked.what == "kills" else crowd(root, asked.seconds)
        print(told)
        return 1 if told.lost or told.wrong else 0
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
