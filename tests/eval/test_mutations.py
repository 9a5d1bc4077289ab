"""What the check catches of falsified sentences, and what it lets pass of honest ones."""

import sys
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.folder import find_files, read_articles
from eval.mutations import SHORTENED, UNTOUCHED, caught, main, trials
from eval.mutators import MUTATORS

SAMPLE = Path(__file__).parent.parent.parent / "corpus" / "articles"


@pytest.fixture(scope="module")
def rates() -> dict[str, float]:
    found = [a for source in find_files([SAMPLE]) for a in read_articles(source)]
    counts = caught(trial for trial in trials(a for a in found if isinstance(a, Article)))
    return {kind: failed / total for kind, (failed, total) in counts.items()}


@pytest.mark.parametrize("kind", MUTATORS)
def test_falsified_sentences_fail(rates: dict[str, float], kind: str) -> None:
    assert rates[kind] >= 0.95


def test_honest_sentences_pass(rates: dict[str, float]) -> None:
    assert rates[UNTOUCHED] <= 0.03
    assert rates[SHORTENED] <= 0.10


def test_the_command_shows_what_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "The ferry to Bergen carried 212 passengers.\n\nIts captain, Nils Vik, slept until noon."
    (tmp_path / "ferry.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["mutations", str(tmp_path), "--show", "untouched"])

    main()

    shown = capsys.readouterr().out
    assert "number" in shown
    assert "fail the check: 1.000" in shown
    assert sys.argv[1] == str(tmp_path)
