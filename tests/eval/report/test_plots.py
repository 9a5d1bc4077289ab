"""The plots: the same each time, in the page's colours, with names as text."""

import xml.etree.ElementTree as ET

import pytest

from eval.baseline import Difference
from eval.cases import Bound
from eval.report.plots import latency_plot, measures_plot, tags_plot
from eval.report.reading import Row, TagCount
from eval.run import Summary

SVG = "{http://www.w3.org/2000/svg}"


def row(name: str, value: float | None) -> Row:
    low, high = (None, None) if value is None else (value - 0.1, min(1.0, value + 0.05))
    return Row(name, None, Summary(value, low, high, 9, 0), Bound(limit=0.5), holds=True)


def texts(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 -- our own
    return ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]


PLOTS = [
    tags_plot([TagCount("numbers", 8, 6), TagCount("facts", 1, 0)], {"numbers": 0.5}),
    measures_plot(
        [row("fact_hit", 0.75), row("words", 31.0), row("refusals", None)],
        [Difference("fact_hit", 0.5, 0.75, 0.25, 0.1, 0.4, 8, worse=False)],
    ),
    latency_plot([12.0, 15.0, 13.0, 40.0]),
]


def test_the_names_are_there_as_text() -> None:
    tags, measures, latency = map(texts, PLOTS)

    assert {"numbers (8)", "facts (1)", "share of turns that hold"} <= set(tags)
    assert "fact_hit" in measures
    assert "words" not in measures  # it is no share, and would flatten the rest
    assert {"p50 13 ms", "p95 40 ms"} <= set(latency)


@pytest.mark.parametrize("svg", PLOTS)
def test_colours_are_the_page_s_and_nothing_is_fetched(svg: str) -> None:
    root = ET.fromstring(svg)  # noqa: S314 -- our own

    assert "var(--ink)" in svg
    assert "#010203" not in svg
    assert root.get("width") is None
    assert root.get("viewBox")
    links = [value for e in root.iter() for key, value in e.attrib.items() if key.endswith("href")]
    assert all(link.startswith("#") for link in links)
    assert "<metadata>" not in svg or "date" not in svg


def test_the_same_data_is_the_same_plot() -> None:
    assert latency_plot([12.0, 15.0, 13.0, 40.0]) == PLOTS[2]


def test_names_are_no_formulas_and_no_markup() -> None:
    svg = tags_plot([TagCount("$x^2$ <b> 漢\x00", 2, 1)], {})

    assert "$x^2$ <b> 漢 (2)" in texts(svg)


def test_one_turn_and_no_measure_can_be_drawn() -> None:
    assert texts(latency_plot([12.0]))
    assert texts(measures_plot([], []))
