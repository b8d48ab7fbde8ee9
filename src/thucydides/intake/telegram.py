"""The export of Telegram Desktop (result.json) to drafts, a message at a time; files that it names are never opened."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from thucydides.intake.compose import Draft, sha256
from thucydides.intake.options import IntakeError, IntakeOptions
from thucydides.model.document import StampKind, content_id

Found = Draft | IntakeError
_CHUNK = 1 << 19
_HEADER = 20_000
# A message is some kilobytes; a file with so many broken ones is no export.
_LARGEST = 8_000_000
_MOST_BROKEN = 1000
_LIST = re.compile(r'"messages"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")
_MESSAGE = re.compile(r'\{\s*"id"\s*:\s*-?\d{1,20}\s*,\s*"type"\s*:')
_KIND = re.compile(rb'"type"\s*:\s*"(?:\w{1,20}_(?:channel|group|supergroup|chat)|saved_messages)"')
_ACCOUNT = re.compile(rb'\A\s*\{\s*"about"\s*:.{0,2000}?Telegram', re.DOTALL)
_OF_ONE_VOICE = ("public_channel", "private_channel")
_LINKED = ("public_channel", "private_channel", "public_supergroup", "private_supergroup")
_SAVED = "saved_messages"
_NEVER = "1970"
_LIST_BYTES = b'"messages"'


def is_export(head: bytes) -> bool:
    """True for bytes that begin as an export of one chat or of a whole account does."""
    return (_LIST_BYTES in head and _KIND.search(head) is not None) or _ACCOUNT.search(head) is not None


@dataclass(frozen=True, slots=True)
class Chat:
    """Where messages stand: the name, kind and number of a channel, group or person's chat."""

    name: str
    kind: str
    number: str


def read_telegram(stream: BinaryIO, name: str, options: IntakeOptions) -> Iterator[Found]:
    """A draft or a refusal for each message that has words. Raises IntakeError where no list of messages is found."""
    tape = _Tape(stream, options.max_bytes)
    chats = 0
    while (chat := tape.next_chat()) is not None:
        chats += 1
        for told in tape.messages():
            if isinstance(told, IntakeError):
                told.place = f"{name}:{told.place}"
                yield told
            elif isinstance(told, dict) and told.get("type", "message") == "message":
                draft = _draft(told, chat)
                if draft is not None:
                    yield draft
    if not chats:
        hint = "export the chat as machine-readable JSON"
        raise IntakeError("telegram", "no list of messages in it", hint=hint)


class _Tape:
    """The text of the file through a window; `_at` is where reading stands in it."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = min(limit, _LARGEST)
        self._broken = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False
        self._last = "the beginning"

    def _more(self) -> bool:
        if self._ended:
            return False
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        self._text = self._text[self._at :] + self._decoder.decode(chunk, final=self._ended)
        self._at = 0
        return True

    def next_chat(self) -> Chat | None:
        """Goes behind the bracket that opens the next list of messages, and tells whose they are."""
        while True:
            if match := _LIST.search(self._text, self._at):
                head = self._text[max(self._at, match.start() - _HEADER) : match.start()]
                self._at = match.end()
                return _chat(head)
            self._at = max(self._at, len(self._text) - _HEADER)
            if not self._more():
                return None

    def messages(self) -> Iterator[Any]:
        """The values of the list, up to its end; a broken one is an IntakeError, and reading goes on at the next."""
        while True:
            self._at = _GAP.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at >= len(self._text):
                if self._more():
                    continue
                yield self._fault("the file ends before the list of messages does", "export it again")
                return
            if self._text[self._at] == "]":
                self._at += 1
                return
            try:
                told, self._at = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if len(self._text) - self._at <= self._limit and self._more():
                    continue
                self._broken += 1
                if self._broken > _MOST_BROKEN:
                    hint = "export it again; what follows was not read"
                    raise IntakeError("json", f"more than {_MOST_BROKEN:,} broken messages", hint=hint) from None
                yield self._fault("a broken or too large message", "the others are read")
                if not self._skip():
                    return
                continue
            self._last = f"message {str(told.get('id'))[:20]}" if isinstance(told, dict) else self._last
            yield told

    def _skip(self) -> bool:
        """Goes to where the next message begins; False where there is none."""
        self._at += 1
        while True:
            if match := _MESSAGE.search(self._text, self._at):
                self._at = match.start()
                return True
            self._at = max(self._at, len(self._text) - 200)
            if not self._more():
                return False

    def _fault(self, message: str, hint: str) -> IntakeError:
        return IntakeError("json", message, place=f"after {self._last}", hint=hint)


def _chat(head: str) -> Chat:
    """The chat whose object begins in `head`; nameless where it does not tell."""
    start = head.rfind("{")
    try:
        told = json.loads(head[start:].rstrip(" \t\r\n,") + "}") if start >= 0 else {}
    except (ValueError, RecursionError):
        told = {}
    name, kind, number = (told.get(key) for key in ("name", "type", "id"))
    return Chat(name if isinstance(name, str) else "", str(kind or ""), str(number or ""))


def words_of(told: Any) -> str:
    """The text of a message: a string, or a list of strings and objects with a text."""
    if isinstance(told, str):
        return told
    if not isinstance(told, list):
        return ""
    pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in told)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _draft(told: Mapping[str, Any], chat: Chat) -> Draft | None:
    """The draft of a message; None where it has no words, which photographs and files often have not."""
    text = words_of(told.get("text")) or words_of(told.get("text_entities"))
    if not text.strip():
        return None
    number = str(told.get("id", ""))[:20]
    dated: list[tuple[StampKind, str, object]] = []
    for key in ("date_unixtime", "date"):
        if told.get(key):
            dated.append(("metadata", key, told[key]))
            break
    outlet = None if chat.kind == _SAVED else chat.name.strip() or None
    link = f"https://t.me/c/{chat.number}/{number}" if chat.kind in _LINKED and chat.number and number else None
    return Draft(
        text=text,
        outlet=outlet,
        url=link,
        # Not of the words alone: channels say the same on many days, and an edited message is another text.
        doc_id=content_id(text, "telegram", chat.number or chat.name, number),
        dated=tuple(dated),
        forwarded_from=_chain(told, chat),
        raw_sha256=sha256(json.dumps(told, sort_keys=True).encode()),
        notes=tuple(_notes(told)),
    )


def _name(told: Any) -> str:
    return " ".join(told.split())[:300] if isinstance(told, str) else ""


def _chain(told: Mapping[str, Any], chat: Chat) -> tuple[str, ...]:
    """Through whom the words came, outermost first: who posted in a group, from where it was saved, who wrote first."""
    poster = "" if chat.kind in _OF_ONE_VOICE or chat.kind == _SAVED else _name(told.get("from"))
    links = (poster, _name(told.get("saved_from")), _name(told.get("forwarded_from")))
    return tuple(dict.fromkeys(link for link in links if link and link != chat.name))


def _notes(told: Mapping[str, Any]) -> Iterator[str]:
    edited = told.get("edited")
    if isinstance(edited, str) and not edited.startswith(_NEVER):
        yield f"edited {edited[:25]}"
    elif isinstance(told.get("edited_unixtime"), str):
        yield f"edited {told['edited_unixtime'][:12]} (seconds since 1970)"
    if "forwarded_from" in told and not _name(told["forwarded_from"]):
        yield "forwarded; the export does not tell from whom"
