"""Average link joins what fits on the average, keeps bonds, and gives the same groups for any order of nodes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thucydides.linking.cluster import Bonds, average_link, components, parted

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.integers(-6, 6), max_size=28
)


def groups(scores, nodes=range(8), bonds=None):
    """The groups of nodes by a table of scores; what is not in it does not fit."""
    return average_link(list(nodes), lambda a, b: float(scores.get((a, b), -3)), bonds or Bonds(), 0.0)


@given(SCORES)
def test_every_node_is_in_one_group(scores):
    """Nothing is lost or doubled, and groups come in the order of their first nodes."""
    found = groups(scores)
    assert sorted(n for g in found for n in g) == list(range(8))
    assert found == sorted(found)


@given(SCORES, st.permutations(range(8)))
def test_order_of_nodes_does_not_matter(scores, order):
    """The groups are a function of the scores alone."""
    assert groups(scores, order) == groups(scores)


@given(SCORES, st.integers(0, 7), st.integers(0, 7), st.booleans())
def test_bonds_hold(scores, a, b, must):
    """What people put together is together; what they told apart is apart."""
    pair = (min(a, b), max(a, b))
    if a == b:
        return
    bonds = Bonds(must=frozenset({pair})) if must else Bonds(never=frozenset({pair}))
    together = any(a in g and b in g for g in groups(scores, bonds=bonds))
    assert together is must


def test_a_bad_link_outweighs_a_good_one():
    """Single link would join all three; on the average the third does not fit."""
    assert groups({(0, 1): 2, (1, 2): 1, (0, 2): -6}, range(3)) == [[0, 1], [2]]


def test_a_must_bond_is_never_joined_over():
    """Of bonds that contradict each other the parting one holds."""
    bonds = Bonds(must=frozenset({(0, 1), (1, 2)}), never=frozenset({(0, 2)}))
    found = groups({}, range(3), bonds)
    assert [0, 2] not in [sorted({0, 2} & set(g)) for g in found]


def test_large_components_are_parted_along_weak_bonds():
    """A chain of hundreds falls apart where its bonds are weakest."""
    chain = [(3.0 if n % 100 else 0.1, n, n + 1) for n in range(399)]
    assert len(components(range(400), ((a, b) for _, a, b in chain))) == 1
    assert max(len(g) for g in parted(range(400), chain, 0.0)) <= 101
