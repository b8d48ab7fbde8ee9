"""Reports in styles and from wars that no other sheet has, one test each: what was read of them right stays right."""

from __future__ import annotations

from typing import Any

import pytest

from told import cases, read, sheet
from wanted import overlaps, paired

FOLDER = "data/fresh_west"


@pytest.mark.parametrize(("code", "report"), cases(FOLDER, "report"))
def test_a_report_is_read_as_it_was(code: str, report: dict[str, Any]):
    """Every claim of the sheet is found by its words, with all values that the sheet names, and no other words fire."""
    text = report["text"].strip()
    reading = read(text, report["day"], code)
    found = paired(text, report["claims"], reading)
    lost = [want["at"] for i, want in enumerate(report["claims"]) if i not in found]
    wrong = [(want["at"], found[i][1]) for i, want in enumerate(report["claims"]) if i in found and found[i][1]]
    loud = [words for words in report["silent"] if any(overlaps(c, text, words) for c in reading.claims)]
    assert (lost, wrong, loud) == ([], [], [])


def _held(row: dict[str, Any], code: str) -> list[str]:
    """What of a sentence's row is read otherwise than the row says."""
    claims = read(row["text"], row["day"], code).claims
    told = " ".join(f"{c.event_type}/{c.polarity}" for c in claims)
    bad = [] if told == row["told"] else [told]
    if not claims or "told" not in row:
        return bad
    first = claims[0]
    got = {
        "root": first.attribution[-1].source if len(first.attribution) > 1 else "",
        "on": str(first.time.earliest) if first.time else "",
        "place": first.place.name if first.place else "",
        "doer": next((a.anchor.exact for a in first.actors if a.role == "initiator"), ""),
        "killed": [k.low for k in first.casualties if k.outcome == "killed"],
    }
    return bad + [f"{slot}: {got[slot]}" for slot in got if slot in row and got[slot] != row[slot]]


@pytest.mark.parametrize(("code", "row"), cases(FOLDER, "sentence"))
def test_a_sentence_is_read_so(code: str, row: dict[str, Any]):
    """The sentences of the rules that these reports asked for, those that a rule finds and those that it spares."""
    assert not _held(row, code)


def test_the_sheets_are_whole():
    """Each of the three languages brings its reports and sentences; an empty sheet would pass all tests."""
    assert all(len(sheet(FOLDER, code)["report"]) >= 7 for code in ("en", "es", "fr"))
    assert all(sheet(FOLDER, code)["sentence"] for code in ("ar", "en", "es", "fr", "ru", "uk"))
