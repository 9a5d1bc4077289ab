"""Drafts of cases out of a corpus, for a person to mend."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.article import Article
from eval.cases import Case
from eval.clauses import Clause, clause_of, quotation_of
from eval.draft_questions import Drafted, questions_of
from eval.fields import Source, literal
from eval.importing import id_of
from eval.names import Names
from rag.reading import sentences_of

RELATIVE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|tonight|"
    r"(?:last|this|next) (?:week|month|year|spring|summer|autumn|fall|winter))\b"
)
"""Words of time that count from a day which they do not name."""

_Draft = tuple[Article, Clause, Drafted]


def draft_cases(
    articles: Sequence[Article],
    number: int,
    *,
    known: Sequence[Case] = (),
    stories: Mapping[str, str] | None = None,
    seed: int = 0,
) -> list[Case]:
    """Return up to `number` drafts, each out of another sentence of `articles`.

    Kinds of questions and articles take turns; of the reprints of a story, `stories` by article id,
    one is taken. Sentences that `known` cases cite are left out, and their ids are not used again.
    The same seed gives the same drafts.
    """
    chooser = random.Random(seed)  # noqa: S311 -- nothing is to be kept secret
    order = _one_a_story(sorted(articles, key=lambda article: article.id), stories or {})
    chooser.shuffle(order)
    quoted, taken = _quoted(known), {case.id for case in known}
    chosen = _in_turn(order, quoted, chooser)
    names = Names({article.id: article for article in articles})
    return [_case(draft, taken, names) for draft, _ in zip(chosen, range(number), strict=False)]


def _one_a_story(articles: Sequence[Article], stories: Mapping[str, str]) -> list[Article]:
    first = {stories.get(article.id, article.id): article for article in reversed(articles)}
    return list(first.values())


def _quoted(cases: Sequence[Case]) -> set[str]:
    cited = (one for case in cases for turn in case.asked for any_ in turn.cites for one in any_)
    return {" ".join(one.quote.split()) for one in cited if isinstance(one, Source)}


def _in_turn(
    articles: Sequence[Article], quoted: set[str], chooser: random.Random
) -> Iterator[_Draft]:
    """Yield a draft of each article, then another of each, and so on, until none is left."""
    kinds: Counter[str] = Counter()
    left: dict[str, list[_Draft] | None] = {article.id: None for article in articles}
    by_id = {article.id: article for article in articles}
    while left:
        for id_, drafts in list(left.items()):
            found = _drafts(by_id[id_]) if drafts is None else drafts
            left[id_] = fresh = [each for each in found if each[1].quote not in quoted]
            if not fresh:
                del left[id_]
                continue
            least = min(kinds[drafted.kind] for *_, drafted in fresh)
            chosen = chooser.choice([each for each in fresh if kinds[each[2].kind] == least])
            kinds[chosen[2].kind] += 1
            quoted.add(chosen[1].quote)
            yield chosen


def _drafts(article: Article) -> list[_Draft]:
    clauses = (
        clause
        for sentence in sentences_of(article)
        for clause in (clause_of(article, sentence), quotation_of(article, sentence))
    )
    return [
        (article, clause, drafted)
        for clause in clauses
        if clause
        for drafted in questions_of(clause)
    ]


def _case(draft: _Draft, taken: set[str], names: Names) -> Case:
    article, clause, drafted = draft
    given = {
        "id": id_of(drafted.question, taken),
        "question": drafted.question,
        "facts": [tuple(map(literal, drafted.facts))],
        "cites": [{"file": names.of(article), "quote": clause.quote}],
        "speaker": tuple(map(literal, drafted.speaker)),
        "as_of": article.published if RELATIVE.search(drafted.question) else None,
        "tags": [drafted.kind],
        "draft": True,
        "note": _origin(article),
    }
    return Case.model_validate({name: value for name, value in given.items() if value})


def _origin(article: Article) -> str | None:
    """Return what a reader of the draft is to know of where it is from."""
    day = article.published and article.published.isoformat()
    return ", ".join(part for part in (article.outlet, day) if part) or None
