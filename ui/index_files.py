"""The files that an index is made of: where they are, and which of their names are in use."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from corpus.article import Article
from corpus.errors import CorpusError
from corpus.folder import Record, SourceFile, find_files, read_records
from index.catalog import Entry
from index.home import Home
from index.search import indexed
from index.sources import Sources
from rag.assistant import Assistant
from ui import corpus_texts as texts
from ui.uploads import Uploads


class IndexFiles:
    """Looks up the files of the index that an assistant answers from, uploads among them."""

    def __init__(self, assistant: Assistant, home: Home, uploads: Uploads) -> None:
        """Look in the index at `home`, which `assistant` has open, and in `uploads`."""
        self._assistant, self._home, self._uploads = assistant, home, uploads

    def sources(self) -> Sources:
        """Return what the index says that it is made of."""
        return self._home.read(Sources.load) if self._home.exists() else Sources()

    def names(self) -> set[str]:
        """Return the names of the files in the index, and of those that can be put back."""
        indexed = {article.file for article in self._assistant.index.articles.values()}
        return indexed | {one.file for one in self.sources().left_out}

    def folders(self) -> list[Path]:
        """Return the folders and files named for the index, but for that of uploads.

        Raises CorpusError if the index does not say.
        """
        named = self.sources().paths
        if named is None and self._home.exists():
            raise CorpusError(texts.SOURCES_UNKNOWN)
        return [Path(path) for path in named or () if Path(path) != self._uploads.root]

    def at(self, path: Path) -> SourceFile | None:
        """Return the file at `path` as a run over all would name it; None if none would read it."""
        return next((source for source in self._found()[0] if source.path == path), None)

    def of(self, article: Article) -> SourceFile | None:
        """Return the file that holds an article of the index; None if it is no longer there."""
        found, all_there = self._found()
        named = (source for source in found if source.file == article.file)
        if (source := next(named, None)) and all_there:
            return source
        # Names change as files of one name come and go: then the bytes tell which it is.
        name = PurePosixPath(article.file).name
        alike = [source for source in found if PurePosixPath(source.file).name == name]
        digests = {entry.source for entry in self._entries() if entry.article.id == article.id}
        return next((source for source in alike if digests & set(_digests(source))), None)

    def _found(self) -> tuple[list[SourceFile], bool]:
        """Return the files there are, and whether all folders that are named could be read."""
        with suppress(CorpusError):
            folders = [*self.folders(), *self._uploads.roots()]
            return find_files(folders), True
        found = self._uploads.files()
        with suppress(CorpusError):
            for folder in self.folders():
                with suppress(CorpusError):
                    found += find_files([folder])
        return found, False

    def _entries(self) -> list[Entry]:
        return indexed(self._home)[0] if self._home.exists() else []


def _digests(source: SourceFile) -> Iterator[str]:
    """Yield the digests of the articles that a file holds."""
    return (record.digest for record in read_records(source) if isinstance(record, Record))
