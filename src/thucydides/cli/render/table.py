"""Claims as a table: one line a claim, cut to the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TextIO

from thucydides.cli.render import phrases
from thucydides.cli.render.paint import Paint, shown, wants_colour
from thucydides.model.claim import Claim
from thucydides.store.flat import amount, flat

_HEAD = ("id", "day", "event", "place", "who", "killed", "according to", "sure")
_WIDTHS = (8, 10, 18, 20, 32, 7, 24, 9)
# Widths are those of the first rows; the rest is printed as it comes, so that a long list begins at once.
_AHEAD = 200


def _row(claim: Claim) -> tuple[str, ...]:
    cells = flat(claim)
    killed = [t for t in claim.casualties if t.outcome == "killed" and t.part_of is None]
    sure = "DENIED" if claim.polarity == "denied" else claim.modality
    told = (
        claim.claim_id[:8],
        str(cells["earliest"] or cells["latest"] or "?"),
        phrases.plain(claim.event_type),
        str(cells["place"] or "?"),
        phrases.who(claim) or "?",
        "+".join(amount(t) for t in killed),
        claim.attribution[-1].source,
        sure,
    )
    return tuple(shown(cell) for cell in told)


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: max(width - 3, 1)] + "..."


def aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    """A row with its cells cut and padded to their widths."""
    return "  ".join(_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def print_claims(claims: Iterable[Claim], out: TextIO) -> int:
    """Prints a head and the claims; gives their number. Nothing is cut where the output is no terminal."""
    rows = (_row(claim) for claim in claims)
    first = list(islice(rows, _AHEAD))
    widths = [max(len(row[i]) for row in (_HEAD, *first)) for i in range(len(_HEAD))]
    if out.isatty():
        widths = [min(width, most) for width, most in zip(widths, _WIDTHS, strict=True)]
        spare = shutil.get_terminal_size().columns - sum(widths) - 2 * len(widths)
        widths[4] = max(12, widths[4] + min(spare, 0))
    out.write(Paint(wants_colour(out))(aligned(_HEAD, widths), "strong") + "\n")
    written = 0
    for row in (*first,):
        out.write(aligned(row, widths) + "\n")
        written += 1
    for row in rows:
        out.write(
            aligned(row, widths if out.isatty() else [max(len(c), w) for c, w in zip(row, widths, strict=True)]) + "\n"
        )
        written += 1
    return written
