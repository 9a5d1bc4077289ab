import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.quoted import MASK, masked, quoted_spans


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“Sail,” she said. “Now.”", ["“Sail,”", "“Now.”"]),
        ('"Sail," she said. "Now."', ['"Sail,"', '"Now."']),
        ("‘Sail now,’ she said.", ["‘Sail now,’"]),
        ("'Sail now,' she said.", ["'Sail now,'"]),
        ("The leaders’ summit and rock ’n’ roll.", []),
        ("She said: “He said ‘sail’ twice.”", ["“He said ‘sail’ twice.”"]),
        ("“Sail on.\n\n“Sail home.”", ["“Sail on.", "“Sail home.”"]),
        ('A ferry of 5" sails.', []),
    ],
)
def test_what_stands_in_marks_is_a_quotation(text: str, quotations: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == quotations


@given(st.text(alphabet="“”‘’'\"«» ab.\n,", max_size=60))
def test_a_masked_text_differs_only_inside_its_quotations(text: str) -> None:
    bare, spans = masked(text), quoted_spans(text)

    assert len(bare) == len(text)
    for at, (before, after) in enumerate(zip(text, bare, strict=True)):
        inside = any(start <= at < end for start, end in spans)
        assert after == (MASK if inside else before)
