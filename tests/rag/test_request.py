from datetime import date

import pytest

from corpus.errors import SettingsError
from rag.question import make_whole
from rag.request import understand


def test_a_question_is_made_whole_and_keeps_its_history() -> None:
    request = understand(" And in  September? ", [" What did Meloni say in March? "])

    assert request.question == "And in September?"
    assert request.whole == make_whole("And in September?", ["What did Meloni say in March?"])
    assert request.prefer.history == ("What did Meloni say in March?",)
    assert request.prefer.as_of is None


def test_the_day_looked_back_from_is_passed_on() -> None:
    assert understand("Who sang?", as_of=date(2025, 3, 4)).prefer.as_of == date(2025, 3, 4)


@pytest.mark.parametrize(("question", "previous"), [(" ", []), ("Who?", ["Who sang?", " "])])
def test_an_empty_question_is_refused(question: str, previous: list[str]) -> None:
    with pytest.raises(SettingsError, match="empty"):
        understand(question, previous)
