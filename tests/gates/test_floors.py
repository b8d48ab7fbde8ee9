"""Quality is a ratchet: no figure on ../shared falls below bench/floors.json. Not run where ../shared does not stand."""

from __future__ import annotations

import pytest

from figures import FLOORS, Corpus, answered, corpora, fell, floors, measure, worse

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
    lost = {n: (was, now.get(n)) for n, was in floor["figures"].items() if n not in now or fell(n, now[n], was)}
    assert not lost


def test_floors_name_only_corpora_that_are_measured():
    """A renamed corpus would otherwise lose its floors unseen."""
    if not CORPORA:
        pytest.skip("no ../shared beside the project")
    assert set(PINNED) <= {c.key for c in CORPORA}, f"{FLOORS.name} pins what nobody measures"


def test_a_fallen_figure_is_seen():
    """The comparison knows which way each figure should go and forgives a claim or two, but nothing of the laws."""
    assert fell("usable", 0.46, 0.50)
    assert not fell("usable", 0.48, 0.50)
    assert fell("ALL TEMPLATES/F1", 46.0, 50.0)
    assert not fell("ALL TEMPLATES/F1", 48.0, 50.0)
    assert fell("PROTEST/false alarms/easy no", 8.0, 4.0)
    assert not fell("false_point", 0.01, 0.02)
    assert fell("denied_as_fact", 0.01, 0.0)
    assert fell("anchors", 0.9999, 1.0)


def test_the_better_figure_is_known():
    """Raising compares without forgiveness, or floors would drift down."""
    assert worse("usable", 0.4999, 0.5)
    assert not worse("usable", 0.5, 0.5)
    assert worse("invented", 0.02, 0.01)
