"""An answer comes back from its data as it was, also from that of another version."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answer import Answer
from rag.answer_reading import answer_of

NUMBERS = st.floats(allow_nan=False)  # which would not equal itself
ANSWERS = st.builds(
    Answer, confidence=NUMBERS, timings_ms=st.dictionaries(st.text(), NUMBERS, max_size=2)
)


@given(ANSWERS)
@settings(max_examples=25)
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    assert answer_of(json.loads(json.dumps(answer.to_dict()))) == answer


@given(ANSWERS)
@settings(max_examples=5)
def test_an_answer_of_another_version_is_read_as_far_as_it_goes(answer: Answer) -> None:
    data = answer.to_dict() | {"of_a_later_version": [1]}
    del data["notes"], data["tokens"]

    read = answer_of(data)

    assert (read.notes, read.tokens) == ((), None)
    assert read.citations == answer.citations


@pytest.mark.parametrize("data", [{}, {"question": "Who?"}, [], None, "text"])
def test_what_is_no_answer_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="validation error"):
        answer_of(data)
