"""What a briefing tells on a topic that names no subject: the newest there is."""

from collections.abc import Iterator
from datetime import date

from corpus.article import Article
from index.filters import Filters
from index.search import Index
from index.terms import terms
from rag.briefing.lines import is_line, line_span
from rag.briefing.piece import Piece
from rag.evidence import Evidence
from rag.features import Features
from rag.reading import sentences_of

_NO_SUBJECT = frozenset(
    stem
    for word in """
    news new latest today yesterday week month year day now current recent event events happening
    article articles story stories report reports headline headlines update updates summary
    briefing overview information info everything anything something thing things all topic world
    important main general
    """.split()
    for stem in terms(word)
)
_ARTICLES, _SENTENCES = 40, 4
"""So many of the newest articles are read, and so many sentences at the beginning of each."""
_OLDER, _FURTHER = 0.3, 0.05
"""What the oldest of them has less than the newest, and each sentence than the one before it."""


def is_broad(topic: str) -> bool:
    """Return whether `topic` names no subject: "news", "the", "latest headlines"."""
    return set(terms(topic)) <= _NO_SUBJECT


def newest(index: Index, filters: Filters) -> list[Piece]:
    """Return the first sentences of the newest articles, one of each story, newest first."""
    articles = _latest(index, filters)
    found = [
        (article, start, end, 1.0 - _OLDER * at / _ARTICLES - _FURTHER * place)
        for at, article in enumerate(articles)
        for place, (start, end) in enumerate(_opening(article))
    ]
    rows = index.embedder.embed([a.text[start:end] for a, start, end, _ in found], kind="document")
    pieces = [
        Piece(Evidence(article, *span, Features(*[0.0] * 5), worth), start, end, row)
        for (article, start, end, worth), row in zip(found, rows, strict=True)
        if (span := line_span(article, start, end))
    ]
    return sorted(pieces, key=lambda piece: -piece.relevance)


def _latest(index: Index, filters: Filters) -> list[Article]:
    mask = index.columns.mask(filters)
    ids = {p.article_id for at, p in enumerate(index.passages) if mask is None or mask[at]}
    dated = sorted(
        (index.articles[id] for id in ids),
        key=lambda a: (a.published or date.min, a.id), reverse=True,
    )  # fmt: skip
    stories: dict[str, Article] = {}
    for article in dated:
        stories.setdefault(index.stories.get(article.id, article.id), article)
    return list(stories.values())[:_ARTICLES]


def _opening(article: Article) -> Iterator[tuple[int, int]]:
    lines = [s for s in sentences_of(article) if not s.is_heading]
    for sentence in lines[:_SENTENCES]:
        if is_line(article.text[sentence.start : sentence.end]):
            yield sentence.start, sentence.end
