import pytest

from rag.hedges import Hedge, ends_hedging, limits


@pytest.mark.parametrize(
    ("text", "whole", "hedge"),
    [
        ("with 30 ships", "30", Hedge.EXACT),
        ("with nearly 30 ships", "nearly 30", Hedge.ABOUT),
        ("with no fewer than 30 ships", "no fewer than 30", Hedge.AT_LEAST),
        ("with 30 or fewer ships", "30 or fewer", Hedge.AT_MOST),
        ("with 30 or so ships", "30 or so", Hedge.ABOUT),
        ("with 30+ ships", "30+", Hedge.AT_LEAST),
    ],
)
def test_a_number_is_read_with_what_limits_it(text: str, whole: str, hedge: Hedge) -> None:
    start = text.index("30")

    found = limits(text, start, start + 2)

    assert (text[found.start : found.end], found.hedge) == (whole, hedge)
    assert found.low <= 1 <= found.high
    assert ends_hedging(text[:start]) == (found.start < start)
