"""Choose the confidence of rag/confidence.py.

    python -m eval.fit_refusal FOLDER

FOLDER holds answerable and unanswerable questions (CLAPnq, see eval/benchdata.py), which are asked
of all its passages together. A logistic regression over the signals of the best evidence separates
the two kinds, cross-validated in 10 folds. Printed beside it: what the weights and the threshold
in use refuse, and how often the first sentence shown is a gold one.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.benchdata import Question, load
from eval.memory import memory_index
from index.embedder import SentenceTransformerEmbedder
from index.search import Index
from rag.confidence import THRESHOLD, Signals, confidence, signals
from rag.evidence import Evidence, choose
from rag.selector import BUNDLED


def main(folder: Path) -> None:
    """Print the regression's coefficients, and how well it and the weights in use separate."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import cross_val_predict

    data = load(folder)
    index = memory_index(data.articles, SentenceTransformerEmbedder(), dense=True)
    good, bad = (_ranked(index, part) for part in (data.answerable, data.unanswerable))
    y = np.array([True] * len(good) + [False] * len(bad))

    asked = [question.text for question in (*data.answerable, *data.unanswerable)]
    found = list(zip(asked, (*good, *bad), strict=True))
    x = np.array([signals(question, ranked) for question, ranked in found])
    model = LogisticRegression(C=10)
    held_out = cross_val_predict(model, x, y, cv=10, method="decision_function")
    weights = dict(zip(Signals._fields, model.fit(x, y).coef_[0].round(2).tolist(), strict=True))
    print(f"fitted: {weights}, AUROC {roc_auc_score(y, held_out):.3f}")

    sure = np.array([confidence(question, ranked) for question, ranked in found])
    print(f"in use: AUROC {roc_auc_score(y, sure):.3f}")
    for name, at in (("threshold in use", THRESHOLD), ("8% refused", np.quantile(sure[y], 0.08))):
        print(f"  {name} {at:.2f}: refuses {(sure[y] < at).mean():.3f} of the answerable, "
              f"{(sure[~y] < at).mean():.3f} of the unanswerable")  # fmt: skip
    first = [q.is_right(r[0].quote) for q, r in zip(data.answerable, good, strict=True)]
    print(f"first sentence shown is gold: {np.mean(first):.3f}")


def _ranked(index: Index, questions: Sequence[Question]) -> list[list[Evidence]]:
    return [
        choose(index, question.text, index.search(question.text), selector=BUNDLED)
        for question in questions
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
