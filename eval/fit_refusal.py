"""Choose the confidence of rag/confidence.py.

    python -m eval.fit_refusal FOLDER [--left-out WEIGHTS WEIGHTS] [--json FILE]

FOLDER holds answerable and unanswerable questions (CLAPnq, see eval/benchdata.py), which are asked
of all its passages together. A logistic regression over the signals of the best evidence separates
the two kinds, cross-validated in 10 folds. Printed beside it: what the assistant itself does with
the weights and the threshold in use.

The selector in use has read these questions. With --left-out, those of each half are asked with the
weights that `eval.selector.train --left-out 0` and `--left-out 1` gave, in this order. FILE gets
what `groundwire bench answers` would write, without the answers' text.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from eval.bench.answers import AnswerRecord, abstaining, clapnq_records
from eval.bench.answers_report import answers_to_dict, figures
from eval.bench.conditions import conditions
from eval.benchdata import DataSet, Question, load
from eval.memory import memory_index
from index.embedder import SentenceTransformerEmbedder
from index.passage import Chunking
from index.search import Index
from index.weights import DEFAULT_MODEL
from rag.assistant import Assistant
from rag.confidence import THRESHOLD, Signals, signals
from rag.evidence import choose
from rag.selector import BUNDLED, OnnxSelector, Selector

_REFUSED = 0.08
"""Of the answerable; the threshold that refuses so many is printed."""


def main(folder: Path, left_out: Sequence[Path] = (), file: Path | None = None) -> None:
    """Print the regression's coefficients, and how well it and the assistant separate.

    With `left_out`, by weights that have not read the questions; `file` gets the records.
    """
    data = load(folder)
    index = memory_index(data.articles, SentenceTransformerEmbedder(), dense=True)
    known: list[Signals] = []
    records: list[AnswerRecord] = []
    for selector, good, bad in parts(
        data, [OnnxSelector(weights, sha256=None) for weights in left_out]
    ):
        known += (_signals(index, question, selector) for question in (*good, *bad))
        records += clapnq_records(Assistant(index, selector=selector), good, bad)
    if file:
        _write(file, ["/".join(weights.parts[-2:]) for weights in left_out], records)
    can = np.array([record.answerable for record in records])
    _fit(np.array(known), can)
    shares = {name: round(value, 3) for name, value in asdict(abstaining(records)).items()}
    sure = np.array([record.confidence for record in records])
    print(f"in use, at {THRESHOLD}: {shares}")
    at = float(np.quantile(sure[can], _REFUSED))
    print(f"at {at:.3f}, of the answerable {_REFUSED} are below, of the unanswerable "
          f"{(sure[~can] < at).mean():.3f}")  # fmt: skip


def parts(
    data: DataSet, left_out: Sequence[Selector]
) -> list[tuple[Selector, Sequence[Question], Sequence[Question]]]:
    """Return each selector with the questions to ask with it: answerable and not.

    Without any, the one in use with all. The halves are those of eval/selector/open_questions.py.
    """
    good, bad = data.answerable, data.unanswerable
    if not left_out:
        return [(BUNDLED, good, bad)]
    return [
        (selector, good[half::2], bad[(half + len(good)) % 2 :: 2])
        for half, selector in enumerate(left_out)
    ]


def _signals(index: Index, question: Question, selector: Selector) -> Signals:
    ranked = choose(index, question.text, index.search(question.text), selector=selector)
    return signals(question.text, ranked)


def _write(file: Path, selectors: Sequence[str], records: Sequence[AnswerRecord]) -> None:
    """Write the figures and records, each with the number of its question in the data.

    They come half by half: the first, third, … question, then the others.
    """
    count, halves = len(records), max(1, len(selectors))
    ids = [at for half in range(halves) for at in range(half, count, halves)]
    numbered = [replace(records[ids.index(at)], id=str(at)) for at in range(count)]
    found = answers_to_dict(figures("clapnq", numbered), numbered)
    for record in found["records"]:
        del record["text"]
    report = {
        "benchmark": "answers",
        "conditions": conditions(DEFAULT_MODEL, Chunking()) | {"selectors": selectors or "in use"},
        "sets": [found],
    }
    file.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _fit(known: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", can: np.ndarray) -> None:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=10)
    held_out = cross_val_predict(model, known, can, cv=10, method="decision_function")
    found = model.fit(known, can).coef_[0].round(2).tolist()
    weights = dict(zip(Signals._fields, found, strict=True))
    print(f"fitted: {weights}, AUROC {roc_auc_score(can, held_out):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--left-out", type=Path, nargs=2, default=())
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    main(given.folder, given.left_out, given.json)
