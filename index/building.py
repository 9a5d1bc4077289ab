"""The files of a generation but its vectors and its manifest, written from a change."""

from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article
from index.catalog import save_entries
from index.change import Change
from index.intake import Progress
from index.passage import Passage, title_and_body
from index.stories import write_stories
from index.termcounts import TermCounts


def build(folder: Path, base: Path | None, change: Change, progress: Progress) -> None:
    """Write the lexical index, the stories and the catalogue of the next generation into `folder`.

    What `base`, the folder of the generation before, holds of it is carried over. Memory: besides
    the articles, the term counts and 512 bytes an article.
    """
    progress("lexical index", 0, 1)
    counts = TermCounts.load(base / "lexical") if base else TermCounts.of([])
    counts.carried(change.origin, _new_fields(change)).save(folder / "lexical")
    progress("lexical index", 1, 1)
    write_stories(folder, base, change, progress)
    save_entries(change.after, folder / "articles.jsonl")


def _new_fields(change: Change) -> Iterator[tuple[str, str]]:
    pairs = zip(_pairs(change), change.origin.tolist(), strict=True)
    return (title_and_body(*pair) for pair, row in pairs if row < 0)


def _pairs(change: Change) -> Iterator[tuple[Article, Passage]]:
    return ((entry.article, passage) for entry in change.after for passage in entry.passages)
