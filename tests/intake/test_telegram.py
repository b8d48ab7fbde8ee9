"""Exports of Telegram Desktop: a document a message, forwards as chains, media never opened, large files in a window."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from pathlib import Path

import jsonschema

from intake.packed import message, telegram
from intake.reports import BODY
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.contract import claim_to_json
from thucydides.model.document import Document
from thucydides.pipeline import read_path

SCHEMA = Path(__file__).resolve().parents[2] / "src" / "thucydides" / "data" / "schema" / "claim.schema.json"


def _read(raw: bytes, name: str = "telegram") -> list[Document | Failure]:
    return list(documents(raw, IntakeOptions(format=name)))


def _all(raw: bytes) -> list[Document]:
    found = _read(raw)
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def test_messages_become_documents(tmp_path: Path) -> None:
    """Words of strings and objects, the day of sending, the channel, a link; an export is known by how it begins."""
    path = tmp_path / "result.json"
    pieces = [
        "Two shells hit ",
        {"type": "bold", "text": "the mill"},
        {"type": "text_link", "text": " today", "href": "x"},
    ]
    path.write_bytes(telegram(message(1, BODY), message(2, pieces), {"id": 3, "type": "service", "text": ""}))
    first, second = documents(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.outlet == "Ford Watch"
    assert first.uri == "https://t.me/c/1234567890/1"
    assert second.text == "Two shells hit the mill today"
    assert [(s.kind, s.earliest) for s in first.stamps] == [("metadata", date(2031, 2, 4))]


def test_forwards_are_a_chain_of_sources() -> None:
    """Outermost first: who posted in a group, then who wrote it; a channel itself is no link of its own chain."""
    (channel,) = _all(telegram(message(1, BODY, forwarded_from="Ridge News")))
    assert (channel.outlet, channel.forwarded_from) == ("Ford Watch", ("Ridge News",))
    (group,) = _all(
        telegram(message(1, BODY, **{"from": "Ada"}, forwarded_from="Ridge News"), type="private_supergroup")
    )
    assert group.forwarded_from == ("Ada", "Ridge News")
    (saved,) = _all(
        telegram(
            message(1, BODY, saved_from="Ford Watch", forwarded_from="Ridge News"), name="Saved", type="saved_messages"
        )
    )
    assert (saved.outlet, saved.forwarded_from) == (None, ("Ford Watch", "Ridge News"))
    (deleted,) = _all(telegram(message(1, BODY, forwarded_from=None)))
    assert any("does not tell from whom" in note for note in deleted.notes)


def test_a_forward_is_a_link_in_the_chain_of_its_claims() -> None:
    """Channel, then who it has it from, then who speaks in the words: the root is the last."""
    text = "Two civilians were killed by shelling in Aleppo on Monday, the mayor said. A drone strike hit the market."
    raw = telegram(message(1, text, forwarded_from="Ridge News"))
    (reading,) = read_path(raw, IntakeOptions(format="telegram"))
    assert not isinstance(reading, Failure)
    chains = [[link.source for link in claim.attribution] for claim in reading.claims]
    assert reading.claims
    assert not reading.refused
    assert all(chain[:2] == ["Ford Watch", "Ridge News"] for chain in chains)
    assert any(len(chain) == 3 for chain in chains)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for claim in reading.claims:
        jsonschema.validate(claim_to_json(claim), schema)


def test_the_same_words_on_two_days_are_two_documents_and_an_edit_is_a_third() -> None:
    """Channels repeat themselves; what was edited does not replace what was kept."""
    first, second = _all(telegram(message(1, "Shelling at the ford."), message(2, "Shelling at the ford.")))
    (edited,) = _all(telegram(message(1, "Shelling at the ford. One wounded.", edited="2031-02-04T10:00:00")))
    assert len({first.doc_id, second.doc_id, edited.doc_id}) == 3
    assert "edited 2031-02-04T10:00:00" in edited.notes
    assert _all(telegram(message(1, "Shelling at the ford.")))[0].doc_id == first.doc_id


def test_media_are_never_opened_and_messages_without_words_are_passed_over(tmp_path: Path) -> None:
    """A path in an export is only a string, wherever it leads."""
    secret = tmp_path / "secret.txt"
    secret.write_text("words of another file", encoding="utf-8")
    found = _all(telegram(message(1, "", photo="../secret.txt"), message(2, "A look at the mill.", file=str(secret))))
    assert [one.text for one in found] == ["A look at the mill."]


def test_a_whole_account_is_read_chat_by_chat() -> None:
    """Each message has the name of its own chat; words that look like the key of a list do not mislead."""
    chats = [json.loads(telegram(message(n, f'Words "messages": [ of chat {n}.'), name=f"Chat {n}")) for n in (1, 2)]
    account = {
        "about": "Here is what Telegram knows.",
        "contacts": {"list": [{"user_id": 1}]},
        "chats": {"list": chats},
    }
    assert [one.outlet for one in _all(json.dumps(account).encode())] == ["Chat 1", "Chat 2"]
    assert [one.outlet for one in documents(json.dumps(account).encode()) if isinstance(one, Document)] == [
        "Chat 1",
        "Chat 2",
    ]


def test_a_broken_message_costs_itself_alone() -> None:
    """What is cut or broken is said with the message before it; the others come."""
    raw = telegram(message(1, "First words."), message(2, "Second words."), message(3, "Third words."))
    found = _read(raw.replace(b'"Second words."', b'"Second words.", oh no'))
    assert [type(one) for one in found] == [Document, Failure, Document]
    assert "after message 1" in str(found[1])
    found = _read(raw[: raw.index(b"Third")])
    assert [type(one) for one in found] == [Document, Document, Failure]
    assert [type(one) for one in _read(b'{"name": 1}')] == [Failure]


def test_memory_does_not_grow_with_the_export() -> None:
    """Messages of ten times as many are read in the same window."""
    lines = [message(n, f"Report {n}: " + "quiet at the ford. " * 30) for n in range(4000)]
    raw = telegram(*lines)
    tracemalloc.start()
    count = sum(isinstance(one, Document) for one in documents(raw, IntakeOptions(format="telegram", language="en")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4000
    # Beside the bytes that the test itself hands over.
    assert peak < 8_000_000
