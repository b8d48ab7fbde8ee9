"""Two plots without a library: ranges by source, and counts of outlets over days; as SVG and as characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_ROW, _LEFT, _WIDTH, _PAD = 26, 240, 720, 30
_INK, _FAINT = "#2b6cb0", "#9aa5b1"
_SHADES = " .:-=+*#%@"
_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Ranges:
    """One bar a source from its low to its high figure; `high` None is an open end."""

    title: str
    bars: tuple[tuple[str, int, int | None], ...]

    @property
    def most(self) -> int:
        """The greatest figure."""
        return max([n for _, low, high in self.bars for n in (low, high or low)] or [1]) or 1

    def lines(self) -> list[str]:
        """The plot in characters: `|` a figure, `-` a range, `>` an open end."""
        wide = max([len(name) for name, _, _ in self.bars] or [0])
        out = [self.title]
        for name, low, high in self.bars:
            a, b = low * _COLUMNS // self.most, (high if high is not None else low) * _COLUMNS // self.most
            bar = " " * a + ("|" if a == b else "|" + "-" * (b - a - 1) + "|") + (">" if high is None else "")
            told = f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
            out.append(f"{name:<{wide}}  {bar:<{_COLUMNS + 3}} {told}")
        return out

    def svg(self) -> str:
        """The plot as inline SVG with a text alternative."""
        scale = (_WIDTH - _LEFT - 90) / self.most
        parts = []
        for at, (name, low, high) in enumerate(self.bars):
            y = _PAD + at * _ROW + _ROW // 2
            x, end = _LEFT + low * scale, _LEFT + (high if high is not None else low) * scale
            told = f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
            parts.append(f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(name[:34])}</text>')
            parts.append(f'<line x1="{x:.1f}" y1="{y}" x2="{end:.1f}" y2="{y}" stroke="{_INK}" stroke-width="6"/>')
            parts.append(f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{_INK}"/>')
            mark = f'<circle cx="{end:.1f}" cy="{y}" r="5" fill="{_INK}"/>'
            open_end = (
                f'<path d="M{x + 7:.1f} {y} h22 m-6 -5 l6 5 l-6 5" stroke="{_INK}" fill="none" stroke-width="2"/>'
            )
            parts.append(open_end if high is None else mark)
            parts.append(f'<text x="{end + (36 if high is None else 12):.1f}" y="{y + 4}">{escape(told)}</text>')
        return _framed(self.title, _PAD * 2 + len(self.bars) * _ROW, parts)


@dataclass(frozen=True, slots=True)
class Heat:
    """Counts by row and column: outlets over days."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The greatest count."""
        return max([n for row in self.counts for n in row] or [1]) or 1

    def lines(self) -> list[str]:
        """The plot in characters, denser for more."""
        wide = max([len(name) for name in self.rows] or [0])
        out = [f"{self.title} ({_span(self.columns)})"]
        for name, row in zip(self.rows, self.counts, strict=True):
            out.append(f"{name:<{wide}}  " + "".join(self._shade(n) for n in row))
        return out

    def _shade(self, count: int) -> str:
        if not count:
            return _SHADES[0]
        return _SHADES[max(1, count * (len(_SHADES) - 1) // self.most)]

    def svg(self) -> str:
        """The plot as inline SVG with a text alternative."""
        side = max(3.0, min(22.0, (_WIDTH - _LEFT - 20) / max(1, len(self.columns))))
        parts = []
        for at, (name, row) in enumerate(zip(self.rows, self.counts, strict=True)):
            y = _PAD + at * _ROW
            parts.append(f'<text x="{_LEFT - 10}" y="{y + 17}" text-anchor="end">{escape(name[:34])}</text>')
            for column, count in enumerate(row):
                if count:
                    x, dark = _LEFT + column * side, 0.25 + 0.75 * count / self.most
                    tip = f"<title>{escape(name)}, {escape(self.columns[column])}: {count}</title>"
                    parts.append(
                        f'<rect x="{x:.1f}" y="{y + 2}" width="{side:.1f}" height="{_ROW - 4}" fill="{_INK}" '
                        f'fill-opacity="{dark:.2f}">{tip}</rect>'
                    )
        bottom = _PAD + len(self.rows) * _ROW + 16
        if self.columns:
            parts.append(f'<text x="{_LEFT}" y="{bottom}">{escape(self.columns[0])}</text>')
            end = _LEFT + side * len(self.columns)
            parts.append(f'<text x="{end:.1f}" y="{bottom}" text-anchor="end">{escape(self.columns[-1])}</text>')
        return _framed(f"{self.title} ({_span(self.columns)})", bottom + 14, parts)


Plot = Ranges | Heat


def _span(columns: Sequence[str]) -> str:
    return f"{columns[0]} to {columns[-1]}" if columns else "no days"


def _framed(title: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}" font-family="system-ui,sans-serif" font-size="13" fill="{_FAINT}">'
        f'<text x="0" y="18" font-weight="600">{escape(title)}</text>' + "".join(parts) + "</svg>"
    )
