"""Where each event of a sentence or two happened, in six languages: the rows of several_places.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from told import read

DAY = date(2024, 5, 8)


def _where(place: object) -> str:
    """The region of a place, the state where it has none, "-" for no place."""
    return "-" if place is None else str(getattr(place, "admin1", None) or getattr(place, "country", None) or "?")


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "uk", "ar"])
def test_each_event_has_its_own_place(code: str):
    """The claims, in order, are of these regions; "…" stands for any that follow."""
    wrong = []
    with Path(__file__).with_name("several_places.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["language"] != code:
                continue
            told = [_where(c.place) for c in read(row["sentence"].replace(" // ", "\n\n"), DAY, code).claims]
            wanted = row["regions"].split("|")
            if told[: len(wanted)] != wanted:
                wrong.append((row["sentence"], told))
    assert not wrong
