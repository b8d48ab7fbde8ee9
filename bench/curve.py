"""Draws what soak.py measured: CPU time an article and memory of the worker over the run, one line a size, as SVG."""

from __future__ import annotations

from typing import Any

WIDTH, HEIGHT, LEFT, TOP, GAP = 640, 200, 60, 30, 60
COLOURS = ("#1b6ca8", "#c8553d", "#3c8d5a", "#7a4fa3")


def _panel(rows: list[dict[str, Any]], key: str, title: str, top: int) -> list[str]:
    """One panel: the figure `key` of each tenth, from nought."""
    most = 1.15 * max(step[key] for row in rows for step in row["tenths"])
    said = [f'<text x="{LEFT}" y="{top - 10}" font-weight="bold">{title}</text>']
    for mark in range(5):
        y = top + HEIGHT - mark * HEIGHT / 4
        said.append(f'<line x1="{LEFT}" x2="{LEFT + WIDTH}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>')
        said.append(f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{most * mark / 4:.3g}</text>')
    for at, row in enumerate(rows):
        steps = row["tenths"]
        points = " ".join(
            f"{LEFT + WIDTH * (n + 1) / len(steps):.1f},{top + HEIGHT - HEIGHT * step[key] / most:.1f}"
            for n, step in enumerate(steps)
        )
        colour = COLOURS[at % len(COLOURS)]
        said.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = f"{row['articles']:,} articles"
        said.append(f'<text x="{LEFT + 10 + 150 * at}" y="{top + HEIGHT + 18}" fill="{colour}">{label}</text>')
    return said


def plotted(rows: list[dict[str, Any]]) -> str:
    """An SVG of two panels over the tenths of a run."""
    second = TOP + HEIGHT + GAP
    said = [
        *_panel(rows, "cpu_ms", "CPU milliseconds an article, by tenth of the run", TOP),
        *_panel(rows, "mb", "memory of the reading process, MB, by tenth of the run", second),
    ]
    size = f'width="{LEFT + WIDTH + 20}" height="{second + HEIGHT + 40}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *said, "</svg>", ""])
