"""How well reprints are recognised: a sample of pairs to read, and what reading them gave.

    python -m eval.reprints FOLDER [--sample N] [--seed S]

Counts articles and stories of FOLDER's corpus.jsonl.gz. With --sample it prints up to N pairs of
each stratum for reading; without, precision and recall if FOLDER holds all the articles judged in
eval/reprints_judged.csv. Strata are bands of overlap, over all words: captions and page furniture
too, so that what index/signatures.py leaves out is judged as well. docs/reprints.md defines the
judgement.
"""

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from corpus.article import Article
from eval.bench.scores import plain
from eval.benchdata import load
from index.reprints import MIN_OVERLAP, MIN_SHARED, distinct, links, stories
from index.signatures import SHINGLE_WORDS, is_empty, signature

JUDGED = Path(__file__).with_name("reprints_judged.csv")
_BANDS = (0.05, 0.2, 0.35, 0.5, MIN_OVERLAP)
_COMMON = 200  # a shingle of more articles is a phrase of the language or of an outlet
_RESAMPLES = 1000

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair that was read. It stands for `weight` pairs of its stratum."""

    pair: Pair
    stratum: str
    weight: float
    same: bool


def main() -> None:
    """Print counts, then pairs to read or what the judgements say."""
    parser = argparse.ArgumentParser(prog="python -m eval.reprints")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    options = parser.parse_args()
    articles = {article.id: article for article in load(options.folder).articles}
    values = list(articles.values())
    signed = np.stack([signature(article) for article in values])
    texts = distinct(values, signed)
    story = stories(texts, links(texts, {}, frozenset()))
    sizes = Counter(story.values())
    several = [size for size in sizes.values() if size > 1]
    print(f"{len(articles)} articles, {len(sizes)} stories; {len(several)} of several articles,")
    print(f"the largest of {max(several, default=1)}; {sum(several)} articles are in one of these")
    judged = read_judged(JUDGED)
    if options.sample:
        furniture = {a.id for a, s in zip(values, signed, strict=True) if is_empty(s)}
        chance = random.Random(options.seed)  # noqa: S311 -- a sample, not a secret
        _show(articles, strata(values, story, furniture), options.sample, chance)
    elif all(set(judgement.pair) <= articles.keys() for judgement in judged):
        _report(judged, story)


def strata(
    articles: Sequence[Article], story: Mapping[str, str], furniture: Container[str]
) -> dict[str, dict[Pair, float]]:
    """Return the overlap of each pair, by stratum; pairs below the lowest band are left out."""
    found: dict[str, dict[Pair, float]] = defaultdict(dict)
    for pair, share in overlaps(articles):
        kind = "one story" if story[pair[0]] == story[pair[1]] else "apart"
        if pair[0] in furniture or pair[1] in furniture:
            kind = "furniture"
        reached = [band for band in _BANDS if share >= band]
        if reached or kind == "one story":
            found[f"{kind}, overlap from {max(reached, default=0)}"][pair] = share
    return dict(sorted(found.items(), reverse=True))


def overlaps(articles: Sequence[Article]) -> Iterator[tuple[Pair, float]]:
    """Yield all pairs that share enough shingles, with the share of the smaller article's."""
    holders, sizes = defaultdict[str, list[str]](list), Counter[str]()
    for article in articles:
        words = plain(article.text).split()
        runs = (words[n : n + SHINGLE_WORDS] for n in range(len(words) - SHINGLE_WORDS + 1))
        for run in {" ".join(run) for run in runs}:
            holders[run].append(article.id)
            sizes[article.id] += 1
    shared = Counter(
        pair
        for ids in holders.values()
        if 1 < len(ids) <= _COMMON
        for pair in combinations(sorted(ids), 2)
    )
    for (a, b), count in shared.items():
        if count >= MIN_SHARED:
            yield (a, b), count / min(sizes[a], sizes[b])


def read_judged(file: Path) -> list[Judgement]:
    """Read judgements; a row is id_a, id_b, stratum, overlap, weight, same_story (yes or no)."""
    with file.open(encoding="utf-8", newline="") as stream:
        return [
            Judgement(
                (row["id_a"], row["id_b"]),
                row["stratum"],
                float(row["weight"]),
                row["same_story"] == "yes",
            )
            for row in csv.DictReader(stream)
        ]


def precision_and_recall(
    judged: Sequence[Judgement], story: Mapping[str, str]
) -> tuple[float, float]:
    """Estimate both over all pairs from a stratified sample; 0 where nothing can be counted."""
    weights = Counter[tuple[bool, bool]]()
    for judgement in judged:
        a, b = judgement.pair
        weights[story[a] == story[b], judgement.same] += judgement.weight  # type: ignore[assignment]
    right, wrong, missed = weights[True, True], weights[True, False], weights[False, True]
    return right / ((right + wrong) or 1), right / ((right + missed) or 1)


def _report(judged: Sequence[Judgement], story: Mapping[str, str]) -> None:
    by_stratum: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        by_stratum[judgement.stratum].append(judgement)
    for stratum, members in by_stratum.items():
        same, pairs = sum(j.same for j in members), sum(j.weight for j in members)
        print(f"{stratum}: {pairs:.0f} pairs, {len(members)} read, {same} the same story")
    chance = random.Random(0)  # noqa: S311 -- resampling, not a secret
    again = [
        precision_and_recall(
            [j for members in by_stratum.values() for j in chance.choices(members, k=len(members))],
            story,
        )
        for _ in range(_RESAMPLES)
    ]
    for n, name in enumerate(("precision", "recall")):
        low, high = (sorted(r[n] for r in again)[int(_RESAMPLES * q)] for q in (0.025, 0.975))
        value = precision_and_recall(judged, story)[n]
        print(f"{name} {value:.3f} (95% interval {low:.3f} to {high:.3f})")


def _show(
    articles: Mapping[str, Article],
    found: Mapping[str, Mapping[Pair, float]],
    most: int,
    chance: random.Random,
) -> None:
    for stratum, pairs in found.items():
        chosen = chance.sample(sorted(pairs), min(most, len(pairs)))
        print(f"\n== {stratum}: {len(pairs)} pairs, {len(chosen)} to read")
        for a, b in chosen:
            print(f"\n{a},{b},{pairs[a, b]:.3f},{len(pairs) / len(chosen):.3f}")
            for article in (articles[a], articles[b]):
                print(f"  {article.outlet}, {article.published}: {article.title} <{article.url}>")
                print(f"    {len(article.text.split())} words: {article.text[:400]!r}")


if __name__ == "__main__":
    main()
