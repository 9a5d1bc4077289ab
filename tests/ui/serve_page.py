"""Serve the page over the articles of a catalogue: `serve_page.py CATALOGUE PORT`.

Conversations are kept beside the catalogue, in kept.sqlite.

The page's address is all that it writes to standard output. Who answers is a stand-in, so that
these tests stay the page's own: it quotes each sentence that shares two long words with the
question.
"""

import re
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.errors import SettingsError
from eval.memory import memory_index
from index.catalog import load_entries
from index.embedder import HashingEmbedder
from index.filters import Filters
from index.search import Index
from rag.answer import Answer, Citation, CorpusSummary, Statement, Status, Support
from rag.followup import PastTurn

_SENTENCE = re.compile(r"\S[^\n]*?[.!?](?=\s|$)")


class Quoting:
    """Answers as an Assistant does, in its own simple way.

    What it is to answer slowly, it answers when there is no file `hold`.
    """

    hold = Path("hold")

    def __init__(self, index: Index) -> None:
        self.index, self.articles, self.writer = index, index.articles, None

    def ask(
        self,
        question: str,
        *,
        previous: Sequence[str | PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Answer:
        if not re.search(r"\w", question):
            raise SettingsError("the question is empty: ask something about the articles")
        while "slowly" in question.lower() and self.hold.exists():
            time.sleep(0.02)
        asked = [turn if isinstance(turn, str) else turn.question for turn in previous]
        whole = f"{asked[-1]} {question}" if asked and question.startswith("And ") else question
        admitted = self._admitted(filters or Filters())
        places = (place for place in self._sharing(long_words(whole)) if place[0].id in admitted)
        found = [cite(n, *place) for n, place in enumerate(places, 1)]
        return Answer(
            question=question,
            standalone_question=whole,
            status=Status.ANSWERED if found else Status.INSUFFICIENT,
            reason=None if found else "No sentence shares two words with the question.",
            text="",
            statements=tuple(Statement(c.quote, (c.n,), Support.VERBATIM) for c in found),
            citations=tuple(found),
            corpus=CorpusSummary(len(self.index.articles), date(2025, 3, 27), date(2025, 9, 4)),
        )

    def stream(
        self,
        question: str,
        *,
        previous: Sequence[PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Generator[str, None, Answer]:
        if "slowly" in question.lower():
            yield "Perhaps it was green."
        return self.ask(question, previous=previous, filters=filters, as_of=as_of)

    def _admitted(self, filters: Filters) -> set[str]:
        mask, passages = self.index.columns.mask(filters), self.index.passages
        return {p.article_id for row, p in enumerate(passages) if mask is None or mask[row]}

    def _sharing(self, words: set[str]) -> Iterator[tuple[Article, int, int]]:
        for article in self.index.articles.values():
            for match in _SENTENCE.finditer(article.text):
                if len(words & long_words(match.group())) > 1:
                    yield article, match.start(), match.end()


def long_words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", text) if len(word) > 4}


def cite(n: int, article: Article, start: int, end: int) -> Citation:
    return Citation(
        n, article.file, article.id, article.title, article.outlet, article.published,
        start, end, article.text[start:end],
        ("Fjord Post", "Harbour Times") if article.outlet == "Reuters" else (),
    )  # fmt: skip


SESSIONS = 8
"""As many visits are kept: so few that a test can let one be forgotten."""


def main(catalogue: Path, port: int) -> None:
    from ui.kept.keeping import Keeping
    from ui.page import build_page
    from ui.serve import serve

    articles = [entry.article for entry in load_entries(catalogue)]
    assistant: Any = Quoting(memory_index(articles, HashingEmbedder(), dense=True))
    quoting: Any = Quoting
    Quoting.hold = catalogue.with_name("hold")
    keeping = Keeping(catalogue.with_name("kept.sqlite"), "0")
    page, mcp = build_page(assistant, quoting, keeping=keeping), find_spec("mcp") is not None
    page.state_session_capacity = SESSIONS

    def ready(url: str) -> None:
        print(url, flush=True)

    serve(page, "127.0.0.1", port, ready, known_browsers=True, mcp=mcp)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
