"""How well follow-up questions are made whole (rag/followup.py), beside people who rewrote them.

    python -m eval.fit_followup FOLDER…

Each FOLDER holds queries.jsonl, of the form of MTRAG's retrieval tasks: id (conversation and turn),
history (the user's earlier questions), question, human_rewrite. A question needs its history if the
rewrite takes content terms from it. Printed for both halves of the conversations, the first of
which the rules were written on for one set: of the questions that need their history, the share
changed by us; of the others, the share to which we add terms; of the terms that the rewrites take
from the history, the share that we take too (recall); of the terms that we add, the share that
stands in the rewrite (precision).
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.terms import terms
from rag.followup import make_whole


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The content terms that people and we added to a question."""

    asked_for: frozenset[str]
    """Terms that the human rewrite takes from the history."""
    added: frozenset[str]
    right: frozenset[str]
    """Of `added`, those that stand in the human rewrite."""


def main(folders: Iterable[str]) -> None:
    """Print a line of measures for each half of each folder."""
    print(
        f"{'':18}{'need':>6}{'changed':>9}{'others':>8}{'changed':>9}{'recall':>8}{'precision':>11}"
    )
    for folder in map(Path, folders):
        lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
        queries = [query for query in map(json.loads, lines) if query["history"]]
        talks = list(dict.fromkeys(_talk(query) for query in queries))
        for half, part in (("1st", talks[: len(talks) // 2]), ("2nd", talks[len(talks) // 2 :])):
            print(f"{folder.name + ' ' + half:18}", end="")
            _print([_rewrite(query) for query in queries if _talk(query) in set(part)])


def _talk(query: dict[str, str]) -> str:
    return query["id"].partition("<::>")[0]


def _rewrite(query: dict[str, str]) -> Rewrite:
    question, human = (" ".join(query[key].split()) for key in ("question", "human_rewrite"))
    known, rewritten = set(terms(question)), set(terms(human))
    history = {term for turn in query["history"] for term in terms(turn)}
    added = set(terms(make_whole(question, query["history"]))) - known
    return Rewrite(
        frozenset((rewritten - known) & history), frozenset(added), frozenset(added & rewritten)
    )


def _print(rewrites: Sequence[Rewrite]) -> None:
    need = [rewrite for rewrite in rewrites if rewrite.asked_for]
    others = [rewrite for rewrite in rewrites if not rewrite.asked_for]
    taken = sum(len(rewrite.added & rewrite.asked_for) for rewrite in need)
    recall = taken / max(1, sum(len(rewrite.asked_for) for rewrite in need))
    right = sum(len(rewrite.right) for rewrite in rewrites)
    precision = right / max(1, sum(len(rewrite.added) for rewrite in rewrites))
    print(f"{len(need):6}{_changed(need):9.3f}{len(others):8}{_changed(others):9.3f}"
          f"{recall:8.3f}{precision:11.3f}")  # fmt: skip


def _changed(rewrites: Sequence[Rewrite]) -> float:
    return sum(bool(rewrite.added) for rewrite in rewrites) / max(1, len(rewrites))


if __name__ == "__main__":
    main(sys.argv[1:])
