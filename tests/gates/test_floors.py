"""Quality is a ratchet: no figure on ../shared falls below bench/floors.json. Not run where ../shared does not stand."""

from __future__ import annotations

import pytest

from figures import FLOORS, Corpus, answered, corpora, floors, measure, worse

CORPORA = corpora()
PINNED = floors()


@pytest.mark.gate
@pytest.mark.parametrize("corpus", [c for c in CORPORA if c.key in PINNED], ids=lambda c: c.key)
def test_figures_hold_their_floors(corpus: Corpus, tmp_path):
    """Each pinned figure is at least as good as it was (bench/ratchet.py --lower KEY --why REASON is the only way down)."""
    floor = PINNED[corpus.key]
    if floor["gold"] != corpus.digest:
        pytest.skip(f"{corpus.key}: the gold is another than the one the floors were measured on")
    now = measure(corpus, answered(corpus, tmp_path))
    lost = {n: (was, now.get(n)) for n, was in floor["figures"].items() if n not in now or worse(n, now[n], was)}
    assert not lost


def test_floors_name_only_corpora_that_are_measured():
    """A renamed corpus would otherwise lose its floors unseen."""
    if not CORPORA:
        pytest.skip("no ../shared beside the project")
    assert set(PINNED) <= {c.key for c in CORPORA}, f"{FLOORS.name} pins what nobody measures"


def test_a_worse_figure_is_seen():
    """The comparison knows which way each figure should go, and forgives rounding alone."""
    assert worse("usable", 0.49, 0.50)
    assert not worse("usable", 0.51, 0.50)
    assert not worse("usable", 0.50, 0.50)
    assert worse("denied_as_fact", 0.01, 0.0)
    assert not worse("false_point", 0.01, 0.02)
    assert worse("PROTEST/false alarms/easy no", 5.0, 4.0)
