"""One text under many mastheads is found, whatever is cut from it or set before it; likeness of subject is not enough."""

from __future__ import annotations

from dataclasses import replace

from thucydides.linking.copies import copies_among, print_of
from thucydides.model.document import Document

TEXT = (
    "Shells fell on the fish market of Kafr Noor shortly after the morning prayer, killing the keeper of the scales and "
    "two porters, the town council said. Stalls burned until noon because the only fire engine had no water. The council "
    "asked traders to stay away from the square until the unexploded rounds are cleared, and said schools would be shut."
)
OTHER = (
    "Rockets hit the vegetable market of Tell Sabah on the same morning and wounded four people, residents told us by "
    "telephone. Nobody came to count the craters. The owner of a bakery said that he would open again as soon as flour "
    "arrives from the coast, and that people had slept in cellars for three nights without electricity or bread at all."
)


def document(doc_id: str, text: str, outlet: str = "Paper") -> Document:
    """A document with a text."""
    return Document(doc_id, text, "en", outlet=outlet)


def test_cut_and_framed_copies_are_found():
    """A copy without its first words, with a line of the desk below, or with half of another text behind it."""
    texts = {
        "a": TEXT, "b": f"KAFR NOOR, Monday. {TEXT}\nRead also: how to boil rice.", "c": TEXT[TEXT.index("killing") :],
        "d": OTHER,
    }  # fmt: skip
    days = {"a": 10, "b": 11, "c": 11, "d": 10}
    copies = copies_among(print_of(document(i, t), days[i]) for i, t in texts.items())
    assert copies.original == {"b": "a", "c": "a"}
    assert copies.is_copy("b", "c")
    assert not copies.is_copy("a", "d")


def test_the_oldest_is_the_original_then_an_agency():
    """Of one day the text of a known agency is the original."""
    prints = [print_of(document("p", TEXT, "Paper"), 5), print_of(document("q", TEXT, "AFP"), 5)]
    assert copies_among(prints).original == {"p": "q"}
    assert copies_among(reversed(prints)).original == {"p": "q"}
    assert copies_among([replace(prints[0], published=4), prints[1]]).original == {"q": "p"}


def test_short_texts_must_be_the_same():
    """Two short posts are copies only if every word is."""
    one = "Two rockets hit the old mill of Bir Amal at dusk."
    copies = copies_among(
        [print_of(document(i, t)) for i, t in (("a", one), ("b", one), ("c", one.replace("Two", "Six")))]
    )
    assert copies.original == {"b": "a"}
