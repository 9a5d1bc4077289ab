import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from eval.bench.ramdocs import FILE, Question, halves, load_questions, run_questions
from index.embedder import HashingEmbedder

BUILT = (
    "The mill at Voss was built in 1872 by a farmer.",
    "The old mill at Voss was built in 1890, a brochure says.",
    "Sheep graze on the hills in summer.",
)
RECORD = {
    "question": "When was the mill at Voss built?",
    "documents": [{"text": text, "type": "correct", "answer": "?"} for text in BUILT],
    "disambig_entity": ["the mill"],
    "gold_answers": ["1872"],
    "wrong_answers": ["1890", "1890"],
}


def write(folder: Path, line: str) -> Path:
    with gzip.open(folder / FILE, "wt", encoding="utf-8") as stream:
        stream.write(line + "\n")
    return folder


def test_competing_answers_are_found_and_shown(tmp_path: Path) -> None:
    questions = load_questions(write(tmp_path, json.dumps(RECORD)))

    (record,) = run_questions(questions, HashingEmbedder(), None, lambda *_: None)

    assert questions[0].competing == ("1872", "1890")
    assert (record.valid, record.shown) == (1, 1)
    assert record.competes and record.disputed and record.found
    assert (record.values, record.known) == (2, 2)


def test_a_question_whose_documents_agree_is_no_disagreement() -> None:
    question = Question("When was the mill at Voss built?", BUILT[:1], ("1872",), ())

    (record,) = run_questions([question], HashingEmbedder(), None, lambda *_: None)

    assert not record.competes and not record.disputed and record.values == 0


def test_shares_are_given_for_all_and_for_both_halves() -> None:
    good = Question("When was the mill at Voss built?", BUILT, ("1872",), ("1890",))
    bad = Question("When was the mill at Voss built?", BUILT[2:], ("1872",), ("1890",))
    records = list(run_questions([good, bad], HashingEmbedder(), None, lambda *_: None))

    results = halves(records)

    assert [results[name].found.mean for name in ("all", "even", "odd")] == [0.5, 1.0, 0.0]
    assert results["all"].shown.mean == 0.5


@pytest.mark.parametrize("line", ["{", '{"question": "Who?"}'])
def test_what_is_not_of_the_form_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(CorpusError, match=r"ramdocs\.jsonl\.gz cannot be read"):
        load_questions(write(tmp_path, line))


def test_a_folder_without_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"holds no ramdocs\.jsonl\.gz"):
        load_questions(tmp_path)
