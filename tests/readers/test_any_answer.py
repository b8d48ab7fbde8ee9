"""Whatever a model answers, nothing breaks, what passes stands in the text, and what was refused can be kept."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from readers.stub import TEXT
from thucydides.claims.gate import anchors_of
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.model.document import Document
from thucydides.readers import plug
from thucydides.readers.finding import find
from thucydides.readers.llm.chunks import Chunk, cut, halves
from thucydides.readers.llm.shape import BadAnswer, tellings
from thucydides.readers.telling import Words

DOCUMENT = Document("d1", TEXT, "en", outlet="Example Daily")
WORDS = TEXT.split()

pieces = st.builds(lambda a, n: " ".join(WORDS[a : a + n]), st.integers(0, len(WORDS)), st.integers(1, 8))
texts = st.one_of(
    pieces, st.text(max_size=12), st.sampled_from(["", " ", "\ud800", "\x00", "9" * 5000, "12", "a" * 300])
)
numbers = st.one_of(st.none(), st.integers(-5, 200), st.just(10**30))


def said(**more):
    """Words with a start and what else is asked."""
    return st.fixed_dictionaries({"words": st.one_of(st.none(), texts), "start": numbers, **more})


codes = st.sampled_from(
    ["air_strike", "killed", "civilians", "target", "initiator", "aircraft", "asserted", "denied", "stated", "zzz", ""]
)
claims = st.fixed_dictionaries(
    {
        "trigger": said(), "clause": st.one_of(st.none(), said()), "event_type": codes, "polarity": codes, "modality": codes,
        "sources": st.lists(said(kind=codes, stance=codes, cue=st.one_of(st.none(), said())), max_size=2),
        "actors": st.lists(said(role=codes, kind=codes), max_size=2), "place": st.one_of(st.none(), said()),
        "time": st.one_of(st.none(), said(earliest=texts, latest=st.just("2020-03-03"))),
        "weapons": st.lists(said(code=codes), max_size=2),
        "casualties": st.lists(said(outcome=codes, victims=codes, low=numbers, high=numbers, exactness=codes), max_size=2),
    }
)  # fmt: skip
rest = st.recursive(
    st.none() | st.booleans() | st.integers() | texts, lambda x: st.lists(x) | st.dictionaries(texts, x), max_leaves=8
)
answers = st.one_of(
    st.builds(lambda c: {"claims": c}, st.lists(claims, max_size=3)), st.builds(lambda r: {"claims": r}, rest), rest
)


class Parrot:
    """A reader that tells what an answer says."""

    name = "parrot/1"

    def __init__(self, answer):
        self._answer = answer

    def tell(self, document):
        """What the answer tells, nothing where it is none."""
        try:
            return tellings(json.dumps(self._answer), Chunk(0, document.text), "parrot")
        except BadAnswer:
            return ()


@given(answers)
def test_any_answer_passes_the_gate_or_is_refused(answer):
    """No crash; every anchor of a claim holds; claims and refusals become JSON that UTF-8 can hold, and come back."""
    reading = plug.read(DOCUMENT, Gazetteer.open(()), Parrot(answer))
    for claim in reading.claims:
        assert all(a.holds(TEXT) for a in anchors_of(claim))
    for claim in (*reading.claims, *(r.claim for r in reading.refused)):
        told = json.dumps(claim_to_json(claim), ensure_ascii=False)
        assert claim_from_json(json.loads(told.encode())) == claim
    for refused in reading.refused:
        assert refused.reason.encode()


@given(st.text(max_size=80), st.text(max_size=6), st.integers(-3, 90), st.integers(-3, 90))
def test_found_words_stand(text, words, start, end):
    """What is found lies within and is the words but for blanks."""
    found = find(text, Words(words, start), (start, end))
    if found is not None:
        assert found.holds(text)
        assert max(start, 0) <= found.start < found.end <= end
        assert found.exact.split() == words.split()


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(2, 50))
def test_passages_are_the_text(text, size):
    """Passages stand at their offsets, are no longer than asked, and leave out nothing but blanks; halves are the same."""
    parts = list(cut(text, 0, len(text), size))
    for part in parts:
        assert text[part.start : part.end] == part.text
        assert len(part.text) <= size
        assert "".join(h.text for h in halves(part)).split() == part.text.split()
    assert "".join("".join(p.text.split()) for p in parts) == "".join(text.split())
