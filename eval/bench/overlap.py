"""The plain baseline: the share of a claim's words that its evidence has, weighted by idf."""

from collections import Counter
from collections.abc import Sequence
from math import log

from index.terms import terms


def overlaps(claims: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
    """Return for each claim and its evidence the overlap, 0 to 1; idf over all evidence."""
    texts = {tuple(evidence): frozenset(terms("\n".join(evidence))) for _, evidence in claims}
    times = Counter(term for held in texts.values() for term in held)
    idf = {term: log(1 + len(texts) / (0.5 + count)) for term, count in times.items()}
    most = log(1 + 2 * len(texts))

    def overlap(claim: str, held: frozenset[str]) -> float:
        weights = [(idf.get(term, most), term in held) for term in set(terms(claim))]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, there in weights if there) / total if total else 0.0

    return [overlap(claim, texts[tuple(evidence)]) for claim, evidence in claims]
