"""Documents that tell one story are found by names, figures and rare words; the usual words of the trade join nobody."""

from __future__ import annotations

from thucydides.linking.stories import Shelf, explain, stories_of, story_of
from thucydides.model.document import Document

# Invented incidents; every text shares the trade's words with all others.
NAMES = (
    "Olga Brandt", "Karim Sefrou", "Tom Vandel", "Ines Morcado", "Yuri Halden", "Mara Quint", "Said Belhaj", "Rosa Tamm",
)  # fmt: skip
STREETS = ("Linden", "Harbour", "Mill", "Station", "Garden", "Quarry", "Bishop", "Ferry")


def texts() -> dict[str, tuple[str, int]]:
    """Eight incidents, each told twice in other words."""
    found = {}
    for at, (name, street) in enumerate(zip(NAMES, STREETS, strict=True)):
        first = (
            f"Police say {name}, {21 + at}, was found shot in a car on {street} Lane near the {street} bakery. Officers were "
            f"called by neighbours at night. The victim died in hospital. Detectives ask witnesses about {street} Lane to call."
        )
        second = (
            f"Family and friends of {name} held a vigil outside the {street} bakery. The {21 + at} year old, killed on "
            f"{street} Lane, worked there. Police have no suspect and ask witnesses to call."
        )
        found[f"{at}a"], found[f"{at}b"] = (first, 100 + at), (second, 102 + at)
    return found


def stories():
    """The stories of these texts; no claims were read."""
    return [story_of(Document(i, text, "en"), (), day) for i, (text, day) in texts().items()]


def test_two_tellings_are_one_story():
    """Each pair of texts is one story, and no two pairs are."""
    home = stories_of(stories())
    pairs = {frozenset(d for d in home if home[d] == head) for head in home.values()}
    assert pairs == {frozenset({f"{n}a", f"{n}b"}) for n in range(8)}


def test_the_score_explains_itself():
    """Shares add up to the score, weightiest first."""
    shelf = Shelf.of(stories())
    score, shares = explain(shelf, 0, 1)
    assert abs(sum(s.points for s in shares) - score) < 1e-9
    assert [abs(s.points) for s in shares] == sorted((abs(s.points) for s in shares), reverse=True)


def test_order_of_documents_does_not_matter():
    """The same stories for any order."""
    assert stories_of(reversed(stories())) == stories_of(stories())
