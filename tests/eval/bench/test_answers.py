import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from eval.bench.answers import AnswerRecord, abstaining, clapnq_records, records_of
from eval.bench.answers_report import answers_to_dict, figures
from eval.bench.answers_sets import Clapnq, answer_sets
from index.embedder import HashingEmbedder
from index.passage import Chunking
from rag.answer import Status
from rag.markers import count_words

FERRIES = "Nine ferries sail to Bergen each day."
CHOIR = "The choir of Narvik sang in the old church all night."


def record(**known: object) -> AnswerRecord:
    fields = {
        "id": "1", "budget": 80, "status": Status.ANSWERED, "text": "Nine.", "words": 1,
        "citations": ("a",), "hit": True, "answerable": True, "confidence": 0.9, "ms": 5.0,
        "disputed": False,
        "inexact": 0,
    }  # fmt: skip
    return AnswerRecord(**(fields | known))


@pytest.fixture
def clapnq(tmp_path: Path) -> Path:
    folder = tmp_path / "clapnq"
    folder.mkdir()

    def write(name: str, question: str, passage: str, gold: list[str]) -> None:
        line = {
            "input": question,
            "passages": [{"title": "", "text": passage}],
            "output": [{"selected_sentences": gold}],
        }
        with gzip.open(folder / f"{name}.jsonl.gz", "wt") as file:
            file.write(json.dumps(line) + "\n")

    write("answerable", "How many ferries sail to Bergen each day?", FERRIES, [FERRIES])
    write("unanswerable", "Who won the chess final?", CHOIR, [])
    return folder


def test_news_are_asked_for_each_budget(
    bench_data: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    (one,) = answer_sets(bench_data, ["news"])
    assistant = one.assistant(tmp_path, embedder, Chunking(), None, lambda *_: None)

    records = records_of(assistant, one)
    found = figures(one.name, records)

    assert [row.budget for row in found.budgets] == [35, 80]
    assert len(records) == 2 * found.questions
    assert found.inexact == 0
    assert found.abstaining is None
    for each in records:
        assert each.words == count_words(each.text)
    share = sum(each.hit for each in records if each.budget == 80) / found.questions
    assert found.budgets[1].hit.mean == pytest.approx(share)
    disputed = sum(each.disputed for each in records if each.budget == 80)
    assert found.disputed == pytest.approx(disputed / found.questions)
    assert len(answers_to_dict(found, records)["records"]) == len(records)


def test_clapnq_is_asked_of_all_its_passages(clapnq: Path, embedder: HashingEmbedder) -> None:
    (one,) = answer_sets(clapnq)
    assert isinstance(one, Clapnq)
    assistant = one.assistant(clapnq, embedder, Chunking(), None, lambda *_: None)

    records = clapnq_records(assistant, one.data.answerable, one.data.unanswerable)

    assert [each.answerable for each in records] == [True, False]
    assert [each.hit for each in records] == [True, False]
    assert records[1].status is Status.INSUFFICIENT
    told = figures(one.name, records).abstaining
    assert told is not None
    assert (told.first_gold, told.auroc, told.unanswerable_refused) == (1.0, 1.0, 1.0)


def test_a_refused_answerable_question_is_no_gold_sentence() -> None:
    refused = record(status=Status.INSUFFICIENT, hit=False, confidence=0.2)
    known = record(answerable=False, hit=False, confidence=0.5)

    told = abstaining([record(), refused, known])

    assert told.first_gold == 0.5
    assert told.first_gold_of_answered == 1.0
    assert told.answerable_refused == 0.5
    assert told.unanswerable_refused == 0.0
    assert told.auroc == 0.5


def test_quotes_unlike_their_source_are_counted(clapnq: Path, embedder: HashingEmbedder) -> None:
    (one,) = answer_sets(clapnq)
    assistant = one.assistant(clapnq, embedder, Chunking(), None, lambda *_: None)
    ask = assistant.ask

    def bent(*args: object, **kwargs: object) -> object:
        answer = ask(*args, **kwargs)
        bad = tuple(replace(citation, quote="else") for citation in answer.citations)
        return replace(answer, citations=bad)

    assistant.ask = bent  # type: ignore[method-assign]

    assert sum(each.inexact for each in records_of(assistant, one)) >= 1


def test_a_folder_without_sets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no set to answer"):
        answer_sets(tmp_path)
