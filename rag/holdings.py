"""What an index holds, as far as questions speak of it: its days, its outlets, its agencies."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping

from corpus.article import Article
from index.preference import DateSpan
from rag.outlet_names import credit_pattern, credits_of, key


class Holdings:
    """Tables over the articles of one index, made once and then looked up.

    Safe to share between threads: the credits of an agency that two of them read are the same.
    """

    def __init__(self, articles: Mapping[str, Article]) -> None:
        """Make the tables; which agencies the texts credit is read when first asked for."""
        self._articles = articles
        self._days = sorted(a.published for a in articles.values() if a.published)
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._credited: dict[str, frozenset[str]] = {}
        for id, article in articles.items():
            if article.outlet:
                self._ids[key(article.outlet)].add(id)
                self._names[key(article.outlet)][article.outlet] += 1

    @property
    def covered(self) -> DateSpan | None:
        """The publication dates from first to last; None if there are none."""
        return DateSpan(self._days[0], self._days[-1]) if self._days else None

    def count(self, span: DateSpan) -> int:
        """Return how many articles were published in `span`."""
        return bisect_right(self._days, span.last) - bisect_left(self._days, span.first)

    def outlets(self, asked: str, *, ending: bool = False) -> dict[str, frozenset[str]]:
        """Return the ids of the articles by outlet whose key is `asked`, or ends with it.

        The outlet has the name it mostly goes by in the corpus.
        """
        return {
            self._names[outlet].most_common(1)[0][0]: frozenset(ids)
            for outlet, ids in self._ids.items()
            if outlet == asked or (ending and outlet.endswith(asked))
        }

    def crediting(self, agency: str) -> frozenset[str]:
        """Return the ids of other outlets' articles whose text credits the agency."""
        if agency not in self._credited:
            self._credited[agency] = frozenset(self._read(agency))
        return self._credited[agency]

    def _read(self, agency: str) -> set[str]:
        names = credits_of(agency)
        if not names:
            return set()
        pattern, own = credit_pattern(names), self._ids.get(agency, set())
        return {
            id
            for id, article in self._articles.items()
            if id not in own
            and any(name in article.text for name in names)  # by far the cheaper look
            and pattern.search(article.text)
        }
