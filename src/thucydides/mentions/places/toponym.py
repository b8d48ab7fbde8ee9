"""A toponym: the words that name a place, what stands around them, and the places that bear the name."""

from __future__ import annotations

from typing import NamedTuple

from thucydides.knowledge.gazetteer import Found
from thucydides.model.mention import PlaceRole

# Named tuples: dozens are made on a page, and a frozen dataclass takes several times as long to make.


class Around(NamedTuple):
    """What stands beside a name: kinds of its head nouns, a relation to it, a preposition's role.

    `first`, `last` are the tokens of all that belongs to it. `located` is the head noun of what the relation places:
    in "a village 25 km north of X" the village, not X. `prep` is false where no preposition was seen, or (`personal`) only one
    that is also the mark of a person who is the object ("mataron a X").
    """

    first: int
    last: int
    heads: tuple[str, ...] = ()
    relation: str = ""
    direction: str = ""
    distance_km: float = 0.0
    located: tuple[str, ...] = ()
    role: PlaceRole = "event"
    prep: bool = False
    possessive: bool = False
    reached: int = 0
    personal: bool = False


class Toponym(NamedTuple):
    """Characters [start, end) and tokens [first, last) of head noun, relation and name; `name_first` and `name_last`
    are those of the name alone. `found` are the places that bear it exactly (or inflected), `country` the code of a
    nationality or country word. `anaphor` is the kind that "the city" asks for. `holder` is the index of the toponym
    that is told to hold this one ("X, in Y province"), -1 for none; `apposed` of an unknown name that the text explains ("X, a village"); `partner` the other end of "between X and Y".
    """

    start: int
    end: int
    first: int
    last: int
    name_first: int
    name_last: int
    name: str
    key: str
    found: tuple[Found, ...] = ()
    heads: tuple[str, ...] = ()
    relation: str = ""
    direction: str = ""
    distance_km: float = 0.0
    located: tuple[str, ...] = ()
    role: PlaceRole = "event"
    prep: bool = False
    country: str = ""
    anaphor: str = ""
    holder: int = -1
    partner: int = -1
    apposed: bool = False
    rule: str = "exact"

    def is_headed(self, kinds: frozenset[str]) -> bool:
        """True where one of its head nouns is of these kinds."""
        return any(head in kinds for head in self.heads)


def alone(first: int, last: int) -> Around:
    """What stands around a name of which nothing beside it tells."""
    return Around(first, last, reached=first)
