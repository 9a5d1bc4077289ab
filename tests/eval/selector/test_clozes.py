"""Questions made of news sentences."""

import gzip
import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from corpus.article import Article
from eval.selector.clozes import Cloze, clozes
from eval.selector.examples import LIST, NewsExamples
from index.terms import terms


def made_of(text: str, seeds: int = 12) -> set[tuple[str, str]]:
    """Return the questions and answers that any of some seeds makes of `text`."""
    article = Article("a", "a.txt", text, published=date(2024, 5, 1))
    found = (clozes([article], 1, Random(seed)) for seed in range(seeds))  # noqa: S311
    return {(cloze.question, cloze.answer) for each in found for cloze in each}


@pytest.mark.parametrize(
    ("text", "asks", "answer"),
    [
        ("Florida passed a sweeping law against pollution in April.", "Which state", "Florida"),
        ("The ministers met in Norway for sudden talks on harbour pollution.", "which", "Norway"),
        ("The northern harbour lost 240 fishing boats during a sudden storm.", "ow many", "240"),
        ("The northern harbour was sold by airline Nordavia for repairs.", "which airline",
         "Nordavia"),
        ("The northern harbour was sold by Voss University for urgent repairs.", "which university",
         "Voss University"),
        ("Mayor Ada Berg opened the northern harbour for fishing boats.", "ho ", "Berg"),
    ],
)  # fmt: skip
def test_what_is_taken_out_is_asked_for_by_its_sort(text: str, asks: str, answer: str) -> None:
    assert any(asks in question and answer == gold for question, gold in made_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "It passed a sweeping law against harbour pollution in Florida in April.",
        "“We passed a sweeping law against harbour pollution in Florida,” she said.",
        "Has Florida passed a sweeping law against harbour pollution in April?",
        "Florida passed it.",
        "the whole harbour was closed because of pollution and sudden storms.",
    ],
)
def test_no_question_is_made_of_what_leans_quotes_asks_or_names_nothing(text: str) -> None:
    assert not made_of(text)


def test_a_common_word_that_begins_a_sentence_is_no_name() -> None:
    common = "The boats of many towns were closed near the boats. " * 30

    told = "Boats closed the northern harbour to all sudden visitors."

    assert "Boats" in {answer for _, answer in made_of(told)}
    assert "Boats" not in {answer for _, answer in made_of(f"{told} {common}")}


TOLD = (
    "The northern harbour of Voss was bought by Nordavia Group for 240 million crowns in March. "
    "Mayor Ada Berg opened the repaired piers for fishing boats after eleven long months. "
    "The storm of 2023 had closed Voss to all ships and left 3,000 people without any work."
)


def test_no_question_tells_its_answer() -> None:
    article = Article("a", "a.txt", TOLD, published=date(2024, 5, 1))

    found = [one for seed in range(20) for one in clozes([article], 3, Random(seed))]  # noqa: S311

    assert len({cloze.answer for cloze in found}) > 4
    for cloze in found:
        assert cloze.question.endswith("?")
        assert not set(terms(cloze.answer)) <= set(terms(cloze.question))
        assert cloze.sentence in TOLD


def test_the_same_seed_makes_the_same_questions() -> None:
    article = Article("a", "a.txt", TOLD, published=date(2024, 5, 1))

    def run(seed: int) -> list[Cloze]:
        return list(clozes([article], 3, Random(seed)))  # noqa: S311

    assert run(3) == run(3) != run(4)


def test_what_a_question_was_made_of_is_no_candidate(tmp_path: Path) -> None:
    told = "The northern harbour of Voss was bought by Nordavia Group after a sudden storm."
    other = "It was Nordavia Group that bought the harbour, officials of the town said."
    filler = " ".join(f"Boat number {n} left the northern harbour in a storm." for n in range(9))
    rows = [
        {"id": "a", "title": "Harbour", "text": told, "published": "2024-05-01"},
        {"id": "b", "title": "Sale", "text": f"{other} {filler}", "published": "2024-05-02"},
        {"id": "c", "title": "Reprint", "text": told, "published": "2024-05-02"},
    ]
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    question = {"id": "q", "asked": "2024-05-03", "question": "Who bought it?", "choices": [],
                "answer": "Nordavia", "answer_in_corpus": True}  # fmt: skip
    (tmp_path / "questions.jsonl").write_text(json.dumps(question) + "\n")

    seeds = (NewsExamples(tmp_path).clozes(1, Random(seed)) for seed in range(9))  # noqa: S311
    found = [example for examples in seeds for example in examples]

    assert found
    assert all(told not in text for example in found for text in example.texts)
    assert all(len(example.texts) >= LIST for example in found)
