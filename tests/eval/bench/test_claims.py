"""Claims: reading them, balanced accuracy, and scores and thresholds that never saw their set."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import CasesError, CorpusError
from eval.bench.balanced import Judged, balanced_accuracy, balanced_intervals, best_threshold
from eval.bench.claims import (
    BASELINE,
    CHECKER,
    OURS,
    cross_fitted,
    load_claims,
    run_claims,
    with_thresholds,
)
from eval.bench.claims_report import claims_to_dict, figures
from eval.bench.overlap import overlaps
from index.entailment import OverlapEntailment

TOWNS = ("Narvik", "Bergen", "Voss", "Molde", "Hamar", "Skien", "Moss", "Alta")


def claim(name: str, town: str, at: int, *, supported: bool) -> dict[str, object]:
    said = town if supported else "Tromso"
    return {
        "id": f"{name}-{at}-{supported}",
        "set": name,
        "claim": f"The harbour of {said} sold {at + 3} boats.",
        "evidence": [f"The harbour of {town} sold {at + 3} boats. Nobody complained."],
        "supported": supported,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        claim(name, town, at, supported=supported)
        for name in ("a", "b", "c")
        for at, town in enumerate(TOWNS)
        for supported in (True, False)
    ]
    with gzip.open(tmp_path / "claims.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(line) + "\n" for line in lines)
    return tmp_path


def test_what_differs_by_a_name_is_told_apart(folder: Path) -> None:
    records = run_claims(load_claims(folder), OverlapEntailment())
    found = figures(records)

    assert list(found.claims.values()) == [16, 16, 16]
    assert set(found.systems) == {OURS, BASELINE, CHECKER}
    assert found.systems[OURS].mean.mean == 1.0
    written = claims_to_dict(records)
    assert len(written["records"]) == 48
    assert not any("harbour" in json.dumps(one) for one in written["records"])


def test_balanced_accuracy_is_the_mean_of_both_recalls() -> None:
    so = np.array([True, True, True, False])

    assert balanced_accuracy(np.array([True, True, True, True]), so) == 0.5
    assert balanced_accuracy(np.array([True, True, False, False]), so) == pytest.approx(5 / 6)
    assert balanced_accuracy(so, so) == 1.0


def test_an_interval_holds_its_mean_and_is_the_same_each_time() -> None:
    rng = np.random.default_rng(3)
    so = rng.random(200) < 0.4
    said = np.where(rng.random(200) < 0.7, so, ~so)
    sets = [Judged(said, so, list(range(200))), Judged(so, so, [at // 2 for at in range(200)])]

    (one, other), mean = balanced_intervals(sets)

    assert one.low < one.mean < one.high
    assert (other.low, other.high) == (1.0, 1.0)
    assert mean.mean == pytest.approx((one.mean + 1) / 2)
    assert balanced_intervals(sets)[1] == mean


def test_the_best_threshold_parts_the_labels() -> None:
    scores = np.linspace(0, 1, 50)

    assert 0.58 < best_threshold([(scores, scores > 0.6)]) < 0.63


def test_a_threshold_never_sees_its_own_set() -> None:
    sets = np.array(["a"] * 40 + ["b"] * 40)
    scores = np.tile(np.linspace(0, 1, 40), 2)
    so = np.concatenate([scores[:40] > 0.2, scores[40:] > 0.8])

    verdicts = with_thresholds(scores, so, sets)

    assert verdicts[0].threshold > 0.75
    assert verdicts[-1].threshold < 0.25


def test_scores_never_see_the_labels_of_their_own_set() -> None:
    rng = np.random.default_rng(4)
    sets = np.repeat(["a", "b", "c"], 60)
    x = rng.normal(size=(180, 4))
    so = x[:, 0] > 0
    turned = np.where(sets == "a", ~so, so)

    before, after = (
        [verdict.score for verdict in cross_fitted(x, labels, sets)] for labels in (so, turned)
    )

    assert before[:60] == after[:60]
    assert before[60:] != after[60:]
    assert np.mean([(score >= 0.5) == is_so for score, is_so in zip(before, so, strict=True)]) > 0.9


def test_a_rare_label_counts_as_much_as_the_other() -> None:
    rng = np.random.default_rng(2)
    sets = np.repeat(["a", "b"], 1000)
    so = rng.random(2000) < 0.05
    x = (2 * so + rng.normal(size=2000))[:, None]

    said = np.array([verdict.said for verdict in cross_fitted(x, so, sets)])

    assert said[so].mean() > 0.6
    assert said[~so].mean() < 0.4


def test_overlap_is_the_share_of_the_words() -> None:
    both, none, _ = overlaps([("Cod rose.", ["Cod rose."]), ("Cod rose.", ["A choir sang."]),
                              ("Tea.", ["Tea and cod."])])  # fmt: skip

    assert both == 1.0
    assert none == 0.0


@pytest.mark.parametrize(
    ("line", "said"),
    [('{"id": "x"}', "claims.jsonl.gz:1: set"), ("{", "claims.jsonl.gz:1: malformed JSON")],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    with gzip.open(tmp_path / "claims.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(line + "\n")

    with pytest.raises(CasesError, match=said):
        load_claims(tmp_path)


def test_what_cannot_be_cross_fitted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"holds no claims\.jsonl\.gz"):
        load_claims(tmp_path)
    (tmp_path / "claims.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(CasesError, match="cannot be read"):
        load_claims(tmp_path)
    one = json.dumps(claim("a", "Voss", 1, supported=True))
    (tmp_path / "claims.jsonl.gz").write_bytes(gzip.compress(one.encode()))
    with pytest.raises(CasesError, match="must hold supported claims and others"):
        load_claims(tmp_path)
