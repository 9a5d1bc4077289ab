"""Questions after what somebody said, made of news sentences."""

from datetime import date
from random import Random

from corpus.article import Article
from eval.selector.sayings import Saying, sayings

TOLD = (
    "Mayor Ada Berg opened the northern harbour of Voss. "
    "“The winter ferry timetable will be kept all year round for every town,” said Ada Berg. "
    "“Nobody pays for the winter ferry timetable,” said Ola Lund, who leads the opposition. "
    "“My own house stands on that hill over there,” said Ada Berg. "
    "The winter ferry timetable hangs in every shop."
)
ARTICLE = Article("a", "a.txt", TOLD, title="Ferries", published=date(2024, 5, 1))


def span(words: str) -> tuple[int, int]:
    start = TOLD.index(words)
    begin = max(TOLD.rfind(". ", 0, start) + 2, 0)
    end = TOLD.find(". ", start)
    return (begin if begin > 1 else 0), end + 1 if end >= 0 else len(TOLD)


def made() -> list[Saying]:
    return [one for seed in range(30) for one in sayings([ARTICLE], Random(seed))]  # noqa: S311


def test_a_question_names_who_speaks_and_of_what() -> None:
    found = made()

    assert {one.last for one in found} == {"Berg", "Lund"}
    assert any("winter ferry timetable" in one.question for one in found)
    for one in found:
        assert one.last in one.question
        assert one.topic


def test_what_somebody_else_says_of_it_is_no_answer() -> None:
    of_berg = Saying(ARTICLE, "", "Berg", frozenset({"winter", "ferri", "timet"}))

    assert of_berg.is_said_in(ARTICLE, *span("will be kept")) is True
    assert of_berg.is_said_in(ARTICLE, *span("Nobody pays")) is False
    assert of_berg.is_said_in(ARTICLE, *span("hangs in")) is False


def test_what_they_say_of_something_else_may_be_one() -> None:
    of_berg = Saying(ARTICLE, "", "Berg", frozenset({"winter", "ferri", "timet"}))

    assert of_berg.is_said_in(ARTICLE, *span("My own house")) is None
