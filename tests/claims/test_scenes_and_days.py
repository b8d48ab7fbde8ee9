"""Where and when plain sentences of six languages say that it happened: the rows of scenes.csv and days.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from told import read
from wanted import km_between

DAY = date(2024, 5, 8)
NEAR_KM = 25.0


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if not row["language"].startswith("#")]


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "uk", "ar"])
def test_sentence_says_where(code: str):
    """The first claim has this precision, country and point; none where a state strikes and nothing says whom."""
    wrong = []
    for row in _rows("scenes.csv"):
        if row["language"] != code:
            continue
        place = read(row["sentence"], DAY, code).claims[0].place
        told = (place.precision, place.country or "") if place else ("", "")
        off = 0.0
        if place and place.lat is not None and place.lon is not None and row["lat"]:
            off = km_between((place.lat, place.lon), (float(row["lat"]), float(row["lon"])))
        if told != (row["precision"], row["country"]) or off > NEAR_KM:
            wrong.append((row["sentence"], told, off))
    assert not wrong


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "uk", "ar"])
def test_sentence_says_when(code: str):
    """One of its claims is of these days."""
    wrong = []
    for row in _rows("days.csv"):
        if row["language"] != code:
            continue
        claims = read(row["sentence"], DAY, code).claims
        told = [(str(c.time.earliest), str(c.time.latest)) for c in claims if c.time]
        if (row["earliest"], row["latest"]) not in told:
            wrong.append((row["sentence"], told))
    assert not wrong
