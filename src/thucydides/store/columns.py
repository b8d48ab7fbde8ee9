"""Types of columns that mean the same on every engine: order by code point, whole numbers of eight bytes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text

# PostgreSQL would sort by the language of the server and count to two thousand million; SQLite sorts by bytes of
# UTF-8 and counts further. Exports must be the same bytes from both.
_BY_CODE_POINT = "C"
TEXT = Text().with_variant(Text(collation=_BY_CODE_POINT), "postgresql")
KEY = String().with_variant(String(collation=_BY_CODE_POINT), "postgresql")
NUMBER = Integer().with_variant(BigInteger(), "postgresql")
