"""Whatever bytes come in: no crash, no hang, and what comes out keeps its promises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document
from thucydides.text.canonical import canonical

FORMATS = ["txt", "html", "jsonl", "json", "csv", "tsv"]
_LINES = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            ["03-02-2031 09:14 PM", "Published on 3 March 2031", "Share", "• one", "A. B.", "(Ford News)", "Check also",
             "Two shells hit the mill at the ford on Monday.", "On the ridge", "Home | World | Sports", "14:20", "#a #b"]
        ),
    ),
    max_size=12,
)  # fmt: skip


def _keeps_promises(found: Document | Failure) -> None:
    if isinstance(found, Failure):
        assert found.code
        assert found.message
        assert "\n" not in str(found)
        return
    assert canonical(found.text) == found.text
    assert found.text.strip()
    at = 0
    for segment in found.segments:
        assert at <= segment.start < segment.end <= len(found.text)
        assert found.text[segment.start : segment.end].strip()
        at = segment.end
    covered = "".join(found.text[s.start : s.end] for s in found.segments)
    outside = found.text
    for segment in reversed(found.segments):
        outside = outside[: segment.start] + outside[segment.end :]
    assert covered
    assert not any(char.isalnum() for char in outside)
    assert [s.role for s in found.segments].count("title") <= 1
    for stamp in found.stamps:
        assert stamp.earliest <= stamp.latest
        assert stamp.anchor is None or stamp.anchor.holds(found.text)


@pytest.mark.parametrize("form", [None, *FORMATS])
@given(raw=st.binary(max_size=600))
def test_any_bytes(form: str | None, raw: bytes) -> None:
    """Any bytes as any format."""
    for found in documents(raw, IntakeOptions(format=form)):
        _keeps_promises(found)


@given(lines=_LINES, gap=st.sampled_from(["\n", "\n\n", "\r\n", " \n"]))
def test_any_lines(lines: list[str], gap: str) -> None:
    """Any lines of text; read twice they give the same document, and its text read again gives it too."""
    raw = gap.join(lines).encode("utf-8", "surrogatepass")
    for found in documents(raw, IntakeOptions(format="txt")):
        _keeps_promises(found)
        assert list(documents(raw, IntakeOptions(format="txt"))) == [found]
        if isinstance(found, Document) and not found.text.startswith("\ufeff"):
            (again,) = documents(found.text.encode(), IntakeOptions(format="txt"))
            assert isinstance(again, Document)
            assert (again.doc_id, again.segments) == (found.doc_id, found.segments)


@given(st.dictionaries(st.sampled_from(["text", "title", "date", "url", "language", "id", "outlet"]), st.one_of(
    st.text(max_size=60), st.none(), st.integers(), st.floats(), st.booleans(), st.lists(st.integers(), max_size=2))))  # fmt: skip
def test_any_row(row: dict[str, object]) -> None:
    """Any values under the usual keys; the text that was given stands whole in the document's."""
    for found in documents(json.dumps(row).encode(), IntakeOptions(format="jsonl")):
        _keeps_promises(found)
        if isinstance(found, Document):
            assert isinstance(row["text"], str)
            assert canonical(row["text"]) in canonical(found.text) or "title" in row


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div", ">", "<!--", "-->", "<script>", "words and words.", "&amp;", "<meta ",
    'name="date" content="2031-02-03"', "<time datetime=2031>", "<title>", "é", "\x00", "<nav>", "</nav>"]), max_size=40))  # fmt: skip
def test_any_tags(pieces: list[str]) -> None:
    """Any soup of tags."""
    for found in documents("".join(pieces).encode(), IntakeOptions(format="html")):
        _keeps_promises(found)
