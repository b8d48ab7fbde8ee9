"""Gzip, a member at a time and within limits: a bomb is refused, a broken member costs only itself."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from thucydides.intake.options import IntakeError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
# Below this many bytes any ratio is harmless; above it text and archives of pages stay well below the limit.
HARMLESS = 10_000_000
_GZIP = 31


def refuse_bomb(packed: int, unpacked: int, ratio: int) -> None:
    """Raises IntakeError where so many bytes came of so few that they can only be meant to fill a machine."""
    if unpacked > HARMLESS and unpacked > ratio * max(packed, 1):
        message = f"unpacks to more than {ratio} times its size"
        raise IntakeError("bomb", message, hint="unpack it yourself if you trust it, and name what is in it")


class Tape:
    """Packed bytes in order; what a member did not need goes back. `at` counts the bytes that were taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting = b""
        self.at = 0

    def take(self) -> bytes:
        """The next bytes; none at the end."""
        chunk, self._waiting = self._waiting or self._stream.read(_CHUNK), b""
        self.at += len(chunk)
        return chunk

    def back(self, chunk: bytes) -> None:
        """Bytes that belong to the next member."""
        self._waiting = chunk + self._waiting
        self.at -= len(chunk)

    def to_next(self) -> bool:
        """Goes to where the next member begins, over whatever stands before it; False where there is none."""
        held = b""
        while chunk := self.take():
            held += chunk
            found = held.find(MAGIC)
            if found >= 0:
                self.back(held[found:])
                return True
            held = held[-len(MAGIC) + 1 :]
        return False


class Member(io.RawIOBase):
    """One gzip member as a stream. What is wrong with it is kept in `fault` and ends it, or is raised."""

    def __init__(self, tape: Tape, ratio: int, *, strict: bool) -> None:
        super().__init__()
        self._tape = tape
        self._ratio = ratio
        self._strict = strict
        self._machine = zlib.decompressobj(_GZIP)
        self._packed = b""
        self._read, self._given = 0, 0
        self._ended = False
        self.fault: IntakeError | None = None

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fills the buffer with unpacked bytes; 0 at the end of the member."""
        room = memoryview(buffer).cast("B")
        try:
            piece = b"" if self._ended else self._piece(len(room))
        except IntakeError as refusal:
            self._ended, self.fault = True, refusal
            self._tape.back(self._packed)
            if self._strict:
                raise
            return 0
        room[: len(piece)] = piece
        return len(piece)

    def _piece(self, most: int) -> bytes:
        while not self._machine.eof:
            if not self._packed:
                self._packed = self._tape.take()
                self._read += len(self._packed)
                if not self._packed:
                    raise IntakeError("gzip", "ends in the middle of packed bytes", hint="fetch or copy it again")
            try:
                piece = self._machine.decompress(self._packed, most)
            except zlib.error as error:
                self._packed = self._packed[1:]
                message = f"broken packed bytes before byte {self._tape.at:,}"
                raise IntakeError("gzip", message, hint="fetch or copy it again") from error
            self._packed = self._machine.unconsumed_tail
            self._given += len(piece)
            refuse_bomb(self._read, self._given, self._ratio)
            # Bytes behind the end of the member; none before it.
            self._tape.back(self._machine.unused_data)
            if piece:
                return piece
        self._ended = True
        return b""

    def drain(self) -> None:
        """Goes to the end of the member, so that the next one can begin."""
        while not self._ended and self.readinto(bytearray(_CHUNK)):
            pass


def members(stream: BinaryIO, ratio: int) -> Iterator[Member]:
    """The members of a packed stream, each to be read before the next; none raises."""
    tape = Tape(stream)
    while tape.to_next():
        member = Member(tape, ratio, strict=False)
        yield member
        member.drain()


class Inflated(io.RawIOBase):
    """All members of a packed stream as one. Raises IntakeError for broken bytes and for bombs."""

    def __init__(self, stream: BinaryIO, ratio: int) -> None:
        super().__init__()
        self._tape = Tape(stream)
        self._ratio = ratio
        self._member: Member | None = None

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fills the buffer with unpacked bytes; 0 at the end of the last member."""
        while True:
            if self._member is None:
                if not self._tape.to_next():
                    return 0
                self._member = Member(self._tape, self._ratio, strict=True)
            count = self._member.readinto(buffer)
            if count:
                return count
            self._member = None
