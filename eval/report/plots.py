"""The plots of the HTML report, as SVG that takes its colours from the page around it."""

import re
import warnings
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

import numpy as np

from eval.baseline import Difference
from eval.report.reading import Row, TagCount
from eval.report.words import clipped, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Placeholders that stand for the page's own colours, which follow its light or dark mode.
_INK, _SOFT, _FILL, _MARK, _PAPER = "#010203", "#040506", "#070809", "#0a0b0c", "#0d0e0f"
_COLOURS = {
    _INK: "--ink", _SOFT: "--soft", _FILL: "--fill", _MARK: "--mark", _PAPER: "--paper",
}  # fmt: skip
_WIDTH = 3.5  # inches: 252 pt, so that text keeps its size on a telephone
_ROW = 0.24
_FRAME = 0.7
_LONGEST = 24  # characters of a name
_MOST = 40  # rows


def tags_plot(counts: Sequence[TagCount], before: dict[str, float]) -> str:
    """Return the share of turns that hold by tag; `before` is the same of the baseline."""
    shown = list(counts)[:_MOST]
    names = [f"{_short(count.tag)} ({count.turns})" for count in shown]
    shares = [count.held / count.turns for count in shown]

    def draw(axes: "Axes") -> None:
        at = np.arange(len(shown))
        axes.barh(at, shares, height=0.62, color=_FILL)
        past = [(y, before[count.tag]) for y, count in enumerate(shown) if count.tag in before]
        if past:
            axes.plot(*_turned(past), "D", markersize=6, color=_MARK, markeredgecolor=_PAPER)
        _rows(axes, names)
        axes.set_xlim(0, 1.02)
        axes.set_xlabel("share of turns that hold", color=_SOFT)

    return _svg(draw, _height(len(shown)), "tags")


def measures_plot(measures: Sequence[Row], differences: Sequence[Difference]) -> str:
    """Return the measures that are shares with their intervals; of the baseline, the value."""
    shares = [row for row in measures if row.tag is None and _is_share(row)][:_MOST]
    then = {found.measure: found.before for found in differences}

    def draw(axes: "Axes") -> None:
        for y, row in enumerate(shares):
            of = row.summary
            if of.low is not None and of.high is not None:
                axes.plot([of.low, of.high], [y, y], color=_FILL, linewidth=3, zorder=1)
            axes.plot([of.value or 0.0], [y], "o", markersize=6, color=_INK, zorder=3)
            if row.measure in then:
                axes.plot(
                    [then[row.measure]], [y], "D", markersize=7, color=_MARK,
                    fillstyle="none", markeredgewidth=1.4, zorder=2,
                )  # fmt: skip
        _rows(axes, [_short(row.measure) for row in shares])
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("value and 95% interval", color=_SOFT)

    return _svg(draw, _height(len(shares)), "measures")


def latency_plot(milliseconds: Sequence[float]) -> str:
    """Return a histogram of the time of an answer, with median and 95th percentile."""

    def draw(axes: "Axes") -> None:
        axes.hist(milliseconds, bins=min(30, max(5, len(milliseconds) // 4)), color=_FILL)
        for percent, style in ((50, "-"), (95, "--")):
            at = float(np.percentile(milliseconds, percent, method="inverted_cdf"))
            axes.axvline(at, color=_MARK, linestyle=style, linewidth=1.4)
            axes.annotate(
                f"p{percent} {at:,.0f} ms", (at, 1), xycoords=("data", "axes fraction"),
                xytext=(3, 3 if percent == 50 else 13), textcoords="offset points",
                color=_INK, ha="right" if percent == 95 else "left",
            )  # fmt: skip
        axes.set_xlabel("milliseconds", color=_SOFT)
        axes.set_ylabel("turns", color=_SOFT)

    return _svg(draw, 2.4, "latency")


def _is_share(row: Row) -> bool:
    value, high = row.summary.value, row.summary.high
    return value is not None and 0 <= value <= 1 and (high is None or high <= 1)


def _height(count: int) -> float:
    return _FRAME + _ROW * max(1, count)


def _rows(axes: "Axes", names: Sequence[str]) -> None:
    # A tag is its author's: no $…$ in it is a formula.
    axes.set_yticks(range(len(names)), names, parse_math=False)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(axis="x", color=_SOFT, alpha=0.25, linewidth=0.6)


def _short(name: str) -> str:
    return clipped(plain(name), _LONGEST)


def _turned(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for _, x in points], [y for y, _ in points]


def _svg(draw: Callable[["Axes"], None], height: float, salt: str) -> str:
    """Return what `draw` draws, the same each time."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    style = rc_context({
        "svg.hashsalt": salt, "svg.fonttype": "none", "font.size": 9.0,
        "font.family": "sans-serif", "text.color": _INK,
        "axes.edgecolor": _SOFT, "axes.labelcolor": _SOFT, "axes.axisbelow": True,
        "axes.spines.top": False, "axes.spines.right": False,
        "xtick.color": _SOFT, "ytick.color": _SOFT, "xtick.labelcolor": _INK,
        "ytick.labelcolor": _INK,
    })  # fmt: skip
    with style, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # the reader's own font shows them
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        figure.patch.set_alpha(0)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        draw(axes)
        text = StringIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(text, format="svg", metadata=nothing)
    return _for_page(text.getvalue())


def _for_page(svg: str) -> str:
    svg = svg[svg.index("<svg") :]
    for colour, name in _COLOURS.items():
        svg = svg.replace(colour, f"var({name})")
    # Its size is the page's to say; the labels of the figure around it are read in its place.
    return re.sub(r' (width|height)="[\d.]+pt"', "", svg, count=2).replace(
        "<svg", '<svg aria-hidden="true" focusable="false"', 1
    )
