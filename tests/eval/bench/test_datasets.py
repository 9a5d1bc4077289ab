import gzip
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CasesError, CorpusError
from eval.bench.datasets import ConversationSet, NewsSet, load_sets


def test_sets_are_found_at_any_depth_and_known_by_their_files(bench_data: Path) -> None:
    news, first, second = load_sets(bench_data)

    assert isinstance(news, NewsSet)
    assert isinstance(first, ConversationSet)
    assert [news.name, first.name, second.name] == ["news", "talks/a", "talks/b"]
    assert [q.id for q in news.questions] == ["q0", "q1", "q2", "q3", "q4"]
    assert news.unscored == 1
    assert news.questions[0].asked == date(2025, 7, 1)
    assert first.questions[0].history == ("What did Narvik sell?",)
    assert first.qrels["talk1<::>3"] == {"n1": 1}


def test_one_set_is_a_folder_too(bench_data: Path) -> None:
    assert [one.name for one in load_sets(bench_data / "news")] == ["news"]


def test_turns_of_one_conversation_belong_together(bench_data: Path) -> None:
    (talks,) = load_sets(bench_data / "talks" / "a")

    assert [turn.cluster for turn in talks.questions][:3] == ["talk0", "talk0", "talk1"]


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (["news"], ["news"]),
        (["talks/*"], ["talks/a", "talks/b"]),
        (["talks/b/", "news"], ["news", "talks/b"]),
    ],
)
def test_sets_are_chosen_by_pattern(
    bench_data: Path, patterns: list[str], names: list[str]
) -> None:
    assert [one.name for one in load_sets(bench_data, patterns)] == names


def test_a_pattern_that_matches_nothing_is_named(bench_data: Path) -> None:
    with pytest.raises(CorpusError, match=r"'sport'; found: news, talks/a"):
        load_sets(bench_data, ["news", "sport"])


def test_unjudged_turns_are_counted_and_left_out(bench_data: Path) -> None:
    qrels = bench_data / "talks" / "a" / "qrels.tsv"
    qrels.write_text("\n".join(qrels.read_text().splitlines()[:2]))

    (talks,) = load_sets(bench_data / "talks" / "a")

    assert ([turn.id for turn in talks.questions], talks.unscored) == (["talk0<::>2"], 5)


@pytest.mark.parametrize("folder", ["gone", "empty", "half"])
def test_a_folder_without_sets_is_named(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "half").mkdir()
    with gzip.open(tmp_path / "half" / "corpus.jsonl.gz", "wt") as stream:
        stream.write("{}")

    with pytest.raises(CorpusError, match=folder):
        load_sets(tmp_path / folder)


GOOD = (
    '{"id": "x", "asked": "2025-01-01", "question": "Q", "answer": "A", "answer_in_corpus": true}'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{GOOD}\n{{", "questions.jsonl:2: malformed JSON"),
        (f"{GOOD}\n\n3", "questions.jsonl:3: line: "),
        (GOOD.replace('"answer": "A", ', ""), "questions.jsonl:1: answer: field required"),
        (GOOD.replace("2025-01-01", "May"), "questions.jsonl:1: asked: "),
        (GOOD.replace('"Q"', '""'), "questions.jsonl:1: question: "),
        ("[1]", "questions.jsonl:1: line: "),
        ("\n", "questions.jsonl holds no questions"),
        (GOOD.replace("true", "false"), "no question with answer_in_corpus"),
    ],
)
def test_broken_questions_are_named_by_file_and_line(
    bench_data: Path, content: str, said: str
) -> None:
    (bench_data / "news" / "questions.jsonl").write_text(content, encoding="utf-8")

    with pytest.raises(CasesError) as error:
        load_sets(bench_data)

    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_line_that_is_not_utf8_is_named(bench_data: Path) -> None:
    (bench_data / "news" / "questions.jsonl").write_bytes(GOOD.replace("Q", "caf\xe9").encode("l1"))

    with pytest.raises(CasesError, match=r"questions\.jsonl:1: malformed"):
        load_sets(bench_data)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("query-id\tcorpus-id\tscore\na\tb\n", "qrels.tsv:2"),
        ("a\tb\thigh\n", "qrels.tsv:1"),
        ("a\tb\t1\n", "judges no question of queries.jsonl"),
        ("talk0<::>2\tb\t0\n", "judges no question of queries.jsonl"),
        (None, "qrels.tsv cannot be read"),
    ],
)
def test_broken_judgements_are_named(bench_data: Path, content: str | None, said: str) -> None:
    file = bench_data / "talks" / "a" / "qrels.tsv"
    file.unlink() if content is None else file.write_text(content)

    with pytest.raises(CasesError) as error:
        load_sets(bench_data)

    assert said in str(error.value)
