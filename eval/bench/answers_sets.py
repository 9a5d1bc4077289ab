"""The sets that the answer benchmark asks, found by their files, each with its assistant."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from eval.bench.datasets import NewsSet, load_sets
from eval.benchdata import ANSWERABLE, DataSet, load
from eval.memory import memory_index
from index.embedder import Embedder
from index.passage import Chunking
from index.writer import Progress, update_index
from rag.assistant import Assistant
from rag.selector import Selector


@dataclass(frozen=True, slots=True)
class News:
    """A news set; its index is kept on disk."""

    data: NewsSet

    @property
    def name(self) -> str:
        """The set's path below the folder searched."""
        return self.data.name

    def assistant(
        self,
        places: Path,
        embedder: Embedder,
        chunking: Chunking,
        selector: Selector | None,
        progress: Progress,
    ) -> Assistant:
        """Index the corpus below `places`, if it is not there, and return who answers from it."""
        place = places / self.name.replace("/", "-")
        update_index(place, [self.data.corpus], embedder, chunking=chunking, progress=progress)
        return Assistant.open(place, embedder, chunking, selector=selector)


@dataclass(frozen=True, slots=True)
class Clapnq:
    """CLAPnq's passages and questions; its index is made in memory."""

    name: str
    data: DataSet

    def assistant(
        self,
        places: Path,
        embedder: Embedder,
        chunking: Chunking,
        selector: Selector | None,
        progress: Progress,
    ) -> Assistant:
        """Index the passages and return who answers from them."""
        index = memory_index(self.data.articles, embedder, chunking=chunking, dense=True)
        return Assistant(index, selector=selector)


def answer_sets(folder: Path, patterns: Sequence[str] = ()) -> list[News | Clapnq]:
    """Return the sets of both kinds in `folder`, at any depth, or the one that it is.

    Raises CorpusError if there is none, and what `load_sets` raises.
    """
    found: list[News | Clapnq] = []
    if any(folder.rglob("questions.jsonl")):
        sets = load_sets(folder, patterns)
        found += [News(each) for each in sets if isinstance(each, NewsSet)]
    if not patterns:
        places = sorted(file.parent for file in folder.rglob(ANSWERABLE))
        found += [Clapnq(place.resolve().name, load(place)) for place in places]
    if not found:
        raise CorpusError(
            f"{folder} holds no set to answer: one has corpus.jsonl.gz and questions.jsonl, or "
            f"{ANSWERABLE} and unanswerable.jsonl.gz"
        )
    return found
