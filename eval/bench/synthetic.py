"""Corpora of a wanted size, written in the form that can be indexed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np

from corpus.article import Article
from corpus.errors import CorpusError
from eval.bench.bootstrap import SEED
from eval.bench.indexing import readable_articles
from index.passage import Chunking, split_passages


@dataclass(frozen=True, slots=True)
class Written:
    """How many passages a written corpus has."""

    passages: int
    synthetic: int
    """Of these, in articles made up by shuffling."""


def write_corpus(source: Path, size: int, chunking: Chunking, file: Path) -> Written:
    """Write the first articles of the corpus `source` to `file`, until they have `size` passages.

    If `source` has fewer, its articles come again under new ids, their words shuffled, so that
    they are no duplicates. Raises CorpusError if `source` holds nothing to read.
    """
    total = synthetic = 0
    with file.open("w", encoding="utf-8") as stream:
        for article, is_synthetic in _endless(source):
            passages = len(split_passages(article, chunking))
            total += passages
            synthetic += passages if is_synthetic else 0
            stream.write(line_of(article))
            if total >= size:
                break
    return Written(total, synthetic)


def line_of(article: Article) -> str:
    """Return `article` as a line of JSONL, as it is read again."""
    record = {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "source": article.outlet,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _endless(source: Path) -> Iterator[tuple[Article, bool]]:
    """Yield the articles of `source`, and then shuffled ones without end."""
    empty = True
    for article in readable_articles(source):
        empty = False
        yield article, False
    if empty:
        raise CorpusError(f"{source} holds no article that can be read")
    rng = np.random.default_rng(SEED)
    for copy in count(1):
        for article in readable_articles(source):
            words = article.text.split()
            rng.shuffle(words)
            yield replace(article, id=f"{article.id}-{copy}", text=" ".join(words)), True
