"""Which articles are one story: reprints, new versions of a page, a page under two addresses.

Two articles are the same story if one is derived from the other's wording, not if they merely
report the same event. docs/reprints.md gives the definition in full and how well this finds it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus.article import Article
from index.near_pairs import estimated_overlaps, estimated_sizes, near_pairs
from index.signatures import Signatures, is_empty, shingles

# Share of the shorter article's shingles that the other must hold, and how many. Chosen by
# reading pairs of news-2023h2 (python -m eval.reprints FOLDER --sample N).
MIN_OVERLAP = 0.65
MIN_SHARED = 30
# Estimates from 128 hashes err; what they put below these is not compared word by word.
_MIN_ESTIMATE = 0.45
_MIN_ESTIMATED_SIZE = MIN_SHARED / 2

# "5 things to know for June 27" and "… for July 11" are two issues of a column: most of what they
# share is its frame.
_DAY = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})\b", re.IGNORECASE
)
_SAME_ISSUE = 0.9

_KEPT = 500  # articles whose shingles are in memory: about 100 KB each

Links = Mapping[tuple[str, str], float]
"""Pairs of articles, by id, of which one is derived from the other, and how much they overlap."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The different texts of a corpus, each by its first article."""

    firsts: list[Article]
    """By publication date (undated last), then id."""
    signed: Signatures
    """Theirs, in order."""
    number: dict[str, int]
    """The place in `firsts` of the text of each article of the corpus, by id."""


def distinct(articles: Sequence[Article], signed: Signatures) -> Texts:
    """Return the texts of `articles`, whose signatures are `signed`; equal ones are one text.

    A thousand copies are one thing to compare then. Empty signatures are all of different texts.
    """
    texts: dict[bytes | str, int] = {}
    rows, number = list[int](), dict[str, int]()
    for row in sorted(range(len(articles)), key=lambda row: _age(articles[row])):
        article, values = articles[row], signed[row]
        key = article.id if is_empty(values) else values.tobytes()
        number[article.id] = texts.setdefault(key, len(rows))
        if number[article.id] == len(rows):
            rows.append(row)
    return Texts([articles[row] for row in rows], signed[rows], number)


def links(texts: Texts, known: Links, compared: Set[str]) -> dict[tuple[str, str], float]:
    """Return the pairs of `texts` of which one is derived from the other, by their first articles.

    `compared` holds ids of first articles that were compared with each other before and have not
    changed since, and `known` the links found then: only the others are compared.
    """
    ids = [article.id for article in texts.firsts]
    old = compared & set(ids)
    found = {pair: share for pair, share in known.items() if old >= set(pair)}
    fresh = np.array([id not in old for id in ids], dtype=np.bool_)
    return found | {(ids[one], ids[other]): share for one, other, share in _new(texts, fresh)}


def stories(texts: Texts, links: Links) -> dict[str, str]:
    """Return the story of each article by its id, from the `links` of `texts`.

    A story is called by the id of its first article.
    """
    ranked = sorted(
        (-share, min(numbers), max(numbers))
        for pair, share in links.items()
        for numbers in [[texts.number[id] for id in pair]]
    )
    groups = _grouped(len(texts.firsts), [(one, other) for _, one, other in ranked])
    return {id: texts.firsts[groups[number]].id for id, number in texts.number.items()}


def overlap(one: set[str], other: set[str]) -> float:
    """Return the share of the smaller set of shingles that the other holds, 0 if too few are."""
    shared = len(one & other)
    few = shared < MIN_SHARED and one != other
    return 0.0 if few or not shared else shared / min(len(one), len(other))


def _age(article: Article) -> tuple[bool, str, str]:
    published = article.published
    return published is None, published.isoformat() if published else "", article.id


def _new(texts: Texts, fresh: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, float]]:
    shingles_of = lru_cache(_KEPT)(lambda number: shingles(texts.firsts[number]))
    # Short texts cannot share enough, and an empty signature is of size 0.
    rows = np.flatnonzero(estimated_sizes(texts.signed) >= _MIN_ESTIMATED_SIZE)
    pairs = rows[near_pairs(texts.signed[rows], fresh[rows])]
    pairs = pairs[estimated_overlaps(texts.signed, pairs) >= _MIN_ESTIMATE]
    for one, other in pairs.tolist():
        share = overlap(shingles_of(one), shingles_of(other))
        issues = _are_issues(texts.firsts[one].title, texts.firsts[other].title)
        if share >= (_SAME_ISSUE if issues else MIN_OVERLAP):
            yield one, other, share


def _are_issues(one: str | None, other: str | None) -> bool:
    """Return whether two titles name days, and different ones."""
    days, others = (
        {(m[1][:3].lower(), m[2]) for m in _DAY.finditer(t or "")} for t in (one, other)
    )
    return bool(days and others) and days != others


def _grouped(size: int, ranked: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each of `size` texts the first of its group; `ranked` are links, the best first.

    Two groups become one only if most pairs across them are linked: a round-up that holds two
    unrelated articles does not make them one story, nor does a chain of small likenesses.
    """
    first = list(range(size))
    members = {place: [place] for place in first}
    # Links between groups, counted as they merge: a large family has too many pairs to look again.
    across: dict[int, Counter[int]] = {place: Counter() for pair in ranked for place in pair}
    for one, other in ranked:
        across[one][other] += 1
        across[other][one] += 1
    for one, other in ranked:
        low, high = sorted((first[one], first[other]))
        if low == high or across[low][high] * 2 <= len(members[low]) * len(members[high]):
            continue
        for place in members[high]:
            first[place] = low
        members[low] += members.pop(high)
        del across[low][high], across[high][low]
        for group, found in across.pop(high).items():
            del across[group][high]
            across[group][low] += found
            across[low][group] += found
    return first
