"""Which root tells of which event: the matrix that estimates of what nobody told are made from."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from thucydides.export.csv_table import safe
from thucydides.model.event import Event


def write(events: Iterable[Event], out: TextIO) -> int:
    """One row an event, one column a root, 1 where it tells of the event; gives the number of rows."""
    order = sorted(events, key=lambda e: e.event_id)
    roots = sorted({root for event in order for root in event.roots})
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["event_id", "independent_roots", *(safe(root) for root in roots)])
    for event in order:
        writer.writerow([event.event_id, len(event.roots), *(int(root in event.roots) for root in roots)])
    return len(order)
