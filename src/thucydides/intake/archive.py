"""ZIP archives: their files as streams, within limits; names are only shown, and nothing is written to disk."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from thucydides.intake.formats import ARCHIVE, PACKED, format_of, is_known
from thucydides.intake.inflate import refuse_bomb
from thucydides.intake.options import IntakeError, IntakeOptions

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_END = b"PK\x05\x06"
_END_SIZE = 22
_MOST_COMMENT = 1 << 16
# A directory of this many bytes is ten thousand names of four hundred letters.
_MOST_DIRECTORY = 5_000_000
_MOST_NAME = 1000
_BUFFER = 1 << 16


class _Opened(io.RawIOBase):
    """A file of the archive as a stream that ends with IntakeError where it is a bomb or broken."""

    def __init__(self, stream: BinaryIO, packed: int, budget: _Budget, ratio: int) -> None:
        super().__init__()
        self._stream, self._packed, self._budget, self._ratio = stream, packed, budget, ratio
        self._given = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fills the buffer with unpacked bytes; 0 at the end."""
        room = memoryview(buffer).cast("B")
        try:
            piece = self._stream.read(len(room))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise IntakeError("zip", f"broken in the archive: {error}", hint="fetch or copy it again") from error
        self._given += len(piece)
        refuse_bomb(self._packed, self._given, self._ratio)
        self._budget.spend(len(piece))
        room[: len(piece)] = piece
        return len(piece)


class _Budget:
    """How many bytes the whole archive may unpack to: files that share their packed bytes are counted each."""

    def __init__(self, size: int, ratio: int) -> None:
        self._size, self._ratio, self._spent = size, ratio, 0

    def spend(self, more: int) -> None:
        """Raises IntakeError once the archive unpacks to more than its size allows."""
        self._spent += more
        refuse_bomb(self._size, self._spent, self._ratio)


def files_in(stream: BinaryIO, options: IntakeOptions) -> Iterator[tuple[str, BinaryIO | IntakeError]]:
    """(name, stream) of each file of a known format, in the order of the archive, to be read before the next.

    Others are passed over; what must not be opened comes as an IntakeError. Raises IntakeError where the archive
    itself is broken or too large.
    """
    if not stream.seekable():
        raw = stream.read(options.max_bytes + 1)
        if len(raw) > options.max_bytes:
            hint = "save it to a file first"
            raise IntakeError("too_large", f"an archive of more than {options.max_bytes:,} bytes in a pipe", hint=hint)
        stream = io.BytesIO(raw)
    size = _check_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
        listed = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise IntakeError("zip", f"no ZIP archive, or a broken one: {error}", hint="fetch or copy it again") from error
    if len(listed) > options.max_files:
        message = f"an archive of {len(listed):,} files, more than {options.max_files:,}"
        raise IntakeError("too_large", message, hint="split it")
    budget = _Budget(size, options.max_ratio)
    for entry in sorted(listed, key=lambda e: e.header_offset):
        if entry.is_dir():
            continue
        refusal = _refusal(entry)
        if refusal is not None:
            yield entry.filename[:_MOST_NAME], refusal
        elif is_known(entry.filename):
            yield entry.filename, _open(archive, entry, budget, options)


def _check_directory(stream: BinaryIO) -> int:
    """The size of the archive. Raises IntakeError where its list of files alone would fill the memory."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _MOST_COMMENT - _END_SIZE))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise IntakeError("zip", "no ZIP archive, or a broken one: it has no list of files", hint="copy it again")
    entries, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    # The largest numbers stand for "told elsewhere", in archives of more than 65,534 files or 4 GB.
    if length > _MOST_DIRECTORY or entries == 0xFFFF:
        raise IntakeError("too_large", "an archive with too many files, or names too long", hint="split it")
    return size


def _refusal(entry: zipfile.ZipInfo) -> IntakeError | None:
    """Why a file must not be opened; None where it may be."""
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":" or "\0" in entry.orig_filename:
        return IntakeError(
            "path", "a name that leads out of the archive", hint="it was not opened; who made this file?"
        )
    if len(name) > _MOST_NAME:
        return IntakeError("path", "a name of more than a thousand letters", hint="it was not opened")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return IntakeError("path", "a link to another file", hint="it was not opened")
    if name.lower().endswith((f".{ARCHIVE}", PACKED)):
        return IntakeError(
            "nested", "an archive inside an archive", hint="unpack the outer one, and name what is in it"
        )
    if entry.flag_bits & 1 and is_known(name):
        return IntakeError("encrypted", "it is encrypted", hint="unpack it yourself, and name what is in it")
    return None


def _open(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, options: IntakeOptions
) -> BinaryIO | IntakeError:
    try:
        inner = archive.open(entry)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        return IntakeError("zip", f"broken in the archive: {error}", hint="fetch or copy it again")
    raw = _Opened(cast("BinaryIO", inner), entry.compress_size, budget, options.max_ratio)
    opened = io.BufferedReader(cast("io.RawIOBase", raw), _BUFFER)
    try:
        head = opened.peek(_BUFFER)[:_BUFFER]
    except IntakeError as refusal:
        return refusal
    if format_of(entry.filename, head) == ARCHIVE:
        return IntakeError(
            "nested", "an archive inside an archive", hint="unpack the outer one, and name what is in it"
        )
    return cast("BinaryIO", opened)
