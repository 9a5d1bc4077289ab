"""What can be done to the corpus from the page: put in, take out, put back, index all again."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import corpus
from corpus.article import Article
from corpus.errors import CorpusError
from corpus.folder import SourceFile, find_files
from index.catalog import Entry
from index.change import IndexReport
from index.edits import add_articles, remove_articles
from index.embedder import PatientEmbedder
from index.home import Home
from index.intake import Progress
from index.passage import Chunking
from index.search import indexed
from index.sources import LeftOut, Sources
from index.writer import update_index
from rag.assistant import Assistant
from ui import corpus_texts as texts
from ui.outcomes import Found, Outcome, Sent, State, TakenOut, not_put_in
from ui.uploads import Uploads, digest

SAMPLE = Path(corpus.__file__).parent / "articles"
"""The articles that come with the program."""


class CorpusEditor:
    """Changes the index that an assistant answers from. Safe to share between threads.

    Its methods raise IndexBusyError while somebody else writes the index, the other errors of
    `update_index`, and CorpusError; then the index is as it was.
    """

    def __init__(
        self, assistant: Assistant, home: Home, uploads: Uploads, chunking: Chunking
    ) -> None:
        """Edit the index at `home`, which `assistant` has open; `uploads` holds what is put in."""
        self.uploads = uploads
        self._assistant, self._home, self._chunking = assistant, home, chunking
        self._embedder = PatientEmbedder(assistant.index.embedder.wrapped)

    def receive(self, arrived: Path, name: str) -> str:
        """Keep the file at `arrived`, which comes as `name`; return what it is called now."""
        return self.uploads.keep(arrived, name, self._files().__contains__)

    def add(self, sent: Sequence[Sent], progress: Progress) -> list[Outcome]:
        """Index the uploads in `sent`; return for each what became of it.

        Of what cannot be indexed nothing is kept.
        """
        before = self._entries()
        twins = {one: self._twin(one, before) for one in sent if one.file}
        kept = {
            one.file: path
            for one, twin in twins.items()
            if one.file and not twin and (path := self.uploads.path(one.file))
        }
        files = [SourceFile(path, file) for file, path in kept.items()]
        skipped = self._put_in(files, progress).skipped if files else ()
        found = Found(before, self._entries(), skipped)
        outcomes = [
            found.outcome(one) if one.file in kept else not_put_in(one, twins.get(one))
            for one in sent
        ]
        for outcome in outcomes:
            if outcome.state is State.SKIPPED and outcome.sent.file:
                self._discard(outcome.sent.file)
        return outcomes

    def add_sample(self, progress: Progress) -> IndexReport:
        """Index the articles that come with the program."""
        out = [one.id for one in self._sources().left_out if Path(one.path).parent == SAMPLE]
        return add_articles(
            self._home,
            find_files([SAMPLE]),
            self._embedder,
            paths=[SAMPLE],
            put_back=out,
            chunking=self._chunking,
            progress=progress,
        )

    def remove(self, id: str, progress: Progress) -> TakenOut | None:
        """Take an article out; return what puts it back, or None if it is gone already.

        A file put in on the page leaves its folder for one beside it. Any other file stays where
        it is, and is passed over from now on.
        """
        articles = self._assistant.index.articles
        if (article := articles.get(id)) is None:
            return None
        path = self._path(article.file)
        alone = [one.file for one in articles.values()].count(article.file) == 1
        if path and alone and self.uploads.holds(path):
            self._take_out(article, (), progress)
            key = self.uploads.remove(path.relative_to(self.uploads.root).as_posix())
            return TakenOut(f"file:{key}", article.title or article.file)
        left_out = LeftOut(str(path), id, article.file, article.title) if path else None
        self._take_out(article, [left_out] if left_out else [], progress)
        return TakenOut(f"article:{id}" if path else None, article.title or article.file)

    def taken_out(self) -> list[TakenOut]:
        """Return what can be put back."""
        files = [TakenOut(f"file:{name}", name) for name in self.uploads.removed()]
        articles = [
            TakenOut(f"article:{one.id}", one.title or one.file) for one in self._sources().left_out
        ]
        return [*files, *articles]

    def put_back(self, key: str, progress: Progress) -> IndexReport:
        """Put back what was taken out. Raises CorpusError if it is no longer there."""
        kind, _, name = key.partition(":")
        if kind == "file":
            with self._returned(name) as source:
                return self._put_in([source], progress)
        left_out = next((one for one in self._sources().left_out if one.id == name), None)
        if left_out is None or not Path(left_out.path).is_file():
            raise CorpusError(texts.cannot_be_put_back(left_out.path if left_out else name))
        source = SourceFile(Path(left_out.path), left_out.file)
        return self._put_in([source], progress, [left_out.id])

    def reindex(self, progress: Progress) -> IndexReport:
        """Read everything the index is made of again: folders, files and uploads."""
        return update_index(
            self._home, self._roots(), self._embedder, chunking=self._chunking, progress=progress
        )

    def _put_in(
        self, files: Sequence[SourceFile], progress: Progress, put_back: Collection[str] = ()
    ) -> IndexReport:
        return add_articles(
            self._home,
            files,
            self._embedder,
            paths=[self.uploads.root],
            put_back=put_back,
            chunking=self._chunking,
            progress=progress,
        )

    def _take_out(
        self, article: Article, left_out: Sequence[LeftOut], progress: Progress
    ) -> IndexReport:
        return remove_articles(
            self._home,
            [article.id],
            self._embedder,
            left_out=left_out,
            chunking=self._chunking,
            progress=progress,
        )

    @contextmanager
    def _returned(self, name: str) -> Iterator[SourceFile]:
        """Yield an upload that was taken out, put back; if the block raises, it is out again."""
        file = self.uploads.put_back(name, self._files().__contains__)
        path = self.uploads.path(file) if file else None
        if file is None or path is None:
            raise CorpusError(texts.cannot_be_put_back(name))
        try:
            yield SourceFile(path, file)
        except BaseException:
            self.uploads.remove(file)
            raise

    def _twin(self, one: Sent, entries: Sequence[Entry]) -> str | None:
        """Return the file in the index that is the same as an upload under another name.

        The upload is not needed then, and deleted.
        """
        path = self.uploads.path(one.file) if one.file else None
        if one.file is None or path is None:
            return None
        bytes_ = digest(path)
        same = [entry.article.file for entry in entries if entry.source == bytes_]
        if not same or one.file in same:
            return None
        if not self._is_at(same[0], path):
            self.uploads.discard(one.file)
        return same[0]

    def _is_at(self, file: str, path: Path) -> bool:
        try:
            return self._path(file) == path
        except CorpusError:  # what the index was made of is unknown: not of uploads
            return False

    def _discard(self, file: str) -> None:
        """Delete an upload without articles, unless they were only taken out."""
        path = self.uploads.path(file)
        if str(path) not in {one.path for one in self._sources().left_out}:
            self.uploads.discard(file)

    def _path(self, file: str) -> Path | None:
        """Return where a file of the index is; None if it is no longer there."""
        try:
            found = {source.file: source.path for source in find_files(self._roots())}
        except CorpusError:  # a folder is gone
            found = {}
        return found.get(file) or self.uploads.path(file)

    def _roots(self) -> list[Path]:
        named = self._sources().paths
        if named is None and self._home.exists():
            raise CorpusError(texts.SOURCES_UNKNOWN)
        others = [Path(path) for path in named or () if Path(path) != self.uploads.root]
        roots = [*others, *([self.uploads.root] if self.uploads.files() else [])]
        if not roots:
            raise CorpusError(texts.NO_SOURCES)
        return roots

    def _files(self) -> set[str]:
        """Return the files of the index, and those that can be put back: their names are taken."""
        indexed = {article.file for article in self._assistant.index.articles.values()}
        return indexed | {one.file for one in self._sources().left_out}

    def _sources(self) -> Sources:
        return self._home.read(Sources.load) if self._home.exists() else Sources()

    def _entries(self) -> list[Entry]:
        return indexed(self._home)[0] if self._home.exists() else []
