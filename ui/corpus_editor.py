"""What can be done to the corpus from the page: put in, take out, put back, index all again."""

from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path

import corpus
from corpus.article import Article
from corpus.errors import CorpusError
from corpus.folder import SourceFile, find_files
from index.change import IndexReport
from index.edits import Edited, add_articles, remove_articles
from index.embedder import PatientEmbedder
from index.home import Home
from index.intake import Progress
from index.passage import Chunking
from index.sources import Key, LeftOut
from index.writer import update_index
from rag.assistant import Assistant
from ui import corpus_texts as texts
from ui.arrivals import Arrivals
from ui.index_files import IndexFiles
from ui.outcomes import Found, Outcome, Sent, TakenOut, not_put_in
from ui.uploads import Uploads

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
        self._files = IndexFiles(assistant, home, uploads)
        self._embedder = PatientEmbedder(assistant.index.embedder.wrapped)
        self._arrivals = Arrivals(uploads)

    def receive(self, arrived: Path, name: str) -> str:
        """Keep the file at `arrived`, which comes as `name`; return what it is called now."""
        return self._arrivals.keep(arrived, name, self._files.names().__contains__)

    def add(self, sent: Sequence[Sent], progress: Progress) -> list[Outcome]:
        """Index the uploads in `sent`; return for each what became of it.

        Of what cannot be indexed nothing is kept.
        """
        names = [one.file for one in sent if one.file]
        self._arrivals.begin(names)
        paths = {name: self.uploads.path(name) for name in names}
        files = [SourceFile(path, name) for name, path in paths.items() if path]
        if not files:
            return [not_put_in(one) for one in sent]
        # Judged by this very edit: others may have changed the index before it is read again.
        edited = self._put_in(files, progress, once=True)
        found, kept = Found(edited), {source.file for source in files}
        for source in files:
            if not found.holds(source.file):
                self._discard(source, edited)
        return [found.outcome(one) if one.file in kept else not_put_in(one) for one in sent]

    def add_sample(self, progress: Progress) -> IndexReport:
        """Index the articles that come with the program."""
        left_out = self._files.sources().left_out
        back = [one.key for one in left_out if Path(one.path).parent == SAMPLE]
        return self._put_in(find_files([SAMPLE]), progress, back, of=SAMPLE).report

    def remove(self, id: str, progress: Progress) -> TakenOut | None:
        """Take an article out; return what puts it back, or None if it is gone already.

        A file put in on the page leaves its folder for one beside it. Any other file stays where
        it is, and is passed over from now on.
        """
        articles = self._assistant.index.articles
        if (article := articles.get(id)) is None:
            return None
        name, source = article.title or article.file, self._files.of(article)
        upload = self._alone(article, source) if source else None
        with self._arrivals.moved_out(upload) as key:
            if key or source is None:
                self._take_out(article, (), progress)
                return TakenOut(f"file:{key}" if key else None, name)
            left_out = LeftOut(str(source.path), id, article.file, article.title)
            self._take_out(article, [left_out], progress)
            return TakenOut(_key(left_out), name)

    def taken_out(self) -> list[TakenOut]:
        """Return what can be put back."""
        files = [TakenOut(f"file:{name}", name) for name in self.uploads.removed()]
        left_out = self._files.sources().left_out
        return [*files, *(TakenOut(_key(one), one.title or one.file) for one in left_out)]

    def put_back(self, key: str, progress: Progress) -> IndexReport:
        """Put back what was taken out. Raises CorpusError if it is no longer there."""
        kind, _, name = key.partition(":")
        if kind == "file":
            with self._arrivals.returned(name, self._files.names().__contains__) as source:
                return self._put_in([source], progress).report
        left_out = self._files.sources().left_out
        one = next((one for one in left_out if _key(one) == key), None)
        if one is None or not Path(one.path).is_file():
            raise CorpusError(texts.cannot_be_put_back(one.path if one else name))
        source = self._files.at(Path(one.path)) or SourceFile(Path(one.path), one.file)
        return self._put_in([source], progress, [one.key]).report

    def reindex(self, progress: Progress) -> IndexReport:
        """Read everything the index is made of again: folders, files and uploads."""
        folders = self._files.folders()
        if not folders and not self.uploads.roots():
            raise CorpusError(texts.NO_SOURCES)
        return update_index(
            self._home,
            folders,
            self._embedder,
            also=self.uploads.roots,
            chunking=self._chunking,
            progress=progress,
        )

    def _put_in(
        self,
        files: Sequence[SourceFile],
        progress: Progress,
        put_back: Collection[Key] = (),
        *,
        of: Path | None = None,
        once: bool = False,
    ) -> Edited:
        """Index `files`, by default uploads, from then on with the others `of` their folder."""
        return add_articles(
            self._home,
            files,
            self._embedder,
            paths=[of or self.uploads.root],
            put_back=put_back,
            once=once,
            chunking=self._chunking,
            progress=progress,
        )

    def _take_out(self, article: Article, left_out: Sequence[LeftOut], progress: Progress) -> None:
        remove_articles(
            self._home,
            [article.id],
            self._embedder,
            left_out=left_out,
            chunking=self._chunking,
            progress=progress,
        )

    def _alone(self, article: Article, source: SourceFile) -> str | None:
        """Return the name of the upload `source` if it holds `article` and no other."""
        articles = self._assistant.index.articles.values()
        others = any(one.file == article.file and one.id != article.id for one in articles)
        if others or self._left_out(source) or not self.uploads.holds(source.path):
            return None
        return source.path.relative_to(self.uploads.root).as_posix()

    def _left_out(self, source: SourceFile) -> bool:
        return any(one.path == str(source.path) for one in self._files.sources().left_out)

    def _discard(self, source: SourceFile, edited: Edited) -> None:
        """Delete an upload that gave no article, unless the index is made of it all the same."""
        if twin := edited.twins.get(source.file):
            article = next(one.article for one in edited.after if one.article.file == twin)
            there = self._files.of(article)
            needed = there is None or there.path == source.path
        else:
            needed = self._left_out(source)
        if not needed:
            self._arrivals.discard(source.file)


def _key(one: LeftOut) -> str:
    """Return what the page knows a left out article by."""
    return f"article:{sha256(repr(one.key).encode()).hexdigest()[:16]}"
