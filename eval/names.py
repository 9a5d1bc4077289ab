"""By what names articles go in case files and reports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.article import Article
from eval.cases import Turn
from eval.fields import Source
from eval.wanted import stretches


class Names:
    """The names of the articles of one index: their files, and their ids."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        """Make the tables."""
        self._articles = articles
        self._of_file: dict[str, list[Article]] = defaultdict(list)
        for article in articles.values():
            self._of_file[article.file].append(article)

    def meant(self, name: str) -> Sequence[Article]:
        """Return the articles of the file `name`, or the one with that id; none if there is none.

        A JSONL file holds many articles, each with an id of its own.
        """
        if name in self._of_file:
            return self._of_file[name]
        return [self._articles[name]] if name in self._articles else []

    def of(self, article: Article) -> str:
        """Return the file of `article`, or its id where the file holds others too."""
        return article.file if len(self._of_file[article.file]) == 1 else article.id

    def relevant(self, turn: Turn) -> frozenset[str]:
        """Return the names of all articles that the turn's `cites` name, alternatives included.

        Of a file that holds several, a quoted sentence means those in which it stands.
        """
        cited = (one for group in turn.cites for one in group)
        return frozenset(self.of(article) for one in cited for article in self.cited(one))

    def cited(self, cited: str | Source) -> Sequence[Article]:
        """Return the articles that an entry of `cites` means."""
        if not isinstance(cited, Source):
            return self.meant(cited)
        return [one for one in self.meant(cited.file) if any(stretches(cited.quote, one.text))]
