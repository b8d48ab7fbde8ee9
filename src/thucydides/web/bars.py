"""A bar for the range of a figure by each source: drawn at the server as SVG, told in words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from thucydides.web.words import figures

_WIDTH, _HEIGHT, _LEFT = 400, 22, 6
_SVG = Markup(
    '<svg class="bar" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{words}">'
    '<line class="axis" x1="{left}" x2="{right}" y1="11" y2="11"></line>{decided}{drawn}</svg>'
)


def bars(ranges: Sequence[tuple[str, int | None, int | None]], decided: object) -> list[dict[str, Any]]:
    """(source, low, high) in persons as rows with `svg`; an open end fades out; a decided figure is a line through all."""
    told = [n for _, low, high in ranges for n in (low, high) if n is not None]
    figure = decided if isinstance(decided, int) else None
    most = max([*told, figure or 0, 1])
    right = _WIDTH - 30

    def x(number: int) -> float:
        return round(_LEFT + (right - _LEFT) * number / most, 1)

    line = Markup("")
    if figure is not None:
        line = Markup('<line class="decided" x1="{0}" x2="{0}" y1="0" y2="{1}"></line>').format(x(figure), _HEIGHT)
    rows = []
    for source, low, high in ranges:
        words = figures(low, high)
        drawn = _drawn(x(low if low is not None else 0), x(high) if high is not None else right, low, high)
        svg = _SVG.format(
            width=_WIDTH, height=_HEIGHT, left=_LEFT, right=right, words=f"{source}: {words}", decided=line, drawn=drawn
        )
        rows.append({"source": source, "low": low, "high": high, "words": words, "svg": svg})
    return rows


def _drawn(first: float, last: float, low: int | None, high: int | None) -> Markup:
    if low is not None and low == high:
        return Markup('<circle class="figure" cx="{}" cy="11" r="5"></circle>').format(first)
    kind = "range open" if low is None or high is None else "range"
    return Markup('<rect class="{}" x="{}" y="6" width="{}" height="10" rx="3"></rect>').format(
        kind, first, max(4.0, round(last - first, 1))
    )
