"""Questions that are not of news, as the selector learns from them."""

import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from eval.benchdata import load
from eval.fit_refusal import parts
from eval.selector.open_questions import open_questions
from rag.selector import OnnxSelector

_TOWNS = ("Narvik", "Bergen", "Oslo", "Voss", "Molde", "Hamar", "Alta", "Moss")


def _record(question: str, town: str, *, answered: bool = True) -> dict[str, object]:
    told = f"The harbour of {town} sold salt."
    return {
        "input": question,
        "passages": [{"title": town, "text": f"{told} Nobody complained about {town}."}],
        "output": [{"selected_sentences": [told] if answered else []}],
    }


@pytest.fixture
def clapnq(tmp_path: Path) -> Path:
    """Return a set of five questions answered and three that are not, each with its passage."""
    folder = tmp_path / "clapnq"
    folder.mkdir()
    asked = [f"What did the harbour of {town} sell?" for town in _TOWNS]
    records = [_record(q, t) for q, t in zip(asked[:5], _TOWNS[:5], strict=True)]
    missed = [
        _record(f"Who closed the harbour of {town}?", town, answered=False) for town in _TOWNS[5:]
    ]
    for name, lines in (("answerable", records), ("unanswerable", missed)):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(line) + "\n" for line in lines)
    return folder


def test_gold_sentences_are_right_and_of_an_unanswered_question_none(clapnq: Path) -> None:
    made = open_questions([clapnq])

    assert len(made) == 8
    for one, town in zip(made, _TOWNS, strict=True):
        right = [text for text, known in zip(one.texts, one.right, strict=True) if known]
        answered = town in _TOWNS[:5]
        assert right == ([f"{town}. The harbour of {town} sold salt."] if answered else [])


def test_one_half_can_be_left_out_and_the_halves_are_the_whole(clapnq: Path) -> None:
    halves = [open_questions([clapnq], half) for half in (0, 1)]

    asked = [{one.question for one in half} for half in halves]
    assert [len(half) for half in asked] == [4, 4]
    assert asked[0] | asked[1] == {one.question for one in open_questions([clapnq])}
    assert "What did the harbour of Narvik sell?" in asked[1]


def test_a_selector_is_asked_what_was_left_out_of_its_training(clapnq: Path) -> None:
    left_out = [OnnxSelector(sha256=None), OnnxSelector(sha256=None)]

    for half, (_, good, bad) in enumerate(parts(load(clapnq), left_out)):
        read = {one.question for one in open_questions([clapnq], half)}
        assert read
        assert not read & {question.text for question in (*good, *bad)}


def test_every_sentence_of_a_relevant_passage_is_right(bench_data: Path) -> None:
    made = open_questions([bench_data / "talks"])

    assert made
    for one in made:
        town = one.question.removeprefix("Who complained about the harbour of ").rstrip("?")
        assert one.right == tuple(f"Trade in {town}." in text for text in one.texts)


def test_what_another_set_asks_of_the_half_left_out_is_left_out_too(
    clapnq: Path, bench_data: Path
) -> None:
    turns = bench_data / "talks" / "a" / "queries.jsonl"
    same = "Who closed the harbour of Alta?"
    turns.write_text(turns.read_text().replace("Who complained about the harbour of Narvik?", same))

    kept = [
        {one.question for one in open_questions([clapnq, bench_data / "talks" / "a"], half)}
        for half in (None, 0, 1)
    ]

    assert [same in asked for asked in kept] == [True, False, True]
    assert all("Who complained about the harbour of Oslo?" in asked for asked in kept)


def test_so_is_what_has_a_right_sentence_of_that_half(clapnq: Path, bench_data: Path) -> None:
    corpus = bench_data / "talks" / "a" / "corpus.jsonl.gz"
    told = {"title": "Narvik", "text": "The harbour of Narvik sold salt. Nobody complained."}
    with gzip.open(corpus, "rt", encoding="utf-8") as stream:
        first, *others = [json.loads(line) for line in stream]
    with gzip.open(corpus, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(one) + "\n" for one in (first | told, *others))

    kept = [
        {one.question for one in open_questions([clapnq, bench_data / "talks" / "a"], half)}
        for half in (None, 0, 1)
    ]

    about_it = "Who complained about the harbour of Narvik?"
    assert [about_it in asked for asked in kept] == [True, False, True]


def test_news_has_no_open_questions(bench_data: Path) -> None:
    with pytest.raises(CorpusError, match="news"):
        open_questions([bench_data / "news"])
