"""Whatever order words of time stand in, on whatever day: ranges stay ranges, and nothing breaks."""

from __future__ import annotations

import random
from datetime import date

import pytest

from mentions.times.pages import page_of
from thucydides.knowledge.files import bundled
from thucydides.knowledge.times import time_book
from thucydides.mentions.times import document_day, find, resolve
from thucydides.model.document import Published

CODES = sorted(p.parent.name for p in (bundled() / "languages").glob("*/times.toml"))
NUMBERS = (
    "1 9 31 30 29 2016 1437 0 24 8h30 08:30 12/08/2016 2016-13-45 31.02.2019 8-9 , . ( ) \n - — 9. 1st 5:99 11pm".split(
        " "
    )
)
DAYS = (
    Published(date(2020, 2, 29), date(2020, 2, 29), "given"),
    Published(date(2020, 1, 1), date(2020, 1, 3), "inferred"),
    Published(date.min, date.min, "given"),
    Published(date.max, date.max, "given"),
    Published(None, None, "unknown"),
)


@pytest.mark.parametrize("code", CODES)
def test_any_order_of_words(code):
    """Every mention has both ends or none, in order, and lies inside the text."""
    book = time_book(code)
    longer = [(h, rests) for h, seconds in book.heads.items() for rests in seconds.values()]
    forms = sorted([*book.single, *(" ".join((h, *rest)) for h, rests in longer for rest, _ in rests)])
    chance = random.Random(code)
    for _ in range(60):
        words = [chance.choice(forms if chance.random() < 0.75 else NUMBERS) for _ in range(chance.randint(1, 18))]
        page = page_of(code, " ".join(words))
        found = find(page, book)
        document_day(page, (), found, ())
        for day in DAYS:
            for mention in resolve(found, day, page, everything=True):
                assert 0 <= mention.start < mention.end <= len(page.text)
                assert (mention.earliest is None) == (mention.latest is None)
                assert mention.earliest is None or mention.earliest <= mention.latest
