from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from rag.evidence import Evidence
from rag.features import Features
from rag.selection import nearest, newest_first, select, shown_words

_IDS = count()


def piece(words: int, score: float = 1.0, coverage: float = 1.0) -> Evidence:
    article = Article(str(next(_IDS)), "a.txt", " ".join(["word"] * words))
    features = Features(0.0, coverage, 0.0, 0.0, 0)
    return Evidence(article, 0, len(article.text), features, score)


@given(st.lists(st.integers(1, 60), max_size=8), st.integers(1, 100))
def test_what_is_shown_fits_unless_nothing_does(sizes: list[int], budget: int) -> None:
    ranked = [piece(size) for size in sizes]

    shown = sum(shown_words(each) for each in select(ranked, budget))

    assert shown <= max(budget, min((size + 1 for size in sizes), default=0))
    assert bool(shown) == bool(sizes)


def test_the_best_come_first_and_the_weak_not_at_all() -> None:
    strong, fair, weak = piece(5, 1.0), piece(6, 0.8), piece(7, 0.1)

    assert select([strong, fair, weak], 80) == [strong, fair]


def test_what_is_too_long_is_passed_over() -> None:
    long, short = piece(50, 1.0), piece(10, 0.9)

    assert select([long, short], 30) == [short]


def test_the_next_best_that_fits_is_better_than_the_shortest() -> None:
    long, fair, short = piece(50, 1.0), piece(12, 0.4), piece(3, 0.1)

    assert select([long, fair, short], 30) == [fair]


def test_who_speaks_takes_words_too() -> None:
    text = "Ferry minister Ada Berg spoke. “Nine ferries will sail,” Berg said."
    article = Article("a", "a.txt", text)
    features = Features(0.0, 1.0, 0.0, 0.0, 0)
    quoted = Evidence(article, text.index("“"), len(text), features, 1.0)

    assert len(quoted.quote.split()) == 6
    assert shown_words(quoted) == 6 + len("Ada Berg, Ferry minister".split())


def test_at_most_four_are_shown() -> None:
    assert len(select([piece(3) for _ in range(9)], 80)) == 4


def test_what_shares_no_word_is_not_near() -> None:
    assert nearest([piece(5, coverage=0.0)]) == []
    assert len(nearest([piece(5), piece(6)])) == 1


def test_of_a_position_the_newest_state_comes_first() -> None:
    old, new, other = piece(5), piece(6), piece(7)
    old, new, other = (
        replace(
            each,
            article=replace(each.article, published=day),
            features=each.features._replace(speech=speech),
        )
        for each, day, speech in (
            (old, date(2025, 3, 1), 1.0),
            (new, date(2025, 9, 1), 1.0),
            (other, date(2025, 9, 9), 0.0),
        )
    )

    assert newest_first("What is Norway's position?", [other, old, new]) == [new, old, other]
    assert newest_first("Who pays?", [other, old, new]) == [other, old, new]
