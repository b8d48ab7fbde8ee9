"""FA-KES: the first-level region that most claims of an article are placed in; on a tie the first claim's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import read, rows


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """One governorate an article, null where no claim has one."""
    for row in rows(gold, "id", "title", "text"):
        claims = read(f"{row['title']}\n\n{row['text']}", doc_id=row["id"], language="en").claims
        regions = Counter(c.place.admin1 for c in claims if c.place is not None and c.place.country == "SY" and c.place.admin1)
        yield {"id": row["id"], "governorate": max(regions, key=lambda name: regions[name]) if regions else None}
