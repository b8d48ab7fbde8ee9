"""A short run of bench/fuzz_intake.py: spoilt files of all formats, and files made to fill a machine."""

from __future__ import annotations

import resource

import pytest

from fuzz_intake import MEGABYTES, SECONDS, SEEDS, attempt, bombs, inputs

SHORT = 280
# Those that take more than half a second by their size alone; the long run has them all.
_LARGE = 250_000


@pytest.mark.parametrize("part", range(4))
def test_spoilt_files_cost_a_message(part: int) -> None:
    """No exception, little time; each format is met."""
    told = [(form, *attempt(form, raw)) for form, raw in inputs(SHORT // 4, seed=100 + part)]
    assert not [one for one in told if "CRASH" in one[1]]
    assert max(seconds for *_, seconds in told) < SECONDS
    assert {form for form, *_ in told} == set(SEEDS)


def test_bombs_cost_a_message() -> None:
    """Little time and memory, whatever they would unpack to."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = [(form, *attempt(form, raw)) for form, raw in bombs() if len(raw) < _LARGE]
    assert len(told) >= 5
    assert not [one for one in told if "CRASH" in one[1]]
    assert max(seconds for *_, seconds in told) < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < (MEGABYTES << 10)
