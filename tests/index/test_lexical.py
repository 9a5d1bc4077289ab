from pathlib import Path

import pytest

from corpus.errors import IndexStorageError
from index.lexical import LexicalIndex

TEXTS = ["Macron named 26 countries.", "Zelensky came to Paris.", "", "Paris is cold in March."]


def test_the_passage_with_the_rare_word_scores_highest() -> None:
    scores = LexicalIndex.build(TEXTS).scores("Which countries in Paris?")

    assert scores.shape == (4,)
    assert scores.argmax() == 0
    assert scores[2] == 0


def test_unknown_words_score_nothing() -> None:
    assert not LexicalIndex.build(TEXTS).scores("xylophone").any()


def test_texts_without_words_can_be_indexed_and_searched() -> None:
    index = LexicalIndex.build(["", "…"])

    assert list(index.scores("anything")) == [0, 0]
    assert "anything" not in index


def test_idf_follows_the_formula() -> None:
    index = LexicalIndex.build(TEXTS)

    assert index.idf("pari") == pytest.approx(0.6931, abs=1e-4)  # ln(1 + 2.5 / 2.5)
    assert index.idf("zelenski") == pytest.approx(1.2040, abs=1e-4)  # ln(1 + 3.5 / 1.5)
    assert index.idf("absent") == pytest.approx(2.3026, abs=1e-4)  # ln(1 + 4.5 / 0.5)


def test_what_is_loaded_scores_as_what_was_saved(tmp_path: Path) -> None:
    built = LexicalIndex.build(TEXTS)
    built.save(tmp_path / "lexical")

    loaded = LexicalIndex.load(tmp_path / "lexical")

    assert list(loaded.scores("Paris in March")) == list(built.scores("Paris in March"))


def test_a_damaged_index_is_refused(tmp_path: Path) -> None:
    LexicalIndex.build(TEXTS).save(tmp_path / "lexical")
    (tmp_path / "lexical" / "vocab.index.json").write_text("{", encoding="utf-8")

    with pytest.raises(IndexStorageError, match="damaged"):
        LexicalIndex.load(tmp_path / "lexical")
