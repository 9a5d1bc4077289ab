from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from index.near_pairs import estimated_overlaps
from index.reprints import _grouped, distinct, links, overlap, stories
from index.signatures import Signatures, is_empty, shingles, signature


def text(seed: int, words: int = 120) -> str:
    chance = Random(seed)  # noqa: S311 -- invented words
    return " ".join("".join(chance.choices("abcdefgh", k=6)) for _ in range(words))


def article(id: str, body: str, title: str | None = None, day: int | None = None) -> Article:
    return Article(id, f"{id}.txt", body, title, published=date(2025, 3, day) if day else None)


def signed(articles: Iterable[Article]) -> Signatures:
    return np.array([signature(a) for a in articles], dtype=np.uint32).reshape(-1, 128)


def grouped(articles: Sequence[Article]) -> dict[str, str]:
    texts = distinct(articles, signed(articles))
    return stories(texts, links(texts, {}, frozenset()))


seeds = st.integers(0, 10_000)


@given(seeds, st.integers(1, 200))
def test_a_text_and_itself_are_one_story(seed: int, words: int) -> None:
    body = text(seed, words)

    assert grouped([article("a", body), article("b", body)]) == {"a": "a", "b": "a"}


@given(st.lists(seeds, min_size=2, max_size=6, unique=True))
def test_unrelated_texts_are_stories_of_their_own(given_seeds: list[int]) -> None:
    ids = [str(seed) for seed in given_seeds]

    assert grouped([article(id, text(int(id))) for id in ids]) == {id: id for id in ids}


@given(st.permutations(range(6)), seeds)
def test_order_and_unrelated_articles_make_no_difference(order: list[int], seed: int) -> None:
    first, second = text(seed), text(seed + 20_000)
    bodies = [first, first + " " + text(seed + 1, 30), second, second[:-40], text(seed + 2), first]
    articles = [article(f"{n}", body, day=9 - n) for n, body in enumerate(bodies)]
    found = grouped(articles)

    assert grouped([articles[n] for n in order]) == found
    assert grouped([*articles, article("new", text(seed + 30_000))]) == found | {"new": "new"}


def test_a_story_is_called_by_its_first_article() -> None:
    body = text(1)
    found = grouped([article("a", body), article("b", body, day=2), article("c", body, day=1)])

    assert set(found.values()) == {"c"}


def test_an_updated_version_is_the_same_story() -> None:
    old = text(1)
    new = f"{text(2, 15)} {old} {text(3, 20)}"

    assert grouped([article("old", old, day=1), article("new", new, day=2)])["new"] == "old"


def test_a_wire_piece_inside_a_longer_one_is_the_same_story() -> None:
    piece = text(1, 150)

    assert grouped([article("piece", piece), article("whole", text(2, 250) + " " + piece)]) == {
        "piece": "piece",
        "whole": "piece",
    }


def test_a_borrowed_paragraph_makes_no_reprint() -> None:
    borrowed = text(1, 60)
    articles = [article(id, f"{text(n, 60)} {borrowed}") for n, id in ((2, "a"), (3, "b"))]

    assert len(set(grouped(articles).values())) == 2


def test_a_round_up_does_not_join_what_it_holds() -> None:
    one, other = text(1, 150), text(2, 100)
    found = grouped([article("1", one), article("2", other), article("3", one + " " + other)])

    assert found["1"] != found["2"]


@given(st.integers(0, 12), st.data())
def test_groups_merge_where_most_pairs_across_them_are_linked(
    size: int, data: st.DataObject
) -> None:
    """As by looking at all pairs anew before each merge."""
    every = list(combinations(range(size), 2))
    shuffled = data.draw(st.permutations(every))
    ranked = shuffled[: data.draw(st.integers(0, len(every)))]
    groups = [{place} for place in range(size)]
    for one, other in ranked:
        mine, theirs = (next(g for g in groups if place in g) for place in (one, other))
        across = [tuple(sorted(pair)) for pair in product(mine, theirs)]
        if mine is not theirs and sum(pair in ranked for pair in across) * 2 > len(across):
            mine |= theirs
            groups.remove(theirs)

    found = _grouped(size, ranked)

    assert found == [min(g) for place in range(size) for g in groups if place in g]


