"""Two writers and readers at once, and a server that is killed while it writes: nothing acknowledged is lost."""

from __future__ import annotations

import shutil

import pytest

from web.demo import make
from web_soak import crowd, kills

pytestmark = pytest.mark.slow
# `python bench/web_soak.py kills` and `crowd` do the same a hundred times and for a minute.
SECONDS = 3.0
KILLS = 5


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project of a few reports."""
    return make(tmp_path_factory.mktemp("small") / "p", 24)


def test_killed_while_it_writes(small, tmp_path):
    """kill -9 at random moments: every verdict that was answered is there, the audit chain and the database hold."""
    told = kills(shutil.copytree(small, tmp_path / "p"), KILLS)
    assert told.answered
    assert (told.lost, told.wrong) == ((), ())


def test_two_writers_and_twenty_readers(small, tmp_path):
    """No error for anybody, and no lost verdict, for some seconds."""
    told = crowd(shutil.copytree(small, tmp_path / "p"), SECONDS)
    assert (told.lost, told.wrong) == ((), ())
    assert told.written >= 2
    assert told.read >= 20
