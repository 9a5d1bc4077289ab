"""Which articles are one story: reprints, new versions of a page, a page under two addresses.

Two articles are the same story if one is derived from the other's wording, not if they merely
report the same event. docs/reprints.md gives the definition in full and how well this finds it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from corpus.article import Article
from index.signatures import Signature, estimated_overlap, is_empty, near_pairs, shingles

# Share of the shorter article's shingles that the other must hold, and how many. Chosen by
# reading pairs of news-2023h2 (python -m eval.reprints FOLDER --sample N).
MIN_OVERLAP = 0.65
MIN_SHARED = 30
# An estimate from 128 hashes errs; what it puts below this is not compared word by word.
_MIN_ESTIMATE = 0.45

# "5 things to know for June 27" and "… for July 11" are two issues of a column: most of what they
# share is its frame.
_DAY = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})\b", re.IGNORECASE
)
_SAME_ISSUE = 0.9

Link = tuple[float, int, int]
"""How much two articles overlap, and their positions, lower first."""


def stories(articles: Sequence[Article], signed: Sequence[Signature]) -> dict[str, str]:
    """Return the story of each article by its id; `signed` are their signatures, in order.

    A story is called by the id of its first article, by publication date (undated last), then
    id. The order of `articles` makes no difference, nor does an article that is unlike others.
    """
    ranked = sorted(zip(articles, signed, strict=True), key=lambda pair: _age(pair[0]))
    same, firsts = _identical([values for _, values in ranked])
    distinct = [ranked[first] for first in firsts]
    groups = _grouped(len(firsts), sorted(_links(distinct), key=lambda link: (-link[0], *link[1:])))
    return {
        article.id: distinct[groups[same[place]]][0].id for place, (article, _) in enumerate(ranked)
    }


def overlap(one: set[str], other: set[str]) -> float:
    """Return the share of the smaller set of shingles that the other holds, 0 if too few are."""
    shared = len(one & other)
    few = shared < MIN_SHARED and one != other
    return 0.0 if few or not shared else shared / min(len(one), len(other))


def _age(article: Article) -> tuple[bool, str, str]:
    published = article.published
    return published is None, published.isoformat() if published else "", article.id


def _identical(signed: Sequence[Signature]) -> tuple[list[int], list[int]]:
    """Return for each signature its number among the distinct ones, and where each of them is.

    A thousand copies of one text are one thing to compare then. Empty ones are all distinct.
    """
    numbers: dict[bytes | int, int] = {}
    same, firsts = list[int](), list[int]()
    for place, values in enumerate(signed):
        number = numbers.setdefault(place if is_empty(values) else values.tobytes(), len(firsts))
        if number == len(firsts):
            firsts.append(place)
        same.append(number)
    return same, firsts


def _links(distinct: Sequence[tuple[Article, Signature]]) -> Iterator[Link]:
    shingles_of = cache(lambda place: shingles(distinct[place][0]))
    filled = [place for place, (_, values) in enumerate(distinct) if not is_empty(values)]
    for a, b in near_pairs([distinct[place][1] for place in filled]):
        one, other = filled[a], filled[b]
        if estimated_overlap(distinct[one][1], distinct[other][1]) < _MIN_ESTIMATE:
            continue
        share = overlap(shingles_of(one), shingles_of(other))
        issues = _are_issues(distinct[one][0].title, distinct[other][0].title)
        if share >= (_SAME_ISSUE if issues else MIN_OVERLAP):
            yield share, one, other


def _are_issues(one: str | None, other: str | None) -> bool:
    """Return whether two titles name days, and different ones."""
    days, others = (
        {(m[1][:3].lower(), m[2]) for m in _DAY.finditer(t or "")} for t in (one, other)
    )
    return bool(days and others) and days != others


def _grouped(size: int, links: Sequence[Link]) -> list[int]:
    """Return for each of `size` articles the first of its group, joining the most alike first.

    Two groups become one only if most pairs across them are linked: a round-up that holds two
    unrelated articles does not make them one story, nor does a chain of small likenesses.
    """
    linked = {(one, other) for _, one, other in links}
    first = list(range(size))
    members = {place: [place] for place in first}
    for _, one, other in links:
        low, high = sorted((first[one], first[other]))
        across = list(product(members[low], members[high]))
        if low != high and sum((min(p), max(p)) in linked for p in across) * 2 > len(across):
            members[low] += members.pop(high)
            for place in members[low]:
                first[place] = low
    return first