def test_two_issues_of_a_column_are_two_stories() -> None:
    frame = text(1, 100)
    articles = [
        article(id, f"Harbour notes. {frame} {text(n + 2, 30)}", f"Harbour notes for {day}")
        for n, (id, day) in enumerate((("a", "June 27"), ("b", "July 11")))
    ]

    assert len(set(grouped(articles).values())) == 2
    same_day = [article(a.id, a.text, "Harbour notes for June 27") for a in articles]
    assert len(set(grouped(same_day).values())) == 1


def test_captions_shared_by_two_articles_are_no_reprint() -> None:
    gallery = text(9, 300) + " Ana Lima/Fjord Agency"
    articles = [article(id, f"{text(n)}\n\n{gallery}") for n, id in ((1, "a"), (2, "b"))]

    assert len(set(grouped(articles).values())) == 2


def test_a_gallery_is_told_by_its_credits_wherever_they_stand() -> None:
    gallery = " ".join(f"{text(n, 20)} Ana Lima/Fjord Agency." for n in range(5)) + " Next"

    assert shingles(article("a", f"{text(50)}\n{gallery}")) == shingles(article("a", text(50)))


def test_an_article_that_is_all_captions_is_compared_by_them() -> None:
    assert shingles(article("a", "Boats lie in the harbour of Bergen. Ana Lima/Fjord Agency"))


def test_a_consent_form_in_the_place_of_an_article_is_compared_with_nothing() -> None:
    form = "We keep what you tell us to run your account. You may withdraw at any time."
    titles = ("Ferries to Bergen late again", "Cod prices rise", None)
    signed = [signature(article("a", form, title)) for title in titles]

    assert [is_empty(s) for s in signed] == [True, True, False]
    pages = [article(str(n), form, title) for n, title in enumerate(titles[:2])]
    assert len(set(grouped(pages).values())) == 2


def test_an_article_without_words_has_nothing_to_compare() -> None:
    assert is_empty(signature(article("a", "— …")))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.data())
def test_comparing_only_what_is_new_gives_what_comparing_all_gives(
    bodies: list[int], data: st.DataObject
) -> None:
    """Articles leave, come, change and get another date, and the rest is not compared again."""

    def drawn(label: str) -> list[Article]:
        chosen = data.draw(st.lists(st.sampled_from(range(len(bodies))), unique=True), label)
        shift, days = data.draw(st.integers(0, 1)), data.draw(st.integers(1, 20))
        return [
            article(str(n), f"{text(bodies[n], 60)} {text(100 + n % 3 * shift, 30)}", day=n + days)
            for n in chosen
        ]

    was, now = ({a.id: a for a in drawn(label)} for label in ("before", "after"))
    before, after = (distinct(list(each.values()), signed(each.values())) for each in (was, now))
    same = {a.id for a in before.firsts if a.id in now and now[a.id].text == a.text}

    known = links(before, {}, frozenset())
    assert links(after, known, same) == links(after, {}, frozenset())


def test_a_signature_is_small_and_stays_the_same() -> None:
    signed = signature(article("a", "Ministers met in Oslo on Monday and spoke about grain."))

    assert signed.dtype == np.uint32
    assert signed.nbytes == 512
    assert signed[:2].tolist() == [1738618854, 75087054]  # stored ones stay comparable


def test_the_estimate_is_near_the_true_overlap() -> None:
    one = article("a", text(1, 400))
    other = article("b", " ".join(text(1, 400).split()[:300]) + " " + text(2, 500))
    true = overlap(shingles(one), shingles(other))

    assert true == pytest.approx(0.75, abs=0.02)
    pair = signed([one, other])
    assert estimated_overlaps(pair, np.array([[0, 1]])) == pytest.approx([true], abs=0.2)


def test_a_few_words_in_common_are_no_overlap() -> None:
    short = shingles(article("a", text(1, 20)))

    assert overlap(short, short | shingles(article("b", text(2)))) == 0
    assert overlap(short, short) == 1
