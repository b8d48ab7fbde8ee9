"""No language is much dearer than another: the ten stories in each, by calls of functions, which no other process disturbs."""

from __future__ import annotations

import json
import subprocess
import sys

import languages

FIRST, AGAIN = 1.5, 1.25


def test_languages_cost_alike() -> None:
    """The same stories take at most half as many calls more than in English at first sight, a quarter later on."""
    done = subprocess.run([sys.executable, languages.__file__, "--calls"], capture_output=True, check=True)
    told: dict[str, tuple[int, int]] = json.loads(done.stdout)
    first, again = told[languages.BASE]
    assert set(told) == set(languages.stories())
    assert {code: n for code, (n, _) in told.items() if n > FIRST * first} == {}
    assert {code: n for code, (_, n) in told.items() if n > AGAIN * again} == {}
    assert min(first, again) > 10_000  # something was read


def test_table_has_a_row_for_each_language() -> None:
    """Every language is measured against English, whose own ratio is 1."""
    told = {code: documents[:1] for code, documents in languages.stories().items()}
    rows = languages.measured(told, [], 1)
    assert set(rows) == set(told)
    assert all(row["first"] > 0 and row["again"] > 0 and row["claims"] >= 1 for row in rows.values())
