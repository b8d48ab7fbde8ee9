"""Two writers and readers at once, and a server that is killed while it writes: nothing acknowledged is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from thucydides.store.project import Project
from web.demo import make

pytestmark = pytest.mark.slow
SECONDS = 4.0
KILLS = 4


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project of a few reports."""
    return make(tmp_path_factory.mktemp("small") / "p", 24)


class Served:
    """The program over a project, in a process of its own, and a session in it."""

    def __init__(self, root):
        command = [sys.executable, "-m", "thucydides", "serve", "--project", str(root), "--by", "rana"]
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        link = self.running.stdout.readline().strip()
        self.port = int(re.search(r":(\d+)/", link)[1])
        answer = None
        for _ in range(100):
            try:
                answer = self.ask("GET", "/" + link.split("/", 3)[3])
                break
            except ConnectionError:
                time.sleep(0.05)
        self.cookie = answer[1]["set-cookie"].split(";")[0]

    def ask(self, method, path, form=None):
        """Status, headers and body of one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"sec-fetch-site": "same-origin", "cookie": getattr(self, "cookie", "")}
        body = urlencode(form) if form else None
        if body:
            headers["content-type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def end(self, how=signal.SIGTERM):
        """Ends it."""
        os.kill(self.running.pid, how)
        self.running.wait(20)
        self.running.stdout.close()


def test_killed_while_it_writes(small, tmp_path):
    """kill -9 at random moments: every verdict that was answered is there, the audit chain and the database hold."""
    root = shutil.copytree(small, tmp_path / "p")
    with Project.open(root) as project:
        claims = [claim.claim_id for claim in project.claims()]
    answered: list[str] = []
    for kill in range(KILLS):
        served = Served(root)
        moment = time.monotonic() + 0.15 + 0.13 * kill
        killer = threading.Thread(
            target=lambda s=served, m=moment: (time.sleep(max(0, m - time.monotonic())), s.end(signal.SIGKILL))
        )
        killer.start()
        try:
            for number in range(10_000):
                why = f"{kill}/{number}"
                form = {"subject": claims[number % len(claims)], "verdict": "comment", "why": why}
                if served.ask("POST", "/judge", form)[0] == 303:
                    answered.append(why)
        except OSError:
            pass
        killer.join()
    with Project.open(root) as project:
        kept = [judgement.why for judgement in project.judgements()]
        assert answered
        assert not set(answered) - set(kept)
        assert len(kept) == len(set(kept))
        assert not list(project.faults())


def test_two_writers_and_twenty_readers(small, tmp_path):
    """No error for anybody, and no lost verdict, for some seconds."""
    root = shutil.copytree(small, tmp_path / "p")
    served = Served(root)
    with Project.open(root) as project:
        claims = [claim.claim_id for claim in project.claims()]
    until = time.monotonic() + SECONDS
    wrong: list[object] = []
    written: list[str] = []
    read: list[int] = []

    def keeps(work):
        while time.monotonic() < until:
            try:
                work()
            except Exception as error:  # noqa: BLE001 (every one counts)
                wrong.append(error)
                return

    def writer(name):
        number = 0

        def once():
            nonlocal number
            why = f"{name}/{number}"
            number += 1
            status, _, _ = served.ask(
                "POST", "/judge", {"subject": claims[number % len(claims)], "verdict": "accept", "why": why}
            )
            written.append(why) if status == 303 else wrong.append(status)

        keeps(once)

    def reader(number):
        paths = ("/queue", "/claims.json", "/events", "/documents")

        def once():
            status, _, body = served.ask("GET", paths[number % 4])
            read.append(len(body)) if status == 200 else wrong.append((status, body[:200]))

        keeps(once)

    threads = [threading.Thread(target=writer, args=(name,)) for name in "ab"]
    threads += [threading.Thread(target=reader, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    served.end()
    with Project.open(root) as project:
        kept = {judgement.why for judgement in project.judgements()}
        assert not wrong
        assert set(written) == kept
        assert len(written) > 2
        assert len(read) > 20
        assert not list(project.faults())
