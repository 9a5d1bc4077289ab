from datetime import date

import pytest

from corpus.article import Article
from corpus.errors import SettingsError
from rag.followup import make_whole
from rag.holdings import Holdings
from rag.request import prepare

ARTICLE = Article("a", "a.txt", "Meloni sang in Rome.", published=date(2025, 3, 9))
HOLDINGS = Holdings({ARTICLE.id: ARTICLE})


def test_a_question_is_made_whole_and_keeps_its_history() -> None:
    request = prepare(HOLDINGS, " And in  September? ", [" What did Meloni say in March? "])

    assert request.question == "And in September?"
    assert request.whole == make_whole("And in September?", ["What did Meloni say in March?"])
    assert request.prefer.history == ("What did Meloni say in March?",)
    assert request.prefer.as_of is None


def test_the_day_looked_back_from_is_passed_on() -> None:
    day = date(2025, 3, 4)

    assert prepare(HOLDINGS, "Who sang?", as_of=day).prefer.as_of == day


@pytest.mark.parametrize("day", [date.min, date(999, 12, 31), date(3000, 1, 1), date.max])
def test_a_day_at_the_ends_of_the_calendar_is_refused(day: date) -> None:
    with pytest.raises(SettingsError, match=f"{day}.* 1000 to 2999"):
        prepare(HOLDINGS, "Who sang yesterday?", as_of=day)


@pytest.mark.parametrize(("question", "previous"), [(" ", []), ("Who?", ["Who sang?", " "])])
def test_an_empty_question_is_refused(question: str, previous: list[str]) -> None:
    with pytest.raises(SettingsError, match="empty"):
        prepare(HOLDINGS, question, previous)
