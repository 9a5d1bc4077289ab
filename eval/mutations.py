"""How many falsified statements the check catches, and how often it fails honest ones.

    python -m eval.mutations FOLDER [--articles N] [--seed S] [--show KIND]

Takes each sentence of the articles of FOLDER (at most N of them, drawn evenly), changes one thing
in it (eval/mutators.py) and checks the result against the sentence, with its neighbours as
context; and so with the sentence as it stands and with shortenings of it (eval/shortenings.py),
which must pass. --show prints what went wrong of one kind.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.folder import find_files, read_articles
from corpus.sentences import split_sentences
from eval.mutators import MUTATORS, stock
from eval.shortenings import shortenings
from rag.verify.fault import Cited
from rag.verify.statement import check

UNTOUCHED, SHORTENED = "untouched", "shortened"
_WORDS = range(6, 61)
"""Shorter ones are captions and exclamations; longer ones are lists."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A statement made from a sentence, and what the check said of it."""

    kind: str
    """The mutator's name, UNTOUCHED or SHORTENED."""
    sentence: str
    statement: str
    faults: tuple[str, ...]
    """As "check: message"; empty if it passed."""


def trials(articles: Iterable[Article], seed: int = 0) -> Iterator[Trial]:
    """Yield a trial of each kind for each sentence that it can be made from."""
    rng = random.Random(seed)  # noqa: S311 -- a fixed sample, not a secret
    for article in articles:
        held = stock(article.text)
        sentences = [s for s in split_sentences(article.text, article.title) if not s.is_heading]
        texts = [" ".join(article.text[s.start : s.end].split()) for s in sentences]
        for at, sentence in enumerate(texts):
            if len(sentence.split()) not in _WORDS:
                continue
            cited = Cited(
                sentence, " ".join([*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2]])
            )
            yield _trial(UNTOUCHED, sentence, sentence, cited)
            for _, shorter in shortenings(sentence):
                yield _trial(SHORTENED, sentence, shorter, cited)
            for kind, mutate in MUTATORS.items():
                changed = mutate(sentence, held, rng)
                if changed and changed != sentence:
                    yield _trial(kind, sentence, changed, cited)


def caught(done: Iterable[Trial]) -> dict[str, tuple[int, int]]:
    """Return for each kind how many trials the check failed, and how many there were."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for trial in done:
        counts[trial.kind][0] += bool(trial.faults)
        counts[trial.kind][1] += 1
    return {kind: (failed, total) for kind, (failed, total) in counts.items()}


def main() -> None:
    """Print a row for each kind, and with --show what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m eval.mutations")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--show", metavar="KIND")
    options = parser.parse_args()
    done = list(trials(_drawn(options.folder, options.articles, options.seed), options.seed))
    for kind, (failed, total) in caught(done).items():
        print(f"{kind:12} {failed:6} of {total:6} fail the check: {failed / total:.3f}")
    for trial in done:
        if trial.kind == options.show and bool(trial.faults) == (trial.kind not in MUTATORS):
            print(f"\n- {trial.sentence}\n+ {trial.statement}\n  {'; '.join(trial.faults)}")


def _trial(kind: str, sentence: str, statement: str, cited: Cited) -> Trial:
    faults = tuple(f"{fault.check}: {fault.message}" for fault in check(statement, [cited]))
    return Trial(kind, sentence, statement, faults)


def _drawn(folder: Path, most: int, seed: int) -> list[Article]:
    found = [
        article
        for source in find_files([folder])
        for article in read_articles(source)
        if isinstance(article, Article)
    ]
    rng = random.Random(seed)  # noqa: S311
    return found if len(found) <= most else rng.sample(found, most)


if __name__ == "__main__":
    main()
